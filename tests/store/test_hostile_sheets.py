"""Files made to harm, or simply the wrong ones: each is refused in plain words, or read as text."""

from __future__ import annotations

import contextlib
import io
import random
import re
import time
import zipfile
from pathlib import Path

import openpyxl
import pytest

from equipoise.store.errors import FileTooLarge, SaveFailed, StoreError, UnreadableFile
from equipoise.store.sheets.files import LARGEST, UnreadableSheet, read_sheets, write_sheets
from equipoise.store.sheets.package import MOST_PARTS
from equipoise.store.sheets.sheet import MOST_COLUMNS, Sheet
from equipoise.store.sheets.xlsx import xlsx_bytes

SHEET = "xl/worksheets/sheet1.xml"
MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
HEAD = f"<worksheet {MAIN}><sheetData>"
FOOT = "</sheetData></worksheet>"
HEADING = '<row r="1"><c r="A1" t="inlineStr"><is><t>Name</t></is></c></row>'


def workbook(parts: dict[str, bytes] | None = None, *, level: int = 9, more: int = 0) -> bytes:
    """A sound workbook of ours with some parts put in the place of others, or added."""
    out = io.BytesIO()
    sound = zipfile.ZipFile(io.BytesIO(xlsx_bytes([Sheet("s", ("Name",), (("a",),))])))
    found = {name: sound.read(name) for name in sound.namelist()} | (parts or {})
    found |= {f"xl/media/{number}.png": b"x" for number in range(more)}
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as archive:
        for name, content in found.items():
            archive.writestr(name, content)
    return out.getvalue()


def worksheet(rows: str, *, start: str = "") -> dict[str, bytes]:
    """The part of a worksheet with a heading and these rows."""
    return {SHEET: f"{start}{HEAD}{HEADING}{rows}{FOOT}".encode()}


def refusal(path: Path, content: bytes) -> str:
    """What is said of a file with that content; it is said within a few seconds."""
    path.write_bytes(content)
    began = time.monotonic()
    with pytest.raises(StoreError) as refused:
        read_sheets(path)
    assert time.monotonic() - began < 10
    assert str(path) in str(refused.value)
    return str(refused.value)


def read(path: Path, content: bytes) -> Sheet:
    path.write_bytes(content)
    (sheet,) = read_sheets(path)
    return sheet


def test_the_workbook_that_the_others_are_made_from_is_sound(tmp_path: Path) -> None:
    assert read(tmp_path / "a.xlsx", workbook()).rows == (("a",),)
    assert read(
        tmp_path / "b.xlsx", workbook(worksheet('<row r="2"><c><v>5</v></c></row>'))
    ).rows == ((5,),)


def test_a_zip_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    told = refusal(tmp_path / "a.xlsx", workbook({SHEET: b"<row/>" * (10 * 2**20)}))
    assert "would unpack to 60 MB" in told


def test_many_parts_that_are_large_together_are_refused(tmp_path: Path) -> None:
    noise = random.Random(1).randbytes(2**14)
    parts = {f"xl/media/{n}.bin": noise * 60 + bytes([n]) for n in range(70)}
    told = refusal(tmp_path / "a.xlsx", workbook(parts))
    assert "would unpack to more than 64 MB" in told


def test_a_directory_that_lies_about_sizes_does_not_help(tmp_path: Path) -> None:
    content = bytearray(workbook({SHEET: b"<row/>" * (10 * 2**20)}))
    for signature, place in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        at = content.find(signature)
        while at >= 0:
            name = content[at + (46 if place == 24 else 30) :][: len(SHEET)]
            if name == SHEET.encode():
                content[at + place : at + place + 4] = (1000).to_bytes(4, "little")
            at = content.find(signature, at + 1)
    assert "its archive cannot be read" in refusal(tmp_path / "a.xlsx", bytes(content))


def test_too_many_parts_and_doubled_parts_are_refused(tmp_path: Path) -> None:
    assert "parts, more than" in refusal(tmp_path / "a.xlsx", workbook(more=MOST_PARTS))
    out = io.BytesIO(workbook())
    with zipfile.ZipFile(out, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr(SHEET, b"<x/>")
    assert "2 times" in refusal(tmp_path / "b.xlsx", out.getvalue())


@pytest.mark.parametrize(
    "name", ["../evil.xml", "xl/../../evil.xml", "/etc/passwd", "xl/" + "x" * 300]
)
def test_names_that_lead_elsewhere_are_refused(tmp_path: Path, name: str) -> None:
    told = refusal(tmp_path / "a.xlsx", workbook({name: b"x"}))
    assert "points outside" in told or "unusable name" in told


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_an_xml_bomb_is_refused_in_any_encoding(tmp_path: Path, encoding: str) -> None:
    lines = ['<!ENTITY a0 "aaaaaaaaaa">']
    lines += [f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12)]
    bomb = f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE x [{"".join(lines)}]>'
    bomb += f'{HEAD}<row r="1"><c t="inlineStr"><is><t>&a11;</t></is></c></row>{FOOT}'
    for part in (SHEET, "xl/workbook.xml", "_rels/.rels", "xl/styles.xml"):
        told = refusal(tmp_path / "a.xlsx", workbook({part: bomb.encode(encoding)}))
        assert "document type" in told


