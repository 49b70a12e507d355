"""Files with sheets, by suffix: CSV and Excel workbooks; read with suspicion, written whole."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from equipoise.store import open_files
from equipoise.store.errors import FileTooLarge, SaveFailed, StoreError
from equipoise.store.faults import system_fault
from equipoise.store.sheets.csv_form import csv_bytes, read_csv
from equipoise.store.sheets.sheet import Sheet, SheetFault
from equipoise.store.sheets.xlsx import read_workbook, xlsx_bytes
from equipoise.store.whole_file import write_whole

LARGEST = 16 * 2**20
"""Bytes that a file may have: a dossier's tables take a few hundred thousand."""

TEXT_SUFFIXES = (".csv", ".tsv", ".txt")
WORKBOOK_SUFFIX = ".xlsx"
_AS_TABLE = (
    "Save it in the spreadsheet program as “Excel workbook (.xlsx)” or as “CSV UTF-8 (.csv)”"
)
_NO_TEXT = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF", b"SQLite format 3\0")


class UnreadableSheet(StoreError):
    """The file holds no table that can be taken in."""


def read_sheets(path: Path) -> tuple[Sheet, ...]:
    """The sheets in a file: one for CSV, those shown for a workbook.

    Nothing in the file is run or followed. Raises UnreadableFile, FileTooLarge, FileInUse or
    UnreadableSheet, each in plain words.
    """
    open_files.refuse_open(path)
    try:
        return _read(path, path.suffix.lower())
    except SheetFault as error:
        raise UnreadableSheet(path, error.fault, error.advice) from error


def write_sheets(path: Path, sheets: Sequence[Sheet]) -> None:
    """Write sheets as what the suffix says: any number as .xlsx, one as .csv.

    The same sheets give the same bytes. Whole or not at all; an earlier file of that name is
    replaced. Raises FileInUse or FileExists rather than take the place of a dossier file, and
    ReadOnlyMedium or SaveFailed.
    """
    try:
        content = _written(path.suffix.lower(), sheets)
    except SheetFault as error:
        raise SaveFailed(path, error.fault, error.advice) from error
    write_whole(path, content)


def _read(path: Path, suffix: str) -> tuple[Sheet, ...]:
    if suffix == WORKBOOK_SUFFIX:
        return read_workbook(_content(path))
    if suffix not in TEXT_SUFFIXES:
        raise SheetFault(f"is no table (its name ends in “{suffix}”)", _AS_TABLE)
    content = _content(path)
    if content.startswith(_NO_TEXT):
        raise SheetFault("is no text, whatever its name says", _AS_TABLE)
    return (read_csv(path.stem, content),)


def _written(suffix: str, sheets: Sequence[Sheet]) -> bytes:
    if suffix == WORKBOOK_SUFFIX:
        return xlsx_bytes(sheets)
    if suffix != ".csv":
        raise SheetFault("has a name that ends neither in .xlsx nor in .csv", "Rename it")
    if len(sheets) != 1:
        raise SheetFault(f"a CSV file holds one table, not {len(sheets)}", "Write .xlsx")
    return csv_bytes(sheets[0])


def _content(path: Path) -> bytes:
    if path.exists() and not path.is_file():
        raise SheetFault("is no ordinary file", "Choose a file")
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except OSError as error:
        raise system_fault(path, error, saving=False) from error
    if len(content) > LARGEST:
        raise FileTooLarge(
            path, f"is larger than {LARGEST // 2**20} MB", "Split it, or leave out what is no table"
        )
    return content
