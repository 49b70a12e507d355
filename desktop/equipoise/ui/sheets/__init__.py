"""Taking tables in: preview, matching of columns, report."""
