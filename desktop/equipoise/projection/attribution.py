"""Who brought how much of a change: exact Aumann–Shapley shares along the straight path."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.floating]


def level_secant(start: Floats, total: Floats) -> Floats:
    """(L(x + s) − L(x))/s of the logistic link L in points; its derivative where s → 0.

    For small s written as 25·(sinh z/z)/(cosh(x/2)·cosh((x + s)/2)) with z = s/2, which loses no
    digits to cancellation; for large s as it stands, which cannot overflow.
    """
    far = np.abs(total) > 1.0
    apart = np.where(far, total, 1.0)
    difference = 50 * (np.tanh((start + total) / 2) - np.tanh(start / 2)) / apart
    z = np.where(far, 0.0, total / 2)
    tiny = np.abs(z) < 1e-4
    sinhc = np.where(tiny, 1 + z * z / 6, np.sinh(z) / np.where(tiny, 1.0, z))
    # sech written with exponentials of negative numbers, so that far-off levels give 0
    near = 25 * sinhc * _sech(start / 2) * _sech(start / 2 + z)
    secant: Floats = np.where(far, difference, near)
    return secant


def _sech(x: Floats) -> Floats:
    decay = np.exp(-np.abs(x))
    sech: Floats = 2 * decay / (1 + decay * decay)
    return sech


def latent_shares(
    start: Floats,
    parts: Floats,
    secant: Callable[[Floats, Floats], Floats] = level_secant,
) -> Floats:
    """Each part's share of the change from `start` to `start` + Σ parts, through a link.

    `start` has shape (…), `parts` (parts, …), the result like `parts`; shares add up to the change
    without residual. Along the straight path every part grows in proportion, so its Aumann–Shapley
    share (Aumann and Shapley 1974) is its part of the latent sum times the secant of the link.
    With the exponential link this is the logarithmic mean Divisia index (Ang 2005).
    """
    shares: Floats = secant(start, parts.sum(axis=0)) * parts
    return shares
