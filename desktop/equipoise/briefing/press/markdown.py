"""The briefing as Markdown (GitHub's dialect), for text editors and wikis.

A chart stands as its description in words and the figures at the months that its axis names; the
key to its lines and areas is left out, for nothing is drawn.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from equipoise.briefing.content.chart_data import chart_data, measure_of, printed_data
from equipoise.briefing.document import (
    BarChart,
    Block,
    Cell,
    Chart,
    Document,
    Paragraph,
    Point,
    Row,
    Sentence,
    Table,
    seal_line,
)
from equipoise.briefing.language.plain_text import (
    Direction,
    base_of,
    beside,
    direction,
    printable_parts,
)
from equipoise.briefing.language.speech import Speech
from equipoise.briefing.press.embedded import as_comment
from equipoise.briefing.press.footnotes import Footnotes

_MARKUP = re.compile(r"[\\`*_\[\]<>&~|$#@]|:(?=/)|(?<=www)\.", re.IGNORECASE)
_LIST_NUMBER = re.compile(r"^(\d+)(?=[.)])")


def render_markdown(document: Document) -> bytes:
    """The briefing as Markdown in UTF-8. The same document gives the same bytes."""
    return ("\n\n".join(_parts(printable_parts(document))) + "\n").encode("utf-8")


def _parts(document: Document) -> Iterator[str]:
    speech = Speech(document.language)
    mark = _bold(_line(document.handling_mark))
    if mark:
        yield mark
    for lines in (document.letterhead.left, document.letterhead.right):
        if lines:
            yield _line(" · ".join(lines))
    yield _line(" · ".join(part for part in (document.words.briefing, document.subject) if part))
    yield f"# {_line(document.title)}"
    yield _line(document.occasion)
    notes = Footnotes()
    for line in document.head:
        yield f"{_bold(_line(line.label))} {_escaped(' '.join(line.value.split()))}"
    if document.bottom_line:
        yield f"## {_line(document.words.bottom_line)}"
    for place, sentence in enumerate(document.bottom_line):
        said = _marked(sentence)
        yield f"{said if place else _bold(said)}{_references(sentence, notes)}"
    for judgment in document.key_judgments:
        yield from _led(judgment.heading, judgment.said, notes, judgment.mark)
    for block in document.opening:
        yield from _block(block, speech, document, notes)
    if document.shortened:
        yield _line(document.shortened)
    for section in document.sections:
        yield f"## {_line(section.heading)}"
        for block in section.blocks:
            yield from _block(block, speech, document, notes)
    for words in document.authority:
        yield _line(words)
    for number, text in enumerate(notes.texts, 1):
        yield f"[^{number}]: {_line(text)}"
    sealed = seal_line(document)
    yield _line(f"{document.title} · {document.program}{f' · {sealed}' if sealed else ''}")
    if mark:
        yield mark
    if document.record:
        yield as_comment(document)


def _block(block: Block, speech: Speech, document: Document, notes: Footnotes) -> Iterator[str]:
    if isinstance(block, Paragraph):
        before = " ".join(part for part in (block.number, block.mark) if part)
        yield from _led(block.lead, block.said, notes, before, together=base_of(document))
    elif isinstance(block, Point):
        yield from _point(block, document, notes)
    elif isinstance(block, Table):
        yield from _table(block, notes)
    else:
        yield from _chart(block, speech)


def _led(
    lead: str,
    said: Sequence[Sentence],
    notes: Footnotes,
    before: str = "",
    *,
    together: Direction | None = None,
) -> Iterator[str]:
    """Running text with its lead before the first line.

    Each sentence begins a paragraph, unless they stand `together` in a document that runs so; each
    line of one does.
    """
    paragraphs: list[str] = []
    whole = " ".join(sentence.text for sentence in said)
    for sentence in said:
        text = beside(sentence.text, direction(whole, together)) if together else sentence.text
        lines = [line for line in text.split("\n") if line.strip(" ")]
        if not lines:
            continue
        written = [_escaped(line) for line in lines]
        written[-1] = f"{written[-1].rstrip(' ')}{_references(sentence, notes)}"
        if together and paragraphs:
            paragraphs[-1] += f" {written.pop(0)}"
        paragraphs += written
    opening = [_guarded(_escaped(before))] if before else []
    if lead:
        opening.append(_bold(_line(lead + ".")))
    if opening:
        yield " ".join((*opening, *paragraphs[:1])).rstrip(" ")
        paragraphs = paragraphs[1:]
    for text in paragraphs:
        yield _guarded(text.strip(" "))


def _point(point: Point, document: Document, notes: Footnotes) -> Iterator[str]:
    """A point as an item of a list, with what to say if asked about it inside it."""
    mark = f"{_escaped(point.mark)} " if point.mark else ""
    said = _bold(_line(point.said.text))
    lines = [f"- {mark}{said}{_references(point.said, notes)}"]
    asked = _bold(_escaped(document.words.asked))
    for answer in point.answers:
        way = direction(answer.question, base_of(document))
        words = " ".join(
            f"{_escaped(beside(' '.join(s.text.split()), way))}{_references(s, notes)}"
            for s in answer.said
        )
        lines.append(f"  {asked} {_escaped(answer.question)} {words}")
    yield "\n\n".join(lines)


def _marked(sentence: Sentence) -> str:
    """A sentence that stands alone, behind its handling mark."""
    return _line(" ".join(part for part in (sentence.mark, sentence.text) if part))


def _references(part: Sentence | Row, notes: Footnotes) -> str:
    """The notes of a part as footnotes, and its codes in brackets."""
    marks = "".join(f"[^{number}]" for number in notes.numbers(part))
    return f"{marks} \\[{', '.join(part.codes)}\\]" if part.codes else marks


def _table(table: Table, notes: Footnotes) -> Iterator[str]:
    yield f"### {_line(table.title)}"
    if table.note:
        yield _line(table.note)
    yield _grid(
        [column.heading for column in table.columns],
        [column.numeric for column in table.columns],
        [_row(row, table, notes) for row in table.rows],
    )
    for sentence in table.after:
        yield f"{_marked(sentence)}{_references(sentence, notes)}"


def _row(row: Row, table: Table, notes: Footnotes) -> list[str]:
    before = f"{_escaped(row.mark)} " if row.mark else ""
    after = _references(Row((), notes=row.notes) if table.resolves else row, notes)
    first, *others = row.cells
    return [
        before + _cell(first, total=row.total, after=after),
        *(_cell(cell, total=row.total) for cell in others),
    ]


def _chart(chart: Chart, speech: Speech) -> Iterator[str]:
    yield f"### {_line(f'{chart.title} ({measure_of(chart)})')}"
    yield "\n".join(f"- {_line(panel.alternative)}" for panel in chart.panels)
    data = chart_data(chart, speech)
    rows = printed_data(chart, speech)
    bars = isinstance(chart, BarChart)
    yield _grid(
        data.headings,
        [
            place >= data.named and not isinstance(value, str)
            for place, value in enumerate(data.rows[0])
        ],
        [[_cell(Cell(text), total=bars and row is rows[-1]) for text in row] for row in rows],
    )


def _grid(headings: Sequence[str], numeric: Sequence[bool], rows: Sequence[Sequence[str]]) -> str:
    lines = [
        [_escaped(heading).replace("\n", " ") for heading in headings],
        ["---:" if so else "---" for so in numeric],
        *rows,
    ]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _cell(cell: Cell, *, total: bool, after: str = "") -> str:
    lines = [line.strip(" ") for line in cell.text.split("\n")]
    shown = [_bold(_escaped(line)) if total else _escaped(line) for line in lines]
    shown[-1] += after
    details = [_escaped(line.strip(" ")) for line in cell.detail.split("\n") if line]
    return "<br>".join([*shown, *details])


def _bold(escaped: str) -> str:
    return f"**{escaped}**" if escaped else ""


def _line(text: str) -> str:
    """A text on a line of its own, where a list or a heading might begin."""
    return _guarded(_escaped(" ".join(text.split("\n"))).strip(" "))


def _guarded(escaped: str) -> str:
    if escaped[:1] in {"+", "-", "=", ":"}:
        return "\\" + escaped
    return _LIST_NUMBER.sub(r"\1\\", escaped)


def _escaped(text: str) -> str:
    """The text with a backslash before each sign that Markdown would take for its own."""
    return _MARKUP.sub(r"\\\g<0>", text)
