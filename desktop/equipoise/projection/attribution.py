"""Who brought how much of a change: exact Aumann–Shapley shares along the straight path."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.floating]


def level_secant(start: Floats, total: Floats) -> Floats:
    """(L(x + s) − L(x))/s of the logistic link L in points; its derivative where s → 0.

    Written as 25·(sinh z/z)/(cosh(x/2)·cosh((x + s)/2)) with z = s/2, which loses no digits to
    cancellation.
    """
    z = total / 2
    small = np.abs(z) < 1e-4
    safe = np.where(small, 1.0, z)
    sinhc = np.where(small, 1 + z * z / 6, np.sinh(safe) / safe)
    secant: Floats = 25 * sinhc / (np.cosh(start / 2) * np.cosh((start + total) / 2))
    return secant


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
