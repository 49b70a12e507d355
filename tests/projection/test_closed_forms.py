"""Dossiers without any doubt, against formulas solved by hand."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from equipoise.dossier.dossier import Dossier
from equipoise.dossier.judgment import Judgment
from equipoise.dossier.rows import (
    Aspect,
    Band,
    Cell,
    Driver,
    DriverEffect,
    Goal,
    Pole,
    Recommendation,
    RecommendationEffect,
    Settings,
    Spillover,
    Step,
)
from equipoise.dossier.validation import validated
from equipoise.projection.model import ProjectionModel


def certain(value: float) -> Judgment:
    return Judgment(value, value, value)


def constant_dossier(**parts: Any) -> Dossier:
    """Two cells without any doubt: levels 40 and 60, drift 6 points a year in the first."""
    return validated(
        Dossier(
            settings=Settings(horizon=36, draws=64, response_half_life=6.0, trend_damping=0.9),
            poles=(Pole("p", "P"),),
            aspects=(Aspect("a", "A"), Aspect("b", "B")),
            cells=(
                Cell("a", "p", "", certain(40), certain(6), importance=3, volatility=0),
                Cell("b", "p", "", certain(60), certain(0), importance=1, volatility=0),
            ),
            **parts,
        )
    )


T = np.arange(37)
LEFT = 2 ** (-1 / 6)


def expected_levels(start: float, moved: Any) -> Any:
    return 100 / (1 + np.exp(-(np.log(start / (100 - start)) + moved)))


def drifted() -> Any:
    """b(φ + … + φ^t) as a geometric series, b = 6 points a year."""
    return 6 / 12 / 25 * 0.9 * (1 - 0.9**T) / (1 - 0.9)


def assert_certain(dossier: Dossier, weights: dict[str, float], first: Any, second: Any) -> None:
    projection = ProjectionModel(dossier).project(weights)
    for cell, expected in (("a/p", first), ("b/p", second)):
        for path in (*projection.cells[cell].quantiles(), projection.cells[cell].mean):
            assert path == pytest.approx(expected, rel=1e-12)
    assert projection.index["p"].mean == pytest.approx(0.75 * first + 0.25 * second, rel=1e-12)


def test_without_influence_only_the_damped_trend_moves() -> None:
    assert_certain(
        constant_dossier(), {}, expected_levels(40, drifted()), expected_levels(60, 0 * T)
    )


def test_a_lasting_driver_and_its_spillover_in_closed_form() -> None:
    """d = F(1 − λ^t); the cell that follows with strength s: sF(1 − λ^t − tκλ^(t−1))."""
    dossier = constant_dossier(
        drivers=(Driver("tide", "Tide", timing="ongoing"),),
        driver_effects=(DriverEffect("tide", "a", "p", certain(-20)),),
        spillovers=(Spillover("a", "p", "b", "p", 0.5),),
    )
    moved = -20 / 25 * (1 - LEFT**T)
    followed = 0.5 * -20 / 25 * (1 - LEFT**T - T * (1 - LEFT) * LEFT ** (T - 1))
    assert_certain(
        dossier, {}, expected_levels(40, drifted() + moved), expected_levels(60, followed)
    )


@pytest.mark.parametrize(("onset", "month"), [(10.0, 10), (10.49, 10), (10.5, 11), (0.2, 0)])
def test_an_event_that_fades_in_closed_form(onset: float, month: int) -> None:
    """From its onset κE(λ^n − ρ^n)/(λ − ρ), n months later, ρ = 2^(−1/half-life)."""
    dossier = constant_dossier(
        drivers=(
            Driver("shock", "Shock", likelihood=certain(100), onset=certain(onset), half_life=3.0),
            Driver("never", "Never", likelihood=certain(0), onset=certain(0)),
        ),
        driver_effects=(
            DriverEffect("shock", "b", "p", certain(30)),
            DriverEffect("never", "a", "p", certain(50)),
        ),
    )
    n = np.maximum(T - month, 0)
    fading = 2 ** (-1 / 3)
    moved = 30 / 25 * (1 - LEFT) * (LEFT**n - fading**n) / (LEFT - fading)
    assert_certain(dossier, {}, expected_levels(40, drifted()), expected_levels(60, moved))


def test_effort_with_diminishing_returns_and_a_blocked_step_in_closed_form() -> None:
    """Half the effort from month 4 on, a quarter of the steps blocked, no ramp."""
    dossier = constant_dossier(
        recommendations=(Recommendation("r", "R"),),
        steps=(
            Step("go", "r", "Go", share=3, start=certain(4), duration=certain(0)),
            Step("stuck", "r", "Stuck", share=1, status="blocked"),
        ),
        recommendation_effects=(RecommendationEffect("r", "a", "p", certain(25)),),
    )
    bought = (1 - np.exp(-1)) / (1 - np.exp(-2))
    moved = 0.75 * bought * (1 - LEFT ** np.maximum(T - 4, 0))
    assert_certain(
        dossier, {"r": 50.0}, expected_levels(40, drifted() + moved), expected_levels(60, 0 * T)
    )


def test_steps_without_any_share_bring_nothing() -> None:
    dossier = constant_dossier(
        recommendations=(Recommendation("r", "R"),),
        steps=(Step("none", "r", "None", share=0),),
        recommendation_effects=(RecommendationEffect("r", "a", "p", certain(25)),),
    )
    assert_certain(
        dossier, {"r": 100.0}, expected_levels(40, drifted()), expected_levels(60, 0 * T)
    )


def test_bounds_belong_to_the_band_above_and_thresholds_to_both_relations() -> None:
    """A level of exactly 50 with certainty."""
    dossier = constant_dossier()
    cells = [Cell(aspect, "p", "", certain(50), certain(0), volatility=0) for aspect in ("a", "b")]
    dossier = dossier.with_table("cells", cells)
    assert ProjectionModel(dossier).project({}).all_goals is None
    assert ProjectionModel(dossier).project({}).bands == {"p": {}}
    dossier = dossier.with_table("bands", [Band("up", "Up", 50), Band("down", "Down", 0)])
    goals = [
        Goal(f"{kind}-{relation}", f"{kind} {relation}", kind, "", "p", relation, 50.0, "by", 0)
        for kind in ("goal", "red_line")
        for relation in ("at_least", "at_most")
    ]
    projection = ProjectionModel(dossier.with_table("goals", goals)).project({})
    assert set(projection.bands["p"]["up"]) == {1.0}
    assert set(projection.bands["p"]["down"]) == {0.0}
    assert projection.goals == {"goal-at_least": 1.0, "goal-at_most": 1.0}
    assert projection.red_lines == {"red_line-at_least": 0.0, "red_line-at_most": 0.0}
    assert projection.all_goals == 1.0
