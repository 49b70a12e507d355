"""Sheets as text: CSV in and out, and tab-separated text from the clipboard."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterator
from datetime import date
from threading import Lock

from equipoise.store.sheets.formulas import neutralised, restored
from equipoise.store.sheets.sheet import (
    LONGEST_TEXT,
    MOST_COLUMNS,
    Sheet,
    SheetFault,
    Value,
    column_name,
    sheet_of_records,
)

_SEPARATORS = ",;\t"
_FORETOLD = re.compile(r"sep=([,;\t])\r?\n?", re.IGNORECASE)
_AS_UTF8 = "Save it in the spreadsheet program as “CSV UTF-8”"
_WIDEST = 16_384  # columns of a spreadsheet, most of them empty where it is saved carelessly
_LIMIT = Lock()


class _TooWide(SheetFault):
    """A line has more columns than a spreadsheet."""


def csv_bytes(sheet: Sheet) -> bytes:
    """The sheet as CSV (RFC 4180): UTF-8 with the mark by which Excel knows it, commas, CR LF.

    Text that a spreadsheet would run is neutralised; numbers stay numbers, in as many digits as
    give back the same number. Raises SheetFault for a text too long to be read again and for text
    that cannot be stored.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([neutralised(heading) for heading in sheet.headings])
    for line, row in enumerate(sheet.rows, start=2):
        for column, value in enumerate(row):
            if isinstance(value, str) and len(value) > LONGEST_TEXT:
                raise SheetFault(
                    f"line {line}, column {column_name(column)} would have a text of more than "
                    f"{LONGEST_TEXT:,} characters",
                    "Shorten it",
                )
        writer.writerow([_written(value) for value in row])
    try:
        return out.getvalue().encode("utf-8-sig")
    except UnicodeEncodeError as error:
        raise SheetFault(
            f"a text holds the character {error.object[error.start]!r}, which cannot be stored",
            "Type the text anew",
        ) from error


def _written(value: Value) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case str():
            return neutralised(value)
        case date():
            return value.isoformat()
        case _:
            return repr(value)


def read_csv(name: str, content: bytes) -> Sheet:
    """The sheet in the bytes of a CSV file; all its values are texts.

    UTF-8, or UTF-16 with its mark (Excel's “Unicode text”). The separator is the one of comma,
    semicolon and tab that makes most headings, or what a first line such as `sep=;` says. Raises
    SheetFault naming the line.
    """
    return _read(name, _decoded(content), "")


def pasted_sheet(text: str, name: str = "Clipboard") -> Sheet:
    """The sheet in a text from the clipboard, where spreadsheets put tabs between cells.

    Raises SheetFault naming the line.
    """
    return _read(name, text, "\t" if "\t" in text else "")


def _decoded(content: bytes) -> str:
    wide = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        text = content.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError as error:
        feed = b"\n\0" if content.startswith(codecs.BOM_UTF16_LE) else b"\n"
        line = content[: error.start].count(feed) + 1
        raise SheetFault(
            f"is not text in {'UTF-16' if wide else 'UTF-8'} (line {line}, byte {error.start + 1})",
            _AS_UTF8,
        ) from error
    if "\0" in text:
        line = text[: text.index("\0")].count("\n") + 1
        raise SheetFault(f"holds a null character in line {line}, as no text does", _AS_UTF8)
    return text


def _read(name: str, text: str, separator: str) -> Sheet:
    told = _FORETOLD.match(text)
    start = 0
    if told and not separator:
        separator, text, start = told[1], text[told.end() :], 1
    with _LIMIT:  # the longest cell is a setting of the csv module as a whole
        before = csv.field_size_limit(LONGEST_TEXT)
        try:
            chosen = separator or _separator_of(text)
            return sheet_of_records(name, _records(text, chosen, start))
        finally:
            csv.field_size_limit(before)


def _separator_of(text: str) -> str:
    return max(_SEPARATORS, key=lambda candidate: _headings(text, candidate))


def _headings(text: str, separator: str) -> int:
    """How many cells the first line with anything in it has; 0 if it cannot be read so."""
    try:
        for _, record in _records(text, separator, 0):
            if any(str(cell).strip(_SEPARATORS) for cell in record):
                return len(record)
    except _TooWide:
        return _WIDEST
    except SheetFault:
        pass
    return 0


def _records(text: str, separator: str, line: int) -> Iterator[tuple[int, list[Value]]]:
    """The records with the lines in which they begin."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    begins = line + 1
    while True:
        try:
            record = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            if "field limit" in str(error):
                raise SheetFault(
                    f"line {begins} has a text of more than {LONGEST_TEXT:,} characters, or a "
                    "quotation mark that never ends"
                ) from error
            raise SheetFault(
                f"line {begins} cannot be divided into cells ({error}); a quotation mark inside a "
                "text must be doubled, and a quoted text must end",
            ) from error
        if len(record) > _WIDEST:
            raise _TooWide(f"line {begins} has {len(record):,} columns, more than {MOST_COLUMNS}")
        yield begins, [restored(cell) for cell in record]
        begins = line + reader.line_num + 1
