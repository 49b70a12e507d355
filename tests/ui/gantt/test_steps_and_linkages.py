"""The Steps and Linkages tabs of the Recommendations room."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from equipoise.dossier.dossier import Dossier
from equipoise.editing.session import Session
from equipoise.ui.rooms.choice_box import ChoiceBox
from equipoise.ui.rooms.recommendations_room import RecommendationsRoom

HOSTILE = "<b>x</b> & <img src=file:///x>"


@pytest.fixture
def room(qtbot, session: Session) -> RecommendationsRoom:
    room = RecommendationsRoom(session)
    qtbot.addWidget(room)
    room.resize(560, 660)
    room.show()
    qtbot.waitExposed(room)
    assert room.focus_row("recommendations", "fair")
    return room


def test_bar_and_row_are_chosen_together(room) -> None:
    room.details.setCurrentWidget(room.steps)
    room.steps.table.focus_row("host")
    assert room.steps.gantt.strip.current() == ("steps", "host")
    QTest.keyClick(room.steps.gantt.strip, Qt.Key.Key_Up)
    assert room.steps.table.current_row_id == "visas"


def test_enter_on_a_bar_edits_where_it_lives(qtbot, room) -> None:
    room.details.setCurrentWidget(room.steps)
    room.steps.gantt.all_box.setChecked(True)
    strip = room.steps.gantt.strip
    strip.choose("recommendations", "talks")
    QTest.keyClick(strip, Qt.Key.Key_Return)
    assert room.table.current_row_id == "talks"
    assert room.details.currentIndex() == 0


def test_precondition_is_chosen_among_all_steps(qtbot, room, session) -> None:
    room.details.setCurrentWidget(room.steps)
    model = room.steps.table.model
    column = [access.key for access in model.columns].index("after_step_id")
    index = model.index(model.place_of("visas"), column)
    room.steps.table.view.setCurrentIndex(index)
    room.steps.table.view.edit(index)
    box = room.steps.table.view.viewport().findChild(ChoiceBox)
    words = [box.itemText(i) for i in range(box.count())]
    assert words[0] == "(none)"
    assert {"Host the fair", "On the radio"} <= set(words)
    box.setCurrentIndex(words.index("On the radio"))
    box.activated.emit(box.currentIndex())
    assert session.dossier.get("steps", "visas").after_step_id == "radio"


def test_circle_of_preconditions_is_refused(room, session, refusals) -> None:
    room.details.setCurrentWidget(room.steps)
    model = room.steps.table.model
    column = [access.key for access in model.columns].index("after_step_id")
    assert not model.setData(model.index(model.place_of("host"), column), "One great night")
    assert "waits in the end for itself" in refusals[-1]
    assert session.dossier.get("steps", "host").after_step_id == ""


def test_linkage_is_added_changed_deleted_and_undone(qtbot, room, session, refusals) -> None:
    pane = room.linkages
    room.details.setCurrentWidget(pane)
    before = session.dossier
    pane.kind.setCurrentIndex(pane.kind.findData("requires"))
    pane.other.setCurrentIndex(pane.other.findData("talks"))
    pane.least.show_number(5)
    qtbot.mouseClick(pane.add_button, Qt.MouseButton.LeftButton)
    (row,) = session.dossier.linkages
    assert (row.recommendation_id, row.kind, row.other_id, row.least) == (
        "fair",
        "requires",
        "talks",
        5,
    )
    assert pane.table.model.index(0, 0).data() == "Trade fair"
    model = pane.table.model
    assert model.setData(model.index(0, 4), HOSTILE)
    assert model.index(0, 4).data() == HOSTILE
    assert model.setData(model.index(0, 1), "excludes")
    assert session.dossier.linkages[0].id == "fair/excludes/talks"
    assert pane.table.current_row_id == "fair/excludes/talks"
    QTest.keyClick(pane.table.view, Qt.Key.Key_Delete)
    assert session.dossier.linkages == ()
    for _ in range(4):
        session.undo_stack.undo()
    assert session.dossier == before
    assert refusals == []


def test_linkage_shows_from_both_sides(room, session) -> None:
    room.linkages.add()
    row = session.dossier.linkages[0]
    room.focus_row("recommendations", row.other_id)
    assert room.linkages.table.model.row_ids == (row.id,)
    room.focus_row("recommendations", "tour")
    assert room.linkages.table.model.row_ids == ()
    assert room.focus_row("linkages", row.id)
    assert room.details.currentWidget() is room.linkages
    assert room.linkages.table.current_row_id == row.id


@pytest.mark.parametrize(
    ("kind", "least", "words"),
    [
        ("excludes", "5", "stands in the table already"),
        ("requires", "5", "contradicts “Trade fair excludes Talks”"),
        ("requires", "lots", "is not a number"),
    ],
)
def test_linkage_that_cannot_be_is_refused_plainly(room, session, kind, least, words) -> None:
    pane = room.linkages
    pane.other.setCurrentIndex(pane.other.findData("talks"))
    pane.add()
    before = session.dossier
    pane.kind.setCurrentIndex(pane.kind.findData(kind))
    pane.least.lineEdit().setText(least)
    pane.add()
    assert words in pane.problem.message
    assert session.dossier is before


def test_linkage_out_of_bounds_is_refused(room, session) -> None:
    room.linkages.least.lineEdit().setText("0")
    room.linkages.add()
    assert "outside 0.1–100 %" in room.linkages.problem.message
    assert session.dossier.linkages == ()


def test_linkage_to_itself_is_refused_in_the_table(room, session, refusals) -> None:
    room.linkages.add()
    model = room.linkages.table.model
    assert not model.setData(model.index(0, 2), "Trade fair")
    assert "cannot be linked to itself" in refusals[-1]


def test_empty_dossier_offers_nothing_to_link(qtbot, qapp) -> None:
    room = RecommendationsRoom(Session(Dossier(), None))
    qtbot.addWidget(room)
    room.show()
    assert not room.linkages.isEnabled()
    assert not room.linkages.add_button.isEnabled()
