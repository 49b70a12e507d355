"""What a user can do to briefings: sentences, sections, reservations, names abroad, the list."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from equipoise.dossier.dossier import Dossier
from equipoise.dossier.judgment import Judgment
from equipoise.dossier.rows import BriefingIssued, BriefingSection, BriefingText, NameAbroad
from equipoise.dossier.validation import validated
from equipoise.editing import briefing_edits as edits
from equipoise.editing.table_columns import match_columns, sheet_of
from equipoise.editing.table_import import BY_NAME, plan_import
from projection.sample_dossier import sample_dossier

VALUE = Judgment(10, 20, 30)
PLACE = ("drivers", "war", "likelihood")


@pytest.fixture
def dossier() -> Dossier:
    return sample_dossier()


def test_words_take_the_place_of_a_sentence_and_keep_their_mark(dossier) -> None:
    said = edits.set_briefing_text(dossier, "en", "goal:g", "Ours.", "Computed.")
    assert said.briefing_texts == (BriefingText("en", "goal:g", "Ours.", "Computed."),)
    held = said.with_row("briefing_texts", replace(said.briefing_texts[0], mark_id="m"))
    again = edits.set_briefing_text(held, "en", "goal:g", "Better.", "New.")
    assert again.briefing_texts == (BriefingText("en", "goal:g", "Better.", "New.", "m"),)
    assert edits.forget_briefing_text(again, "he", "goal:g") == again
    assert edits.forget_briefing_text(again, "en", "goal:g") == dossier


def test_what_was_decided_about_a_section_without_content_is_kept(dossier) -> None:
    kept = edits.set_sections(dossier, "full", [("a", True), ("b", False), ("c", True)])
    arranged = edits.arrange_sections(kept, "full", [("c", True), ("a", False)])
    assert [(row.section, row.shown) for row in arranged.briefing_sections] == [
        ("c", True),
        ("a", False),
        ("b", False),
    ]
    first = edits.arrange_sections(kept, "full", [("c", True), ("b", True)])
    assert [row.section for row in first.briefing_sections] == ["a", "c", "b"]


def test_sections_stand_in_their_order_and_leave_other_kinds_where_they_are(dossier) -> None:
    def sections(of: Dossier) -> list[tuple[str, str, bool]]:
        return [(row.kind, row.section, row.shown) for row in of.briefing_sections]

    one = edits.set_sections(dossier, "full", [("a", True), ("b", False)])
    two = edits.set_sections(one, "cable", [("x", True)])
    turned = edits.set_sections(two, "full", [("b", True), ("c", True), ("a", True)])
    assert sections(turned) == [
        ("full", "b", True),
        ("full", "c", True),
        ("full", "a", True),
        ("cable", "x", True),
    ]
    assert edits.forget_sections(turned, "full").briefing_sections == (
        BriefingSection("cable", "x"),
    )
    assert edits.set_sections(turned, "full", []) == edits.forget_sections(turned, "full")
    with pytest.raises(ValueError, match="only once"):
        edits.set_sections(dossier, "full", [("a", True), ("a", False)])


def test_a_reservation_is_added_changed_and_removed(dossier) -> None:
    one = validated(
        edits.add_reservation(dossier, "A", PLACE, VALUE, reason="No.", reservation_id="r")
    )
    (row,) = one.reservations
    assert (row.person, row.judgment, row.reason) == ("A", VALUE, "No.")
    two = edits.replace_reservation(one, replace(row, judgment=Judgment(0, 1, 2)))
    assert two.reservations[0].judgment == Judgment(0, 1, 2)
    assert two.reservations_about(*PLACE) == two.reservations
    assert edits.remove_reservation(two, "r") == dossier


def test_a_reservation_that_would_have_no_effect_is_refused_in_plain_words(dossier) -> None:
    with pytest.raises(ValueError, match="lies outside 0–100 %"):
        edits.add_reservation(dossier, "A", PLACE, Judgment(10, 20, 110))
    with pytest.raises(ValueError, match="was deleted"):
        edits.add_reservation(dossier, "A", ("drivers", "none", "likelihood"), VALUE)
    much = Judgment(80, 90, 95, 100)
    with pytest.raises(ValueError, match="together they may take away at most 100 %"):
        edits.add_reservation(dossier, "A", ("dampings", "talks/war", "share"), much)


def test_words_of_a_reservation_without_effect_can_still_be_changed(dossier) -> None:
    one = edits.add_reservation(dossier, "A", PLACE, VALUE, reservation_id="r")
    gone = one.without("drivers", ["war"])
    idle = replace(one.reservations[0], remembered="War next door", reason="Still.")
    assert edits.replace_reservation(gone, idle).reservations == (idle,)


def test_a_locked_name_abroad_refuses_all_but_unlocking(dossier) -> None:
    one = validated(edits.add_name_abroad(dossier, "Trade", "he", "סחר", name_id="n"))
    words = "The name abroad “Trade (Hebrew)” is locked"
    with pytest.raises(ValueError, match=words.replace("(", r"\(").replace(")", r"\)")):
        edits.set_name_abroad(one, "n", "written", "מסחר")
    with pytest.raises(ValueError, match="locked"):
        edits.remove_names_abroad(one, ["n"])
    free = edits.set_name_locked(one, "n", False)
    changed = edits.set_name_abroad(free, "n", "written", "מסחר")
    assert changed.names_abroad == (NameAbroad("n", "Trade", "he", "מסחר", False),)
    assert edits.remove_names_abroad(changed, ["n"]) == dossier


def test_a_sheet_does_not_change_a_locked_name_and_tells_languages_apart(dossier) -> None:
    dossier = edits.add_name_abroad(dossier, "Trade", "he", "סחר", name_id="h")
    dossier = edits.add_name_abroad(dossier, "Trade", "ru", "Торг", locked=False, name_id="r")
    sheet = sheet_of(dossier, "names_abroad")
    place = sheet.headings.index("Written")

    def written(*words: str) -> object:
        rows = [
            (*row[:place], word, *row[place + 1 :])
            for row, word in zip(sheet.rows, words, strict=True)
        ]
        changed = replace(sheet, rows=tuple(rows))
        matching = match_columns("names_abroad", sheet.headings)
        return plan_import(dossier, "names_abroad", changed, matching, key=BY_NAME)

    fine = written("סחר", "Торговля")
    assert fine.result is not None
    assert [row.written for row in fine.result.names_abroad] == ["סחר", "Торговля"]
    (fault,) = written("מסחר", "Торг").faults
    assert "is locked" in str(fault)


def test_a_briefing_is_entered_once_behind_the_others(dossier) -> None:
    first, second = (BriefingIssued(i, date(2026, 1, 1), "full", "en") for i in ("1", "2"))
    both = edits.record_briefing(edits.record_briefing(dossier, first), second)
    assert both.briefings_issued == (first, second)
    with pytest.raises(ValueError, match="already"):
        edits.record_briefing(both, first)
