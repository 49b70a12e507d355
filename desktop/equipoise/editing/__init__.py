"""The one open dossier: edits, undo, what changed, background work."""
