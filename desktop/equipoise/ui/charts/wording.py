"""Numbers and months as the charts write them."""

from __future__ import annotations

from calendar import month_abbr
from datetime import date

MINUS = "\N{MINUS SIGN}"
EN_DASH = "\N{EN DASH}"
TICK_STEPS = (1, 2, 3, 6, 12, 24, 36, 60, 120)


def whole_points(value: float) -> str:
    """A level or an index in whole points."""
    return f"{value:.0f}"


def range_words(low: float, high: float, decimals: int = 0) -> str:
    """A range of levels, low to high."""
    return f"{low:.{decimals}f}{EN_DASH}{high:.{decimals}f}"


def signed_points(value: float) -> str:
    """A change in points with its sign and one decimal; what rounds to nothing has no sign."""
    text = f"{abs(value):.1f}"
    if float(text) == 0:
        return text
    return f"{'+' if value > 0 else MINUS}{text}"


def calendar_month(as_of: date, month: int) -> str:
    """The calendar month that lies `month` months after the as-of date, as "Jan 2026"."""
    count = as_of.year * 12 + as_of.month - 1 + month
    return f"{month_abbr[count % 12 + 1]} {count // 12}"


def month_words(as_of: date, month: int) -> str:
    """A month by number and calendar: "Month 12 · Jan 2027"."""
    return f"Month {month} · {calendar_month(as_of, month)}"


def month_ticks(last: int, width: float, label_width: float) -> list[int]:
    """Months to label on an axis of `width` pixels so that labels do not touch.

    The step is the smallest of 1, 2, 3, 6, 12 … whose labels keep their distance.
    """
    fitting = width / label_width
    step = next((s for s in TICK_STEPS if last / s <= fitting), TICK_STEPS[-1])
    return list(range(0, last + 1, step))
