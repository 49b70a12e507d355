"""The quick form of the projection against the one in 64 bits."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from equipoise.dossier.dossier import Dossier
from equipoise.dossier.rows import Goal
from equipoise.projection.model import ProjectionModel
from equipoise.projection.outcome import Fan, Projection
from equipoise.projection.tick import Tick
from equipoise.store.shipped import shipped_dossier
from projection.sample_dossier import sample_dossier
from projection.test_properties import efforts, wild_dossiers

POINTS = 1e-3
ROUNDING = 1e-9

few = settings(
    max_examples=20,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)


def stacked(fan: Fan) -> np.ndarray:
    return np.stack((*fan.quantiles(), fan.mean))


def assert_fans(found: Projection, expected: Projection, points: float = POINTS) -> None:
    for mine, theirs in ((found.index, expected.index), (found.cells, expected.cells)):
        assert list(mine) == list(theirs)
        for key, fan in theirs.items():
            assert np.abs(stacked(mine[key]) - stacked(fan)).max() <= points, key


def levels(model: ProjectionModel, weights: Mapping[str, float]) -> dict[str, np.ndarray]:
    base, response = model.latent_parts(slice(None))
    latent = base + np.tensordot(model.returns(weights), response, axes=1)
    found = 50 + 50 * np.tanh(latent / 2)
    return {cell: found[:, i] for i, cell in enumerate(model.responses.cell_ids)}


def near(goal: Goal, series: np.ndarray) -> np.ndarray:
    """The draws that lie as near to a threshold as short numbers may err, in a month looked at."""
    months = slice(goal.month, goal.month + 1) if goal.time == "at" else slice(goal.month + 1)
    return (np.abs(series[months] - goal.threshold) <= POINTS).any(axis=0)


def assert_same(
    model: ProjectionModel, tick: Tick, weights: Mapping[str, float]
) -> tuple[Projection, Projection]:
    found, expected = tick.project(weights), model.project(weights)
    assert_fans(found, expected)
    for pole, shares in expected.attribution.items():
        assert found.attribution[pole] == pytest.approx(shares, abs=POINTS)
    dossier = model.dossier
    for pole, draws in expected.index_draws.items():
        assert np.abs(found.index_draws[pole] - draws).max() <= POINTS
        edges = np.array([band.lower for band in dossier.bands]).reshape(-1, 1, 1)
        unsure = (np.abs(draws - edges) <= POINTS).any(axis=0).mean(axis=-1)
        for band, shares in expected.bands[pole].items():
            apart = np.abs(found.bands[pole][band] - shares)
            assert (apart <= unsure + ROUNDING).all(), (pole, band)
    cells = levels(model, weights)
    doubtful = np.zeros(expected.draws, dtype=np.bool_)
    for goal in dossier.goals:
        of_pole = expected.index_draws[goal.pole_id]
        series = cells[f"{goal.aspect_id}/{goal.pole_id}"] if goal.aspect_id else of_pole
        said, right = (
            (found.goals, expected.goals)
            if goal.kind == "goal"
            else (found.red_lines, expected.red_lines)
        )
        if right[goal.id] is None:
            assert said[goal.id] is None
        else:
            unsure = near(goal, series)
            doubtful |= unsure
            assert abs(said[goal.id] - right[goal.id]) <= unsure.mean() + ROUNDING, goal.name
    if expected.all_goals is None:
        assert found.all_goals is None
    else:
        assert found.all_goals is not None
        assert abs(found.all_goals - expected.all_goals) <= doubtful.mean() + ROUNDING
    return found, expected


@st.composite
def moves(draw: st.DrawFn) -> list[dict[str, float]]:
    """Weights one after another: mostly one moves, at times all do, at times none."""
    keys = ("talks", "fair", "tour")
    percents = st.floats(0, 33)
    now = {key: draw(percents) for key in keys}
    found = [now]
    for _ in range(draw(st.integers(1, 6))):
        moved = draw(st.sampled_from([*[(key,) for key in keys], *[("talks",)] * 2, keys, ()]))
        now = {**now, **{key: draw(percents) for key in moved}}
        found.append(now)
    return found


@few
@given(st.sampled_from([None, "judged", "storm", "calm"]), moves(), st.sampled_from([17, 24]))
def test_any_weights_in_any_order(
    scenario_id: str | None, weights: list[dict[str, float]], months: int
) -> None:
    model = ProjectionModel(sample_dossier(), scenario_id, draws=96, months=months)
    tick = Tick(model)
    for each in weights:
        assert_same(model, tick, each)


@few
@given(wild_dossiers(), st.lists(efforts(), min_size=1, max_size=3))
def test_any_dossier(dossier: Dossier, weights: list[dict[str, float]]) -> None:
    model = ProjectionModel(dossier)
    tick = Tick(model)
    for each in weights:
        assert_same(model, tick, each)


@few
@given(moves())
def test_the_plane_of_a_drag_says_what_the_whole_contraction_says(
    weights: list[dict[str, float]],
) -> None:
    model = ProjectionModel(sample_dossier(), "judged", draws=96)
    dragged = Tick(model)
    for each in weights:
        found, whole = dragged.project(each), Tick(model).project(each)
        assert_fans(found, whole, 1e-4)
        for pole, shares in whole.attribution.items():
            assert found.attribution[pole] == pytest.approx(shares, abs=1e-4)


def test_a_drag_leaves_nothing_behind() -> None:
    """Far and back again, with other sliders between: the same bits as at first."""
    model = ProjectionModel(sample_dossier(), "judged", draws=256)
    tick = Tick(model)
    start = {"talks": 10.0, "fair": 20.0, "tour": 30.0}
    tick.project(start)
    first = tick.project({**start, "talks": 40.0})
    for percent in range(0, 40, 3):
        tick.project({**start, "talks": float(percent)})
        tick.project({**start, "fair": float(percent), "tour": 1.0})
    tick.project(start)
    again = tick.project({**start, "talks": 40.0})
    for pole, draws in first.index_draws.items():
        assert np.array_equal(again.index_draws[pole], draws)


def test_what_was_handed_out_is_not_written_to() -> None:
    tick = Tick(ProjectionModel(sample_dossier(), draws=128))
    first = tick.project({"talks": 10.0})
    kept = {pole: draws.copy() for pole, draws in first.index_draws.items()}
    fans = {key: stacked(fan) for key, fan in (*first.cells.items(), *first.index.items())}
    tick.project({"talks": 90.0})
    for pole, draws in kept.items():
        assert np.array_equal(first.index_draws[pole], draws)
    for key, fan in (*first.cells.items(), *first.index.items()):
        assert np.array_equal(stacked(fan), fans[key])


def test_impossible_weights_are_refused_and_leave_the_tick_as_it_was() -> None:
    model = ProjectionModel(sample_dossier(), draws=64)
    tick = Tick(model)
    tick.project({"talks": 10.0})
    with pytest.raises(ValueError, match="more than 100 %"):
        tick.project({"talks": 60.0, "fair": 41.0})
    assert_same(model, tick, {"talks": 11.0})


@pytest.mark.parametrize("draws", [1, 2, 3, 5000])
def test_few_draws_and_many(draws: int) -> None:
    dossier = shipped_dossier()
    model = ProjectionModel(dossier, "balanced", draws=draws, months=12)
    tick = Tick(model)
    weights = dossier.weights_of("balanced")
    for percent in (35.0, 20.0, 5.0):
        assert_same(model, tick, {**weights, "regional-security-dialogues": percent})


def test_memory_per_draw_is_that_of_the_arrays() -> None:
    model = ProjectionModel(sample_dossier(), draws=4096, months=24)
    reached = sum(len(part.cells) for part in model.compiled.by_recommendation)
    cells, poles, months = 6, 2, 25
    held = (2 * cells + reached) * months * 4
    buffers = (3 * cells + poles) * 4 * 2
    assert held < Tick(model).bytes_per_draw <= held + buffers + 8 * cells
