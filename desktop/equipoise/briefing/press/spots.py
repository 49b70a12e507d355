"""Where codes and sentences stand on the pages of a briefing, for clicks on their pictures."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from equipoise.briefing.document import Document
from equipoise.briefing.press.pdf import query

CODE_SIZE = (4.2, 8.5)
"""Of a raised code: the width of a letter and its height, generously, in points."""

LINE_RISE = 10.0
"""What a line reaches above its base line, in points."""

_BELOW = 3.5

_REACH = 2.0


@dataclass(frozen=True, slots=True)
class Spot:
    """A place on a page: `page` from 1, `x` and `y` in points from the page's upper left corner.

    A "code" has its upper left corner there; a "place" (a sentence that can be reworded) has the
    beginning of its first base line there, its "end" the end of the last one.
    """

    kind: str
    name: str
    page: int
    x: float
    y: float


def spots(document: Document) -> tuple[Spot, ...]:
    """All codes and sentences of a briefing as typeset, in reading order. Raises BriefingError."""
    return tuple(
        Spot(
            value["kind"],
            value["code" if value["kind"] == "code" else "place"],
            int(value["page"]),
            float(value["x"]),
            float(value["y"]),
        )
        for value in query(document, "<spot>")
    )


def code_at(found: Iterable[Spot], page: int, x: float, y: float) -> str:
    """The code printed at a point of a page; "" where there is none."""
    letter, height = CODE_SIZE
    for spot in found:
        if spot.kind == "code" and spot.page == page:
            across, down = x - spot.x, y - spot.y
            width = letter * (len(spot.name) + 1)
            if -_REACH <= across <= width + _REACH and -_REACH <= down <= height + _REACH:
                return spot.name
    return ""


def place_at(found: Iterable[Spot], page: int, x: float, y: float, *, rtl: bool = False) -> str:
    """The place of the sentence printed at a point of a page; "" where there is none.

    `rtl` says that the lines run from right to left.
    """
    way = -1.0 if rtl else 1.0
    for begin, end in stretches(found):
        after_begin = page > begin.page or y > begin.y + _BELOW
        before_end = page < end.page or y < end.y - LINE_RISE
        on_lines = (page > begin.page or y >= begin.y - LINE_RISE) and (
            page < end.page or y <= end.y + _BELOW
        )
        if (
            begin.page <= page <= end.page
            and on_lines
            and (after_begin or way * x >= way * begin.x)
            and (before_end or way * x <= way * end.x)
        ):
            return begin.name
    return ""


def stretches(found: Iterable[Spot]) -> list[tuple[Spot, Spot]]:
    """Beginning and end of every sentence that can be reworded."""
    begun: dict[str, Spot] = {}
    made = []
    for spot in found:
        if spot.kind == "place":
            begun[spot.name] = spot
        elif spot.kind == "end" and spot.name in begun:
            made.append((begun.pop(spot.name), spot))
    return made
