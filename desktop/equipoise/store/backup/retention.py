"""Which backups are kept, by their age alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from itertools import groupby
from typing import Literal

Kind = Literal["recent", "daily", "weekly", "monthly"]

RECENT = 10
DAYS = 14
WEEKS = 8
MONTHS = 24

IN_WORDS = (
    f"Kept are the {RECENT} latest backups and the last one of each day for {DAYS} days, of each "
    f"week for {WEEKS} weeks, and of each month for {MONTHS} months."
)
"""The rule in a sentence for users."""


def kept(times: Sequence[datetime], now: datetime) -> tuple[tuple[datetime, Kind], ...]:
    """The times of the backups to keep, newest first, each with the first reason that holds for it.

    Recent: one of the ten latest. Daily: the newest of its day, which is today or one of the 13
    days before. Weekly: the newest of its ISO week, which is this one or one of the 7 before.
    Monthly: the newest of its month, which is this one or one of the 23 before. Days, weeks and
    months are those of the calendar, in the time zone of `now`; those without a backup count.

    Times later than `now` come from a clock that went wrong before or is wrong now. They are judged
    among themselves, as if it were the latest of them, so that neither they nor those of a right
    clock displace each other. The newest is always kept; more backups never make one kept that was
    not. All times must know their time zone.
    """
    ordered = sorted({time.astimezone(now.tzinfo) for time in times}, reverse=True)
    ahead = [time for time in ordered if time > now]
    past = [time for time in ordered if time <= now]
    later = _kept_of(ahead, ahead[0]) if ahead else ()
    return (*later, *_kept_of(past, now))


def _kept_of(times: list[datetime], now: datetime) -> Iterator[tuple[datetime, Kind]]:
    kinds: dict[datetime, Kind] = dict.fromkeys(times[:RECENT], "recent")
    rules: tuple[tuple[Kind, Callable[[datetime], int], int], ...] = (
        ("daily", _day, DAYS),
        ("weekly", _week, WEEKS),
        ("monthly", _month, MONTHS),
    )
    for kind, number, most in rules:
        for newest in _newest_of_each(times, number):
            if number(now) - number(newest) < most:
                kinds.setdefault(newest, kind)
    return ((time, kinds[time]) for time in times if time in kinds)


def _newest_of_each(
    newest_first: Iterable[datetime], number: Callable[[datetime], int]
) -> Iterator[datetime]:
    return (next(group) for _, group in groupby(newest_first, key=number))


def _day(time: datetime) -> int:
    return time.date().toordinal()


def _week(time: datetime) -> int:
    # Day 1 of the calendar was a Monday.
    return (time.date().toordinal() - 1) // 7


def _month(time: datetime) -> int:
    return 12 * time.year + time.month
