"""Two states of a dossier side by side, in words."""
