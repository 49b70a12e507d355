"""What is printed: the document (words and numbers decided once), then its pages."""
