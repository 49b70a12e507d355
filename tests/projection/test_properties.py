"""What holds for every projection, whatever the dossier says."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dossier.generated import judgments
from equipoise.dossier.dossier import Dossier
from equipoise.dossier.rows import (
    Aspect,
    Cell,
    Damping,
    Driver,
    DriverEffect,
    Forcing,
    Pole,
    Recommendation,
    RecommendationEffect,
    Scenario,
    Settings,
    Spillover,
    Step,
)
from equipoise.dossier.validation import validated
from equipoise.projection.model import ProjectionModel
from projection.sample_dossier import sample_dossier

WEIGHTS = {"talks": 40.0, "fair": 35.0, "tour": 5.0}

few = settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)


@st.composite
def wild_dossiers(draw: st.DrawFn) -> Dossier:
    """Two cells, two drivers, two recommendations, with anything the bounds allow."""
    months, effect = judgments(0, 120), judgments(-100, 100)
    weak, half_lives = st.floats(-0.2, 0.2), st.just(0.0) | st.floats(0.01, 120)

    def cell(pole: str) -> Cell:
        return Cell(
            "a",
            pole,
            "",
            draw(judgments(0, 100, margin=1)),
            draw(judgments(-50, 50)),
            draw(st.floats(0.001, 100)),
            draw(st.floats(0, 40)),
        )

    return validated(
        Dossier(
            settings=Settings(
                horizon=draw(st.integers(1, 24)),
                seed=draw(st.integers(0, 2**31 - 1)),
                draws=64,
                trend_damping=draw(st.floats(0, 1)),
                response_half_life=draw(st.floats(0.1, 120)),
                noise_half_life=draw(st.floats(0.1, 120)),
                diminishing_returns=draw(st.just(0.0) | st.floats(0, 10)),
            ),
            poles=(Pole("p", "P"), Pole("q", "Q")),
            aspects=(Aspect("a", "A"),),
            cells=(cell("p"), cell("q")),
            spillovers=(
                Spillover("a", "p", "a", "q", draw(weak)),
                Spillover("a", "q", "a", "p", draw(weak)),
            ),
            drivers=(
                Driver("event", "Event", likelihood=draw(judgments(0, 100)), onset=draw(months)),
                Driver("tide", "Tide", timing="ongoing", half_life=draw(half_lives)),
            ),
            driver_effects=(
                DriverEffect("event", "a", "p", draw(effect)),
                DriverEffect("tide", "a", "q", draw(effect)),
            ),
            recommendations=(
                Recommendation("r", "R", lead_time=draw(months), phase_in=draw(months)),
                Recommendation("s", "S"),
            ),
            steps=(
                Step("one", "s", "One", share=draw(st.floats(0, 100)), start=draw(months)),
                Step("two", "s", "Two", share=draw(st.floats(0, 100)), duration=draw(months)),
            ),
            recommendation_effects=(
                RecommendationEffect("r", "a", "p", draw(effect)),
                RecommendationEffect("s", "a", "q", draw(effect)),
            ),
            dampings=(
                Damping("r", "event", draw(judgments(0, 100))),
                Damping("s", "tide", draw(judgments(0, 100))),
            ),
            scenarios=(Scenario("quiet", "Quiet"),),
            forcings=(Forcing("quiet", "event"), Forcing("quiet", "tide")),
        )
    )


@st.composite
def efforts(draw: st.DrawFn) -> dict[str, float]:
    first = draw(st.floats(0, 100))
    return {"r": first, "s": draw(st.floats(0, 100 - first))}


@few
@given(wild_dossiers(), efforts())
def test_levels_lie_inside_the_scale(dossier: Dossier, weights: dict[str, float]) -> None:
    projection = ProjectionModel(dossier).project(weights)
    for fan in (*projection.cells.values(), *projection.index.values()):
        ordered = np.stack(fan.quantiles())
        assert (ordered > 0).all()
        assert (ordered < 100).all()
        assert (np.diff(ordered, axis=0) >= 0).all()
        assert ((fan.mean > 0) & (fan.mean < 100)).all()
    for values in projection.index_draws.values():
        assert ((values > 0) & (values < 100)).all()


@few
@given(wild_dossiers(), efforts())
def test_attribution_adds_up_to_the_change(dossier: Dossier, weights: dict[str, float]) -> None:
    model = ProjectionModel(dossier)
    idle, busy = model.project({}), model.project(weights)
    for pole, shares in busy.attribution.items():
        change = busy.index[pole].mean[-1] - idle.index[pole].mean[-1]
        assert sum(shares.values()) == pytest.approx(change, abs=1e-10)
    assert {p for shares in idle.attribution.values() for p in shares.values()} == {0.0}


@few
@given(wild_dossiers(), efforts())
def test_driver_attribution_adds_up_to_the_change(
    dossier: Dossier, weights: dict[str, float]
) -> None:
    model = ProjectionModel(dossier)
    now = model.project(weights)
    nothing = ProjectionModel(dossier, "quiet").project(weights)
    for month in {0, dossier.settings.horizon // 2, dossier.settings.horizon}:
        points = model.driver_attribution(weights, month).points
        for pole, shares in points.items():
            change = now.index[pole].mean[month] - nothing.index[pole].mean[month]
            assert sum(shares.values()) == pytest.approx(change, abs=1e-10)


@pytest.mark.parametrize(
    ("weights", "words"),
    [
        ({"talks": -1.0}, "between 0 and 100 %"),
        ({"talks": float("nan")}, "between 0 and 100 %"),
        ({"talks": 60.0, "fair": 41.0}, "more than 100 %"),
        ({"nobody": 10.0}, "nobody"),
    ],
)
def test_impossible_weights_are_refused(weights: dict[str, float], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        ProjectionModel(sample_dossier(), draws=64).project(weights)


def test_short_numbers_agree_with_long_ones_to_a_thousandth_of_a_point() -> None:
    long = ProjectionModel(sample_dossier()).project(WEIGHTS)
    short = ProjectionModel(sample_dossier(), precision=np.float32).project(WEIGHTS)
    for fans_long, fans_short in ((long.cells, short.cells), (long.index, short.index)):
        for key, fan in fans_long.items():
            assert np.stack(fans_short[key].quantiles()) == pytest.approx(
                np.stack(fan.quantiles()), abs=1e-3
            )
            assert fans_short[key].mean == pytest.approx(fan.mean, abs=1e-3)
    for pole, shares in long.attribution.items():
        assert short.attribution[pole] == pytest.approx(shares, abs=1e-3)
