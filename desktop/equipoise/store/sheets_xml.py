"""The XML of an XLSX file, read element by element and never as a tree.

No document type is accepted, hence no entities: the format forbids them (ECMA-376 part 2, 8.1.4),
and every way to make a small XML text explode needs one. Namespaces are passed over; only local
names are looked at, so the transitional and the strict form read alike.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol
from xml.parsers import expat

from equipoise.store.sheets import LONGEST_TEXT, SheetFault

DEEPEST = 64
"""Elements inside one another: a worksheet nests eight."""

MOST_ELEMENTS = 6_000_000
"""Elements of a part: a million cells take three million."""

_PIECE = 2**16


class Reader(Protocol):
    """What is told of a part, in order. Names are local names."""

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        ...

    def end(self, name: str, text: str) -> None:
        """An element ends; `text` is what stood in it outside of its inner elements."""
        ...


def read_xml(part: str, content: bytes, reader: Reader) -> None:
    """Tell `reader` of every element of a part.

    Raises SheetFault for what is no XML, has a document type, or exceeds the limits.
    """
    walk = _Walk(reader)
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = walk.refuse_doctype
    parser.StartElementHandler = walk.start
    parser.EndElementHandler = walk.end
    parser.CharacterDataHandler = walk.characters
    try:
        for place in range(0, len(content), _PIECE):
            parser.Parse(content[place : place + _PIECE], False)
        parser.Parse(b"", True)
    except (expat.ExpatError, ValueError, LookupError) as error:
        if isinstance(error, SheetFault):
            raise
        raise SheetFault(
            f"is damaged: its part {part} is not in order ({error})",
            "Save it anew in the spreadsheet program",
        ) from error


class _Walk:
    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._texts: list[list[str]] = []
        self._length = 0
        self._elements = 0

    def refuse_doctype(self, *_: object) -> None:
        raise SheetFault(
            "declares a document type, by which files are made to explode; no spreadsheet program "
            "writes one",
            "Do not open this file; ask the sender about it",
        )

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self._elements += 1
        if self._elements > MOST_ELEMENTS or len(self._texts) >= DEEPEST:
            raise SheetFault("has a part that is larger or deeper than any worksheet")
        self._texts.append([])
        self._length = 0
        self._reader.start(_local(name), attributes)

    def characters(self, text: str) -> None:
        self._length += len(text)
        if self._length > LONGEST_TEXT:
            raise SheetFault(f"has a cell with a text of more than {LONGEST_TEXT:,} characters")
        self._texts[-1].append(text)

    def end(self, name: str) -> None:
        text = "".join(self._texts.pop())
        self._length = 0
        self._reader.end(_local(name), text)


def _local(name: str) -> str:
    return name.rpartition(":")[2]
