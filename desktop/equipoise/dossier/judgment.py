"""A judgment: low, likely, high and the confidence that the truth lies between low and high."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from datetime import date

PERT_SHAPE = 4.0
"""λ of the PERT distribution (Malcolm et al. 1959; Vose 2000)."""

LEAST_CONFIDENCE = 50.0
"""Lowest confidence a judge may state, in percent."""

DAYS_PER_MONTH = 30.4375
"""Days that count as a month where days are counted."""

AGEING_PER_MONTH = 1.0
"""Percentage points of confidence lost for each month past the review-by date."""


@dataclass(frozen=True, slots=True)
class Judgment:
    """Four numbers: `low` ≤ `likely` ≤ `high` in the quantity's unit, `confidence` in percent.

    Raises ValueError, in plain words, for numbers that are not finite, out of order, or a
    confidence outside 50–100 %.
    """

    low: float
    likely: float
    high: float
    confidence: float = 80.0

    def __post_init__(self) -> None:
        for name in ("low", "likely", "high", "confidence"):
            value = getattr(self, name)
            if isinstance(value, bool) or not isinstance(value, int | float):
                raise ValueError(f"{name} must be a number, not {value!r}")
            if not math.isfinite(value):
                raise ValueError(f"{name} must be a finite number, not {value}")
            object.__setattr__(self, name, float(value))
        if self.low > self.likely:
            raise ValueError(f"low ({self.low:g}) is greater than likely ({self.likely:g})")
        if self.likely > self.high:
            raise ValueError(f"likely ({self.likely:g}) is greater than high ({self.high:g})")
        if not LEAST_CONFIDENCE <= self.confidence <= 100:
            raise ValueError(f"confidence ({self.confidence:g} %) must lie between 50 and 100 %")

    def full_range(self, minimum: float, maximum: float) -> Pert:
        """The PERT distribution after rescaling to full range (IDEA protocol, Hemming 2018).

        low' = likely − (likely − low)·100/c and high' likewise, kept inside `minimum` and
        `maximum`, the quantity's own bounds.
        """
        factor = 100.0 / self.confidence
        low = max(minimum, self.likely - (self.likely - self.low) * factor)
        high = min(maximum, self.likely + (self.high - self.likely) * factor)
        return Pert(min(low, self.likely), self.likely, max(high, self.likely))

    def aged(self, review_by: date | None, as_of: date) -> Judgment:
        """The judgment with the confidence it still deserves on the day `as_of`.

        Each month past `review_by` costs one percentage point, down to 50 %.
        """
        if review_by is None or as_of <= review_by:
            return self
        months = (as_of - review_by).days / DAYS_PER_MONTH
        confidence = max(LEAST_CONFIDENCE, self.confidence - AGEING_PER_MONTH * months)
        return replace(self, confidence=confidence)


@dataclass(frozen=True, slots=True)
class Pert:
    """PERT distribution on [low, high] with mode `likely`, shape λ = 4; low = high is a constant.

    α = 1 + λ(m−a)/(b−a), β = 1 + λ(b−m)/(b−a). The form with 1 + λ… holds also where the mode is
    the midpoint.
    """

    low: float
    likely: float
    high: float
    shape: float = PERT_SHAPE

    @property
    def constant(self) -> bool:
        """Whether the distribution is a single value."""
        return self.high <= self.low

    @property
    def alpha(self) -> float:
        """First shape parameter of the Beta distribution."""
        return 1 + self.shape * (self.likely - self.low) / (self.high - self.low)

    @property
    def beta(self) -> float:
        """Second shape parameter of the Beta distribution."""
        return 1 + self.shape * (self.high - self.likely) / (self.high - self.low)

    @property
    def mean(self) -> float:
        """(a + λm + b)/(λ + 2)."""
        return (self.low + self.shape * self.likely + self.high) / (self.shape + 2)

    @property
    def variance(self) -> float:
        """Variance of the Beta distribution on [a, b]: (μ−a)(b−μ)/(λ+3)."""
        return (self.mean - self.low) * (self.high - self.mean) / (self.shape + 3)

    def density(self, value: float) -> float:
        """Probability density at `value` (0 outside the range); for the drawing of a judgment."""
        if self.constant or not self.low <= value <= self.high:
            return 0.0
        width = self.high - self.low
        x = (value - self.low) / width
        a, b = self.alpha, self.beta
        log_beta = math.lgamma(a) + math.lgamma(b) - math.lgamma(a + b)
        power = x ** (a - 1) * (1 - x) ** (b - 1)
        return float(power * math.exp(-log_beta) / width)
