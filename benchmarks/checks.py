"""Exactness checks that stand before every figure."""

from __future__ import annotations

import numpy as np

from equipoise.projection.outcome import FAN_PERCENTILES, Fan, Projection

POINTS = 1e-3
"""How far a fan may be from the loop over draws in 64 bits."""


def _stacked(fan: Fan) -> np.ndarray:
    return np.stack((*fan.quantiles(), fan.mean))


def fan_error(found: Projection, expected: Projection) -> float:
    """The largest distance between fans, in points."""
    pairs = [(found.index[k], fan) for k, fan in expected.index.items()]
    pairs += [(found.cells[k], fan) for k, fan in expected.cells.items()]
    return max(float(np.abs(_stacked(a) - _stacked(b)).max()) for a, b in pairs)


def check_fans(found: Projection, expected: Projection) -> float:
    """The largest distance between fans; raises AssertionError beyond POINTS."""
    error = fan_error(found, expected)
    assert error <= POINTS, f"a fan is off by {error} points"
    return error


def check_levels(found: Projection, levels: np.ndarray, importance: np.ndarray) -> float:
    """As `check_fans`, against levels of every draw, shape (months + 1, draws, cells)."""
    error = 0.0
    index = levels @ importance.T
    for fans, values in ((found.cells, levels), (found.index, index)):
        expected = np.percentile(values, FAN_PERCENTILES, axis=1)
        means = values.mean(axis=1)
        for i, fan in enumerate(fans.values()):
            wanted = np.stack((*expected[..., i], means[:, i]))
            error = max(error, float(np.abs(_stacked(fan) - wanted).max()))
    assert error <= POINTS, f"a fan is off by {error} points"
    return error
