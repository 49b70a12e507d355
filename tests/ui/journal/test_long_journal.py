"""A list of edits longer than its view: what is looked at stays."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from equipoise.store.journal import Edit, new_edit
from equipoise.ui.journal.edit_index import WHAT, WHEN, Criteria, EditIndex
from equipoise.ui.journal.journal_model import JournalModel
from equipoise.ui.journal.journal_view import JournalView
from ui.journal.rich_journal import ADLER

DOWN = Qt.SortOrder.DescendingOrder
START = datetime(2026, 3, 1, tzinfo=UTC)


def edit(number: int) -> Edit:
    """Seven hours after the one before."""
    made = new_edit(ADLER, f"{'Odd' if number % 2 else 'Even'} {number:03}")
    return replace(made, id=f"e{number:03}", when=START + timedelta(hours=7 * number))


@pytest.fixture
def view(qtbot: QtBot) -> JournalView:
    model = JournalModel()
    view = JournalView(model)
    model.setParent(view)
    qtbot.addWidget(view)
    view.resize(600, 400)
    view.show()
    qtbot.waitExposed(view)
    model.set_edits(EditIndex([edit(number) for number in reversed(range(200))]))
    return view


def above(view: JournalView) -> int:
    return view.currentIndex().row() - view.verticalScrollBar().value()


def test_filter_order_and_news_leave_the_chosen_edit_where_it_is(view: JournalView) -> None:
    model = view.edits
    view.choose("e101")
    view.verticalScrollBar().setValue(view.currentIndex().row() - 4)
    for number, change in enumerate(
        (
            lambda: model.set_criteria(Criteria(text="odd")),
            lambda: model.set_criteria(Criteria()),
            lambda: view.sortByColumn(WHAT, DOWN),
            lambda: view.sortByColumn(WHEN, DOWN),
            lambda: model.set_edits(EditIndex([edit(200), *model.index_of_edits.edits])),
        )
    ):
        change()
        assert view.chosen_edit_id == "e101"
        assert (number, above(view)) == (number, 4)


def test_the_list_is_the_same_when_filters_are_cleared(view: JournalView) -> None:
    model = view.edits

    def listed() -> list[str]:
        rows = range(model.rowCount())
        return [edit.id if (edit := model.edit_at(r)) else model.heading_at(r) for r in rows]

    for column, order in ((WHEN, DOWN), (WHAT, DOWN), (WHAT, Qt.SortOrder.AscendingOrder)):
        view.sortByColumn(column, order)
        before = listed()
        model.set_criteria(Criteria(text="odd"))
        assert len(listed()) < len(before)
        model.set_criteria(Criteria())
        assert listed() == before
    model.set_edits(EditIndex(model.index_of_edits.edits[:7]))
    assert model.rowCount() == 7
