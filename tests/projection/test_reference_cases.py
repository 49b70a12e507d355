"""Published and closed-form cases, from the reference folder beside the checkout."""

from __future__ import annotations

import json
import math
from dataclasses import replace
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest

from equipoise.dossier.dossier import Dossier
from equipoise.dossier.judgment import Judgment, Pert
from equipoise.dossier.rows import Aspect, Cell, Pole, Settings
from equipoise.dossier.yardsticks import YARDSTICKS, Yardstick
from equipoise.projection.attribution import latent_shares
from equipoise.projection.model import ProjectionModel
from equipoise.projection.pert_quantile import pert_quantile
from projection import slow_model
from projection.sample_dossier import sample_dossier
from projection.slow_model import Draw

FOLDER = Path(__file__).resolve().parents[3] / "shared" / "reference"

Floats = npt.NDArray[np.floating]


def reference(name: str) -> Any:
    path = FOLDER / f"{name}.json"
    if not path.is_file():
        pytest.skip(f"the reference folder has no {path.name} here")
    return json.loads(path.read_text(encoding="utf-8"))


def test_pert_shape_mean_and_variance() -> None:
    case_file = reference("pert")
    tolerance = case_file["tolerance"]["abs"]
    for case in case_file["cases"]:
        pert = Pert(case["min"], case["mode"], case["max"], case["lam"])
        assert pert.alpha == pytest.approx(case["alpha"], abs=tolerance)
        assert pert.beta == pytest.approx(case["beta"], abs=tolerance)
        assert pert.mean == pytest.approx(case["mean"], abs=tolerance)
        assert pert.variance == pytest.approx(case["var_betapert"], abs=tolerance)


@pytest.mark.parametrize("repeats", [1, 100])
def test_pert_quantiles(repeats: int) -> None:
    """Few probabilities and many take different ways to the same quantiles."""
    case_file = reference("pert")
    u = np.tile([0.05, 0.5, 0.95], repeats)
    for case in case_file["cases"]:
        pert = Pert(case["min"], case["mode"], case["max"], case["lam"])
        expected = np.tile([case["q05"], case["q50"], case["q95"]], repeats)
        found = pert_quantile(u, pert)
        assert found == pytest.approx(expected, abs=case_file["tolerance"]["quantiles_abs"])


@pytest.mark.parametrize(
    ("low", "likely", "high"),
    [(0, 0, 1), (0, 1, 1), (0, 1e-6, 1), (-3, -2.999, 40), (0, 50, 100), (10, 11, 12)],
)
def test_pert_quantiles_invert_the_distribution(low: float, likely: float, high: float) -> None:
    from scipy.special import betaincinv

    pert = Pert(low, likely, high)
    u = np.concatenate([np.geomspace(1e-10, 0.4, 60), 1 - np.geomspace(1e-10, 0.6, 60)])
    exact = low + (high - low) * betaincinv(pert.alpha, pert.beta, u)
    assert np.abs(pert_quantile(u, pert) - exact).max() <= 1e-9 * (high - low)


def test_the_mean_and_variance_of_drawn_levels_are_those_of_the_pert() -> None:
    """The reference's own tolerance, four standard errors, for a judgment in a dossier."""
    reference("pert")
    judgment = Judgment(30, 50, 90, 90)
    pert = judgment.full_range(0, 100)
    draws = 4096
    level = ProjectionModel(_one_cell(judgment, 0.0), draws=draws).inputs()[
        "cells", "ties/there", "level"
    ]
    error = 4 * math.sqrt(pert.variance / draws)
    assert float(level.mean()) == pytest.approx(pert.mean, abs=error)
    assert float(level.var()) == pytest.approx(pert.variance, rel=4 * math.sqrt(2 / draws))


def _one_cell(level: Judgment, volatility: float, **settings: Any) -> Dossier:
    return Dossier(
        settings=Settings(**settings),
        poles=(Pole("there", "There"),),
        aspects=(Aspect("ties", "Ties"),),
        cells=(Cell("ties", "there", "", level, Judgment(0, 0, 0), volatility=volatility),),
    )


def test_the_noise_is_an_ornstein_uhlenbeck_process() -> None:
    """Months, stationary variance and half-life of the case; our process starts at its mean."""
    case = reference("ou_process")
    given, expected = case["input"], case["expected"]
    stationary = given["sigma"] ** 2 / (2 * given["theta"])
    half_life, draws = expected["half_life"], 16384
    theta = 2 ** (-1 / half_life)
    assert theta == pytest.approx(expected["ar1_phi_monthly"], abs=case["tolerance"]["abs"])
    innovation = stationary * (1 - theta**2)
    assert innovation == pytest.approx(expected["ar1_innovation_var"], abs=1e-9)

    dossier = _one_cell(
        Judgment(50, 50, 50), math.sqrt(stationary), noise_half_life=half_life, seed=7
    )
    model = ProjectionModel(dossier, draws=draws, months=36)
    level = np.asarray(model.project({}).index_draws["there"], dtype=np.float64) / 100
    points = slow_model.POINTS_PER_LATENT * np.log(level / (1 - level))

    for month, mean, variance in zip(given["t"], expected["mean"], expected["var"], strict=True):
        error = math.sqrt(variance / draws)
        assert abs(points[month].mean()) < 4 * error
        assert points[month].var() == pytest.approx(variance, rel=4 * math.sqrt(2 / draws))
        start_left = theta**month * (given["x0"] - given["mu"])
        assert given["mu"] + start_left == pytest.approx(mean, abs=case["tolerance"]["abs"])

    shocks = np.diff(points, axis=0) + (1 - theta) * points[:-1]
    eta = model.noise()["ties/there"]
    assert shocks == pytest.approx(math.sqrt(innovation) * eta[:36], abs=1e-8)


