"""Exact quantiles of many draws."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from equipoise.projection.outcome import FAN_PERCENTILES, Fan

Floats = npt.NDArray[np.floating]

_MANY = 4096
"""Draws from which parting is quicker than sorting."""


def fans(levels: Floats) -> list[Fan]:
    """One fan a row of `levels`, shape (months, rows, draws)."""
    draws = levels.shape[-1]
    return quantile_fans(order_statistics(levels.copy()), levels.mean(axis=-1), draws)


def order_statistics(values: Floats) -> Floats:
    """Order statistics at `order_places` over the last axis of `values`, which are moved about.

    Many draws are parted at the places and never put in full order, which is quicker; few are
    sorted.
    """
    draws = values.shape[-1]
    if draws < _MANY:
        values.sort(axis=-1)
        return values[..., order_places(draws)]
    below = [int(place) for place in _places(draws)[0]]
    first, second, third, fourth, fifth = below
    # From the middle outwards: what is parted gets shorter each time.
    for start, stop, place in (
        (0, draws, third),
        (0, third, second),
        (0, second, first),
        (third + 1, draws, fourth),
        (fourth + 1, draws, fifth),
    ):
        values[..., start:stop].partition(place - start, axis=-1)
    found = np.empty((*values.shape[:-1], 2 * len(below)), values.dtype)
    for i, (place, end) in enumerate(zip(below, (*below[1:], draws - 1), strict=True)):
        found[..., i] = values[..., place]
        values[..., place + 1 : end + 1].min(axis=-1, out=found[..., len(below) + i])
    return found


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
