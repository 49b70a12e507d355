from __future__ import annotations

import itertools
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from equipoise.ui.charts.ink import spread
from equipoise.ui.charts.wording import calendar_month, month_ticks, signed_points


@pytest.mark.parametrize(
    ("month", "words"),
    [(0, "Nov 2026"), (1, "Dec 2026"), (2, "Jan 2027"), (13, "Dec 2027"), (120, "Nov 2036")],
)
def test_months_carry_their_calendar_name(month: int, words: str) -> None:
    assert calendar_month(date(2026, 11, 30), month) == words


@pytest.mark.parametrize(
    ("value", "words"), [(4.24, "+4.2"), (-0.65, "−0.7"), (0.04, "0.0"), (-0.04, "0.0")]
)
def test_changes_carry_a_sign_unless_they_round_to_nothing(value: float, words: str) -> None:
    assert signed_points(value) == words


@given(last=st.integers(1, 120), width=st.floats(60, 4000), label=st.floats(30, 120))
@example(last=1, width=60.0, label=61.0)
def test_tick_labels_never_touch(last: int, width: float, label: float) -> None:
    ticks = month_ticks(last, width, label)
    assert ticks[0] == 0
    assert ticks[-1] <= last
    for before, after in itertools.pairwise(ticks):
        assert (after - before) * width / last >= label - 1e-9


wanted_places = st.lists(st.floats(-50, 250), min_size=1, max_size=7)


@given(wanted=wanted_places, height=st.floats(5, 25))
def test_labels_keep_apart_in_order_and_inside(wanted: list[float], height: float) -> None:
    centres = spread(wanted, height, 0, 200)
    order = sorted(range(len(wanted)), key=lambda i: wanted[i])
    for before, after in itertools.pairwise(order):
        assert centres[after] - centres[before] >= height - 1e-6
    assert min(centres) >= height / 2 - 1e-6
    assert max(centres) <= 200 - height / 2 + 1e-6


@given(places=st.lists(st.integers(1, 9), min_size=1, max_size=6, unique=True))
def test_labels_with_room_stay_where_they_are_wanted(places: list[int]) -> None:
    wanted = [20.0 * place for place in places]
    assert spread(wanted, 19, 0, 200) == pytest.approx(wanted)


def test_two_labels_at_one_place_move_evenly_apart() -> None:
    assert spread([100, 100], 20, 0, 200) == pytest.approx([90, 110])


def test_labels_without_room_are_packed_evenly() -> None:
    assert spread([5, 5, 5, 5], 20, 0, 40) == pytest.approx([5, 15, 25, 35])
