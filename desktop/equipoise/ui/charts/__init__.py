"""Live charts of a projection."""
