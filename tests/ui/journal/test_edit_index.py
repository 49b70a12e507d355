"""Filters, order and words of the journal, and their speed over a hundred thousand edits."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from PySide6.QtCore import Qt

from equipoise.dossier.dossier import TABLES
from equipoise.person import Person
from equipoise.store.journal import ORDER, Edit, JournalEntry, new_edit
from equipoise.ui.journal.concerns import JOINED, concerned
from equipoise.ui.journal.edit_index import (
    KIND,
    NOTED,
    ROWS,
    WHAT,
    WHEN,
    WHO,
    Criteria,
    EditIndex,
)
from equipoise.ui.journal.edit_words import TAKEN_IN, entry_lines, rows_changed
from equipoise.ui.journal.journal_model import JournalModel
from store.store_samples import rich_dossier
from ui.journal.rich_journal import ADLER, BERG, MERGE

SOMEBODY = Person("A. N. Other")


def actions(index: EditIndex, criteria: Criteria) -> list[str]:
    return [index.edits[place].action for place in index.matching(criteria)]


@pytest.fixture
def index(file) -> EditIndex:
    return EditIndex(file.edits(), file.dossier)


# -- what a row concerns -------------------------------------------------------------------------


def test_every_derived_identifier_is_taken_apart_into_rows_that_stand() -> None:
    dossier = rich_dossier()
    for table in TABLES:
        for row in dossier.table(table):
            for key, row_id in concerned(table, row.id, {}):
                assert dossier.find(key, row_id) is not None, (table, row.id, key, row_id)
            if "/" in row.id and not table.startswith("briefing_"):
                assert table in JOINED or table == "overrides"
                assert len(concerned(table, row.id, {})) > 1


def test_an_override_concerns_its_scenario_and_what_it_judges() -> None:
    assert concerned("overrides", "s/cells/trade/north/level", {}) == {
        ("overrides", "s/cells/trade/north/level"),
        ("scenarios", "s"),
        ("cells", "trade/north"),
        ("aspects", "trade"),
        ("poles", "north"),
    }


def test_a_reservation_concerns_the_judged_row_also_when_it_is_gone() -> None:
    row = {"table": "drivers", "row_id": "d"}
    gone = JournalEntry("reservations", "x", "A / Election", "", row, None)
    made = [replace(new_edit(SOMEBODY, "removed"), entries=(gone,))]
    assert actions(EditIndex(made), Criteria(rows=(("drivers", "d"),))) == ["removed"]


def test_a_step_concerns_its_recommendation_also_when_both_are_gone() -> None:
    gone = JournalEntry("steps", "x", "Step", "", {"recommendation_id": "r"}, None)
    changed = JournalEntry("steps", "x", "Step", "name", "a", "b")
    made = [
        replace(new_edit(SOMEBODY, action), entries=(entry,))
        for action, entry in (("removed", gone), ("renamed", changed))
    ]
    index = EditIndex(made)
    assert actions(index, Criteria(rows=(("recommendations", "r"),))) == ["removed", "renamed"]


# -- filters -------------------------------------------------------------------------------------


def test_every_filter_keeps_what_fits_and_only_that(index: EditIndex) -> None:
    every = index.edits
    for criteria, fits in (
        (Criteria(person=str(BERG)), lambda e: e.person == BERG.name),
        (Criteria(kind="undo"), lambda e: e.kind == "undo"),
        (Criteria(kind=NOTED), lambda e: bool(e.note)),
        (Criteria(kind=TAKEN_IN), lambda e: bool(e.taken_in_by)),
        (
            Criteria(first=date(2026, 3, 3), last=date(2026, 3, 3)),
            lambda e: e.when.astimezone().date() == date(2026, 3, 3),
        ),
        (
            Criteria(rows=(("scenarios", "quiet"),)),
            lambda e: any(x.row_id.split("/")[0] == "quiet" for x in e.entries),
        ),
        (Criteria(rows=(("drivers", ""),)), lambda e: any(x.table == "drivers" for x in e.entries)),
    ):
        expected = [edit for edit in every if fits(edit)]
        assert expected
        assert len(expected) < len(every)
        assert [index.edits[i] for i in index.matching(criteria)] == expected, criteria


def test_words_are_found_in_action_name_reason_row_and_value(index: EditIndex) -> None:
    assert actions(index, Criteria(text="PORT strike")) == ["Add driver"]
    assert actions(index, Criteria(text="ready sign")) == [
        edit.action for edit in index.edits if edit.note
    ]
    assert "Seed" in actions(index, Criteria(text="4711"))
    assert set(actions(index, Criteria(text="embassy merge"))) == {MERGE}
    assert actions(index, Criteria(text="no such words")) == []


def test_filters_narrow_down_together(index: EditIndex) -> None:
    criteria = Criteria(text="title", person=str(ADLER), kind="undo", last=date(2026, 3, 31))
    assert actions(index, criteria) == ["Undo: Title", "Undo: Title"]


def test_days_are_those_of_the_clock_of_this_computer() -> None:
    late = replace(new_edit(SOMEBODY, "late"), when=datetime(2026, 3, 1, 23, 30, tzinfo=UTC))
    index = EditIndex([late])
    assert index.days == [date(2026, 3, 2)]
    assert index.matching(Criteria(last=date(2026, 3, 1))) == []


def test_an_undone_edit_says_so_until_it_is_redone() -> None:
    first = new_edit(SOMEBODY, "Title")
    undo = new_edit(SOMEBODY, "Undo: Title", "undo", first.id)
    redo = new_edit(SOMEBODY, "Redo: Title", "redo", first.id)
    assert EditIndex([undo, first]).kind_words(1) == "Undone"
    assert EditIndex([redo, undo, first]).kind_words(2) == "Edit"


# -- entries in words ----------------------------------------------------------------------------


def test_entries_are_told_as_users_see_values(index: EditIndex) -> None:
    told = {edit.action: entry_lines(edit, index.name_of) for edit in index.edits}
    (driver,) = told["Add driver"]
    assert (driver.row_name, driver.field_label, driver.new) == (
        "Port strike",
        "Whole row",
        "added: Kind External",
    )
    (order,) = told["Order of aspects"]
    assert order.new == "order changed"
    assert [line.is_removal for line in told["Remove goal"]] == [True]
    (horizon,) = told["Horizon"]
    assert (horizon.table_name, horizon.field_label, horizon.new) == ("Settings", "Horizon", "48")


def test_entries_that_cannot_be_read_are_shown_as_written() -> None:
    entries = (
        JournalEntry("no_such_table", "x", "X", "field", 1, [2]),
        JournalEntry("cells", "a/b", "A / B", "no_such_field", "old", None),
        JournalEntry("cells", "a/b", "A / B", "level", {"low": "?"}, None),
        JournalEntry("cells", "a/b", "A / B", "", {"level": 3}, None),
        JournalEntry("drivers", "d", "D", "source_ids", 7, ["gone"]),
        JournalEntry("aspects", "", "", ORDER, ["a", "b", "c"], ["c", "a"]),
        JournalEntry("aspects", "", "", ORDER, ["a", "b", "c"], ["a", "c"]),
    )
    edit = replace(new_edit(SOMEBODY, "odd"), entries=entries)
    told = [(line.old, line.new) for line in entry_lines(edit, EditIndex([edit]).name_of)]
    assert told == [
        ("1", "[2]"),
        ("old", "null"),
        ('{"low": "?"}', "as its posture term"),
        ('{"level": 3}', "removed"),
        ("7", "gone"),
        ("", "order changed"),
    ]


def test_rows_that_are_gone_keep_the_name_that_the_journal_knew() -> None:
    row = JournalEntry("sources", "s", "Cable 7", "", {"name": "Cable 7"}, None)
    use = JournalEntry("drivers", "d", "D", "source_ids", ["s"], [])
    edit = replace(new_edit(SOMEBODY, "delete"), entries=(use, row))
    (first, _) = entry_lines(edit, EditIndex([edit]).name_of)
    assert (first.old, first.new) == ("Cable 7", "")


# -- the list ------------------------------------------------------------------------------------


def test_edits_stand_under_their_days_newest_first(index: EditIndex) -> None:
    model = JournalModel()
    model.set_edits(index)
    rows = [model.heading_at(row) or model.edit_at(row) for row in range(model.rowCount())]
    days = [row for row in rows if isinstance(row, str)]
    listed = [row for row in rows if isinstance(row, Edit)]
    assert days[-1] == "Monday, 2 March 2026"
    assert len(days) == len(set(index.days))
    assert listed == sorted(index.edits, key=lambda e: e.when, reverse=True)
    assert rows[0] == days[0]
    assert model.flags(model.index(0, 0)) == Qt.ItemFlag.NoItemFlags
    assert model.row_of(listed[3].id) == rows.index(listed[3])


def test_other_orders_have_no_days(index: EditIndex) -> None:
    model = JournalModel()
    model.set_edits(index)
    model.sort(WHO, Qt.SortOrder.AscendingOrder)
    assert model.rowCount() == len(index)
    shown = [model.edit_at(row) for row in range(model.rowCount())]
    assert [e.signature.casefold() for e in shown] == sorted(
        e.signature.casefold() for e in index.edits
    )
    assert str(model.index(0, WHEN).data()).startswith("2026-03-")
    model.sort(ROWS, Qt.SortOrder.DescendingOrder)
    assert model.edit_at(0) == max(index.edits, key=rows_changed)


def test_a_hundred_thousand_edits_are_filtered_and_sorted_well_within_a_second() -> None:
    dossier = rich_dossier()
    chance = random.Random(20260301)
    cells = [(cell.id, dossier.name_of("cells", cell.id)) for cell in dossier.cells]
    start = datetime(2020, 1, 1, tzinfo=UTC)
    edits = [
        replace(
            new_edit(chance.choice((ADLER, BERG)), chance.choice(("Importance", "Level"))),
            when=start + timedelta(minutes=17 * number),
            entries=(JournalEntry("cells", *chance.choice(cells), "importance", number, 1),),
        )
        for number in range(100_000)
    ]
    model = JournalModel()
    spent: dict[str, float] = {}

    def timed(what: str, act: Callable[[], None]) -> None:
        begun = time.process_time()
        act()
        spent[what] = time.process_time() - begun

    timed("shown", lambda: model.set_edits(EditIndex(edits[::-1], dossier)))
    for column in (WHO, WHAT, ROWS, KIND, WHEN):
        timed(f"sorted by {column}", lambda c=column: model.sort(c, Qt.SortOrder.AscendingOrder))
    for criteria in (
        Criteria(text="importance 9999"),
        Criteria(rows=(("aspects", dossier.aspects[0].id),)),
        Criteria(person=str(ADLER)),
        Criteria(first=date(2021, 1, 1), last=date(2021, 2, 1)),
    ):
        timed(f"{criteria}", lambda c=criteria: model.set_criteria(c))
        assert 0 < model.listed < 100_000
    assert max(spent.values()) < 1, spent