def test_an_entity_from_outside_is_refused(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("secret")
    start = f'<!DOCTYPE x [<!ENTITY e SYSTEM "file://{tmp_path}/secret">]>'
    row = '<row r="2"><c t="inlineStr"><is><t>&e;</t></is></c></row>'
    assert "document type" in refusal(tmp_path / "a.xlsx", workbook(worksheet(row, start=start)))


def test_a_document_type_without_entities_is_refused_too(tmp_path: Path) -> None:
    start = '<!DOCTYPE worksheet SYSTEM "worksheet.dtd">'
    assert "document type" in refusal(tmp_path / "a.xlsx", workbook(worksheet("", start=start)))
    core = {"docProps/core.xml": start.encode() + b"<worksheet/>"}
    assert "document type" in refusal(tmp_path / "b.xlsx", workbook(core))


def test_parts_that_would_keep_the_reader_busy_are_refused(tmp_path: Path) -> None:
    styles = f'<styleSheet {MAIN}><numFmts><numFmt numFmtId="170" formatCode="{"[" * 10**6}"/>'
    told = refusal(tmp_path / "a.xlsx", workbook({"xl/styles.xml": styles.encode()}, level=1))
    assert "(xl/styles.xml) that is larger than programs write it" in told
    chance = random.Random(1)
    many = "".join(chance.choice(("<xf/>", '<xf numFmtId="1"/>')) for _ in range(200_001))
    styles = f"<styleSheet {MAIN}><cellXfs>{many}</cellXfs></styleSheet>"
    told = refusal(tmp_path / "b.xlsx", workbook({"xl/styles.xml": styles.encode()}))
    assert "(xl/styles.xml) that is larger than programs write it" in told


def test_names_of_places_are_not_even_looked_at(tmp_path: Path) -> None:
    book = zipfile.ZipFile(io.BytesIO(workbook())).read("xl/workbook.xml")
    area = ",".join(f"$A${n}:$B${n}" for n in range(1, 50_000))
    name = f'<definedName name="_xlnm.Print_Area" localSheetId="0">{area}</definedName>'
    names = f"<definedNames>{name}</definedNames><calcPr".encode()
    began = time.monotonic()
    parts = {"xl/workbook.xml": book.replace(b"<calcPr", names)}
    assert read(tmp_path / "a.xlsx", workbook(parts)).rows == (("a",),)
    assert time.monotonic() - began < 10


def test_sheets_that_share_a_table_and_too_many_are_refused(tmp_path: Path) -> None:
    book = zipfile.ZipFile(io.BytesIO(workbook())).read("xl/workbook.xml")
    start, end = book.index(b"<sheets>"), book.index(b"</sheets>")
    (one,) = re.findall(rb"<sheet .*?/>", book[start:end])
    for times, told in ((2, "share one table"), (101, "more than 100 sheets")):
        parts = {"xl/workbook.xml": book[: start + 8] + one * times + book[end:]}
        assert told in refusal(tmp_path / "a.xlsx", workbook(parts))


def test_formulas_give_their_stored_value_and_are_never_worked_out(tmp_path: Path) -> None:
    rows = (
        '<row r="2"><c r="A2" t="str"><f>CONCAT("a","b")</f><v>ab</v></c></row>'
        '<row r="3"><c r="A3"><f>1+1</f><v>3</v></c></row>'
        '<row r="4"><c r="A4" t="str"><f>cmd|\'/C calc\'!A0</f><v>=cmd|x</v></c></row>'
    )
    rows += '<row r="5"><c r="A5" t="str"><f>""</f><v></v></c></row>'
    sheet = read(tmp_path / "a.xlsx", workbook(worksheet(rows)))
    assert sheet.rows == (("ab",), (3,), ("=cmd|x",))


def test_a_formula_that_was_never_worked_out_is_refused_by_its_place(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["Name", "Level"])
    book.active.append(["a", "=1+1"])
    out = io.BytesIO()
    book.save(out)
    assert "cell B2 has a formula" in refusal(tmp_path / "a.xlsx", out.getvalue())


def test_a_formula_in_csv_is_text(tmp_path: Path) -> None:
    sheet = read(tmp_path / "a.csv", b"Name\n=cmd|' /C calc'!A0\n")
    assert sheet.rows == (("=cmd|' /C calc'!A0",),)


def test_merged_cells_are_refused_by_their_place(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in (["Name", "Kind"], ["a", "x"], ["b", None]):
        book.active.append(row)
    book.active.merge_cells("B2:B3")
    out = io.BytesIO()
    book.save(out)
    assert "merged cells (B2:B3)" in refusal(tmp_path / "a.xlsx", out.getvalue())


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ('<row r="2"><c r="A2" t="e"><v>#REF!</v></c></row>', "cell A2 holds the error #REF!"),
        ('<row r="2"><c r="A2" t="s"><v>7</v></c></row>', "sheet “s”: list index out of range"),
        ('<row r="2"><c r="A2"><v>many</v></c></row>', "sheet “s”: invalid literal"),
        ('<row r="2"><c r="A2"><v>1e999</v></c></row>', "cell A2 holds no number"),
        ('<row r="2"><c r="A3"><v>1</v></c></row>', "cells in disorder in row 2"),
        ('<row r="2"><c r="A2"/><c r="A2"/></row>', "cells in disorder in row 2"),
        ('<row r="2"><c r="XFE2"><v>1</v></c></row>', "cell XFE2 stands beyond the column 500"),
        ('<row r="1"><c r="A1"/></row>', "rows in disorder"),
        ('<row r="1048577"/>', "rows in disorder"),
        ('<row r="2"><c r="ZZ2"><v>1</v></c></row>', "cell ZZ2 stands beyond the column 500"),
        ('<row r="2"><c r="B2"><v>1</v></c></row>', "headings end with column A"),
        ("<row", "is damaged, or no Excel workbook: not well-formed"),
        (
            '<row r="2"><c r="A2" t="inlineStr"><is><t>_x0000_</t></is></c></row>',
            "line 2, column A holds a character that cannot be stored",
        ),
    ],
)
def test_a_worksheet_out_of_order_is_refused(tmp_path: Path, rows: str, told: str) -> None:
    assert told in refusal(tmp_path / "a.xlsx", workbook(worksheet(rows)))


