"""The printed document: every word and number decided, nothing said about how it is rendered.

All text is plain text, never markup; a line feed inside a cell begins a new line.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, fields, is_dataclass, replace
from datetime import date
from typing import Any, TypeAlias, TypeVar, cast

from equipoise.briefing.template import HeadLines, Template


@dataclass(frozen=True, slots=True)
class Sentence:
    """What is said at one place of a briefing, in one sentence or a few.

    `place` is where a wording of the user's own is kept, empty for what cannot be reworded.
    `computed` is the program's sentence where `text` is the user's wording of it, which
    `contradicts` it where it says other figures. `codes` lead to
    where the figures come from, `notes` are footnotes. `own` marks the user's text, which may be
    shortened to keep to a number of pages. `mark` is the handling mark, in short, of a sentence
    that stands alone.
    """

    text: str
    place: str = ""
    codes: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    computed: str = ""
    contradicts: bool = False
    own: bool = False
    mark: str = ""


@dataclass(frozen=True, slots=True)
class KeyJudgment:
    """One finding of the first page: what it is about, and its sentences, each a line."""

    heading: str
    said: tuple[Sentence, ...]
    mark: str = ""

    @property
    def text(self) -> str:
        """All that the finding says, a line a sentence."""
        return "\n".join(sentence.text for sentence in self.said)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text; `lead` is the word or two that say what it is about.

    `number` is that of a numbered paragraph, `mark` its own handling mark, in short.
    """

    said: tuple[Sentence, ...]
    lead: str = ""
    number: str = ""
    mark: str = ""

    @property
    def text(self) -> str:
        """All that the paragraph says."""
        return " ".join(sentence.text for sentence in self.said)


@dataclass(frozen=True, slots=True)
class Answer:
    """What to say if asked."""

    question: str
    said: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Point:
    """A point to make in a conversation, with answers to what may be asked about it."""

    said: Sentence
    answers: tuple[Answer, ...] = ()
    mark: str = ""


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
    `codes` lead to where the figures of the row come from, `notes` are footnotes to it, `mark` is
    its own handling mark, in short.
    """

    cells: tuple[Cell, ...]
    opens: bool = True
    total: bool = False
    codes: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose header repeats on each page; `note` says how to read it.

    A `narrow` table needs only half of the page's width. In a table that `resolves`, the codes of
    a row are explained by it. `after` are sentences that belong below the table.
    """

    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    note: str = ""
    narrow: bool = False
    resolves: bool = False
    after: tuple[Sentence, ...] = ()


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
Block: TypeAlias = Paragraph | Point | Table | Chart


@dataclass(frozen=True, slots=True)
class Section:
    """A headed part of the document; `ident` names it whatever the language."""

    heading: str
    blocks: tuple[Block, ...]
    ident: str = ""


