"""The weights: one slider a recommendation."""
