from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from briefing_sample import sample_document
from briefing_words import DOCUMENTS, expected, hostile_document, spoken, squeezed
from html_words import Read

from equipoise.briefing.document import Chart, Document, Table
from equipoise.briefing.language.plain_text import printable, printable_parts
from equipoise.briefing.press.html import render_html


def read(document: Document) -> Read:
    return Read(render_html(document).decode("utf-8"))


def drawn(chart: Chart) -> Iterator[str]:
    yield from (chart.title, spoken(chart), chart.key)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_page_says_what_the_document_says_in_its_order(name: str) -> None:
    document = DOCUMENTS[name]()
    clean = printable_parts(document)
    mark = clean.handling_mark
    wanted = [mark, *expected(clean, drawn), clean.title, "·", clean.program, mark]
    assert squeezed("".join(read(document).words)) == squeezed("".join(wanted))


def test_the_page_needs_nothing_else_and_runs_nothing() -> None:
    document = hostile_document()
    page = render_html(document).decode("utf-8")
    found = Read(page)
    tags = {tag for tag, _ in found.elements}
    assert not tags & {
        "script",
        "link",
        "img",
        "iframe",
        "object",
        "embed",
        "base",
        "form",
        "b",
    }
    for tag, attributes in found.elements:
        for name, value in attributes.items():
            assert not name.startswith("on"), (tag, name)
            assert name not in {"src", "srcset", "action", "background", "poster"}
            if name.endswith("href"):
                assert tag in ("use", "a")
                assert str(value).startswith("#chart" if tag == "use" else ("#code-", "#note-"))
    (policy,) = [m for m in found.of("meta") if m.get("http-equiv")]
    assert policy["content"] == "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
    (style,) = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
    assert "url(" not in style
    assert "@import" not in style
    assert set(re.findall(r"url\((.)", page)) <= {"#"}


def test_each_chart_is_an_inline_drawing_with_its_description() -> None:
    page = render_html(sample_document()).decode("utf-8")
    drawings = re.findall(r"<svg role=\"img\".*?</svg>", page, re.DOTALL)
    assert len(drawings) == 5
    for drawing in drawings:
        assert re.match(
            r"<svg [^>]*><title>[^<]+</title><desc>(Fan|Bars|Band)[^<]+</desc>", drawing
        )
        assert "<text" not in drawing
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert len(ids) == len(set(ids)) > 100
    assert set(re.findall(r'(?:href="|url\()#([^")]+)', page)) <= set(ids)


def test_tables_have_captions_and_headings_of_columns_and_rows() -> None:
    document = sample_document()
    blocks = [*document.opening, *(b for s in document.sections for b in s.blocks)]
    tables = [block for block in blocks if isinstance(block, Table)]
    found = read(document)
    assert len(found.of("table")) == len(found.of("caption")) == len(tables) > 10
    scopes = [attributes.get("scope") for attributes in found.of("th")]
    assert scopes.count("col") == sum(len(table.columns) for table in tables)
    named = sum(bool(row.cells[0].text) for table in tables for row in table.rows)
    assert scopes.count("row") == named


def test_direction_follows_the_document_and_the_text() -> None:
    found = read(DOCUMENTS["right to left"]())
    (root,) = found.of("html")
    assert root["dir"] == "rtl"
    (title,) = found.of("h1")
    assert "dir" not in title
    ways = {table["dir"] for table in found.of("table")}
    assert ways == {"rtl", "ltr"}
    latin = render_html(sample_document()).decode("utf-8")
    assert '<html lang="en" dir="ltr">' in latin
    assert 'dir="rtl"' not in latin


def test_the_same_document_gives_the_same_page() -> None:
    assert render_html(sample_document()) == render_html(sample_document())


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("a\x00b\x1bc", "a b c"),
        ("one\r\ntwo\u2028three", "one\ntwo\nthree"),
        ("half\ud800", "half "),
        ("\u202eevil\u202c", "evil"),
        ("\u2067open", "\u2067open\u2069"),
        ("closed\u2069", "closed"),
        ("\u2068שם\u2069.", "\u2068שם\u2069."),
        ("\u2067one\ntwo", "\u2067one\u2069\ntwo"),
    ],
)
def test_only_what_every_format_can_hold_is_left(typed: str, shown: str) -> None:
    assert printable(typed) == shown
