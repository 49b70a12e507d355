"""How sure we can be: what would have to be true, and where a decision flips."""
