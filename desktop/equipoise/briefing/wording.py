"""How the briefing words numbers, dates, judgments and lists."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from equipoise.dossier.judgment import Judgment

MINUS = "−"
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def plain_number(value: float) -> str:
    """A number as entered: no needless decimals, a true minus sign."""
    return f"{value + 0.0:.6g}".replace("-", MINUS)


def level_text(value: float) -> str:
    """A computed level or index in whole points."""
    return f"{value:.0f}"


def level_range(low: float, high: float) -> str:
    """A range of computed levels, in whole points."""
    return f"{low:.0f}–{high:.0f}"


def gain_text(value: float) -> str:
    """A change in points with its sign and one decimal; nothing is left as a signed zero."""
    text = f"{abs(value):.1f}"
    if text == "0.0":
        return text
    return ("+" if value > 0 else MINUS) + text


def amount_text(value: float) -> str:
    """The size of a change, with its unit, where the sentence says the direction."""
    text = f"{abs(value):.1f}"
    return f"{text} point" if text == "1.0" else f"{text} points"


def judgment_text(judgment: Judgment) -> str:
    """A judgment as "low / likely / high (confidence %)"; one number where all three agree."""
    numbers = [plain_number(v) for v in (judgment.low, judgment.likely, judgment.high)]
    shown = numbers[0] if len(set(numbers)) == 1 else " / ".join(numbers)
    return f"{shown} ({judgment.confidence:g} %)"


def day_text(day: date) -> str:
    """A day as "1 January 2026"."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def _month_of(as_of: date, month: int) -> tuple[str, int]:
    years, place = divmod(as_of.month - 1 + month, 12)
    return _MONTHS[place], as_of.year + years


def month_text(as_of: date, month: int) -> str:
    """The calendar month that lies `month` months after the as-of date: "January 2029"."""
    name, year = _month_of(as_of, month)
    return f"{name} {year}"


def short_month_text(as_of: date, month: int) -> str:
    """Like `month_text`, shortened for axes: "Jan 2029"."""
    name, year = _month_of(as_of, month)
    return f"{name[:3]} {year}"


def listing(items: Sequence[str]) -> str:
    """The items joined as a sentence does: "a, b and c"."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} and {items[-1]}"


def quoted(name: str) -> str:
    """A user's name inside a sentence."""
    return f"“{name}”"


def counted(number: int, one: str, many: str) -> str:
    """A number with its noun: "1 judgment", "96 judgments"."""
    return f"{number} {one if number == 1 else many}"
