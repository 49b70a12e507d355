"""Contradictory goals and red lines, against a search for any path that keeps both."""

from __future__ import annotations

from itertools import product

import pytest

from equipoise.dossier.dossier import Dossier
from equipoise.dossier.goals import contradictions, statement_text
from equipoise.dossier.rows import Aspect, Goal, Pole

MONTHS = 4


def dossier(*goals: Goal) -> Dossier:
    return Dossier(poles=(Pole("n", "North"),), aspects=(Aspect("t", "Trade"),), goals=goals)


def kept(goal: Goal, path: tuple[int, ...]) -> bool:
    """Whether a path of levels, one a month, does what the goal or red line says."""
    true = [
        level >= goal.threshold if goal.relation == "at_least" else level <= goal.threshold
        for level in path[: goal.month + 1]
    ]
    if goal.time == "at":
        return true[-1]
    return any(true) if goal.kind == "goal" else all(true)


STATEMENTS = [
    (kind, time, month)
    for kind in ("goal", "red_line")
    for time in ("at", "by")
    for month in (0, 1, 3)
]


@pytest.mark.parametrize(("one", "two"), list(product(STATEMENTS, STATEMENTS)))
def test_exactly_the_pairs_that_no_path_keeps_are_named(one, two) -> None:
    floor = Goal("a", "High", one[0], "", "n", "at_least", 60, one[1], one[2])
    ceiling = Goal("b", "Low", two[0], "", "n", "at_most", 40, two[1], two[2])
    paths = product((20, 80), repeat=MONTHS)
    possible = any(kept(floor, path) and kept(ceiling, path) for path in paths)
    assert bool(contradictions(dossier(floor, ceiling))) is not possible
    assert bool(contradictions(dossier(ceiling, floor))) is not possible


def test_it_is_said_plainly() -> None:
    floor = Goal("a", "Keep trade", "red_line", "t", "n", "at_least", 60, "by", 24)
    ceiling = Goal("b", "Keep distance", "red_line", "t", "n", "at_most", 40, "at", 12)
    (found,) = contradictions(dossier(ceiling, floor))
    assert found.goal_ids == ("b", "a")
    assert found.text == (
        "“Keep trade” and “Keep distance” contradict each other: Trade / North cannot be at least "
        "60 and at most 40 in month 12."
    )


def test_what_is_about_other_things_or_leaves_room_is_no_contradiction() -> None:
    floor = Goal("a", "High", "red_line", "", "n", "at_least", 60, "at", 3)
    cell = Goal("b", "Low", "red_line", "t", "n", "at_most", 40, "at", 3)
    equal = Goal("c", "Same", "red_line", "", "n", "at_most", 60, "at", 3)
    higher = Goal("d", "Higher", "red_line", "", "n", "at_least", 90, "at", 3)
    assert contradictions(dossier(floor, cell, equal)) == ()
    assert [c.goal_ids for c in contradictions(dossier(floor, equal, higher))] == [("c", "d")]


def test_a_statement_in_words() -> None:
    goal = Goal("a", "High", "goal", "", "n", "at_least", 62.5, "by", 3)
    assert statement_text(dossier(), goal) == "the index of North at least 62.5 by month 3"
