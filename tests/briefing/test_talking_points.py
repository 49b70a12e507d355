from __future__ import annotations

from dataclasses import replace

import pytest
from briefing_kinds import (
    at,
    large_material,
    of_kind,
    points,
)
from briefing_sample import sample_dossier, sample_material, sample_projection

from equipoise.briefing.composing.portions import with_portions
from equipoise.briefing.document import Point, sentences
from equipoise.dossier.rows import Mark


def test_talking_points_go_from_the_position_to_how_sure_we_are() -> None:
    document = of_kind("talking-points")
    assert [section.ident for section in document.sections] == [
        "position",
        "aims",
        "limits",
        "proposals",
        "drivers",
        "sureness",
    ]
    assert document.bottom_line == ()
    for point in points(document):
        assert 1 <= len(point.answers) <= 2
    assert at(document, "success").startswith("It is likely or probable (68 %) that the goal")


def test_what_is_recommended_is_said_with_reason_cost_and_beginning() -> None:
    document = of_kind("talking-points")
    envoy, road = next(s for s in document.sections if s.ident == "proposals").blocks
    assert isinstance(envoy, Point)
    assert isinstance(road, Point)
    assert envoy.said.text == "We recommend “Send an envoy”, with 60 % of the effort."
    assert envoy.said.codes == ("R1",)
    why, cost = envoy.answers
    assert [said.text for said in why.said] == ["Words are cheap."]
    assert [said.text for said in cost.said] == [
        (
            "At this weight it brings 3.3 points of the Coast index and 0.2 points of the Plain "
            "index by February 2027, computed from judgments."
        ),
        # Lead time 1 / 3 / 6 months from February 2026.
        "It begins to act around May 2026; no steps are set out yet.",
    ]
    (cost,) = road.answers
    assert [said.text for said in cost.said] == [
        (
            "At this weight it brings 0.4 points of the Coast index and costs 1.5 points of the "
            "Plain index by February 2027, computed from judgments."
        ),
        "It begins around May 2026 with “Survey the pass”. Responsible: Ministry of Works.",
    ]
    assert cost.said[1].codes == ("T1",)


@pytest.mark.parametrize(
    ("status", "words"),
    [
        ("under_way", "is under way"),
        ("blocked", "is blocked"),
        ("done", "All its steps are done"),
    ],
)
def test_a_first_step_is_told_as_it_stands(status: str, words: str) -> None:
    dossier = sample_dossier()
    changed = replace(dossier, steps=tuple(replace(s, status=status) for s in dossier.steps))
    assert words in at(of_kind("talking-points", sample_material(changed)), "begin:road")


def test_the_first_step_is_the_earliest_that_is_not_done() -> None:
    dossier = sample_dossier()
    (survey,) = dossier.steps
    early = replace(survey, id="plan", name="Plan it", start=replace(survey.start, low=0, likely=1))
    for status, words in (("planned", "“Plan it”"), ("done", "“Survey the pass”")):
        changed = replace(dossier, steps=(survey, replace(early, status=status)))
        assert words in at(of_kind("talking-points", sample_material(changed)), "begin:road")


@pytest.mark.parametrize(
    ("risk", "words"),
    [
        (0.22, "the computed risk is greater"),
        (0.15, "the computed risk stays within it"),
        (None, "do not reach as far"),
    ],
)
def test_a_red_line_is_told_with_the_risk_that_is_accepted(risk: float | None, words: str) -> None:
    projection = replace(sample_projection(), red_lines={"break": risk})
    document = of_kind("talking-points", replace(sample_material(), projection=projection))
    said = at(document, "broken:break")
    assert "The risk accepted here is 15 %" in said
    assert words in said


def test_what_drives_it_is_the_strongest_first() -> None:
    document = of_kind("talking-points", large_material())
    said = [point.said for point in points(document) if point.said.place.startswith("driver:")]
    # Points are (i − 10) / 10 for each pole: −1.0, then −0.9 and +0.9.
    assert [one.place for one in said] == ["driver:d0", "driver:d1", "driver:d19"]
    assert "costs 1.0 point of the Northern Sea index" in said[0].text


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({}, "takes it to happen in May 2026"),
        ({"forcings": ()}, "was judged at 30 %, within 20–40 %"),
        ({"timing": "ongoing"}, "acting already"),
        ({"state": "does_not_happen"}, "takes it not to happen"),
    ],
)
def test_a_driver_is_told_as_it_is_counted(change: dict[str, object], words: str) -> None:
    dossier = sample_dossier()
    if "forcings" in change:
        dossier = replace(dossier, forcings=())
    if "timing" in change:
        dossier = replace(dossier, drivers=(replace(dossier.drivers[0], timing="ongoing"),))
    if "state" in change:
        dossier = replace(
            dossier, forcings=(replace(dossier.forcings[0], state="does_not_happen"),)
        )
    document = of_kind("talking-points", sample_material(dossier))
    assert words in at(document, "driver-happens:drought")


def test_what_a_user_wrote_of_a_row_leads_to_that_row() -> None:
    codes = {said.text: said.codes for said in sentences(of_kind("talking-points")) if said.own}
    assert codes == {"Words are cheap.": ("R1",), "Rain fails.": ("D1",)}


def test_what_a_user_wrote_of_a_row_is_marked_as_the_row_is() -> None:
    dossier = sample_dossier()
    open_, closed = Mark("open", "UNCLASSIFIED", 0), Mark("closed", "SECRET", 3)
    dossier = replace(
        dossier,
        settings=replace(dossier.settings, default_mark_id="open"),
        marks=(open_, closed),
        recommendations=tuple(replace(r, mark_id="closed") for r in dossier.recommendations),
        drivers=(),
        driver_effects=(),
        forcings=(),
    )
    material = sample_material(dossier)
    (own,) = {said for said in sentences(of_kind("talking-points", material)) if said.own}
    alone = replace(of_kind("talking-points", material), bottom_line=(own,))
    assert with_portions(alone, material).bottom_line[0].mark == "(S)"
