"""The briefing as a Word document: text and tables that can be edited, charts as pictures."""

from __future__ import annotations

import io
import re
import struct
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph as WordParagraph

from equipoise.briefing.content.chart_data import charts_of, measure_of
from equipoise.briefing.document import (
    BarChart,
    Block,
    Chart,
    Column,
    Document,
    FanChart,
    KeyJudgment,
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
from equipoise.briefing.press.chart_pictures import alternative, pictures
from equipoise.briefing.press.footnotes import Footnotes
from equipoise.briefing.press.word_letterhead import Letterhead
from equipoise.briefing.press.word_package import new_word_document, saved, twips
from equipoise.briefing.press.word_parts import (
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
from equipoise.briefing.template import Page

if TYPE_CHECKING:
    from docx.section import _Footer

_AROUND_PICTURE = 36
_MOST_LINES_OF_PANELS = 5
_LONG_ROW = 900


def render_docx(document: Document) -> bytes:
    """The briefing as a DOCX file. The same document gives the same bytes.

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
    word.add_end()
    return saved(word.made, document)


class _Word:
    """One Word document in the making."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.base = base_of(document)
        self.template = document.template
        self.made = new_word_document(self.template)
        parts = [part for chart in charts_of(document) for part in _page_parts(chart)]
        self.notes = Footnotes()
        self.drawn = iter(pictures(parts, document.language, template=document.template))

    def add_text(self, text: str, style: str) -> WordParagraph:
        """Add a paragraph that runs as its text wants."""
        paragraph = self.made.add_paragraph(style=style)
        written(paragraph, text, self.base)
        return paragraph

    def add_frame(self) -> None:
        """The mark above and below each page; below it also the title and the page's number."""
        section = self.made.sections[0]
        written(section.header.paragraphs[0], self.document.handling_mark, self.base)
        self.fill_foot(section.footer)
        head = Letterhead(self.document)
        if head.shown:
            section.different_first_page_header_footer = True
            first = section.first_page_header
            written(first.paragraphs[0], self.document.handling_mark, self.base)
            head.add_to(first)
            self.fill_foot(section.first_page_footer)

    def fill_foot(self, footer: _Footer) -> None:
        """Title and number of the page, and the mark below them."""
        mark = self.document.handling_mark
        foot = footer.paragraphs[0]
        foot.style = "Footer"
        turn(foot, self.base)
        sealed = seal_line(self.document)
        named = f"{self.document.title} · {self.document.program}"
        write(foot, f"{named} · {sealed}\t" if sealed else f"{named}\t", self.base)
        for piece in re.split(r"(\{number\}|\{count\})", self.document.words.page):
            if piece == "{number}":
                add_field(foot, "PAGE", "1")
            elif piece == "{count}":
                add_field(foot, "NUMPAGES", "1")
            elif piece:
                write(foot, piece, self.base)
        if mark:
            written(footer.add_paragraph(style="Header"), mark, self.base)

    def add_first_page(self) -> None:
        """What the reader is to know first."""
        document = self.document
        kind = " · ".join(part for part in (document.words.briefing, document.subject) if part)
        self.add_text(kind, "Note")
        self.add_text(document.title, "Title")
        self.add_text(document.occasion, "Subtitle")
        for line in document.head:
            paragraph = self.made.add_paragraph()
            turn(paragraph, self.base)
            write(paragraph, line.label, self.base, "Lead")
            write(paragraph, f"  {line.value}", self.base)
        if document.bottom_line:
            self.add_text(document.words.bottom_line, "Heading 1")
        for place, sentence in enumerate(document.bottom_line):
            paragraph = self.made.add_paragraph(
                style="Bottom Line" if place else "Bottom Line Lead"
            )
            self.say(paragraph, sentence)
        for place, judgment in enumerate(document.key_judgments):
            first = self.add_judgment(judgment)
            if place == 0:
                first.paragraph_format.space_before = Pt(12)
        for block in document.opening:
            self.add_block(block)
        if document.shortened:
            self.add_text(document.shortened, "Note")

    def add_end(self) -> None:
        """The authority block and the footnotes."""
        for line in self.document.authority:
            self.add_text(line, "Note")
        if self.notes.texts:
            self.add_text(self.document.words.notes, "Heading 1")
        for number, text in enumerate(self.notes.texts, 1):
            self.add_text(f"{number}. {text}", "Note")

    def say(
        self, paragraph: WordParagraph, sentence: Sentence, way: Direction | None = None
    ) -> None:
        """Write a sentence with the numbers of its notes and its codes.

        `way` is that of a paragraph that is already turned.
        """
        if way is None:
            way = direction(sentence.text, self.base)
            turn(paragraph, way)
        if sentence.mark:
            write(paragraph, f"{sentence.mark} ", way)
        write(paragraph, beside(sentence.text, way), way)
        self.add_references(paragraph, sentence)

    def add_references(self, paragraph: WordParagraph, part: Sentence | Row) -> None:
        """The numbers of the notes, raised, and the codes."""
        numbers = ",".join(str(number) for number in self.notes.numbers(part))
        for text in (numbers, ",".join(part.codes)):
            if text:
                run = paragraph.add_run(f" {text}" if text == numbers else f" [{text}]", "Code")
                run.font.superscript = text == numbers

    def add_judgment(self, judgment: KeyJudgment) -> WordParagraph:
        """Add a finding, a paragraph a line; returns the first."""
        heading = judgment.heading
        added = []
        for sentence in judgment.said:
            paragraph = self.made.add_paragraph(style="Key Judgment")
            added.append(paragraph)
            way = direction(sentence.text, self.base)
            turn(paragraph, way)
            write(paragraph, heading, way, "Lead")
            write(paragraph, "\t", way)
            if heading and judgment.mark:
                write(paragraph, f"{judgment.mark} ", way)
            self.say(paragraph, sentence, way)
            heading = ""
        return added[0]

    def add_block(self, block: Block) -> None:
        if isinstance(block, Paragraph):
            self.add_paragraph(block)
        elif isinstance(block, Point):
            self.add_point(block)
        elif isinstance(block, Table):
            self.add_table(block)
        else:
            self.add_chart(block)

    def add_paragraph(self, part: Paragraph) -> None:
        lead = f"{part.lead}. " if part.lead else ""
        before = " ".join(text for text in (part.number, part.mark) if text)
        paragraph: WordParagraph | None = None
        for sentence in part.said:
            *lines, last = sentence.text.split("\n")
            for line in (*lines, last):
                if paragraph is None:
                    paragraph = self.made.add_paragraph()
                    way = direction(line, self.base)
                    turn(paragraph, way)
                    if before or lead:
                        write(paragraph, f"{before} ".lstrip(), way)
                        write(paragraph, lead, way, "Lead")
                        before = lead = ""
                else:
                    write(paragraph, " ", way)
                write(paragraph, beside(line, way), way)
                if line is not last:
                    paragraph = None
            if paragraph is not None:
                self.add_references(paragraph, sentence)

    def add_point(self, part: Point) -> None:
        """A point, and what to say if asked about it."""
        paragraph = self.made.add_paragraph(style="Point")
        way = direction(part.said.text, self.base)
        turn(paragraph, way)
        write(paragraph, f"{part.mark} ".lstrip(), way)
        self.say(paragraph, part.said, way)
        for answer in part.answers:
            paragraph = self.made.add_paragraph(style="Answer")
            way = direction(answer.question, self.base)
            turn(paragraph, way)
            write(paragraph, f"{self.document.words.asked} {answer.question} ", way, "Lead")
            for place, sentence in enumerate(answer.said):
                write(paragraph, " " if place else "", way)
                self.say(paragraph, sentence, way)

    def add_chart(self, chart: Chart) -> None:
        heading = self.add_text(chart.title, "Heading 2")
        measure = f" ({measure_of(chart)})"
        write(heading, measure, direction(chart.title, self.base), "Measure")
        parts = _page_parts(chart)
        for part, picture in zip(parts, islice(self.drawn, len(parts)), strict=True):
            run = self.made.add_paragraph(style="Chart").add_run()
            shown = run.add_picture(
                io.BytesIO(picture), width=_picture_width(picture, self.template.page)
            )
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
        total = twips(self.template.page.text_width * (0.55 if part.narrow else 1))
        widths = lay_out_table(table, [column.width for column in part.columns], total, way)
        set_row(table.rows[0], header=True)
        for column, cell, width in zip(part.columns, table.rows[0].cells, widths, strict=True):
            cell.width = width
            paragraph = cell.paragraphs[0]
            paragraph.style = "Table Heading"
            own = written(paragraph, column.heading, way)
            align(paragraph, own, right=column.numeric or way == "rtl")
        colours = self.template.colours
        for place, row in enumerate(part.rows):
            made = table.add_row()
            length = max(len(cell.text) + len(cell.detail) for cell in row.cells)
            set_row(made, parts=length > _LONG_ROW)
            for column, cell, target, width in zip(
                part.columns, row.cells, made.cells, widths, strict=True
            ):
                target.width = width
                if place and (row.opens or row.total):
                    line_above(target, colours.ink if row.total else colours.line)
                first = target.paragraphs[0]
                first.style = "Table Total" if row.total else "Table Text"
                leads = cell is row.cells[0]
                text = f"{row.mark} {cell.text}" if leads and row.mark else cell.text
                _fill(first, text, column, way)
                if leads:
                    self.add_references(first, replace(row, codes=()) if part.resolves else row)
                if cell.detail:
                    _fill(target.add_paragraph(style="Table Detail"), cell.detail, column, way)
        for sentence in part.after:
            self.say(self.made.add_paragraph(style="Note"), sentence)


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


def _picture_width(png: bytes, page: Page) -> Mm:
    """As wide as the text, or less where the picture would be higher than a page."""
    width, height = struct.unpack(">II", png[16:24])
    room = page.height - page.top - page.bottom - _AROUND_PICTURE
    return Mm(min(page.text_width, room * width / height))
