from __future__ import annotations

from functools import cache

import pytest
from briefing_sample import PRODUCED, sample_material
from lineage_sample import Key, moved, tangled_dossier

from equipoise.briefing.codes import ALL_DRIVERS, ALL_EFFORT, ALL_GOALS
from equipoise.briefing.composing.compose import compose
from equipoise.briefing.content.lineage import lineage_table, origin, origins
from equipoise.briefing.document import Table, codes_in, resolved_codes
from equipoise.briefing.language.messages import LANGUAGES
from equipoise.briefing.language.speech import Speech
from equipoise.briefing.material import Material, gather
from equipoise.briefing.request import Request

_WITHOUT_JUDGMENTS = {"weights", "forcings", "goals", "bands", "spillovers", "scenarios"}
_COUNTED = {"G0", "G1", "G2", "G3", "G4", "G5"}
"""Probabilities: a judgment that bears on one need not move it over a threshold."""


@cache
def _tangle(scenario_id: str) -> tuple[Material, dict[str, set[Key]]]:
    dossier = tangled_dossier()
    return gather(dossier, scenario_id, ("here", "there")), moved(dossier, scenario_id)


def _named(material: Material, code: str) -> set[Key]:
    found = origin(material, code, Speech("en"))
    assert found is not None, code
    return {key for key in found.rows if key[0] not in _WITHOUT_JUDGMENTS}


def _never(scenario_id: str) -> set[Key]:
    """Rows that are named with others although no judgment of theirs counts.

    Recommendations with steps (their review day counts), blocked steps (their share), drivers that
    act already or are forced (their half-life), cells that follow their term (their importance and
    volatility), and judgments that the scenario overrides.
    """
    rows = {
        ("recommendations", "aid"),
        ("recommendations", "stuck"),
        ("steps", "halt"),
        ("steps", "wait"),
        ("drivers", "embargo"),
    }
    rows |= {("cells", c.id) for c in tangled_dossier().cells if c.level is None is c.drift}
    if scenario_id == "here":
        rows |= {("drivers", "fair"), ("drivers", "coup"), ("driver_effects", "flood/arms/n")}
    return rows


@pytest.mark.parametrize("scenario_id", ["here", "there"])
def test_a_figure_rests_on_the_rows_that_move_it_and_no_others(scenario_id: str) -> None:
    material, found = _tangle(scenario_id)
    goals = {g.id: f"G{place}" for place, g in enumerate(material.dossier.goals, 1)}
    whole = {g.id: f"G{place}" for place, g in enumerate(material.original.goals, 1)}
    shown = {whole[goal_id]: code for goal_id, code in goals.items()}
    for code, rows in found.items():
        if code[0] == "G" and code != ALL_GOALS:
            if code not in shown:
                continue
            named = _named(material, shown[code])
        else:
            named = _named(material, code)
        assert rows <= named, (code, rows - named)
        if code in _COUNTED:
            continue
        if code[0] in "CX" or code in (ALL_EFFORT, ALL_DRIVERS):
            assert named - rows <= _never(scenario_id), (code, named - rows)
        else:
            own = _own(material, code)
            assert named - rows <= _never(scenario_id) | own, (code, named - rows)


def _own(material: Material, code: str) -> set[Key]:
    """The judgments that a recommendation or a driver is printed with, whatever they bear on."""
    table = {"R": "recommendations", "D": "drivers"}[code[0]]
    row = material.dossier.table(table)[int(code[1:]) - 1]
    owner = "recommendation_id" if table == "recommendations" else "driver_id"
    tables = (
        ("recommendation_effects", "dampings", "steps")
        if table == "recommendations"
        else ("driver_effects",)
    )
    return {(table, row.id)} | {
        (key, r.id)
        for key in tables
        for r in material.dossier.table(key)
        if getattr(r, owner) == row.id
    }


def test_a_goal_rests_on_what_its_index_or_its_cell_rests_on() -> None:
    material, _ = _tangle("there")
    for code, series in (
        ("G1", "X1"),
        ("G2", "C2.2"),
        ("G3", "C4.2"),
        ("G4", "C3.2"),
        ("G5", "X2"),
    ):
        assert _named(material, code) == _named(material, series)
    assert _named(material, ALL_GOALS) == set().union(
        *(_named(material, code) for code in ("G1", "G2", "G3", "G5"))
    )


def test_a_scenario_compared_rests_on_what_moves_it_under_its_own_weights() -> None:
    material, _ = _tangle("here")
    _, there = _tangle("there")
    named = _named(material, "V2")
    assert there[ALL_GOALS] | there["X1"] | there["X2"] | there["G4"] <= named
    assert ("recommendations", "later") in named
    assert ("drivers", "coup") in named
    assert not {("recommendations", "visit"), ("recommendations", "aid")} & named


