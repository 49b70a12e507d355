"""Sheets as Excel workbooks (XLSX), read and written with openpyxl.

Read: a formula cell gives the value that the spreadsheet program last worked out and stored,
because that is what the person who sends the table saw; a formula without such a value is refused,
for an empty cell would be taken for a wish to empty the field. Nothing is ever worked out here.
Hidden sheets are passed over: nobody agrees to what cannot be seen. Merged cells are refused: only
the first of them has the value, and the others would be read as empty. Where a text is kept in the
workbook's list of shared texts, openpyxl drops the escape by which `_x0041_` is told from an “A”;
whoever writes such a thing reads it back as the character that it names.

Written: the same sheets give the same bytes, which name no person and no time. Text stands in
cells of the type string, which no spreadsheet runs; text that it would run when typed anew carries
the mark (`quotePrefix`) that keeps it text then too. Numbers are written in 16 significant digits.
"""

from __future__ import annotations

import io
import math
import re
import warnings
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime, time
from typing import Any
from xml.parsers import expat

from openpyxl import Workbook
from openpyxl.cell import Cell, MergedCell
from openpyxl.cell.read_only import ReadOnlyCell
from openpyxl.reader.excel import ExcelReader
from openpyxl.styles import Font
from openpyxl.styles.stylesheet import apply_stylesheet
from openpyxl.utils import coordinate_to_tuple
from openpyxl.utils.escape import unescape
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from equipoise.dossier.validation import storage_problem
from equipoise.store.sheets.formulas import neutralised
from equipoise.store.sheets.package import Package
from equipoise.store.sheets.sheet import (
    MOST_COLUMNS,
    Sheet,
    SheetFault,
    Value,
    column_name,
    sheet_of_records,
)

MOST_SHEETS = 100
"""Sheets of a workbook that are looked at; a whole dossier has some twenty tables."""

LAST_LINE = 1_048_576
"""Rows of a worksheet in every program since 2007."""

LONGEST_CELL = 32_767
"""Characters that Excel holds in a cell."""

FIRST_DAY = date(1900, 3, 1)
"""Earlier days are written as text: Excel takes 1900 for a leap year and has no year before it."""

