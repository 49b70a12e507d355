"""How far figures counted over draws may lie from what endless draws would give."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

from equipoise.projection.outcome import FAN_PERCENTILES, STANDARD_ERRORS, SamplingError

Floats = npt.NDArray[np.floating]


def sampling_error(around: Floats, draws: int) -> SamplingError:
    """The sampling error of indices from their order statistics at `places_around`.

    `around` has those on its last axis. Half the distance between the order statistics one standard
    error of a share below and above a quantile is its standard error (Woodruff 1952), which asks
    for no form of distribution.
    """
    below, above = np.split(around, 2, axis=-1)
    return SamplingError(
        STANDARD_ERRORS * float((above - below).max()) / 2.0,
        STANDARD_ERRORS * 100.0 * math.sqrt(0.25 / draws),
    )


def places_around(draws: int) -> npt.NDArray[np.int64]:
    """Order statistics one standard error below each quantile of a fan, then those above."""
    shares = np.asarray(FAN_PERCENTILES) / 100.0
    apart = np.sqrt(shares * (1.0 - shares) / draws)
    places = np.concatenate(
        (np.floor((shares - apart) * (draws - 1)), np.ceil((shares + apart) * (draws - 1)))
    )
    found: npt.NDArray[np.int64] = np.clip(places, 0, draws - 1).astype(np.int64)
    return found
