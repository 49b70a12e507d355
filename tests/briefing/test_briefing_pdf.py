from __future__ import annotations

import io
import re
import struct
import time
from collections.abc import Callable
from dataclasses import replace

import pypdf
import pytest
from briefing_sample import retitled, sample_document, sample_dossier
from PySide6.QtGui import QImage

from equipoise.briefing.document import Document, Table, texts
from equipoise.briefing.press.guard import forget
from equipoise.briefing.press.pdf import page_count, render_pages, render_pdf
from equipoise.files import resource

HOSTILE = (
    '#read("/etc/passwd") $x$ <b>bold</b> *star* _under_ @ref \\alpha "two" \'one\' `raw` '
    "// note /* note */ ~ [box] {code} -- ... = heading #let a = 1"
)
FONTS = {"NotoSans", "NotoSansHebrew", "NotoSansArabic", "DejaVuSans"}


def page_texts(pdf: bytes) -> list[str]:
    return [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages]


def placed(page: pypdf.PageObject) -> list[tuple[str, float, float]]:
    """Pieces of text with where each begins, in points from the lower left corner."""
    found: list[tuple[str, float, float]] = []

    def visit(text: str, cm: list[float], tm: list[float], *_rest: object) -> None:
        if text.strip():
            x = cm[0] * tm[4] + cm[2] * tm[5] + cm[4]
            y = cm[1] * tm[4] + cm[3] * tm[5] + cm[5]
            found.append((text, x, y))

    page.extract_text(visitor_text=visit)
    return found


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return render_pdf(sample_document())


def test_every_figure_and_word_of_the_document_is_printed(pdf: bytes) -> None:
    printed = squeezed(" ".join(page_texts(pdf)))
    document = sample_document()
    wanted = [said.text for said in document.bottom_line]
    wanted += [line for j in document.key_judgments for line in j.text.splitlines()]
    blocks = [*document.opening, *(b for s in document.sections for b in s.blocks)]
    for block in blocks:
        if isinstance(block, Table):
            wanted += [
                line for row in block.rows for cell in row.cells for line in cell.text.split("\n")
            ]
    assert len(wanted) > 150
    for text in wanted:
        # A word parted at a line's end carries a hyphen that was not typed.
        assert squeezed(text) in printed or squeezed(text) in printed.replace("-", ""), text


def test_each_page_has_the_mark_on_top_and_bottom_and_its_number(pdf: bytes) -> None:
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    count = len(reader.pages)
    assert count >= 4
    for number, page in enumerate(reader.pages, start=1):
        heights = [y for text, _, y in placed(page) if "EXERCISE ONLY" in text]
        assert len(heights) == 2
        assert max(heights) > float(page.mediabox.top) - 70
        assert min(heights) < 50
        assert f"Page {number} of {count}" in page.extract_text()


def test_the_same_document_gives_the_same_bytes(pdf: bytes) -> None:
    assert render_pdf(sample_document()) == pdf


def test_the_file_is_archival_accessible_and_dated_by_the_document(pdf: bytes) -> None:
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    assert reader.metadata is not None
    assert reader.metadata.title == "Highland between the coast and the plain"
    assert reader.metadata.creation_date_raw.startswith("D:20260304")
    about = reader.root_object["/Metadata"].get_data().decode()
    assert "<pdfaid:part>2</pdfaid:part>" in about
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in about
    assert "<pdfuaid:part>1</pdfuaid:part>" in about


def test_only_bundled_fonts_are_in_the_file() -> None:
    dossier = retitled(sample_dossier(), subject="ישראל Россия سلام ⟶")
    reader = pypdf.PdfReader(io.BytesIO(render_pdf(sample_document(dossier))))
    found = set()
    for page in reader.pages:
        for font in page["/Resources"]["/Font"].values():
            name = font.get_object()["/BaseFont"]
            assert re.match(r"/[A-Z]{6}\+", name), "not embedded as a subset"
            found.add(name.split("+")[1].split("-")[0])
    assert found == FONTS
    assert "ישראל" in page_texts(render_pdf(sample_document(dossier)))[0]


