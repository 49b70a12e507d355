"""Quantiles of the PERT distribution, fast for many probabilities at once."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import numpy.typing as npt

from equipoise.dossier.judgment import Pert
from equipoise.projection.beta_quantile import beta_quantile, quantile_of_root

Floats = npt.NDArray[np.float64]

_NODES = 1024
_SUPPORTS = 48
_SPLIT = 0.5
_FEW = 64
_SHAPES = 4096
"""Tables kept, of 8 kilobytes: fewer than a dossier asks for in turn would be as good as none."""


def pert_quantile(u: Floats, pert: Pert) -> Floats:
    """Quantiles at the probabilities `u` in (0, 1), in the quantity's unit; same shape as `u`.

    Those of the Beta distribution are tabulated once for a shape and interpolated; where few are
    asked for they are evaluated directly. Both agree to 1e-9 of the range.
    """
    if pert.constant:
        return np.full(np.shape(u), pert.likely)
    u = np.asarray(u, dtype=np.float64)
    if u.size < _FEW:
        unit = beta_quantile(u, pert.alpha, pert.beta)
    else:
        unit = _unit_quantile(u, pert.alpha, pert.beta)
    quantile: Floats = pert.low + (pert.high - pert.low) * unit
    return quantile


def _unit_quantile(u: Floats, alpha: float, beta: float) -> Floats:
    """Quantiles of Beta(α, β) by halves, each in the variable in which its end is smooth.

    Near 0 the distribution function grows like xᵅ, so x is a smooth function of u^(1/α); near 1
    likewise of (1 − u)^(1/β).
    """
    result = np.empty_like(u)
    lower = u <= _SPLIT
    result[lower] = _half(u[lower], round(alpha, 12), round(beta, 12))
    result[~lower] = 1.0 - _half(1.0 - u[~lower], round(beta, 12), round(alpha, 12))
    return result


def _half(u: Floats, alpha: float, beta: float) -> Floats:
    table, step = _table(alpha, beta)
    place = u ** (1.0 / alpha) / step
    cell = np.clip(place.astype(np.int64), 1, _NODES - 3)
    t = place - cell
    before, here, after, beyond = (table[cell + offset] for offset in (-1, 0, 1, 2))
    value: Floats = (
        -t * (t - 1) * (t - 2) / 6 * before
        + (t + 1) * (t - 1) * (t - 2) / 2 * here
        - (t + 1) * t * (t - 2) / 2 * after
        + (t + 1) * t * (t - 1) / 6 * beyond
    )
    return value


@lru_cache(maxsize=_SHAPES)
def _table(alpha: float, beta: float) -> tuple[Floats, float]:
    """Quantiles at equidistant u^(1/α) from 0 to just past the split; and the distance."""
    step = _SPLIT ** (1.0 / alpha) / (_NODES - 3)
    supports, spread = _spreading()
    table: Floats = spread @ quantile_of_root((_NODES - 1) * step * supports, alpha, beta)
    return table, step


@lru_cache(maxsize=1)
def _spreading() -> tuple[Floats, Floats]:
    """Chebyshev points of [0, 1], and what takes values there to equidistant ones between.

    A quantile is so smooth a function of its probability's root that the polynomial through the
    points is exact to 1e-13. Barycentric form: Berrut and Trefethen 2004.
    """
    place = np.arange(_SUPPORTS)
    supports = (1.0 - np.cos(np.pi * place / (_SUPPORTS - 1))) / 2.0
    weights = np.where(place % 2, -1.0, 1.0)
    weights[[0, -1]] /= 2.0
    apart = np.linspace(0.0, 1.0, _NODES)[:, None] - supports
    met = apart == 0.0
    terms = weights / np.where(met, 1.0, apart)
    spread = np.where(met.any(axis=1, keepdims=True), met, terms)
    spread /= spread.sum(axis=1, keepdims=True)
    return supports, spread
