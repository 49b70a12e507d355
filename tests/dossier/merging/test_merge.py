"""Two copies come together: what is taken, what waits for a choice, and that nothing is lost."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from equipoise.dossier.deletion import delete
from equipoise.dossier.dossier import TABLES, Dossier
from equipoise.dossier.json_form import row_to_plain
from equipoise.dossier.judgment import Judgment
from equipoise.dossier.merging.authors import Authors, Signature
from equipoise.dossier.merging.merge import Merged, Taken, merge
from equipoise.dossier.rows import (
    Aspect,
    Band,
    Cell,
    Conflict,
    Damping,
    Driver,
    Goal,
    Pole,
    Scenario,
    Source,
    Spillover,
    Step,
    Weight,
)
from equipoise.dossier.validation import problems_of
from projection.sample_dossier import sample_dossier

AUTHORS = Authors(
    ours=lambda *_: Signature("Anna (Desk)", "2026-05-01T08:00:00+00:00"),
    theirs=lambda *_: Signature("Bela (Embassy)", "2026-05-02T09:30:00+00:00"),
)


def changed(dossier: Dossier, table: str, row_id: str, **values: object) -> Dossier:
    return dossier.with_row(table, replace(dossier.get(table, row_id), **values))


def one(merged: Merged) -> Conflict:
    (conflict,) = merged.conflicts
    assert merged.dossier.conflicts == (conflict,)
    assert list(problems_of(merged.dossier)) == []
    return conflict


def content(dossier: Dossier) -> dict[str, Any]:
    """What a dossier says, whatever the order of rows and of the names in a list."""
    found: dict[str, Any] = {"settings": row_to_plain(dossier.settings)}
    for key in TABLES:
        for row in dossier.table(key):
            plain = row_to_plain(row)
            found[f"{key} {row.id}"] = {
                name: Counter(value) if isinstance(value, list) else value
                for name, value in plain.items()
            }
    return found


def test_what_one_side_alone_changed_is_taken() -> None:
    base = sample_dossier()
    ours = changed(base, "cells", "arms/north", note="seen here")
    theirs = changed(base, "cells", "arms/north", importance=7.5)
    merged = merge(base, ours, theirs, AUTHORS)
    cell = merged.dossier.get("cells", "arms/north")
    assert (cell.note, cell.importance) == ("seen here", 7.5)
    assert merged.conflicts == ()
    assert merged.notes == ()
    assert merged.taken == (Taken("cells", "arms/north", "Arms / North", "importance", "2", "7.5"),)


def test_settings_merge_like_a_row() -> None:
    base = sample_dossier()
    ours = replace(base, settings=replace(base.settings, title="Ours", seed=5))
    theirs = replace(base, settings=replace(base.settings, title="Theirs", horizon=30))
    merged = merge(base, ours, theirs, AUTHORS)
    conflict = one(merged)
    assert (merged.dossier.settings.seed, merged.dossier.settings.horizon) == (5, 30)
    assert (conflict.table, conflict.field) == ("settings", "title")
    assert (conflict.kept, conflict.other) == ('"Ours"', '"Theirs"')


def test_a_judgment_changed_on_both_sides_waits_with_author_and_date() -> None:
    base = sample_dossier()
    ours = changed(base, "drivers", "polls", likelihood=Judgment(10, 20, 30))
    theirs = changed(base, "drivers", "polls", likelihood=Judgment(60, 70, 80, 90))
    merged = merge(base, ours, theirs, AUTHORS)
    conflict = one(merged)
    assert merged.dossier.get("drivers", "polls").likelihood == Judgment(10, 20, 30)
    assert json.loads(conflict.other) == {"low": 60, "likely": 70, "high": 80, "confidence": 90}
    assert (conflict.row_name, conflict.field) == ("Elections", "likelihood")
    assert (conflict.kept_by, conflict.kept_at) == ("Anna (Desk)", "2026-05-01T08:00:00+00:00")
    assert (conflict.other_by, conflict.other_at) == (
        "Bela (Embassy)",
        "2026-05-02T09:30:00+00:00",
    )
    assert merged.taken == ()


def test_both_changed_to_the_same_is_no_conflict() -> None:
    base = sample_dossier()
    same = changed(base, "goals", base.goals[0].id, threshold=41.0)
    assert merge(base, same, same, AUTHORS) == Merged(same, (), ())


def test_a_row_deleted_there_and_unchanged_here_goes_with_its_parts() -> None:
    base = sample_dossier()
    theirs = delete(base, "recommendations", ["fair"])
    merged = merge(base, base, theirs, AUTHORS)
    assert merged.dossier == theirs
    assert {t.table for t in merged.taken} == {
        "recommendations",
        "steps",
        "recommendation_effects",
    }


def test_a_row_deleted_there_and_changed_here_stays_with_its_parts() -> None:
    base = sample_dossier()
    ours = changed(base, "recommendations", "fair", rationale="It works")
    merged = merge(base, ours, delete(base, "recommendations", ["fair"]), AUTHORS)
    conflict = one(merged)
    assert merged.dossier == ours.with_table("conflicts", merged.conflicts)
    assert (conflict.table, conflict.row_id, conflict.field) == ("recommendations", "fair", "")
    assert json.loads(conflict.kept)["rationale"] == "It works"
    assert conflict.other == ""
    assert conflict.kept_by.startswith("Anna")
    assert conflict.other_by.startswith("Bela")
    assert "deletes" in conflict.reason


def test_a_row_deleted_here_and_changed_there_comes_back_as_they_have_it() -> None:
    base = sample_dossier()
    ours = delete(base, "recommendations", ["fair"])
    theirs = changed(base, "recommendations", "fair", rationale="It works")
    merged = merge(base, ours, theirs, AUTHORS)
    conflict = one(merged)
    assert content(merged.dossier.with_table("conflicts", ())) == content(theirs)
    assert (conflict.row_id, conflict.field, conflict.other) == ("fair", "", "")
    assert conflict.kept_by.startswith("Bela")
    assert conflict.other_by.startswith("Anna")


def test_a_part_changed_there_brings_its_owner_back_as_one_question() -> None:
    base = sample_dossier()
    ours = delete(base, "aspects", ["arms"], with_referring=True)
    theirs = changed(base, "cells", "arms/south", note="new")
    merged = merge(base, ours, theirs, AUTHORS)
    conflict = one(merged)
    assert (conflict.table, conflict.row_id, conflict.field) == ("aspects", "arms", "")
    assert "Arms / South" in conflict.reason
    assert merged.dossier.get("cells", "arms/south").note == "new"
    assert content(merged.dossier.with_table("conflicts", ())) == content(theirs)


def test_what_theirs_newly_names_is_not_left_deleted() -> None:
    base = sample_dossier()
    ours = delete(base, "sources", ["cable"], with_referring=True)
    theirs = changed(base, "drivers", "gas", source_ids=("cable",))
    merged = merge(base, ours, theirs, AUTHORS)
    conflict = one(merged)
    assert (conflict.table, conflict.row_id) == ("sources", "cable")
    assert "Gas field" in conflict.reason
    assert merged.dossier.get("drivers", "gas").source_ids == ("cable",)
    assert merged.dossier.get("cells", "arms/south").source_ids == ()


def test_lists_of_references_merge_as_sets() -> None:
    base = sample_dossier()
    for name in "abcd":
        base = base.with_row("sources", Source(name, f"Source {name}"))
    base = changed(base, "drivers", "gas", source_ids=("a", "b"))
    ours = changed(base, "drivers", "gas", source_ids=("b", "c"))
    theirs = changed(base, "drivers", "gas", source_ids=("a", "d"))
    merged = merge(base, ours, theirs, AUTHORS)
    assert merged.conflicts == ()
    assert merged.dossier.get("drivers", "gas").source_ids == ("c", "d")


def test_the_same_link_added_on_both_sides_merges_field_by_field() -> None:
    base = sample_dossier()
    ours = base.with_row("spillovers", Spillover("arts", "north", "arts", "south", 0.1, "same"))
    theirs = base.with_row("spillovers", Spillover("arts", "north", "arts", "south", 0.2, "same"))
    conflict = one(merge(base, ours, theirs, AUTHORS))
    assert (conflict.field, conflict.kept, conflict.other) == ("strength", "0.1", "0.2")


def test_an_order_changed_there_alone_is_taken() -> None:
    base = sample_dossier()
    ours = base.with_row("drivers", Driver("flood", "Flood"), 1)
    theirs = base.with_table("drivers", reversed(base.drivers))
    merged = merge(base, ours, theirs, AUTHORS)
    order = [row.id for row in merged.dossier.drivers]
    assert order == ["rumour", "gas", "polls", "fashion", "war", "flood"]
    (moved,) = merged.taken
    assert (moved.table, moved.field) == ("drivers", "position")


def test_orders_changed_on_both_sides_leave_ours_with_their_new_rows_beside_their_neighbours() -> (
    None
):
    base = sample_dossier()
    ours = base.with_table("drivers", [base.drivers[i] for i in (1, 0, 2, 3, 4)])
    theirs = base.with_table("drivers", reversed(base.drivers))
    theirs = theirs.with_row("drivers", Driver("flood", "Flood"), 3)
    merged = merge(base, ours, theirs, AUTHORS)
    order = [row.id for row in merged.dossier.drivers]
    assert order == ["fashion", "war", "polls", "flood", "gas", "rumour"]
    (note,) = merged.notes
    assert note.startswith("Drivers: ")


def test_a_name_given_twice_gets_the_name_of_who_gave_it() -> None:
    base = sample_dossier()
    ours = base.with_row("sources", Source("o", "Wire"))
    theirs = base.with_row("sources", Source("t", "wire "))
    merged = merge(base, ours, theirs, AUTHORS)
    names = [row.name for row in merged.dossier.sources[1:]]
    assert names == ["wire  (by Bela (Embassy))", "Wire"]
    (note,) = merged.notes
    assert "“wire ”" in note
    assert merge(base, ours, theirs).dossier.get("sources", "t").name == "wire  (by the other copy)"


def test_steps_of_one_name_may_stand_under_two_recommendations() -> None:
    base = sample_dossier()
    ours = base.with_row("steps", Step("o", "fair", "Begin"))
    theirs = base.with_row("steps", Step("t", "tour", "Begin"))
    assert merge(base, ours, theirs, AUTHORS).notes == ()


def test_a_new_aspect_and_a_new_pole_get_the_cell_that_neither_copy_has() -> None:
    base = sample_dossier()
    ours = base.with_row("aspects", Aspect("law", "Law"))
    theirs = base.with_row("poles", Pole("east", "East"))
    for pole in ("north", "south"):
        ours = ours.with_row("cells", Cell("law", pole, "warm"))
    for aspect in ("trade", "arms", "arts"):
        theirs = theirs.with_row("cells", Cell(aspect, "east", "cool"))
    merged = merge(base, ours, theirs, AUTHORS)
    assert merged.conflicts == ()
    assert list(problems_of(merged.dossier)) == []
    cell = merged.dossier.get("cells", "law/east")
    assert cell.level == Judgment(30, 50, 70, 50)
    (note,) = merged.notes
    assert "Law / East" in note


def test_weights_over_the_whole_effort_wait_together_and_say_why() -> None:
    base = sample_dossier()
    ours = base.with_row("weights", Weight("judged", "fair", 70))
    theirs = base.with_row("weights", Weight("judged", "talks", 5))
    theirs = theirs.with_row("weights", Weight("judged", "tour", 45))
    theirs = changed(theirs, "drivers", "war", description="closer")
    merged = merge(base, ours, theirs, AUTHORS)
    assert list(problems_of(merged.dossier)) == []
    assert merged.dossier.get("drivers", "war").description == "closer"
    assert merged.dossier.weights_of("judged") == {"talks": 30, "fair": 70, "tour": 0}
    assert {(c.row_id, c.field) for c in merged.conflicts} == {
        ("judged/talks", "percent"),
        ("judged/tour", ""),
    }
    assert all("add up to 120 %" in c.reason for c in merged.conflicts)


def test_only_the_change_that_breaks_something_waits() -> None:
    base = sample_dossier()
    ours = changed(base, "dampings", "talks/war", share=Judgment(10, 50, 60))
    theirs = base.with_row("dampings", Damping("fair", "war", Judgment(20, 25, 30)))
    theirs = theirs.with_row("dampings", Damping("fair", "polls", Judgment(1, 2, 3)))
    theirs = changed(theirs, "spillovers", "trade/north/arms/north", strength=0.45)
    merged = merge(base, ours, theirs, AUTHORS)
    conflict = one(merged)
    assert (conflict.row_id, conflict.field, conflict.kept) == ("fair/war", "", "")
    assert "War next door" in conflict.reason
    assert merged.dossier.find("dampings", "fair/polls") is not None
    assert merged.dossier.get("spillovers", "trade/north/arms/north").strength == 0.45


def test_spillovers_that_feed_each_other_wait() -> None:
    base = sample_dossier()
    ours = changed(base, "spillovers", "trade/north/arms/north", strength=1.5)
    theirs = changed(base, "spillovers", "arms/north/trade/north", strength=1.5)
    conflict = one(merge(base, ours, theirs, AUTHORS))
    assert (conflict.row_id, conflict.field) == ("arms/north/trade/north", "strength")
    assert "feed each other" in conflict.reason


def test_what_rests_on_a_change_that_waits_waits_with_it() -> None:
    base = sample_dossier()
    ours = base.with_row("bands", Band("o", "Ours", 30))
    theirs = base.with_row("bands", Band("t", "Theirs", 30))
    conflict = one(merge(base, ours, theirs, AUTHORS))
    assert (conflict.table, conflict.row_id, conflict.kept) == ("bands", "t", "")
    ours = replace(base, settings=replace(base.settings, horizon=24))
    later = Goal("late", "Late", pole_id="north", month=30)
    theirs = replace(base, settings=replace(base.settings, horizon=30)).with_row("goals", later)
    assert merge(base, ours, theirs, AUTHORS).conflicts == ()
    ours = replace(base, settings=replace(base.settings, horizon=28))
    merged = merge(base, ours, theirs, AUTHORS)
    assert {(c.table, c.field) for c in merged.conflicts} == {
        ("settings", "horizon"),
        ("goals", ""),
    }


def test_a_weight_for_a_recommendation_deleted_here_is_remembered() -> None:
    base = sample_dossier()
    ours = delete(base, "recommendations", ["talks"])
    theirs = base.with_row("scenarios", Scenario("new", "New"))
    theirs = theirs.with_row("weights", Weight("new", "talks", 10))
    merged = merge(base, ours, theirs, AUTHORS)
    assert merged.conflicts == ()
    assert merged.dossier.get("weights", "new/talks") == Weight("new", "talks", 10, "Talks")


def test_without_a_common_ancestor_every_difference_waits_and_nothing_is_deleted() -> None:
    whole = sample_dossier()
    ours = delete(whole, "recommendations", ["fair"])
    theirs = changed(
        delete(whole, "drivers", ["gas"]), "poles", "north", name="Norden", description="All of it"
    )
    merged = merge(None, ours, theirs, AUTHORS)
    assert merged.dossier.find("recommendations", "fair") is not None
    assert merged.dossier.find("drivers", "gas") is not None
    assert {(c.row_id, c.field) for c in merged.conflicts} == {
        ("north", "name"),
        ("north", "description"),
    }
    again = merge(None, merged.dossier, theirs, AUTHORS)
    assert again.conflicts == ()
    assert again.dossier == merged.dossier


def test_open_conflicts_of_both_copies_stay_and_a_choice_made_there_is_taken() -> None:
    base = sample_dossier()
    first = Conflict("1", "poles", "north", "name", "North", '"North"', other='"Nord"')
    second = replace(first, id="2")
    third = replace(first, id="3")
    base = base.with_row("conflicts", third)
    ours, theirs = base.with_row("conflicts", first), base.with_row("conflicts", second)
    merged = merge(base, ours, theirs, AUTHORS)
    assert {c.id for c in merged.dossier.conflicts} == {"1", "2", "3"}
    chosen = theirs.without("conflicts", ["3"])
    assert {c.id for c in merge(base, ours, chosen).dossier.conflicts} == {"1", "2"}
    twisted = merge(None, ours, theirs.with_row("conflicts", replace(first, other='"N"')))
    assert {c.other for c in twisted.dossier.conflicts} == {'"Nord"', '"N"'}


@pytest.mark.parametrize("field", ["as_of", "review_by"])
def test_days_are_kept_in_the_form_of_the_file(field: str) -> None:
    base = sample_dossier()
    if field == "as_of":
        ours = replace(base, settings=replace(base.settings, as_of=date(2026, 4, 1)))
        theirs = replace(base, settings=replace(base.settings, as_of=date(2026, 5, 1)))
    else:
        ours = changed(base, "drivers", "gas", review_by=date(2026, 4, 1))
        theirs = changed(base, "drivers", "gas", review_by=date(2026, 5, 1))
    conflict = one(merge(base, ours, theirs))
    assert (conflict.kept, conflict.other) == ('"2026-04-01"', '"2026-05-01"')


def test_many_faults_hold_back_what_is_at_fault_and_nothing_else() -> None:
    base = sample_dossier()
    theirs = replace(base, settings=replace(base.settings, horizon=30))
    late = [Goal(f"g{i}", f"Late {i}", pole_id="north", month=30) for i in range(60)]
    early = [Goal(f"e{i}", f"Early {i}", pole_id="north", month=20) for i in range(60)]
    theirs = theirs.with_table("goals", (*theirs.goals, *late, *early))
    theirs = theirs.with_table("sources", [Source(f"s{i}", f"S{i}") for i in range(200)])
    theirs = theirs.with_table("sources", (*base.sources, *theirs.sources))
    ours = replace(base, settings=replace(base.settings, horizon=28))
    merged = merge(base, ours, theirs, AUTHORS)
    assert {c.row_id for c in merged.conflicts} == {"settings", *(goal.id for goal in late)}
    assert len(merged.dossier.goals) == len(base.goals) + 60
    assert len(merged.dossier.sources) == 201


def test_a_change_that_breaks_many_rows_waits_alone() -> None:
    base = sample_dossier()
    late = [Goal(f"g{i}", f"Late {i}", pole_id="north", month=24) for i in range(60)]
    ours = base.with_table("goals", (*base.goals, *late))
    theirs = replace(base, settings=replace(base.settings, horizon=20)).with_table("goals", ())
    conflicts = merge(base, ours, theirs, AUTHORS).conflicts
    assert [(c.table, c.field) for c in conflicts] == [("settings", "horizon")]


def test_two_changes_that_each_break_the_same_thing_wait_both() -> None:
    base = sample_dossier()
    ours = changed(base, "dampings", "talks/war", share=Judgment(10, 60, 72))
    theirs = base.with_row("dampings", Damping("fair", "war", Judgment(20, 25, 30)))
    theirs = changed(theirs, "dampings", "tour/war", share=Judgment(5, 20, 30))
    theirs = changed(theirs, "drivers", "war", description="closer")
    theirs = theirs.with_row("dampings", Damping("fair", "polls", Judgment(1, 2, 3)))
    merged = merge(base, ours, theirs, AUTHORS)
    assert {(c.row_id, c.field) for c in merged.conflicts} == {
        ("fair/war", ""),
        ("tour/war", "share"),
    }
    assert merged.dossier.get("drivers", "war").description == "closer"
    assert merged.dossier.find("dampings", "fair/polls") is not None
