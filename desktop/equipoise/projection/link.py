"""The logistic link between latent units and levels."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.floating]


def levels(latent: Floats) -> Floats:
    """100/(1 + e⁻ˣ), the logistic link, computed in place."""
    number = latent.dtype.type
    np.negative(latent, out=latent)
    with np.errstate(over="ignore"):  # beyond the largest number the level is 0
        np.exp(latent, out=latent)
    latent += number(1)
    np.divide(number(100), latent, out=latent)
    return latent
