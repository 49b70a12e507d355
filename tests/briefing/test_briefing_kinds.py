from __future__ import annotations

import io
import re
from dataclasses import replace
from functools import cache
from itertools import product

import pypdf
import pytest
from briefing_kinds import (
    compared_material,
    large_material,
    of_kind,
)
from briefing_sample import sample_dossier, sample_material, sample_projection
from briefing_words import HOSTILE, hostile_document, squeezed

from equipoise.briefing.document import (
    Document,
    sentences,
    texts,
)
from equipoise.briefing.kinds import KINDS
from equipoise.briefing.language.messages import LANGUAGES
from equipoise.briefing.material import Material, gather
from equipoise.briefing.press.pdf import render_pdf
from equipoise.dossier.json_form import loads
from equipoise.dossier.yardsticks import YARDSTICKS
from equipoise.files import shipped_data

SPOKEN = ("one-page", "talking-points", "cable")
CONFIDENCE = {"en": "[Cc]onfidence", "he": "רמת הביטחון|רמת ביטחון", "ru": "[Уу]веренность"}


@cache
def shipped_material() -> Material:
    dossier = loads(shipped_data("israel.json").read_text(encoding="utf-8"))
    dossier = replace(dossier, settings=replace(dossier.settings, draws=256))
    return gather(dossier, "balanced", ("as-today", "moscow-first"))


def pages(document: Document) -> int:
    return len(pypdf.PdfReader(io.BytesIO(render_pdf(document))).pages)


@pytest.mark.parametrize(("kind", "language"), [*product(KINDS, LANGUAGES)])
def test_likelihood_and_confidence_are_kept_apart_in_every_kind(kind: str, language: str) -> None:
    words = "|".join(re.escape(t.word) for y in YARDSTICKS.values() for t in y.terms)
    for material in (sample_material(), compared_material()):
        for said in sentences(of_kind(kind, material, language)):
            for sentence in re.split(r"(?<=[.!?])\s+", said.text):
                sure = re.search(CONFIDENCE[language], sentence)
                assert not (sure and re.search(rf"\b({words})\b", sentence)), sentence


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_place_says_one_thing_in_every_kind(language: str) -> None:
    found: dict[str, set[str]] = {}
    for kind in KINDS:
        for said in sentences(of_kind(kind, compared_material(), language)):
            if said.place:
                found.setdefault(said.place, set()).add(said.text)
    assert len(found) > 30
    assert {place: said for place, said in found.items() if len(said) > 1} == {}


@pytest.mark.parametrize("kind", SPOKEN)
def test_every_computed_sentence_can_be_reworded_and_user_texts_are_known_as_such(
    kind: str,
) -> None:
    document = of_kind(kind)
    dossier = sample_dossier()
    own = {dossier.settings.setting, dossier.settings.conclusion, "A bit of both."}
    own |= {row.rationale for row in dossier.recommendations}
    own |= {row.description for row in dossier.drivers}
    for said in sentences(document):
        assert said.text
        assert said.own == (said.text in own)
        assert bool(said.place) != said.own, said
        if not said.own and said.place not in ("basis", "sureness", "draws"):
            assert said.codes, said


@pytest.mark.parametrize(("kind", "language"), [*product(SPOKEN, LANGUAGES)])
def test_no_code_stands_in_what_is_said(kind: str, language: str) -> None:
    for said in sentences(of_kind(kind, compared_material(), language)):
        # The grade of a source looks like a code.
        if said.place != "sources":
            assert not re.search(r"\b[A-Z]\d+(\.\d+)?\b", said.text), said


@pytest.mark.parametrize(("kind", "language"), [*product(SPOKEN, LANGUAGES)])
def test_each_kind_keeps_to_its_pages(kind: str, language: str) -> None:
    most = KINDS[kind].pages
    assert most is not None
    assert pages(of_kind(kind, shipped_material(), language)) <= most
    assert pages(of_kind(kind, large_material(), language)) <= most


def test_the_full_briefing_of_the_shipped_dossier_keeps_to_its_pages() -> None:
    most = KINDS["full"].pages
    assert most is not None
    assert pages(of_kind("full", shipped_material())) <= most


@pytest.mark.parametrize("kind", KINDS)
def test_hostile_text_is_printed_as_typed(kind: str) -> None:
    document = hostile_document(kind)
    assert any(HOSTILE in text for text in texts(document))
    pdf = pypdf.PdfReader(io.BytesIO(render_pdf(document)))
    printed = squeezed(" ".join(page.extract_text() for page in pdf.pages))
    assert printed.count(squeezed("#eval(1)")) >= 3
    assert "root:" not in printed


@pytest.mark.parametrize(("kind", "language"), [*product(KINDS, LANGUAGES)])
def test_a_dossier_without_goals_drivers_or_effort_can_be_told_in_every_kind(
    kind: str, language: str
) -> None:
    dossier = replace(
        sample_dossier(), goals=(), drivers=(), driver_effects=(), forcings=(), sources=()
    )
    bare = tuple(replace(cell, source_ids=()) for cell in dossier.cells)
    dossier = replace(
        dossier,
        cells=bare,
        recommendations=tuple(replace(r, source_ids=()) for r in dossier.recommendations),
        spillovers=(),
    )
    projection = replace(
        sample_projection(),
        goals={},
        red_lines={},
        all_goals=None,
        weights={"envoy": 0.0, "road": 0.0},
        attribution={},
    )
    document = of_kind(kind, Material(dossier, "mixed", projection), language)
    assert not [section for section in document.sections if not section.blocks]
    assert render_pdf(document).startswith(b"%PDF")
