"""Judgments: refusals in plain words, rescaling to full range, ageing, the PERT density."""

from __future__ import annotations

import math
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from equipoise.dossier.judgment import Judgment, Pert


@pytest.mark.parametrize(
    ("numbers", "words"),
    [
        ((5, 4, 6), r"low \(5\) is greater than likely \(4\)"),
        ((1, 4, 3), r"likely \(4\) is greater than high \(3\)"),
        ((math.nan, 4, 6), "low must be a finite number, not nan"),
        ((1, math.nan, 6), "likely must be a finite number"),
        ((1, 4, math.inf), "high must be a finite number, not inf"),
        ((1, "four", 6), "likely must be a number, not 'four'"),
        ((True, 4, 6), "low must be a number, not True"),
        ((1, None, 6), "likely must be a number, not None"),
        ((1, 2, 3, 49.9), r"confidence \(49.9 %\) must lie between 50 and 100 %"),
        ((1, 2, 3, 100.1), "confidence"),
        ((1, 2, 3, math.nan), "confidence must be a finite number"),
    ],
)
def test_what_is_no_judgment_is_refused_in_plain_words(numbers: tuple, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        Judgment(*numbers)


def test_the_rescaling_to_full_range_of_the_idea_protocol() -> None:
    """likely − (likely − low)·100/c: 20 … 30 … 50 at 80 % is 17.5 … 30 … 55."""
    assert Judgment(20, 30, 50, 80).full_range(0, 100) == Pert(17.5, 30, 55)
    assert Judgment(20, 30, 50, 50).full_range(0, 100) == Pert(10, 30, 70)
    assert Judgment(20, 30, 50, 100).full_range(0, 100) == Pert(20, 30, 50)


def test_the_full_range_stays_inside_the_quantity() -> None:
    assert Judgment(5, 30, 90, 50).full_range(0, 100) == Pert(0, 30, 100)
    assert Judgment(-40, 0, 45, 60).full_range(-50, 50) == Pert(-50, 0, 50)


def test_a_certain_judgment_stays_a_constant_whatever_its_confidence() -> None:
    pert = Judgment(40, 40, 40, 50).full_range(0, 100)
    assert pert.constant
    assert pert.mean == 40


@settings(deadline=None)
@given(
    st.lists(st.floats(-1e6, 1e6), min_size=3, max_size=3).map(sorted),
    st.floats(50, 100),
)
def test_the_full_range_holds_the_judged_one(numbers: list[float], confidence: float) -> None:
    low, likely, high = numbers
    pert = Judgment(low, likely, high, confidence).full_range(-math.inf, math.inf)
    slack = 1e-9 * max(1, abs(low), abs(high))
    assert pert.low <= low + slack
    assert pert.likely == likely
    assert pert.high >= high - slack


def test_a_judgment_loses_a_point_of_confidence_a_month_after_its_review_date() -> None:
    judgment, review = Judgment(1, 2, 3, 80), date(2026, 1, 31)
    assert judgment.aged(None, date(2030, 1, 1)) is judgment
    assert judgment.aged(review, review) is judgment
    year_later = judgment.aged(review, date(2027, 1, 31))
    assert year_later.confidence == pytest.approx(80 - 12, abs=0.02)
    assert (year_later.low, year_later.likely, year_later.high) == (1, 2, 3)
    assert judgment.aged(review, date(2040, 1, 1)).confidence == 50


@pytest.mark.parametrize("pert", [Pert(0, 3, 10), Pert(-5, -5, 1), Pert(2, 4, 4), Pert(0, 5, 10)])
def test_the_density_integrates_to_one_and_to_the_mean(pert: Pert) -> None:
    steps = 20_000
    width = (pert.high - pert.low) / steps
    middles = [pert.low + (i + 0.5) * width for i in range(steps)]
    densities = [pert.density(x) for x in middles]
    assert math.fsum(densities) * width == pytest.approx(1, abs=1e-5)
    mean = math.fsum(x * d for x, d in zip(middles, densities, strict=True)) * width
    assert mean == pytest.approx(pert.mean, abs=1e-4)
    assert pert.density(pert.low - 1) == pert.density(pert.high + 1) == 0
