"""Sheets as an Excel workbook (XLSX), written.

The parts are the fewest that ECMA-376 asks for. The same sheets give the same bytes: no time, no
author, no program is named. Text stands in cells of the type string, which no spreadsheet runs;
text that it would run when typed anew carries the mark (`quotePrefix`) that keeps it text then too.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date
from xml.sax.saxutils import escape, quoteattr

from equipoise.store.sheet_formulas import neutralised
from equipoise.store.sheets import Sheet, SheetFault, Value, column_name

LONGEST_CELL = 32_767
"""Characters that Excel holds in a cell."""

FIRST_DAY = date(1900, 3, 1)
"""Earlier days are written as text: Excel takes 1900 for a leap year and has no year before it."""

DAY_ZERO = date(1899, 12, 30)
"""The day from which Excel counts, for days from March 1900 on."""

_PLAIN, _HEADING, _DAY, _KEPT_TEXT = range(4)
_LONGEST_NAME = 31
_WIDTHS = (10, 60)
_UNWRITABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
_UNNAMEABLE = re.compile("[][:*?/\\\\\x00-\x1f\ufffe\uffff]")
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_STYLES = (
    f'{_HEAD}<styleSheet xmlns="{_MAIN}">'
    '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="4">'
    '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>'
    '<xf numFmtId="14" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
    '<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" '
    'quotePrefix="1"/>'
    "</cellXfs>"
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
    "</styleSheet>"
)


def xlsx_bytes(sheets: Sequence[Sheet]) -> bytes:
    """The sheets as one workbook, each with its headings in bold, kept in view when scrolling.

    Raises SheetFault for no sheet at all, for a text longer than a cell holds, and for text that
    cannot be stored.
    """
    if not sheets:
        raise SheetFault("there is no table to write", "Choose one")
    names = _names(sheets)
    parts = {
        "[Content_Types].xml": _content_types(len(sheets)),
        "_rels/.rels": _relationships([("officeDocument", "xl/workbook.xml")]),
        "xl/workbook.xml": _workbook(names),
        "xl/_rels/workbook.xml.rels": _relationships(
            [("worksheet", f"worksheets/sheet{n + 1}.xml") for n in range(len(sheets))]
            + [("styles", "styles.xml")]
        ),
        "xl/styles.xml": _STYLES,
    }
    for number, sheet in enumerate(sheets, start=1):
        parts[f"xl/worksheets/sheet{number}.xml"] = "".join(_worksheet(sheet))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, _encoded(text))
    return out.getvalue()


def escaped_text(text: str) -> str:
    """Text as a cell has it (ST_Xstring): what XML cannot hold, and what looks like it, as _xHHHH_.

    ECMA-376 part 1, 22.9.2.19.
    """
    return escape(_UNWRITABLE.sub(lambda found: f"_x{ord(found[0]):04X}_", text))


def _encoded(text: str) -> bytes:
    try:
        return text.encode()
    except UnicodeEncodeError as error:
        raise SheetFault(
            f"a text holds the character {error.object[error.start]!r}, which cannot be stored",
            "Type the text anew",
        ) from error


def _names(sheets: Sequence[Sheet]) -> list[str]:
    """Names that Excel takes: at most 31 characters, no two alike, without its own signs."""
    taken: set[str] = set()
    names: list[str] = []
    for number, sheet in enumerate(sheets, start=1):
        name = _UNNAMEABLE.sub(" ", sheet.name).strip(" '")[:_LONGEST_NAME] or f"Sheet {number}"
        if name.casefold() in taken:
            name = f"{name[: _LONGEST_NAME - 5]} {number}"
        taken.add(name.casefold())
        names.append(name)
    return names


def _content_types(sheets: int) -> str:
    overrides = [("/xl/workbook.xml", "sheet.main"), ("/xl/styles.xml", "styles")]
    overrides += [(f"/xl/worksheets/sheet{n + 1}.xml", "worksheet") for n in range(sheets)]
    listed = "".join(
        f'<Override PartName="{part}" ContentType="{_TYPE}.{kind}+xml"/>'
        for part, kind in overrides
    )
    return (
        f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{listed}</Types>'
    )


def _relationships(targets: Sequence[tuple[str, str]]) -> str:
    listed = "".join(
        f'<Relationship Id="rId{number}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, start=1)
    )
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{listed}</Relationships>'


def _workbook(names: Sequence[str]) -> str:
    listed = "".join(
        f'<sheet name={quoteattr(name)} sheetId="{number}" r:id="rId{number}"/>'
        for number, name in enumerate(names, start=1)
    )
    return (
        f'{_HEAD}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{listed}</sheets></workbook>'
    )


def _worksheet(sheet: Sheet) -> Iterator[str]:
    yield (
        f'{_HEAD}<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0">'
        '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
        "</sheetView></sheetViews><cols>"
    )
    for column in range(len(sheet.headings)):
        yield f'<col min="{column + 1}" max="{column + 1}" width="{_width(sheet, column)}" '
        yield 'customWidth="1"/>'
    yield "</cols><sheetData>"
    yield _row(1, sheet.headings, heading=True)
    for line, row in enumerate(sheet.rows, start=2):
        yield _row(line, row)
    yield "</sheetData></worksheet>"


def _width(sheet: Sheet, column: int) -> int:
    cells: list[Value] = [sheet.headings[column], *(row[column] for row in sheet.rows)]
    longest = max(len(str(cell)) for cell in cells if cell is not None)
    return min(max(longest + 2, _WIDTHS[0]), _WIDTHS[1])


def _row(line: int, values: Sequence[Value], *, heading: bool = False) -> str:
    cells = "".join(
        _cell(f"{column_name(column)}{line}", value, _HEADING if heading else _PLAIN)
        for column, value in enumerate(values)
        if value not in (None, "")
    )
    return f'<row r="{line}">{cells}</row>'


def _cell(place: str, value: Value, style: int) -> str:
    match value:
        case bool():
            return f'<c r="{place}" s="{style}" t="b"><v>{int(value)}</v></c>'
        case int() | float():
            return f'<c r="{place}" s="{style}"><v>{value!r}</v></c>'
        case date() if value >= FIRST_DAY:
            return f'<c r="{place}" s="{_DAY}"><v>{(value - DAY_ZERO).days}</v></c>'
        case _:
            return _text_cell(place, str(value), style)


def _text_cell(place: str, text: str, style: int) -> str:
    written = escaped_text(text)
    if len(text) > LONGEST_CELL:
        raise SheetFault(
            f"the cell {place} would have a text of {len(text):,} characters; Excel holds "
            f"{LONGEST_CELL:,}",
            "Shorten it, or write CSV instead",
        )
    if neutralised(text) != text:
        style = _KEPT_TEXT
    inner = f'<is><t xml:space="preserve">{written}</t></is>'
    return f'<c r="{place}" s="{style}" t="inlineStr">{inner}</c>'
