"""What-if through the real `main()` and window: scenarios, Compare, red lines, reverse search."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from end_to_end.desk_driver import run_main
from end_to_end.test_main_job import drag, settle
from equipoise.__main__ import main
from equipoise.dossier.deletion import delete
from equipoise.dossier.scenarios import misfits, scenario_difference, state_of
from equipoise.projection.comparison import compare
from equipoise.projection.model import ProjectionModel
from equipoise.store.dossier_file import DossierFile
from equipoise.store.shipped import shipped_dossier
from equipoise.ui.main_window import MainWindow

COMPARE = 5
WAIT = 120_000


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "israel.equipoise"
    DossierFile.create(path, shipped_dossier()).close()
    return path


def choose(window: MainWindow, text: str) -> None:
    """Trigger a command of the Scenario menu."""
    menu = window.weights_panel.bar.menu
    menu.refresh()
    next(action for action in menu.actions() if action.text() == text).trigger()
    QApplication.processEvents()


def test_three_ways_back_are_three_different_things(
    file: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def act(window: MainWindow) -> None:
        session = window.session
        session.show_scenario("moscow-first")
        start = state_of(session.dossier, "moscow-first")
        slider = window.weights_panel.row("embassy-task-force").slider
        drag(slider, 40, qtbot)
        first = state_of(session.dossier, "moscow-first")
        assert first != start
        choose(window, "&Bookmark this state")
        drag(slider, 30, qtbot)
        second = state_of(session.dossier, "moscow-first")
        assert second != first
        session.undo_stack.undo()
        assert state_of(session.dossier, "moscow-first") == first
        session.undo_stack.redo()
        choose(window, "&Revert to bookmark")
        assert state_of(session.dossier, "moscow-first") == first
        choose(window, "Reset to ba&se")
        base = state_of(session.dossier, "as-today")
        assert state_of(session.dossier, "moscow-first") == base
        session.undo_stack.undo()
        assert state_of(session.dossier, "moscow-first") == first

    assert run_main([str(file)], act, monkeypatch) == 0


def test_compare_shows_exact_differences_and_reverts_one_element(
    file: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def act(window: MainWindow) -> None:
        window.show_room(COMPARE)
        workspace = window.room(COMPARE)
        dossier = window.session.dossier
        draws = f"{dossier.settings.draws:,} draws"
        qtbot.waitUntil(lambda: shows(workspace, draws), timeout=WAIT)
        chosen = workspace.chooser.chosen()
        assert 2 <= len(chosen) <= 6
        first, other = chosen[0], workspace.chooser.other_id()
        expected = compare(dossier, chosen)
        shown = workspace.overlay_frame.chart.difference("russia")
        wanted = expected.difference(other, first, "russia")
        assert np.array_equal(shown.p50, wanted.p50)
        assert np.array_equal(shown.p95, wanted.p95)
        elements = scenario_difference(dossier, first, other)
        assert workspace.differences.elements == elements
        workspace.differences.list.setCurrentCell(0, 0)
        qtbot.mouseClick(workspace.differences.revert_button, Qt.MouseButton.LeftButton)
        after = scenario_difference(window.session.dossier, first, other)
        assert len(after) < len(elements)
        assert elements[0].key not in {e.key for e in after if e.kind == elements[0].kind}
        window.session.undo_stack.undo()
        assert scenario_difference(window.session.dossier, first, other) == elements

    def shows(workspace: object, text: str) -> bool:
        from PySide6.QtWidgets import QLabel, QWidget

        assert isinstance(workspace, QWidget)
        return any(text in label.text() for label in workspace.findChildren(QLabel))

    assert run_main([str(file)], act, monkeypatch) == 0


def test_a_red_line_is_named_while_sliding(
    file: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def act(window: MainWindow) -> None:
        settle(window, qtbot)
        panel = window.weights_panel

        def texts() -> str:
            return " ".join(crossing.text for crossing in panel.warnings.crossings)

        assert "No loss of Western military support" not in texts()
        drag(panel.row("counterterrorism-efforts").slider, 90, qtbot)
        qtbot.waitUntil(lambda: "No loss of Western military support" in texts(), timeout=WAIT)
        settle(window, qtbot)
        dossier = window.session.dossier
        model = ProjectionModel(dossier, "balanced")
        risk = model.project(dossier.weights_of("balanced")).red_lines["western-military-support"]
        assert risk is not None
        assert risk > 0.10
        assert "excludes" not in texts()
        window.session.undo_stack.undo()
        qtbot.waitUntil(lambda: "No loss of Western military support" not in texts(), timeout=WAIT)

    assert run_main([str(file)], act, monkeypatch) == 0


def test_reverse_search_is_answered_and_taken_over(
    file: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def act(window: MainWindow) -> None:
        session = window.session
        session.show_scenario("as-today")
        reach = window.reach_window()
        reach.question.choose_goal("working-relationship")
        reach.question.probability.setValue(60)
        qtbot.mouseClick(reach.start_button, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: reach.answer is not None, timeout=WAIT)
        answer = reach.answer
        assert answer is not None
        assert answer.found
        count = len(session.dossier.scenarios)
        qtbot.mouseClick(reach.take_button, Qt.MouseButton.LeftButton)
        assert len(session.dossier.scenarios) == count + 1
        taken = session.dossier.weights_of(session.scenario_id)
        assert taken == pytest.approx(dict(answer.weights))
        projection = ProjectionModel(session.dossier, session.scenario_id).project(taken)
        chance = projection.goals["working-relationship"]
        assert chance is not None
        assert chance >= 0.60
        session.undo_stack.undo()
        assert len(session.dossier.scenarios) == count
        reach.cancel()

    assert run_main([str(file)], act, monkeypatch) == 0


def test_a_scenario_survives_the_deletion_of_what_it_names(
    file: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def act(window: MainWindow) -> None:
        session = window.session
        before = session.dossier
        assert session.attempt(
            "Delete",
            lambda d: delete(d, "recommendations", ["counterterrorism-efforts"]),
        )
        settle(window, qtbot)
        (told,) = misfits(session.dossier, "moscow-first")
        assert "Counterterrorism Efforts" in told
        session.undo_stack.undo()
        assert session.dossier == before
        assert misfits(session.dossier, "moscow-first") == ()

    assert run_main([str(file)], act, monkeypatch) == 0


def test_blind_first_hides_every_outcome_until_committed(
    file: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def act(window: MainWindow) -> None:
        settle(window, qtbot)
        blind = window.weights_panel.blind
        blind.start()
        QApplication.processEvents()
        panel = window.projection_panel
        assert panel.message.isVisible()
        assert not panel.index_chart.isVisible()
        assert "%" not in window.status.result()
        drag(window.weights_panel.row("embassy-task-force").slider, 30, qtbot)
        settle(window, qtbot)
        assert not panel.index_chart.isVisible()
        blind.commit()
        settle(window, qtbot)
        assert panel.index_chart.isVisible()
        assert "that all goals hold" in window.status.result()

    assert run_main([str(file)], act, monkeypatch) == 0


def test_the_command_line_compares_and_reaches(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    names = "As today,Balanced,Moscow first"
    assert main(["compare", str(file), "--scenarios", names, "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    dossier = shipped_dossier()
    expected = compare(dossier, ["as-today", "balanced", "moscow-first"])
    shares = expected.projections["moscow-first"].goals
    assert found["scenarios"]["Moscow first"]["goals"] == {
        dossier.name_of("goals", key): share for key, share in shares.items()
    }
    goal = ["--goal", "Western partnership kept", "--probability", "50"]
    arguments = ["reach", str(file), *goal, "--scenario", "Moscow first", "--no-judgments"]
    assert main([*arguments, "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["found"]
    weights = {
        next(r.id for r in dossier.recommendations if r.name == name): percent
        for name, percent in answer["weights"].items()
    }
    projection = ProjectionModel(dossier, "moscow-first").project(weights)
    chance = projection.goals["western-partnership"]
    assert chance is not None
    assert chance >= 0.5
    assert main(["compare", str(file), "--scenarios", "As today", "--json"]) == 1
    assert "2 to 6 scenarios" in capsys.readouterr().err
