"""Footnotes numbered in the order in which they are read, for formats that set them at the end."""

from __future__ import annotations

from equipoise.briefing.document import Row, Sentence


class Footnotes:
    """Gives each footnote its number as it is met, from 1."""

    def __init__(self) -> None:
        self.texts: list[str] = []

    def numbers(self, part: Sentence | Row) -> list[int]:
        """The numbers of the notes of a sentence or a row."""
        first = len(self.texts) + 1
        self.texts += part.notes
        return list(range(first, len(self.texts) + 1))
