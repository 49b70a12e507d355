"""Scenarios on screen: the bar over the sliders, what a scenario changes, blind-first weighting."""
