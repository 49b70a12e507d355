"""Choosing, scrubbing, the list of differences, and following the dossier."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from equipoise.dossier.deletion import delete
from equipoise.dossier.dossier import Dossier
from equipoise.dossier.rows import Scenario
from equipoise.dossier.scenarios import scenario_difference, state_of
from equipoise.editing import edits, scenario_edits
from equipoise.ui.compare.compare_workspace import CompareWorkspace
from equipoise.ui.compare.difference_pane import KINDS
from equipoise.ui.compare.time_bar import TimeBar

IDS = ["as-today", "balanced", "moscow-first"]
HOSTILE = "<b>&A</b> & <img src='file:///etc/hostname'>\nsecond line"


def check(workspace: CompareWorkspace, scenario_id: str, *, on: bool = True) -> None:
    items = [workspace.chooser.list.item(i) for i in range(workspace.chooser.list.count())]
    item = next(i for i in items if i.data(Qt.ItemDataRole.UserRole) == scenario_id)
    item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)


def choose_current(workspace: CompareWorkspace, scenario_id: str) -> None:
    listed = workspace.chooser.list
    for row in range(listed.count()):
        if listed.item(row).data(Qt.ItemDataRole.UserRole) == scenario_id:
            listed.setCurrentRow(row)


def with_many(dossier: Dossier, count: int) -> Dossier:
    for number in range(count):
        dossier = scenario_edits.new_scenario(dossier, f"Extra {number}", "balanced", f"x{number}")
    return dossier


# -- choosing ------------------------------------------------------------------------------------


def test_base_first_and_at_most_six(open_workspace, wait_for_answer, dossier) -> None:
    workspace = open_workspace(with_many(dossier, 2))
    assert workspace.chooser.chosen() == IDS
    for scenario_id in ("west-first", "latitude-iran", "x0"):
        check(workspace, scenario_id)
    assert len(workspace.chooser.chosen()) == 6
    assert sorted(workspace.chooser.slots().values()) == list(range(6))
    check(workspace, "x1")
    assert len(workspace.chooser.chosen()) == 6
    assert "At most 6" in workspace.chooser.note.text()
    assert workspace.chooser.note.isVisible()
    wait_for_answer(workspace)
    assert workspace.chances.goals.columnCount() == 7
    with pytest.raises(ValueError, match="at most 6"):
        workspace.chooser.choose([row.id for row in workspace.session.dossier.scenarios])


def test_fewer_than_two_says_what_to_do(open_workspace, wait_for_answer, dossier) -> None:
    workspace = open_workspace(dossier)
    check(workspace, "moscow-first", on=False)
    wait_for_answer(workspace)
    check(workspace, "balanced", on=False)
    assert workspace.message.isVisible()
    assert "Check 2 to 6 scenarios" in workspace.message.text()
    assert not workspace.time.isEnabled()
    check(workspace, "west-first")
    wait_for_answer(workspace)
    assert not workspace.message.isVisible()
    assert workspace.time.isEnabled()


def test_one_scenario_in_the_dossier(open_workspace, dossier) -> None:
    alone = edits_without(dossier, [row.id for row in dossier.scenarios[1:]])
    workspace = open_workspace(alone, answered=False)
    assert "at least two scenarios" in workspace.message.text()


def edits_without(dossier: Dossier, ids: list[str]) -> Dossier:
    for scenario_id in ids:
        dossier = scenario_edits.delete_scenario(dossier, scenario_id)
    return dossier


def test_an_empty_dossier_says_what_is_missing(open_workspace, qtbot) -> None:
    empty = Dossier(scenarios=(Scenario("one", "One"), Scenario("two", "Two")))
    workspace = open_workspace(empty, answered=False)
    qtbot.waitUntil(lambda: "No pole yet" in workspace.message.text(), timeout=60_000)


def test_another_one_is_compared_with(open_workspace, wait_for_answer, dossier) -> None:
    workspace = open_workspace(dossier)
    slots = workspace.chooser.slots()
    choose_current(workspace, "moscow-first")
    workspace.chooser.make_first.click()
    assert workspace.chooser.chosen() == ["moscow-first", "as-today", "balanced"]
    assert workspace.chooser.slots() == slots
    wait_for_answer(workspace)
    assert workspace.overlay_frame.chart.shown.first == "moscow-first"
    assert workspace.chances.goals.horizontalHeaderItem(1).text() == "C"
    assert "differs from “Moscow first”" in workspace.differences.heading.text()


def test_order_by_keys(open_workspace, qtbot, dossier) -> None:
    workspace = open_workspace(dossier)
    choose_current(workspace, "balanced")
    workspace.chooser.list.setFocus()
    qtbot.keyClick(workspace.chooser.list, Qt.Key.Key_Up, Qt.KeyboardModifier.ControlModifier)
    assert workspace.chooser.chosen() == ["balanced", "as-today", "moscow-first"]
    assert not workspace.chooser.up.isEnabled()
    workspace.chooser.down.click()
    assert workspace.chooser.chosen() == IDS


def test_a_deleted_scenario_leaves_and_comes_back(open_workspace, wait_for_answer, dossier) -> None:
    workspace = open_workspace(dossier)
    session = workspace.session
    assert session.attempt("Delete", lambda d: scenario_edits.delete_scenario(d, "balanced"))
    assert workspace.chooser.chosen() == ["as-today", "moscow-first"]
    wait_for_answer(workspace)
    session.undo_stack.undo()
    assert workspace.chooser.chosen() == IDS
    wait_for_answer(workspace)
    assert workspace.overlay_frame.chart.fan("west", "balanced") is not None


# -- time ----------------------------------------------------------------------------------------


def test_playing_stops_at_the_end(open_workspace, dossier) -> None:
    workspace = open_workspace(dossier)
    bar = workspace.time
    assert bar.month == 36
    bar.play.click()
    assert bar.timer.isActive()
    assert bar.month == 0
    assert "Pause" in bar.play.text()
    bar.timer.timeout.emit()
    assert bar.month == 1
    assert bar.label.text() == "Month 1 · Feb 2025"
    assert workspace.band_frame.chart.at == 1
    bar.play.click()
    assert not bar.timer.isActive()
    bar.set_month(35)
    bar.play.click()
    bar.timer.timeout.emit()
    assert bar.month == 36
    assert not bar.timer.isActive()


def test_who_looks_at_the_end_follows_the_horizon(open_workspace, wait_for_answer, dossier) -> None:
    workspace = open_workspace(dossier)
    for horizon in (48, 40):
        assert workspace.session.attempt(
            "Horizon", lambda d, h=horizon: edits.set_setting(d, "horizon", h)
        )
        wait_for_answer(workspace)
        assert workspace.time.month == workspace.overlay_frame.chart.at == horizon
        assert workspace.overlay_frame.chart.canvas.panels[0].span.right == horizon


# -- the list of differences ---------------------------------------------------------------------


def listed(workspace: CompareWorkspace) -> list[tuple[str, ...]]:
    table = workspace.differences.list
    return [
        tuple(table.text_at(row, column) for column in range(4)) for row in range(table.rowCount())
    ]


def test_every_difference_is_listed(open_workspace, wait_for_answer, dossier) -> None:
    goal = dossier.goals[0].id
    changed = scenario_edits.set_goal_in_force(dossier, "latitude-iran", goal, False)
    place = ("cells", "economic-ties/russia", "level")
    judgment = dossier.level_of(dossier.get("cells", "economic-ties/russia"))
    changed = scenario_edits.set_override(changed, "latitude-iran", place, judgment)
    workspace = open_workspace(changed)
    workspace.chooser.choose(["as-today", "latitude-iran"])
    wait_for_answer(workspace)
    expected = scenario_difference(changed, "as-today", "latitude-iran")
    assert {e.kind for e in expected} == set(KINDS)
    assert listed(workspace) == [(e.label, KINDS[e.kind], e.base, e.other) for e in expected]


def test_click_and_enter_jump_to_the_row(open_workspace, qtbot, dossier) -> None:
    workspace = open_workspace(dossier)
    workspace.tabs.setCurrentWidget(workspace.differences)
    pane, asked = workspace.differences, []
    workspace.go_to.connect(lambda *where: asked.append(where))
    viewport = pane.list.viewport()
    for column in (3, 0):
        centre = pane.list.visualItemRect(pane.list.item(1, column)).center()
        qtbot.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=centre)
    element = pane.elements[1]
    assert asked == [(element.table, element.row_id)]
    pane.list.setCurrentCell(0, 2)
    qtbot.keyClick(pane.list, Qt.Key.Key_Return)
    assert asked[1] == (pane.elements[0].table, pane.elements[0].row_id)


def test_revert_one_element_and_undo(open_workspace, wait_for_answer, qtbot, dossier) -> None:
    workspace = open_workspace(dossier)
    workspace.tabs.setCurrentWidget(workspace.differences)
    pane, session = workspace.differences, workspace.session
    before, rows = state_of(dossier, "balanced"), listed(workspace)
    pane.list.setCurrentCell(2, 0)
    element = pane.elements[2]
    assert pane.revert_button.text() == "&As in “As today”"
    pane.revert_button.click()
    after = state_of(session.dossier, "balanced")
    assert after.weights.get(element.key, 0.0) == state_of(dossier, "as-today").weights.get(
        element.key, 0.0
    )
    assert {k: v for k, v in before.weights.items() if k != element.key} == {
        k: v for k, v in after.weights.items() if k != element.key
    }
    assert listed(workspace) == rows[:2] + rows[3:]
    wait_for_answer(workspace)
    session.undo_stack.undo()
    assert state_of(session.dossier, "balanced") == before
    assert listed(workspace) == rows
    qtbot.keyClick(pane.list, Qt.Key.Key_Delete)
    assert len(listed(workspace)) == len(rows) - 1


def test_a_locked_scenario_refuses_plainly(open_workspace, dossier) -> None:
    workspace = open_workspace(scenario_edits.set_locked(dossier, "balanced", True))
    told: list[str] = []
    workspace.session.refused.connect(told.append)
    rows = listed(workspace)
    workspace.differences.revert()
    assert len(told) == 1
    assert "locked" in told[0]
    assert listed(workspace) == rows


def test_misfits_are_shown(open_workspace, wait_for_answer, qtbot, dossier) -> None:
    workspace = open_workspace(dossier)
    gone = workspace.differences.elements[0]
    workspace.tabs.setCurrentWidget(workspace.differences)
    assert not workspace.differences.misfits.isVisible()
    assert workspace.session.attempt(
        "Delete", lambda d: delete(d, "recommendations", [gone.row_id])
    )
    wait_for_answer(workspace)
    assert workspace.differences.misfits.isVisible()
    assert "that row was deleted" in workspace.differences.misfits.text()
    rows = [row for row, e in enumerate(workspace.differences.elements) if e.key == gone.key]
    assert listed(workspace)[rows[0]][0] == f"{gone.label} (deleted)"
    workspace.differences.list.setCurrentCell(rows[0], 0)
    assert not workspace.differences.jump_button.isEnabled()
    with qtbot.assertNotEmitted(workspace.go_to):
        workspace.differences.jump()


# -- following the dossier -----------------------------------------------------------------------


def test_an_edit_is_followed(open_workspace, wait_for_answer, dossier) -> None:
    workspace = open_workspace(dossier)
    before = workspace.overlay_frame.chart.fan("russia", "balanced").p50[-1]
    assert workspace.session.attempt(
        "Weight", lambda d: edits.set_weight(d, "balanced", "regional-security-dialogues", 0.0)
    )
    wait_for_answer(workspace)
    assert workspace.overlay_frame.chart.fan("russia", "balanced").p50[-1] < before


def test_hidden_it_waits_until_it_is_seen(open_workspace, wait_for_answer, qtbot, dossier) -> None:
    workspace = open_workspace(dossier)
    workspace.time.set_month(0)
    workspace.time.play.click()
    workspace.hide()
    assert not workspace.time.timer.isActive()
    with qtbot.assertNotEmitted(workspace.comparer.busy, wait=30):
        workspace.session.attempt(
            "Rename", lambda d: edits.set_field(d, "scenarios", "balanced", "name", "Evened out")
        )
    assert "Balanced" in workspace.differences.heading.text()
    workspace.show()
    wait_for_answer(workspace)
    assert "Evened out" in workspace.differences.heading.text()


def test_names_are_shown_as_typed(open_workspace, dossier) -> None:
    row = replace(dossier.get("scenarios", "balanced"), name=HOSTILE, note=HOSTILE)
    changed = dossier.with_row("scenarios", row)
    goal = replace(dossier.goals[0], name=HOSTILE)
    changed = changed.with_row("goals", goal)
    pole = replace(dossier.poles[0], name=HOSTILE)
    workspace = open_workspace(changed.with_row("poles", pole))
    workspace.chooser.choose(["balanced", "as-today"])
    line = " ".join(HOSTILE.split())
    assert workspace.chooser.list.item(0).text() == line
    assert "<img" not in workspace.chooser.list.item(0).toolTip()
    assert "<img" not in workspace.chances.goals.item(0, 1).toolTip()
    assert line in workspace.chances.goals.text_at(0, 0)
    assert line in workspace.differences.heading.text()
    button = workspace.differences.revert_button.text()
    assert button.replace("&&", "").count("&") == 1
    for label in workspace.findChildren(QLabel):
        assert label.textFormat() == Qt.TextFormat.PlainText, label.text()
    for index in range(workspace.tabs.count()):
        workspace.tabs.setCurrentIndex(index)
        assert not workspace.grab().isNull()
    chart = workspace.overlay_frame.chart
    assert any(row[3] == line for row in chart.table())


def test_controls_can_be_reached_and_read(open_workspace, dossier) -> None:
    workspace = open_workspace(dossier)
    chooser, time = workspace.chooser, workspace.time
    for widget in (
        chooser.list,
        chooser.other,
        chooser.up,
        chooser.make_first,
        time.slider,
        time.play,
        workspace.differences.list,
        workspace.differences.revert_button,
    ):
        assert widget.toolTip()
        assert widget.accessibleName() or widget.text()
        assert widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    for table in (workspace.chances.goals, workspace.differences.list):
        assert not table.tabKeyNavigation()


def test_no_month_is_named_before_there_is_anything_to_look_at(qtbot) -> None:
    bar = TimeBar()
    qtbot.addWidget(bar)
    assert bar.label.text() == ""
    bar.set_months(date(2025, 1, 20), 36)
    assert "Jan 2028" in bar.label.text()
