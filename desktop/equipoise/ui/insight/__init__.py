"""Windows that ask what would have to be true, and what a weight does."""
