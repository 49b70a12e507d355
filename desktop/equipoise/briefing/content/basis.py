"""What the judgments rest on: how many of them, by source label and by confidence word."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from equipoise.briefing.document import Cell
from equipoise.briefing.language.speech import Speech, listed
from equipoise.dossier.confidence import confidence_word, source_label
from equipoise.dossier.dossier import Dossier

_NAMED = 6


@dataclass(frozen=True, slots=True)
class Basis:
    """Counts of judgments by source label and by confidence word."""

    total: int
    labels: tuple[tuple[str, int], ...]
    confidence: tuple[tuple[str, int], ...]


def basis_cell(dossier: Dossier, row: Any, speech: Speech) -> Cell:
    """The table cell that says what a row's judgments rest on, and how far they carry."""
    word = speech.say(f"confidence-{confidence_word(dossier, row)}")
    return Cell(_label(dossier, row, speech), speech.say("confidence-of-row", word=word))


def _label(dossier: Dossier, row: Any, speech: Speech) -> str:
    return source_label(dossier, row) if row.source_ids else speech.say("unsourced")


def basis_of(dossier: Dossier, speech: Speech) -> Basis:
    """Count every judgment (three points and a confidence) with the row whose sources it has.

    Steps, effects and damping rest on the sources of their driver or recommendation.
    """
    labels: Counter[str] = Counter()
    words: Counter[str] = Counter()

    def count(row: Any, judgments: int) -> None:
        if judgments == 0:
            return
        labels[_label(dossier, row, speech)] += judgments
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


def basis_sentences(dossier: Dossier, speech: Speech) -> str:
    """What the results are, and what the judgments behind them rest on; no likelihood in it.

    Beyond six sources, which most judgments rest on, they are counted.
    """
    say = speech.say
    basis = basis_of(dossier, speech)
    opening = say("basis-computed")
    if basis.total == 0:
        return f"{opening} {say('basis-without-judgments')}"
    total = str(basis.total)
    if len(basis.labels) == 1:
        source = speech.name(basis.labels[0][0])
        sources = say("basis-of-one-source", number=total, count=basis.total, source=source)
    else:
        named = basis.labels[: listed(len(basis.labels), _NAMED)]
        shares = [
            say("basis-share", number=str(number), source=speech.name(label))
            for label, number in named
        ]
        rest = basis.labels[len(named) :]
        if rest:
            number = str(sum(number for _, number in rest))
            shares.append(say("basis-rest", number=number, sources=str(len(rest))))
        sources = say(
            "basis-of-sources", number=total, count=basis.total, shares=speech.listing(shares)
        )
    if len(basis.confidence) == 1:
        words = say(f"confidence-{basis.confidence[0][0]}")
    else:
        words = speech.listing(
            [
                say("basis-confidence-share", word=say(f"confidence-{word}"), number=str(number))
                for word, number in basis.confidence
            ]
        )
    return f"{opening} {sources} {say('basis-confidence', words=words)}"
