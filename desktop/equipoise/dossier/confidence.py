"""Confidence words for rows: low, moderate or high, from source grade, corroboration and age."""

from __future__ import annotations

from datetime import date
from typing import Any

from equipoise.dossier.dossier import Dossier
from equipoise.dossier.rows import Source

CONFIDENCE_WORDS = ("low", "moderate", "high")
"""From the least to the most."""


def source_grade(source: Source) -> int:
    """0, 1 or 2 from the Admiralty code; F and 6 support nothing alone."""
    if source.reliability in "AB" and source.credibility in "12":
        return 2
    if source.reliability in "ABC" and source.credibility in "123":
        return 1
    return 0


def confidence_word(dossier: Dossier, row: Any) -> str:
    """The confidence word of a row with `source_ids` and, where it has one, a review-by date.

    The best source sets the grade; a second source of moderate grade or better raises it by one
    step (corroboration); a passed review-by date lowers it by one step.
    """
    grades = sorted((source_grade(dossier.get("sources", i)) for i in row.source_ids), reverse=True)
    step = grades[0] if grades else 0
    if len(grades) > 1 and grades[1] >= 1:
        step += 1
    review_by: date | None = getattr(row, "review_by", None)
    if review_by is not None and dossier.settings.as_of > review_by:
        step -= 1
    return CONFIDENCE_WORDS[max(0, min(step, 2))]


def source_label(dossier: Dossier, row: Any) -> str:
    """The names of the sources that a row rests on; `unsourced` if there is none."""
    return ", ".join(dossier.name_of("sources", i) for i in row.source_ids) or "unsourced"
