"""Estimative words: ranges, gaps, shared end-points, sentences, whole percents."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from equipoise.dossier.rows import YARDSTICK_CHOICES
from equipoise.dossier.yardsticks import ICD203, PHIA, YARDSTICKS, percent_text


@pytest.mark.parametrize(
    ("percent", "word"),
    [
        (0, "remote chance"),
        (5, "remote chance"),
        (7.4, "remote chance"),
        (7.5, "highly unlikely"),
        (22.5, "unlikely"),
        (37.4, "unlikely"),
        (37.5, "realistic possibility"),
        (52.5, "realistic possibility"),
        (52.6, "likely or probable"),
        (77.5, "likely or probable"),
        (92.5, "highly likely"),
        (92.6, "almost certain"),
        (100, "almost certain"),
    ],
)
def test_phia_gaps_take_the_nearer_term_and_ties_the_one_nearer_a_half(
    percent: float, word: str
) -> None:
    assert PHIA.word(percent / 100) == word


@pytest.mark.parametrize(
    ("percent", "word"),
    [
        (0, "almost no chance"),
        (4.99, "almost no chance"),
        (5, "very unlikely"),
        (20, "unlikely"),
        (45, "roughly even chance"),
        (55, "roughly even chance"),
        (55.01, "likely"),
        (80, "likely"),
        (95, "very likely"),
        (99.9, "almost certain"),
    ],
)
def test_icd_end_points_belong_to_the_range_nearer_a_half(percent: float, word: str) -> None:
    assert ICD203.word(percent / 100) == word


@pytest.mark.parametrize("probability", [-0.01, 1.01, float("nan")])
def test_what_is_no_probability_is_refused(probability: float) -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        PHIA.word(probability)


@settings(deadline=None)
@given(st.floats(0, 1), st.floats(0, 1), st.sampled_from(sorted(YARDSTICKS)))
def test_the_words_rise_with_the_probability(first: float, second: float, key: str) -> None:
    terms = YARDSTICKS[key].terms
    low, high = sorted((first, second))
    assert terms.index(YARDSTICKS[key].term(low)) <= terms.index(YARDSTICKS[key].term(high))


def test_sentences_read_as_english() -> None:
    said = {PHIA.statement(p, "it holds") for p in (0.02, 0.45, 0.68, 0.97)}
    assert said == {
        "There is a remote chance (2 %) that it holds",
        "There is a realistic possibility (45 %) that it holds",
        "It is likely or probable (68 %) that it holds",
        "It is almost certain (97 %) that it holds",
    }
    assert ICD203.statement(0.03, "it holds") == "There is almost no chance (3 %) that it holds"
    assert (
        ICD203.statement(0.5, "it holds") == "There is a roughly even chance (50 %) that it holds"
    )


@pytest.mark.parametrize(
    ("probability", "text"),
    [
        (0, "0 %"),
        (1e-9, "under 1 %"),
        (0.005, "under 1 %"),
        (0.0051, "1 %"),
        (0.684, "68 %"),
        (0.9949, "99 %"),
        (0.995, "over 99 %"),
        (1 - 1e-9, "over 99 %"),
        (1, "100 %"),
    ],
)
def test_the_possible_is_never_rounded_to_the_certain(probability: float, text: str) -> None:
    assert percent_text(probability) == text


def test_a_dossier_can_choose_each_yardstick() -> None:
    assert {key for key, _ in YARDSTICK_CHOICES} == set(YARDSTICKS)
