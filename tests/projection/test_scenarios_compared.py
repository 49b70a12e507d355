"""Overrides and goals set aside in the projection; comparisons on common draws."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from equipoise.dossier.dossier import Dossier
from equipoise.dossier.judgment import Judgment
from equipoise.dossier.rows import GoalSetAside, Override
from equipoise.dossier.validation import validated
from equipoise.projection.comparison import compare
from equipoise.projection.model import ProjectionModel
from equipoise.store.shipped import shipped_dossier

CELL = "military-coordination/russia"
JUDGMENT = Judgment(70, 80, 88, 90)


def overridden(dossier: Dossier, scenario_id: str) -> Dossier:
    return validated(
        dossier.with_row("overrides", Override(scenario_id, "cells", CELL, "level", JUDGMENT))
    )


def ties_half(one: np.ndarray, two: np.ndarray) -> float:
    won = [1.0 if a > b else 0.5 if a == b else 0.0 for a, b in zip(one, two, strict=True)]
    return sum(won) / len(won)


def test_an_override_acts_as_the_judgment_would_in_its_scenario_alone() -> None:
    dossier = shipped_dossier()
    weights = dossier.weights_of("balanced")
    with_override = overridden(dossier, "balanced")
    cell = replace(dossier.get("cells", CELL), level=JUDGMENT)
    edited = dossier.with_row("cells", cell)
    found = ProjectionModel(with_override, "balanced", draws=256).project(weights)
    expected = ProjectionModel(edited, "balanced", draws=256).project(weights)
    assert np.array_equal(found.index["russia"].p50, expected.index["russia"].p50)
    elsewhere = ProjectionModel(with_override, "as-today", draws=256).project(weights)
    untouched = ProjectionModel(dossier, "as-today", draws=256).project(weights)
    assert np.array_equal(elsewhere.index["russia"].p50, untouched.index["russia"].p50)


def test_goals_set_aside_do_not_count_for_all_goals() -> None:
    dossier = shipped_dossier()
    first, second = (goal for goal in dossier.goals if goal.kind == "goal")
    aside = dossier.with_row("goals_set_aside", GoalSetAside("balanced", first.id))
    projection = ProjectionModel(aside, "balanced", draws=512).project({})
    assert projection.all_goals == projection.goals[second.id]
    none = aside.with_row("goals_set_aside", GoalSetAside("balanced", second.id))
    assert ProjectionModel(none, "balanced", draws=512).project({}).all_goals is None


def test_differences_are_exact_draw_by_draw() -> None:
    dossier = shipped_dossier()
    ids = [scenario.id for scenario in dossier.scenarios]
    comparison = compare(dossier, ids, draws=512)
    for other in ids[1:]:
        for pole in dossier.poles:
            one = comparison.projections[ids[0]].index_draws[pole.id]
            two = comparison.projections[other].index_draws[pole.id]
            fan = comparison.difference(ids[0], other, pole.id)
            expected = np.quantile(one - two, (0.05, 0.5, 0.95), axis=1)
            assert np.allclose(np.stack((fan.p5, fan.p50, fan.p95)), expected, atol=1e-12)
            share = comparison.beats(ids[0], other, pole.id, 24)
            assert share == pytest.approx(ties_half(one[24], two[24]), abs=1e-12)
            assert share + comparison.beats(other, ids[0], pole.id, 24) == pytest.approx(1)


def test_a_scenario_against_its_copy_differs_in_nothing() -> None:
    dossier = shipped_dossier()
    comparison = compare(dossier, ["balanced", "balanced"], draws=128)
    fan = comparison.difference("balanced", "balanced", "west")
    assert all(np.all(values == 0) for values in (*fan.quantiles(), fan.mean))
    assert comparison.beats("balanced", "balanced", "west", 36) == 0.5
