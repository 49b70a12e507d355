from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

import docx
import pytest
from briefing_sample import sample_document
from briefing_words import DOCUMENTS, expected, hostile_document, spoken, squeezed
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.shared import Mm
from docx.table import Table as WordTable
from docx.text.paragraph import Paragraph as WordParagraph

from equipoise.briefing.content.chart_data import charts_of
from equipoise.briefing.document import Chart, Document, FanChart
from equipoise.briefing.language.plain_text import printable_parts, stretches
from equipoise.briefing.press.docx import render_docx


def opened(document: Document) -> WordDocument:
    return docx.Document(io.BytesIO(render_docx(document)))


def parts(document: Document) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(render_docx(document))) as package:
        return {name: package.read(name) for name in package.namelist()}


def words(found: WordDocument) -> Iterator[str]:
    """The text of the body in order, with what is said of pictures."""
    for part in found.iter_inner_content():
        if isinstance(part, WordTable):
            for row in part.rows:
                yield from (p.text for cell in row.cells for p in cell.paragraphs)
        else:
            yield part.text
            yield from (shown.get("descr") for shown in part._p.iter(qn("wp:docPr")))


def styled(found: WordDocument, style: str) -> list[str]:
    return [p.text for p in found.paragraphs if p.style is not None and p.style.name == style]


def frame(section_part: object) -> str:
    return "\n".join(p.text for p in section_part.paragraphs)  # type: ignore[attr-defined]


def said(chart: Chart) -> Iterator[str]:
    yield from (spoken(chart), chart.key)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_file_says_what_the_document_says_in_its_order(name: str) -> None:
    document = DOCUMENTS[name]()
    wanted = expected(printable_parts(document), said)
    assert squeezed("".join(words(opened(document)))) == squeezed("".join(wanted))


def test_headings_are_real_headings() -> None:
    document = sample_document()
    found = opened(document)
    assert styled(found, "Title") == [document.title]
    assert styled(found, "Heading 1") == ["Bottom line", *(s.heading for s in document.sections)]
    assert "Where the indices may go (points by month)" in styled(found, "Heading 2")
    assert "Weights and what they buy" in styled(found, "Heading 2")
    for name, level in (("Heading 1", "0"), ("Heading 2", "1")):
        (outline,) = found.styles[name].element.iter(qn("w:outlineLvl"))
        assert outline.get(qn("w:val")) == level


def test_tables_repeat_their_header_and_keep_their_rows_whole() -> None:
    found = opened(sample_document())
    assert len(found.tables) > 10
    for table in found.tables:
        marked = [bool(list(row._tr.iter(qn("w:tblHeader")))) for row in table.rows]
        assert marked == [True] + [False] * (len(marked) - 1)
        assert all(list(row._tr.iter(qn("w:cantSplit"))) for row in table.rows)
        (name,) = table._tbl.tblPr.iter(qn("w:tblCaption"))
        assert name.get(qn("w:val"))


def test_each_chart_is_a_picture_with_its_description_and_fits_the_page() -> None:
    document = sample_document()
    found = opened(document)
    alternatives = [shown.get("descr") for shown in found.element.iter(qn("wp:docPr"))]
    assert alternatives == [spoken(chart) for chart in charts_of(document)]
    assert all(shape.width <= Mm(172) for shape in found.inline_shapes)


def test_a_chart_higher_than_a_page_comes_in_several_pictures() -> None:
    document = sample_document()
    (cells,) = [c for c in charts_of(document) if c.title == "Where each cell may go"]
    assert isinstance(cells, FanChart)
    many = replace(cells, panels=cells.panels * 12)
    found = opened(replace(document, opening=(many,), sections=()))
    assert len(found.inline_shapes) == 3
    assert all(shape.height <= Mm(215) for shape in found.inline_shapes)
    assert len(styled(found, "Heading 2")) == 1


