"""The model run month by month in plain numpy: for all draws at once, and for one draw.

What a user would write without the linear form of the projection. Forces of drivers and progress of
recommendations are given, which spares this side some work.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

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
    presence, progress = given["presence"][draw], given["progress"][draw]
    direct, acting, damping = given["direct"][draw], given["acting"][draw], given["damping"][draw]
    levels = np.empty((given["months"] + 1, len(x)))
    levels[0] = 100 / (1 + np.exp(-x))
    driven, noise, trend = np.zeros_like(x), np.zeros_like(x), 0.0
    shock = given["sigma"] * np.sqrt(1 - given["theta"] ** 2)
    for t in range(given["months"]):
        effort = progress[:, t] * gains
        force = effort @ direct + (presence[:, t] * (1 - effort @ damping)) @ acting
        driven = driven + given["kappa"] * (given["spillovers"] @ driven - driven + force)
        noise = given["theta"] * noise + shock * given["noise"][draw, t]
        trend += given["phi"] ** (t + 1)
        levels[t + 1] = 100 / (1 + np.exp(-(x + trend * drift + driven + noise)))
    return levels
