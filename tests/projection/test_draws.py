"""Each input owns its draws: by identifier and seed, whatever else the dossier holds."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import fields, replace
from itertools import combinations
from typing import Any

import numpy as np
import pytest
from scipy.special import betainc

from equipoise.dossier.dossier import TABLES, Dossier
from equipoise.dossier.fields import Judged, specifications
from equipoise.dossier.judgment import Judgment, Pert
from equipoise.dossier.rows import (
    Driver,
    Recommendation,
    RecommendationEffect,
    Source,
    Step,
)
from equipoise.projection.model import ProjectionModel
from equipoise.projection.outcome import Fan
from projection.sample_dossier import sample_dossier

WEIGHTS = {"talks": 40.0, "fair": 35.0, "tour": 5.0}


def figures(dossier: Dossier, scenario: str | None = "storm", **how: Any) -> Mapping[str, Any]:
    """Every number of a projection, keyed so that the order of rows does not show."""
    model = ProjectionModel(dossier, scenario, **how)
    projection = model.project(WEIGHTS)
    found = {field.name: getattr(projection, field.name) for field in fields(projection)}
    found["drivers"] = model.driver_attribution(WEIGHTS, 12).points
    found["inputs"], found["noise"] = dict(model.inputs()), dict(model.noise())
    return {key: _exact(value) for key, value in found.items()}


def _exact(value: Any) -> Any:
    if isinstance(value, np.ndarray):
        return value.tolist()
    if isinstance(value, Fan):
        return [_exact(getattr(value, field.name)) for field in fields(value)]
    if isinstance(value, Mapping):
        return {key: _exact(item) for key, item in value.items()}
    return value


@pytest.mark.parametrize("shuffle", range(4))
@pytest.mark.parametrize("scenario", [None, "storm"])
def test_the_order_of_rows_changes_no_number(shuffle: int, scenario: str | None) -> None:
    dossier = shuffled = sample_dossier()
    order = random.Random(shuffle)
    for key in TABLES:
        rows = list(dossier.table(key))
        order.shuffle(rows)
        shuffled = shuffled.with_table(key, rows)
    assert shuffled != dossier
    assert figures(shuffled, scenario) == figures(dossier, scenario)


def test_the_seed_fixes_the_numbers() -> None:
    dossier = sample_dossier()
    first, again = figures(dossier), figures(sample_dossier())
    other = figures(dossier, seed=dossier.settings.seed + 1)
    assert first == again
    assert other["seed"] == dossier.settings.seed + 1
    for name in ("index", "cells", "attribution", "drivers", "noise"):
        assert first[name] != other[name]
    reseeded = replace(dossier, settings=replace(dossier.settings, seed=other["seed"]))
    assert figures(reseeded) == other


def test_an_unrelated_row_leaves_other_draws_alone() -> None:
    dossier, judgment = sample_dossier(), Judgment(-5, 3, 20)
    wider = (
        dossier.with_row("drivers", Driver("afar", "Far away"), 0)
        .with_row("recommendations", Recommendation("wait", "Wait"), 0)
        .with_row("steps", Step("sit", "wait", "Sit"), 0)
        .with_row(
            "recommendation_effects", RecommendationEffect("wait", "arts", "north", judgment), 0
        )
        .with_row("sources", Source("book", "Book"), 0)
    )
    before, after = figures(dossier), figures(wider)
    assert before["inputs"].items() < after["inputs"].items()
    assert before["noise"] == after["noise"]
    for name in ("cells", "index", "bands", "goals", "red_lines", "all_goals"):
        assert before[name] == after[name], name


def test_an_edited_judgment_moves_its_own_input_alone() -> None:
    dossier = sample_dossier()
    effect = dossier.get("driver_effects", "war/arms/north")
    edited = dossier.with_row("driver_effects", replace(effect, effect=Judgment(-40, -20, -10)))
    before, after = ProjectionModel(dossier).inputs(), ProjectionModel(edited).inputs()
    moved = {key for key in before if (before[key] != after[key]).any()}
    assert moved == {("driver_effects", "war/arms/north", "effect")}


def test_scenarios_share_their_draws() -> None:
    """A scenario without forcings is the dossier as judged, number for number."""
    assert figures(sample_dossier(), "judged") == figures(sample_dossier(), None)
    assert figures(sample_dossier(), "storm")["inputs"] == figures(sample_dossier(), None)["inputs"]


def test_fewer_draws_are_the_first_of_many() -> None:
    dossier = sample_dossier()
    many, fewer = ProjectionModel(dossier, draws=8192), ProjectionModel(dossier, draws=2048)
    assert set(many.inputs()) == set(fewer.inputs())
    for key, values in fewer.inputs().items():
        assert np.array_equal(many.inputs()[key][:2048], values), key
    for cell, rows in fewer.noise().items():
        assert np.array_equal(many.noise()[cell][:, :2048], rows), cell


def test_a_shorter_horizon_is_the_beginning_of_a_longer_one() -> None:
    long, short = ProjectionModel(sample_dossier()), ProjectionModel(sample_dossier(), months=9)
    for pole, values in short.project(WEIGHTS).index_draws.items():
        assert values == pytest.approx(long.project(WEIGHTS).index_draws[pole][:10], rel=1e-12)


def distributions(dossier: Dossier) -> dict[tuple[str, str, str], Pert]:
    """The distribution of every judged input after ageing, by its owner's review-by date."""
    owners = {
        "driver_effects": ("drivers", "driver_id"),
        "recommendation_effects": ("recommendations", "recommendation_id"),
        "dampings": ("recommendations", "recommendation_id"),
        "steps": ("recommendations", "recommendation_id"),
    }
    found: dict[tuple[str, str, str], Pert] = {}
    for table in ("cells", "drivers", "recommendations", *owners):
        for row in dossier.table(table):
            owner = row
            if table in owners:
                owner_table, field = owners[table]
                owner = dossier.get(owner_table, getattr(row, field))
            for name, spec in specifications(type(row)).items():
                if not isinstance(spec, Judged):
                    continue
                judgment = getattr(row, name)
                if table == "cells" and judgment is None:
                    judgment = getattr(dossier.get("terms", row.term_id), name)
                if dossier.settings.ageing:
                    judgment = judgment.aged(owner.review_by, dossier.settings.as_of)
                found[table, row.id, name] = judgment.full_range(spec.minimum, spec.maximum)
    return found


