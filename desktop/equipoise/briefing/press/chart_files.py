"""Each chart of a briefing as files of its own: a drawing, a picture, a table."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass

from equipoise.briefing.content.chart_data import Value, chart_data, charts_of
from equipoise.briefing.document import Chart, Document
from equipoise.briefing.language.plain_text import printable_parts
from equipoise.briefing.language.speech import Speech
from equipoise.briefing.press.chart_pictures import Frame, drawings, pictures

KINDS = ("svg", "png", "csv")

_WOULD_RUN = re.compile(r"'*(?:\s*[=+\-@＝＋－＠]|[\t\r\n])")
_NOT_IN_NAMES = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class ChartFile:
    """A file to be written: its name, without a folder, and what it holds."""

    name: str
    content: bytes


def chart_files(document: Document, kinds: tuple[str, ...] = KINDS) -> list[ChartFile]:
    """Every chart of a briefing in each of `kinds`: "svg", "png" or "csv".

    Drawings and pictures carry the handling mark above and below, the title, the key, and the
    briefing that they are from; their letters are outlines, so that they look the same everywhere.
    The same document gives the same bytes. Raises BriefingError.
    """
    document = printable_parts(document)
    charts = charts_of(document)
    language, speech = document.language, Speech(document.language)
    source = " · ".join((document.title, document.occasion, document.program))
    frame = Frame(document.handling_mark, source)
    made: dict[str, list[bytes]] = {}
    for kind in kinds:
        if kind == "svg":
            made[kind] = drawings(charts, language, frame, document.template)
        elif kind == "png":
            made[kind] = pictures(charts, language, frame, document.template)
        elif kind == "csv":
            made[kind] = [table(chart, speech, document.handling_mark) for chart in charts]
        else:
            raise ValueError(f"“{kind}” is not a kind of chart file; there are: {', '.join(KINDS)}")
    return [
        ChartFile(f"{name}.{kind}", contents[place])
        for place, name in enumerate(chart_names(document))
        for kind, contents in made.items()
    ]


def chart_names(document: Document) -> list[str]:
    """The names of the files of each chart, without their endings."""
    charts = charts_of(document)
    return [f"{number:02d} {_name(chart.title)}" for number, chart in enumerate(charts, 1)]


def table(chart: Chart, speech: Speech, mark: str = "") -> bytes:
    """The figures of a chart as CSV in UTF-8 with a byte order mark, as spreadsheets expect.

    A last column holds nothing but the handling mark, if there is one. Text that a spreadsheet
    would run as a formula (OWASP's page on CSV injection) gets an apostrophe before it.
    """
    data = chart_data(chart, speech)
    text = io.StringIO()
    writer = csv.writer(text)
    marks = (mark,) if mark else ()
    writer.writerow([_cell(value) for value in (*data.headings, *marks)])
    for row in data.rows:
        writer.writerow([_cell(value) for value in (*row, *marks)])
    return text.getvalue().encode("utf-8-sig")


def _cell(value: Value) -> str:
    if isinstance(value, str):
        return f"'{value}" if _WOULD_RUN.match(value) else value
    return f"{value:.9g}"


def _name(title: str) -> str:
    """A title as part of a file name on any system."""
    return _NOT_IN_NAMES.sub(" ", title).strip()[:60].rstrip() or "chart"
