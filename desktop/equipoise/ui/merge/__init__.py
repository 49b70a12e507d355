"""Two copies come together: what comes in, what waits for a choice, what is sent."""
