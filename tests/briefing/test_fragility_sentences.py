from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest
from briefing_sample import sample_dossier

from equipoise.briefing.composing.compose import compose
from equipoise.briefing.document import Document, notes_of, sentences, texts
from equipoise.briefing.language.messages import LANGUAGES
from equipoise.briefing.material import gather
from equipoise.briefing.press.pdf import render_pdf
from equipoise.briefing.request import Request
from equipoise.dossier.dossier import Dossier
from equipoise.dossier.json_form import loads
from equipoise.dossier.judgment import Judgment
from equipoise.dossier.rows import (
    BriefingSection,
    BriefingText,
    NameAbroad,
    Reservation,
    Scenario,
    Weight,
)
from equipoise.files import shipped_data

DAY = date(2026, 3, 4)


def dossier_with_two_scenarios() -> Dossier:
    dossier = sample_dossier()
    return replace(
        dossier,
        scenarios=(*dossier.scenarios, Scenario("talk", "Talk only")),
        weights=(*dossier.weights, Weight("talk", "envoy", 100)),
    )


def composed(dossier: Dossier, language: str = "en", compared: tuple[str, ...] = ()) -> Document:
    return compose(gather(dossier, "mixed", compared), Request(DAY, language=language))


def said_at(document: Document, place: str) -> list[str]:
    return [said.text for said in sentences(document) if said.place.startswith(place)]


def test_each_ranking_has_its_fragility_beside_it() -> None:
    dossier = loads(shipped_data("israel.json").read_text(encoding="utf-8"))
    dossier = replace(dossier, settings=replace(dossier.settings, draws=256))
    material = gather(dossier, "balanced", ("west-first", "balanced"))
    assert material.fragility is not None
    document = compose(material, Request(DAY))
    found = said_at(document, "fragility:index:")
    assert len(found) == sum(bool(c.leader_id) for c in material.fragility.contributions.values())
    for pole, text in zip(dossier.poles, found, strict=True):
        overturn = material.fragility.contributions[pole.id].overturn
        assert overturn is not None
        assert f"{overturn.percent:.1f}".removesuffix(".0") + " %" in text
        assert dossier.name_of("recommendations", overturn.leader_id) in text
    (options,) = said_at(document, "fragility:options")
    assert "likeliest" in options or "equally likely" in options
    changers = said_at(document, "mind:")
    assert material.fragility.goals is not None
    assert len(changers) == max(1, len(material.fragility.goals.changes))
    for turn, text in zip(material.fragility.goals.changes, changers, strict=False):
        assert turn.term.word in text
        assert re.search(r"\(\D*\d+ %\)", text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_fragility_and_dissent_print_in_every_language(language: str) -> None:
    dossier = replace(
        dossier_with_two_scenarios(),
        reservations=(
            Reservation("r", "A. Doubt", "drivers", "drought", "likelihood", Judgment(80, 90, 95)),
        ),
    )
    document = composed(dossier, language, ("talk",))
    assert render_pdf(document).startswith(b"%PDF")
    assert any("A. Doubt" in note for note in notes_of(document))


def test_a_reservation_is_a_footnote_with_the_outcome_under_its_value() -> None:
    reservation = Reservation(
        "r", "<b>A. Doubt</b>", "cells", "trade/coast", "level", Judgment(5, 8, 10), "Ports closed."
    )
    dossier = replace(sample_dossier(), reservations=(reservation,))
    material = gather(dossier, "mixed")
    document = compose(material, Request(DAY))
    notes = list(notes_of(document))
    rows = [r for s in document.sections for b in s.blocks for r in getattr(b, "rows", ())]
    assert {row.codes for row in rows if row.notes} == {("C1.1",)}
    (dissent,) = material.dissents
    assert dissent.outcome is not None
    assert dissent.outcome.all_goals is not None
    assert material.projection.all_goals is not None
    for note in notes:
        assert "<b>A. Doubt</b>" in note
        assert "Ports closed." in note
        assert "5 / 8 / 10" in note
        assert f"{dissent.outcome.all_goals * 100:.0f} %" in note or "1 %" in note
        assert f"{material.projection.all_goals * 100:.0f} %" in note
    success = next(said for said in sentences(document) if said.place == "success")
    assert success.notes == (notes[0],)


def test_a_reservation_about_a_row_that_is_gone_is_not_printed() -> None:
    reservation = Reservation("r", "A. Doubt", "drivers", "gone", "likelihood", Judgment(1, 2, 3))
    dossier = replace(sample_dossier(), reservations=(reservation,))
    assert list(notes_of(composed(dossier))) == []


def test_own_words_names_and_sections_are_taken_from_the_dossier() -> None:
    dossier = replace(
        sample_dossier(),
        briefing_texts=(
            BriefingText("en", "basis", "We know little.", "old"),
            BriefingText("ru", "basis", "Мало известно.", "old"),
        ),
        names_abroad=(NameAbroad("n", "Coast", "ru", "Побережье"),),
        briefing_sections=(
            BriefingSection("full", "method"),
            BriefingSection("full", "question", shown=False),
            BriefingSection("full", "no such section"),
        ),
    )
    english, russian = composed(dossier), composed(dossier, "ru")
    assert said_at(english, "basis") == ["We know little."]
    assert said_at(russian, "basis") == ["Мало известно."]
    assert "Coast index" in " ".join(texts(english))
    assert "Побережье" in " ".join(texts(russian))
    assert "Coast" not in " ".join(texts(russian)).replace("Warm coast", "")
    order = [section.ident for section in english.sections]
    assert order[0] == "method"
    assert "question" not in order
    assert {"situation", "assumptions", "about"} <= set(order)
