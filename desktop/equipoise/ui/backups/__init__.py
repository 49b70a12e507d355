"""Backups on screen: which there are, what restoring one would change."""
