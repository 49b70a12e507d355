"""Passphrases: one form for what can be typed in several ways, and how long guessing one takes."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

SECONDS_A_GUESS = 0.15
"""What deriving one key costs one core: 256,000 rounds of PBKDF2-HMAC-SHA512, measured 0.15–0.17 s
on a core of 2023."""

MACHINES = 1000
"""How many such cores the hint lets guess at once."""

JUDGED = 40
"""How many characters the hint looks at. The estimate takes time in the square of the length, and
with many signs that may stand for letters (4, @, $ …) in their combinations: 40 characters take
0.2 s at worst, 72 took 2.5 s."""

_REFUSED = frozenset({"Cc", "Cs", "Co", "Cn", "Zl", "Zp"})
_JOINERS = "\u200c\u200d"


def normalised(passphrase: str) -> str:
    """The one form in which a passphrase becomes a key, however its accents and spaces were typed.

    The OpaqueString profile of RFC 8265, section 4.2, as far as Python's own Unicode tables go:
    every space is U+0020, the text is in NFC, case and width stay. Refused are an empty passphrase,
    control characters, code points without a meaning, and what cannot be seen when it is typed or
    pasted (the joiners that Persian and Indic scripts need are allowed).

    Raises ValueError in plain words that don't hold the passphrase.
    """
    text = "".join(" " if unicodedata.category(c) == "Zs" else c for c in passphrase)
    for position, character in enumerate(text, start=1):
        category = unicodedata.category(character)
        if category in _REFUSED or (category == "Cf" and character not in _JOINERS):
            raise ValueError(
                f"the passphrase holds an invisible or unusable character (number {position}, "
                f"U+{ord(character):04X}); type it anew without that"
            )
    if not text:
        raise ValueError("the passphrase is empty")
    return unicodedata.normalize("NFC", text)


@dataclass(frozen=True, slots=True)
class Strength:
    """How well a passphrase withstands guessing.

    `score` runs from 0 (very weak) to 4 (very strong), `guesses` is the decimal logarithm of the
    number of guesses until it is found, `text` says both in a sentence or two, with advice.
    """

    score: int
    text: str
    guesses: float


_WORDS = ("Very weak", "Weak", "Fair", "Strong", "Very strong")
_DAY = 86_400.0
_YEAR = 365.25 * _DAY
_LIMITS = (_DAY, _YEAR, 100 * _YEAR, 100_000 * _YEAR)
"""Seconds that MACHINES need, above which the score is one higher."""


def strength(passphrase: str, known_words: Iterable[str] = ()) -> Strength:
    """How long a passphrase withstands guessing, given the stated cost of every guess.

    The number of guesses is estimated by zxcvbn (Wheeler, “zxcvbn: Low-Budget Password Strength
    Estimation”, USENIX Security 2016) from its lists of common words, names and habits, and from
    `known_words`: what whoever finds the file would try first. Words with spaces, points, hyphens
    or underscores between them count as no more than the product of the words, for somebody may
    try words in a row; zxcvbn alone counts every space as if it could be any character. It remains
    an estimate from above: a person chooses for reasons that no list knows.

    One caller at a time. Raises ValueError for what can be no passphrase.
    """
    text = normalised(passphrase)
    tried_first = _tried_first(known_words)
    guesses, sequence = _guesses(text[:JUDGED], tried_first)
    words = [word for word in _BETWEEN_WORDS.split(text[:JUDGED]) if word]
    if len(words) > 1:
        of_words = [_guesses(word, tried_first)[0] for word in words]
        guesses = min(guesses, sum(of_words) + math.log10(_SEPARATORS))
    alone = 10.0**guesses * SECONDS_A_GUESS
    score = sum(alone / MACHINES >= limit for limit in _LIMITS)
    told = [f"{_WORDS[score]}: {_found_after(alone)}."]
    if len(text) > JUDGED:
        told.append(f"Only the first {JUDGED} characters were judged.")
    if score < 3:
        told.append(_advice(sequence))
    return Strength(score, " ".join(told), guesses)


_BETWEEN_WORDS = re.compile(r"[\s._-]+")
_SEPARATORS = 4


def _guesses(text: str, tried_first: list[str]) -> tuple[float, Sequence[Mapping[str, Any]]]:
    """Decimal logarithm of zxcvbn's number of guesses, and the parts that it sees in the text."""
    from zxcvbn import zxcvbn

    found: Mapping[str, Any] = zxcvbn(text, tried_first)
    return float(found["guesses_log10"]), found["sequence"]


def _tried_first(known_words: Iterable[str]) -> list[str]:
    """The texts themselves, without spaces, and their words of three letters or more."""
    tried: dict[str, None] = {}
    for known in known_words:
        words = re.findall(r"\w+", unicodedata.normalize("NFC", known).casefold())
        for word in (*words, " ".join(words), "".join(words)):
            if len(word) >= 3:
                tried[word] = None
    return list(tried)


def _found_after(alone: float) -> str:
    """How long one machine, and MACHINES of them, need. `alone` in seconds."""
    if alone < 1:
        return "it is found at once"
    many, one = duration_text(alone / MACHINES), duration_text(alone)
    and_alone = "" if one == many else f", one alone {one}"
    return f"a thousand machines like this one would need {many} to find it{and_alone}"


_UNITS = (
    ("second", 1.0, 60.0),
    ("minute", 60.0, 3600.0),
    ("hour", 3600.0, _DAY),
    ("day", _DAY, _YEAR),
    ("year", _YEAR, math.inf),
)
"""Name, length in seconds, and the time from which the next is used."""


def duration_text(seconds: float) -> str:
    """A time in the largest unit that it fills, rounded to what an estimate is good for."""
    if seconds < 1:
        return "less than a second"
    name, unit = next((n, u) for n, u, most in _UNITS if seconds < most)
    amount = seconds / unit
    if amount >= 1e9:
        return "more than a thousand million years"
    digits = max(0, math.floor(math.log10(amount)) - 1)
    rounded = int(round(amount, -digits))
    return f"about {rounded:,} {name}{'' if rounded == 1 else 's'}"


_ADVICE = {
    "own": "It uses words of this dossier or your name, which are tried first.",
    "dictionary": "It leans on common words, names or passwords.",
    "spatial": "It follows the keys on the keyboard.",
    "repeat": "It repeats itself.",
    "sequence": "It runs through letters or digits in order.",
    "regex": "It holds a year.",
    "date": "It holds a date.",
}
_REMEDY = "Six words drawn by lot are strong and can be remembered."


def _advice(sequence: Sequence[Mapping[str, Any]]) -> str:
    """What makes a passphrase easy to guess, by the part of it that is longest; and the remedy."""
    telling = [part for part in sequence if part["pattern"] != "bruteforce"]
    if not telling:
        return f"It is short. {_REMEDY}"
    if any(part.get("dictionary_name") == "user_inputs" for part in telling):
        return f"{_ADVICE['own']} {_REMEDY}"
    longest = max(telling, key=lambda part: len(part["token"]))
    return f"{_ADVICE[longest['pattern']]} {_REMEDY}"
