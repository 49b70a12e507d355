"""A dossier worked through by slices of draws: the same figures as one that is held compiled."""

from __future__ import annotations

import numpy as np
import pytest

from equipoise.projection import responses
from equipoise.projection.footprint import compiled_bytes, draws_that_fit
from equipoise.projection.model import ProjectionModel, TooLarge
from equipoise.projection.outcome import Projection
from equipoise.projection.sliced import Sliced
from equipoise.projection.streams import normals
from equipoise.store.shipped import shipped_dossier

SCENARIO = "balanced"
DRAWS = 300


@pytest.fixture(autouse=True)
def narrow(monkeypatch: pytest.MonkeyPatch) -> None:
    """Slices of 128 draws, the last of what is left."""
    monkeypatch.setattr(Sliced, "width", 128)


def models() -> tuple[ProjectionModel, ProjectionModel]:
    dossier = shipped_dossier()
    return (
        ProjectionModel(dossier, SCENARIO, draws=DRAWS),
        ProjectionModel(dossier, SCENARIO, draws=DRAWS, held=0),
    )


def assert_alike(found: Projection, expected: Projection) -> None:
    assert found.weights == expected.weights
    for fans, others in ((found.cells, expected.cells), (found.index, expected.index)):
        assert list(fans) == list(others)
        for key, fan in fans.items():
            np.testing.assert_allclose(fan.quantiles(), others[key].quantiles(), rtol=1e-12)
            np.testing.assert_allclose(fan.mean, others[key].mean, rtol=1e-12)
    for pole, draws in found.index_draws.items():
        np.testing.assert_allclose(draws, expected.index_draws[pole], rtol=1e-12)
        np.testing.assert_allclose(
            list(found.attribution[pole].values()),
            list(expected.attribution[pole].values()),
            rtol=1e-9,
            atol=1e-12,
        )
        for band, share in found.bands[pole].items():
            np.testing.assert_array_equal(share, expected.bands[pole][band])
    assert found.goals == expected.goals
    assert found.red_lines == expected.red_lines
    assert found.all_goals == expected.all_goals


def test_slices_come_to_the_same_projection() -> None:
    whole, sliced = models()
    weights = whole.dossier.weights_of(SCENARIO)
    assert_alike(sliced.project(weights), whole.project(weights))
    assert_alike(sliced.project({}), whole.project({}))
    for pole, points in sliced.attribution(weights, 12).items():
        assert points == pytest.approx(whole.attribution(weights, 12)[pole], rel=1e-9, abs=1e-12)


@pytest.mark.parametrize("month", [12, 36])
def test_slices_come_to_the_same_swings_and_drivers(month: int) -> None:
    whole, sliced = models()
    weights = whole.dossier.weights_of(SCENARIO)
    expected = whole.driver_attribution(weights, month)
    found = sliced.driver_attribution(weights, month)
    assert found.month == expected.month
    for pole, points in found.points.items():
        assert points == pytest.approx(expected.points[pole], rel=1e-9, abs=1e-11)
    swings = whole.swings(month)
    for row_id, by_pole in sliced.swings(month).items():
        for pole, swing in by_pole.items():
            other = swings[row_id][pole]
            for name in ("p5", "p50", "p95"):
                assert getattr(swing, name) == pytest.approx(getattr(other, name), abs=1e-11)


def test_noise_from_a_draw_on_is_that_of_all_draws() -> None:
    every = normals(7, 1000, 5, "cell")
    assert np.array_equal(normals(7, 300, 5, "cell", 128), every[:, 128:428])
    with pytest.raises(ValueError, match="multiple"):
        normals(7, 300, 5, "cell", 126)


def test_what_cannot_be_held_says_how_many_draws_can() -> None:
    _, sliced = models()
    with pytest.raises(TooLarge, match="Set the draws to"):
        sliced.latent_parts(slice(None))
    with pytest.raises(TooLarge):
        _ = sliced.compiled
    assert not sliced.held
    assert sliced.inputs()


def test_each_slice_can_be_given_up() -> None:
    class Enough(Exception):
        pass

    asked: list[int] = []

    def between() -> None:
        asked.append(1)
        if len(asked) == 2:
            raise Enough

    model = ProjectionModel(shipped_dossier(), SCENARIO, draws=DRAWS, held=0, between=lambda: None)
    assert model._sliced is not None
    model._sliced._between = between
    with pytest.raises(Enough):
        model.project({})
    model.project({})
    assert len(asked) == 5


def test_the_size_foretold_is_about_the_size_compiled() -> None:
    whole, _ = models()
    compiled = whole.compiled
    held = compiled.base.latent.nbytes + sum(p.latent.nbytes for p in compiled.by_recommendation)
    foretold = compiled_bytes(whole.dossier, 36) * DRAWS
    assert held < foretold < 4 * held
    assert draws_that_fit(foretold, compiled_bytes(whole.dossier, 36)) == 256


def test_many_cells_that_spill_over_little_pass_on_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    whole, _ = models()
    monkeypatch.setattr(responses, "_SPARSE", 2)
    sparse, _ = models()
    for part, other in zip(
        sparse.compiled.by_recommendation, whole.compiled.by_recommendation, strict=True
    ):
        np.testing.assert_allclose(part.latent, other.latent, rtol=1e-12, atol=1e-15)
