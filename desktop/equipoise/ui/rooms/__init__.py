"""The rooms of the dossier: editable tables over details."""
