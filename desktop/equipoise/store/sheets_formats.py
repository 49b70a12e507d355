"""What the number formats of a workbook make of a number: a day, a percentage, or itself."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta
from enum import Enum

from equipoise.store.sheets import Value

_BUILT_IN_DAYS = frozenset({*range(14, 18), 22, *range(27, 37), *range(50, 59)})
"""ECMA-376 part 1, 18.8.30, with the East Asian ones."""

_BUILT_IN_PERCENT = frozenset({9, 10})
_NO_FORMAT = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
_ZERO_1900 = date(1899, 12, 30)
_ZERO_1904 = date(1904, 1, 1)
_LEAP_DAY_1900 = 60  # 29 February 1900, which never was
_LAST = 2_958_465  # 31 December 9999, counted from 1900


class Shown(Enum):
    """How a number is shown."""

    NUMBER = "number"
    DAY = "day"
    PERCENT = "percent"


def shown_as(number_format: int, codes: Mapping[int, str]) -> Shown:
    """How a number of that format is shown; `codes` are the formats of the workbook's own."""
    code = codes.get(number_format)
    if code is None:
        if number_format in _BUILT_IN_DAYS:
            return Shown.DAY
        return Shown.PERCENT if number_format in _BUILT_IN_PERCENT else Shown.NUMBER
    bare = _NO_FORMAT.sub("", code).split(";")[0].casefold()
    if "general" in bare:
        return Shown.NUMBER
    if "y" in bare or "d" in bare:
        return Shown.DAY
    return Shown.PERCENT if "%" in bare else Shown.NUMBER


def shown_value(number: float, shown: Shown, *, from_1904: bool) -> Value:
    """The value that a person sees: 0.75 as a percentage is 75, and a count of days is a day.

    What is no whole day in the calendar stays a number.
    """
    if shown is Shown.PERCENT:
        return round(number * 100, 10)
    if shown is Shown.DAY and float(number).is_integer() and 0 < number <= _LAST:
        days = int(number)
        if from_1904:
            return _ZERO_1904 + timedelta(days) if days < _LAST - 1462 else number
        if days == _LEAP_DAY_1900:
            return number
        return _ZERO_1900 + timedelta(days + (days < _LEAP_DAY_1900))
    return number
