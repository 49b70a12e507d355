"""The rooms: details, cells, effects, steps, what is missing."""

from __future__ import annotations

from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QListWidget

from equipoise.dossier.dossier import Dossier
from equipoise.dossier.judgment import Judgment
from equipoise.editing import edits
from equipoise.editing.session import Session
from equipoise.ui.judgment.judgment_popup import JudgmentPopup
from equipoise.ui.rooms.aspects_room import AspectsRoom
from equipoise.ui.rooms.choice_box import ChoiceBox
from equipoise.ui.rooms.drivers_room import DriversRoom
from equipoise.ui.rooms.overview_room import OverviewRoom
from equipoise.ui.rooms.recommendations_room import RecommendationsRoom
from equipoise.ui.rooms.room import Room
from equipoise.ui.rooms.sources_room import SourcesRoom
from equipoise.ui.theme import DARK

ROOMS = (OverviewRoom, AspectsRoom, DriversRoom, RecommendationsRoom, SourcesRoom)
AnyRoom = TypeVar("AnyRoom", bound=Room)


def shown(qtbot, room: AnyRoom) -> AnyRoom:
    qtbot.addWidget(room)
    room.resize(560, 560)
    room.show()
    qtbot.waitExposed(room)
    return room


def popup() -> JudgmentPopup:
    found = QApplication.activePopupWidget()
    assert isinstance(found, JudgmentPopup)
    return found


def test_posture_is_chosen_from_the_vocabulary(qtbot, session) -> None:
    room = shown(qtbot, AspectsRoom(session))
    index = room.table.model.index(0, 1)
    assert index.data() == "Engaged"
    room.table.view.setCurrentIndex(index)
    room.table.view.edit(index)
    box = room.table.view.viewport().findChild(ChoiceBox)
    words = [box.itemText(i) for i in range(box.count())]
    assert words == ["(none)", "Engaged", "Stable"]
    box.setCurrentIndex(2)
    box.activated.emit(2)
    assert session.dossier.get("cells", "a1/p1").term_id == "stable"
    assert room.table.model.index(0, 1).data() == "Stable"
    assert room.table.model.index(0, 3).data() == "60 – 70 – 80 · 80 %"
    session.undo_stack.undo()
    assert room.table.model.index(0, 1).data() == "Engaged"


def test_overridden_level_follows_the_term_again_on_demand(qtbot, session) -> None:
    room = shown(qtbot, AspectsRoom(session))
    pane = room.cells["p1"]
    assert pane.state.text() == "Level and drift follow the term “Engaged”."
    assert not pane.follow.isVisible()
    assert room.table.model.setData(room.table.model.index(0, 3), "10 – 20 – 30 · 60 %")
    assert session.dossier.get("cells", "a1/p1").level == Judgment(10, 20, 30, 60)
    assert pane.state.text() == "Level is overridden: it no longer follows the term “Engaged”."
    assert pane.follow.isVisible()
    qtbot.mouseClick(pane.follow, Qt.MouseButton.LeftButton)
    assert session.dossier.get("cells", "a1/p1").level is None
    assert not pane.follow.isVisible()


def test_long_text_is_taken_over_after_a_pause_and_is_one_undo_step(qtbot, session) -> None:
    room = shown(qtbot, AspectsRoom(session))
    assert room.focus_row("aspects", "a2")
    room.details.setCurrentIndex(room.details.count() - 2)
    area = room.texts.editor("impact").area
    area.setFocus()
    with qtbot.waitSignal(session.changed, timeout=5000):
        qtbot.keyClicks(area, "More")
    assert session.dossier.get("aspects", "a2").impact == "More"
    with qtbot.waitSignal(session.changed, timeout=5000):
        qtbot.keyClicks(area, " visits")
    room.table.view.setFocus()
    assert session.dossier.get("aspects", "a2").impact == "More visits"
    assert session.undo_stack.count() == 1
    session.undo_stack.undo()
    assert area.toPlainText() == ""


def test_text_typed_is_kept_when_another_row_is_shown(qtbot, session) -> None:
    room = shown(qtbot, DriversRoom(session))
    area = room.form.editor("description").area
    qtbot.keyClicks(area, "Polls in May")
    room.table.focus_row("d2")
    assert session.dossier.get("drivers", "d1").description == "Polls in May"
    assert area.toPlainText() == ""


def test_duplicate_name_in_the_form_stays_typed_with_the_reason(qtbot, session) -> None:
    room = shown(qtbot, DriversRoom(session))
    editor = room.form.editor("name")
    editor.line.setFocus()
    editor.line.selectAll()
    qtbot.keyClicks(editor.line, "drought")
    qtbot.keyClick(editor.line, Qt.Key.Key_Return)
    assert editor.line.text() == "drought"
    assert "is the name of another row too" in editor.problem.message
    assert session.dossier.get("drivers", "d1").name == "Election"
    qtbot.keyClicks(editor.line, " again")
    qtbot.keyClick(editor.line, Qt.Key.Key_Return)
    assert session.dossier.get("drivers", "d1").name == "drought again"
    assert not editor.problem.isVisible()


