"""Steps over the months, as bars that can be dragged."""