def test_a_cell_of_10_megabytes_is_refused(tmp_path: Path) -> None:
    text = "".join(random.Random(1).choices("abcdefgh", k=10 * 2**20))
    row = f'<row r="2"><c r="A2" t="inlineStr"><is><t>{text}</t></is></c></row>'
    assert "1,000,000 characters" in refusal(tmp_path / "a.xlsx", workbook(worksheet(row), level=1))
    assert "1,000,000 characters" in refusal(tmp_path / "a.csv", f"Name\n{text}\n".encode())


def test_a_long_text_shared_by_many_cells_is_refused(tmp_path: Path) -> None:
    text = "".join(random.Random(1).choices("abcdefgh", k=900_000))
    strings = f"<sst {MAIN}><si><t>{text}</t></si></sst>".encode()
    types = zipfile.ZipFile(io.BytesIO(workbook())).read("[Content_Types].xml")
    shared = (
        b'<Override PartName="/xl/sharedStrings.xml" ContentType="application/'
        b'vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/></Types>'
    )
    parts = worksheet("".join('<row><c t="s"><v>0</v></c></row>' for _ in range(10_000))) | {
        "xl/sharedStrings.xml": strings,
        "[Content_Types].xml": types.replace(b"</Types>", shared),
    }
    assert "20,000,000 characters" in refusal(tmp_path / "a.xlsx", workbook(parts))


def test_columns_and_rows_without_end_are_refused(tmp_path: Path) -> None:
    wide = ",".join(f"h{n}" for n in range(20_000)).encode()
    assert "20,000 columns" in refusal(tmp_path / "a.csv", wide + b"\n" + wide)
    cells = "".join(f"<c><v>{n}</v></c>" for n in range(MOST_COLUMNS + 1))
    told = refusal(tmp_path / "b.xlsx", workbook(worksheet(f"<row>{cells}</row>")))
    assert "beyond the column 500" in told
    rows = "".join(f'<row><c r="A{n}"><v>{n}</v></c></row>' for n in range(2, 21_003))
    assert "20,000 lines" in refusal(tmp_path / "c.xlsx", workbook(worksheet(rows)))


