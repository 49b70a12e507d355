"""Windows, tables and charts."""
