"""Parcels: what is sent along, what a hostile text does, and how rows are taken in."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dossier.merging.test_merge import changed, content
from equipoise.dossier.deletion import delete
from equipoise.dossier.dossier import Dossier
from equipoise.dossier.judgment import Judgment
from equipoise.dossier.merging.authors import Signature
from equipoise.dossier.merging.parcel import taken_in
from equipoise.dossier.parcel import (
    LONGEST,
    NotAParcel,
    Parcel,
    dumps,
    loads,
    parcel_of_rows,
    parcel_of_scenario,
)
from equipoise.dossier.rows import (
    Aspect,
    Cell,
    Damping,
    Driver,
    DriverEffect,
    Forcing,
    GoalSetAside,
    Linkage,
    Mark,
    Override,
    Recommendation,
    Scenario,
    Source,
    Step,
    Weight,
)
from equipoise.dossier.validation import problems_of
from equipoise.person import Person
from projection.sample_dossier import sample_dossier

SENDER = Person("Bela", "Embassy")
SENT = "2026-05-02T09:30:00+00:00"


def rows_sent(dossier: Dossier, **chosen: list[str]) -> Parcel:
    return parcel_of_rows(dossier, chosen, sender=SENDER, sent=SENT, note="Please look")


def scenario_sent(dossier: Dossier, scenario_id: str) -> Parcel:
    return parcel_of_scenario(dossier, scenario_id, sender=SENDER, sent=SENT)


def ids(parcel: Parcel) -> dict[str, set[str]]:
    return {key: {row.id for row in rows} for key, rows in parcel.rows.items()}


def sample_with_decisions() -> Dossier:
    sample = sample_dossier()
    sample = sample.with_row("goals_set_aside", GoalSetAside("storm", sample.goals[0].id))
    judgment = Judgment(1, 2, 3)
    return sample.with_row("overrides", Override("storm", "cells", "arms/north", "drift", judgment))


def test_a_scenario_is_sent_with_all_that_it_decides_and_the_names_of_what_it_is_about() -> None:
    sample = sample_with_decisions()
    parcel = scenario_sent(sample, "storm")
    assert ids(parcel) == {
        "scenarios": {"storm"},
        "weights": {"storm/tour"},
        "forcings": {"storm/polls", "storm/fashion", "storm/rumour"},
        "overrides": {"storm/cells/arms/north/drift"},
        "goals_set_aside": {f"storm/{sample.goals[0].id}"},
    }
    assert parcel.names["recommendations"] == {"tour": "Orchestra tour"}
    assert parcel.names["cells"] == {"arms/north": "Arms / North"}
    assert parcel.names["drivers"]["polls"] == "Elections"
    assert parcel.handling_mark == "SAMPLE"


def test_a_parcel_is_as_closely_held_as_the_names_in_it() -> None:
    sample = sample_with_decisions()
    sample = sample.with_table("marks", [Mark("low", "OPEN", 1), Mark("high", "SECRET", 50)])
    settings = replace(sample.settings, default_mark_id="low")
    sample = changed(replace(sample, settings=settings), "recommendations", "tour", mark_id="high")
    parcel = scenario_sent(sample, "storm")
    assert parcel.names["recommendations"] == {"tour": "Orchestra tour"}
    assert parcel.handling_mark == "SECRET"


def test_rows_are_sent_with_their_parts_and_marks_but_no_scenario_is_given_away() -> None:
    sample = sample_with_decisions()
    sample = sample.with_table("marks", [Mark("low", "OPEN", 1), Mark("high", "SECRET", 50)])
    sample = changed(sample, "steps", "stand", mark_id="high")
    sample = sample.with_row("linkages", Linkage("fair", "requires", "talks"))
    parcel = rows_sent(sample, recommendations=["fair"], goals=[sample.goals[0].id])
    assert ids(parcel) == {
        "recommendations": {"fair"},
        "steps": {"stand", "visas", "host"},
        "recommendation_effects": {"fair/trade/north", "fair/trade/south"},
        "linkages": {"fair/requires/talks"},
        "goals": {sample.goals[0].id},
        "marks": {"high"},
    }
    assert parcel.handling_mark == "SECRET"
    assert "Storm" not in dumps(parcel)
    assert ids(rows_sent(sample, aspects=["arms"]))["cells"] == {"arms/north", "arms/south"}
    with pytest.raises(KeyError):
        rows_sent(sample, drivers=["nobody"])


def test_a_parcel_comes_out_of_its_text_as_it_went_in() -> None:
    sample = sample_with_decisions()
    for parcel in (
        scenario_sent(sample, "storm"),
        replace(
            rows_sent(sample, aspects=["arms"], drivers=["gas"]),
            origin="1a",
            head="2b",
            past=("2b", "1a"),
        ),
    ):
        assert loads(dumps(parcel)) == parcel


def document(**changes: Any) -> str:
    plain = json.loads(dumps(rows_sent(sample_dossier(), drivers=["war"], steps=["stand"])))
    return json.dumps({**plain, **changes})


def nested(depth: int) -> str:
    return '{"format": "equipoise-parcel", "version": 1, "rows": ' + "[" * depth


HOSTILE: dict[str, tuple[Callable[[], str], str]] = {
    "empty": (lambda: "", "not JSON"),
    "no object": (lambda: "[]", "a parcel says"),
    "a dossier": (lambda: '{"format": "equipoise-dossier", "version": 1}', "a parcel says"),
    "newer": (lambda: document(version=2), "version 2 of the form"),
    "true as version": (lambda: document(version=True), "version True"),
    "deep": (lambda: nested(200_000), "not JSON"),
    "too long": (lambda: " " * (LONGEST + 1), "at most 8,000,000 characters"),
    "twice": (lambda: '{"format": "equipoise-parcel", "format": 1}', "“format” is given twice"),
    "unknown": (lambda: document(command="x"), "“command” is no part"),
    "settings": (lambda: document(rows={"settings": [{}]}), "“settings” is no part of the rows"),
    "conflicts": (lambda: document(rows={"conflicts": []}), "“conflicts” is no part of the rows"),
    "rows missing": (lambda: document(rows=None), "“rows” must be an object"),
    "rows no list": (lambda: document(rows={"drivers": {}}), "must be a list of rows"),
    "row no object": (lambda: document(rows={"drivers": ["x"]}), "must be an object"),
    "row with more": (
        lambda: document(rows={"drivers": [{"id": "a", "name": "A", "x": 1}]}),
        "is no field of this table",
    ),
    "row without a name": (lambda: document(rows={"drivers": [{"id": "a"}]}), "is missing"),
    "row with a slash": (
        lambda: document(rows={"drivers": [{"id": "a/b", "name": "A"}]}),
        "an identifier is a text without",
    ),
    "same row twice": (
        lambda: document(rows={"drivers": [{"id": "a", "name": n} for n in "AB"]}),
        "stands there twice",
    ),
    "wrong type": (
        lambda: document(rows={"drivers": [{"id": "a", "name": ["A"]}]}),
        "must be text",
    ),
    "not a number": (
        lambda: document().replace('"share": 2', '"share": NaN'),
        "NaN is no number",
    ),
    "endless number": (
        lambda: document().replace('"share": 2', '"share": 1e999'),
        "must be a finite number",
    ),
    "long number": (
        lambda: document().replace('"share": 2', '"share": ' + "9" * 5000),
        "a number of 5000 digits",
    ),
    "too many rows": (
        lambda: document(rows={"drivers": [{"id": f"{i}", "name": f"{i}"} for i in range(5001)]}),
        "at most 5,000 rows",
    ),
    "half a character": (lambda: document(note="\ud800"), "cannot be stored"),
    "null in a key": (lambda: document(names={"drivers": {"\0": "x"}}), "cannot be stored"),
    "names of no table": (lambda: document(names={"planets": {}}), "“planets” is no part"),
    "names no text": (lambda: document(names={"drivers": {"a": 1}}), "“names” must be text"),
    "sender a text": (lambda: document(sender="Bela"), "“sender” must be an object"),
    "sender with more": (lambda: document(sender={"name": "B", "rank": "C"}), "“rank” is no part"),
    "no moment": (lambda: document(sent="yesterday"), "“sent” must be a date and time"),
    "past no list": (lambda: document(past="1a"), "“past” must be a list"),
    "past no texts": (lambda: document(past=[1]), "“past” must be text"),
    "past too long": (lambda: document(past=["a"] * 5001), "at most 5,000 edits"),
    "note no text": (lambda: document(note=5), "“note” must be text"),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_hostile_text_is_refused_in_plain_words(case: str) -> None:
    make, said = HOSTILE[case]
    with pytest.raises(NotAParcel, match=said):
        loads(make())


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_a_mutated_text_is_read_or_refused(data: st.DataObject) -> None:
    text = document()
    start = data.draw(st.integers(0, len(text) - 1))
    end = start + data.draw(st.integers(0, 12))
    middle = data.draw(st.sampled_from(["", "{", "]", '"', "0", "-", "null", "\\u0000", "[[", "é"]))
    mutated = text[:start] + middle + text[end:]
    try:
        parcel = loads(mutated)
    except NotAParcel:
        return
    assert list(problems_of(taken_in(sample_dossier(), parcel).dossier)) == []


def test_a_new_scenario_is_taken_in_as_it_was_sent() -> None:
    ours = sample_dossier()
    theirs = sample_with_decisions().with_row("scenarios", Scenario("new", "New"))
    theirs = theirs.with_row("weights", Weight("new", "fair", 60))
    theirs = theirs.with_row("forcings", Forcing("new", "war", "happens", 3))
    merged = taken_in(ours, loads(dumps(scenario_sent(theirs, "new"))), ours)
    assert merged.conflicts == ()
    assert merged.notes == ()
    assert {(t.table, t.row_id) for t in merged.taken} == {
        ("scenarios", "new"),
        ("weights", "new/fair"),
        ("forcings", "new/war"),
    }
    assert merged.dossier.find("overrides", "storm/cells/arms/north/drift") is None


def test_only_the_rows_that_were_sent_are_touched() -> None:
    base = sample_dossier()
    theirs = changed(base, "drivers", "war", description="Closer")
    theirs = changed(theirs, "drivers", "gas", description="Not sent")
    merged = taken_in(base, rows_sent(theirs, drivers=["war"]), base)
    assert merged.dossier == changed(base, "drivers", "war", description="Closer")


def test_what_the_sender_took_out_of_a_scenario_goes_if_the_common_state_is_known() -> None:
    base = sample_dossier()
    theirs = base.without("forcings", ["storm/polls"])
    parcel = scenario_sent(theirs, "storm")
    ours = base.with_row("forcings", Forcing("storm", "gas", "happens", 5))
    assert taken_in(ours, parcel, base).dossier == ours.without("forcings", ["storm/polls"])
    unknown = taken_in(ours, parcel)
    assert unknown.dossier == ours
    assert unknown.conflicts == ()


def test_both_changed_waits_with_the_sender_as_author() -> None:
    base = sample_dossier()
    ours = changed(base, "drivers", "war", likelihood=Judgment(1, 2, 3))
    theirs = changed(base, "drivers", "war", likelihood=Judgment(7, 8, 9))
    merged = taken_in(
        ours, rows_sent(theirs, drivers=["war"]), base, lambda *_: Signature("Anna", "2026-01-01")
    )
    (conflict,) = merged.conflicts
    assert (conflict.kept_by, conflict.other_by) == ("Anna", "Bela (Embassy)")
    assert conflict.other_at == SENT
    assert len(taken_in(ours, rows_sent(theirs, drivers=["war"])).conflicts) == 1


def other_house() -> Dossier:
    """A dossier begun elsewhere about the same things: the same names, other identifiers."""
    driver = Driver("w7", "war NEXT door ", source_ids=("k9",))
    return Dossier(
        poles=sample_dossier().poles,
        aspects=(Aspect("t9", "Trade"), Aspect("x9", "Fisheries")),
        cells=(Cell("t9", "north"), Cell("x9", "north")),
        drivers=(driver, Driver("g9", "Gas field")),
        driver_effects=(
            DriverEffect("g9", "t9", "north", Judgment(1, 2, 3)),
            DriverEffect("w7", "x9", "north", Judgment(1, 2, 3)),
        ),
        recommendations=(Recommendation("f9", "Trade fair"), Recommendation("h9", "Hotline")),
        dampings=(Damping("h9", "w7", Judgment(0, 1, 2)),),
        steps=(Step("s9", "h9", "Lay the cable"),),
        sources=(Source("k9", "Cable 99"),),
        scenarios=(Scenario("c9", "calm"),),
        weights=(Weight("c9", "f9", 40), Weight("c9", "h9", 20)),
    )


def test_references_are_matched_by_name_where_one_row_here_has_it() -> None:
    ours = sample_dossier()
    merged = taken_in(ours, loads(dumps(rows_sent(other_house(), recommendations=["h9"]))))
    assert merged.dossier.get("dampings", "h9/war").share == Judgment(0, 1, 2)
    assert merged.dossier.get("steps", "s9").recommendation_id == "h9"
    assert any("war NEXT door" in note and "that name here" in note for note in merged.notes)


def test_a_scenario_from_elsewhere_keeps_what_it_says_of_unknown_rows() -> None:
    merged = taken_in(sample_dossier(), scenario_sent(other_house(), "c9"))
    assert merged.dossier.get("scenarios", "c9").name == "calm (by Bela (Embassy))"
    assert merged.dossier.weights_of("c9") == {"talks": 0, "fair": 40, "tour": 0}
    assert merged.dossier.get("weights", "c9/h9") == Weight("c9", "h9", 20, "Hotline")
    assert any("“Hotline” has no effect" in note for note in merged.notes)


def test_a_row_that_names_what_is_not_here_is_refused_with_all_that_rests_on_it() -> None:
    ours = sample_dossier()
    merged = taken_in(ours, rows_sent(other_house(), drivers=["w7", "g9"]))
    assert merged.dossier.find("drivers", "w7") is None
    assert merged.dossier.find("driver_effects", "w7/x9/north") is None
    told = "\n".join(merged.notes)
    assert "Drivers: “war NEXT door ” is not taken in: it names the source “Cable 99”" in told
    assert "Driver effects: “war NEXT door  → " in told
    assert merged.dossier.find("driver_effects", "g9/trade/north") is not None
    with_source = ours.with_row("sources", Source("a", "Cable 99"))
    merged = taken_in(with_source, rows_sent(other_house(), drivers=["w7"]))
    assert merged.dossier.get("drivers", "w7").source_ids == ("a",)


def test_a_name_that_several_rows_here_have_matches_none() -> None:
    ours = sample_dossier().with_row("steps", Step("n2", "talks", "Ease visas"))
    step = Step("s", "fair", "Next", after_step_id="far")
    parcel = Parcel({"steps": (step,)}, {"steps": {"far": "Ease visas"}}, SENDER, SENT)
    merged = taken_in(ours, parcel)
    assert merged.dossier == ours
    (note,) = merged.notes
    assert note.startswith("Steps: “Next” is not taken in: it names the step “Ease visas”, and")
    assert note.endswith("several rows here have that name.")


def test_a_row_deleted_here_and_unchanged_in_the_parcel_stays_deleted_and_is_told() -> None:
    base = sample_dossier()
    ours = delete(base, "scenarios", ["calm"])
    merged = taken_in(ours, scenario_sent(base, "calm"), base)
    assert merged.dossier == ours
    assert any("“Calm” was deleted here" in note for note in merged.notes)
    back = taken_in(ours, scenario_sent(base, "calm"))
    assert content(back.dossier) == content(base)


def test_a_large_parcel_is_taken_in_within_seconds() -> None:
    weights = [{"scenario_id": "s", "recommendation_id": f"r{i}"} for i in range(2400)]
    drivers = [{"id": f"d{i}", "name": f"D{i}", "source_ids": ["k"]} for i in range(2400)]
    text = document(
        rows={"scenarios": [{"id": "s", "name": "S"}], "weights": weights, "drivers": drivers}
    )
    start = time.perf_counter()
    merged = taken_in(sample_dossier(), loads(text))
    assert time.perf_counter() - start < 20
    assert len(merged.dossier.weights) == 2403
    assert sum("is not taken in" in note for note in merged.notes) == 2400
