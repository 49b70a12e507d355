"""The cells of a worksheet (XLSX), read line by line, and the texts that cells share."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence

from equipoise.store.sheets import (
    MOST_CELLS,
    MOST_COLUMNS,
    MOST_LINES,
    SheetFault,
    Value,
    column_name,
)
from equipoise.store.sheets_formats import Shown, shown_value

LAST_LINE = 1_048_576
LAST_COLUMN = 16_384
"""Rows and columns of a worksheet in every program since 2007."""

_PLACE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_MIDNIGHT = re.compile(r"T00:00(:00(\.0+)?)?Z?$")
_SURROGATES = range(0xD800, 0xE000)
_LETTERS = 26
_WHOLE = 10**15  # up to here every whole number has a float of its own


def small_number(text: str, default: int = 0) -> int:
    """A whole number of at most nine digits; the default for anything else."""
    return int(text) if len(text) < 10 and text.isascii() and text.isdecimal() else default


def read_text(text: str) -> str:
    """Text of a cell without the escapes of ST_Xstring (ECMA-376 part 1, 22.9.2.19)."""

    def character(found: re.Match[str]) -> str:
        code = int(found[1], 16)
        return found[0] if code in _SURROGATES else chr(code)

    return _ESCAPED.sub(character, text) if "_x" in text else text


class _Texts:
    """Gathers the text of an item from its runs; hints for pronunciation are left out."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._hint = False

    def begin(self) -> None:
        self._pieces = []

    def start(self, name: str) -> None:
        self._hint = self._hint or name == "rPh"

    def end(self, name: str, text: str) -> None:
        if name == "t" and not self._hint:
            self._pieces.append(text)
        elif name == "rPh":
            self._hint = False

    def whole(self) -> str:
        return read_text("".join(self._pieces))


class SharedTexts:
    """The texts that cells share."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self._item = _Texts()

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        if name == "si":
            if len(self.texts) >= MOST_CELLS:
                raise SheetFault(f"has more than {MOST_CELLS:,} texts", "Split it into several")
            self._item.begin()
        self._item.start(name)

    def end(self, name: str, text: str) -> None:
        """An element ends; the end of an item completes a text."""
        self._item.end(name, text)
        if name == "si":
            self.texts.append(self._item.whole())


class Cells:
    """The cells of a worksheet, line by line."""

    def __init__(self, strings: Sequence[str], shown: Sequence[Shown], *, from_1904: bool) -> None:
        self._strings = strings
        self._shown = shown
        self._from_1904 = from_1904
        self.lines: dict[int, list[Value]] = {}
        self._line = 0
        self._column = -1
        self._kind = ""
        self._style = 0
        self._stored: str | None = None
        self._formula = False
        self._inline = _Texts()

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """An element begins: a row, a cell, or what a cell is refused for."""
        if name == "row":
            line = small_number(attributes.get("r", ""), self._line + 1)
            if not self._line < line <= LAST_LINE:
                raise SheetFault(f"has its rows in disorder at row {line}")
            self._line, self._column = line, -1
        elif name == "c":
            self._begin_cell(attributes)
        elif name == "f":
            self._formula = True
        elif name == "mergeCell":
            raise SheetFault(
                f"has merged cells ({attributes.get('ref', '')[:30]})",
                "Unmerge them, so that each line says its own",
            )
        self._inline.start(name)

    def _begin_cell(self, attributes: Mapping[str, str]) -> None:
        place = attributes.get("r", "")
        column = self._column + 1
        if place:
            column = self._column_at(place)
        if not self._column < column < LAST_COLUMN:
            raise SheetFault(f"has its cells in disorder in row {self._line}")
        self._column = column
        self._kind = attributes.get("t", "n")
        self._style = small_number(attributes.get("s", ""))
        self._stored = None
        self._formula = False
        self._inline.begin()

    def _column_at(self, place: str) -> int:
        found = _PLACE.fullmatch(place)
        if found is None or int(found[2]) != self._line:
            raise SheetFault(f"has a cell of row {self._line} at the place {place[:20]!r}")
        number = 0
        for letter in found[1]:
            number = number * _LETTERS + ord(letter) - ord("A") + 1
        return number - 1

    def end(self, name: str, text: str) -> None:
        """An element ends; the end of a cell puts its value into its line."""
        self._inline.end(name, text)
        if name == "v":
            self._stored = text
        elif name == "is":
            self._stored = self._inline.whole()
        elif name == "c":
            self._end_cell()

    @property
    def _place(self) -> str:
        return f"{column_name(self._column)}{self._line}"

    def _end_cell(self) -> None:
        if not self._stored and self._kind not in ("str", "inlineStr"):
            self._stored = None
        if self._formula and self._stored is None:
            raise SheetFault(
                f"cell {self._place} has a formula whose value was never worked out",
                "Open it in the spreadsheet program, save it there, and try again",
            )
        value = self._value()
        if value in (None, ""):
            return
        if self._column >= MOST_COLUMNS:
            raise SheetFault(f"cell {self._place} stands beyond the column {MOST_COLUMNS}")
        if len(self.lines) > MOST_LINES and self._line not in self.lines:
            raise SheetFault(f"has more than {MOST_LINES:,} lines", "Split it into several")
        line = self.lines.setdefault(self._line, [])
        line.extend([None] * (self._column - len(line)))
        line.append(value)

    def _value(self) -> Value:
        text = self._stored
        if text is None:
            return None
        match self._kind:
            case "inlineStr":
                return text
            case "s":
                place = small_number(text, -1)
                if not 0 <= place < len(self._strings):
                    raise SheetFault(f"cell {self._place} names a text that is not there")
                return self._strings[place]
            case "str":
                return read_text(text)
            case "b":
                return text.strip() in ("1", "true")
            case "e":
                raise SheetFault(f"cell {self._place} holds the error {text[:20]}")
            case "d":
                return _MIDNIGHT.sub("", text)
            case _:
                return self._numeric(text)

    def _numeric(self, text: str) -> Value:
        try:
            number = float(text)
        except ValueError:
            number = math.inf
        if not math.isfinite(number * 100):
            raise SheetFault(f"cell {self._place} holds no number: {text[:20]!r}")
        shown = self._shown[self._style] if self._style < len(self._shown) else Shown.NUMBER
        value = shown_value(number, shown, from_1904=self._from_1904)
        if isinstance(value, float) and value.is_integer() and abs(value) < _WHOLE:
            return int(value)
        return value
