"""A judgment on screen: its words, its picture, its editor."""
