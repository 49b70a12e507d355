"""Tables with more rows than fit: what is looked at stays over sorting, filtering and edits."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from equipoise.dossier.rows import Source
from equipoise.editing import edits
from equipoise.editing.session import Session
from equipoise.ui.rooms.sources_room import SourcesRoom
from ui.rooms.conftest import small_dossier

ROWS = 300
UP, DOWN = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder


@pytest.fixture
def session(qapp) -> Session:
    rows = tuple(
        Source(f"n{i:03}", f"{'Odd' if i % 2 else 'Even'} {i}", note=str(i % 7))
        for i in range(ROWS)
    )
    dossier = small_dossier()
    dossier = replace(dossier, sources=(*dossier.sources, *rows))
    driver = dossier.get("drivers", "d2")
    named = tuple(row.id for row in rows[:20])
    return Session(dossier.with_row("drivers", replace(driver, source_ids=named)), None)


@pytest.fixture
def room(qtbot, session: Session) -> SourcesRoom:
    room = SourcesRoom(session)
    qtbot.addWidget(room)
    room.resize(700, 600)
    room.show()
    qtbot.waitExposed(room)
    return room


def above(room: SourcesRoom) -> int:
    """How far below the top of the view the row with the cursor stands, in rows."""
    view = room.table.view
    return view.currentIndex().row() - view.verticalScrollBar().value()


def test_a_filter_and_its_end_keep_selection_cursor_and_place(room) -> None:
    table, view = room.table, room.table.view
    view.select_rows(["n101", "n102", "n103", "n104"])
    view.verticalScrollBar().setValue(table.model.place_of("n101") - 3)
    table.filter_box.setText("odd")
    assert table.model.rowCount() == ROWS // 2
    assert [table.model.row_id(row) for row in view.selected_rows()] == ["n101", "n103"]
    assert table.current_row_id == "n101"
    assert above(room) == 3
    table.filter_box.clear()
    assert table.model.rowCount() == ROWS + 2
    assert [table.model.row_id(row) for row in view.selected_rows()] == ["n101", "n103"]
    assert table.current_row_id == "n101"
    assert above(room) == 3
    assert view.viewport().rect().intersects(view.visualRect(view.currentIndex()))


def test_a_filter_that_hides_the_cursor_shows_another_row_in_the_details(room) -> None:
    table = room.table
    table.view.select_rows(["n100"])
    table.filter_box.setText("odd")
    assert table.current_row_id == table.model.row_id(0) == "n001"
    assert table.view.selected_rows() == [0]
    table.filter_box.setText("no such row")
    assert table.current_row_id == ""
    assert table.count.text() == f"0 of {ROWS + 2}"
    table.filter_box.clear()
    assert table.count.text() == f"{ROWS + 2}"
    assert table.count.accessibleName() == f"{ROWS + 2} sources shown"


def test_sorting_keeps_the_cursor_where_it_is_looked_at(room, session) -> None:
    table, view = room.table, room.table.view
    dossier = session.dossier
    view.select_rows(["n150", "n151"])
    view.verticalScrollBar().setValue(table.model.place_of("n150") - 2)
    view.sortByColumn(0, DOWN)
    assert above(room) == 2
    assert {table.model.row_id(row) for row in view.selected_rows()} == {"n150", "n151"}
    assert session.dossier is dossier
    assert session.undo_stack.count() == 0
    session.attempt("Name", lambda d: edits.set_field(d, "sources", "n150", "name", "Aaa"))
    assert above(room) == 2
    assert table.current_row_id == "n150"
    session.undo_stack.undo()
    assert above(room) == 2
    assert view.horizontalHeader().sortIndicatorSection() == 0


def test_the_number_of_rows_that_name_a_source_is_sorted_as_a_number(room, session) -> None:
    driver = session.dossier.get("drivers", "d1")
    many = replace(driver, source_ids=("n200",))
    recommendation = replace(session.dossier.get("recommendations", "r1"), source_ids=("n200",))
    cells = [replace(cell, source_ids=("n200",)) for cell in session.dossier.cells]
    cells += [replace(cell, source_ids=("n200",)) for cell in session.dossier.cells]

    def make(dossier):
        dossier = dossier.with_row("drivers", many).with_row("recommendations", recommendation)
        for cell in cells:
            dossier = dossier.with_row("cells", cell)
        spillover = replace(dossier.spillovers[0], source_ids=("n200",))
        other = replace(dossier.get("recommendations", "r2"), source_ids=("n200",))
        return dossier.with_row("spillovers", spillover).with_row("recommendations", other)

    assert session.attempt("Rest much on one", make)
    table = room.table
    column = [access.key for access in table.model.columns].index("used")
    table.view.sortByColumn(column, DOWN)
    assert table.model.row_id(0) == "n200"
    assert table.model.text(0, column) == "10 rows"
    assert table.model.text(1, column) == "1 row"


def test_headings_and_keys_go_round_through_the_orders(qtbot, room) -> None:
    table, view = room.table, room.table.view
    header = view.horizontalHeader()
    own = table.model.row_ids
    where = header.viewport().rect().center()
    where.setX(header.sectionViewportPosition(0) + 20)
    orders = []
    for _ in range(3):
        qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=where)
        orders.append(table.model.row_ids)
    assert orders[0] == tuple(
        sorted(own, key=lambda row_id: table.model.dossier.name_of("sources", row_id).casefold())
    )
    assert orders[1] == orders[0][::-1]
    assert orders[2] == own
    view.setFocus()
    view.setCurrentIndex(table.model.index(0, 0))
    control = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    for order in orders:
        qtbot.keyClick(view, Qt.Key.Key_O, control)
        assert table.model.row_ids == order
    qtbot.keyClick(view, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert table.filter_box.hasFocus()


def test_sorted_rows_cannot_be_moved_and_the_buttons_say_why(room) -> None:
    table = room.table
    table.view.select_rows(["n001"])
    assert table.buttons["up"].isEnabled()
    table.view.sortByColumn(0, DOWN)
    assert not table.buttons["up"].isEnabled()
    assert "sorted by a column" in table.buttons["up"].toolTip()
    assert table.view.accessibleDescription() == "Sorted by Source, downwards"
    table.view.sortByColumn(-1, UP)
    assert table.buttons["up"].isEnabled()
    assert "Alt+Up" in table.buttons["up"].toolTip()
    assert table.view.accessibleDescription() == ""


def test_widths_given_by_the_user_outlast_a_filter(room) -> None:
    view = room.table.view
    view.setColumnWidth(0, 77)
    room.table.filter_box.setText("odd")
    room.table.filter_box.clear()
    assert view.columnWidth(0) == 77


def test_all_rows_selected_stay_so_when_sorted(room) -> None:
    view = room.table.view
    view.selectAll()
    view.sortByColumn(0, UP)
    assert view.selected_rows() == list(range(ROWS + 2))
