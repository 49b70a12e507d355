"""Passphrases, the lock, and who signs: the questions that keep a dossier in the right hands."""
