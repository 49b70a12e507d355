"""Which way texts run, and how one that runs the other way stands inside a sentence.

By the Unicode Bidirectional Algorithm (UAX 9): an isolate is laid out by itself and then takes
part in the sentence around it like a single neutral character.
"""

from __future__ import annotations

import re
import unicodedata

_EACH_ITS_OWN = "\u2068"
_LEFT_TO_RIGHT = "\u2066"
_END = "\u2069"
_ISOLATE = re.compile("[\u2066-\u2068][^\u2066-\u2069]*\u2069")
_MARKS = re.compile("[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]")
_RIGHT_TO_LEFT = ("R", "AL")


def direction_of(text: str, usual: str) -> str:
    """`ltr` or `rtl` by the first letter outside isolates; `usual` where there is none."""
    shortened = _ISOLATE.sub("", text)
    while shortened != text:
        text, shortened = shortened, _ISOLATE.sub("", shortened)
    for character in text:
        if character.isalpha():
            return _runs(character) or usual
    return usual


def isolated(text: str, around: str) -> str:
    """The text as it may stand in a sentence that runs `around`: isolated where need be.

    Directional marks that the user typed cannot reach beyond the isolate: those left open are
    closed with it.
    """
    if not _MARKS.search(text) and all(_runs(c) in ("", around) for c in text):
        return text
    return f"{_EACH_ITS_OWN}{_balanced(text)}{_END}"


def left_to_right(number: str) -> str:
    """A number with its sign, kept together inside a text that runs from right to left."""
    return f"{_LEFT_TO_RIGHT}{number}{_END}"


def _runs(character: str) -> str:
    kind = unicodedata.bidirectional(character)
    return "rtl" if kind in _RIGHT_TO_LEFT else "ltr" if kind == "L" else ""


def _balanced(text: str) -> str:
    """The text with every isolate and embedding closed that it opens, and no other closed."""
    kept: list[str] = []
    opened: list[str] = []
    for character in text:
        if character in "\u2066\u2067\u2068":
            opened.append("\u2069")
        elif character in "\u202a\u202b\u202d\u202e":
            opened.append("\u202c")
        elif character in "\u2069\u202c":
            if not opened or opened[-1] != character:
                continue
            opened.pop()
        kept.append(character)
    return "".join(kept) + "".join(reversed(opened))
