"""The briefing as Markdown (GitHub's dialect), for text editors and wikis.

A chart stands as its description in words and the figures at the months that its axis names; the
key to its lines and areas is left out, for nothing is drawn.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from equipoise.briefing.chart_data import chart_data, measure_of, printed_data
from equipoise.briefing.document import BarChart, Block, Cell, Chart, Document, Paragraph, Table
from equipoise.briefing.plain_text import printable_parts
from equipoise.briefing.speech import Speech

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
    yield _line(" · ".join(part for part in (document.words.briefing, document.subject) if part))
    yield f"# {_line(document.title)}"
    yield _line(document.occasion)
    yield f"## {_line(document.words.bottom_line)}"
    for place, sentence in enumerate(document.bottom_line):
        yield _bold(_line(sentence)) if place == 0 else _line(sentence)
    for judgment in document.key_judgments:
        yield from _led(judgment.heading, judgment.text)
    for block in document.opening:
        yield from _block(block, speech)
    for section in document.sections:
        yield f"## {_line(section.heading)}"
        for block in section.blocks:
            yield from _block(block, speech)
    yield _line(f"{document.title} · {document.program}")
    if mark:
        yield mark


def _block(block: Block, speech: Speech) -> Iterator[str]:
    if isinstance(block, Paragraph):
        yield from _led(block.lead, block.text)
    elif isinstance(block, Table):
        yield from _table(block)
    else:
        yield from _chart(block, speech)


def _led(lead: str, text: str) -> Iterator[str]:
    """Running text, a paragraph a line, with its lead before the first."""
    lines = [line for line in text.split("\n") if line.strip(" ")]
    if lead:
        lines[:1] = [f"{_bold(_line(lead + '.'))} {_escaped(' '.join(lines[:1]))}"]
        yield lines[0].rstrip(" ")
        lines = lines[1:]
    for line in lines:
        yield _line(line)


def _table(table: Table) -> Iterator[str]:
    yield f"### {_line(table.title)}"
    if table.note:
        yield _line(table.note)
    yield _grid(
        [column.heading for column in table.columns],
        [column.numeric for column in table.columns],
        [[_cell(cell, total=row.total) for cell in row.cells] for row in table.rows],
    )


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


def _cell(cell: Cell, *, total: bool) -> str:
    lines = [line.strip(" ") for line in cell.text.split("\n")]
    shown = [_bold(_escaped(line)) if total else _escaped(line) for line in lines]
    details = [_escaped(line.strip(" ")) for line in cell.detail.split("\n") if line]
    return "<br>".join([*shown, *details])


def _bold(escaped: str) -> str:
    return f"**{escaped}**" if escaped else ""


def _line(text: str) -> str:
    """A text on a line of its own, where a list or a heading might begin."""
    escaped = _escaped(" ".join(text.split("\n"))).strip(" ")
    if escaped[:1] in {"+", "-", "=", ":"}:
        return "\\" + escaped
    return _LIST_NUMBER.sub(r"\1\\", escaped)


def _escaped(text: str) -> str:
    """The text with a backslash before each sign that Markdown would take for its own."""
    return _MARKUP.sub(r"\\\g<0>", text)
