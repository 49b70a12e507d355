from __future__ import annotations

import io
import re
from dataclasses import replace

import docx
import pypdf
import pytest
from briefing_sample import PRODUCED, sample_dossier, sample_material
from test_briefing_pdf import page_texts

from equipoise.briefing.composing.compose import compose
from equipoise.briefing.composing.portions import banner_shortfall, short_mark
from equipoise.briefing.content.chart_data import charts_of
from equipoise.briefing.document import Document, Paragraph, Table
from equipoise.briefing.press.chart_files import chart_files
from equipoise.briefing.press.formats import FORMATS, render
from equipoise.briefing.request import Request
from equipoise.briefing.warnings import warnings_of
from equipoise.dossier.dossier import Dossier
from equipoise.dossier.marks import PRESETS
from equipoise.dossier.rows import BriefingText, Mark


def marked_dossier(banner: str = "SECRET", default: str = "u") -> Dossier:
    """The sample under national marks: unmarked rows are unclassified, one driver is secret."""
    base = sample_dossier()
    marks = (
        Mark("u", "UNCLASSIFIED", 0),
        Mark("c", "CONFIDENTIAL", 20),
        Mark("s", "SECRET", 30),
        Mark("ts", "TOP SECRET", 40),
    )
    return replace(
        base,
        marks=marks,
        settings=replace(
            base.settings, default_mark_id=default, handling_mark=banner, portion_marks=True
        ),
        drivers=tuple(replace(row, mark_id="s") for row in base.drivers),
        recommendations=tuple(
            replace(row, mark_id="c") if row.id == "road" else row for row in base.recommendations
        ),
        scenarios=tuple(
            replace(row, mark_id="ts") if row.id != "mixed" else row for row in base.scenarios
        ),
    )


def marked(dossier: Dossier | None = None) -> Document:
    return compose(sample_material(dossier or marked_dossier()), Request(PRODUCED, version="1"))


def tables(document: Document) -> list[Table]:
    blocks = [*document.opening, *(b for s in document.sections for b in s.blocks)]
    return [block for block in blocks if isinstance(block, Table)]


def test_short_forms() -> None:
    assert short_mark("TOP SECRET") == "(TS)"
    assert short_mark("NATO  secret") == "(NS)"
    assert short_mark("OFFICIAL-SENSITIVE") == "(OS)"
    assert short_mark("TLP:AMBER+STRICT") == "(TLP:AMBER+STRICT)"
    assert short_mark("Embassy only") == "(Embassy only)"
    for preset in PRESETS.values():
        forms = [short_mark(mark.name) for mark in preset.marks]
        assert len(set(forms)) == len(forms)


def test_each_row_has_the_mark_of_the_dossiers_row() -> None:
    expected = {"D1": "(S)", "R1": "(U)", "R2": "(C)", "C1.1": "(U)"}
    found: dict[str, set[str]] = {}
    for table in tables(marked()):
        for row in table.rows:
            if len(row.codes) == 1:
                found.setdefault(row.codes[0], set()).add(row.mark)
    for code, mark in expected.items():
        assert found[code] == {mark}, code
    assert found["R0"] == {"(S)"}


def test_generated_sentences_and_charts_have_the_highest_mark_in_the_briefing() -> None:
    document = marked()
    assert {s.mark for s in document.bottom_line} == {"(S)"}
    assert {j.mark for j in document.key_judgments} == {"(S)"}
    assert all(chart.title.startswith("(S) ") for chart in charts_of(document))


def test_the_users_texts_have_the_mark_of_their_row() -> None:
    question = next(s for s in marked().sections if s.ident == "question")
    assert [b.mark for b in question.blocks if isinstance(b, Paragraph)] == ["(U)"] * 3


def test_a_wording_can_only_raise_a_mark() -> None:
    for mark_id, shown in (("u", "(S)"), ("ts", "(TS)")):
        wording = BriefingText("en", "success", "We think so.", mark_id=mark_id)
        document = marked(replace(marked_dossier(), briefing_texts=(wording,)))
        assert document.bottom_line[0].mark == shown


def test_unmarked_rows_count_as_the_highest_where_no_default_is_chosen() -> None:
    document = marked(marked_dossier(default=""))
    assert {s.mark for s in document.bottom_line} == {"(TS)"}


