"""Two copies come together that both worked at briefings, reservations and names abroad."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from equipoise.dossier.conflicts import choose
from equipoise.dossier.deletion import delete
from equipoise.dossier.dossier import Dossier
from equipoise.dossier.judgment import Judgment
from equipoise.dossier.merging.merge import merge
from equipoise.dossier.merging.parcel import taken_in
from equipoise.dossier.parcel import parcel_of_rows
from equipoise.dossier.rows import (
    BriefingIssued,
    BriefingSection,
    BriefingText,
    NameAbroad,
    Reservation,
)
from equipoise.dossier.validation import problems_of
from equipoise.person import Person
from projection.sample_dossier import sample_dossier

VALUE = Judgment(10, 20, 30)


def reserved(row_id: str, person: str = "A") -> Reservation:
    return Reservation(row_id, person, "drivers", "war", "likelihood", VALUE)


def named(row_id: str, written: str, language: str = "he") -> NameAbroad:
    return NameAbroad(row_id, "Trade", language, written)


def test_what_both_entered_stands_side_by_side_in_the_order_of_issue() -> None:
    base = sample_dossier()
    ours = base.with_row("reservations", reserved("o", "A")).with_row(
        "briefings_issued", BriefingIssued("o", date(2026, 1, 1), "full", "en")
    )
    theirs = base.with_row("reservations", reserved("t", "B")).with_row(
        "briefings_issued", BriefingIssued("t", date(2026, 1, 2), "full", "he")
    )
    merged = merge(base, ours, theirs)
    assert {row.person for row in merged.dossier.reservations} == {"A", "B"}
    assert [row.id for row in merged.dossier.briefings_issued] == ["o", "t"]
    assert (merged.conflicts, merged.notes) == ((), ())
    assert [row.id for row in merge(base, theirs, ours).dossier.briefings_issued] == ["o", "t"]


def test_a_sentence_that_both_wrote_waits_for_a_choice() -> None:
    base = sample_dossier()
    ours, theirs = (
        base.with_row("briefing_texts", BriefingText("en", "success", text, "Computed."))
        for text in ("Ours.", "Theirs.")
    )
    merged = merge(base, ours, theirs)
    (conflict,) = merged.conflicts
    assert (conflict.row_id, conflict.field) == ("en/success", "text")
    assert choose(merged.dossier, conflict.id, "other").briefing_texts == theirs.briefing_texts


def test_a_name_that_both_entered_is_one_row() -> None:
    base = sample_dossier()
    ours = base.with_row("names_abroad", named("o", "סחר"))
    same = merge(base, ours, base.with_row("names_abroad", named("t", "סחר")))
    assert same.dossier == ours
    assert same.notes == (
        "Names abroad: “Trade (Hebrew)” was entered in both copies and is taken for one row.",
    )
    other = merge(base, ours, base.with_row("names_abroad", named("t", "מסחר")))
    (conflict,) = other.conflicts
    assert (conflict.row_id, conflict.field, conflict.other) == ("o", "written", '"מסחר"')
    assert choose(other.dossier, conflict.id, "other").names_abroad == (named("o", "מסחר"),)


def test_a_name_entered_anew_takes_the_place_of_the_old_one() -> None:
    base = sample_dossier().with_row("names_abroad", named("o", "סחר"))
    theirs = base.with_table("names_abroad", [named("t", "מסחר")])
    assert merge(base, base, theirs).dossier == theirs
    assert merge(base, theirs, base).dossier == theirs


def test_names_of_two_languages_are_left_alone() -> None:
    base = sample_dossier().with_row("names_abroad", named("h", "סחר"))
    theirs = base.with_row("names_abroad", named("r", "Торговля", "ru"))
    merged = merge(base, base, theirs)
    assert merged.dossier == theirs
    assert merged.notes == ()


def test_a_reservation_about_a_row_that_the_other_copy_deleted_is_kept() -> None:
    base = sample_dossier()
    ours = delete(base, "drivers", ["war"], with_referring=True)
    theirs = base.with_row("reservations", reserved("t"))
    for merged in (merge(base, ours, theirs), merge(base, theirs, ours)):
        assert list(problems_of(merged.dossier)) == []
        (kept,) = merged.dossier.reservations
        gone = merged.dossier.find("drivers", "war") is None
        assert kept == replace(reserved("t"), remembered="War next door" if gone else "")
        assert gone


def test_another_order_of_sections_on_both_sides_is_told() -> None:
    def ordered(*sections: str) -> Dossier:
        rows = [BriefingSection("full", section) for section in sections]
        return sample_dossier().with_table("briefing_sections", rows)

    base, theirs = ordered("a", "b", "c"), ordered("c", "a", "b")
    assert merge(base, base, theirs).dossier == theirs
    merged = merge(base, ordered("b", "a", "c"), theirs)
    assert [row.section for row in merged.dossier.briefing_sections] == ["b", "a", "c"]
    assert merged.notes == (
        "Briefing sections: the copies have the rows in different orders; the order here stays.",
    )


def test_a_reservation_that_was_sent_finds_its_row_by_name() -> None:
    sender = sample_dossier().with_row("reservations", reserved("t"))
    parcel = parcel_of_rows(
        sender, {"reservations": ["t"]}, sender=Person("B"), sent="2026-05-01T10:00"
    )
    here = sample_dossier()
    war = replace(here.get("drivers", "war"), id="krieg")
    here = replace(here, driver_effects=(), dampings=(), forcings=(), overrides=()).with_table(
        "drivers", [war if row.id == "war" else row for row in here.drivers]
    )
    merged = taken_in(here, parcel)
    assert merged.dossier.reservations == (replace(reserved("t"), row_id="krieg"),)
