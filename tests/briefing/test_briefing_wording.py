from __future__ import annotations

from datetime import date

import pytest
from babel.numbers import format_percent

from equipoise.briefing.language.speech import Speech
from equipoise.dossier.judgment import Judgment

ENGLISH, HEBREW, RUSSIAN = Speech("en"), Speech("he"), Speech("ru")


@pytest.mark.parametrize(
    ("value", "text"),
    [(6.24, "+6.2"), (-0.36, "−0.4"), (0.04, "0.0"), (-0.04, "0.0"), (0.0, "0.0"), (-12, "−12.0")],
)
def test_a_change_has_a_sign_unless_it_rounds_to_nothing(value: float, text: str) -> None:
    assert ENGLISH.gain(value) == text


def test_a_judgment_shows_three_numbers_and_its_confidence() -> None:
    judgment = Judgment(-2.5, 0, 1, 70)
    assert ENGLISH.judgment(judgment) == "−2.5 / 0 / 1 (70 %)"
    assert RUSSIAN.judgment(judgment) == "−2,5 / 0 / 1 (70\u00a0%)"
    assert HEBREW.judgment(judgment) == "\u2066−2.5\u2069 / 0 / 1 (70%)"
    assert ENGLISH.judgment(Judgment(4, 4, 4, 100)) == "4 (100 %)"


def test_zero_entered_as_negative_zero_has_no_sign() -> None:
    assert ENGLISH.number(-0.0) == ENGLISH.signed(-0.0) == "0"


def test_what_is_possible_is_never_rounded_to_nothing_or_to_certainty() -> None:
    shown = {
        speech.language: [speech.probability(p) for p in (0, 0.004, 0.676, 0.996, 1)]
        for speech in (ENGLISH, HEBREW, RUSSIAN)
    }
    assert shown == {
        "en": ["0 %", "under 1 %", "68 %", "over 99 %", "100 %"],
        "he": ["0%", "פחות מ־1%", "68%", "יותר מ־99%", "100%"],
        "ru": ["0\u00a0%", "менее 1\u00a0%", "68\u00a0%", "более 99\u00a0%", "100\u00a0%"],
    }


@pytest.mark.parametrize("speech", [HEBREW, RUSSIAN], ids=["he", "ru"])
def test_percentages_are_written_as_the_language_writes_them(speech: Speech) -> None:
    assert speech.percent(68) == format_percent(0.68, locale=speech.language)


@pytest.mark.parametrize(
    ("speech", "month", "long", "short"),
    [
        (ENGLISH, 0, "November 2026", "Nov 2026"),
        (ENGLISH, 1, "December 2026", "Dec 2026"),
        (ENGLISH, 2, "January 2027", "Jan 2027"),
        (ENGLISH, 10, "September 2027", "Sep 2027"),
        (ENGLISH, 120, "November 2036", "Nov 2036"),
        (HEBREW, 2, "ינואר 2027", "ינו׳ 2027"),
        (RUSSIAN, 2, "январь 2027\u00a0г.", "янв. 2027"),
    ],
)
def test_months_count_across_years(speech: Speech, month: int, long: str, short: str) -> None:
    assert speech.month(date(2026, 11, 30), month) == long
    assert speech.short_month(date(2026, 11, 30), month) == short


def test_days_are_written_out() -> None:
    shown = [speech.day(date(2026, 3, 4)) for speech in (ENGLISH, HEBREW, RUSSIAN)]
    assert shown == ["4 March 2026", "4 במרץ 2026", "4 марта 2026\u00a0г."]


def test_lists_read_as_sentences_do() -> None:
    assert [ENGLISH.listing(list("abc")[:n]) for n in range(4)] == [
        "",
        "a",
        "a and b",
        "a, b and c",
    ]
    assert RUSSIAN.listing(["а", "б", "в"]) == "а, б и в"
    assert HEBREW.listing(["א", "ב", "ג"]) == "א, ב וג"


def test_one_point_is_not_many() -> None:
    assert ENGLISH.points(-1.04) == "1.0 point"
    assert ENGLISH.points(1.06) == "1.1 points"


@pytest.mark.parametrize(
    ("number", "russian", "hebrew"),
    [
        (1, "1 месяц", "חודש אחד"),
        (2, "2 месяца", "חודשיים"),
        (5, "5 месяцев", "5 חודשים"),
        (21, "21 месяц", "21 חודשים"),
        (2.5, "2,5 месяца", "2.5 חודשים"),
    ],
)
def test_months_are_counted_in_the_plural_of_the_language(
    number: float, russian: str, hebrew: str
) -> None:
    for speech, text in ((RUSSIAN, russian), (HEBREW, hebrew)):
        shown = speech.say("response_half_life.value", number=speech.number(number), count=number)
        assert shown == text
