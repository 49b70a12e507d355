"""The editable tables: edits, order, selection, deletion, clipboard."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QLineEdit, QMainWindow

from equipoise.dossier.judgment import Judgment
from equipoise.editing import edits
from equipoise.editing.session import Session
from equipoise.ui.judgment.number_field import NumberField
from equipoise.ui.judgment.problem_label import ProblemLabel
from equipoise.ui.rooms.deletion_dialog import DeletionDialog
from equipoise.ui.rooms.field_access import own_fields
from equipoise.ui.rooms.row_table import RowTable

COLUMNS = ("name", "kind", "timing", "likelihood", "half_life", "review_by")
NAME, KIND, TIMING, LIKELIHOOD, HALF_LIFE, REVIEW = range(len(COLUMNS))


@pytest.fixture
def table(qtbot, session: Session) -> RowTable:
    table = RowTable(session, "drivers", own_fields("drivers", COLUMNS))
    session.changed.connect(table.refresh)
    table.refresh(None)
    table.resize(700, 300)
    qtbot.addWidget(table)
    table.show()
    qtbot.waitExposed(table)
    table.view.setFocus()
    return table


def names(session: Session, key: str = "drivers") -> list[str]:
    return [row.name for row in session.dossier.table(key)]


def shown(table: RowTable) -> list[str]:
    return [table.model.name_at(row) for row in range(table.model.rowCount())]


def select(table: RowTable, *row_ids: str) -> None:
    table.view.select_rows(list(row_ids))


def open_editor(table: RowTable, row: int, column: int, kind: type[QLineEdit | NumberField]):
    index = table.model.index(row, column)
    table.view.setCurrentIndex(index)
    table.view.edit(index)
    return table.view.viewport().findChild(kind)


def test_edit_of_a_cell_changes_the_dossier_and_undo_restores(qtbot, table, session) -> None:
    editor = open_editor(table, 0, NAME, QLineEdit)
    qtbot.keyClicks(editor, "Early election")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert names(session) == ["Early election", "Drought"]
    assert table.model.text(0, NAME) == "Early election"
    session.undo_stack.undo()
    assert names(session) == ["Election", "Drought"]
    assert table.model.text(0, NAME) == "Election"


def test_bad_number_stays_as_typed_with_the_reason(qtbot, table, session, refusals) -> None:
    editor = open_editor(table, 0, HALF_LIFE, NumberField)
    qtbot.keyClicks(editor, "soon")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert editor.isVisible()
    assert editor.text() == "soon"
    note = table.view.viewport().findChild(ProblemLabel)
    assert "“soon” is not a number" in note.message
    assert "Election" in note.message
    assert session.dossier.get("drivers", "d1").half_life == 6
    editor.lineEdit().setText("999")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert editor.isVisible()
    assert "outside 0–120" in note.message
    editor.lineEdit().setText("7,5")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert session.dossier.get("drivers", "d1").half_life == 7.5
    assert session.undo_stack.count() == 1


def test_bad_number_left_behind_is_told_and_the_old_one_stays(qtbot, table, session, refusals):
    editor = open_editor(table, 0, HALF_LIFE, NumberField)
    qtbot.keyClicks(editor, "soon")
    table.filter_box.setFocus()
    assert session.dossier.get("drivers", "d1").half_life == 6
    assert len(refusals) == 1
    assert "“soon” is not a number" in refusals[0]


def test_tab_takes_over_and_moves_on_without_trapping(qtbot, table, session) -> None:
    editor = open_editor(table, 0, NAME, QLineEdit)
    qtbot.keyClicks(editor, "Vote")
    qtbot.keyClick(editor, Qt.Key.Key_Tab)
    assert names(session)[0] == "Vote"
    assert table.view.currentIndex().column() == KIND
    assert table.view.hasFocus()
    qtbot.keyClick(table.view, Qt.Key.Key_Tab)
    assert not table.view.hasFocus()


def test_choice_day_and_judgment_by_text(table, session) -> None:
    model = table.model
    assert model.setData(model.index(0, KIND), "Opportunity")
    assert model.setData(model.index(0, REVIEW), "2026-03-31")
    assert model.setData(model.index(0, LIKELIHOOD), "20 – 30 – 45 · 60 %")
    driver = session.dossier.get("drivers", "d1")
    assert driver.kind == "opportunity"
    assert driver.review_by == date(2026, 3, 31)
    assert driver.likelihood == Judgment(20, 30, 45, 60)
    assert model.setData(model.index(0, REVIEW), "none")
    assert session.dossier.get("drivers", "d1").review_by is None


def test_add_duplicate_delete_by_keys(qtbot, table, session) -> None:
    qtbot.keyClick(table.view, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert names(session) == ["Election", "Drought", "New driver"]
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    qtbot.keyClick(editor, Qt.Key.Key_Escape)
    select(table, "d1")
    qtbot.keyClick(table.view, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert names(session) == ["Election", "Election (copy)", "Drought", "New driver"]
    copy = session.dossier.drivers[1]
    assert session.dossier.find("driver_effects", f"{copy.id}/a1/p1") is not None
    assert table.current_row_id == copy.id
    qtbot.keyClick(table.view, Qt.Key.Key_Delete)
    assert names(session) == ["Election", "Drought", "New driver"]
    session.undo_stack.undo()
    assert shown(table) == ["Election", "Election (copy)", "Drought", "New driver"]


def test_keys_of_the_table_come_before_those_of_the_window(qtbot, table, session) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    window.setCentralWidget(table)
    new_dossier = QAction("New dossier", window)
    new_dossier.setShortcut("Ctrl+N")
    window.addAction(new_dossier)
    window.show()
    window.activateWindow()
    qtbot.waitActive(window)
    table.view.setFocus()
    with qtbot.assertNotEmitted(new_dossier.triggered):
        qtbot.keyClick(table.view, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert names(session) == ["Election", "Drought", "New driver"]
    window.takeCentralWidget().setParent(None)


def test_several_rows_go_in_one_step(qtbot, table, session) -> None:
    select(table, "d1", "d2")
    qtbot.keyClick(table.view, Qt.Key.Key_Delete)
    assert names(session) == []
    assert shown(table) == []
    session.undo_stack.undo()
    assert shown(table) == ["Election", "Drought"]


def test_move_in_own_order_only(qtbot, table, session, refusals) -> None:
    select(table, "d1")
    qtbot.keyClick(table.view, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert names(session) == ["Drought", "Election"]
    assert shown(table) == ["Drought", "Election"]
    assert table.current_row_id == "d1"
    qtbot.keyClick(table.view, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert names(session) == ["Election", "Drought"]
    table.view.sortByColumn(NAME, Qt.SortOrder.AscendingOrder)
    qtbot.keyClick(table.view, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert names(session) == ["Election", "Drought"]
    assert "sorted" in refusals[0]


def test_sort_keeps_the_selection_and_the_dossier(table, session) -> None:
    select(table, "d1")
    table.view.sortByColumn(NAME, Qt.SortOrder.AscendingOrder)
    assert shown(table) == ["Drought", "Election"]
    assert table.view.selected_rows() == [1]
    assert table.current_row_id == "d1"
    table.view.sortByColumn(NAME, Qt.SortOrder.DescendingOrder)
    assert shown(table) == ["Election", "Drought"]
    table.view.sortByColumn(-1, Qt.SortOrder.AscendingOrder)
    assert shown(table) == names(session)


def test_filter_by_words_in_any_column(qtbot, table, session) -> None:
    qtbot.keyClicks(table.filter_box, "extern dro")
    assert shown(table) == ["Drought"]
    table.filter_box.clear()
    assert shown(table) == ["Election", "Drought"]
    qtbot.keyClicks(table.filter_box, "nothing like it")
    assert shown(table) == []
    table.add()
    assert shown(table) == ["Election", "Drought", "New driver"]


def test_copy_and_paste_round_trip(qtbot, table, session) -> None:
    make = session.attempt(
        "Text",
        lambda d: edits.set_field(d, "drivers", "d1", "name", 'A "quoted"\tname'),
    )
    assert make
    before = session.dossier
    select(table, "d1", "d2")
    qtbot.keyClick(table.view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    text = QGuiApplication.clipboard().text()
    assert text.count("\n") == 2
    qtbot.keyClick(table.view, Qt.Key.Key_Delete)
    qtbot.keyClick(table.view, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    pasted = session.dossier.drivers
    assert [(d.name, d.kind, d.timing, d.likelihood, d.half_life) for d in pasted] == [
        (d.name, d.kind, d.timing, d.likelihood, d.half_life) for d in before.drivers
    ]
    steps = session.undo_stack.count()
    session.undo_stack.undo()
    assert session.dossier.drivers == ()
    assert session.undo_stack.index() == steps - 1


def test_paste_from_a_spreadsheet_fills_from_the_cursor(table, session) -> None:
    table.view.setCurrentIndex(table.model.index(0, HALF_LIFE))
    QGuiApplication.clipboard().setText("12\r\n18\r\n")
    table.paste()
    assert [d.half_life for d in session.dossier.drivers] == [12, 18]
    session.undo_stack.undo()
    assert [d.half_life for d in session.dossier.drivers] == [6, 0]


def test_refused_paste_names_row_and_field_and_changes_nothing(table, session, refusals) -> None:
    before = session.dossier
    table.view.setCurrentIndex(table.model.index(0, HALF_LIFE))
    QGuiApplication.clipboard().setText("12\nlong\n")
    table.paste()
    assert session.dossier is before
    assert session.undo_stack.count() == 0
    assert "Drought" in refusals[0]
    assert "Half-life" in refusals[0]
    assert "“long” is not a number" in refusals[0]
    QGuiApplication.clipboard().setText("\t".join("1234567"))
    table.paste()
    assert session.dossier is before
    assert "wider" in refusals[1]


def test_deleting_a_row_that_others_refer_to(qtbot, session, refusals) -> None:
    table = RowTable(session, "sources", own_fields("sources", ("name", "reliability")))
    session.changed.connect(table.refresh)
    table.refresh(None)
    qtbot.addWidget(table)
    table.show()
    select(table, "s1")
    table.delete()
    dialog = table.findChild(DeletionDialog)
    assert "Trade / North" in dialog.listing.toPlainText()
    assert "Election" in dialog.listing.toPlainText()
    dialog.reject()
    assert names(session, "sources") == ["Cable", "Rumour"]
    dialog.deleteLater()
    table.delete()
    dialog = table.findChildren(DeletionDialog)[-1]
    box = dialog.findChild(QDialogButtonBox)
    together = next(
        b for b in box.buttons() if box.buttonRole(b) == QDialogButtonBox.ButtonRole.AcceptRole
    )
    qtbot.mouseClick(together, Qt.MouseButton.LeftButton)
    assert names(session, "sources") == ["Rumour"]
    assert session.dossier.get("cells", "a1/p1").source_ids == ()
    assert names(session) == ["Election", "Drought"]
    session.undo_stack.undo()
    assert session.dossier.get("cells", "a1/p1").source_ids == ("s1",)
    assert shown(table) == ["Cable", "Rumour"]
    assert refusals == []


def test_hostile_names_are_shown_as_typed(table, session) -> None:
    hostile = '<img src="file:///etc/passwd"><b>&Q</b>'
    session.attempt("Name", lambda d: edits.set_field(d, "drivers", "d1", "name", hostile))
    index = table.model.index(0, NAME)
    assert index.data() == hostile
    tooltip = index.data(Qt.ItemDataRole.ToolTipRole)
    assert "&lt;img" in tooltip
    assert "<img" not in tooltip


def test_only_the_changed_row_is_announced(qtbot, table, session) -> None:
    with qtbot.waitSignal(table.model.dataChanged) as heard:
        session.attempt("Name", lambda d: edits.set_field(d, "drivers", "d2", "half_life", 3.0))
    first, last, _ = heard.args
    assert (first.row(), last.row()) == (1, 1)
    with qtbot.assertNotEmitted(table.model.dataChanged):
        session.attempt("Name", lambda d: edits.set_field(d, "aspects", "a1", "impact", "More"))