_NO_TIME = datetime(1980, 1, 1)  # noqa: DTZ001  # the earliest that a zip archive can name
_LONGEST_NAME = 31
_WIDTHS = (10, 60)
_UNWRITABLE = re.compile("[\x01-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
_UNNAMEABLE = re.compile("[][:*?/\\\\\x00-\x1f\ud800-\udfff\ufffe\uffff]")
_NO_FORMAT = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
_NOT_STRICT = "Save it anew as “Excel workbook (.xlsx)”, not as “Strict Open XML”"
_ANEW = "Save it anew in the spreadsheet program as “Excel workbook (.xlsx)”"


def read_workbook(content: bytes) -> tuple[Sheet, ...]:
    """The sheets that are shown and have anything in them, in order.

    Raises SheetFault in plain words for whatever is no such workbook.
    """
    package = Package(content)
    sheets: list[Sheet] = []
    with _plainly("is damaged, or no Excel workbook"), warnings.catch_warnings(action="ignore"):
        reader = ExcelReader(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        parts = _worksheet_parts(reader)
        reader.read_strings()
        apply_stylesheet(reader.archive, reader.wb)
        reader.read_worksheets()
        for sheet, part in zip(reader.wb.worksheets, parts, strict=True):
            if sheet.sheet_state != "visible":
                continue
            with _plainly(f"sheet “{unescape(sheet.title)}”"):
                outline = _Outline(package.read(part))
                if outline.lines:
                    records = _records(sheet, outline)
                    sheets.append(sheet_of_records(unescape(sheet.title), records))
    if not sheets:
        raise SheetFault("there is no table in it", "Write headings in the first line of a sheet")
    return tuple(sheets)


def xlsx_bytes(sheets: Sequence[Sheet]) -> bytes:
    """The sheets as one workbook, each with its headings in bold, kept in view when scrolling.

    Raises SheetFault for no sheet at all, for a text longer than a cell holds, and for text that
    cannot be stored.
    """
    if not sheets:
        raise SheetFault("there is no table to write", "Choose one")
    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.creator = None
    book.properties.created = book.properties.modified = _NO_TIME
    for name, sheet in zip(_names(sheets), sheets, strict=True):
        _fill(book.create_sheet(name), sheet)
    writer, out = _Writer(book), io.BytesIO()
    writer.save()
    with zipfile.ZipFile(writer.made) as parts, zipfile.ZipFile(out, "w") as archive:
        for name in parts.namelist():
            entry = zipfile.ZipInfo(name, _NO_TIME.timetuple()[:6])
            archive.writestr(entry, parts.read(name), zipfile.ZIP_DEFLATED)
    return out.getvalue()


@contextmanager
def _plainly(about: str) -> Iterator[None]:
    """Whatever a foreign file makes the reader raise becomes a SheetFault about it."""
    try:
        yield
    except SheetFault as error:
        inner = about.startswith("sheet")
        raise SheetFault(
            f"{about}: {error.fault}" if inner else error.fault, error.advice
        ) from error
    except Exception as error:
        said = (str(error).splitlines() or [""])[0][:100]
        raise SheetFault(f"{about}: {said or type(error).__name__}", _ANEW) from error


def _worksheet_parts(reader: ExcelReader) -> list[str]:
    """The parts of the worksheets, in order."""
    reader.read_manifest()
    reader.read_workbook()
    found = [relation for _, relation in reader.parser.find_sheets()]
    parts = [relation.target for relation in found if relation.target in reader.valid_files]
    if not parts:
        raise SheetFault("is written in a form that cannot be read", _NOT_STRICT)
    if len(parts) > MOST_SHEETS:
        raise SheetFault(f"has more than {MOST_SHEETS} sheets", "Split it into several")
    if len(set(parts)) < len(parts):
        raise SheetFault("has sheets that share one table, as no program writes them")
    charts = {relation.target for relation in found if "chartsheet" in relation.Type}
    return [part for part in parts if part not in charts]


class _Outline:
    """Where a worksheet has values, and a refusal of what openpyxl would pass over in silence.

    That is: merged cells, formulas never worked out, and rows or cells in disorder.
    """

    def __init__(self, content: bytes) -> None:
        self.lines: set[int] = set()
        self.width = 0
        self._line = self._column = 0
        self._kind = ""
        self._formula = self._within = self._valued = False
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        parser.Parse(content, True)

    @property
    def _place(self) -> str:
        return f"{column_name(self._column - 1)}{self._line}"

    def _start(self, name: str, attributes: Mapping[str, str]) -> None:
        before = self._line, self._column
        match name.rpartition(":")[2]:
            case "row":
                self._line, self._column = int(attributes.get("r", self._line + 1)), 0
                if not before[0] < self._line <= LAST_LINE:
                    raise SheetFault(f"has its rows in disorder at row {self._line}")
            case "c":
                place = attributes.get("r")
                line, column = (
                    coordinate_to_tuple(place) if place else (self._line, self._column + 1)
                )
                if line != self._line or column <= self._column:
                    raise SheetFault(f"has its cells in disorder in row {self._line}")
                self._column, self._kind = column, attributes.get("t", "n")
                self._formula = self._valued = False
            case "f":
                self._formula = True
            case "v" | "t":
                self._within = True
            case "mergeCell":
                raise SheetFault(
                    f"has merged cells ({attributes.get('ref', '')[:30]})",
                    "Unmerge them, so that each line says its own",
                )
            case _:
                pass

    def _characters(self, _text: str) -> None:
        self._valued = self._valued or self._within

    def _end(self, name: str) -> None:
        match name.rpartition(":")[2]:
            case "v" | "t":
                self._within = False
            case "c" if self._valued:
                if self._column > MOST_COLUMNS:
                    raise SheetFault(f"cell {self._place} stands beyond the column {MOST_COLUMNS}")
                self.lines.add(self._line)
                self.width = max(self.width, self._column)
            case "c" if self._formula and self._kind != "str":
                raise SheetFault(
                    f"cell {self._place} has a formula whose value was never worked out",
                    "Open it in the spreadsheet program, save it there, and try again",
                )
            case _:
                pass


def _records(sheet: Worksheet, outline: _Outline) -> Iterator[tuple[int, list[Value]]]:
    """The lines with values. Raises SheetFault where openpyxl finds nothing in one of them."""
    found = 0
    rows = sheet.iter_rows(max_row=max(outline.lines), max_col=outline.width)
    for line, row in enumerate(rows, start=1):
        if line in outline.lines:
            cells = [_value(cell) for cell in row]
            found += any(cell is not None for cell in cells)
            yield line, cells
    if found < len(outline.lines):
        raise SheetFault("is written in a form that cannot be read", _NOT_STRICT)


def _value(cell: Any) -> Value:
    """What a cell of `ReadOnlyCell` holds; a moment that is no whole day is text."""
    match cell.value:
        case None | bool():
            value: Value = cell.value
        case _ if cell.data_type == "e":
            raise SheetFault(f"cell {cell.coordinate} holds the error {cell.value[:20]}")
        case str() as text:
            value = unescape(text)
        case datetime() as moment:
            value = moment.date() if moment.time() == time() else moment.isoformat()
        case int() | float() as number:
            value = _number(cell, number)
        case date() as day:
            value = day
        case other:
            value = str(other)
    return value


def _number(cell: ReadOnlyCell, number: float) -> Value:
    """A number as a person sees it: 0.75 shown as a percentage is 75."""
    if not math.isfinite(float(number) * 100):
        raise SheetFault(f"cell {cell.coordinate} holds no number")
    if "%" in _NO_FORMAT.sub("", cell.number_format).split(";")[0]:
        return round(number * 100, 10)
    return number


class _Writer(ExcelWriter):
    """Writes in memory; openpyxl by itself puts each worksheet into a file in a shared folder."""

    def __init__(self, book: Workbook) -> None:
        self.made = io.BytesIO()
        self._parts = zipfile.ZipFile(self.made, "w")
        super().__init__(book, self._parts)

    def write_worksheet(self, ws: Worksheet) -> None:
        """Add a worksheet to the archive."""
        WorksheetWriter(ws, out := io.BytesIO()).write()
        self._parts.writestr(ws.path[1:], out.getvalue())
        self.manifest.append(ws)


def _fill(page: Worksheet, sheet: Sheet) -> None:
    page.freeze_panes = "A2"
    for column, heading in enumerate(sheet.headings):
        cells: list[Value] = [heading, *(row[column] for row in sheet.rows)]
        longest = max(len(str(value)) for value in cells if value is not None)
        width = min(max(longest + 2, _WIDTHS[0]), _WIDTHS[1])
        page.column_dimensions[column_name(column)].width = width
        for line, value in enumerate(cells, start=1):
            if value not in (None, ""):
                _write(page.cell(line, column + 1), value)
        page.cell(1, column + 1).font = Font(bold=True)


def _write(cell: Cell | MergedCell, value: Value) -> None:
    if isinstance(value, int | float) or (isinstance(value, date) and value >= FIRST_DAY):
        cell.value = value
        return
    text = str(value)
    if fault := storage_problem(text):
        raise SheetFault(f"the cell {cell.coordinate} {fault}")
    if len(text) > LONGEST_CELL:
        raise SheetFault(
            f"the cell {cell.coordinate} would have a text of {len(text):,} characters; Excel "
            f"holds {LONGEST_CELL:,}",
            "Shorten it, or write CSV instead",
        )
    cell.value = _UNWRITABLE.sub(lambda found: f"_x{ord(found[0]):04X}_", text)
    cell.data_type = "s"  # openpyxl takes “=…” for a formula and “#REF!” for an error
    if neutralised(text) != text:
        cell.number_format = "@"
        cell.quotePrefix = True


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
