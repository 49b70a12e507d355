from __future__ import annotations

from datetime import date

import pytest

from equipoise.briefing import wording
from equipoise.dossier.judgment import Judgment


@pytest.mark.parametrize(
    ("value", "text"),
    [(6.24, "+6.2"), (-0.36, "−0.4"), (0.04, "0.0"), (-0.04, "0.0"), (0.0, "0.0"), (-12, "−12.0")],
)
def test_a_change_has_a_sign_unless_it_rounds_to_nothing(value: float, text: str) -> None:
    assert wording.gain_text(value) == text


def test_a_judgment_shows_three_numbers_and_its_confidence() -> None:
    assert wording.judgment_text(Judgment(-2.5, 0, 1, 70)) == "−2.5 / 0 / 1 (70 %)"
    assert wording.judgment_text(Judgment(4, 4, 4, 100)) == "4 (100 %)"


def test_zero_entered_as_negative_zero_has_no_sign() -> None:
    assert wording.plain_number(-0.0) == "0"


@pytest.mark.parametrize(
    ("month", "long", "short"),
    [
        (0, "November 2026", "Nov 2026"),
        (1, "December 2026", "Dec 2026"),
        (2, "January 2027", "Jan 2027"),
        (120, "November 2036", "Nov 2036"),
    ],
)
def test_months_count_across_years(month: int, long: str, short: str) -> None:
    assert wording.month_text(date(2026, 11, 30), month) == long
    assert wording.short_month_text(date(2026, 11, 30), month) == short


def test_lists_read_as_sentences_do() -> None:
    assert [wording.listing(list("abc")[:n]) for n in range(4)] == [
        "",
        "a",
        "a and b",
        "a, b and c",
    ]


def test_one_point_is_not_many() -> None:
    assert wording.amount_text(-1.04) == "1.0 point"
    assert wording.amount_text(1.06) == "1.1 points"