def test_event_fields_show_for_events_only(qtbot, session) -> None:
    room = shown(qtbot, DriversRoom(session))
    assert room.form.editor("likelihood").isVisible()
    room.table.focus_row("d2")
    assert not room.form.editor("likelihood").isVisible()


def test_effect_is_added_edited_and_removed(qtbot, session) -> None:
    room = shown(qtbot, DriversRoom(session))
    room.details.setCurrentWidget(room.effects)
    grid = room.effects.grid
    grid.setCurrentIndex(grid.index_of("a2/p2"))
    grid.setFocus()
    QTest.keyClick(grid, Qt.Key.Key_Return)
    window = popup()
    qtbot.mouseClick(window.add_button, Qt.MouseButton.LeftButton)
    assert session.dossier.find("driver_effects", "d1/a2/p2") is not None
    window.editor.field("high").lineEdit().setText("25")
    assert window.editor.commit()
    assert session.dossier.get("driver_effects", "d1/a2/p2").effect.high == 25
    window.close()
    QTest.keyClick(grid, Qt.Key.Key_Delete)
    assert session.dossier.find("driver_effects", "d1/a2/p2") is None
    session.undo_stack.undo()
    assert grid.index_of("a2/p2").data().startswith("-10 – 0 – 25")


def test_lead_time_shows_only_without_steps(qtbot, session) -> None:
    room = shown(qtbot, RecommendationsRoom(session))
    assert not room.form.editor("lead_time").isVisible()
    assert room.timing.isVisible()
    session.attempt("Delete", lambda d: d.without("steps", ["t1", "t3"]))
    assert room.form.editor("lead_time").isVisible()
    assert not room.timing.isVisible()


def test_steps_of_one_recommendation_are_added_and_moved_among_themselves(qtbot, session) -> None:
    room = shown(qtbot, RecommendationsRoom(session))
    room.details.setCurrentWidget(room.steps)
    table = room.steps.table
    assert table.model.row_ids == ("t1", "t3")
    table.view.select_rows(["t1"])
    table.move_rows(1)
    assert table.model.row_ids == ("t3", "t1")
    assert [step.id for step in session.dossier.steps_of("r2")] == ["t2"]
    table.add()
    assert [step.name for step in session.dossier.steps_of("r1")] == ["Meet", "Invite", "New step"]
    reversible = table.model.index(0, 6)
    assert table.model.setData(reversible, Qt.CheckState.Unchecked, Qt.ItemDataRole.CheckStateRole)
    assert not session.dossier.get("steps", "t3").reversible


def test_damping_is_judged_and_taken_away(qtbot, session, refusals) -> None:
    room = shown(qtbot, RecommendationsRoom(session))
    room.details.setCurrentWidget(room.damping)
    model = room.damping.table.model
    assert model.setData(model.index(0, 2), Judgment(10, 20, 30))
    assert session.dossier.get("dampings", "r1/d1").share == Judgment(10, 20, 30)
    room.table.focus_row("r2")
    assert not model.setData(model.index(0, 2), Judgment(60, 70, 90, 100))
    assert "at most 100 %" in refusals[0]
    assert session.dossier.find("dampings", "r2/d1") is None
    room.table.focus_row("r1")
    room.damping.table.view.setCurrentIndex(model.index(0, 2))
    room.damping.table.delete()
    assert session.dossier.find("dampings", "r1/d1") is None


def test_spillover_is_added_once_and_told_what_is_wrong(qtbot, session) -> None:
    room = shown(qtbot, AspectsRoom(session))
    pane = room.spillovers
    pane.source.setCurrentIndex(pane.source.findData("a1/p1"))
    pane.target.setCurrentIndex(pane.target.findData("a2/p1"))
    pane.add()
    assert "in the table already" in pane.problem.message
    pane.target.setCurrentIndex(pane.target.findData("a3/p1"))
    pane.strength.lineEdit().setText("strong")
    pane.add()
    assert "“strong” is not a number" in pane.problem.message
    pane.strength.lineEdit().setText("-0.3")
    pane.add()
    assert session.dossier.get("spillovers", "a1/p1/a3/p1").strength == -0.3
    pane.source.setCurrentIndex(pane.source.findData("a2/p1"))
    pane.target.setCurrentIndex(pane.target.findData("a1/p1"))
    pane.strength.lineEdit().setText("2")
    session.attempt("Loop", lambda d: edits.set_spillover(d, "a1/p1", "a2/p1", 1.9))
    pane.add()
    assert "feed each other without limit" in pane.problem.message
    assert session.dossier.find("spillovers", "a2/p1/a1/p1") is None


def test_sources_are_ticked_for_a_row(qtbot, session) -> None:
    room = shown(qtbot, DriversRoom(session))
    chooser = room.form.editor("source_ids")
    chooser.open_list()
    ticks = QApplication.activePopupWidget().findChild(QListWidget)
    assert [ticks.item(i).text() for i in range(ticks.count())] == ["Cable", "Rumour"]
    ticks.item(1).setCheckState(Qt.CheckState.Checked)
    assert session.dossier.get("drivers", "d1").source_ids == ("s1", "s2")
    ticks.item(0).setCheckState(Qt.CheckState.Unchecked)
    assert session.dossier.get("drivers", "d1").source_ids == ("s2",)
    QApplication.activePopupWidget().close()


