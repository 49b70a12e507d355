"""Where it leads: draws, dynamics, outcomes, attribution."""