def test_no_mark_is_shown_unless_asked_for_or_without_marks() -> None:
    dossier = marked_dossier()
    quiet = replace(dossier, settings=replace(dossier.settings, portion_marks=False))
    assert not any(row.mark for table in tables(marked(quiet)) for row in table.rows)
    asked = compose(sample_material(quiet), Request(PRODUCED, version="1", portion_marks=True))
    assert asked == marked()
    unmarked = replace(sample_dossier(), settings=dossier.settings)
    unmarked = replace(unmarked, settings=replace(unmarked.settings, default_mark_id=""))
    assert not any(row.mark for table in tables(marked(unmarked)) for row in table.rows)


@pytest.mark.parametrize("form", FORMATS)
def test_every_form_shows_the_portions(form: str) -> None:
    document = marked()
    content = render(document, form)
    if form == "pdf":
        text = " ".join(page_texts(content))
    elif form == "docx":
        made = docx.Document(io.BytesIO(content))
        cells = (c.text for t in made.tables for r in t.rows for c in r.cells)
        text = " ".join([*(p.text for p in made.paragraphs), *cells])
    else:
        text = re.sub(r"<[^>]+>|\*", "", content.decode())
    text = re.sub(r"\s+", " ", text)
    assert f"(S) {document.bottom_line[0].text[:20]}" in text
    assert f"(S) {document.bottom_line[1].text[:20]}" in text
    assert "(C) Build a road" in text
    assert "(U) Setting" in text
    assert "(S) Where the indices may go" in text


def test_a_banner_that_says_too_little_is_told() -> None:
    assert banner_shortfall(marked_dossier("SECRET"), ("mixed",)) == ""
    assert banner_shortfall(marked_dossier("Top Secret // eyes only"), ("mixed",)) == ""
    told = banner_shortfall(marked_dossier("CONFIDENTIAL"), ("mixed",))
    assert "says “CONFIDENTIAL”, but rows in it are held as “SECRET”" in told
    assert "is empty, but" in banner_shortfall(marked_dossier(""), ("mixed",))
    assert "“SECRET”" in banner_shortfall(marked_dossier("SECRETARIAT"), ("mixed",))
    assert banner_shortfall(sample_dossier()) == ""
    dossier = marked_dossier("UNCLASSIFIED")
    assert told.split("but")[1] in warnings_of(marked(dossier), dossier, "mixed")[0]


def test_the_banner_stands_in_every_form_and_on_every_chart() -> None:
    document = replace(marked(), handling_mark="BANNER 7")
    reader = pypdf.PdfReader(io.BytesIO(render(document, "pdf")))
    assert all(page.extract_text().count("BANNER 7") == 2 for page in reader.pages)
    section = docx.Document(io.BytesIO(render(document, "docx"))).sections[0]
    assert section.header.paragraphs[0].text == "BANNER 7"
    assert section.footer.paragraphs[-1].text == "BANNER 7"
    assert render(document, "html").decode().count('<div class="mark">BANNER 7</div>') == 2
    assert render(document, "md").decode().count("**BANNER 7**") == 2
    marked_files = chart_files(document)
    plain_files = chart_files(replace(document, handling_mark=""))
    assert len(marked_files) == 3 * len(charts_of(document))
    for one, other in zip(marked_files, plain_files, strict=True):
        assert one.content != other.content, one.name


def test_the_author_is_the_users_own_or_none() -> None:
    base = marked_dossier()
    named = replace(
        base, settings=replace(base.settings, author="A. Nalyst", authority="By order\nof M.")
    )
    for dossier, author in ((named, "A. Nalyst"), (base, None)):
        document = marked(dossier)
        pdf = render(document, "pdf")
        about = pypdf.PdfReader(io.BytesIO(pdf)).metadata
        assert about is not None
        assert about.author == author
        assert about.creator is None or "ypst" in about.creator
        word = render(document, "docx")
        properties = docx.Document(io.BytesIO(word)).core_properties
        assert properties.author == (author or "")
        assert properties.last_modified_by == ""
        assert b"python-docx" not in word
        text = " ".join(page_texts(pdf))
        assert ("By order" in text) == (author is not None)
    assert marked(named).authority == ("By order", "of M.")
