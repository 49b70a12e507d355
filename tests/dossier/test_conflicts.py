"""Choosing between the alternatives of a conflict, and what it says in words."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from dossier.merging.test_merge import AUTHORS, changed, content
from dossier.merging.test_merging_properties import assert_nothing_of_theirs_is_lost
from equipoise.dossier.conflicts import NO_ROW, choose, choose_all, edited_since, words
from equipoise.dossier.deletion import delete
from equipoise.dossier.difference_words import UNREADABLE
from equipoise.dossier.dossier import Dossier
from equipoise.dossier.json_form import dumps, loads
from equipoise.dossier.judgment import Judgment
from equipoise.dossier.merging.merge import Merged, merge
from equipoise.dossier.rows import Aspect, Band, Cell, Conflict, Damping, Spillover, Weight
from equipoise.dossier.validation import InvalidDossier, problems_of
from projection.sample_dossier import sample_dossier


def both_changed() -> Merged:
    base = sample_dossier()
    ours = changed(base, "drivers", "polls", likelihood=Judgment(10, 20, 30))
    theirs = changed(base, "drivers", "polls", likelihood=Judgment(60, 70, 80, 90))
    return merge(base, ours, theirs, AUTHORS)


def over_budget() -> Merged:
    base = sample_dossier()
    ours = base.with_row("weights", Weight("judged", "fair", 70))
    theirs = base.with_row("weights", Weight("judged", "talks", 5))
    theirs = theirs.with_row("weights", Weight("judged", "tour", 45))
    return merge(base, ours, theirs, AUTHORS)


def test_keeping_leaves_what_is_in_force_as_it_is_now() -> None:
    merged = both_changed()
    (conflict,) = merged.conflicts
    later = changed(merged.dossier, "drivers", "polls", likelihood=Judgment(1, 2, 3))
    kept = choose(later, conflict.id, "kept")
    assert kept.get("drivers", "polls").likelihood == Judgment(1, 2, 3)
    assert kept.conflicts == ()


def test_taking_the_other_value_puts_it_in_force() -> None:
    merged = both_changed()
    taken = choose(merged.dossier, merged.conflicts[0].id, "other")
    assert taken.get("drivers", "polls").likelihood == Judgment(60, 70, 80, 90)
    assert taken.conflicts == ()


def test_a_conflict_that_went_through_a_file_can_still_be_chosen() -> None:
    merged = both_changed()
    read = loads(dumps(merged.dossier))
    assert read == merged.dossier
    assert choose(read, merged.conflicts[0].id, "other") == choose(
        merged.dossier, merged.conflicts[0].id, "other"
    )


def test_a_deletion_of_theirs_can_be_carried_out_later() -> None:
    base = sample_dossier()
    ours = changed(base, "aspects", "arms", considerations="Sensitive")
    theirs = delete(base, "aspects", ["arms"], with_referring=True)
    merged = merge(base, ours, theirs, AUTHORS)
    (conflict,) = merged.conflicts
    assert content(choose(merged.dossier, conflict.id, "other")) == content(theirs)
    assert choose(merged.dossier, conflict.id, "kept") == ours


def test_a_deletion_of_ours_can_be_confirmed() -> None:
    base = sample_dossier()
    ours = delete(base, "recommendations", ["fair"])
    theirs = changed(base, "steps", "stand", owner="Ministry")
    merged = merge(base, ours, theirs, AUTHORS)
    (conflict,) = merged.conflicts
    assert (conflict.table, conflict.row_id) == ("recommendations", "fair")
    assert content(choose(merged.dossier, conflict.id, "other")) == content(ours)


def test_weights_that_wait_are_chosen_together() -> None:
    merged = over_budget()
    talks = next(c for c in merged.conflicts if c.row_id == "judged/talks")
    tour = next(c for c in merged.conflicts if c.row_id == "judged/tour")
    with pytest.raises(ValueError, match="choose for all of them") as refusal:
        choose(merged.dossier, tour.id, "other")
    assert "add up to 145 %" in str(refusal.value)
    lower = merged.dossier.with_row("weights", Weight("judged", "fair", 50))
    both = choose_all(lower, "other", [talks.id, tour.id])
    assert both.weights_of("judged") == {"talks": 5, "fair": 50, "tour": 45}
    assert both.conflicts == ()


def test_a_row_that_waits_comes_back_with_what_rests_on_it() -> None:
    base = sample_dossier()
    ours = base.with_row("bands", Band("o", "Ours", 30))
    aspect = Aspect("law", "Law")
    cells = [Cell("law", "north", "warm"), Cell("law", "south", "cool")]
    waiting = [
        Conflict("a", "aspects", "law", other='{"id": "law", "name": "Law"}'),
        Conflict(
            "c",
            "cells",
            "law/north",
            other='{"aspect_id": "law", "pole_id": "north", "term_id": "warm"}',
        ),
    ]
    chosen = choose(ours.with_table("conflicts", waiting), "a", "other")
    assert chosen.conflicts == ()
    assert chosen.get("aspects", "law") == aspect
    assert chosen.get("cells", "law/north") == cells[0]
    assert chosen.get("cells", "law/south").level == Judgment(30, 50, 70, 50)
    with pytest.raises(InvalidDossier, match="names no row"):
        choose(ours.with_table("conflicts", waiting), "c", "other")


@pytest.mark.parametrize(
    ("conflict", "said"),
    [
        (Conflict("x", "drivers", "gone", "kind", "Gone", other='"external"'), "no longer"),
        (Conflict("x", "drivers", "war", "kind", other='"weather"'), "must be one of"),
        (Conflict("x", "drivers", "war", "colour", other='"red"'), "no field “colour”"),
        (Conflict("x", "planets", "war", "name", other='"red"'), "no field “name”"),
        (Conflict("x", "planets", "war", "", other="{}"), "no table “planets”"),
        (Conflict("x", "drivers", "war", "name", other="{[}"), "cannot be read"),
        (Conflict("x", "drivers", "war", "name", other="[" * 100_000), "cannot be read"),
        (Conflict("x", "drivers", "war", "likelihood", other="5"), "must be a judgment"),
        (Conflict("x", "drivers", "war", "", other='{"id": "b", "name": "B"}'), "another row"),
        (Conflict("x", "cells", "arms/north", "pole_id", other='"south"'), "another row"),
        (Conflict("x", "settings", "settings", ""), "cannot be deleted"),
        (Conflict("x", "poles", "north", "name", other='"South"'), "name of another row"),
    ],
)
def test_an_alternative_that_does_not_fit_is_refused_in_plain_words(
    conflict: Conflict, said: str
) -> None:
    dossier = sample_dossier().with_row("conflicts", conflict)
    with pytest.raises(ValueError, match=said):
        choose(dossier, "x", "other")
    assert words(dossier, conflict).table
    assert choose(dossier, "x", "kept") == sample_dossier()


def test_a_conflict_reads_as_users_see_values() -> None:
    merged = both_changed()
    said = words(merged.dossier, merged.conflicts[0])
    assert (said.table, said.row, said.field) == ("Drivers", "Elections", "Likelihood")
    assert "20" in said.kept
    assert "70" in said.other
    assert said.other_signed.startswith("Bela (Embassy), 2026-05-0")


def test_what_was_edited_since_is_shown_as_it_is_now() -> None:
    merged = both_changed()
    (conflict,) = merged.conflicts
    assert not edited_since(merged.dossier, conflict)
    later = changed(merged.dossier, "drivers", "polls", likelihood=Judgment(1, 2, 3), name="Vote")
    assert edited_since(later, conflict)
    said = words(later, conflict)
    assert said.row == "Vote"
    assert said.kept.startswith("1")


def test_absent_rows_and_unreadable_values_are_said_to_be_so() -> None:
    base = sample_dossier()
    deletion = Conflict("x", "drivers", "war", "", "War next door", "{}", reason="…")
    said = words(base, deletion)
    assert (said.field, said.other) == ("Whole row", NO_ROW)
    assert words(base, Conflict("y", "drivers", "war", "name", other="{")).other == UNREADABLE
    settings = Conflict("z", "settings", "settings", "horizon", other="30", other_at="yesterday")
    said = words(base, settings)
    assert (said.row, said.kept, said.other) == (base.settings.title, "24", "30")
    assert said.other_signed == "author unknown, yesterday"


def tight_copies(seed: int) -> tuple[Dossier, Dossier, Dossier]:
    """Copies whose changes can easily break something across rows when they come together."""
    base = sample_dossier()
    copies = []
    for side in range(2):
        numbers = random.Random(2 * seed + side)
        dossier = base
        while dossier is base:
            trial = base
            for _ in range(numbers.randint(1, 6)):
                trial = _tight_edit(numbers, trial, "ot"[side])
            if not any(problems_of(trial)):
                dossier = trial
        copies.append(dossier)
    return base, copies[0], copies[1]


def _tight_edit(numbers: random.Random, dossier: Dossier, side: str) -> Dossier:
    recommendation = numbers.choice(dossier.recommendations).id
    kind = numbers.randrange(5)
    if kind == 0:
        percent = float(numbers.randint(0, 70))
        return dossier.with_row("weights", Weight("judged", recommendation, percent))
    if kind == 1:
        share = Judgment(5, 10, numbers.randint(20, 70))
        driver = numbers.choice(dossier.drivers).id
        return dossier.with_row("dampings", Damping(recommendation, driver, share))
    if kind == 2:
        one, two = numbers.choice(dossier.cells), numbers.choice(dossier.cells)
        strength = numbers.choice([-0.9, 0.5, 0.9, 1.4])
        return dossier.with_row(
            "spillovers",
            Spillover(one.aspect_id, one.pole_id, two.aspect_id, two.pole_id, strength),
        )
    if kind == 3:
        lower = float(numbers.choice([10, 20, 30]))
        return dossier.with_row("bands", Band(f"{side}{lower}", f"{side} {lower}", lower))
    goal = numbers.choice(dossier.goals)
    month = numbers.randint(17, 40)
    dossier = dossier.with_row("goals", replace(goal, month=month))
    horizon = max(g.month for g in dossier.goals) + numbers.randint(0, 2)
    return replace(dossier, settings=replace(dossier.settings, horizon=horizon))


def test_what_is_held_back_is_no_more_than_must_be() -> None:
    """Any change held back for its own sake would, taken in alone, leave the dossier broken."""
    held = 0
    for seed in range(80):
        base, ours, theirs = tight_copies(seed)
        merged = merge(base, ours, theirs, AUTHORS)
        assert list(problems_of(merged.dossier)) == []
        assert_nothing_of_theirs_is_lost(base, theirs, ours, merged)
        for conflict in merged.conflicts:
            if conflict.reason.startswith("Taken in") and conflict.table != "weights":
                held += 1
                with pytest.raises(ValueError, match=r".+"):
                    choose(merged.dossier, conflict.id, "other")
    assert held > 20
