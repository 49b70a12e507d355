"""What the judgments rest on, in one sentence however many sources there are."""

from __future__ import annotations

from dataclasses import replace

import pytest
from briefing_sample import sample_dossier

from equipoise.briefing.content.basis import basis_of, basis_sentences
from equipoise.briefing.language.messages import LANGUAGES
from equipoise.briefing.language.speech import Speech
from equipoise.dossier.dossier import Dossier
from equipoise.dossier.rows import Source


def with_sources(count: int) -> Dossier:
    """A dossier with so many drivers more, each of which rests on a source of its own."""
    dossier = sample_dossier()
    sources = tuple(Source(f"s{n}", f"Source {n}") for n in range(count))
    drivers = tuple(
        replace(dossier.drivers[0], id=f"d{n}", name=f"D{n}", timing="event", source_ids=(f"s{n}",))
        for n in range(count)
    )
    return dossier.with_table("sources", (*dossier.sources, *sources)).with_table(
        "drivers", (*dossier.drivers, *drivers)
    )


def test_those_that_most_judgments_rest_on_are_named_and_the_others_counted() -> None:
    dossier = with_sources(40)
    said = basis_sentences(dossier, Speech())
    labels = basis_of(dossier, Speech()).labels
    assert len(labels) >= 40
    assert all(f"{number} on “{label}”" in said for label, number in labels[:6])
    rest = sum(number for _, number in labels[6:])
    assert f"and {rest} on {len(labels) - 6} others." in said


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sentence_stays_short_in_every_language(language: str) -> None:
    short = basis_sentences(with_sources(30), Speech(language))
    long = basis_sentences(with_sources(300), Speech(language))
    assert len(long) < len(short) + 20