@pytest.mark.parametrize("ageing", [True, False])
def test_every_input_is_stratified_over_its_distribution(ageing: bool) -> None:
    """Of n = 2^m scrambled Sobol' points exactly one lies in each n-th of the probability."""
    draws = 256
    dossier = sample_dossier()
    dossier = replace(dossier, settings=replace(dossier.settings, ageing=ageing))
    inputs, known = dict(ProjectionModel(dossier, draws=draws).inputs()), distributions(dossier)
    uniforms = {key: inputs.pop(key) for key in list(inputs) if key[2] == "occurrence"}
    assert set(inputs) == set(known)
    assert set(uniforms) == {("drivers", d.id, "occurrence") for d in dossier.drivers}
    for key, pert in known.items():
        if pert.constant:
            assert (inputs[key] == pert.likely).all(), key
        else:
            share = (inputs[key] - pert.low) / (pert.high - pert.low)
            uniforms[key] = betainc(pert.alpha, pert.beta, share)
    for key, u in uniforms.items():
        assert sorted((u * draws).astype(int)) == list(range(draws)), key


def test_inputs_and_noise_are_independent_of_one_another() -> None:
    """Correlations stay within five standard errors of independent draws."""
    draws = 4096
    model = ProjectionModel(sample_dossier(), draws=draws, months=6)
    series = {key: values for key, values in model.inputs().items() if np.ptp(values) > 0}
    for cell, rows in model.noise().items():
        for month in (0, 5):
            series["noise", cell, str(month)] = rows[month]
    matrix = np.corrcoef(np.stack(list(series.values())))
    bound = 5 / np.sqrt(draws)
    for (i, first), (j, second) in combinations(enumerate(series), 2):
        assert abs(matrix[i, j]) < bound, (first, second, matrix[i, j])


def test_the_noise_is_standard_normal() -> None:
    noise = np.stack(list(ProjectionModel(sample_dossier(), draws=4096).noise().values()))
    error = 4 / np.sqrt(noise.size)
    assert abs(noise.mean()) < error
    assert abs((noise**2).mean() - 1) < error * np.sqrt(2)
    assert abs((noise**3).mean()) < error * np.sqrt(15)
    assert abs((noise**4).mean() - 3) < error * np.sqrt(96)