def test_the_exponential_link_gives_the_lmdi_decomposition() -> None:
    """Ang 2005: each factor's effect is the logarithmic mean times the log of its ratio."""
    case = reference("lmdi_ang")
    before, after = case["input"]["period0"], case["input"]["periodT"]

    def factors(period: dict[str, list[float]]) -> tuple[Floats, Floats]:
        energy, output = np.array(period["E"], float), np.array(period["Y"], float)
        total = output.sum()
        logs = np.log([np.full(2, total), output / total, energy / output])
        return np.log(energy), logs

    def exponential_secant(start: Floats, change: Floats) -> Floats:
        return np.exp(start) * np.expm1(change) / change

    start, old = factors(before)
    _, new = factors(after)
    activity, structure, intensity = latent_shares(start, new - old, exponential_secant).sum(axis=1)
    expected, tolerance = case["expected"], case["tolerance"]["abs"]
    assert activity == pytest.approx(expected["activity"], abs=tolerance)
    assert structure == pytest.approx(expected["structure"], abs=tolerance)
    assert intensity == pytest.approx(expected["intensity"], abs=tolerance)
    assert activity + structure + intensity == pytest.approx(expected["delta_total"], abs=tolerance)


def test_latent_shares_are_the_integral_along_the_straight_path() -> None:
    """∫₀¹ L′(x + s·Σδ) δ_r ds by Gauss–Legendre quadrature, also where Σδ is 0."""
    nodes, node_weights = np.polynomial.legendre.leggauss(64)
    s, weight = (nodes + 1) / 2, node_weights / 2
    parts_at = [
        (0.3, 0.2, -0.1),
        (2.0, -1.5, 1.0),
        (-1e-7, 2e-7, 0.0),
        (0.4, -0.4, 0.0),
        (0.0, 0.0, 0.0),
        (-3.0, 0.5, 0.1),
    ]
    for start, parts in product((-4.0, -0.7, 0.0, 1.9), parts_at):
        found = latent_shares(np.array([start]), np.array(parts)[:, None])[:, 0]
        path = 1 / (1 + np.exp(-(start + s * sum(parts))))
        slope = float((weight * 100 * path * (1 - path)).sum())
        assert found == pytest.approx([slope * part for part in parts], rel=1e-9, abs=1e-13)


def test_attribution_is_the_aumann_shapley_integral() -> None:
    """The model's attribution by quadrature: more and more of each g(w), all in proportion."""
    dossier, months, weights = sample_dossier(), 12, {"talks": 40.0, "fair": 25.0, "tour": 35.0}
    model = ProjectionModel(dossier, "judged", draws=64, months=months)
    inputs, noise = model.inputs(), model.noise()
    nodes, node_weights = np.polynomial.legendre.leggauss(24)
    expected = {(pole.id, r.id): 0.0 for pole in dossier.poles for r in dossier.recommendations}
    for i in range(64):
        drawn = {key: float(values[i]) for key, values in inputs.items()}
        shocks = {cell: [float(eta) for eta in rows[:, i]] for cell, rows in noise.items()}
        draw = Draw(dossier, "judged", weights, months, drawn, shocks)
        idle, parts = replace(draw, weights={}).latents(), draw.recommendation_parts()
        for pole in dossier.poles:
            for cell_id, share in slow_model.importances(dossier, pole.id).items():
                x0 = idle[cell_id][months]
                deltas = {r: path[cell_id][months] for r, path in parts.items()}
                for node, weight in zip(nodes, node_weights, strict=True):
                    value = slow_model.level(x0 + (node + 1) / 2 * sum(deltas.values()))
                    slope = value * (100 - value) / 100 * weight / 2
                    for r, delta in deltas.items():
                        expected[pole.id, r] += share * slope * delta / 64
    found = model.project(weights).attribution
    for (pole, r), points in expected.items():
        assert found[pole][r] == pytest.approx(points, rel=1e-8, abs=1e-10)


@pytest.mark.parametrize("key", ["phia", "icd203"])
def test_the_yardsticks_have_the_published_ranges(key: str) -> None:
    terms = reference("yardsticks")["scales"][key]["terms"]
    ours = YARDSTICKS[key].terms
    assert [(term.low, term.high) for term in ours] == [(low, high) for _, low, high in terms]
    for term, (published, _, _) in zip(ours, terms, strict=True):
        assert published.lower().replace("(ly)", "").startswith(term.word)


def _rule(yardstick: Yardstick, percent: float) -> str:
    """Section 6 of the model, said another way: whole range first, then distance."""
    inside = [t for t in yardstick.terms if t.low <= percent <= t.high]
    candidates = inside or [
        t
        for t in yardstick.terms
        if min(abs(t.low - percent), abs(t.high - percent))
        == min(min(abs(o.low - percent), abs(o.high - percent)) for o in yardstick.terms)
    ]
    return min(candidates, key=lambda t: abs((t.low + t.high) / 2 - 50)).word


@pytest.mark.parametrize("key", ["phia", "icd203"])
def test_every_half_percent_takes_the_term_of_the_rule(key: str) -> None:
    yardstick = YARDSTICKS[key]
    for half in range(201):
        assert yardstick.word(half / 200) == _rule(yardstick, half / 2), half / 2
