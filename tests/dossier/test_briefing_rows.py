"""Rows that belong to briefings: their names, marks, words, and what leaves with a release copy."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from equipoise.dossier.deletion import delete
from equipoise.dossier.difference_words import lines
from equipoise.dossier.dossier import NOT_PROJECTED, TABLES, Dossier, projected_settings
from equipoise.dossier.judgment import Judgment
from equipoise.dossier.marks import mark_of
from equipoise.dossier.parcel import SENDABLE, parcel_of_rows
from equipoise.dossier.release import release
from equipoise.dossier.rows import (
    BriefingIssued,
    BriefingSection,
    BriefingText,
    Mark,
    NameAbroad,
    Reservation,
)
from equipoise.dossier.validation import InvalidDossier, problems_of, validated
from equipoise.person import Person
from projection.sample_dossier import sample_dossier

OF_BRIEFINGS = (
    "reservations",
    "briefing_texts",
    "names_abroad",
    "briefings_issued",
    "briefing_sections",
)
VALUE = Judgment(10, 20, 30)


@pytest.fixture
def dossier() -> Dossier:
    """The sample, open by default; the driver “war” and one cell are held closely."""
    dossier = sample_dossier()
    dossier = replace(dossier, settings=replace(dossier.settings, default_mark_id="low"))
    return validated(
        dossier.with_row("marks", Mark("low", "LOW", 1))
        .with_row("marks", Mark("high", "HIGH", 2))
        .with_row("drivers", replace(dossier.get("drivers", "polls"), mark_id="high"))
        .with_row("reservations", Reservation("a", "A", "drivers", "polls", "likelihood", VALUE))
        .with_row("reservations", Reservation("b", "B", "drivers", "war", "likelihood", VALUE))
        .with_row("briefing_texts", BriefingText("en", "success", "Ours.", "Computed."))
        .with_row("names_abroad", NameAbroad("n", "Elections", "he", "בחירות"))
        .with_row("names_abroad", NameAbroad("m", "War next door", "he", "מלחמה"))
        .with_row("briefings_issued", BriefingIssued("i", date(2026, 5, 4), "full", "en"))
        .with_row("briefing_sections", BriefingSection("full", "drivers", False))
    )


def marked(dossier: Dossier, table: str, row_id: str, mark_id: str) -> Dossier:
    return dossier.with_row(table, replace(dossier.get(table, row_id), mark_id=mark_id))


def test_no_projected_figure_depends_on_them(dossier) -> None:
    assert set(OF_BRIEFINGS) <= NOT_PROJECTED
    printed = replace(dossier.settings, authority="The desk", author="A", portion_marks=True)
    assert projected_settings(replace(dossier, settings=printed)) == projected_settings(dossier)


def test_rows_go_by_plain_names(dossier) -> None:
    named = {key: [dossier.name_of_row(key, row) for row in dossier.table(key)] for key in TABLES}
    assert {key: named[key] for key in OF_BRIEFINGS} == {
        "reservations": ["A / Elections, Likelihood", "B / War next door, Likelihood"],
        "briefing_texts": ["success (en)"],
        "names_abroad": ["Elections (Hebrew)", "War next door (Hebrew)"],
        "briefings_issued": ["full (en), 2026-05-04"],
        "briefing_sections": ["full / drivers"],
    }


def test_languages_and_kinds_have_no_stroke_that_would_join_them_to_another(dossier) -> None:
    bad = dossier.with_row("briefing_texts", BriefingText("e/n", "a")).with_row(
        "briefing_sections", BriefingSection("a/b", "c")
    )
    assert [str(p) for p in problems_of(bad)] == [
        "Briefing texts, “a (e/n)”, Language: must be without “/”",
        "Briefing sections, “a/b / c”, Kind: must be without “/”",
    ]


def test_a_reservation_counts_at_least_as_the_judged_row(dossier) -> None:
    def mark(row_id: str, of: Dossier) -> str:
        found = mark_of(of, "reservations", of.get("reservations", row_id))
        return "" if found is None else found.name

    assert (mark("a", dossier), mark("b", dossier)) == ("HIGH", "LOW")
    assert mark("a", marked(dossier, "reservations", "a", "low")) == "HIGH"
    assert mark("b", marked(dossier, "reservations", "b", "high")) == "HIGH"


def test_a_name_abroad_counts_as_the_rows_that_have_the_name(dossier) -> None:
    marks = [mark_of(dossier, "names_abroad", row) for row in dossier.names_abroad]
    assert [mark and mark.name for mark in marks] == ["HIGH", "LOW"]


def test_a_release_below_leaves_out_dissent_names_and_figures_of_what_is_above(dossier) -> None:
    found = release(dossier, "low")
    assert {row.id for row in found.dossier.reservations} == {"b"}
    assert {row.id for row in found.dossier.names_abroad} == {"m"}
    assert found.dossier.briefings_issued == found.dossier.briefing_texts == ()
    assert found.dossier.briefing_sections == dossier.briefing_sections
    why = {(entry.table, entry.row_id): entry.why for entry in found.left_out}
    computed = "holds figures computed from rows that are left out"
    assert why["briefings_issued", "i"] == why["briefing_texts", "en/success"] == computed
    assert why["reservations", "a"] == "is about the driver “Elections”, which is left out"


def test_a_mark_of_its_own_lets_a_briefing_out_or_keeps_it_in(dossier) -> None:
    open_ = marked(dossier, "briefings_issued", "i", "low")
    assert release(open_, "low").dossier.briefings_issued == open_.briefings_issued
    held = marked(dossier, "briefings_issued", "i", "high")
    assert release(held, "low").dossier.briefings_issued == ()
    assert release(dossier, "high").dossier.briefings_issued == dossier.briefings_issued


def test_a_sentence_about_a_row_goes_with_it_whatever_its_mark(dossier) -> None:
    text = BriefingText("en", "driver:polls", "Ours.", mark_id="low")
    other = BriefingText("en", "driver:war", "Ours.", mark_id="low")
    both = dossier.with_row("briefing_texts", text).with_row("briefing_texts", other)
    assert release(both, "low").dossier.briefing_texts == (other,)


def test_the_default_mark_above_empties_the_authority_and_the_author(dossier) -> None:
    settings = replace(dossier.settings, default_mark_id="high", authority="Desk", author="A")
    copy = release(replace(dossier, settings=settings), "low").dossier
    assert (copy.settings.authority, copy.settings.author) == ("", "")


def test_a_mark_that_they_carry_is_not_deleted(dossier) -> None:
    held = marked(sample_of(dossier), "briefings_issued", "i", "high")
    with pytest.raises(InvalidDossier, match="full \\(en\\)"):
        delete(held, "marks", ["high"], with_referring=True)


def sample_of(dossier: Dossier) -> Dossier:
    """The dossier in which no other row carries the high mark."""
    return marked(dossier, "drivers", "polls", "")


def test_what_was_done_is_said_in_words(dossier) -> None:
    record = '{"figures": [1, 2, 3]}'
    issued = BriefingIssued("j", date(2026, 6, 1), "cable", "ru", "Calm", "ab12", record)
    after = (
        dossier.with_row("briefings_issued", issued)
        .with_row(
            "reservations", Reservation("c", "C", "cells", "arts/north", "level", VALUE, "No")
        )
        .with_row("briefing_sections", BriefingSection("full", "drivers"))
    )
    said = {
        (line.row_name, line.field_label): (line.old, line.new) for line in lines(dossier, after)
    }
    assert said == {
        ("cable (ru), 2026-06-01", "Whole row"): (
            "",
            "added: Scenario Calm; Seal ab12; Record sealed, 22 characters",
        ),
        ("C / Arts / North, Level", "Whole row"): (
            "",
            "added: Judgment 10 – 20 – 30 · 80 %; Reason No",
        ),
        ("full / drivers", "Shown"): ("no", "yes"),
    }


def test_reservations_and_names_can_be_sent_but_not_what_belongs_to_briefings(dossier) -> None:
    assert set(OF_BRIEFINGS) & set(SENDABLE) == {"reservations", "names_abroad"}
    parcel = parcel_of_rows(
        dossier, {"reservations": ["a"]}, sender=Person("A"), sent="2026-05-01T10:00"
    )
    assert parcel.names["drivers"] == {"polls": "Elections"}
    assert parcel.handling_mark == "HIGH"
