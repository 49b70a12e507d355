"""Sheets as Excel workbooks: what is written comes back, and what spreadsheets write is read."""

from __future__ import annotations

import io
import re
import tempfile
import zipfile
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.xml.constants import ARC_SHARED_STRINGS, SHARED_STRINGS, SHEET_MAIN_NS

from equipoise.store.sheets.sheet import Sheet, SheetFault, Value
from equipoise.store.sheets.xlsx import LONGEST_CELL, read_workbook, xlsx_bytes

ANY = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20)
ESCAPES = st.sampled_from(["_x0041_", "_x005F_", "_xD800_", "\r\n", "\x01", "\ufffe", " ", "=1"])
TEXTS = st.lists(ANY | ESCAPES, max_size=4).map("".join)
CELLS = (
    TEXTS.map(lambda text: text or None)
    | st.floats(-1e300, 1e300)
    | st.integers(-(2**31), 2**31)
    | st.booleans()
    | st.dates(date(1900, 3, 1))
)


def by_openpyxl(content: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(content))


def of_openpyxl(book: openpyxl.Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def stored(value: Value) -> Value:
    """A value as a spreadsheet keeps it: numbers in 16 digits."""
    if isinstance(value, float) or (isinstance(value, int) and not isinstance(value, bool)):
        return float(f"{value:.16g}")
    return value


@settings(max_examples=60)
@given(st.lists(st.tuples(CELLS, CELLS), max_size=8))
def test_any_value_comes_back_numbers_in_16_digits(rows: list[tuple[Value, Value]]) -> None:
    numbered = tuple((number, *row, "end") for number, row in enumerate(rows))
    sheet = Sheet("s", ("No", "One", "Two", "End"), numbered)
    (read,) = read_workbook(xlsx_bytes([sheet]))
    assert read.rows == tuple(tuple(stored(value) for value in row) for row in numbered)
    for row, before in zip(read.rows, numbered, strict=True):
        for value, earlier in zip(row, before, strict=True):
            assert isinstance(value, bool) == isinstance(earlier, bool)
            assert isinstance(value, str) == isinstance(earlier, str)


def test_numbers_days_and_flags_are_written_as_what_they_are() -> None:
    values = (1.5, 7, date(2026, 3, 31), True, "=1", "#REF!", "x")
    book = by_openpyxl(xlsx_bytes([Sheet("s", tuple("abcdefg"), (values,))]))
    cells = book.active[2]
    assert [cell.data_type for cell in cells] == ["n", "n", "d", "b", "s", "s", "s"]
    assert [cell.value for cell in cells] == [
        *(1.5, 7, datetime.fromisoformat("2026-03-31"), True, "=1", "#REF!", "x")
    ]
    assert book.active.freeze_panes == "A2"
    assert all(cell.font.b for cell in book.active[1])
    assert not any(cell.font.b for cell in cells)


def test_text_that_would_run_is_text_in_the_workbook_and_stays_so_when_typed_anew() -> None:
    texts = ("=cmd|' /C calc'!A0", "+1", "-1", "@A1", "\t=1", "plain")
    content = xlsx_bytes([Sheet("s", ("Name",), tuple((text,) for text in texts))])
    cells = [row[0] for row in by_openpyxl(content).active.iter_rows(min_row=2)]
    assert [cell.data_type for cell in cells] == ["s"] * 6
    assert [bool(cell.quotePrefix) for cell in cells] == [True] * 5 + [False]
    assert [cell.value for cell in cells] == list(texts)
    assert b"<f>" not in zipfile.ZipFile(io.BytesIO(content)).read("xl/worksheets/sheet1.xml")


def test_the_same_sheets_give_the_same_bytes_and_name_nobody() -> None:
    sheets = [Sheet("One", ("a",), (("x",),)), Sheet("Two", ("b",), ((1.5,),))]
    content = xlsx_bytes(sheets)
    assert content == xlsx_bytes(sheets)
    archive = zipfile.ZipFile(io.BytesIO(content))
    assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    core = archive.read("docProps/core.xml")
    assert b"reator" not in core
    assert b"lastModifiedBy" not in core
    assert set(re.findall(rb"\d{4}-\d\d-\d\dT[\d:]+Z", core)) == {b"1980-01-01T00:00:00Z"}


def test_nothing_is_written_beside_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "absent"))
    assert xlsx_bytes([Sheet("One", ("a",), (("x",),))])


def test_names_of_sheets_are_made_to_fit_excel() -> None:
    names = ["Goals [and] red lines: a/b\\c?*", "x" * 40, "X" * 40, "  ' ", '\ufffe&<"']
    book = by_openpyxl(xlsx_bytes([Sheet(name, ("a",), ()) for name in names]))
    assert len({name.casefold() for name in book.sheetnames}) == len(names)
    assert all(0 < len(name) <= 31 and not set(name) & set("[]:*?/\\") for name in book.sheetnames)


