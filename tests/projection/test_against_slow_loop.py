"""All outcomes of the projection against a slow loop that uses the very same draws."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

import pytest

from equipoise.projection.model import ProjectionModel
from equipoise.projection.outcome import FAN_PERCENTILES, Fan, Projection
from projection import slow_model
from projection.sample_dossier import sample_dossier
from projection.slow_model import Draw, Levels

RELATIVE = 1e-9
ABSOLUTE = 1e-10


def close(fast: float, slow: float) -> bool:
    return math.isclose(fast, slow, rel_tol=RELATIVE, abs_tol=ABSOLUTE)


@dataclass(frozen=True)
class Case:
    """One scenario, weights and horizon, projected by both."""

    scenario_id: str | None
    weights: Mapping[str, float]
    draws: int = 64
    months: int = 24

    @cached_property
    def model(self) -> ProjectionModel:
        return ProjectionModel(
            sample_dossier(), self.scenario_id, draws=self.draws, months=self.months
        )

    @cached_property
    def fast(self) -> Projection:
        return self.model.project(self.weights)

    @cached_property
    def slow(self) -> list[Draw]:
        dossier, inputs, noise = sample_dossier(), self.model.inputs(), self.model.noise()
        return [
            Draw(
                dossier,
                self.scenario_id,
                self.weights,
                self.months,
                {key: float(values[i]) for key, values in inputs.items()},
                {cell: [float(eta) for eta in rows[:, i]] for cell, rows in noise.items()},
            )
            for i in range(self.draws)
        ]

    @cached_property
    def levels(self) -> list[Levels]:
        return [draw.levels() for draw in self.slow]


CASES = {
    "as judged, no effort": Case(None, {}),
    "as judged, spread": Case("judged", {"talks": 30.0, "fair": 50.0, "tour": 12.5}),
    "storm, all on the tour": Case("storm", {"talks": 0.0, "fair": 0.0, "tour": 100.0}, draws=100),
    "calm, talks": Case("calm", {"talks": 99.0, "fair": 1.0}, draws=128),
    "short": Case("judged", {"talks": 20.0, "fair": 20.0, "tour": 20.0}, months=17),
}


@pytest.fixture(params=CASES.values(), ids=CASES.keys(), scope="module")
def case(request: pytest.FixtureRequest) -> Case:
    chosen: Case = request.param
    return chosen


def assert_fan(fan: Fan, month: int, values: list[float], what: str) -> None:
    for percent in FAN_PERCENTILES:
        fast, slow = getattr(fan, f"p{percent}")[month], slow_model.quantile(values, percent)
        assert close(fast, slow), (what, month, percent, fast, slow)
    assert close(fan.mean[month], slow_model.mean(values)), (what, month, "mean")


def test_the_cell_fans(case: Case) -> None:
    assert list(case.fast.months) == list(range(case.months + 1))
    assert set(case.fast.cells) == {cell.id for cell in sample_dossier().cells}
    for cell_id, fan in case.fast.cells.items():
        for month in range(case.months + 1):
            values = [levels[cell_id][month] for levels in case.levels]
            assert_fan(fan, month, values, cell_id)


def test_the_index_of_every_draw_and_its_fans(case: Case) -> None:
    dossier = sample_dossier()
    for pole in dossier.poles:
        for month in range(case.months + 1):
            values = [slow_model.index(dossier, pole.id, x, month) for x in case.levels]
            for fast, slow in zip(case.fast.index_draws[pole.id][month], values, strict=True):
                assert close(fast, slow), (pole.id, month, fast, slow)
            assert_fan(case.fast.index[pole.id], month, values, pole.id)


def test_the_band_probabilities(case: Case) -> None:
    dossier = sample_dossier()
    for pole in dossier.poles:
        assert set(case.fast.bands[pole.id]) == {"low", "middle", "high"}
        for month in range(case.months + 1):
            found = [
                slow_model.band_of(dossier, slow_model.index(dossier, pole.id, x, month))
                for x in case.levels
            ]
            for band, fast in case.fast.bands[pole.id].items():
                assert close(fast[month], found.count(band) / case.draws), (pole.id, band, month)


def test_goals_and_red_lines(case: Case) -> None:
    dossier = sample_dossier()
    for goal in dossier.goals:
        said, judge = (
            (case.fast.goals, slow_model.holds)
            if goal.kind == "goal"
            else (case.fast.red_lines, slow_model.breaks)
        )
        if goal.month > case.months:
            assert said[goal.id] is None
        else:
            share = sum(judge(goal, dossier, x) for x in case.levels) / case.draws
            fast = said[goal.id]
            assert fast is not None
            assert close(fast, share), (goal.name, fast, share)


def test_all_goals_together(case: Case) -> None:
    dossier = sample_dossier()
    goals = [g for g in dossier.goals if g.kind == "goal"]
    if any(g.month > case.months for g in goals):
        assert case.fast.all_goals is None
        return
    together = sum(all(slow_model.holds(g, dossier, x) for g in goals) for x in case.levels)
    assert case.fast.all_goals is not None
    assert close(case.fast.all_goals, together / case.draws)


def test_the_cases_tell_the_goals_apart() -> None:
    """The shares of draws are neither all 0 nor all 1, so that the comparisons bite."""
    fast = CASES["as judged, spread"].fast
    shares = [*fast.goals.values(), *fast.red_lines.values(), fast.all_goals]
    assert sum(share is not None and 0 < share < 1 for share in shares) >= 12
    assert fast.all_goals is not None
    assert 0 < fast.all_goals < 1


def assert_attribution(
    fast: Mapping[str, Mapping[str, float]],
    case: Case,
    parts_of: Callable[[Draw], dict[str, Levels]],
    month: int,
) -> None:
    slow = slow_model.attribution(case.slow, parts_of, month)
    for pole, shares in slow.items():
        assert set(fast[pole]) == set(shares)
        for cause, points in shares.items():
            assert close(fast[pole][cause], points), (pole, cause, fast[pole][cause], points)


def test_attribution_to_recommendations(case: Case) -> None:
    assert_attribution(case.fast.attribution, case, Draw.recommendation_parts, case.months)


@pytest.mark.parametrize("month", [0, 9, 17])
def test_attribution_to_drivers(case: Case, month: int) -> None:
    fast = case.model.driver_attribution(case.weights, month)
    assert fast.month == month
    assert_attribution(fast.points, case, Draw.driver_parts, month)


def test_the_parts_of_the_slow_loop_add_up() -> None:
    """The loop that takes recommendations apart and the one that does not say the same."""
    case = CASES["as judged, spread"]
    for draw in case.slow[:8]:
        idle = Draw(draw.dossier, draw.scenario_id, {}, draw.months, draw.inputs, draw.noise)
        with_effort, without, parts = draw.latents(), idle.latents(), draw.recommendation_parts()
        for cell_id, path in with_effort.items():
            for month, x in enumerate(path):
                change = sum(part[cell_id][month] for part in parts.values())
                assert math.isclose(x - without[cell_id][month], change, abs_tol=1e-12)
