"""One judgment changed: the quick way against the projection of the changed dossier."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from equipoise.dossier.dossier import Dossier
from equipoise.dossier.judgment import Judgment
from equipoise.dossier.rows import GoalSetAside, Override
from equipoise.insight.chances_of_success import goals_in_force
from equipoise.insight.judged_places import JudgedPlace, judged_places
from equipoise.insight.shared_draws import SharedDraws
from equipoise.insight.variants import Variants
from equipoise.projection.model import ProjectionModel
from equipoise.projection.outcome import Projection
from projection.sample_dossier import sample_dossier


def overridden() -> Dossier:
    dossier = sample_dossier()
    override = Override("storm", "cells", "trade/north", "level", Judgment(30, 44, 50))
    return dossier.with_row("overrides", override)


TOGETHER = ("goal-index-at_least-at", "goal-trade-at_most-by")
SCENARIOS = ("judged", "storm", "calm")


def shifted(dossier: Dossier, scenario_id: str, place: JudgedPlace, likely: float) -> Dossier:
    override = Override(scenario_id, place.table, place.row_id, place.field, place.shifted(likely))
    return dossier.with_row("overrides", override)


def projected(dossier: Dossier, scenario_id: str) -> Projection:
    return ProjectionModel(dossier, scenario_id).project(dossier.weights_of(scenario_id))


@pytest.mark.parametrize("scenario_id", SCENARIOS)
def test_all_goals_with_every_other_judgment_at_its_bounds(scenario_id: str) -> None:
    dossier = overridden()
    aside = [
        GoalSetAside(scenario_id, goal.id)
        for goal in dossier.goals
        if goal.kind == "goal" and goal.id not in TOGETHER
    ]
    dossier = dossier.with_table("goals_set_aside", aside)
    goals = goals_in_force(dossier, scenario_id)
    assert goals is not None
    assert {goal.id for goal in goals} == set(TOGETHER)
    variants = Variants(SharedDraws(dossier), scenario_id, goals)
    places = judged_places(variants.dossier, variants.responses.forcings, variants.weights)
    seen = set()
    for place in places[::2]:
        for likely in place.bounds:
            found = variants.success(place, likely)
            changed = shifted(dossier, scenario_id, place, likely)
            expected = projected(changed, scenario_id).all_goals
            assert found == pytest.approx(expected, abs=1e-12), place.label
            seen.add(found)
    assert len(seen) > 3


@pytest.mark.parametrize("scenario_id", SCENARIOS)
def test_each_goal_and_red_line_alone(scenario_id: str) -> None:
    dossier = overridden()
    draws = SharedDraws(dossier)
    alone = {goal.id: Variants(draws, scenario_id, [goal]) for goal in dossier.goals}
    variants = next(iter(alone.values()))
    places = judged_places(variants.dossier, variants.responses.forcings, variants.weights)
    for place in places[1::5]:
        likely = place.bounds[1]
        projection = projected(shifted(dossier, scenario_id, place, likely), scenario_id)
        expected = {
            **projection.goals,
            **{key: 1 - (risk or 0.0) for key, risk in projection.red_lines.items()},
        }
        found = {goal_id: each.success(place, likely) for goal_id, each in alone.items()}
        assert found == pytest.approx(expected, abs=1e-12), place.label


def test_impulses_sum_up_to_what_a_run_month_by_month_finds() -> None:
    model = ProjectionModel(sample_dossier(), "storm")
    responses = replace(model.responses)
    gains = model.returns({"talks": 20.0, "fair": 30.0, "tour": 50.0})
    driven = responses.driven(gains)
    for months in (slice(0, 25), slice(24, 25), slice(0, 1), slice(5, 9)):
        impulses = responses.impulses(months)
        summed = np.zeros_like(driven[months])
        for place, force in responses.forces(gains).items():
            summed += impulses[place] @ force
        assert summed == pytest.approx(driven[months], rel=1e-10, abs=1e-13)


def test_shared_draws_are_those_of_each_scenario() -> None:
    dossier = overridden()
    draws = SharedDraws(dossier)
    for scenario in dossier.scenarios:
        model = ProjectionModel(dossier, scenario.id)
        responses = draws.responses(scenario.id)
        assert responses.inputs.keys() == model.inputs().keys()
        for key, drawn in model.inputs().items():
            assert np.array_equal(responses.inputs[key], drawn)
        for cell_id, noise in model.noise().items():
            assert np.array_equal(responses.noise[cell_id], noise)


def test_all_goals_are_those_that_the_projection_means() -> None:
    dossier = sample_dossier()
    for scenario in dossier.scenarios:
        goals = goals_in_force(dossier, scenario.id)
        assert goals is not None
        chance = Variants(SharedDraws(dossier), scenario.id, goals).as_judged
        assert chance == projected(dossier, scenario.id).all_goals
    early = replace(dossier, settings=replace(dossier.settings, horizon=20))
    assert goals_in_force(early, "judged") is None
    assert goals_in_force(dossier.with_table("goals", ()), "judged") is None
