from __future__ import annotations

import unicodedata
from dataclasses import replace

import pytest
from briefing_sample import retitled, sample_document, sample_dossier
from hypothesis import given, settings
from hypothesis import strategies as st
from test_briefing_pdf import page_texts

from equipoise.briefing.content.chart_data import charts_of
from equipoise.briefing.document import (
    Document,
    HeadLine,
    KeyJudgment,
    Paragraph,
    Point,
    Section,
    Sentence,
)
from equipoise.briefing.language.plain_text import printable_parts
from equipoise.briefing.press.chart_pictures import drawings
from equipoise.briefing.press.formats import render
from equipoise.briefing.press.glyphs import glyph_warnings, printable_glyphs
from equipoise.briefing.press.pdf import render_pages, render_pdf
from equipoise.briefing.template_folder.reading import standard_template

FAMILY = "👨‍👩‍👧"
KEYCAP = "e\u0301\u20e3"


def small_document(*said: str) -> Document:
    """A briefing of a page on which the texts stand in each kind of place."""
    sentences = tuple(Sentence(text, own=True) for text in said)
    whole = sample_document()
    table = whole.opening[1]
    return replace(
        whole,
        title=said[0],
        bottom_line=sentences,
        key_judgments=(KeyJudgment(said[0], sentences),),
        opening=(replace(table, rows=table.rows[:1], title=f"Table {said[-1]}"),),
        head=(HeadLine(said[0], said[-1]),),
        sections=(
            Section(
                f"Section {said[-1]}",
                (*(Paragraph((s,), s.text) for s in sentences), Point(sentences[0])),
            ),
        ),
    )


def test_a_character_that_no_font_has_is_named_and_told() -> None:
    dossier = retitled(sample_dossier(), setting="The word 中立 means neutral.")
    dossier = replace(
        dossier,
        recommendations=tuple(
            replace(r, rationale="Smile \U0001f9ff now") if r.id == "envoy" else r
            for r in dossier.recommendations
        ),
    )
    document = sample_document(dossier)
    printed = " ".join(" ".join(page_texts(render_pdf(document))).split())
    assert "⟨U+4E2D⟩⟨U+7ACB⟩" in printed.replace(" ", "")
    assert "⟨U+1F9FF⟩" in printed
    told = glyph_warnings(document, dossier)
    assert len(told) == 3
    assert told[0].startswith("“中” (U+4E2D) in the settings, field Setting, is in none of")
    assert "⟨U+4E2D⟩ is printed in its place" in told[0]
    assert "(U+1F9FF) in the recommendation “Send an envoy”, field Why," in told[2]


def test_pictures_of_pages_and_charts_name_it_too() -> None:
    document = small_document("中")
    assert render_pages(document, 30) == render_pages(small_document("⟨U+4E2D⟩"), 30)
    (chart, *_) = charts_of(sample_document())
    renamed = [
        replace(chart, panels=(replace(chart.panels[0], title=t),)) for t in ("中", "⟨U+4E2D⟩")
    ]
    assert drawings(renamed[:1], "en") == drawings(renamed[1:], "en")


@pytest.mark.parametrize("form", ["docx", "html", "md"])
def test_forms_that_bring_no_fonts_keep_it(form: str) -> None:
    content = render(small_document("word 中立"), form)
    assert form == "docx" or "中立".encode() in content


def test_what_the_fonts_have_stays_as_it_is() -> None:
    text = "Россия ישראל سلام ńé n\u0303 ❤\ufe0f ½ – → ≥ \u200f\u2067ש\u2069"
    document = small_document(text)
    assert printable_glyphs(document, standard_template()) == (document, ())
    assert glyph_warnings(document, sample_dossier()) == ()


@pytest.mark.parametrize(
    "text",
    [
        FAMILY,
        KEYCAP,
        "🇷🇺",
        "👍🏽",
        "a\u0f71b",
        "1\ufe0f\u20e3",
        "\U000e0041x",
        "ক্ষ",
        "ก็",
        "한국어",
        "\ufdd0",
    ],
)
def test_clusters_do_not_stop_the_press(text: str) -> None:
    document = small_document(f"before {text} after", text, f"{'long' * 9}{text}{'word' * 9}")
    assert render_pdf(document).startswith(b"%PDF")
    shown, _ = printable_glyphs(printable_parts(document), standard_template())
    left = {c for c in shown.bottom_line[1].text if not c.isascii()} - set("⟨⟩")
    for character in left:
        assert unicodedata.category(character)[0] in "LMCNS", character


@pytest.mark.parametrize("title", ["\u2069", " ", "\x00", "\u00ad", "\u2067\u2069"])
def test_a_title_that_shows_nothing_does_not_stop_the_press(title: str) -> None:
    assert render_pdf(small_document(title)).startswith(b"%PDF")


def test_a_word_that_makes_the_typesetter_stumble_is_named() -> None:
    """Its shaper, in version 0.15.1, reaches beyond the end of this word."""
    document = small_document("before \u0784\u0f71\u0369\u200d after")
    assert render_pdf(document).startswith(b"%PDF")
    assert render_pages(document, 20)


@settings(max_examples=15, deadline=None)
@given(
    st.lists(st.text(st.characters(codec="utf-8"), min_size=1, max_size=40), min_size=1, max_size=4)
)
def test_no_text_stops_the_press(said: list[str]) -> None:
    assert render_pdf(small_document(*said)).startswith(b"%PDF")


@settings(max_examples=15, deadline=None)
@given(
    st.text(
        st.sampled_from("aא中é\u0301\u20e3\u200d\ufe0f\U0001f468\U0001f1f7سকि\u2067\u2069 "),
        min_size=1,
    )
)
def test_no_cluster_stops_the_press(text: str) -> None:
    assert render_pdf(small_document(text, text * 3)).startswith(b"%PDF")