def test_source_says_what_rests_on_it_and_leads_there(qtbot, session) -> None:
    room = shown(qtbot, SourcesRoom(session))
    texts = [room.resting.item(i).text() for i in range(room.resting.count())]
    assert texts == ["Cells: Trade / North", "Drivers: Election"]
    with qtbot.waitSignal(room.go_to) as heard:
        room.resting.itemActivated.emit(room.resting.item(1))
    assert heard.args == ["drivers", "d1"]


def test_overview_edits_settings_goals_and_says_what_is_missing(qtbot, session) -> None:
    room = shown(qtbot, OverviewRoom(session))
    assert room.counts.text().startswith("2 poles · 3 aspects · 2 drivers")
    assert not room.missing.isVisible()
    horizon = room.model_form.editor("horizon")
    horizon.line.setText("24")
    horizon.line.textEdited.emit("24")
    assert not horizon.commit()
    assert "beyond the horizon" in horizon.problem.message
    assert session.dossier.settings.horizon == 36
    room.tables["goals"].add()
    assert session.dossier.goals[1].pole_id == "p1"
    assert session.dossier.goals[1].month == 36
    cell = room.matrix.index_of("a1/p1")
    assert "Engaged" in cell.data()
    with qtbot.waitSignal(room.go_to) as heard:
        room.matrix.open_cell(cell)
    assert heard.args == ["cells", "a1/p1"]


@pytest.mark.parametrize("kind", ROOMS)
def test_empty_dossier_is_usable(qtbot, qapp, kind: type[Room]) -> None:
    session = Session(Dossier(), None)
    heard: list[str] = []
    session.refused.connect(heard.append)
    room = shown(qtbot, kind(session))
    room.set_theme(DARK)
    room.grab()
    tables = room.tables["poles"] if isinstance(room, OverviewRoom) else room.table
    tables.delete()
    tables.duplicate()
    tables.move_rows(1)
    tables.add()
    assert tables.model.rowCount() == 1
    room.grab()
    session.undo_stack.undo()
    assert tables.model.rowCount() == 0
    assert heard == []


def test_empty_overview_says_what_is_missing_and_goals_need_a_pole(qtbot, qapp) -> None:
    session = Session(Dossier(), None)
    heard: list[str] = []
    session.refused.connect(heard.append)
    room = shown(qtbot, OverviewRoom(session))
    assert "No pole yet" in room.missing.message
    room.tables["goals"].add()
    assert session.dossier.goals == ()
    assert "Pole" in heard[0]


def test_new_pole_brings_its_columns_and_pane(qtbot, session) -> None:
    room = shown(qtbot, AspectsRoom(session))
    session.attempt("Add", lambda d: edits.add_row(d, "poles", None, {"name": "East & West"}, "p3"))
    labels = [
        room.table.model.headerData(i, Qt.Orientation.Horizontal)
        for i in range(room.table.model.columnCount())
    ]
    assert "East & West" in labels
    assert room.details.tabText(2) == "Towards East && West"
    assert room.cells["p3"].form.row_id == "a1/p3"
    session.undo_stack.undo()
    assert "p3" not in room.cells


@pytest.mark.parametrize(
    ("kind", "table", "row_id"),
    [
        (OverviewRoom, "goals", "g1"),
        (AspectsRoom, "cells", "a2/p2"),
        (AspectsRoom, "spillovers", "a1/p1/a2/p1"),
        (AspectsRoom, "terms", "stable"),
        (DriversRoom, "driver_effects", "d1/a1/p1"),
        (RecommendationsRoom, "steps", "t3"),
        (RecommendationsRoom, "recommendation_effects", "r1/a1/p1"),
        (SourcesRoom, "sources", "s2"),
    ],
)
def test_rows_are_found_where_they_live(qtbot, session, kind, table, row_id) -> None:
    room = shown(qtbot, kind(session))
    assert room.focus_row(table, row_id)
    assert not room.focus_row(table, "nowhere")
    assert not room.focus_row("weights", "base/r1")


def test_hidden_room_catches_up_when_shown(qtbot, session) -> None:
    room = shown(qtbot, DriversRoom(session))
    room.hide()
    with qtbot.assertNotEmitted(room.table.model.dataChanged):
        session.attempt("Name", lambda d: edits.set_field(d, "drivers", "d1", "name", "Vote"))
    room.show()
    assert room.table.model.index(0, 0).data() == "Vote"
    assert room.form.editor("name").line.text() == "Vote"


@pytest.mark.parametrize("kind", ROOMS)
def test_nothing_is_wider_than_the_room(qtbot, session, kind: type[Room]) -> None:
    room = shown(qtbot, kind(session))
    assert room.minimumSizeHint().width() <= 560
    assert room.minimumSizeHint().height() <= 560
