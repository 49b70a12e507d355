"""Which backups are kept: against a slow reading of the rule, and over a simulated year."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from equipoise.store.backup.retention import kept

NOW = datetime(2026, 3, 18, 12, 0, tzinfo=UTC)  # a Wednesday
MOST = 10 + 14 + 8 + 24

moments = st.one_of(
    st.integers(-280 * 24 * 60, 1200 * 24 * 60).map(
        lambda minutes: NOW - timedelta(minutes=minutes)
    ),
    st.integers(0, 60 * 24 * 60).map(lambda minutes: NOW - timedelta(minutes=minutes)),
)
lists = st.lists(moments, max_size=120, unique=True)


def slow(times: list[datetime], now: datetime) -> set[datetime]:
    """The rule read out word by word: every calendar period gets its newest backup."""
    found = set(sorted(times)[-10:])
    today = now.date()
    for back in range(14):
        day = today - timedelta(days=back)
        found |= newest([t for t in times if t.date() == day])
    for back in range(8):
        week = (today - timedelta(weeks=back)).isocalendar()[:2]
        found |= newest([t for t in times if t.isocalendar()[:2] == week])
    year, month = now.year, now.month
    for _ in range(24):
        found |= newest([t for t in times if (t.year, t.month) == (year, month)])
        year, month = (year, month - 1) if month > 1 else (year - 1, 12)
    return found


def newest(times: list[datetime]) -> set[datetime]:
    return {max(times)} if times else set()


@given(lists)
def test_keeps_what_the_rule_says_and_no_more(times: list[datetime]) -> None:
    past = [t for t in times if t <= NOW]
    ahead = [t for t in times if t > NOW]
    expected = slow(past, NOW) | (slow(ahead, max(ahead)) if ahead else set())
    found = [time for time, _ in kept(times, NOW)]
    assert found == sorted(expected, reverse=True)


@given(lists)
def test_newest_is_kept_and_the_number_is_bounded(times: list[datetime]) -> None:
    found = [time for time, _ in kept(times, NOW)]
    assert found[:1] == sorted(times, reverse=True)[:1]
    assert sum(time <= NOW for time in found) <= MOST
    assert sum(time > NOW for time in found) <= MOST


@given(lists)
def test_judging_again_removes_nothing_more(times: list[datetime]) -> None:
    once = kept(times, NOW)
    assert kept([time for time, _ in once], NOW) == once


@given(lists, moments)
def test_another_backup_brings_none_back(times: list[datetime], more: datetime) -> None:
    """Two programs that don't know of each other's latest backup remove nothing that both keep."""
    before = {time for time, _ in kept([*times, more], NOW)}
    removed = set(times) - {time for time, _ in kept(times, NOW)}
    assert not removed & before


def test_kinds_of_a_quiet_year() -> None:
    """One backup each day at noon, the last of them now."""
    times = [NOW - timedelta(days=back) for back in range(800)]
    found = kept(times, NOW)
    by_kind = {
        kind: [time.date() for time, said in found if said == kind]
        for kind in ("recent", "daily", "weekly", "monthly")
    }
    assert by_kind["recent"] == [(NOW - timedelta(days=back)).date() for back in range(10)]
    assert by_kind["daily"] == [date(2026, 3, day) for day in (8, 7, 6, 5)]
    # Sundays; those of the weeks of 8 and 15 March are kept for other reasons.
    assert by_kind["weekly"] == [
        date(2026, 3, 1),
        date(2026, 2, 22),
        date(2026, 2, 15),
        date(2026, 2, 8),
        date(2026, 2, 1),
    ]
    assert by_kind["monthly"][:3] == [date(2026, 2, 28), date(2026, 1, 31), date(2025, 12, 31)]
    assert by_kind["monthly"][-1] == date(2024, 4, 30)
    assert len(by_kind["monthly"]) == 23


def test_a_year_of_work_with_a_backup_every_ten_minutes() -> None:
    """Made and thinned out as the program does it: at no time is a period of the rule empty."""
    held: list[datetime] = []
    start = datetime(2025, 1, 6, 8, tzinfo=UTC)
    for day in range(365):
        morning = start + timedelta(days=day)
        if morning.weekday() >= 5:
            continue
        for ten_minutes in range(54):
            now = morning + timedelta(minutes=10 * ten_minutes)
            held = [time for time, _ in kept([*held, now], now)]
        assert len(held) <= MOST
        days = {time.date() for time in held}
        weeks = {time.isocalendar()[:2] for time in held}
        months = {(time.year, time.month) for time in held}
        worked = [
            d
            for back in range(14)
            if (d := morning.date() - timedelta(days=back)).weekday() < 5 and d >= start.date()
        ]
        assert set(worked) <= days
        assert len(weeks) >= min(8, day // 7)
        assert len(months) >= min(24, day // 31)
    assert held[0] - held[9] == timedelta(minutes=90)
    # The last working day of the months, not the last backup that happened to survive.
    assert {t.date() for t in held} >= {date(2025, 1, 31), date(2025, 5, 30), date(2025, 8, 29)}


def test_a_clock_that_was_ahead_displaces_nothing() -> None:
    ahead = [datetime(2031, 1, 1, 12, minute, tzinfo=UTC) for minute in range(30)]
    today = [NOW - timedelta(minutes=minute) for minute in range(10)]
    found = [time for time, _ in kept([*ahead, *today], NOW)]
    assert found == [*reversed(ahead[20:]), *today]


def test_a_clock_set_back_costs_no_backup() -> None:
    times = [NOW - timedelta(days=back) for back in range(60)]
    right = kept(times, NOW)
    set_back = kept([time for time, _ in right], datetime(2001, 1, 1, tzinfo=UTC))
    assert set_back == right


def test_days_are_those_of_the_time_zone_of_now() -> None:
    """20 backups around midnight in Auckland (UTC+13), which is one and the same day in UTC."""
    auckland = timezone(timedelta(hours=13))
    now = datetime(2026, 3, 2, 12, tzinfo=auckland)
    times = [datetime(2026, 3, 1, 1, minute, tzinfo=UTC) for minute in range(12)]
    early = datetime(2026, 2, 28, 10, 30, tzinfo=UTC)  # 28 February, 23:30 in Auckland
    assert (early, "daily") in kept([*times, early], now)
    assert kept([], now) == ()
