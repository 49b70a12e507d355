from __future__ import annotations

from dataclasses import replace

import pytest
from briefing_sample import sample_document
from hypothesis import given
from hypothesis import strategies as st

from equipoise.briefing.composing import shortening
from equipoise.briefing.composing.shortening import STEPS, Limits, fitted, shortened
from equipoise.briefing.document import (
    Answer,
    Cell,
    Column,
    Document,
    Paragraph,
    Point,
    Row,
    Section,
    Sentence,
    Table,
    texts,
)
from equipoise.briefing.kinds import KINDS
from equipoise.briefing.language.messages import LANGUAGES
from equipoise.briefing.language.speech import Speech
from equipoise.briefing.press.pdf import page_count

LONG = "one two three four five six seven eight nine ten " * 40


def long_document(language: str = "en") -> Document:
    rows = (
        *(Row((Cell(f"r{n}", LONG), Cell("1"))) for n in range(60)),
        Row((Cell("all"), Cell("9")), total=True),
    )
    table = Table("t", (Column("a"), Column("b")), rows)
    point = Point(Sentence("p"), tuple(Answer("q", (Sentence("a"),)) for _ in range(5)))
    blocks = (Paragraph((Sentence(LONG, own=True), Sentence(LONG))), table, point)
    return replace(sample_document(language=language), sections=(Section("s", blocks),))


def size(document: Document) -> int:
    """A stand-in for pages: the letters of all texts, in hundreds."""
    return sum(len(text) for text in texts(document)) // 100


def test_what_fits_stays_as_it_is() -> None:
    document = long_document()
    assert fitted(document, lambda _: KINDS["full"].pages or 0) is document


def test_the_mildest_step_that_suffices_is_taken() -> None:
    document = long_document()
    sizes = [size(shortened(document, step, Speech(), 3)) for step in STEPS]
    assert sizes == sorted(sizes, reverse=True)
    found = fitted(document, lambda d: 24 if size(d) <= sizes[2] else 25)
    assert found == shortened(document, STEPS[2], Speech(), 24)
    assert "Shortened to keep to 24 pages" in found.shortened


def test_the_shortest_says_so_where_no_step_suffices() -> None:
    found = fitted(long_document(), lambda _: 99)
    assert found.shortened.endswith("Even so it is longer than 24 pages.")


def test_what_no_pages_could_hold_is_not_set_before_it_is_shortened() -> None:
    """A large dossier's 7,600 rows would take minutes to set, to be found too many."""
    document = long_document()
    most = 24 * shortening._MOST_LETTERS
    huge = Paragraph((Sentence("word " * (most // 5), own=True),))
    document = replace(document, sections=(*document.sections, Section("h", (huge,))))
    counted: list[int] = []

    def pages_of(asked: Document) -> int:
        counted.append(sum(map(len, texts(asked))))
        return 1

    assert fitted(document, pages_of) == shortened(document, STEPS[0], Speech(), 24)
    assert [letters <= most for letters in counted] == [True]


def test_no_page_holds_as_many_letters() -> None:
    """The narrowest, as close as they are ever printed."""
    narrow = Paragraph((Sentence("il" * 7 + " " + "i l " * 9_000, own=True),))
    bare = replace(sample_document(), opening=(), sections=(Section("s", (narrow,)),))
    letters = sum(map(len, texts(bare)))
    assert letters > 1.5 * shortening._MOST_LETTERS
    assert page_count(bare) > letters / shortening._MOST_LETTERS


def test_computed_sentences_and_sums_are_never_cut() -> None:
    found = shortened(long_document(), STEPS[-1], Speech(), 1)
    (section,) = found.sections
    paragraph, table, point = section.blocks
    assert isinstance(paragraph, Paragraph)
    assert paragraph.said[1].text == LONG
    assert len(paragraph.said[0].text) <= STEPS[-1].letters + 2
    assert isinstance(table, Table)
    assert [row.cells[0].text for row in table.rows] == ["r0", "r1", "r2", "r3", "56 others", "all"]
    assert isinstance(point, Point)
    assert point.answers == ()
    assert [said.text for said in found.bottom_line] == [
        said.text for said in long_document().bottom_line
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_says_what_was_shortened(language: str) -> None:
    found = shortened(long_document(language), Limits(400, 50, 9, 3), Speech(language), 1)
    # One paragraph, and the details of the 50 rows that stay and of the ten that go.
    assert "61" in found.shortened
    assert "12" in found.shortened


@given(st.text(max_size=300))
def test_a_text_is_cut_to_its_own_beginning(text: str) -> None:
    document = replace(
        sample_document(), sections=(Section("s", (Paragraph((Sentence(text, own=True),)),)),)
    )
    found = shortened(document, Limits(60, 99, 9, 9), Speech(), 1).sections[0].blocks[0]
    assert isinstance(found, Paragraph)
    kept = found.said[0].text
    if len(text) <= 60:
        assert kept == text
    else:
        assert kept.endswith(" …")
        assert text.startswith(kept.removesuffix(" …"))
        assert len(kept) <= 62
