"""Shifts of effort that overturn who brings most, against every shift in steps of a tenth."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np
import pytest

from equipoise.dossier.dossier import TABLES
from equipoise.insight.fragility import Cancelled, contribution_fragility
from equipoise.projection.model import ProjectionModel
from projection.sample_dossier import sample_dossier

MIXES: tuple[dict[str, float], ...] = (
    {"talks": 30.0, "fair": 50.0},
    {"talks": 40.0, "fair": 35.0, "tour": 25.0},
    {"talks": 33.33, "fair": 8.0, "tour": 10.05},
    {"tour": 100.0},
)


def leader(model: ProjectionModel, weights: Mapping[str, float], pole_id: str) -> str:
    """Who brings most, by the Aumann–Shapley integral along the straight path in 200 steps."""
    gains = model.returns(weights)
    base, response = model.latent_parts(slice(-1, None))
    parts = response[:, 0] * gains[:, None, None]
    total = parts.sum(axis=0)
    path = [base[0] + total * (step + 0.5) / 200 for step in range(200)]
    slope = np.mean([25 / np.cosh(x / 2) ** 2 for x in path], axis=0)
    pole = [p.id for p in model.dossier.poles].index(pole_id)
    points = model.importance[pole] @ (parts * slope).mean(axis=-1).T
    best = int(points.argmax())
    return model.recommendation_ids[best] if points[best] > 0 else ""


def shifts(
    model: ProjectionModel, weights: Mapping[str, float], first: str
) -> Iterator[tuple[str, str, float]]:
    unspent = 100 - sum(weights.values())
    for other in (*model.recommendation_ids, ""):
        if other != first:
            yield first, other, weights[first]
            if other:
                yield "", other, unspent


def after(weights: Mapping[str, float], shift: tuple[str, str], percent: float) -> dict[str, float]:
    found = dict(weights)
    for row_id, sign in zip(shift, (-1, 1), strict=True):
        if row_id:
            found[row_id] = max(0.0, found[row_id] + sign * percent)
    return found


@pytest.fixture(scope="module")
def model() -> ProjectionModel:
    return ProjectionModel(sample_dossier(), "judged", draws=64)


@pytest.mark.parametrize("pole_id", ["north", "south"])
@pytest.mark.parametrize("mix", MIXES)
def test_it_is_the_smallest_of_all_shifts(
    model: ProjectionModel, mix: Mapping[str, float], pole_id: str
) -> None:
    weights = {row_id: mix.get(row_id, 0.0) for row_id in model.recommendation_ids}
    found = contribution_fragility(model, mix, pole_id)
    assert found.points == model.attribution(weights)[pole_id]
    assert found.leader_id == leader(model, weights, pole_id)
    if found.overturn is None:
        for from_id, to_id, room in shifts(model, weights, found.leader_id):
            for percent in np.linspace(0, room, 21):
                changed = after(weights, (from_id, to_id), float(percent))
                assert leader(model, changed, pole_id) in ("", found.leader_id)
        return
    best = found.overturn
    assert best.weights == pytest.approx(after(weights, (best.from_id, best.to_id), best.percent))
    assert best.leader_id == leader(model, best.weights, pole_id) != found.leader_id
    assert best.points == model.attribution(best.weights)[pole_id]
    for from_id, to_id, room in shifts(model, weights, found.leader_id):
        for tenths in range(1, int(min(best.percent - 0.05, room) * 10) + 1):
            changed = after(weights, (from_id, to_id), tenths / 10)
            assert max(model.attribution(changed)[pole_id].items(), key=lambda i: i[1])[0] == (
                found.leader_id
            )


def test_without_a_leader_there_is_nothing_to_overturn(model: ProjectionModel) -> None:
    found = contribution_fragility(model, {}, "north")
    assert found.leader_id == ""
    assert found.overturn is None


def test_none_where_nobody_else_lifts_the_index() -> None:
    dossier = sample_dossier()
    effects = [e for e in dossier.recommendation_effects if e.recommendation_id == "talks"]
    dossier = dossier.with_table("recommendation_effects", effects).with_table("dampings", ())
    alone = ProjectionModel(dossier, "judged", draws=64)
    found = contribution_fragility(alone, MIXES[1], "north")
    assert found.leader_id == "talks"
    assert found.overturn is None


def test_order_of_rows_does_not_matter(model: ProjectionModel) -> None:
    dossier = sample_dossier()
    for key in TABLES:
        dossier = dossier.with_table(key, reversed(dossier.table(key)))
    other = ProjectionModel(dossier, "judged", draws=64)
    for mix in MIXES:
        found = contribution_fragility(model, mix, "south")
        assert contribution_fragility(other, mix, "south") == found


def test_what_cannot_be_asked(model: ProjectionModel) -> None:
    with pytest.raises(KeyError):
        contribution_fragility(model, {}, "nowhere")
    with pytest.raises(ValueError, match="100"):
        contribution_fragility(model, {"talks": 101.0}, "north")
    with pytest.raises(Cancelled):
        contribution_fragility(model, MIXES[0], "north", cancelled=lambda: True)
    told: list[float] = []
    contribution_fragility(model, MIXES[0], "north", progress=told.append)
    assert told == sorted(told)
    assert told[-1] == 1.0
