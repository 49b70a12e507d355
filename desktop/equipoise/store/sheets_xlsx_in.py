"""The sheets of an Excel workbook (XLSX), read.

A formula cell gives the value that the spreadsheet program last worked out and stored, because
that is what the person who sends the table saw; a formula without such a value is refused, for an
empty cell would be taken for a wish to empty the field. Nothing is ever worked out here. Hidden
sheets are passed over: nobody agrees to what cannot be seen. Merged cells are refused: only the
first of them has the value, and the others would be read as empty.
"""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass, field

from equipoise.store.sheets import Sheet, SheetFault, sheet_of_records
from equipoise.store.sheets_formats import Shown, shown_as
from equipoise.store.sheets_package import Package
from equipoise.store.sheets_xlsx_cells import Cells, SharedTexts, read_text, small_number
from equipoise.store.sheets_xml import read_xml

MOST_SHEETS = 100
"""Sheets of a workbook that are looked at; a whole dossier has some twenty tables."""


def read_workbook(content: bytes) -> tuple[Sheet, ...]:
    """The sheets that are shown and have anything in them, in order.

    Raises SheetFault in plain words for whatever is no such workbook.
    """
    package = Package(content)
    book = _Book()
    book_part = _workbook_part(package)
    read_xml(book_part, package.read(book_part), book)
    parts = _Relations(posixpath.dirname(book_part))
    relations = posixpath.join(
        posixpath.dirname(book_part), "_rels", f"{posixpath.basename(book_part)}.rels"
    )
    read_xml(relations, package.read(relations), parts)
    strings, styles = SharedTexts(), _Styles()
    for kind, reader in (("sharedStrings", strings), ("styles", styles)):
        for part in parts.of_kind(kind):
            read_xml(part, package.read(part), reader)
    sheets: list[Sheet] = []
    for name, relation, hidden in book.sheets:
        kind, part = parts.targets.get(relation, ("", ""))
        if hidden or kind != "worksheet":
            continue
        cells = Cells(strings.texts, styles.shown(), from_1904=book.from_1904)
        try:
            read_xml(part, package.read(part), cells)
            if cells.lines:
                sheets.append(sheet_of_records(name, cells.lines.items()))
        except SheetFault as error:
            raise SheetFault(f"sheet “{name}”: {error.fault}", error.advice) from error
    if not sheets:
        raise SheetFault("there is no table in it", "Write headings in the first line of a sheet")
    return tuple(sheets)


def _workbook_part(package: Package) -> str:
    relations = _Relations("")
    read_xml("_rels/.rels", package.read("_rels/.rels"), relations)
    found = relations.of_kind("officeDocument")
    if len(found) != 1 or not found[0].startswith("xl/"):
        raise SheetFault(
            "is no Excel workbook",
            "Save it in the spreadsheet program as “Excel workbook (.xlsx)” or as CSV",
        )
    return found[0]


@dataclass
class _Book:
    """The workbook part: sheets as name, relation and whether hidden; the day that 0 stands for."""

    sheets: list[tuple[str, str, bool]] = field(default_factory=list)
    from_1904: bool = False

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "sheet":
            if len(self.sheets) >= MOST_SHEETS:
                raise SheetFault(f"has more than {MOST_SHEETS} sheets", "Split it into several")
            hidden = attributes.get("state", "visible") != "visible"
            relation = next((attributes[key] for key in attributes if key.endswith(":id")), "")
            self.sheets.append((read_text(attributes.get("name", "")), relation, hidden))
        elif name == "workbookPr":
            self.from_1904 = attributes.get("date1904", "0") in ("1", "true")

    def end(self, name: str, text: str) -> None:
        pass


class _Relations:
    """Relationships: identifier to kind and part."""

    def __init__(self, folder: str) -> None:
        self._folder = folder
        self.targets: dict[str, tuple[str, str]] = {}

    def of_kind(self, kind: str) -> list[str]:
        """The parts of one kind."""
        return [part for found, part in self.targets.values() if found == kind]

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name != "Relationship" or attributes.get("TargetMode") == "External":
            return
        target = attributes.get("Target", "")
        part = target[1:] if target.startswith("/") else posixpath.join(self._folder, target)
        kind = attributes.get("Type", "").rpartition("/")[2]
        self.targets[attributes.get("Id", "")] = kind, posixpath.normpath(part)

    def end(self, name: str, text: str) -> None:
        pass


class _Styles:
    """Number formats: those of the workbook's own, and which one each style has."""

    def __init__(self) -> None:
        self._codes: dict[int, str] = {}
        self._formats: list[int] = []
        self._in_cells = False

    def shown(self) -> list[Shown]:
        """How each style shows a number."""
        return [shown_as(number_format, self._codes) for number_format in self._formats]

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "numFmt":
            code = attributes.get("formatCode", "")[:255]
            self._codes[small_number(attributes.get("numFmtId", ""), -1)] = code
        elif name == "cellXfs":
            self._in_cells = True
        elif name == "xf" and self._in_cells:
            self._formats.append(small_number(attributes.get("numFmtId", "")))

    def end(self, name: str, text: str) -> None:
        if name == "cellXfs":
            self._in_cells = False
