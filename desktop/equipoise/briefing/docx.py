"""The briefing as a Word document: text and tables that can be edited, charts as pictures."""

from __future__ import annotations

import io
import re
import struct
from dataclasses import replace
from itertools import islice

from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph as WordParagraph

from equipoise.briefing.chart_data import charts_of, measure_of
from equipoise.briefing.chart_pictures import alternative, pictures
from equipoise.briefing.document import (
    BarChart,
    Block,
    Chart,
    Column,
    Document,
    FanChart,
    KeyJudgment,
    Paragraph,
    Table,
)
from equipoise.briefing.plain_text import (
    Direction,
    base_of,
    direction,
    printable_parts,
)
from equipoise.briefing.word_package import new_word_document, saved
from equipoise.briefing.word_parts import (
    add_field,
    align,
    describe_table,
    lay_out_table,
    line_above,
    set_row,
    turn,
    write,
    written,
)

_TEXT_WIDTH = 9752
_PICTURE_WIDTH, _PICTURE_HEIGHT = Mm(172), Mm(215)
_MOST_LINES_OF_PANELS = 5
_LONG_ROW = 900


def render_docx(document: Document) -> bytes:
    """The briefing as a DOCX file, A4. The same document gives the same bytes.

    Raises BriefingError where a chart cannot be drawn.
    """
    document = printable_parts(document)
    word = _Word(document)
    word.add_frame()
    word.add_first_page()
    for section in document.sections:
        word.add_text(section.heading, "Heading 1")
        for block in section.blocks:
            word.add_block(block)
    return saved(word.made, document.title, document.language, document.produced)


