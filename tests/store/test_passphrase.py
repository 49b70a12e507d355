"""One form for a passphrase however it is typed, and an honest hint on its strength."""

from __future__ import annotations

import time
import unicodedata
from itertools import pairwise

import pytest

from equipoise.store.key import KDF_ITERATIONS
from equipoise.store.passphrase import (
    JUDGED,
    MACHINES,
    SECONDS_A_GUESS,
    duration_text,
    normalised,
    strength,
)


# The examples of RFC 8265, section 4.3, table 3 (passwords that are allowed).
@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("correct horse battery staple", "correct horse battery staple"),
        ("Correct Horse Battery Staple", "Correct Horse Battery Staple"),
        ("\u03c0\u00df\u00e5", "\u03c0\u00df\u00e5"),
        ("Jack of \u2666s", "Jack of \u2666s"),
        ("foo\u1680bar", "foo bar"),
    ],
)
def test_the_examples_of_the_standard(typed: str, expected: str) -> None:
    assert normalised(typed) == expected


def test_accents_typed_as_one_sign_or_as_two_are_the_same() -> None:
    composed, taken_apart = "caf\u00e9 Z\u00fcrich", "cafe\u0301 Zu\u0308rich"
    assert composed != taken_apart
    assert normalised(taken_apart) == normalised(composed) == composed


def test_no_space_is_taken_away_and_case_and_width_stay() -> None:
    assert normalised("  Two  Spaces ") == "  Two  Spaces "
    assert normalised("\uff21\u00a0b") == "\uff21 b"


@pytest.mark.parametrize("typed", ["שלום עולם", "пароль", "می\u200cخواهم", "パスワード", "🦉 owl"])
def test_every_script_can_be_used(typed: str) -> None:
    once = normalised(typed)
    assert normalised(once) == once == unicodedata.normalize("NFC", typed)


# RFC 8265, section 4.3, table 4: the empty one, and a control character; then other unusable ones.
@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("", "empty"),
        ("my cat is a \tby", "U+0009"),
        ("line\nbreak", "number 5"),
        ("soft\u00adhyphen", "U+00AD"),
        ("marker-right\u200fto-left", "U+200F"),
        ("half\ud800", "U+D800"),
        ("private\ue000", "U+E000"),
        ("line\u2028separator", "U+2028"),
    ],
)
def test_what_cannot_be_typed_again_is_refused_without_repeating_it(typed: str, told: str) -> None:
    with pytest.raises(ValueError, match="passphrase") as caught:
        normalised(typed)
    assert told in str(caught.value)
    assert not typed or typed not in str(caught.value)


def test_the_estimate_counts_the_stated_cost_of_a_guess() -> None:
    """Eleven signs without a pattern: zxcvbn takes ten guesses a sign."""
    found = strength("Gn7$kQz9!wL")
    assert found.guesses == pytest.approx(11.0, abs=0.01)
    days = 10**11 * SECONDS_A_GUESS / MACHINES / 86_400
    assert round(days, -1) == 170
    assert "a thousand machines like this one would need about 170 days" in found.text
    assert "one alone about 480 years" in found.text
    assert found.score == 1


def test_the_stated_cost_is_about_what_a_guess_takes() -> None:
    """Within a factor of four either way: machines differ, and this one may be busy."""
    import hashlib

    start = time.process_time()
    hashlib.pbkdf2_hmac("sha512", b"guess", bytes(16), KDF_ITERATIONS, 32)
    took = time.process_time() - start
    assert SECONDS_A_GUESS / 4 < took < SECONDS_A_GUESS * 4


def test_longer_is_stronger_and_every_score_can_be_reached() -> None:
    typed = ["password", "kdf93kdls", "kdf93kdlsqz7", "kdf93kdlsqz7wx", "kdf93kdlsqz7wxbb4w"]
    found = [strength(each) for each in typed]
    assert [each.score for each in found] == [0, 1, 2, 3, 4]
    assert all(a.guesses < b.guesses for a, b in pairwise(found))
    words = [each.text.split(":")[0] for each in found]
    assert words == ["Very weak", "Weak", "Fair", "Strong", "Very strong"]


def test_words_of_the_dossier_and_the_name_of_the_person_help_little() -> None:
    known = ["Norland between two powers", "Zubrowka", "Annelise Qvist"]
    for typed in ("zubrowka", "norland between powers", "ANNELISE-qvist", "powersNorland"):
        unknown, told = strength(typed), strength(typed, known)
        assert told.guesses < unknown.guesses - 1.5
        assert told.score == 0
        assert "words of this dossier or your name" in told.text


def test_words_in_a_row_count_no_more_than_the_words_themselves() -> None:
    """Four common words: zxcvbn alone counts 10^20 guesses, for a space could be anything."""
    from zxcvbn import zxcvbn

    typed = "correct horse battery staple"
    product = sum(float(zxcvbn(word)["guesses_log10"]) for word in typed.split())
    assert float(zxcvbn(typed)["guesses_log10"]) > 20
    assert product < strength(typed).guesses < product + 1


def test_the_words_of_one_dossier_are_forgotten_for_the_next() -> None:
    before = strength("zubrowka").guesses
    strength("zubrowka", ["zubrowka"])
    assert strength("zubrowka").guesses == before


def _quickest(passphrase: str) -> float:
    def once() -> float:
        start = time.process_time()
        strength(passphrase)
        return time.process_time() - start

    return min(once() for _ in range(2))


def test_long_passphrases_take_no_longer_than_what_is_judged_of_them() -> None:
    """Signs that may stand for letters take zxcvbn their combinations: 72 took 12 times as long."""
    long = "4@8({[<69317|!0$5+%2" * 500
    found = strength(long)
    assert found.guesses == strength(long[:JUDGED]).guesses
    assert "Only the first 40 characters were judged." in found.text
    assert _quickest(long) < 3 * _quickest(long[:JUDGED])


@pytest.mark.parametrize(
    ("seconds", "told"),
    [
        (0.2, "less than a second"),
        (1, "about 1 second"),
        (59, "about 59 seconds"),
        (3600, "about 1 hour"),
        (86_400 * 3.4, "about 3 days"),
        (86_400 * 364, "about 360 days"),
        (31_557_600 * 1234, "about 1,200 years"),
        (31_557_600 * 1e12, "more than a thousand million years"),
    ],
)
def test_times_in_words(seconds: float, told: str) -> None:
    assert duration_text(seconds) == told
