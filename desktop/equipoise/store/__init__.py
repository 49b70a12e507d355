"""Where a dossier is kept: the dossier file, its migrations and journal, and the JSON exchange.

Importing this package is cheap; the SQLite libraries are loaded when the first file is opened.
"""
