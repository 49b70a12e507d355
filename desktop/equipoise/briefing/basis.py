"""What the judgments rest on: how many of them, by source label and by confidence word."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from equipoise.briefing.document import Cell
from equipoise.briefing.wording import counted, listing, quoted
from equipoise.dossier.confidence import confidence_word, source_label
from equipoise.dossier.dossier import Dossier


@dataclass(frozen=True, slots=True)
class Basis:
    """Counts of judgments by source label and by confidence word."""

    total: int
    labels: tuple[tuple[str, int], ...]
    confidence: tuple[tuple[str, int], ...]


def basis_cell(dossier: Dossier, row: Any) -> Cell:
    """The table cell that says what a row's judgments rest on, and how far they carry."""
    return Cell(source_label(dossier, row), f"{confidence_word(dossier, row)} confidence")


def basis_of(dossier: Dossier) -> Basis:
    """Count every judgment (three points and a confidence) with the row whose sources it has.

    Steps, effects and damping rest on the sources of their driver or recommendation.
    """
    labels: Counter[str] = Counter()
    words: Counter[str] = Counter()

    def count(row: Any, judgments: int) -> None:
        if judgments == 0:
            return
        labels[source_label(dossier, row)] += judgments
        words[confidence_word(dossier, row)] += judgments

    for cell in dossier.cells:
        count(cell, 2)
    for driver in dossier.drivers:
        effects = sum(e.driver_id == driver.id for e in dossier.driver_effects)
        count(driver, effects + (2 if driver.timing == "event" else 0))
    for recommendation in dossier.recommendations:
        effects = sum(
            e.recommendation_id == recommendation.id for e in dossier.recommendation_effects
        )
        dampings = sum(d.recommendation_id == recommendation.id for d in dossier.dampings)
        steps = max(1, len(dossier.steps_of(recommendation.id)))
        count(recommendation, effects + dampings + 2 * steps)
    return Basis(
        sum(labels.values()),
        tuple(sorted(labels.items(), key=lambda item: (-item[1], item[0]))),
        tuple((word, words[word]) for word in ("low", "moderate", "high") if words[word]),
    )


def basis_sentences(dossier: Dossier) -> str:
    """What the results are, and what the judgments behind them rest on; no likelihood in it."""
    basis = basis_of(dossier)
    opening = "These results are computed from judgments; they are not observed."
    if basis.total == 0:
        return f"{opening} The dossier holds no judgment yet."
    judgments = counted(basis.total, "judgment", "judgments")
    if len(basis.labels) == 1:
        sources = f"All {judgments} rest on {quoted(basis.labels[0][0])}."
    else:
        shares = [f"{number} on {quoted(label)}" for label, number in basis.labels]
        sources = f"Of the {judgments}, by what they rest on: {listing(shares)}."
    if len(basis.confidence) == 1:
        words = f"Confidence in them is {basis.confidence[0][0]}."
    else:
        parts = [f"{word} for {number}" for word, number in basis.confidence]
        words = f"Confidence in them is {listing(parts)}."
    return f"{opening} {sources} {words}"
