"""The Journal workspace: who changed what, when and why, and the way back."""
