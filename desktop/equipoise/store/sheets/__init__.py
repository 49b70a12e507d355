"""Tables from and to CSV, XLSX and the clipboard."""
