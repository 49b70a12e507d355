"""A backup in words: when, how old, how large, why it is kept."""

from __future__ import annotations

from datetime import datetime, timedelta

KINDS = {
    "recent": "recent",
    "daily": "of its day",
    "weekly": "of its week",
    "monthly": "of its month",
    "": "until the next",
}
"""Why a backup is kept, by its kind."""

_MINUTE = timedelta(minutes=1)
_HOUR = timedelta(hours=1)
_DAY = timedelta(days=1)
_STEPS = (
    (_HOUR, _MINUTE, "minute"),
    (_DAY, _HOUR, "hour"),
    (14 * _DAY, _DAY, "day"),
    (60 * _DAY, 7 * _DAY, "week"),
    (730 * _DAY, 30.4375 * _DAY, "month"),
    (timedelta.max, 365.25 * _DAY, "year"),
)
"""Up to which age, the length of the unit, its name."""


def moment_text(when: datetime) -> str:
    """A time as the clock of this computer shows it, to the second."""
    return f"{when.astimezone():%d %B %Y, %H:%M:%S}"


def age_text(when: datetime, now: datetime) -> str:
    """How long ago, in the largest unit that fits, rounded down."""
    age = now - when
    if age < -_MINUTE:
        return "later than the clock says"
    if age < _MINUTE:
        return "just now"
    unit, name = next((unit, name) for most, unit, name in _STEPS if age < most)
    number = age // unit
    return f"{number} {name}{'' if number == 1 else 's'} ago"


def size_text(size: int) -> str:
    """Bytes in decimal units."""
    if size < 1000:
        return f"{size} bytes"
    if size < 999_500:
        return f"{size / 1000:.0f} kB"
    return f"{size / 1e6:.1f} MB"
