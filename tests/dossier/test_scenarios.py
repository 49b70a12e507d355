"""Scenario states, what differs, overrides in force, and what no longer fits."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from equipoise.dossier.deletion import delete
from equipoise.dossier.difference import difference
from equipoise.dossier.dossier import Dossier
from equipoise.dossier.json_form import loads
from equipoise.dossier.judgment import Judgment
from equipoise.dossier.rows import Forcing
from equipoise.dossier.scenarios import (
    ScenarioState,
    forcing_text,
    in_scenario,
    judgment_text,
    misfits,
    scenario_difference,
    state_of,
    with_state,
)
from equipoise.dossier.validation import validated
from equipoise.files import shipped_data

ISRAEL = loads(shipped_data("israel.json").read_text(encoding="utf-8"))
CELL = "military-coordination/russia"
PLACE = ("cells", CELL, "level")
JUDGED = Judgment(20, 30, 40, 70)

percents = st.floats(0.1, 100).map(lambda value: round(value, 1))
ids = st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=4)
judgments = st.lists(st.floats(-100, 120), min_size=3, max_size=3).map(
    lambda values: Judgment(*sorted(values))
)
states = st.builds(
    ScenarioState,
    st.dictionaries(ids, percents, max_size=4),
    st.dictionaries(
        ids, st.tuples(st.sampled_from(["happens", "does_not_happen"]), st.integers(0, 120))
    ),
    st.dictionaries(st.tuples(ids, ids, ids), judgments, max_size=3),
    st.frozensets(ids, max_size=3),
)


@settings(max_examples=100, deadline=None)
@given(states)
def test_a_bookmark_keeps_a_state_exactly(state: ScenarioState) -> None:
    assert ScenarioState.of_text(state.text()) == state


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "null", '{"weights": {}}', '{"weights": {"a": "x"}}', "1e999"],
)
def test_a_bookmark_that_cannot_be_read_is_told_plainly(text: str) -> None:
    with pytest.raises(ValueError, match="the bookmark of this scenario cannot be read"):
        ScenarioState.of_text(text)


@pytest.mark.parametrize("scenario", ISRAEL.scenarios, ids=lambda s: s.id)
def test_putting_a_state_back_changes_nothing(scenario) -> None:
    again = with_state(ISRAEL, scenario.id, state_of(ISRAEL, scenario.id))
    assert not difference(ISRAEL, again), "rows of weight 0 stay too"


def full_state() -> ScenarioState:
    return ScenarioState(
        {"cultural-diplomacy": 12.5},
        {"iranian-relations": ("happens", 7)},
        {PLACE: JUDGED},
        frozenset({"western-partnership"}),
    )


def test_a_state_put_into_a_scenario_is_its_state_and_no_other_scenario_moves() -> None:
    after = validated(with_state(ISRAEL, "balanced", full_state()))
    assert state_of(after, "balanced") == full_state()
    for scenario in ISRAEL.scenarios:
        if scenario.id != "balanced":
            assert state_of(after, scenario.id) == state_of(ISRAEL, scenario.id)


def test_overrides_take_the_place_of_judgments_in_their_scenario_only() -> None:
    state = replace(
        full_state(),
        overrides={PLACE: JUDGED, ("cells", CELL, "drift"): Judgment(0, 1, 2)},
    )
    dossier = with_state(ISRAEL, "balanced", state)
    cell = in_scenario(dossier, "balanced").get("cells", CELL)
    assert (cell.level, cell.drift) == (JUDGED, Judgment(0, 1, 2))
    assert in_scenario(dossier, "as-today") == dossier
    touched = difference(dossier, in_scenario(dossier, "balanced"))
    assert [(c.table, c.row_id) for c in touched.changes] == [("cells", CELL)]


def test_the_difference_names_every_element_old_and_new() -> None:
    dossier = with_state(ISRAEL, "balanced", full_state())
    found = {
        (e.kind, e.label): (e.table, e.row_id, e.base, e.other)
        for e in scenario_difference(dossier, "as-today", "balanced")
    }
    assert found == {
        ("weight", "Cultural Diplomacy"): (
            "recommendations",
            "cultural-diplomacy",
            "10 %",
            "12.5 %",
        ),
        ("weight", "Economic Collaborations"): (
            "recommendations",
            "economic-collaborations",
            "5 %",
            "0 %",
        ),
        ("weight", "Regional Security Dialogues"): (
            "recommendations",
            "regional-security-dialogues",
            "5 %",
            "0 %",
        ),
        ("weight", "Sustained Communication Channel"): (
            "recommendations",
            "sustained-communication-channel",
            "15 %",
            "0 %",
        ),
        ("weight", "Embassy Task Force"): (
            "recommendations",
            "embassy-task-force",
            "5 %",
            "0 %",
        ),
        ("forcing", "Iranian Relations"): (
            "drivers",
            "iranian-relations",
            "as judged",
            "happens in month 7",
        ),
        ("override", "Military Coordination / Russia, Level"): (
            "cells",
            CELL,
            "as judged",
            "20 – 30 – 40 · 70 %",
        ),
        ("goal", "Western partnership kept"): (
            "goals",
            "western-partnership",
            "in force",
            "set aside",
        ),
    }
    assert scenario_difference(dossier, "balanced", "balanced") == ()
    back = scenario_difference(dossier, "balanced", "as-today")
    assert {(e.base, e.other) for e in back} == {(f[3], f[2]) for f in found.values()}


def test_a_month_that_means_nothing_is_no_difference() -> None:
    one = ISRAEL.with_row(
        "forcings", Forcing("balanced", "iranian-relations", "does_not_happen", 5)
    )
    both = one.with_row("forcings", Forcing("as-today", "iranian-relations", "does_not_happen", 0))
    kinds = [e.kind for e in scenario_difference(both, "as-today", "balanced")]
    assert "forcing" not in kinds


def test_words() -> None:
    assert forcing_text(None) == judgment_text(None) == "as judged"
    assert forcing_text(("happens", 3)) == "happens in month 3"
    assert forcing_text(("does_not_happen", 3)) == "does not happen"


def without_rows(dossier: Dossier) -> Dossier:
    dossier = delete(dossier, "drivers", ["iranian-relations"], with_referring=True)
    return validated(
        delete(
            dossier,
            "recommendations",
            ["cultural-diplomacy", "counterterrorism-efforts"],
            with_referring=True,
        )
    )


def test_what_a_scenario_says_of_deleted_rows_is_kept_named_and_explained() -> None:
    state = replace(
        full_state(), overrides={("drivers", "iranian-relations", "likelihood"): JUDGED}
    )
    before = with_state(ISRAEL, "balanced", state)
    after = without_rows(before)
    assert state_of(after, "balanced") == state
    assert misfits(before, "balanced") == ()
    assert list(misfits(after, "balanced")) == [
        f"The {what} has no effect: that row was deleted."
        for what in (
            "weight of 12.5 % for the recommendation “Cultural Diplomacy”",
            "forcing for the driver “Iranian Relations”",
            "override for the driver “Iranian Relations, Likelihood”",
        )
    ], "a weight of 0 for a deleted row needs no word"
    again = with_state(after, "west-first", state)
    assert misfits(again, "west-first") == misfits(after, "balanced"), "names are handed on"
    labels = [e.label for e in scenario_difference(after, "west-first", "balanced")]
    assert labels[-3:] == [
        "Iranian Relations (deleted)",
        "Iranian Relations, Likelihood (deleted)",
        "Western partnership kept",
    ]
    assert "Cultural Diplomacy (deleted)" in labels
    assert in_scenario(after, "balanced") == after


def test_a_forcing_beyond_the_horizon_is_explained() -> None:
    late = ISRAEL.with_row("forcings", Forcing("balanced", "iranian-relations", "happens", 40))
    assert misfits(validated(late), "balanced") == (
        "“Iranian Relations” is forced to happen in month 40, beyond the horizon of 36 months.",
    )