def test_each_page_has_the_mark_and_its_number() -> None:
    found = opened(sample_document())
    (section,) = found.sections
    assert section.page_width is not None
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    assert frame(section.header) == "EXERCISE ONLY"
    codes = [code.text.strip() for code in section.footer._element.iter(qn("w:instrText"))]
    assert codes == ["PAGE", "NUMPAGES"]
    title = "Highland between the coast and the plain"
    assert frame(section.footer) == f"{title} · Equipoise 9.8.7\tPage 1 of 1\nEXERCISE ONLY"


def test_nobodys_name_and_no_thumbnail_are_in_the_file() -> None:
    about = opened(sample_document()).core_properties
    assert about.title == "Highland between the coast and the plain"
    assert (about.author, about.last_modified_by, about.comments) == ("", "", "")
    assert about.language == "en"
    day = datetime.fromisoformat("2026-03-04T00:00:00+00:00")
    assert about.created is not None
    assert about.created.replace(tzinfo=day.tzinfo) == day
    assert about.modified == about.created
    found = parts(sample_document())
    assert not [name for name in found if "thumbnail" in name or "app.xml" in name]
    assert not [name for name, content in found.items() if b"python-docx" in content]


def test_the_same_document_gives_the_same_bytes() -> None:
    first = render_docx(sample_document())
    assert render_docx(sample_document()) == first
    with zipfile.ZipFile(io.BytesIO(first)) as package:
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert package.namelist()[0] == "[Content_Types].xml"


def test_what_a_user_wrote_is_text_and_nothing_else() -> None:
    found = parts(hostile_document())
    content = b"".join(found[name] for name in found if name.startswith("word/"))
    assert content.count(b"INCLUDETEXT") > 10
    body = found["word/document.xml"]
    for element in (b"instrText", b"fldSimple", b"fldChar", b"hyperlink", b"altChunk"):
        assert b"<w:" + element not in body
    codes = re.findall(rb"<w:instrText[^>]*>([^<]*)<", content)
    assert codes == [b" PAGE ", b" NUMPAGES "]
    outside = [name for name in found if name.endswith(".rels") and b"External" in found[name]]
    assert outside == []


def test_a_title_longer_than_word_allows_is_cut_in_the_properties_alone() -> None:
    document = replace(sample_document(), title="long " * 100)
    found = opened(document)
    assert len(found.core_properties.title) <= 255
    assert styled(found, "Title") == [document.title]


def turned(paragraph: WordParagraph) -> bool:
    return bool(list(paragraph._p.iter(qn("w:bidi"))))


def test_right_to_left_paragraphs_runs_and_tables_are_turned() -> None:
    found = opened(DOCUMENTS["right to left"]())
    by_start = {p.text[:6]: p for p in found.paragraphs}
    title, latin = by_start["ישראל "], by_start["Scenar"]
    assert turned(title)
    assert all(run.font.rtl for run in title.runs)
    assert not turned(latin)
    mixed = next(p for p in found.paragraphs if "NATO" in p.text)
    assert [run.text for run in mixed.runs if not run.font.rtl][-1] == "NATO, −2.5"
    first, *_ = found.tables
    assert list(first._tbl.tblPr.iter(qn("w:bidiVisual")))
    english = opened(sample_document())
    assert not list(english.element.iter(qn("w:bidi")))
    assert not list(english.element.iter(qn("w:bidiVisual")))


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("abc", [("abc", "ltr")]),
        ("שלום world!", [("שלום ", "rtl"), ("world", "ltr"), ("!", "rtl")]),
        ("ירד −2.5 %.", [("ירד ", "rtl"), ("−2.5 %", "ltr"), (".", "rtl")]),
        ("NATO, EU", [("NATO, EU", "ltr")]),
        (
            "מ“\u2066a b\u2069”",
            [("מ“\u200f", "rtl"), ("\u200ea b\u200e", "ltr"), ("\u200f”", "rtl")],
        ),
        ("\u2068שם\u2069", [("שם", "rtl")]),
        ("", []),
    ],
)
def test_a_line_is_cut_where_its_direction_changes(
    text: str, pieces: list[tuple[str, str]]
) -> None:
    assert stretches(text, "rtl") == pieces
