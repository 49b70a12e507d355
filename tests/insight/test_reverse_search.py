"""The smallest change of weights, against exhaustive search on a grid."""

from __future__ import annotations

import itertools
import time
from collections.abc import Iterator
from dataclasses import replace

import pytest

from equipoise.dossier.dossier import Dossier
from equipoise.dossier.rows import GoalSetAside
from equipoise.insight.chances import Chance
from equipoise.insight.reverse_search import Cancelled, Reach, reach
from equipoise.projection.model import ProjectionModel
from equipoise.store.shipped import shipped_dossier
from projection.sample_dossier import sample_dossier


def shipped(draws: int = 1024) -> Dossier:
    dossier = shipped_dossier()
    return replace(dossier, settings=replace(dossier.settings, draws=draws))


def grid(ids: list[str], step: int) -> Iterator[dict[str, float]]:
    """Every allocation in multiples of `step` percent with at most 100 % in all."""
    parts = 100 // step
    for cuts in itertools.combinations(range(parts + len(ids)), len(ids)):
        shares = [b - a - 1 for a, b in itertools.pairwise((-1, *cuts))]
        yield {row_id: float(share * step) for row_id, share in zip(ids, shares, strict=True)}


def change(one: dict[str, float], other: dict[str, float]) -> float:
    return sum(abs(one[k] - other[k]) for k in one)


def verified(dossier: Dossier, scenario_id: str, goal_id: str, answer: Reach) -> None:
    """The answer's figures are those of the whole projection, and its weights are in order."""
    weights = dict(answer.weights)
    projected = ProjectionModel(dossier, scenario_id).project(weights)
    if goal_id in projected.goals:
        success = projected.goals[goal_id]
    else:
        success = 1 - projected.red_lines[goal_id]  # type: ignore[operator]
    assert answer.probability == pytest.approx(success, abs=1e-12)
    start = dossier.weights_of(scenario_id)
    assert answer.change == pytest.approx(change(weights, start))
    assert sum(weights.values()) <= 100 + 1e-6
    assert min(weights.values()) >= 0
    for row_id, weight in weights.items():
        assert weight == start[row_id] or weight == round(weight, 1)


QUESTIONS = [
    ("balanced", "working-relationship", 0.85),
    ("as-today", "western-partnership", 0.90),
    ("west-first", "collision-over-syria", 0.92),
    ("moscow-first", "western-military-support", 0.80),
]


@pytest.mark.parametrize(("scenario_id", "goal_id", "wanted"), QUESTIONS)
def test_no_allocation_on_a_grid_does_it_with_less(
    scenario_id: str, goal_id: str, wanted: float
) -> None:
    dossier = shipped(512)
    answer = reach(dossier, scenario_id, goal_id, wanted)
    assert answer.found
    assert answer.probability >= wanted
    verified(dossier, scenario_id, goal_id, answer)
    chance = Chance(ProjectionModel(dossier, scenario_id), goal_id)
    start = dossier.weights_of(scenario_id)
    allocations = list(grid(sorted(start), 10))
    assert len(allocations) == 8008
    rivals = [w for w in allocations if change(w, start) < answer.change - 0.1]
    assert rivals, "the grid holds smaller changes, none of which must do"
    assert not [w for w in rivals if chance.success(w) >= wanted]


def test_small_dossier_against_a_fine_grid() -> None:
    """Three recommendations, every second goal and red line, every 4 %."""
    dossier = sample_dossier()
    allocations = list(grid(["fair", "talks", "tour"], 4))
    start = dossier.weights_of("judged")
    model = ProjectionModel(dossier, "judged")
    for goal in dossier.goals[::2]:
        chance = Chance(model, goal.id)
        chances = [chance.success(w) for w in allocations]
        now, most = chance.success(start), max(chances)
        wanted = now + (most - now) * 0.8
        answer = reach(dossier, "judged", goal.id, wanted)
        assert answer.found, goal.name
        assert answer.probability >= wanted
        reaching = [
            change(w, start) for w, p in zip(allocations, chances, strict=True) if p >= wanted
        ]
        assert answer.change <= min(reaching) + 0.1, goal.name


def test_an_infeasible_question_comes_as_close_as_the_grid() -> None:
    dossier = shipped(512)
    answer = reach(dossier, "balanced", "working-relationship", 0.999)
    assert not answer.found
    verified(dossier, "balanced", "working-relationship", answer)
    chance = Chance(ProjectionModel(dossier, "balanced"), "working-relationship")
    ids = sorted(dossier.weights_of("balanced"))
    best = max(chance.success(w) for w in grid(ids, 20))
    assert best <= answer.probability < 0.999


