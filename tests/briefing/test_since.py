from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from briefing_sample import PRODUCED, sample_dossier, sample_material

from equipoise.briefing.composing.compose import compose
from equipoise.briefing.content.since import changes_since, last_issued
from equipoise.briefing.content.stated import stated_by
from equipoise.briefing.language.messages import LANGUAGES
from equipoise.briefing.language.speech import Speech
from equipoise.briefing.material import Material
from equipoise.briefing.record import Chance, Figures, Share, Stated, record_text
from equipoise.briefing.request import Request
from equipoise.briefing.sealing import record_for


def _earlier(**figures: Any) -> Stated:
    stated = stated_by(sample_material(), date(2026, 3, 3))
    return replace(stated, dossier="0" * 64, figures=replace(stated.figures, **figures))


def _said(earlier: Stated, language: str = "en") -> list[str]:
    return [s.text for s in changes_since(sample_material(), earlier, Speech(language))]


def _record(material: Material, day: date = PRODUCED) -> str:
    request = Request(day)
    return record_text(record_for(compose(material, request), material, request))


def test_what_moved_is_said_with_its_terms() -> None:
    now = stated_by(sample_material(), PRODUCED).figures
    earlier = _earlier(
        all_goals=0.45,
        goals=(
            replace(now.goals[0], chance=0.45),
            replace(now.goals[1], chance=now.goals[1].chance or 0),
            Chance("gone", "Old harbour", "red_line", 0.1),
        ),
        indices=(replace(now.indices[0], median=55.1), now.indices[1]),
        weights=(Share("envoy", "Send an envoy", 50.0), Share("bridge", "Build a bridge", 5.0)),
    )
    assert _said(earlier) == [
        (
            "Since the briefing of 3 March 2026 the probability that all goals hold went from 45 % "
            "(realistic possibility) to 68 % (likely or probable)."
        ),
        (
            "The probability that the goal “Warm coast” holds went from 45 % (realistic "
            "possibility) to 68 % (likely or probable)."
        ),
        "The red line “Old harbour” is no longer in force.",
        "The median of the Coast index in the last month went from 55 to 57.",
        (
            "Weights moved: “Send an envoy” from 50 % to 60 %, “Build a bridge” from 5 % to 0 % "
            "and “Build a road” from 0 % to 15 %."
        ),
    ]


def test_places_and_codes_lead_to_what_moved() -> None:
    earlier = _earlier(all_goals=0.5, goals=())
    said = changes_since(sample_material(), earlier, Speech("en"))
    assert [(s.place, s.codes) for s in said] == [
        ("since", ("G0",)),
        ("since:goal:warmth", ("G1",)),
        ("since:goal:break", ("G2",)),
    ]
    assert [s.text for s in said][1:] == [
        "The goal “Warm coast” is new.",
        "The red line “Talks with the plain” is new.",
    ]


def test_less_than_a_point_is_no_change() -> None:
    assert _said(_earlier(all_goals=0.6701)) == [
        (
            "Since the briefing of 3 March 2026 the dossier has changed, but no probability or "
            "index by a point, and no weight."
        )
    ]
    assert _said(_earlier(all_goals=0.6701, weights=()))[0] == (
        "Since the briefing of 3 March 2026 the probability that all goals hold has not moved by "
        "a point; other figures have."
    )
    assert _said(_earlier(all_goals=0.67))[0].startswith("Since the briefing of 3 March 2026 the p")
    assert len(_said(_earlier(all_goals=None))) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_a_section_of_the_full_briefing_in_every_language(language: str) -> None:
    material = replace(sample_material(), since=_earlier(all_goals=0.5, weights=()))
    document = compose(material, Request(PRODUCED, language=language))
    assert document.sections[0].ident == "since"
    assert compose(sample_material(), Request(PRODUCED)).sections[0].ident == "question"


def test_the_last_briefing_that_said_something_else_is_the_one_to_compare_with() -> None:
    material = sample_material()
    same = _record(material)
    other = replace(material, dossier=sample_dossier().with_table("sources", ()))
    cells = tuple(replace(c, source_ids=()) for c in sample_dossier().cells)
    other = replace(material, dossier=sample_dossier().with_table("cells", cells))
    first, second = _record(other, date(2026, 1, 1)), _record(other, date(2026, 2, 2))
    found = last_issued((first, second, same, "no record", '{"format":1}'), material)
    assert found is not None
    assert found.day == date(2026, 2, 2)
    assert last_issued((same,), material) is None
    assert last_issued((), material) is None
    elsewhere = replace(other, scenario_id="")
    assert last_issued((_record(elsewhere),), material) is None


def test_figures_that_differ_count_although_the_dossier_is_the_same() -> None:
    material = sample_material()
    record = record_for(compose(material, Request(PRODUCED)), material, Request(PRODUCED))
    figures: Figures = replace(record.stated.figures, all_goals=0.5)
    moved = replace(record, stated=replace(record.stated, figures=figures))
    found = last_issued((record_text(moved),), material)
    assert found is not None
    assert found.figures.all_goals == 0.5
