"""Parts of a Word document that python-docx has no words for: direction, fields, table details.

Text enters by python-docx's own runs and attributes, never as XML or as a field's code.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from docx.enum.table import WD_TABLE_DIRECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.shared import Twips

from equipoise.briefing.language.plain_text import Direction, direction, stretches

if TYPE_CHECKING:
    from docx.table import Table, _Cell, _Row
    from docx.text.paragraph import Paragraph

_AFTER_BIDI = (
    "w:adjustRightInd",
    "w:snapToGrid",
    "w:spacing",
    "w:ind",
    "w:contextualSpacing",
    "w:mirrorIndents",
    "w:suppressOverlap",
    "w:jc",
    "w:textDirection",
    "w:textAlignment",
    "w:textboxTightWrap",
    "w:outlineLvl",
    "w:divId",
    "w:cnfStyle",
    "w:rPr",
    "w:sectPr",
    "w:pPrChange",
)
_LINE = {"val": "single", "sz": "4", "space": "0"}


def turn(paragraph: Paragraph, way: Direction) -> None:
    """Let a paragraph run that way."""
    if way == "rtl":
        paragraph._p.get_or_add_pPr().insert_element_before(OxmlElement("w:bidi"), *_AFTER_BIDI)


def write(paragraph: Paragraph, text: str, way: Direction, style: str | None = None) -> None:
    """Add text to a paragraph that runs `way`, in runs of one direction each."""
    for piece, of_piece in stretches(text, way):
        run = paragraph.add_run(piece, style)
        if of_piece == "rtl":
            run.font.rtl = True


def written(paragraph: Paragraph, text: str, base: Direction) -> Direction:
    """Fill an empty paragraph, turned as its text wants; returns the way it runs."""
    way = direction(text, base)
    turn(paragraph, way)
    write(paragraph, text, way)
    return way


def align(paragraph: Paragraph, way: Direction, *, right: bool) -> None:
    """Set a paragraph at the right or the left of its cell.

    In a paragraph that runs right to left, Word's “right” means the left.
    """
    if right == (way == "ltr"):
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def add_field(paragraph: Paragraph, code: str, result: str) -> None:
    """Add a field, such as PAGE, that Word computes; `result` stands until it has."""
    for kind, text in (
        ("begin", ""),
        ("code", code),
        ("separate", ""),
        ("text", result),
        ("end", ""),
    ):
        run = paragraph.add_run()
        if kind == "text":
            run.text = text
        elif kind == "code":
            instruction = OxmlElement("w:instrText")
            instruction.set(qn("xml:space"), "preserve")
            instruction.text = f" {text} "
            run._r.append(instruction)
        else:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
            run._r.append(mark)


def describe_table(table: Table, title: str, note: str) -> None:
    """Give a table its name and its description for those who hear it."""
    for name, text in (("w:tblCaption", title), ("w:tblDescription", note)):
        if text:
            element = OxmlElement(name)
            element.set(qn("w:val"), " ".join(text.split()))
            table._tbl.tblPr.append(element)


def lay_out_table(table: Table, widths: Sequence[float], total: int, way: Direction) -> list[Twips]:
    """Fix the width (in twentieths of a point), its shares and the direction of a table.

    Returns the width of each column.
    """
    table.autofit = False
    if way == "rtl":
        table.table_direction = WD_TABLE_DIRECTION.RTL
    whole = table._tbl.tblPr.find(qn("w:tblW"))
    if whole is not None:
        whole.set(qn("w:type"), "dxa")
        whole.set(qn("w:w"), str(total))
    shares = [Twips(round(total * width / sum(widths))) for width in widths]
    for column, share in zip(table.columns, shares, strict=True):
        column.width = share
    return shares


def set_row(row: _Row, *, header: bool = False, parts: bool = False) -> None:
    """Let a header row repeat on each page; let a row part at a page's end only if it `parts`."""
    properties = row._tr.get_or_add_trPr()
    if not parts:
        properties.append(OxmlElement("w:cantSplit"))
    if header:
        properties.append(OxmlElement("w:tblHeader"))


def line_above(cell: _Cell, colour: str) -> None:
    """Draw a line above a cell, in a colour as "#rrggbb"."""
    borders = OxmlElement("w:tcBorders")
    top = OxmlElement("w:top")
    for name, value in {**_LINE, "color": colour.removeprefix("#").upper()}.items():
        top.set(qn(f"w:{name}"), value)
    borders.append(top)
    cell._tc.get_or_add_tcPr().append(borders)
