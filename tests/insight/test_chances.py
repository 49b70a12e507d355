"""One goal's chance is the figure of the whole projection, to the last digit."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from equipoise.dossier.dossier import Dossier
from equipoise.insight.chances import Chance
from equipoise.insight.margins import Margins
from equipoise.projection.model import ProjectionModel
from equipoise.store.shipped import shipped_dossier
from projection.sample_dossier import sample_dossier


def shipped_with_index_red_line() -> Dossier:
    """The shipped dossier on few draws, with a red line on an index in every month besides."""
    dossier = shipped_dossier()
    dossier = replace(dossier, settings=replace(dossier.settings, draws=512))
    line = replace(dossier.goals[0], id="index-line", name="Index line", kind="red_line", time="by")
    return dossier.with_row("goals", replace(line, threshold=44.0, month=30))


@pytest.mark.parametrize("dossier", [sample_dossier(), shipped_with_index_red_line()])
def test_it_equals_the_projection_exactly(dossier: Dossier) -> None:
    rng = np.random.default_rng(5)
    for scenario in dossier.scenarios:
        model = ProjectionModel(dossier, scenario.id)
        chances = {goal.id: Chance(model, goal.id) for goal in dossier.goals}
        for _ in range(4):
            shares = rng.dirichlet(np.ones(len(dossier.recommendations) + 1))[:-1] * 100
            weights = dict(zip([r.id for r in dossier.recommendations], shares, strict=True))
            projected = model.project(weights)
            expected = {**projected.goals, **projected.red_lines}
            assert {k: c.probability(weights) for k, c in chances.items()} == expected
            assert {k: c.success(weights) for k, c in chances.items()} == pytest.approx(
                {**projected.goals, **{k: 1 - p for k, p in projected.red_lines.items()}}  # type: ignore[operator]
            )


def test_fewer_months_give_the_same_figures() -> None:
    dossier = sample_dossier()
    weights = dossier.weights_of("storm")
    whole, short = (ProjectionModel(dossier, "storm", months=m) for m in (24, 17))
    for goal in dossier.goals:
        if goal.month <= 17:
            assert Chance(short, goal.id).probability(weights) == (
                Chance(whole, goal.id).probability(weights)
            )
        else:
            with pytest.raises(ValueError, match="beyond the 17 months projected"):
                Chance(short, goal.id)


def test_bad_weights_are_refused() -> None:
    model = ProjectionModel(sample_dossier(), "judged")
    chance = Chance(model, model.dossier.goals[0].id)
    for weights in ({"talks": 101.0}, {"talks": -1.0}, {"nobody": 1.0}):
        with pytest.raises(ValueError, match=r"100 %|no such"):
            chance.flags(weights)


def test_margins_are_at_least_0_where_the_goal_succeeds() -> None:
    dossier = sample_dossier()
    model = ProjectionModel(dossier, "judged")
    weights = np.array([[0.0, 0.0, 0.0], [20.0, 30.0, 50.0], [0.0, 80.0, 5.0]])
    for goal in dossier.goals:
        margins = Margins(model, goal.id)
        chance = Chance(model, goal.id)
        found = margins.of(weights)
        for row, values in zip(found, weights, strict=True):
            named = dict(zip(model.recommendation_ids, values, strict=True))
            succeeded = chance.flags(named) == (goal.kind == "goal")
            unsure = np.abs(row) < 1e-3  # single precision
            assert ((row >= 0) == succeeded)[~unsure].all()
            assert unsure.mean() < 0.05


def test_the_slope_is_that_of_the_quantile() -> None:
    """Against differences over a finite step, on many draws."""
    dossier = sample_dossier()
    model = ProjectionModel(dossier, "judged", draws=8192)
    weights = np.array([30.0, 30.0, 30.0])
    for goal_id in ("goal-index-at_least-at", "red_line-trade-at_most-by"):
        margins = Margins(model, goal_id)
        _, slope = margins.slope(weights, 0.6)
        steps = np.array([weights + 4 * np.eye(3)[i] * s for i in range(3) for s in (1, -1)])
        at = margins.quantiles(margins.of(steps), 0.6)
        differences = (at[0::2] - at[1::2]) / 8
        assert slope == pytest.approx(differences, abs=0.25 * np.abs(differences).max())
