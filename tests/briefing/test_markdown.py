from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from briefing_sample import sample_document
from briefing_words import DOCUMENTS, LINE_STARTS, expected, hostile_document, spoken, squeezed
from html_words import Read
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from equipoise.briefing.content.chart_data import chart_data, printed_data
from equipoise.briefing.document import (
    Cell,
    Chart,
    Column,
    Document,
    Paragraph,
    Row,
    Section,
    Sentence,
    Table,
)
from equipoise.briefing.language.plain_text import printable, printable_parts
from equipoise.briefing.language.speech import Speech
from equipoise.briefing.press.markdown import render_markdown

OURS = {
    "p",
    "strong",
    "h1",
    "h2",
    "h3",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "br",
    "ul",
    "li",
}


def read(document: Document) -> Read:
    dialect = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    return Read(dialect.render(render_markdown(document).decode("utf-8")))


def told(chart: Chart) -> Iterator[str]:
    yield spoken(chart)
    yield from chart_data(chart, Speech("en")).headings
    for row in printed_data(chart, Speech("en")):
        yield from row


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_rendered_text_says_what_the_document_says_in_its_order(name: str) -> None:
    document = DOCUMENTS[name]()
    clean = printable_parts(document)
    said = list(expected(clean, told))
    for judgment in clean.key_judgments:
        said[said.index(judgment.heading)] += "."
    wanted = [clean.handling_mark, *said, clean.title, "·", clean.program, clean.handling_mark]
    assert squeezed("".join(read(document).words)) == squeezed("".join(wanted))


def test_nothing_that_a_user_wrote_is_markup() -> None:
    assert {tag for tag, _ in read(hostile_document()).elements} == OURS


@settings(max_examples=150, deadline=None)
@given(st.text(st.sampled_from("*_`~#>+-=|\\<!&[](){}:.)0129a \n\t@$\"'^/é "), max_size=30))
def test_any_text_is_shown_as_typed(text: str) -> None:
    said = (Sentence(text),)
    table = Table("t", (Column(text or "h"),), (Row((Cell(text, text),), total=True),))
    document = replace(
        sample_document(),
        opening=(),
        title=text,
        bottom_line=(Sentence(text),),
        key_judgments=(),
        sections=(Section("s", (Paragraph(said), Paragraph(said, text), table)),),
    )
    found = read(document)
    assert {tag for tag, _ in found.elements} <= OURS
    clean = printable_parts(document)
    mark = clean.handling_mark
    wanted = [mark, *expected(clean, told), clean.title, "·", clean.program, mark]
    assert squeezed("".join(found.words)) == squeezed("".join(wanted))


@pytest.mark.parametrize("text", LINE_STARTS)
def test_no_line_begins_a_list_a_heading_or_code(text: str) -> None:
    document = replace(
        sample_document(),
        opening=(),
        sections=(Section("s", (Paragraph((Sentence(f"a\n{text}"),)),)),),
    )
    tags = [tag for tag, _ in read(document).elements]
    assert set(tags) == {"p", "strong", "h1", "h2"}
    assert squeezed(printable(text)) in squeezed("".join(read(document).words))


def test_the_same_document_gives_the_same_text() -> None:
    assert render_markdown(sample_document()) == render_markdown(sample_document())
