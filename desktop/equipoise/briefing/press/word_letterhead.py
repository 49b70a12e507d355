"""The letterhead of a briefing in Word: in the header of the first page."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm

from equipoise.briefing.document import Document
from equipoise.briefing.language.plain_text import base_of
from equipoise.briefing.press.word_package import twips
from equipoise.briefing.press.word_parts import align, lay_out_table, written
from equipoise.briefing.template_folder.logo import logo_pixels

if TYPE_CHECKING:
    from docx.section import _Header
    from docx.table import _Cell


class Letterhead:
    """Lines, a logo, lines: from the side where the document begins."""

    def __init__(self, document: Document) -> None:
        self._lines = document.letterhead
        self._base = base_of(document)
        self._page = document.template.page
        self._logo = document.template.letterhead.logo
        self._height = document.template.letterhead.height

    @property
    def shown(self) -> bool:
        """Whether there is anything in it."""
        return self._logo is not None or bool(self._lines.left or self._lines.right)

    def add_to(self, header: _Header) -> None:
        """Add it to a header, below what is there."""
        table = header.add_table(1, 3, Mm(self._page.text_width))
        shares = (2, 1, 2) if self._logo is None else (1, 1, 1)
        widths = lay_out_table(table, shares, twips(self._page.text_width), self._base)
        first, middle, last = table.rows[0].cells
        for cell, width in zip((first, middle, last), widths, strict=True):
            cell.width = width
        self._fill(first, self._lines.left, right=self._base == "rtl")
        self._fill(last, self._lines.right, right=self._base == "ltr")
        if self._logo is not None:
            paragraph = middle.paragraphs[0]
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            picture = io.BytesIO(logo_pixels(self._logo, self._height))
            shown = paragraph.add_run().add_picture(picture, height=Mm(self._height))
            shown._inline.docPr.set("descr", self._logo.text)
        header.add_paragraph()  # Word wants a paragraph after a table.

    def _fill(self, cell: _Cell, lines: tuple[str, ...], *, right: bool) -> None:
        for place, line in enumerate(lines):
            paragraph = cell.add_paragraph() if place else cell.paragraphs[0]
            paragraph.style = "Note"
            align(paragraph, written(paragraph, line, self._base), right=right)
