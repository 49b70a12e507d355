"""The kinds of briefing, and what is done to each: wording, dissent, portion marks, length."""
