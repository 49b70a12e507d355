"""Confidence words from source grade, corroboration and age."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from equipoise.dossier.confidence import confidence_word, source_grade, source_label
from equipoise.dossier.dossier import Dossier
from equipoise.dossier.rows import CREDIBILITIES, RELIABILITIES, Cell, Settings, Source
from projection.sample_dossier import sample_dossier

SOURCES = {
    "good": Source("good", "Good", reliability="A", credibility="2"),
    "fair": Source("fair", "Fair", reliability="C", credibility="3"),
    "fair2": Source("fair2", "Fair too", reliability="B", credibility="3"),
    "weak": Source("weak", "Weak", reliability="D", credibility="1"),
    "unjudged": Source("unjudged", "Unjudged"),
}
DOSSIER = Dossier(settings=Settings(as_of=date(2026, 6, 1)), sources=tuple(SOURCES.values()))


@pytest.mark.parametrize(
    ("sources", "review_by", "word"),
    [
        ((), None, "low"),
        (("unjudged",), None, "low"),
        (("weak",), None, "low"),
        (("fair",), None, "moderate"),
        (("good",), None, "high"),
        (("fair", "fair2"), None, "high"),
        (("fair", "unjudged"), None, "moderate"),
        (("unjudged", "weak"), None, "low"),
        (("good", "good"), date(2026, 6, 1), "high"),
        (("good",), date(2026, 5, 31), "moderate"),
        (("fair",), date(2026, 5, 31), "low"),
        ((), date(2020, 1, 1), "low"),
        (("good", "fair"), date(2026, 5, 31), "high"),
    ],
)
def test_the_word_follows_grade_corroboration_and_age(
    sources: tuple[str, ...], review_by: date | None, word: str
) -> None:
    row = Cell("a", "p", source_ids=sources, review_by=review_by)
    assert confidence_word(DOSSIER, row) == word


def test_what_cannot_be_judged_supports_nothing_alone() -> None:
    for letter, _ in RELIABILITIES:
        assert source_grade(replace(SOURCES["good"], reliability=letter, credibility="6")) == 0
    for digit, _ in CREDIBILITIES:
        assert source_grade(replace(SOURCES["good"], reliability="F", credibility=digit)) == 0


def test_the_label_names_the_sources() -> None:
    dossier = sample_dossier()
    assert source_label(dossier, dossier.get("cells", "arms/south")) == "Cable 12"
    assert source_label(dossier, dossier.get("cells", "arts/south")) == "unsourced"
