"""What a projection says: fans, indices, bands, success, attribution."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.floating]

FAN_PERCENTILES = (5, 25, 50, 75, 95)

STANDARD_ERRORS = 3.0
"""A stated sampling error is so many standard errors: some 997 of 1,000 figures lie within it."""


@dataclass(frozen=True, slots=True)
class Fan:
    """Quantiles and mean of a level or an index by month, in points; each of shape (months,).

    Quantiles interpolate linearly between order statistics (definition 7 of Hyndman and Fan 1996).
    """

    p5: Floats
    p25: Floats
    p50: Floats
    p75: Floats
    p95: Floats
    mean: Floats

    def quantiles(self) -> tuple[Floats, Floats, Floats, Floats, Floats]:
        """The five quantiles from low to high."""
        return self.p5, self.p25, self.p50, self.p75, self.p95


@dataclass(frozen=True, slots=True)
class SamplingError:
    """How far other draws would move a figure (Monte Carlo error), in `STANDARD_ERRORS`.

    `index` is that of the least certain quantile of an index over poles and months, in points;
    `share` that of a probability of one half, in percentage points: of others it is smaller. Both
    as of independent draws; scrambled Sobol' points make them smaller, if anything.
    """

    index: float
    share: float


@dataclass(frozen=True, slots=True)
class Projection:
    """The projected outcome of one dossier under one scenario and one set of weights.

    Keys are row identifiers. `months` is 0 … T. `weights` are percent. `index_draws` holds the
    index of each pole for every month and draw, shape (months, draws), for clouds on the balance
    plane. `goals` gives the probability that each goal holds, `red_lines` the risk that each red
    line breaks; None where the goal lies beyond the months projected. `all_goals` is the
    probability that all goals in force in the scenario hold together, None without such goals or
    with one beyond the months.
    `attribution` gives for each pole the points of the mean index in the last month that each
    recommendation brings against no effort; they add up to the whole change. `sampling_error` says
    what other draws would change.
    """

    months: npt.NDArray[np.int64]
    seed: int
    draws: int
    weights: Mapping[str, float]
    index: Mapping[str, Fan]
    cells: Mapping[str, Fan]
    bands: Mapping[str, Mapping[str, Floats]]
    goals: Mapping[str, float | None]
    red_lines: Mapping[str, float | None]
    all_goals: float | None
    attribution: Mapping[str, Mapping[str, float]]
    index_draws: Mapping[str, Floats]
    sampling_error: SamplingError


@dataclass(frozen=True, slots=True)
class DriverAttribution:
    """For each pole, the points of its mean index in `month` that each driver brings.

    Measured against "nothing happens", with the weights in force. Shares add up to the change.
    """

    month: int
    points: Mapping[str, Mapping[str, float]]


@dataclass(frozen=True, slots=True)
class Swing:
    """What all the effort on one recommendation does to a pole's index at `month`.

    5, 50 and 95 % quantiles over the draws of the change against no effort, in points.
    """

    month: int
    p5: float
    p50: float
    p95: float
