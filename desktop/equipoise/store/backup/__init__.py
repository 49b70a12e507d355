"""Backups: made by themselves, checked, kept by age."""
