"""Text of a document: what every format can show of it, and which way it runs."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import groupby
from typing import Literal, TypeAlias, TypeVar

from equipoise.briefing.document import Document, mapped
from equipoise.briefing.language.direction import isolated

Direction: TypeAlias = Literal["ltr", "rtl"]
Part = TypeVar("Part")

_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_UNPRINTABLE = re.compile(r"[\x00-\x09\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_OVERRIDES = re.compile("[\u202a-\u202e]")
_ISOLATES = re.compile("[\u2066-\u2069]")
_POP_ISOLATE = "\u2069"
_OPENED: dict[str, Direction] = {"\u2066": "ltr", "\u2067": "rtl"}
_MARKS: dict[Direction, str] = {"ltr": "\u200e", "rtl": "\u200f"}
_NUMBER = re.compile(r"[+\-−]?\d+(?:[.,]\d+)*(?: ?%)?")
_LETTERS: dict[str, Direction] = {"L": "ltr", "R": "rtl", "AL": "rtl"}


def printable(text: str) -> str:
    """The text as every format can hold it; only a line feed ends a line.

    Control characters and half characters become spaces. Embeddings and overrides, which can make
    letters appear in another order than they were typed, are left out. Isolates end with their
    line, so that they cannot reach the text after it.
    """
    text = _UNPRINTABLE.sub(" ", _LINE_ENDS.sub("\n", text))
    return "\n".join(_closed(line) for line in _OVERRIDES.sub("", text).split("\n"))


def _closed(line: str) -> str:
    open_ = 0

    def kept(found: re.Match[str]) -> str:
        nonlocal open_
        if found[0] != _POP_ISOLATE:
            open_ += 1
            return found[0]
        if not open_:
            return ""
        open_ -= 1
        return found[0]

    line = _ISOLATES.sub(kept, line)
    return line + _POP_ISOLATE * open_


def printable_parts(part: Part) -> Part:
    """A document, or a part of one, with every text in it printable."""
    return mapped(part, lambda item: printable(item) if isinstance(item, str) else item)


def base_of(document: Document) -> Direction:
    """Which way the pages of a document run."""
    return "rtl" if document.direction == "rtl" else "ltr"


def direction(text: str, usual: Direction) -> Direction:
    """Which way a paragraph runs: by its first letter, else `usual`.

    What stands in an isolate does not decide unless there is no letter outside. Figures alone run
    left to right.
    """
    outside = "".join(part for part, within in _parts(text, usual) if within is None)
    inside = _ISOLATES.sub("", text)
    for part in (outside, inside):
        for character in part:
            way = _LETTERS.get(unicodedata.bidirectional(character))
            if way is not None:
                return way
    return "ltr" if figures_alone(inside) else usual


def beside(text: str, way: Direction) -> str:
    """A text as it stands beside others in a paragraph that runs `way`.

    Each of its lines that runs otherwise is isolated, so that its full stop stays at its end.
    """
    return "\n".join(
        line if direction(line, way) == way else isolated(line, way) for line in text.split("\n")
    )


def figures_alone(text: str) -> bool:
    """Whether the text has digits and no letters."""
    kinds = {unicodedata.bidirectional(character) for character in text}
    return not kinds & _LETTERS.keys() and bool(kinds & {"EN", "AN"})


def stretches(text: str, base: Direction) -> list[tuple[str, Direction]]:
    """A text cut where its direction changes, in the order in which it is read.

    For formats that know the direction of a stretch but no isolates: directional marks stand in
    for these. Numbers with their sign run left to right; what lies between stretches of one
    direction joins them, and what lies between two goes with the paragraph (rules N1 and N2 of
    Unicode's annex 9).
    """
    parts = list(_parts(text, base))
    kinds = [kind for part, within in parts for kind in ([None] if within else _kinds(part))]
    ways = iter(_resolved(kinds, base))
    found: list[tuple[str, Direction]] = []
    for part, within in parts:
        if within:
            next(ways)
            edge = [] if within == base else [(_MARKS[base], base), (_MARKS[within], within)]
            found += [*edge, *stretches(part, within), *reversed(edge)]
        else:
            found += [(character, next(ways)) for character in part]
    return [
        ("".join(piece for piece, _ in group), way)
        for way, group in groupby(found, key=lambda pair: pair[1])
    ]


def _parts(text: str, base: Direction) -> Iterator[tuple[str, Direction | None]]:
    """What stands outside isolates (with None) and in each (with the way it runs)."""
    start, depth = 0, 0
    for found in _ISOLATES.finditer(text):
        if found[0] != _POP_ISOLATE:
            if not depth:
                yield text[start : found.start()], None
                start = found.start()
            depth += 1
        elif depth:
            depth -= 1
            if not depth:
                inner = text[start + 1 : found.start()]
                yield inner, _OPENED.get(text[start]) or direction(inner, base)
                start = found.end()
    yield text[start:], None


def _resolved(kinds: list[Direction | None], base: Direction) -> Iterator[Direction]:
    """The way of each character; neutral ones go with what is around them."""
    afters: list[Direction] = []
    after = base
    for kind in reversed(kinds):
        after = kind or after
        afters.append(after)
    before = base
    for kind, after in zip(kinds, reversed(afters), strict=True):
        before = kind or before
        yield kind or (before if before == after else base)


def _kinds(text: str) -> Iterator[Direction | None]:
    numbers = {place for found in _NUMBER.finditer(text) for place in range(*found.span())}
    for place, character in enumerate(text):
        strong = _LETTERS.get(unicodedata.bidirectional(character))
        yield "ltr" if strong is None and place in numbers else strong
