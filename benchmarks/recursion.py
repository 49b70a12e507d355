"""The model run month by month in plain numpy: for all draws at once, and for one draw.

What a user would write without the linear form of the projection. All draws at once are given the
forces of drivers and the progress of recommendations, which don't change with the weights; one draw
works them out from its own timing, as a model must that is called with parameters.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from equipoise.projection.inputs import OCCURRENCE
from equipoise.projection.model import ProjectionModel
from equipoise.projection.responses import POINTS_PER_LATENT, half_life_share

QUANTILES = (0.05, 0.25, 0.5, 0.75, 0.95)


def material(model: ProjectionModel) -> dict[str, Any]:
    """The drawn inputs as arrays with the draws first, and the constants of the dynamics."""
    responses = model.responses
    dossier, inputs = responses.dossier, responses.inputs
    settings = dossier.settings
    cells, draws = responses.cell_ids, responses.draws
    places = {cell: i for i, cell in enumerate(cells)}

    def spread(table: str, owner: str, owners: tuple[str, ...], field: str, to: str) -> np.ndarray:
        columns = places if to == "cell_id" else {d: i for i, d in enumerate(responses.driver_ids)}
        found = np.zeros((draws, len(owners), len(columns)))
        for row in dossier.table(table):
            place = owners.index(getattr(row, owner)), columns[getattr(row, to)]
            found[:, *place] = inputs[table, row.id, field]
        return found

    recommendations, drivers = responses.recommendation_ids, responses.driver_ids
    direct = spread(
        "recommendation_effects", "recommendation_id", recommendations, "effect", "cell_id"
    )
    damping = spread("dampings", "recommendation_id", recommendations, "share", "driver_id")
    acting = spread("driver_effects", "driver_id", drivers, "effect", "cell_id")
    share = np.stack([inputs["cells", cell, "level"] / 100.0 for cell in cells], axis=1)
    drift = np.stack([inputs["cells", cell, "drift"] for cell in cells], axis=1)
    return {
        "start": np.log(share / (1 - share)),
        "drift": drift / 12 / POINTS_PER_LATENT,
        "noise": np.stack([responses.noise[cell].T for cell in cells], axis=2),
        "presence": np.ascontiguousarray(np.moveaxis(responses.presence(), 2, 0)),
        "progress": np.ascontiguousarray(np.moveaxis(responses.progress(), 2, 0)),
        **_timing(model),
        "direct": direct / POINTS_PER_LATENT,
        "acting": acting / POINTS_PER_LATENT,
        "damping": damping / 100.0,
        "spillovers": responses.spillovers(),
        "sigma": np.array([dossier.get("cells", c).volatility for c in cells]) / POINTS_PER_LATENT,
        "kappa": 1 - half_life_share(settings.response_half_life),
        "theta": half_life_share(settings.noise_half_life),
        "phi": settings.trend_damping,
        "importance": np.asarray(model.importance),
        "months": responses.months,
    }


def _timing(model: ProjectionModel) -> dict[str, np.ndarray]:
    """When drivers set in, shape (draws, drivers), and steps run, shape (draws, steps)."""
    responses = model.responses
    dossier, inputs = responses.dossier, responses.inputs
    onsets, happening, half_lives = [], [], []
    for driver_id in responses.driver_ids:
        driver, forcing = dossier.get("drivers", driver_id), responses.forcings.get(driver_id)
        likelihood = inputs["drivers", driver_id, "likelihood"] / 100.0
        happens = inputs["drivers", driver_id, OCCURRENCE] < likelihood
        onset = np.floor(inputs["drivers", driver_id, "onset"] + 0.5)
        if forcing is not None:
            happens = np.full(responses.draws, forcing.state == "happens")
            onset = np.full(responses.draws, float(forcing.month))
        elif driver.timing == "ongoing":
            happens, onset = np.full(responses.draws, True), np.zeros(responses.draws)
        onsets.append(onset)
        happening.append(happens)
        half_lives.append(driver.half_life or np.inf)
    starts, durations, shares = [], [], []
    for i, recommendation_id in enumerate(responses.recommendation_ids):
        own = np.eye(len(responses.recommendation_ids))[i]
        steps = dossier.steps_of(recommendation_id)
        for step in steps:
            share = 0.0 if step.status == "blocked" else step.share
            starts.append(inputs["steps", step.id, "start"])
            durations.append(inputs["steps", step.id, "duration"])
            shares.append(own * share / sum(each.share for each in steps))
        if not steps:
            starts.append(inputs["recommendations", recommendation_id, "lead_time"])
            durations.append(inputs["recommendations", recommendation_id, "phase_in"])
            shares.append(own)
    return {
        "onset": np.stack(onsets, axis=1),
        "happens": np.stack(happening, axis=1),
        "half_life": np.array(half_lives),
        "step_start": np.stack(starts, axis=1),
        "step_duration": np.stack(durations, axis=1),
        "step_share": np.stack(shares),
    }


def run_all(given: Mapping[str, Any], gains: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Levels, shape (months + 1, draws, cells), and indices, for all draws at once."""
    x = given["start"]
    levels = np.empty((given["months"] + 1, *x.shape))
    levels[0] = 100 / (1 + np.exp(-x))
    driven, noise, trend = np.zeros_like(x), np.zeros_like(x), 0.0
    shock = given["sigma"] * np.sqrt(1 - given["theta"] ** 2)
    for t in range(given["months"]):
        effort = given["progress"][:, :, t] * gains
        kept = 1 - np.einsum("nr,nrd->nd", effort, given["damping"])
        force = np.einsum("nr,nrc->nc", effort, given["direct"])
        force += np.einsum("nd,ndc->nc", given["presence"][:, :, t] * kept, given["acting"])
        driven = driven + given["kappa"] * (driven @ given["spillovers"].T - driven + force)
        noise = given["theta"] * noise + shock * given["noise"][:, t]
        trend += given["phi"] ** (t + 1)
        levels[t + 1] = 100 / (1 + np.exp(-(x + trend * given["drift"] + driven + noise)))
    return levels, levels @ given["importance"].T


def run_one(given: Mapping[str, Any], draw: int, gains: np.ndarray) -> np.ndarray:
    """Levels of one draw, shape (months + 1, cells)."""
    x, drift = given["start"][draw], given["drift"][draw]
    months = np.arange(given["months"] + 1)[:, None]
    since = months - given["onset"][draw]
    present = given["happens"][draw] & (since >= 0)
    presence = np.where(present, 2.0 ** (-np.maximum(since, 0) / given["half_life"]), 0.0)
    begun, duration = months - given["step_start"][draw], given["step_duration"][draw]
    part = np.clip(begun / np.maximum(duration, 1e-300), 0, 1)
    progress = np.where(duration > 0, part, begun >= 0) @ given["step_share"]
    direct, acting, damping = given["direct"][draw], given["acting"][draw], given["damping"][draw]
    levels = np.empty((given["months"] + 1, len(x)))
    levels[0] = 100 / (1 + np.exp(-x))
    driven, noise, trend = np.zeros_like(x), np.zeros_like(x), 0.0
    shock = given["sigma"] * np.sqrt(1 - given["theta"] ** 2)
    for t in range(given["months"]):
        effort = progress[t] * gains
        force = effort @ direct + (presence[t] * (1 - effort @ damping)) @ acting
        driven = driven + given["kappa"] * (given["spillovers"] @ driven - driven + force)
        noise = given["theta"] * noise + shock * given["noise"][draw, t]
        trend += given["phi"] ** (t + 1)
        levels[t + 1] = 100 / (1 + np.exp(-(x + trend * drift + driven + noise)))
    return levels