def test_where_no_weight_helps_none_is_moved() -> None:
    dossier = shipped(128)
    goal = replace(dossier.get("goals", "working-relationship"), month=0)
    answer = reach(dossier.with_row("goals", goal), "balanced", goal.id, 0.9)
    assert (answer.found, answer.change) == (False, 0)


def test_nothing_moves_where_the_goal_succeeds_already() -> None:
    dossier = shipped(512)
    answer = reach(dossier, "balanced", "working-relationship", 0.5)
    assert answer.found
    assert answer.change == 0
    assert answer.weights == dossier.weights_of("balanced")


def test_locked_weights_stay() -> None:
    dossier = shipped(512)
    start = dossier.weights_of("balanced")
    free = reach(dossier, "balanced", "working-relationship", 0.8)
    moved = [k for k in start if free.weights[k] != start[k]]
    assert moved
    bound = reach(dossier, "balanced", "working-relationship", 0.8, locked=moved)
    assert {k: bound.weights[k] for k in moved} == {k: start[k] for k in moved}
    assert not bound.found or bound.change >= free.change
    verified(dossier, "balanced", "working-relationship", bound)
    one_left = reach(dossier, "west-first", "working-relationship", 0.9, locked=list(start)[:5])
    assert {k: v for k, v in one_left.weights.items() if k in list(start)[:5]} == {
        k: dossier.weights_of("west-first")[k] for k in list(start)[:5]
    }
    none = reach(dossier, "balanced", "working-relationship", 0.8, locked=list(start))
    assert (none.found, none.change, none.weights) == (False, 0, start)


def test_the_same_question_has_the_same_answer_whatever_the_row_order() -> None:
    dossier = shipped(256)
    turned = dossier.with_table("recommendations", reversed(dossier.recommendations))
    answer = reach(dossier, "as-today", "working-relationship", 0.55)
    assert answer.found
    assert reach(dossier, "as-today", "working-relationship", 0.55) == answer
    assert reach(turned, "as-today", "working-relationship", 0.55) == answer


def test_progress_is_told_and_it_can_be_withdrawn() -> None:
    dossier = shipped(512)
    told: list[float] = []
    reach(
        dossier,
        "balanced",
        "working-relationship",
        0.8,
        progress=told.append,
    )
    assert told == sorted(told)
    assert (told[0], told[-1]) == (0, 1)
    assert len(told) > 5
    asked = 0

    def cancelled() -> bool:
        nonlocal asked
        asked += 1
        return asked > 2

    with pytest.raises(Cancelled):
        reach(dossier, "balanced", "working-relationship", 0.999, cancelled=cancelled)


def test_it_is_withdrawn_while_the_model_is_still_compiled() -> None:
    """At most a share of what compiling takes after it was withdrawn."""
    dossier = shipped(16_384)
    begun = time.thread_time()
    ProjectionModel(dossier, "balanced", months=36)
    compiling = time.thread_time() - begun
    withdrawn: list[float] = []

    def cancelled() -> bool:
        if time.thread_time() - begun > compiling / 4 and not withdrawn:
            withdrawn.append(time.thread_time())
        return bool(withdrawn)

    begun = time.thread_time()
    with pytest.raises(Cancelled):
        reach(dossier, "balanced", "working-relationship", 0.999, cancelled=cancelled)
    assert time.thread_time() - begun < compiling / 2


@pytest.mark.parametrize(
    ("scenario_id", "goal_id", "wanted", "words"),
    [
        ("nowhere", "working-relationship", 0.5, "no scenario “nowhere”"),
        ("balanced", "nothing", 0.5, "no goal or red line “nothing”"),
        ("balanced", "working-relationship", 1.5, "between 0 and 100 %, not 150 %"),
        ("balanced", "working-relationship", float("nan"), "between 0 and 100 %"),
        ("balanced", "western-partnership", 0.5, "set aside in the scenario “Balanced”"),
        ("balanced", "collision-over-syria", 0.5, "beyond the horizon of 30 months"),
    ],
)
def test_questions_that_cannot_be_asked(
    scenario_id: str, goal_id: str, wanted: float, words: str
) -> None:
    dossier = shipped(64).with_row(
        "goals_set_aside", GoalSetAside("balanced", "western-partnership")
    )
    for goal_id_kept in ("working-relationship", "western-partnership"):
        goal = dossier.get("goals", goal_id_kept)
        dossier = dossier.with_row("goals", replace(goal, month=24))
    dossier = replace(dossier, settings=replace(dossier.settings, horizon=30))
    with pytest.raises(ValueError, match=words):
        reach(dossier, scenario_id, goal_id, wanted)
