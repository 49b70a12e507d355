"""How briefings speak: fixed texts, numbers and dates of a language, and which way texts run."""
