"""Sheets as CSV and from the clipboard: exact both ways, plain words where they cannot be read."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from equipoise.store.sheets.csv_form import csv_bytes, pasted_sheet, read_csv
from equipoise.store.sheets.formulas import neutralised, restored
from equipoise.store.sheets.sheet import (
    LONGEST_TEXT,
    MOST_CHARACTERS,
    MOST_COLUMNS,
    MOST_LINES,
    Sheet,
    SheetFault,
)

TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20)
RUN = [
    "=1+1",
    "=cmd|' /C calc'!A0",
    "+1",
    "-2+3",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "  =1",
    "\u00a0=1",
    "＝1",
    "＋1",
    "－1",
    "＠A1",
    "'=1",
    "''=1",
]


@pytest.mark.parametrize("text", RUN)
def test_text_that_a_spreadsheet_would_run_is_written_behind_an_apostrophe(text: str) -> None:
    content = csv_bytes(Sheet("s", ("Name",), ((text,),)))
    written = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert written == [["Name"], [f"'{text}"]]
    assert read_csv("s", content).rows == ((text,),)


@pytest.mark.parametrize("text", ["", "a=b", "'", "'quoted'", "1-2", "“=1”", "'tis", "#1", "a\t=1"])
def test_other_text_is_left_alone(text: str) -> None:
    assert neutralised(text) == text
    assert restored(text) == text


@given(TEXTS, st.sampled_from(["", "'", "''", "=", "'=", " -", "\t", "'\r"]))
def test_neutralising_is_undone_exactly(text: str, start: str) -> None:
    assert restored(neutralised(start + text)) == start + text
    assert not neutralised(start + text).startswith(("=", "+", "-", "@", "\t", "\r", "\n"))


@given(st.lists(st.tuples(TEXTS, TEXTS), max_size=5))
def test_any_text_comes_back_exactly(rows: list[tuple[str, str]]) -> None:
    numbered = tuple((f"{number}", *row, "end") for number, row in enumerate(rows))
    sheet = Sheet("s", ("No", "One", "Two, three", "End"), numbered)
    assert read_csv("s", csv_bytes(sheet)) == sheet


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_numbers_stay_numbers_and_come_back_exactly(number: float) -> None:
    sheet = Sheet("s", ("Number", "Day", "Flag"), ((number, date(2026, 3, 31), True),))
    (row,) = read_csv("s", csv_bytes(sheet)).rows
    assert float(str(row[0])) == number
    assert row[1:] == ("2026-03-31", "yes")


def test_what_is_written_is_what_excel_expects() -> None:
    content = csv_bytes(Sheet("s", ("Name", "Level"), (("a, b", -1.5),)))
    assert content == b'\xef\xbb\xbfName,Level\r\n"a, b",-1.5\r\n'


@pytest.mark.parametrize(
    "content",
    [
        b"Name,Note\na,b\n",
        b"Name;Note\r\na;b\r\n",
        b"Name\tNote\na\tb",
        b"sep=;\r\nName;Note\r\na;b\r\n",
        b"\n\n,\nName,Note\n,,,\na,b,,,\n",
        b"\xef\xbb\xbfName;Note\ra;b\r",
        "Name\tNote\na\tb\n".encode("utf-16"),
    ],
)
def test_separators_line_ends_and_marks_are_recognised(content: bytes) -> None:
    sheet = read_csv("s", content)
    assert (sheet.headings, sheet.rows) == (("Name", "Note"), (("a", "b"),))


def test_a_comma_inside_headings_does_not_mislead() -> None:
    sheet = read_csv("s", b"Name;Note, long;Kind\nx;y;z\n")
    assert sheet.headings == ("Name", "Note, long", "Kind")


def test_rows_know_the_line_of_the_file_in_which_they_begin() -> None:
    sheet = read_csv("s", b'Name,Note\n\na,"two\nlines"\n\nb,c\n')
    assert sheet.lines == (3, 6)
    assert read_csv("s", b"sep=;\nName;Note\na;b\n").lines == (3,)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"Name,Note\na,b\nc\xff,d\n", "UTF-8 (line 3"),
        (b"Name\na\0b\n", "null character in line 2"),
        (b'Name,Note\na,b\nc,"d\n', "line 3 cannot be divided"),
        (b'Name,Note\na,"b" c\n', "line 2 cannot be divided"),
        (b"Name,Note\na,b\nc,d, e\n", "line 3 has something in column C"),
        (b"", "no table"),
        (b"\n,,\n", "no table"),
        (b"Name\n" + b"x" * (LONGEST_TEXT + 1), "line 2 has a text of more than"),
        (b"Name\n" + b"," * 20_000 + b"x\n", "line 2 has 20,001 columns"),
        (b",".join(b"n" for _ in range(MOST_COLUMNS + 1)), "line 1 has 501 columns"),
        (b"Name\n" + b"x\n" * (MOST_LINES + 1), "larger than 20,000 lines"),
        ("Name\na\n".encode("utf-16")[:-1], "UTF-16"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_line(content: bytes, told: str) -> None:
    with pytest.raises(SheetFault) as refused:
        read_csv("s", content)
    assert told in str(refused.value)


def test_a_text_too_long_to_be_read_again_is_not_written() -> None:
    with pytest.raises(SheetFault, match="line 2, column A"):
        csv_bytes(Sheet("s", ("Name",), (("x" * (LONGEST_TEXT + 1),),)))


def test_half_of_a_surrogate_pair_is_refused_both_ways() -> None:
    with pytest.raises(SheetFault, match="cannot be stored"):
        csv_bytes(Sheet("s", ("Name",), (("\ud800",),)))
    with pytest.raises(SheetFault, match="line 2, column A"):
        pasted_sheet("Name\tNote\n\ud800\tb")


def test_the_clipboard_has_tabs_between_cells() -> None:
    sheet = pasted_sheet('Name\tNote, long\r\na\t"x\ty"\r\nb\t\'=1\r\n')
    assert sheet == Sheet("Clipboard", ("Name", "Note, long"), (("a", "x\ty"), ("b", "=1")))
    assert pasted_sheet("Name;Kind\na;b\n").headings == ("Name", "Kind")


def test_many_long_texts_together_are_refused() -> None:
    line = b"x" * 900_000 + b"\n"
    with pytest.raises(SheetFault, match="together"):
        read_csv("s", b"Name\n" + line * (MOST_CHARACTERS // 900_000 + 1))