def test_text_is_never_markup() -> None:
    base = retitled(
        sample_dossier(), title=HOSTILE, setting=HOSTILE, conclusion=HOSTILE, handling_mark="M#x"
    )
    dossier = replace(
        base,
        recommendations=tuple(
            replace(r, name=f"{r.name} {HOSTILE}", rationale=HOSTILE) for r in base.recommendations
        ),
        drivers=tuple(replace(d, name=HOSTILE) for d in base.drivers),
        aspects=tuple(replace(a, name=f"{a.name} {HOSTILE}") for a in base.aspects),
        sources=tuple(replace(s, note=HOSTILE) for s in base.sources),
        goals=tuple(replace(g, name=f"{g.name} {HOSTILE}") for g in base.goals),
    )
    printed = squeezed(" ".join(page_texts(render_pdf(sample_document(dossier)))))
    assert printed.count(squeezed(HOSTILE)) >= 10
    assert "root:" not in printed
    title = pypdf.PdfReader(io.BytesIO(render_pdf(sample_document(dossier)))).metadata
    assert title is not None
    assert title.title == HOSTILE


def test_very_long_words_stay_on_the_page() -> None:
    word = "Donaudampfschiff" * 12
    dossier = sample_dossier()
    dossier = replace(
        dossier,
        aspects=tuple(replace(a, name=f"{a.name}{word}") for a in dossier.aspects),
        sources=tuple(replace(s, name=f"{s.name}{word}") for s in dossier.sources),
        recommendations=tuple(
            replace(r, name=f"{r.name}{word}", rationale=word) for r in dossier.recommendations
        ),
    )
    for picture in render_pages(sample_document(dossier), 50):
        page = QImage.fromData(picture)
        margin = round(page.width() * 15 / 210)
        border = page.copy(page.width() - margin, 0, margin, page.height())
        blank = QImage(border.size(), border.format())
        blank.fill(0xFFFFFFFF)
        assert border == blank, "something runs into the right margin"
    pdf = render_pdf(sample_document(dossier))
    assert squeezed(word) in squeezed(" ".join(page_texts(pdf)))


def test_control_characters_and_half_characters_do_not_stop_the_press() -> None:
    dossier = retitled(sample_dossier(), setting="bell\x07 tab\there half\ud800 line\r\nbreak")
    printed = " ".join(page_texts(render_pdf(sample_document(dossier))))
    assert "bell tab here half line" in " ".join(printed.split())


def test_pages_are_pictures_of_the_same_pages(pdf: bytes) -> None:
    pages = render_pages(sample_document(), 40)
    assert len(pages) == len(page_texts(pdf))
    for page in pages:
        assert page.startswith(b"\x89PNG\r\n\x1a\n")
        width, height = struct.unpack(">II", page[16:24])
        assert height / width == pytest.approx(297 / 210, rel=0.01)


def test_the_template_reaches_for_nothing_outside_itself() -> None:
    for file in resource("briefing").glob("*.typ"):
        code = file.read_text(encoding="utf-8")
        assert "@preview" not in code
        assert "eval(" not in code
        assert not re.search(r"\b(read|plugin|csv|yaml|toml|cbor|xml)\(", code)
        assert not re.search(r"\b(image|json)\((?!bytes\()", code)


def test_each_chart_is_described_for_those_who_cannot_see_it() -> None:
    alternatives = [t for t in texts(sample_document()) if t.startswith(("Fan of", "Bars for"))]
    reader = pypdf.PdfReader(io.BytesIO(render_pdf(sample_document())))
    spoken = {
        str(item["/Alt"])
        for item in (entry.get_object() for entry in _structure(reader.root_object))
        if "/Alt" in item
    }
    assert alternatives
    assert set(alternatives) <= spoken


def _structure(root: pypdf.generic.DictionaryObject) -> list[pypdf.generic.DictionaryObject]:
    found = []
    todo = [root["/StructTreeRoot"].get_object()]
    while todo:
        item = todo.pop()
        if isinstance(item, pypdf.generic.DictionaryObject):
            found.append(item)
            children = item.get("/K", [])
            children = children.get_object() if hasattr(children, "get_object") else children
            if isinstance(children, pypdf.generic.DictionaryObject):
                children = [children]
            if isinstance(children, list):
                todo.extend(child.get_object() for child in children)
    return found


def test_pages_that_were_counted_are_not_set_again() -> None:
    """Whatever order typst takes its inputs in: with three of them it was one of six by chance."""
    document = sample_document()
    forget()

    def seconds(make: Callable[[Document], object]) -> float:
        start = time.process_time()
        make(document)
        return time.process_time() - start

    counting = seconds(page_count)
    assert all(seconds(render_pdf) < counting / 2 for _ in range(6))
    assert all(seconds(page_count) < counting / 2 for _ in range(6))
