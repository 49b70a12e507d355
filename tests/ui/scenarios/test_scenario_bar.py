"""The scenario bar: create, duplicate, rename, reorder, delete, lock; three different ways back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialogButtonBox

from equipoise.dossier.scenarios import state_of
from equipoise.editing import edits, scenario_edits
from equipoise.ui.scenarios.name_dialog import NameDialog

pytestmark = pytest.mark.qt_log_ignore("^This plugin does not support")


def names(panel) -> list[str]:
    return [panel.bar.box.itemText(i) for i in range(panel.bar.box.count())]


def press(panel, command: str) -> None:
    action = panel.bar.menu.commands[command]
    assert action.isEnabled(), command
    action.trigger()


def dialog(panel) -> NameDialog:
    (found,) = [d for d in panel.findChildren(NameDialog) if d.isVisible()]
    return found


def answer(panel, name: str) -> NameDialog:
    asked = dialog(panel)
    asked.line.setText(name)
    asked.buttons.button(QDialogButtonBox.StandardButton.Ok).click()
    return asked


def weigh(session, percent: float) -> None:
    scenario_id = session.scenario_id
    assert session.attempt(
        "Weight", lambda d: edits.set_weight(d, scenario_id, "cultural-diplomacy", percent)
    )


def test_a_new_scenario_begins_like_the_one_shown_and_is_shown(panel, session) -> None:
    weigh(session, 40.0)
    before = state_of(session.dossier, "balanced")
    press(panel, "new")
    answer(panel, "Culture <b>first</b>")
    new_id = session.scenario_id
    assert session.dossier.get("scenarios", new_id).name == "Culture <b>first</b>"
    assert state_of(session.dossier, new_id) == before
    assert panel.bar.box.currentText() == "Culture <b>first</b>"
    assert panel.bar.mark.isHidden(), "it is bookmarked as it begins"
    assert session.undo_stack.undoText() == "New scenario “Culture <b>first</b>”"
    session.undo_stack.undo()
    assert new_id not in [s.id for s in session.dossier.scenarios]
    assert session.scenario_id == session.dossier.scenarios[0].id


def test_a_name_that_is_taken_stays_typed_with_the_reason(panel, session) -> None:
    press(panel, "rename")
    asked = answer(panel, "west FIRST")
    assert asked.isVisible()
    assert asked.line.text() == "west FIRST"
    assert "is the name of another row too" in asked.problem.message
    answer(panel, "  ")
    assert "must not be empty" in asked.problem.message
    answer(panel, "Even-handed")
    assert not asked.isVisible()
    assert session.dossier.get("scenarios", "balanced").name == "Even-handed"
    assert session.undo_stack.undoText() == "Rename scenario “Balanced” to “Even-handed”"
    assert session.undo_stack.count() == 1


def test_the_list_follows_duplicate_move_delete_and_undo(panel, session) -> None:
    before = names(panel)
    assert before[0] == "Balanced"
    press(panel, "duplicate")
    copy = session.scenario_id
    assert names(panel)[:2] == ["Balanced", "Balanced (copy)"]
    assert state_of(session.dossier, copy) == state_of(session.dossier, "balanced")
    press(panel, "earlier")
    assert names(panel)[:2] == ["Balanced (copy)", "Balanced"]
    assert not panel.bar.menu.commands["earlier"].isEnabled()
    press(panel, "later")
    assert names(panel)[:2] == ["Balanced", "Balanced (copy)"]
    press(panel, "delete")
    assert names(panel) == before
    assert session.scenario_id == "balanced", "after deleting, the first is shown"
    session.undo_stack.undo()
    assert names(panel)[1] == "Balanced (copy)"
    assert state_of(session.dossier, copy) == state_of(session.dossier, "balanced")


def test_all_scenarios_can_go_and_a_new_one_can_come(panel, session) -> None:
    for _ in range(5):
        press(panel, "delete")
    assert session.scenario_id == ""
    assert not panel.row("cultural-diplomacy").slider.isEnabled()
    assert not panel.bar.menu.commands["delete"].isEnabled()
    press(panel, "new")
    answer(panel, "Fresh")
    assert panel.bar.box.currentText() == "Fresh · base"
    assert panel.unspent() == "unspent 100.0 %"


def test_a_locked_scenario_refuses_everything_but_unlocking(panel, session, qtbot) -> None:
    qtbot.mouseClick(panel.bar.lock, Qt.MouseButton.LeftButton)
    assert session.dossier.get("scenarios", "balanced").locked
    assert panel.bar.lock.isChecked()
    commands = panel.bar.menu.commands
    for command in ("rename", "bookmark", "revert", "reset", "delete"):
        assert not commands[command].isEnabled(), command
    refused: list[str] = []
    session.refused.connect(refused.append)
    panel._normalise.click()
    panel._clear.click()
    assert len(refused) == 2
    assert all("is locked. Unlock it, or duplicate it" in text for text in refused)
    assert commands["lock"].text() == "Un&lock"
    press(panel, "duplicate")
    assert not session.dossier.get("scenarios", session.scenario_id).locked
    weigh(session, 20.0)
    session.show_scenario("balanced")
    press(panel, "lock")
    assert not panel.bar.lock.isChecked()
    assert commands["delete"].isEnabled()


def test_undo_revert_and_reset_lead_to_three_different_states(panel, session) -> None:
    commands = panel.bar.menu.commands
    bookmarked = state_of(session.dossier, "balanced")
    assert panel.bar.mark.isHidden()
    assert not commands["revert"].isEnabled()
    weigh(session, 30.0)
    first = state_of(session.dossier, "balanced")
    weigh(session, 50.0)
    session.attempt("Title", lambda d: edits.set_setting(d, "title", "Other title"))
    assert panel.bar.mark.isVisible()
    press(panel, "revert")
    assert state_of(session.dossier, "balanced") == bookmarked
    assert session.dossier.settings.title == "Other title", "other edits are left alone"
    assert panel.bar.mark.isHidden()
    press(panel, "reset")
    base = session.dossier.base_scenario_id()
    assert base == "as-today"
    assert state_of(session.dossier, "balanced") == state_of(session.dossier, base)
    assert panel.bar.mark.isVisible()
    for _ in range(4):
        session.undo_stack.undo()
    assert state_of(session.dossier, "balanced") == first
    press(panel, "bookmark")
    assert panel.bar.mark.isHidden()
    weigh(session, 70.0)
    press(panel, "revert")
    assert state_of(session.dossier, "balanced") == first
    tips = {commands[key].statusTip() for key in ("bookmark", "revert", "reset")}
    assert len(tips) == 3


def test_the_base_is_marked_and_can_be_another(panel, session) -> None:
    assert "As today · base" in names(panel)
    press(panel, "base")
    assert session.dossier.base_scenario_id() == "balanced"
    assert "Balanced · base" in names(panel)
    assert "As today" in names(panel)
    assert not panel.bar.menu.commands["reset"].isEnabled()


def test_choosing_in_the_box_shows_that_scenario(panel, session, qtbot) -> None:
    box = panel.bar.box
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_Down)
    assert session.scenario_id == session.dossier.scenarios[1].id
    shown = session.dossier.weights_of(session.scenario_id)
    assert {key: panel.row(key).number.value() for key in shown} == shown


def test_no_two_commands_share_a_key(panel) -> None:
    QApplication.processEvents()
    keys = [a.text().partition("&")[2][:1].lower() for a in panel.bar.menu.commands.values()]
    assert all(keys)
    assert len(set(keys)) == len(keys), keys


def test_a_scenario_changed_by_forcing_only_is_marked_too(panel, session) -> None:
    session.attempt(
        "Force",
        lambda d: scenario_edits.set_forcing(d, "balanced", "iranian-relations", "happens", 5),
    )
    assert panel.bar.mark.isVisible()
