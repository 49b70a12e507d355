"""The printed document: every word and number decided, nothing said about how it is rendered.

All text is plain text, never markup; a line feed inside a cell begins a new line.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass, fields, is_dataclass
from datetime import date
from typing import Any, TypeAlias


@dataclass(frozen=True, slots=True)
class KeyJudgment:
    """One finding of the first page: what it is about, and its sentences."""

    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text; `lead` is the word or two that say what it is about."""

    text: str
    lead: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: heading, relative width, and whether its cells hold numbers (set right)."""

    heading: str
    width: float = 1.0
    numeric: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell: its text, and a lesser detail printed below it."""

    text: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A table row, one cell a column.

    `opens` is False for a row that continues the group above it; `total` marks a row of sums.
    """

    cells: tuple[Cell, ...]
    opens: bool = True
    total: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose header repeats on each page; `note` says how to read it.

    A `narrow` table needs only half of the page's width.
    """

    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    note: str = ""
    narrow: bool = False


@dataclass(frozen=True, slots=True)
class Tick:
    """A labelled place on an axis; `detail` is a second line (the calendar date of a month)."""

    value: float
    label: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Axis:
    """An axis from `low` to `high` with its ticks, and the unit it is labelled with."""

    low: float
    high: float
    ticks: tuple[Tick, ...]
    label: str


@dataclass(frozen=True, slots=True)
class Threshold:
    """A goal or red line drawn in a fan, up to the month it speaks of.

    `short` is its label where there is little room: relation and value alone.
    """

    kind: str
    value: float
    month: int
    label: str
    short: str


@dataclass(frozen=True, slots=True)
class FanPanel:
    """One fan: quantiles by month in points, thresholds, and labels for the last month's values.

    `colour` numbers the pole, in the order of the poles. `labels` are those of the 95 %, 50 % and
    5 % quantiles; `end` is the median's number alone, for where there is little room.
    """

    title: str
    colour: int
    p5: tuple[float, ...]
    p25: tuple[float, ...]
    p50: tuple[float, ...]
    p75: tuple[float, ...]
    p95: tuple[float, ...]
    labels: tuple[str, str, str]
    thresholds: tuple[Threshold, ...]
    alternative: str
    end: str


@dataclass(frozen=True, slots=True)
class FanChart:
    """Fans side by side on common axes, `columns` in a row; `small` for many of them.

    `measure` says what the chart shows: "points by month".
    """

    title: str
    measure: str
    months: tuple[int, ...]
    month_axis: Axis
    value_axis: Axis
    panels: tuple[FanPanel, ...]
    columns: int
    small: bool = False
    key: str = ""


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its name, its length in points, and the number printed at its end."""

    name: str
    value: float
    label: str
    total: bool = False


@dataclass(frozen=True, slots=True)
class BarPanel:
    """The bars of one pole; `colour` numbers the pole."""

    title: str
    colour: int
    bars: tuple[Bar, ...]
    alternative: str


@dataclass(frozen=True, slots=True)
class BarChart:
    """Diverging bars, a panel a pole, each panel with the same bar names in the same order."""

    title: str
    value_axis: Axis
    panels: tuple[BarPanel, ...]
    key: str = ""


@dataclass(frozen=True, slots=True)
class Layer:
    """One band: its probability (0…1) by month, its label, `place` from 0 (worst) to 1 (best)."""

    name: str
    label: str
    place: float
    values: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class LayerPanel:
    """The bands of one pole, from the lowest up."""

    title: str
    colour: int
    layers: tuple[Layer, ...]
    alternative: str


@dataclass(frozen=True, slots=True)
class LayerChart:
    """Band probabilities over time as stacked areas, a panel a pole.

    `measure` says what the chart shows: "probability by month".
    """

    title: str
    measure: str
    months: tuple[int, ...]
    month_axis: Axis
    value_axis: Axis
    panels: tuple[LayerPanel, ...]
    columns: int
    key: str = ""


Chart: TypeAlias = FanChart | BarChart | LayerChart
Block: TypeAlias = Paragraph | Table | Chart


@dataclass(frozen=True, slots=True)
class Section:
    """A headed part of the document."""

    heading: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Words:
    """The fixed words that stand around the content, in the language of the document.

    `page` holds `{number}` and `{count}`, to be filled in.
    """

    briefing: str
    bottom_line: str
    page: str


@dataclass(frozen=True, slots=True)
class Document:
    """A briefing: first page (bottom line, key judgments, opening blocks), then sections.

    `language` is that of the fixed texts (BCP 47), `direction` its own: `ltr` or `rtl`. A text of
    the user's may run the other way.
    """

    language: str
    direction: str
    words: Words
    title: str
    subject: str
    occasion: str
    handling_mark: str
    produced: date
    program: str
    bottom_line: tuple[str, ...]
    key_judgments: tuple[KeyJudgment, ...]
    opening: tuple[Block, ...]
    sections: tuple[Section, ...]


def texts(part: Any) -> Iterator[str]:
    """Every text in a document or a part of it, in reading order."""
    if isinstance(part, str):
        yield part
    elif isinstance(part, tuple):
        for item in part:
            yield from texts(item)
    elif is_dataclass(part):
        for field in fields(part):
            yield from texts(getattr(part, field.name))


def plain(document: Document) -> dict[str, Any]:
    """The document as JSON values; each block says in `block` what it is."""

    def blocks(parts: tuple[Block, ...]) -> list[dict[str, Any]]:
        return [{"block": type(part).__name__, **asdict(part)} for part in parts]

    values = asdict(document)
    values["produced"] = document.produced.isoformat()
    values["opening"] = blocks(document.opening)
    values["sections"] = [
        {"heading": section.heading, "blocks": blocks(section.blocks)}
        for section in document.sections
    ]
    return values