def test_a_cell_in_the_last_row_costs_nothing(tmp_path: Path) -> None:
    row = '<row r="1048576"><c r="A1048576"><v>1</v></c></row>'
    sheet = read(tmp_path / "a.xlsx", workbook(worksheet(row)))
    assert (sheet.rows, sheet.lines) == (((1,),), (1_048_576,))


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.xlsx", b"", "is empty"),
        ("a.xlsx", b"Name,Note\na,b\n", "is no Excel workbook"),
        ("a.xlsx", b"PK\x03\x04 and no more", "its archive cannot be read"),
        ("a.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "of the old form (.xls)"),
        (
            "a.xlsx",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
            + bytes(99)
            + "EncryptedPackage".encode("utf-16-le"),
            "protected with a password",
        ),
        ("a.xls", b"\xd0\xcf\x11\xe0", "its name ends in “.xls”"),
        ("a", b"Name\na", "is no table"),
        ("a.csv", workbook(), "is no text, whatever its name says"),
        ("a.csv", b"SQLite format 3\0", "is no text, whatever its name says"),
        ("a.csv", b"Name\n\xe9t\xe9\n", "UTF-8 (line 2"),
        ("a.csv", b"Name\na\0\n", "null character"),
        ("a.csv", b"x" * (LARGEST + 1), "larger than 16 MB"),
    ],
)
def test_the_wrong_file_is_refused(tmp_path: Path, name: str, content: bytes, told: str) -> None:
    assert told in refusal(tmp_path / name, content)


def test_other_spreadsheets_in_a_zip_are_named(tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", "<x/>")
    assert "OpenDocument" in refusal(tmp_path / "a.xlsx", out.getvalue())
    assert ".xlsb" in refusal(tmp_path / "b.xlsx", workbook({"xl/workbook.bin": b"x"}))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("photo.jpg", "x")
    assert "is no Excel workbook" in refusal(tmp_path / "c.xlsx", out.getvalue())


def test_the_strict_form_is_refused_with_advice(tmp_path: Path) -> None:
    sound = zipfile.ZipFile(io.BytesIO(workbook()))
    ours, strict = b"schemas.openxmlformats.org", b"purl.oclc.org/ooxml"
    parts = {
        name: sound.read(name).replace(ours + b"/spreadsheetml/2006", strict + b"/spreadsheetml")
        for name in sound.namelist()
    }
    assert "not as “Strict Open XML”" in refusal(tmp_path / "a.xlsx", workbook(parts))
    relations = ours + b"/officeDocument/2006/relationships"
    parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace(relations, strict)
    assert "not as “Strict Open XML”" in refusal(tmp_path / "b.xlsx", workbook(parts))


def test_a_part_protected_with_a_password_is_refused(tmp_path: Path) -> None:
    content = bytearray(workbook())
    content[content.find(b"PK\x01\x02") + 8] |= 1
    assert "protected with a password" in refusal(tmp_path / "a.xlsx", bytes(content))


def test_bytes_changed_at_random_are_read_or_refused(tmp_path: Path) -> None:
    chance = random.Random(4)
    sound = workbook()
    plain = zipfile.ZipFile(io.BytesIO(sound))
    for number in range(300):
        if number % 2:
            changed = bytearray(sound)
        else:
            name = chance.choice(plain.namelist())
            changed = bytearray(plain.read(name))
        for _ in range(chance.randint(1, 8)):
            changed[chance.randrange(len(changed))] = chance.randrange(256)
        content = bytes(changed) if number % 2 else workbook({name: bytes(changed)})
        path = tmp_path / "a.xlsx"
        path.write_bytes(content)
        with contextlib.suppress(StoreError):
            assert read_sheets(path)


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile):
        read_sheets(tmp_path / "absent.csv")
    (tmp_path / "folder.csv").mkdir()
    with pytest.raises(UnreadableSheet, match="no ordinary file"):
        read_sheets(tmp_path / "folder.csv")
    (tmp_path / "large.xlsx").write_bytes(b"PK" + bytes(LARGEST))
    with pytest.raises(FileTooLarge):
        read_sheets(tmp_path / "large.xlsx")


def test_files_are_written_whole_by_their_suffix(tmp_path: Path) -> None:
    sheet = Sheet("Aspects", ("Name", "Level"), (("=a", 1.5),))
    for name in ("a.csv", "a.xlsx", "A.XLSX"):
        write_sheets(tmp_path / name, [sheet])
        (read_again,) = read_sheets(tmp_path / name)
        assert read_again.headings == sheet.headings
        assert read_again.rows[0][0] == "=a"
    before = (tmp_path / "a.csv").read_bytes()
    for name, sheets in (("a.csv", [sheet, sheet]), ("a.csv", [Sheet("s", ("\ud800",), ())])):
        with pytest.raises(SaveFailed):
            write_sheets(tmp_path / name, sheets)
    with pytest.raises(SaveFailed, match=r"\.xlsx nor in \.csv"):
        write_sheets(tmp_path / "a.ods", [sheet])
    assert (tmp_path / "a.csv").read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir() if path.is_file()) == [
        "A.XLSX",
        "a.csv",
        "a.xlsx",
    ]
