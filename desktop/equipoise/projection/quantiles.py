"""Exact quantiles of many draws."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from equipoise.projection.outcome import FAN_PERCENTILES, Fan

Floats = npt.NDArray[np.floating]


def fans(levels: Floats) -> list[Fan]:
    """One fan a row of `levels`, shape (months, rows, draws)."""
    ordered = np.sort(levels, axis=-1)
    places = np.asarray(FAN_PERCENTILES) / 100.0 * (levels.shape[-1] - 1)
    below = np.floor(places).astype(np.int64)
    above = np.minimum(below + 1, levels.shape[-1] - 1)
    part = places - below
    quantiles = ordered[..., below] * (1 - part) + ordered[..., above] * part
    means = levels.mean(axis=-1)
    return [_fan(quantiles[:, row], means[:, row]) for row in range(levels.shape[1])]


def _fan(quantiles: Floats, mean: Floats) -> Fan:
    p5, p25, p50, p75, p95 = (quantiles[:, i] for i in range(len(FAN_PERCENTILES)))
    return Fan(p5, p25, p50, p75, p95, mean)
