"""Numbers and judgments as people write them."""

from __future__ import annotations

import pytest

from equipoise.dossier.judgment import Judgment
from equipoise.dossier.number_text import judgment_text, read_judgment, read_number


@pytest.mark.parametrize(
    ("text", "judgment"),
    [
        ("40 – 55 – 70 · 75 %", Judgment(40, 55, 70, 75)),
        ("-4 – -2,5 – 1 · 80 %", Judgment(-4, -2.5, 1, 80)),
        ("−4;−2.5;1", Judgment(-4, -2.5, 1)),
        ("1 2 3 60", Judgment(1, 2, 3, 60)),
    ],
)
def test_judgments_are_read_as_people_write_them(text: str, judgment: Judgment) -> None:
    assert read_judgment(text) == judgment
    assert read_judgment(judgment_text(judgment)) == judgment


@pytest.mark.parametrize("text", ["", "a – b – c", "1 – 2", "3 – 2 – 1"])
def test_what_is_no_judgment_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"judgment|greater"):
        read_judgment(text)


def test_numbers_that_can_be_read_in_two_ways_are_refused() -> None:
    assert read_number(" 2,5 % ") == 2.5
    assert read_number("0,125") == 0.125
    with pytest.raises(ValueError, match="two ways"):
        read_number("8,192")
    with pytest.raises(ValueError, match="is not a number"):
        read_number("inf")
