"""The pane of handling marks, and marks in the tables and forms of rows."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from equipoise.dossier.marks import PRESETS
from equipoise.editing import mark_edits
from equipoise.editing.session import Session
from equipoise.ui.rooms.details_form import DetailsForm
from equipoise.ui.rooms.field_access import own_fields
from equipoise.ui.rooms.marks_pane import MarksPane
from equipoise.ui.rooms.row_table import RowTable


@pytest.fixture
def pane(qtbot, session: Session) -> MarksPane:
    made = MarksPane(session)
    session.changed.connect(made.refresh)
    made.refresh(None)
    made.resize(640, 480)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    return made


def shown(pane: MarksPane) -> list[list[str]]:
    model = pane.table.model
    return [[model.text(y, x) for x in range(3)] for y in range(model.rowCount())]


def named(session: Session, name: str) -> str:
    return next(mark.id for mark in session.dossier.marks if mark.name == name)


def test_every_list_can_be_loaded_from_the_menu_and_undone(pane, session) -> None:
    actions = pane.load_button.menu().actions()
    assert [a.text() for a in actions] == [preset.name for preset in PRESETS.values()]
    for action, preset in zip(actions, PRESETS.values(), strict=True):
        action.trigger()
        assert [row[0] for row in shown(pane)] == [mark.name for mark in preset.marks]
    for _ in actions:
        session.undo_stack.undo()
    assert shown(pane) == []
    assert "no release copy can be made" in pane.unmarked.text()


def test_marks_are_edited_in_place(pane, session) -> None:
    pane.load("tlp")
    model = pane.table.model
    assert model.setData(model.index(0, 0), "OPEN")
    assert model.setData(model.index(0, 1), "5")
    assert (session.dossier.marks[0].name, session.dossier.marks[0].rank) == ("OPEN", 5)


def test_a_mark_in_use_stays_and_the_reason_is_told(qtbot, pane, session, refusals) -> None:
    pane.load("national")
    secret = named(session, "SECRET")
    session.attempt("Mark", lambda d: mark_edits.set_marks(d, [("drivers", "d1")], secret))
    assert ["SECRET", "30", "1 row"] in shown(pane)
    pane.focus_row(secret)
    qtbot.mouseClick(pane.table.buttons["delete"], Qt.MouseButton.LeftButton)
    assert "cannot be deleted while 1 row carries it" in refusals[0]
    assert session.dossier.get("drivers", "d1").mark_id == secret
    pane.focus_row(named(session, "TOP SECRET"))
    qtbot.keyClick(pane.table.view, Qt.Key.Key_Delete)
    assert [row[0] for row in shown(pane)][-1] == "SECRET"
    assert len(refusals) == 1


def test_the_default_mark_is_chosen_and_explained(qtbot, pane, session) -> None:
    pane.load("national")
    assert "counts as the highest mark, TOP SECRET" in pane.unmarked.text()
    assert "3 aspects, 2 drivers, 2 recommendations, 2 sources" in pane.unmarked.text()
    box = pane.default.editor("default_mark_id").box
    assert [box.itemText(i) for i in range(box.count())][:2] == ["(none)", "UNCLASSIFIED"]
    box.setCurrentIndex(1)
    box.activated.emit(1)
    assert session.dossier.settings.default_mark_id == named(session, "UNCLASSIFIED")
    assert "counts as UNCLASSIFIED;" in pane.unmarked.text()


def test_rows_take_a_mark_in_tables_by_name_and_in_forms_by_choice(qtbot, session) -> None:
    session.attempt("Load", lambda d: mark_edits.load_preset(d, PRESETS["nato"]))
    table = RowTable(session, "drivers", own_fields("drivers", ("name", "mark_id")))
    form = DetailsForm(session, "drivers", own_fields("drivers", ("name", "mark_id")))
    for widget in (table, form):
        session.changed.connect(widget.refresh)
        qtbot.addWidget(widget)
    table.refresh(None)
    form.show_row("d1")
    model = table.model
    assert model.setData(model.index(0, 1), "nato secret")
    assert session.dossier.get("drivers", "d1").mark_id == named(session, "NATO SECRET")
    box = form.editor("mark_id").box
    assert box.currentText() == "NATO SECRET"
    box.setCurrentIndex(0)
    box.activated.emit(0)
    assert session.dossier.get("drivers", "d1").mark_id == ""
    assert model.text(0, 1) == ""
    session.undo_stack.undo()
    secret = named(session, "NATO SECRET")
    session.attempt("Rename", lambda d: d.with_row("marks", renamed(d.get("marks", secret))))
    assert model.text(0, 1) == "NS"


def renamed(mark):
    return type(mark)(mark.id, "NS", mark.rank, mark.meaning)