@dataclass(frozen=True, slots=True)
class HeadLine:
    """A line of a cable's head: "SUBJECT: …"."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Words:
    """The fixed words that stand around the content, in the language of the document.

    `page` holds `{number}` and `{count}`, to be filled in, `seal` holds `{code}`. `notes` heads the
    footnotes where a format sets them at the end, `asked` opens an answer's question.
    """

    briefing: str
    bottom_line: str
    page: str
    notes: str = ""
    asked: str = ""
    seal: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """A briefing: first page (bottom line, key judgments, opening blocks), then sections.

    `kind` is one of `kinds.KINDS`. `language` is that of the fixed texts (BCP 47), `direction` its
    own: `ltr` or `rtl`. A text of the user's may run the other way. `head` is a cable's,
    `authority` the lines of the authority block, `author` who the file says has made it.
    `shortened` says what was left out to keep to a number of pages. `seal` is the code of `record`,
    by which the briefing can be verified; both are empty before it is sealed. `letterhead` are the
    lines of its head, `template` says how it looks.
    """

    kind: str
    language: str
    direction: str
    words: Words
    title: str
    subject: str
    occasion: str
    handling_mark: str
    produced: date
    program: str
    bottom_line: tuple[Sentence, ...]
    key_judgments: tuple[KeyJudgment, ...]
    opening: tuple[Block, ...]
    sections: tuple[Section, ...]
    template: Template
    head: tuple[HeadLine, ...] = ()
    authority: tuple[str, ...] = ()
    author: str = ""
    shortened: str = ""
    seal: str = ""
    record: str = ""
    letterhead: HeadLines = HeadLines()


Part = TypeVar("Part")

_NOT_SHOWN = frozenset({"kind", "language", "direction", "ident", "place", "record", "template"})


def texts(part: Any) -> Iterator[str]:
    """Every text that a document or a part of it shows, in reading order."""
    if isinstance(part, str):
        yield part
    elif is_dataclass(part):
        for each in fields(part):
            if each.name not in _NOT_SHOWN:
                yield from texts(getattr(part, each.name))
    else:
        for item in _parts_of(part):
            yield from texts(item)


def sentences(part: Any) -> Iterator[Sentence]:
    """Every sentence in a document or a part of it, in reading order."""
    if isinstance(part, Sentence):
        yield part
    else:
        for item in _parts_of(part):
            yield from sentences(item)


def notes_of(part: Any) -> Iterator[str]:
    """Every footnote in a document or a part of it, in reading order."""
    if isinstance(part, Sentence | Row):
        yield from part.notes
    for item in _parts_of(part):
        yield from notes_of(item)


def codes_in(part: Any) -> Iterator[str]:
    """Every code that stands in a document or a part of it, in reading order."""
    yield from (code for code, _ in coded(part))


def coded(part: Any) -> Iterator[tuple[str, str]]:
    """Every code in a document or a part of it, with the text that it stands behind."""
    if isinstance(part, Sentence):
        yield from ((code, part.text) for code in part.codes)
    if isinstance(part, Row):
        yield from ((code, part.cells[0].text if part.cells else "") for code in part.codes)
    for item in _parts_of(part):
        yield from coded(item)


def resolved_codes(document: Document) -> frozenset[str]:
    """The codes that a table of the document explains."""
    return frozenset(
        code
        for section in document.sections
        for block in section.blocks
        if isinstance(block, Table) and block.resolves
        for row in block.rows
        for code in row.codes
    )


def _parts_of(part: Any) -> Iterator[Any]:
    if isinstance(part, tuple):
        yield from part
    elif is_dataclass(part) and not isinstance(part, Template):
        for each in fields(part):
            yield getattr(part, each.name)


def mapped(part: Part, change: Callable[[Any], Any]) -> Part:
    """A document, or a part of one, with every part of it changed, the innermost first.

    `change` gets each part (text, sentence, row, block, …) and returns what takes its place.
    """
    return cast(Part, _mapped(part, change))


def _mapped(part: Any, change: Callable[[Any], Any]) -> Any:
    if isinstance(part, tuple):
        return tuple(_mapped(item, change) for item in part)
    if isinstance(part, Template):
        return part
    if is_dataclass(part) and not isinstance(part, type):
        values = {each.name: _mapped(getattr(part, each.name), change) for each in fields(part)}
        return change(replace(part, **values))
    return change(part)


def seal_line(document: Document) -> str:
    """The seal for the foot of a page, where no section says it."""
    if not document.seal or any(section.ident == "about" for section in document.sections):
        return ""
    return document.words.seal.replace("{code}", document.seal)


def plain(document: Document) -> dict[str, Any]:
    """The document as JSON values, without its template; a block says in `block` what it is."""

    def blocks(parts: tuple[Block, ...]) -> list[dict[str, Any]]:
        return [{"block": type(part).__name__, **asdict(part)} for part in parts]

    values = asdict(document)
    values["seal_line"] = seal_line(document)
    del values["template"]
    values["produced"] = document.produced.isoformat()
    values["opening"] = blocks(document.opening)
    values["sections"] = [
        {"heading": section.heading, "ident": section.ident, "blocks": blocks(section.blocks)}
        for section in document.sections
    ]
    return values