def test_a_text_longer_than_a_cell_is_refused_by_its_place() -> None:
    rows = (("x" * LONGEST_CELL,), ("x" * (LONGEST_CELL + 1),))
    with pytest.raises(SheetFault, match=r"cell A3 .* 32,768"):
        xlsx_bytes([Sheet("s", ("a",), rows)])
    with pytest.raises(SheetFault, match="cannot be stored"):
        xlsx_bytes([Sheet("s", ("a",), (("\udc00",),))])
    with pytest.raises(SheetFault, match="no table"):
        xlsx_bytes([])


def test_what_openpyxl_writes_is_read() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Level & drift"
    sheet.append(["Name", "Level\nlow", "Share", "Day", "Flag", None, "Note"])
    sheet.append(["Trade", 41.25, 0.07, date(2026, 3, 31), True, None, "'kept"])
    sheet["C2"].number_format = '0.0%" of all"'
    sheet["B2"].number_format = '0.00" days"'
    sheet["A4"] = CellRichText("Bold ", TextBlock(InlineFont(b=True), "name"))
    sheet["D4"] = datetime.fromisoformat("2026-03-31T12:30")
    book.create_sheet("Hidden").append(["x"])
    book["Hidden"].sheet_state = "hidden"
    book.create_sheet("Empty")
    (read,) = read_workbook(of_openpyxl(book))
    assert read.name == "Level & drift"
    assert read.headings == ("Name", "Level low", "Share", "Day", "Flag", "", "Note")
    assert read.rows[0] == ("Trade", 41.25, 7, date(2026, 3, 31), True, None, "'kept")
    assert read.rows[1][0] == "Bold name"
    assert read.rows[1][3] == "2026-03-31T12:30:00", "a moment is no day"
    assert read.lines == (2, 4)


@pytest.mark.parametrize(
    "epoch", [openpyxl.utils.datetime.WINDOWS_EPOCH, openpyxl.utils.datetime.MAC_EPOCH]
)
@pytest.mark.parametrize("day", [date(1904, 1, 2), date(1999, 2, 28), date(2100, 12, 31)])
def test_days_are_counted_from_1900_or_from_1904(epoch: datetime, day: date) -> None:
    book = openpyxl.Workbook()
    book.epoch = epoch
    book.active.append(["Day"])
    book.active.append([day])
    (read,) = read_workbook(of_openpyxl(book))
    assert read.rows == ((day,),)


def test_days_before_march_1900_are_read_as_excel_shows_them() -> None:
    book = openpyxl.Workbook()
    for number in (1, 59, 61):
        book.active.append([number])
        book.active.cell(book.active.max_row, 1).number_format = "d mmm yyyy"
    book.active.insert_rows(1)
    book.active["A1"] = "Day"
    ((first, last, march),) = [tuple(row[0] for row in read_workbook(of_openpyxl(book))[0].rows)]
    assert (first, last, march) == (date(1900, 1, 1), date(1900, 2, 28), date(1900, 3, 1))


def changed(content: bytes, changes: dict[str, tuple[str, str]], **added: str) -> bytes:
    """A workbook with a text in one of its parts put for another, and with parts of xl/ added."""
    out = io.BytesIO()
    sound = zipfile.ZipFile(io.BytesIO(content))
    with zipfile.ZipFile(out, "w") as archive:
        for name in sound.namelist():
            before, after = changes.get(name, ("", ""))
            text = sound.read(name).decode()
            assert before in text
            archive.writestr(name, text.replace(before, after) if before else text)
        for name, text in added.items():
            archive.writestr(f"xl/{name}.xml", text)
    return out.getvalue()


def test_wrong_dimensions_do_not_cut_a_sheet_short() -> None:
    book = openpyxl.Workbook()
    for row in (["Name", "Note"], ["a", "b"], ["c", "d"]):
        book.active.append(row)
    dimension = {"xl/worksheets/sheet1.xml": ('ref="A1:B3"', 'ref="A1:A2"')}
    (read,) = read_workbook(changed(of_openpyxl(book), dimension))
    assert read.rows == (("a", "b"), ("c", "d"))


def test_texts_that_cells_share_are_read_without_their_hints_and_escapes() -> None:
    book = openpyxl.Workbook()
    for value in ("Name", 0, 1):
        book.active.append([value])
    texts = (
        "<si><r><rPr><b/></rPr><t>one_x000D_\n</t></r><r><t>two</t></r>"
        '<rPh sb="0" eb="1"><t>hint</t></rPh></si>'
        '<si><t xml:space="preserve">  kept  </t></si>'
    )
    named = f'PartName="/{ARC_SHARED_STRINGS}" ContentType="{SHARED_STRINGS}"'
    content = changed(
        of_openpyxl(book),
        {
            "xl/worksheets/sheet1.xml": (' t="n"', ' t="s"'),
            "[Content_Types].xml": ("</Types>", f"<Override {named}/></Types>"),
        },
        sharedStrings=f'<sst xmlns="{SHEET_MAIN_NS}">{texts}</sst>',
    )
    assert read_workbook(content)[0].rows == (("one\r\ntwo",), ("  kept  ",))


def test_days_of_our_own_before_march_1900_are_text() -> None:
    sheet = Sheet("s", ("Day",), ((date(1899, 12, 31),),))
    assert read_workbook(xlsx_bytes([sheet]))[0].rows == (("1899-12-31",),)
