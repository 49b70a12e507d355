"""The desk: the one open dossier with its window, and what the menus do with it."""