class _Word:
    """One Word document in the making."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.base = base_of(document)
        self.made = new_word_document()
        parts = [part for chart in charts_of(document) for part in _page_parts(chart)]
        self.drawn = iter(pictures(parts, document.language))

    def add_text(self, text: str, style: str) -> WordParagraph:
        """Add a paragraph that runs as its text wants."""
        paragraph = self.made.add_paragraph(style=style)
        written(paragraph, text, self.base)
        return paragraph

    def add_frame(self) -> None:
        """The mark above and below each page; below it also the title and the page's number."""
        section = self.made.sections[0]
        mark = self.document.handling_mark
        written(section.header.paragraphs[0], mark, self.base)
        foot = section.footer.paragraphs[0]
        foot.style = "Footer"
        turn(foot, self.base)
        write(foot, f"{self.document.title} · {self.document.program}\t", self.base)
        for piece in re.split(r"(\{number\}|\{count\})", self.document.words.page):
            if piece == "{number}":
                add_field(foot, "PAGE", "1")
            elif piece == "{count}":
                add_field(foot, "NUMPAGES", "1")
            elif piece:
                write(foot, piece, self.base)
        if mark:
            written(section.footer.add_paragraph(style="Header"), mark, self.base)

    def add_first_page(self) -> None:
        """What the reader is to know first."""
        document = self.document
        kind = " · ".join(part for part in (document.words.briefing, document.subject) if part)
        self.add_text(kind, "Note")
        self.add_text(document.title, "Title")
        self.add_text(document.occasion, "Subtitle")
        self.add_text(document.words.bottom_line, "Heading 1")
        for place, sentence in enumerate(document.bottom_line):
            self.add_text(sentence, "Bottom Line" if place else "Bottom Line Lead")
        for place, judgment in enumerate(document.key_judgments):
            first = self.add_judgment(judgment)
            if place == 0:
                first.paragraph_format.space_before = Pt(12)
        for block in document.opening:
            self.add_block(block)

    def add_judgment(self, judgment: KeyJudgment) -> WordParagraph:
        """Add a finding, a paragraph a line; returns the first."""
        heading = judgment.heading
        added = []
        for line in judgment.text.split("\n"):
            paragraph = self.made.add_paragraph(style="Key Judgment")
            added.append(paragraph)
            way = direction(line, self.base)
            turn(paragraph, way)
            write(paragraph, heading, way, "Lead")
            write(paragraph, f"\t{line}", way)
            heading = ""
        return added[0]

    def add_block(self, block: Block) -> None:
        if isinstance(block, Paragraph):
            self.add_paragraph(block)
        elif isinstance(block, Table):
            self.add_table(block)
        else:
            self.add_chart(block)

    def add_paragraph(self, part: Paragraph) -> None:
        lead = f"{part.lead}. " if part.lead else ""
        for line in part.text.split("\n"):
            paragraph = self.made.add_paragraph()
            way = direction(line, self.base)
            turn(paragraph, way)
            if lead:
                write(paragraph, lead, way, "Lead")
                lead = ""
            write(paragraph, line, way)

    def add_chart(self, chart: Chart) -> None:
        heading = self.add_text(chart.title, "Heading 2")
        measure = f" ({measure_of(chart)})"
        write(heading, measure, direction(chart.title, self.base), "Measure")
        parts = _page_parts(chart)
        for part, picture in zip(parts, islice(self.drawn, len(parts)), strict=True):
            run = self.made.add_paragraph(style="Chart").add_run()
            shown = run.add_picture(io.BytesIO(picture), width=_picture_width(picture))
            properties = shown._inline.docPr
            properties.set("title", " ".join(part.title.split()))
            properties.set("descr", " ".join(alternative(part).split()))
        if chart.key:
            self.add_text(chart.key, "Note")

    def add_table(self, part: Table) -> None:
        self.add_text(part.title, "Heading 2")
        if part.note:
            self.add_text(part.note, "Note").paragraph_format.keep_with_next = True
        way = direction(" ".join(column.heading for column in part.columns), self.base)
        table = self.made.add_table(rows=1, cols=len(part.columns), style="Briefing Table")
        describe_table(table, part.title, part.note)
        total = round(_TEXT_WIDTH * 0.55) if part.narrow else _TEXT_WIDTH
        widths = lay_out_table(table, [column.width for column in part.columns], total, way)
        set_row(table.rows[0], header=True)
        for column, cell, width in zip(part.columns, table.rows[0].cells, widths, strict=True):
            cell.width = width
            paragraph = cell.paragraphs[0]
            paragraph.style = "Table Heading"
            own = written(paragraph, column.heading, way)
            align(paragraph, own, right=column.numeric or way == "rtl")
        for place, row in enumerate(part.rows):
            made = table.add_row()
            length = max(len(cell.text) + len(cell.detail) for cell in row.cells)
            set_row(made, parts=length > _LONG_ROW)
            for column, cell, target, width in zip(
                part.columns, row.cells, made.cells, widths, strict=True
            ):
                target.width = width
                if place and (row.opens or row.total):
                    line_above(target, strong=row.total)
                first = target.paragraphs[0]
                first.style = "Table Total" if row.total else "Table Text"
                _fill(first, cell.text, column, way)
                if cell.detail:
                    _fill(target.add_paragraph(style="Table Detail"), cell.detail, column, way)


def _fill(paragraph: WordParagraph, text: str, column: Column, table: Direction) -> None:
    """A cell's text: runs as its letters want, stands where its column does."""
    way: Direction = "ltr" if column.numeric else direction(text, table)
    turn(paragraph, way)
    write(paragraph, text, way)
    align(paragraph, way, right=column.numeric or table == "rtl")


def _page_parts(chart: Chart) -> tuple[Chart, ...]:
    """The chart in as many parts as it needs pictures, each no higher than a page."""
    most = _MOST_LINES_OF_PANELS * (1 if isinstance(chart, BarChart) else chart.columns)
    if not isinstance(chart, FanChart) or len(chart.panels) <= most:
        return (chart,)
    return tuple(
        replace(chart, panels=chart.panels[first : first + most])
        for first in range(0, len(chart.panels), most)
    )


def _picture_width(png: bytes) -> Mm:
    """As wide as the text, or less where the picture would be higher than a page."""
    width, height = struct.unpack(">II", png[16:24])
    return Mm(min(_PICTURE_WIDTH.mm, _PICTURE_HEIGHT.mm * width / height))
