"""Diminishing returns: how much of a recommendation's full effect a share of the effort buys."""

from __future__ import annotations

import math


def returns(share: float, k: float) -> float:
    """g(w) = (1 − e^(−kw))/(1 − e^(−k)) for a share w in 0…1; k → 0 is linear. g(0) = 0, g(1) = 1.

    Raises ValueError for a share outside 0…1.
    """
    if not 0 <= share <= 1 + 1e-9:
        raise ValueError(f"a share of the effort lies between 0 and 100 %, not {share * 100:g} %")
    if abs(k) < 1e-9:
        return share
    return math.expm1(-k * share) / math.expm1(-k)
