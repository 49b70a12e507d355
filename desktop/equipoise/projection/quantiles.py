"""Exact quantiles of many draws."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from equipoise.projection.outcome import FAN_PERCENTILES, Fan

Floats = npt.NDArray[np.floating]


def fans(levels: Floats) -> list[Fan]:
    """One fan a row of `levels`, shape (months, rows, draws)."""
    draws = levels.shape[-1]
    ordered = np.sort(levels, axis=-1)[..., order_places(draws)]
    return quantile_fans(ordered, levels.mean(axis=-1), draws)


def order_places(draws: int) -> npt.NDArray[np.int64]:
    """Order statistics that the quantiles of a fan lie between: those below, then those above."""
    below, _ = _places(draws)
    return np.concatenate((below, np.minimum(below + 1, draws - 1)))


def quantile_fans(ordered: Floats, means: Floats, draws: int) -> list[Fan]:
    """One fan a row from the order statistics at `order_places`, shape (months, rows, places).

    `means` has shape (months, rows).
    """
    _, part = _places(draws)
    count = len(FAN_PERCENTILES)
    quantiles = ordered[..., :count] * (1 - part) + ordered[..., count:] * part
    return [_fan(quantiles[:, row], means[:, row]) for row in range(ordered.shape[1])]


def _places(draws: int) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.float64]]:
    places = np.asarray(FAN_PERCENTILES) / 100.0 * (draws - 1)
    below = np.floor(places).astype(np.int64)
    return below, places - below


def _fan(quantiles: Floats, mean: Floats) -> Fan:
    p5, p25, p50, p75, p95 = (quantiles[:, i] for i in range(len(FAN_PERCENTILES)))
    return Fan(p5, p25, p50, p75, p95, mean)
