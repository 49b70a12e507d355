"""The sampling error stated: right for a known distribution; what a release keeps to."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import norm

from equipoise.dossier.dossier import Dossier
from equipoise.projection.model import ProjectionModel
from equipoise.projection.outcome import FAN_PERCENTILES, STANDARD_ERRORS, Projection
from equipoise.projection.sampling_error import places_around, sampling_error
from equipoise.projection.tick import Tick
from equipoise.store.shipped import shipped_dossier

DRAFT = 2048


def around(values: np.ndarray) -> np.ndarray:
    return np.sort(values, axis=-1)[..., places_around(values.shape[-1])]


def quantiles(projection: Projection) -> np.ndarray:
    return np.array([fan.quantiles() for fan in projection.index.values()])


@pytest.mark.parametrize("draws", [500, 4096])
def test_it_is_that_of_a_normal_distributions_quantiles(draws: int) -> None:
    """√(p(1 − p)/n) over the density at the quantile, the least certain of the five.

    The largest of five estimates lies above it rather than below.
    """
    shares = np.array(FAN_PERCENTILES) / 100.0
    exact = np.sqrt(shares * (1 - shares) / draws) / norm.pdf(norm.ppf(shares))
    samples = np.random.default_rng(5).normal(size=(200, draws))
    stated = [sampling_error(around(sample), draws).index for sample in samples]
    assert 1.0 < np.mean(stated) / (STANDARD_ERRORS * exact.max()) < 1.3
    spread = np.quantile(samples, shares, axis=-1).std(axis=-1)
    assert spread == pytest.approx(exact, rel=0.15)


@pytest.mark.parametrize("draws", [1, 2, 3, 40])
def test_few_draws_have_one_too(draws: int) -> None:
    error = sampling_error(around(np.arange(float(draws))), draws)
    assert 0 <= error.index <= STANDARD_ERRORS * draws / 2
    assert error.share == pytest.approx(100 * STANDARD_ERRORS * 0.5 / draws**0.5)


def test_a_draft_and_the_exact_projection_state_the_same_of_the_same_draws() -> None:
    model = ProjectionModel(shipped_dossier(), "balanced", draws=DRAFT)
    weights = model.dossier.weights_of("balanced")
    one, other = Tick(model).project(weights), model.project(weights)
    assert one.sampling_error.index == pytest.approx(other.sampling_error.index, abs=1e-4)
    assert one.sampling_error.share == other.sampling_error.share


@pytest.mark.parametrize("scenario_id", ["balanced", "moscow-first"])
def test_no_picture_jumps_by_more_than_is_stated_when_a_slider_is_let_go(scenario_id: str) -> None:
    """From the draft to the dossier's own draws, and to 10,000: every line and every share."""
    dossier = shipped_dossier()
    draft = Tick(ProjectionModel(dossier, scenario_id, draws=DRAFT))
    finer = [
        ProjectionModel(dossier, scenario_id).project,
        Tick(ProjectionModel(dossier, scenario_id, draws=10_000)).project,
    ]
    for weights in _various(dossier):
        before = draft.project(weights)
        stated = before.sampling_error
        for project in finer:
            after = project(weights)
            assert np.abs(quantiles(before) - quantiles(after)).max() < stated.index
            for pole, bands in before.bands.items():
                for band, shares in bands.items():
                    apart = np.abs(shares - after.bands[pole][band]).max()
                    assert 100 * apart < stated.share
            for goal, chance in {**before.goals, **before.red_lines}.items():
                settled = {**after.goals, **after.red_lines}[goal]
                assert chance is not None
                assert settled is not None
                assert 100 * abs(chance - settled) < stated.share
            assert after.sampling_error.index < 0.7 * stated.index


def _various(dossier: Dossier) -> list[dict[str, float]]:
    random = np.random.default_rng(1)
    ids = [r.id for r in dossier.recommendations]
    mixes = [random.dirichlet(np.ones(len(ids))) * 100 * share for share in (0.0, 0.4, 1.0)]
    return [dict(zip(ids, mix.tolist(), strict=True)) for mix in mixes]
