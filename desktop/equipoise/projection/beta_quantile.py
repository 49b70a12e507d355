"""Quantiles of the Beta distribution with both parameters at least 1, on numpy alone.

scipy has them too, but to import what it has takes longer than a first projection.
"""

from __future__ import annotations

from math import ceil, lgamma, sqrt

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

_STEPS = 60
"""More than Newton's method ever needs: it closes in quadratically, from one side."""
_CLOSE = 1e-9


def beta_quantile(u: Floats, alpha: float, beta: float) -> Floats:
    """Quantiles of Beta(α, β) at the probabilities `u` in (0, 1); same shape, to 13 digits."""
    result = np.empty_like(u)
    lower = u <= 0.5
    result[lower] = quantile_of_root(u[lower] ** (1.0 / alpha), alpha, beta)
    result[~lower] = 1.0 - quantile_of_root((1.0 - u[~lower]) ** (1.0 / beta), beta, alpha)
    return result


def quantile_of_root(root: Floats, alpha: float, beta: float) -> Floats:
    """Quantiles of Beta(α, β) at the probabilities rootᵅ, from 0 to little beyond a half.

    The root of the distribution function, I(x)^(1/α), begins as x / c and bends down from there;
    so Newton's method, begun at c · root, comes up to the quantile and never passes it.
    """
    log_scale = (lgamma(alpha + 1.0) + lgamma(beta) - lgamma(alpha + beta)) / alpha
    x = np.zeros_like(root)
    inside = root > 0.0
    wanted = np.log(root[inside])
    at = np.exp(wanted + log_scale)
    for _ in range(_STEPS):
        fraction = _fraction(at, alpha, beta)
        reached = np.log(at) - log_scale + (beta * np.log1p(-at) + np.log(fraction)) / alpha
        step = (wanted - reached) * at * (1.0 - at) * fraction
        at += step
        if np.all(np.abs(step) <= _CLOSE * at):
            break  # the error left is as the square of the step
    x[inside] = at
    return x


def _fraction(x: Floats, alpha: float, beta: float) -> Floats:
    """The continued fraction of the incomplete beta function (DLMF 8.17.22), from its end.

    It is α B(α, β) I(x) / (xᵅ (1 − x)ᵝ). Up to the median the number of terms that it needs grows
    as the square root of the parameters.
    """
    value = np.ones_like(x)
    for m in range(ceil(12 + 4 * sqrt(max(alpha, beta))), -1, -1):
        odd = -(alpha + m) * (alpha + beta + m) / ((alpha + 2 * m) * (alpha + 2 * m + 1))
        np.divide(odd * x, value, out=value)
        value += 1.0
        if m:
            even = m * (beta - m) / ((alpha + 2 * m - 1) * (alpha + 2 * m))
            np.divide(even * x, value, out=value)
            value += 1.0
    return 1.0 / value
