"""What a user can do to scenarios."""

from __future__ import annotations

from dataclasses import replace

import pytest

from equipoise.dossier.difference import difference
from equipoise.dossier.dossier import Dossier
from equipoise.dossier.json_form import loads
from equipoise.dossier.judgment import Judgment
from equipoise.dossier.scenarios import ScenarioState, scenario_difference, state_of
from equipoise.dossier.validation import validated
from equipoise.editing import edits
from equipoise.editing import scenario_edits as se
from equipoise.files import shipped_data

ISRAEL = loads(shipped_data("israel.json").read_text(encoding="utf-8"))
PLACE = ("cells", "military-coordination/russia", "level")
JUDGED = Judgment(20, 30, 40, 70)
EVERYTHING = [
    lambda d: se.rename_scenario(d, "balanced", "Other"),
    lambda d: se.set_note(d, "balanced", "Other"),
    lambda d: se.add_to_note(d, "balanced", "Other"),
    lambda d: se.bookmark(d, "balanced"),
    lambda d: se.revert_to_bookmark(d, "balanced"),
    lambda d: se.reset_to_base(d, "balanced"),
    lambda d: se.revert_element(d, "balanced", "weight", "embassy-task-force", "as-today"),
    lambda d: se.set_override(d, "balanced", PLACE, JUDGED),
    lambda d: se.set_goal_in_force(d, "balanced", "western-partnership", False),
    lambda d: se.set_forcing(d, "balanced", "iranian-relations", "happens", 3),
    lambda d: se.delete_scenario(d, "balanced"),
    lambda d: edits.set_weight(d, "balanced", "embassy-task-force", 1.0),
    lambda d: edits.set_weights(d, "balanced", {"embassy-task-force": 1.0}),
]


def tables(before: Dossier, after: Dossier) -> frozenset[str]:
    return difference(before, validated(after)).tables


def busy() -> Dossier:
    """The shipped dossier with something of each kind in “Balanced”."""
    dossier = se.set_forcing(ISRAEL, "balanced", "iranian-relations", "happens", 3)
    dossier = se.set_override(dossier, "balanced", PLACE, JUDGED)
    return validated(se.set_goal_in_force(dossier, "balanced", "western-partnership", False))


def test_an_edit_touches_nothing_but_what_it_names() -> None:
    place = se.set_override(ISRAEL, "balanced", PLACE, JUDGED)
    assert tables(ISRAEL, place) == {"overrides"}
    assert not difference(ISRAEL, se.set_override(place, "balanced", PLACE, None))
    goal = se.set_goal_in_force(ISRAEL, "as-today", "western-partnership", False)
    assert tables(ISRAEL, goal) == {"goals_set_aside"}
    assert not difference(
        ISRAEL, se.set_goal_in_force(goal, "as-today", "western-partnership", True)
    )
    forced = se.set_forcing(ISRAEL, "moscow-first", "iranian-relations", "happens", 3)
    assert tables(ISRAEL, forced) == {"forcings"}
    assert not difference(ISRAEL, se.set_forcing(forced, "moscow-first", "iranian-relations", None))


def test_a_new_scenario_begins_like_another_with_an_unused_name_and_a_bookmark() -> None:
    before = busy()
    after = validated(se.new_scenario(before, "balanced", "balanced", "new"))
    assert after.scenarios[-1].name == "balanced 2"
    assert state_of(after, "new") == state_of(before, "balanced")
    assert se.is_bookmarked(after, "new")
    empty = validated(se.new_scenario(before, "Empty", "", "empty"))
    assert state_of(empty, "empty") == ScenarioState()


def test_a_duplicate_is_never_locked_and_stands_behind_its_original() -> None:
    locked = se.set_locked(busy(), "balanced", True)
    after = validated(se.duplicate_scenario(locked, "balanced", "copy"))
    copy = after.get("scenarios", "copy")
    original = after.get("scenarios", "balanced")
    assert not copy.locked
    assert original.locked
    assert (copy.note, copy.bookmark) == (original.note, original.bookmark)
    assert state_of(after, "copy") == state_of(locked, "balanced")
    assert [s.id for s in after.scenarios][:2] == ["balanced", "copy"]
    assert scenario_difference(after, "balanced", "copy") == ()