def test_what_does_not_count_is_not_named() -> None:
    material, _ = _tangle("here")
    talks = _named(material, "C2.1")
    assert ("cells", "trade/n") not in talks  # an influence comes through it, its level does not
    assert {("driver_effects", "flood/arms/n"), ("recommendations", "visit")} <= talks
    assert not {("drivers", "coup"), ("recommendations", "stuck"), ("drivers", "idle")} & talks
    found = origin(material, "C2.1", Speech("en"))
    assert found is not None
    assert ("spillovers", "arms/n/trade/n") in found.rows
    assert ("overrides", "here/driver_effects/flood/arms/n/effect") in found.rows
    assert ("weights", "here/visit") in found.rows
    # Nothing moves the arts, so what would carry it on does not matter.
    arts = origin(material, "C4.2", Speech("en"))
    assert arts is not None
    assert not [key for key in arts.rows if key[0] == "spillovers"]


def test_an_origin_says_figures_codes_sources_and_constants() -> None:
    found = origin(sample_material(), "G1", Speech("en"))
    assert found is not None
    assert found.what == "Probability that the goal “Warm coast” holds"
    assert found.figures == ("likely or probable, 68 %",)
    assert found.rests_on == "C1.1, C2.1, D1, R1, G1"
    assert found.sources == ("S1 illustrative judgment (F6)", "S2 Port report (B2)")
    assert found.how == (
        "Share of the draws in which it holds. Computed over 512 draws from seed 7, months 0 to 12"
        "; weights: R1 60 %, R2 15 %; constants: shape of the distributions 4, share of the drift "
        "left after each month 0.97, half-lives in months 6 (response) and 3 (disturbances), "
        "diminishing returns k = 2."
    )
    unsourced = origin(sample_material(), "C2.2", Speech("en"))
    assert unsourced is not None
    assert unsourced.rests_on == "C2.2, D1, L1"
    assert unsourced.sources[-1] == "unsourced"
    red_line = origin(sample_material(), "G2", Speech("en"))
    assert red_line is not None
    assert red_line.what == "Risk that the red line “Talks with the plain” breaks"


def test_three_codes_or_more_in_a_row_are_shortened_in_the_user_s_order() -> None:
    found = origin(_tangle("here")[0], ALL_GOALS, Speech("en"))
    assert found is not None
    assert found.rests_on == "C1.1, C2.1, C2.2, C4.1, D1, D2, R2, R3, M1, L1, L2, G1, G2"
    effort = origin(_tangle("here")[0], ALL_EFFORT, Speech("en"))
    assert effort is not None
    assert effort.rests_on.startswith("C1.1–C2.2, D1, D2, R1–R3, T1, T2, M1, L1, L2")
    hebrew = origin(_tangle("here")[0], ALL_GOALS, Speech("he"))
    assert hebrew is not None
    assert hebrew.rests_on == f"\u2066{found.rests_on}\u2069"


def test_a_code_that_the_dossier_does_not_have_leads_nowhere() -> None:
    material = sample_material()
    for code in ("", "G9", "C9.9", "Q1", "N1", "C1", "<b>", "G01"):
        assert origin(material, code, Speech("en")) is None
    codes = [o.code for o in origins(material, ("R1", "?", "S2"), Speech("en"))]
    assert codes == ["R1", "S2"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_code_of_a_briefing_is_explained_in_it(language: str) -> None:
    material, _ = _tangle("here")
    document = compose(material, Request(PRODUCED, language=language))
    assert [section.ident for section in document.sections][-2:] == ["lineage", "about"]
    standing = set(codes_in(document))
    assert standing == resolved_codes(document)
    assert {"G0", "X1", "C1.1", "R1", "D1", "V2", "S1", "L1", "M1", "T1"} <= standing
    table = document.sections[-2].blocks[0]
    assert isinstance(table, Table)
    assert table == lineage_table(material, standing, Speech(language))
    assert all(len(row.codes) == 1 and row.codes[0] == row.cells[0].text for row in table.rows)


def test_only_the_codes_of_the_sections_wanted_are_explained() -> None:
    request = Request(PRODUCED, sections=("lineage", "drivers"))
    document = compose(sample_material(), request)
    assert [section.ident for section in document.sections] == ["lineage", "drivers"]
    codes = set(codes_in(document))
    assert "D1" in codes
    assert not {"S1", "L1"} & codes
    assert codes == resolved_codes(document)
