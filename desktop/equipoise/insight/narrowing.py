"""Where on the way from a likely value to a bound something first becomes true."""

from __future__ import annotations

import math
from collections.abc import Callable

Reaches = Callable[[float], bool]

_STEPS = 8
"""Places on the way at which the first one that reaches is looked for."""
FINEST = 0.01
"""How closely a value can be found, in the quantity's unit."""
_ROUNDING = 1e-9


def narrowed(
    likely: float, bound: float, few: Reaches, whole: Reaches, finest: float = FINEST
) -> float | None:
    """The nearest value found on the way to a bound at which `whole` is true, or None.

    `few` is a cheap guess at `whole`, which alone decides: the first of eight places that reaches
    by the guess is narrowed down by halving to `finest`, then moved until it lies right. Rounded to
    two decimals away from `likely` where the rounded value still reaches.
    """
    towards = [likely + (bound - likely) * i / _STEPS for i in range(_STEPS + 1)]
    outer = next((i for i in range(1, _STEPS + 1) if few(towards[i])), _STEPS)
    low, high = towards[outer - 1], towards[outer]
    low, high = _halved(few, low, high, finest)
    # On all draws the crossing lies close by: step out until it is between two values.
    step = (bound - likely) / (4 * _STEPS)
    low = high
    while not whole(high):
        if high == bound:
            return None
        low, high = high, _not_past(high + step, likely, bound)
    while low != likely and whole(low):
        low, high = _not_past(low - step, bound, likely), low
    _, high = _halved(whole, low, high, finest)
    needed = _rounded_outward(high, likely, bound)
    return needed if whole(needed) else high


def _halved(
    reaches: Callable[[float], bool], low: float, high: float, finest: float
) -> tuple[float, float]:
    """Narrow down where `reaches` turns true between `low`, where it is not, and `high`."""
    while abs(high - low) > finest:
        middle = (low + high) / 2
        if reaches(middle):
            high = middle
        else:
            low = middle
    return low, high


def _not_past(value: float, start: float, end: float) -> float:
    """`value` on the way from `start` to `end`, or `end` if it is there or beyond."""
    there = value >= end - _ROUNDING if end > start else value <= end + _ROUNDING
    return end if there else value


def _rounded_outward(value: float, likely: float, bound: float) -> float:
    """Two decimals, away from `likely` but not past `bound`."""
    if value > likely:
        return min(math.ceil(value * 100 - 1e-9) / 100, bound)
    return max(math.floor(value * 100 + 1e-9) / 100, bound)
