"""The zip archive that an XLSX file is, checked before any reader opens it.

First its directory, before anything is unpacked; then each part for document types. The format
forbids them (ECMA-376 part 2, 8.1.4), and every way to make a small XML text explode, or to draw in
another file, needs one. defusedxml, which openpyxl uses, refuses entities only, and openpyxl passes
it by for some parts where lxml is installed.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections import Counter
from collections.abc import Mapping, Sequence
from xml.parsers import expat

from equipoise.store.sheets.sheet import SheetFault

MOST_PARTS = 2_000
"""Entries of the archive: a workbook of a hundred sheets with pictures has some five hundred."""

MOST_UNPACKED = 64 * 2**20
"""Bytes of all parts together, unpacked: a million cells take about 40 MB."""

MOST_TIMES = 150
"""How many times its packed size a part may unpack to. Rows that are all alike reach about 60;
what is made to fill memory comes near 1,032, the most that deflate can do."""

MOST_ELEMENTS = 4_000_000
"""Elements of a part: a million cells take three million."""

MOST_IN_BRIEF = 200_000
"""Elements of a part that lists sheets, styles or parts; Excel stops at some 65,000 styles."""

LONGEST_FORMAT = 255
"""Characters of a number format, as in Excel; openpyxl's time grows with their square."""

_BRIEF = ("styles.xml", "workbook.xml", ".rels", "[Content_Types].xml")

_SMALL = 2**20  # a part this small does no harm whatever its ratio
_LONGEST_NAME = 255
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # [MS-CFB] 2.2: the signature of a compound file
_UNREADABLE = (
    *(zipfile.BadZipFile, zlib.error, struct.error),
    *(EOFError, OSError, RuntimeError, ValueError),
)
_AS_XLSX = "Save it in the spreadsheet program as “Excel workbook (.xlsx)” or as CSV"


class Package:
    """The parts of an XLSX file. Making one raises SheetFault for what is not to be unpacked."""

    def __init__(self, content: bytes) -> None:
        _refuse_other_forms(content)
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(content))
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
            raise _damaged() from error
        entries = self._archive.infolist()
        _refuse_unfit(entries, len(content))
        for entry in entries:
            self._look_over(entry.filename)

    def _look_over(self, name: str) -> None:
        """Refuse a part with a document type, or beyond all measure."""
        left = MOST_IN_BRIEF if name.endswith(_BRIEF) else MOST_ELEMENTS

        def count(_name: str, attributes: Mapping[str, str]) -> None:
            nonlocal left
            left -= 1
            if left < 0 or len(attributes.get("formatCode", "")) > LONGEST_FORMAT:
                raise SheetFault(f"has a part ({name[:60]}) that is larger than programs write it")

        parser = expat.ParserCreate()
        parser.StartDoctypeDeclHandler = _refuse_document_type
        parser.StartElementHandler = count
        try:
            parser.Parse(self.read(name), True)
        except (expat.ExpatError, LookupError):
            return  # a picture, or damaged: whoever needs the part says so

    def read(self, name: str) -> bytes:
        """A part, unpacked. Raises SheetFault if it is missing or damaged."""
        try:
            with self._archive.open(name) as part:
                return part.read(MOST_UNPACKED + 1)
        except KeyError as error:
            raise SheetFault(f"is no workbook: the part {name} is missing", _AS_XLSX) from error
        except _UNREADABLE as error:
            raise _damaged() from error


def _refuse_document_type(*_: object) -> None:
    raise SheetFault(
        "declares a document type, by which files are made to explode; no spreadsheet program "
        "writes one",
        "Do not open this file; ask the sender about it",
    )


def _damaged() -> SheetFault:
    return SheetFault(
        "is damaged: its archive cannot be read", "Save it anew in the spreadsheet program"
    )


def _refuse_other_forms(content: bytes) -> None:
    if not content:
        raise SheetFault("is empty")
    if content.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in content:
            raise SheetFault(
                "is protected with a password",
                "Take the password off in the spreadsheet program and save it anew",
            )
        raise SheetFault("is an Excel file of the old form (.xls)", _AS_XLSX)
    if not content.startswith(b"PK"):
        raise SheetFault("is no Excel workbook", _AS_XLSX)


def _refuse_unfit(entries: Sequence[zipfile.ZipInfo], length: int) -> None:
    """Raise SheetFault for an archive that would not unpack to a workbook of sensible size."""
    if len(entries) > MOST_PARTS:
        raise SheetFault(f"has {len(entries):,} parts, more than {MOST_PARTS:,}")
    name, times = (
        Counter(entry.filename for entry in entries).most_common(1)[0]
        if entries
        else (
            "",
            0,
        )
    )
    if times > 1:
        raise SheetFault(f"holds the part {name[:_LONGEST_NAME]} {times} times")
    for entry in entries:
        _refuse_entry(entry)
    if sum(entry.file_size for entry in entries) > MOST_UNPACKED:
        raise SheetFault(
            f"would unpack to more than {MOST_UNPACKED // 2**20} MB, which no table needs"
        )
    if sum(entry.compress_size for entry in entries) > length:
        raise SheetFault("has parts that lie over one another, as no program writes them")
    names = {entry.filename for entry in entries}
    if "mimetype" in names and "content.xml" in names:
        raise SheetFault("is an OpenDocument file", _AS_XLSX)
    if "xl/workbook.bin" in names:
        raise SheetFault("is a binary Excel workbook (.xlsb)", _AS_XLSX)
    if "[Content_Types].xml" not in names:
        raise SheetFault("is no Excel workbook", _AS_XLSX)


def _refuse_entry(entry: zipfile.ZipInfo) -> None:
    name = entry.filename
    if entry.flag_bits & 0x1:
        raise SheetFault("is protected with a password", "Take the password off and save it anew")
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise SheetFault("is packed in a way that spreadsheet programs do not use", _AS_XLSX)
    if len(name) > _LONGEST_NAME or name.startswith("/") or "\\" in name or "\0" in name:
        raise SheetFault(f"holds a part with an unusable name: {name[:60]!r}")
    if ".." in name.split("/"):
        raise SheetFault(f"holds a part that points outside of it: {name[:60]!r}")
    if entry.file_size > max(_SMALL, MOST_TIMES * entry.compress_size):
        raise SheetFault(
            f"holds a part ({name[:60]}) that would unpack to {entry.file_size // 2**20:,} MB, "
            f"more than {MOST_TIMES} times its size; such files are made to fill memory"
        )
