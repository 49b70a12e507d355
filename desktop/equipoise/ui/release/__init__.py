"""Making a copy at or below a handling mark."""
