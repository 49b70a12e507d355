"""Where codes and sentences stand on the pages: every one is found, and found where it is."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest

from briefing.briefing_sample import sample_document
from equipoise.briefing.document import coded, sentences
from equipoise.briefing.press.pdf import render_pdf
from equipoise.briefing.press.spots import Spot, code_at, place_at, spots, stretches


@pytest.fixture(scope="module", params=["en", "he"])
def document(request: pytest.FixtureRequest):
    return sample_document(language=request.param)


@pytest.fixture(scope="module")
def found(document) -> tuple[Spot, ...]:
    return spots(document)


def test_every_code_and_every_sentence_has_its_spots(document, found) -> None:
    printed = {
        code
        for section in (*document.bottom_line, *document.key_judgments, *document.opening)
        for code, _ in coded(section)
    }
    assert printed <= {spot.name for spot in found if spot.kind == "code"}
    places = [said.place for said in sentences(document) if said.place]
    assert [spot.name for spot in found if spot.kind == "place"] == places
    assert [begin.name for begin, _ in stretches(found)] == places
    assert all((begin.page, begin.y) <= (end.page, end.y) for begin, end in stretches(found))


def test_spots_are_on_their_pages(document, found) -> None:
    from pypdf import PdfReader

    pages = PdfReader(io.BytesIO(render_pdf(document))).pages
    for spot in found:
        box = pages[spot.page - 1].mediabox
        assert 0 < spot.x < float(box.width)
        assert 0 < spot.y < float(box.height)


def test_a_point_on_a_sentence_leads_to_it_and_to_no_other(document, found) -> None:
    rtl = document.direction == "rtl"
    inward = -3 if rtl else 3
    for begin, end in stretches(found):
        assert place_at(found, begin.page, begin.x + inward, begin.y - 3, rtl=rtl) == begin.name
        assert place_at(found, end.page, end.x - inward, end.y - 3, rtl=rtl) == begin.name
    first = stretches(found)[0][0]
    assert place_at(found, first.page, first.x, first.y - 40, rtl=rtl) == ""
    assert place_at(found, first.page + 50, first.x, first.y, rtl=rtl) == ""


def test_a_point_on_a_code_leads_to_it(found) -> None:
    for spot in found:
        if spot.kind == "code":
            assert code_at(found, spot.page, spot.x + 1, spot.y + 2)
    first = next(spot for spot in found if spot.kind == "code")
    assert code_at(found, first.page, first.x + 1, first.y + 2) == first.name
    assert code_at(found, first.page, first.x + 60, first.y + 2) == ""


def test_spots_change_no_byte_of_the_page(document) -> None:
    """A document without places has the same letters in the same order."""
    from pypdf import PdfReader

    def words(of) -> list[str]:
        return [page.extract_text() for page in PdfReader(io.BytesIO(render_pdf(of))).pages]

    bare = replace(
        document, bottom_line=tuple(replace(said, place="") for said in document.bottom_line)
    )
    assert words(bare) == words(document)
