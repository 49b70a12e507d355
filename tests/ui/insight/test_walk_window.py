"""Walk the weight: shows what the insight layer says, and follows the dossier."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from equipoise.dossier.dossier import Dossier
from equipoise.dossier.rows import Weight
from equipoise.editing.scenario_edits import set_goal_in_force
from equipoise.editing.session import Session
from equipoise.insight.walk import walk
from equipoise.ui.insight.walk_window import WalkWindow
from equipoise.ui.style import apply_theme
from equipoise.ui.theme import DARK, LIGHT

HOSTILE = "<img src=file:///x> & <b>bold</b>"


@pytest.fixture
def window(qtbot, session: Session) -> WalkWindow:
    window = WalkWindow(session)
    window.failed.connect(pytest.fail)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitUntil(lambda: window.frame.chart.walk is not None, timeout=20_000)
    return window


def test_shows_what_the_walk_says(window, dossier) -> None:
    assert window.recommendation.value() == "fair", "the largest weight comes first"
    expected = walk(dossier, "judged", "fair", month=24)
    shown = window.frame.chart.walk
    assert shown.percents.tolist() == expected.percents.tolist()
    assert shown.index["north"]["p50"].tolist() == expected.index["north"]["p50"].tolist()
    assert shown.current == 50
    said = [f"{i}. {flip.text}" for i, flip in enumerate(expected.flips, start=1)]
    assert said, "the sample flips somewhere"
    assert window.flips.text() == "\n".join(said)
    assert "At 50 % in the scenario “As judged”" in window.state.text()


def test_lines_are_goals_and_risks_with_their_names_as_typed(window, dossier) -> None:
    expected = walk(dossier, "judged", "fair", month=24)
    lines = {line.name: line.values.tolist() for line in window.frame.chart.lines()}
    assert lines["Warmer north"] == expected.goals["warmer"].tolist()
    assert lines[f"Risk: {HOSTILE}"] == expected.red_lines["floor"].tolist()
    assert window.flips.textFormat() == Qt.TextFormat.PlainText


def test_other_recommendation_and_month(qtbot, window, dossier) -> None:
    window.walk_of("tour")
    window.month.setValue(6)
    qtbot.waitUntil(lambda: not window.busy, timeout=20_000)
    shown = window.frame.chart.walk
    assert (shown.recommendation_id, shown.month, shown.current) == ("tour", 6, 0)
    assert window.recommendation.currentText() == HOSTILE


def test_follows_the_dossier_while_visible(qtbot, window, session) -> None:
    session.attempt("Weigh", lambda d: d.with_row("weights", Weight("judged", "fair", 20)))
    qtbot.waitUntil(lambda: window.frame.chart.walk.current == 20, timeout=20_000)
    window.hide()
    session.undo_stack.undo()
    assert not window.busy
    window.show()
    qtbot.waitUntil(lambda: window.frame.chart.walk.current == 50, timeout=20_000)


def test_waits_for_the_end_of_a_gesture(qtbot, window, session) -> None:
    gesture = session.begin_gesture()
    session.attempt("Weigh", lambda d: d.with_row("weights", Weight("judged", "fair", 20)), gesture)
    assert not window.busy
    session.end_gesture("Weigh")
    assert window.busy
    qtbot.waitUntil(lambda: window.frame.chart.walk.current == 20, timeout=20_000)


def test_goal_set_aside_is_not_drawn(qtbot, window, session) -> None:
    session.attempt("Set aside", lambda d: set_goal_in_force(d, "judged", "warmer", False))
    qtbot.waitUntil(lambda: not window.busy, timeout=20_000)
    assert [line.name for line in window.frame.chart.lines()] == [f"Risk: {HOSTILE}"]


def test_keys_read_the_chart(window) -> None:
    chart = window.frame.chart
    chart.setFocus()
    QTest.keyClick(chart, Qt.Key.Key_Home)
    assert chart.reading().startswith("Trade fair at 0 %\nNorth: median ")
    QTest.keyClick(chart, Qt.Key.Key_Right)
    assert chart.reading().startswith("Trade fair at 5 %")
    QTest.keyClick(chart, Qt.Key.Key_Down)
    assert f"Risk: {HOSTILE}: " in chart.reading()
    QTest.keyClick(chart, Qt.Key.Key_Escape)
    assert chart.reading() == ""


@pytest.mark.parametrize("suffix", [".png", ".svg", ".csv"])
def test_chart_is_saved(window, tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"walk{suffix}"
    assert window.frame.save(path)
    assert path.stat().st_size > 500
    if suffix == ".csv":
        lines = path.read_text("utf-8-sig").splitlines()
        assert lines[0].startswith("weight %,North p5,North p50,North p95")
        assert len(lines) == 1 + len(window.frame.chart.walk.percents)


def test_enlarged_chart_is_live(qtbot, window, session) -> None:
    dialog = window.frame.enlarge()
    _, larger = window.frame.charts()
    assert larger.walk is window.frame.chart.walk
    session.attempt("Weigh", lambda d: d.with_row("weights", Weight("judged", "fair", 20)))
    qtbot.waitUntil(lambda: larger.walk.current == 20, timeout=20_000)
    dialog.close()


def test_light_and_dark(qtbot, window, qapp) -> None:
    before = qapp.styleSheet(), qapp.palette()
    ground = []
    for theme in (LIGHT, DARK):
        apply_theme(qapp, theme)
        qtbot.waitUntil(lambda theme=theme: window.frame.chart.theme is theme)
        ground.append(window.frame.chart.grab().toImage().pixelColor(3, 3).name())
    assert ground == [LIGHT.base, DARK.base]
    qapp.setStyleSheet(before[0])
    qapp.setPalette(before[1])


@pytest.mark.parametrize("what", ["empty", "no scenario", "no recommendation"])
def test_nothing_to_walk_is_said(qtbot, qapp, dossier, what: str) -> None:
    if what == "empty":
        dossier = Dossier()
    elif what == "no scenario":
        dossier = replace(dossier, scenarios=(), weights=(), forcings=())
    else:
        dossier = replace(
            dossier,
            recommendations=(),
            recommendation_effects=(),
            steps=(),
            dampings=(),
            weights=(),
        )
    window = WalkWindow(Session(dossier, None))
    qtbot.addWidget(window)
    window.show()
    assert "yet: add" in window.state.text()
    assert not window.busy
    assert not window.grab().isNull()
