"""Each edit changes what it says and nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from equipoise.dossier.difference import difference
from equipoise.dossier.dossier import Dossier
from equipoise.dossier.json_form import loads
from equipoise.dossier.judgment import Judgment
from equipoise.dossier.validation import validated
from equipoise.editing import edits, scenario_edits
from equipoise.files import shipped_data

ISRAEL = loads(shipped_data("israel.json").read_text(encoding="utf-8"))
CELL = "military-coordination/russia"


def changed(after: Dossier) -> set[tuple[str, str]]:
    return {(change.table, change.row_id) for change in difference(ISRAEL, after).changes}


def test_one_field_of_one_row() -> None:
    after = edits.set_field(ISRAEL, "cells", CELL, "importance", 7.0)
    assert changed(after) == {("cells", CELL)}
    assert after.get("cells", CELL).importance == 7.0


def test_a_posture_term_takes_the_overrides_away() -> None:
    own = edits.set_field(ISRAEL, "cells", CELL, "level", Judgment(10, 20, 30, 80))
    assert own.level_of(own.get("cells", CELL)) == Judgment(10, 20, 30, 80)
    term = ISRAEL.terms[0]
    after = edits.set_posture(own, CELL, term.id)
    assert after.level_of(after.get("cells", CELL)) == term.level
    assert after.drift_of(after.get("cells", CELL)) == term.drift


def test_no_posture_term_keeps_the_numbers_in_force() -> None:
    before = ISRAEL.get("cells", CELL)
    after = edits.set_posture(ISRAEL, CELL, "")
    cell = after.get("cells", CELL)
    assert cell.term_id == ""
    assert cell.level == ISRAEL.level_of(before)
    assert cell.drift == ISRAEL.drift_of(before)


@pytest.mark.parametrize("table", ["aspects", "poles"])
def test_a_new_aspect_or_pole_brings_its_cells(table: str) -> None:
    after = validated(edits.add_row(ISRAEL, table))
    assert len(after.cells) == len(after.aspects) * len(after.poles)


@pytest.mark.parametrize("table", ["drivers", "recommendations", "sources", "terms", "bands"])
def test_new_rows_have_names_of_their_own(table: str) -> None:
    once = edits.add_row(ISRAEL, table)
    twice = validated(edits.add_row(once, table))
    assert len(twice.table(table)) == len(ISRAEL.table(table)) + 2


def test_a_duplicate_takes_its_parts_along_but_no_effort() -> None:
    row = "cultural-diplomacy"
    after = validated(edits.duplicate_row(ISRAEL, "recommendations", row, "copy"))
    assert [s.name for s in after.steps_of("copy")] == [s.name for s in ISRAEL.steps_of(row)]
    old = {(e.cell_id, e.effect) for e in after.recommendation_effects if row in e.id}
    new = {
        (e.cell_id, e.effect) for e in after.recommendation_effects if e.recommendation_id == "copy"
    }
    assert old == new != set()
    assert after.weights_of("balanced")["copy"] == 0.0
    ids = [r.id for r in after.recommendations]
    assert ids.index("copy") == ids.index(row) + 1


def test_a_duplicated_band_begins_where_no_other_does() -> None:
    once = validated(edits.duplicate_row(ISRAEL, "bands", ISRAEL.bands[1].id))
    twice = validated(edits.duplicate_row(once, "bands", ISRAEL.bands[1].id))
    assert len({band.lower for band in twice.bands}) == len(ISRAEL.bands) + 2


def test_a_duplicated_scenario_keeps_its_weights_and_forcings() -> None:
    after = validated(edits.duplicate_row(ISRAEL, "scenarios", "latitude-iran", "copy"))
    assert after.weights_of("copy") == ISRAEL.weights_of("latitude-iran")
    assert len(after.forcings_of("copy")) == len(ISRAEL.forcings_of("latitude-iran")) > 0


def test_moving_rows_keeps_their_order_among_themselves() -> None:
    ids = [r.id for r in ISRAEL.recommendations]
    after = edits.move_rows(ISRAEL, "recommendations", [ids[2], ids[1]], 2)
    expected = [ids[0], ids[3], ids[4], ids[1], ids[2], ids[5]]
    assert [r.id for r in after.recommendations] == expected
    assert edits.move_rows(ISRAEL, "recommendations", ids[:1], -5) == ISRAEL


def test_effects_dampings_spillovers_and_forcings_come_and_go() -> None:
    judgment = Judgment(1, 2, 3, 90)
    rows = "embassy-task-force", "cultural-engagement/west"
    after = edits.set_effect(ISRAEL, "recommendation_effects", *rows, judgment)
    assert after.get("recommendation_effects", "/".join(rows)).effect == judgment
    gone = edits.set_effect(after, "recommendation_effects", *rows, None)
    assert gone.find("recommendation_effects", "/".join(rows)) is None
    damped = edits.set_damping(ISRAEL, "cultural-diplomacy", "iranian-relations", judgment)
    assert damped.get("dampings", "cultural-diplomacy/iranian-relations").share == judgment
    cells = "cultural-engagement/west", "economic-ties/west"
    spilling = edits.set_spillover(ISRAEL, *cells, 0.05)
    assert spilling.get("spillovers", "/".join(cells)).strength == 0.05
    assert edits.set_spillover(spilling, *cells, None).find("spillovers", "/".join(cells)) is None
    forced = scenario_edits.set_forcing(ISRAEL, "balanced", "domestic-politics", "happens", 5)
    assert forced.get("forcings", "balanced/domestic-politics").month == 5
    free = scenario_edits.set_forcing(forced, "balanced", "domestic-politics", None)
    assert free.forcings_of("balanced") == ISRAEL.forcings_of("balanced")


def test_effort_comes_from_the_rest_first_then_from_the_others() -> None:
    weights = {r.id: 0.0 for r in ISRAEL.recommendations}
    a, b, c = list(weights)[:3]
    start = edits.set_weights(ISRAEL, "balanced", {**weights, a: 40.0, b: 40.0})
    grown = edits.set_weight(start, "balanced", c, 20.0).weights_of("balanced")
    assert (grown[a], grown[b], grown[c]) == (40.0, 40.0, 20.0)
    full = edits.set_weight(start, "balanced", c, 60.0).weights_of("balanced")
    assert (full[a], full[b], full[c]) == (20.0, 20.0, 60.0)
    held = edits.set_weight(start, "balanced", c, 90.0, locked={a}).weights_of("balanced")
    assert (held[a], held[b], held[c]) == (40.0, 0.0, 60.0)


def test_normalising_spends_everything_and_leaves_locked_weights_alone() -> None:
    assert edits.normalised({"a": 10, "b": 30, "c": 0}) == {"a": 25.0, "b": 75.0, "c": 0.0}
    assert edits.normalised({"a": 50, "b": 10}, locked={"a"}) == {"a": 50, "b": 50.0}
    assert edits.normalised({"a": 0, "b": 0}) == {"a": 50.0, "b": 50.0}


@settings(max_examples=200, deadline=None)
@given(
    st.dictionaries(st.text(max_size=3), st.floats(0, 100), min_size=1, max_size=9),
    st.integers(0, 1000),
)
def test_scaling_adds_up_to_the_tenth_and_keeps_proportions(
    weights: dict[str, float], tenths: int
) -> None:
    total = tenths / 10
    after = edits.scaled(weights, total)
    assert sum(round(v * 10) for v in after.values()) == tenths
    before = sum(weights.values())
    if before > 1e-6:
        for key, value in weights.items():
            assert after[key] == pytest.approx(value / before * total, abs=0.1 + 1e-9)