@pytest.mark.parametrize("scenario", ISRAEL.scenarios, ids=lambda s: s.id)
def test_the_shipped_scenarios_stand_at_their_bookmarks(scenario) -> None:
    assert se.is_bookmarked(ISRAEL, scenario.id)


def test_bookmark_and_revert() -> None:
    before = busy()
    assert not se.is_bookmarked(before, "balanced")
    kept = se.bookmark(before, "balanced")
    assert tables(before, kept) == {"scenarios"}
    moved = edits.set_weight(kept, "balanced", "embassy-task-force", 55.0)
    moved = se.set_override(moved, "balanced", PLACE, None)
    back = validated(se.revert_to_bookmark(moved, "balanced"))
    assert state_of(back, "balanced") == state_of(before, "balanced")
    assert se.is_bookmarked(back, "balanced")


def test_reverting_needs_a_bookmark_that_can_be_read() -> None:
    row = ISRAEL.get("scenarios", "balanced")
    for text, words in (("", "has no bookmark yet"), ("{", "cannot be read")):
        dossier = ISRAEL.with_row("scenarios", replace(row, bookmark=text))
        assert not se.is_bookmarked(dossier, "balanced")
        with pytest.raises(ValueError, match=words):
            se.revert_to_bookmark(dossier, "balanced")


def test_reset_takes_over_what_the_base_decides_and_leaves_the_bookmark() -> None:
    before = se.set_base(busy(), "west-first")
    after = validated(se.reset_to_base(before, "balanced"))
    assert state_of(after, "balanced") == state_of(before, "west-first")
    old, new = before.get("scenarios", "balanced"), after.get("scenarios", "balanced")
    assert old == new


def test_without_its_base_the_first_scenario_is_the_base() -> None:
    after = validated(se.delete_scenario(se.set_base(ISRAEL, "west-first"), "west-first"))
    assert after.base_scenario_id() == after.scenarios[0].id


def test_each_element_can_be_as_in_another_scenario() -> None:
    dossier = busy()
    elements = scenario_difference(dossier, "as-today", "balanced")
    assert {e.kind for e in elements} == {"weight", "forcing", "override", "goal"}
    for element in elements:
        after = se.revert_element(dossier, "balanced", element.kind, element.key, "as-today")
        left = scenario_difference(after, "as-today", "balanced")
        assert left == tuple(e for e in elements if e != element)
    with pytest.raises(ValueError, match="no element of the kind 'colour'"):
        se.revert_element(dossier, "balanced", "colour", "x", "as-today")


def test_an_element_of_the_other_scenario_is_taken_over() -> None:
    after = se.revert_element(busy(), "as-today", "override", "\x1f".join(PLACE), "balanced")
    assert state_of(after, "as-today").overrides == {PLACE: JUDGED}


@pytest.mark.parametrize("edit", EVERYTHING)
def test_a_locked_scenario_refuses_until_it_is_unlocked(edit) -> None:
    locked = se.set_locked(ISRAEL, "balanced", True)
    with pytest.raises(ValueError, match=r"“Balanced” is locked\. Unlock it, or duplicate it"):
        edit(locked)
    free = se.set_locked(locked, "balanced", False)
    assert free == ISRAEL
    validated(edit(free))


def test_a_sentence_goes_on_a_line_of_its_own() -> None:
    after = se.add_to_note(se.set_note(ISRAEL, "balanced", "One.\n"), "balanced", "Two.")
    assert after.get("scenarios", "balanced").note == "One.\nTwo."
    first = se.add_to_note(se.set_note(ISRAEL, "balanced", " "), "balanced", "Two.")
    assert first.get("scenarios", "balanced").note == "Two."


def test_deleting_takes_all_that_the_scenario_decides() -> None:
    after = validated(se.delete_scenario(busy(), "balanced"))
    for key in ("weights", "forcings", "overrides", "goals_set_aside"):
        assert not [row for row in after.table(key) if row.scenario_id == "balanced"]
