"""What is known: the rows of a dossier, their meaning, and when they are in order."""
