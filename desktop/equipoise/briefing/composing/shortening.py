"""A briefing shortened to keep to a number of pages, which says so.

Only the user's longer texts, rows of tables, and answers are shortened; no computed sentence is.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from equipoise.briefing.document import (
    Cell,
    Document,
    HeadLine,
    KeyJudgment,
    Point,
    Row,
    Sentence,
    Table,
    mapped,
    texts,
)
from equipoise.briefing.kinds import KINDS
from equipoise.briefing.language.speech import Speech

_ELLIPSIS = " …"
_MOST_LETTERS = 20_000
"""More than any page holds: 3,000 to 5,000 are usual."""


@dataclass(frozen=True, slots=True)
class Limits:
    """The most letters of a text, rows of a table, sentences of a judgment, answers to a point."""

    letters: int
    rows: int
    sentences: int
    answers: int


STEPS = (
    Limits(800, 40, 8, 3),
    Limits(400, 24, 6, 2),
    Limits(240, 14, 4, 2),
    Limits(140, 9, 3, 1),
    Limits(90, 6, 2, 1),
    Limits(60, 4, 1, 0),
)
"""What is tried, from the mildest."""


def fitted(document: Document, pages_of: Callable[[Document], int]) -> Document:
    """The document, shortened step by step until it keeps to the pages of its kind.

    `pages_of` counts the pages of a document. Says in `shortened` what was shortened, or that no
    step sufficed; then it is the shortest there is.
    """
    budget = KINDS[document.kind].pages
    if budget is None or (_may_fit(document, budget) and pages_of(document) <= budget):
        return document
    speech = Speech(document.language)
    shortest = document
    for limits in STEPS:
        shortest = shortened(document, limits, speech, budget)
        if pages_of(shortest) <= budget:
            return shortest
    note = speech.say("shortened-not-enough", number=str(budget), count=budget)
    return replace(shortest, shortened=f"{shortest.shortened} {note}".strip())


def _may_fit(document: Document, pages: int) -> bool:
    """Whether so many pages can hold the letters of a document; setting it may take minutes."""
    return sum(map(len, texts(document))) <= pages * _MOST_LETTERS


def shortened(document: Document, limits: Limits, speech: Speech, pages: int) -> Document:
    """The document within these limits; `shortened` counts what is not whole."""
    cuts = _Cuts(limits, speech)
    result = mapped(document, cuts.change)
    if not cuts.texts and not cuts.left_out:
        return document
    note = speech.say(
        "shortened",
        number=str(pages),
        count=pages,
        texts=str(cuts.texts),
        parts=str(cuts.left_out),
    )
    return replace(result, shortened=note)


class _Cuts:
    """Shortens parts, and counts what it did."""

    def __init__(self, limits: Limits, speech: Speech) -> None:
        self.limits = limits
        self.speech = speech
        self.texts = 0
        self.left_out = 0

    def change(self, part: Any) -> Any:
        if isinstance(part, Sentence) and part.own:
            return replace(part, text=self._clipped(part.text))
        if isinstance(part, Cell):
            return Cell(self._clipped(part.text), self._clipped(part.detail))
        if isinstance(part, HeadLine):
            return HeadLine(part.label, self._clipped(part.value))
        if isinstance(part, Table):
            return self._table(part)
        if isinstance(part, KeyJudgment):
            return replace(part, said=self._first(part.said, self.limits.sentences))
        if isinstance(part, Point):
            return replace(part, answers=self._first(part.answers, self.limits.answers))
        return part

    def _first(self, parts: tuple[Any, ...], most: int) -> tuple[Any, ...]:
        self.left_out += max(0, len(parts) - most)
        return parts[:most]

    def _table(self, table: Table) -> Table:
        """The first rows, those of sums, and a row that counts the others."""
        rows = [row for row in table.rows if not row.total]
        gone = len(rows) - self.limits.rows
        if gone <= 0:
            return table
        self.left_out += gone
        others = Cell(self.speech.say("others", number=str(gone), count=gone))
        blank = tuple(Cell("") for _ in table.columns[1:])
        totals = tuple(row for row in table.rows if row.total)
        kept = (*rows[: self.limits.rows], Row((others, *blank)), *totals)
        return replace(table, rows=kept)

    def _clipped(self, text: str) -> str:
        """The beginning of a text that is too long, up to the end of a word."""
        most = self.limits.letters
        if len(text) <= most:
            return text
        self.texts += 1
        cut = text[:most]
        whole = cut.rsplit(None, 1)[0] if any(c.isspace() for c in cut) else cut
        return whole.rstrip(" ,;:–") + _ELLIPSIS
