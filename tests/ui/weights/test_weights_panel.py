"""Sliding: what the weights cross is named at that moment, and nothing moves under the mouse."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QLabel, QSlider, QStyle, QStyleOptionSlider

from equipoise.dossier.rows import Linkage
from equipoise.dossier.yardsticks import PHIA, percent_text
from equipoise.editing import edits, scenario_edits
from equipoise.projection.model import ProjectionModel
from equipoise.ui.theme import DARK
from equipoise.ui.weights.crossings import red_line_crossings

pytestmark = pytest.mark.qt_log_ignore("^This plugin does not support")

LINE = "western-military-support"
HOSTILE = '<img src="file:///etc/passwd"><b>bold</b> & co'


def texts(panel) -> list[str]:
    return [crossing.text for crossing in panel.warnings.crossings]


def drag(slider: QSlider, pixels: int, each: Callable[[], None]) -> None:
    """Press the handle, move it in ten steps, looking after each, and release it."""
    option = QStyleOptionSlider()
    slider.initStyleOption(option)
    handle = slider.style().subControlRect(
        QStyle.ComplexControl.CC_Slider, option, QStyle.SubControl.SC_SliderHandle, slider
    )
    left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton

    def send(kind: QEvent.Type, place: QPoint, button, held) -> None:
        spot = slider.mapToGlobal(QPointF(place))
        modifier = Qt.KeyboardModifier.NoModifier
        QApplication.sendEvent(
            slider, QMouseEvent(kind, QPointF(place), spot, button, held, modifier)
        )
        QApplication.processEvents()

    start = handle.center()
    send(QEvent.Type.MouseButtonPress, start, left, left)
    for step in range(1, 11):
        send(QEvent.Type.MouseMove, start + QPoint(pixels * step // 10, 0), none, left)
        each()
    send(QEvent.Type.MouseButtonRelease, start + QPoint(pixels, 0), left, none)


def accept_risk(session, percent: float) -> None:
    session.attempt("Accept", lambda d: edits.set_field(d, "goals", LINE, "accepted_risk", percent))


def test_a_red_line_is_named_while_the_slider_is_still_held(panel, session) -> None:
    accept_risk(session, 25.0)
    assert texts(panel) == []
    row = panel.row("counterterrorism-efforts")
    seen: list[tuple[float, bool]] = []
    places = set()

    def look() -> None:
        assert row.slider.isSliderDown()
        named = any(c.row_id == LINE for c in panel.warnings.crossings)
        seen.append((row.number.value(), named))
        places.add((row.slider.mapTo(panel, QPoint(0, 0)).toTuple(), row.slider.size().toTuple()))
        dossier = session.dossier
        weights = dossier.weights_of("balanced")
        risk = ProjectionModel(dossier, "balanced").project(weights).red_lines[LINE]
        assert named == (risk * 100 > 25), "named exactly when the risk exceeds the accepted one"

    drag(row.slider, 70, look)
    assert [named for _, named in seen] == sorted(named for _, named in seen)
    assert not seen[0][1]
    assert seen[-1][1]
    assert len(places) == 1, "the slider stayed where it was, with the same length"
    risk = (
        ProjectionModel(session.dossier, "balanced")
        .project(session.dossier.weights_of("balanced"))
        .red_lines[LINE]
    )
    assert texts(panel)[0] == (
        f"Red line “No loss of Western military support”: risk {percent_text(risk)} – "
        f"{PHIA.word(risk)}; accepted 25 %."
    )
    assert row.mark.text() == "⚠"
    assert "No loss of Western military support" in row.mark.toolTip()
    assert panel.row("embassy-task-force").mark.text() == "", "it pulls towards the West"
    assert session.undo_stack.count() == 2
    session.undo_stack.undo()
    assert texts(panel) == []
    assert row.mark.text() == ""


def test_a_red_line_set_aside_or_within_its_accepted_risk_is_not_named(panel, session) -> None:
    heavy = {r.id: 0.0 for r in session.dossier.recommendations}
    heavy |= {"counterterrorism-efforts": 80.0, "sustained-communication-channel": 20.0}
    session.attempt("Weights", lambda d: edits.set_weights(d, "balanced", heavy))
    assert [c.row_id for c in panel.warnings.crossings] == [LINE]
    session.attempt("Aside", lambda d: scenario_edits.set_goal_in_force(d, "balanced", LINE, False))
    assert texts(panel) == []
    session.undo_stack.undo()
    assert len(texts(panel)) == 1
    accept_risk(session, 100.0)
    assert texts(panel) == []


def test_a_risk_that_rounds_to_the_accepted_one_is_said_to_be_over_it(session) -> None:
    (crossing,) = red_line_crossings(session.dossier, "balanced", {LINE: 0.102})
    assert "risk just over 10 % – highly unlikely; accepted 10 %." in crossing.text
    assert red_line_crossings(session.dossier, "balanced", {LINE: 0.1}) == ()
    assert red_line_crossings(session.dossier, "balanced", {LINE: None}) == ()


def test_a_linkage_is_named_as_it_breaks_and_leads_to_its_row(panel, session, qtbot) -> None:
    accept_risk(session, 100.0)
    row = panel.row("embassy-task-force")
    row.number.setValue(4.0)
    (crossing,) = panel.warnings.crossings
    assert crossing.text.startswith(
        "“Regional Security Dialogues” requires “Embassy Task Force”, which has less than 5 %."
    )
    linkage = "regional-security-dialogues/requires/embassy-task-force"
    line = panel.warnings.lines[0]
    with qtbot.waitSignal(panel.go_to) as heard:
        qtbot.mouseClick(line, Qt.MouseButton.LeftButton)
    assert heard.args == ["linkages", linkage]
    with qtbot.waitSignal(panel.go_to) as heard:
        qtbot.keyClick(line, Qt.Key.Key_Return)
    assert heard.args == ["linkages", linkage]
    marked = [key for key in session.dossier.weights_of("balanced") if panel.row(key).mark.text()]
    assert marked == ["regional-security-dialogues", "embassy-task-force"]
    row.number.setValue(5.0)
    assert texts(panel) == []
    assert line.isHidden()


def test_more_than_two_are_counted_and_the_rest_can_be_reached(panel, session, qtbot) -> None:
    ids = [r.id for r in session.dossier.recommendations]
    rules = [Linkage(ids[0], "excludes", other) for other in ids[1:5]]
    height = panel.warnings.height()
    session.attempt("Rules", lambda d: d.with_table("linkages", rules))
    assert len(texts(panel)) == 4
    assert panel.warnings.more.text() == "and 2 more"
    assert panel.warnings.height() == height
    menu = panel.warnings.rest_menu()
    assert [a.text() for a in menu.actions()] == texts(panel)[2:]
    with qtbot.waitSignal(panel.go_to) as heard:
        menu.actions()[1].trigger()
    assert heard.args == ["linkages", rules[3].id]


def test_a_locked_scenario_refuses_the_slider_and_shows_its_weight_again(panel, session) -> None:
    refused: list[str] = []
    session.refused.connect(refused.append)
    session.attempt("Lock", lambda d: scenario_edits.set_locked(d, "balanced", True))
    row = panel.row("cultural-diplomacy")
    drag(row.slider, 40, lambda: None)
    assert "is locked" in refused[0]
    assert row.slider.value() == 150
    row.number.setValue(50.0)
    assert row.number.value() == 15.0
    assert session.dossier.weights_of("balanced")["cultural-diplomacy"] == 15.0


def test_names_stand_as_typed_in_warnings_marks_and_bar(panel, session) -> None:
    session.attempt("Name", lambda d: edits.set_field(d, "goals", LINE, "name", HOSTILE))
    session.attempt(
        "Name",
        lambda d: edits.set_field(d, "recommendations", "embassy-task-force", "name", HOSTILE),
    )
    session.attempt("Name", lambda d: scenario_edits.rename_scenario(d, "balanced", HOSTILE))
    heavy = {"counterterrorism-efforts": 60.0, "embassy-task-force": 1.0}
    light = {r.id: 0.0 for r in session.dossier.recommendations}
    light["regional-security-dialogues"] = 10.0
    session.attempt("W", lambda d: edits.set_weights(d, "balanced", {**light, **heavy}))
    assert f"Red line “{HOSTILE}”" in texts(panel)[0]
    assert any(f"requires “{HOSTILE}”" in text for text in texts(panel))
    assert panel.bar.box.currentText() == HOSTILE
    for widget in (*panel.warnings.lines, panel.bar.box, panel.row("embassy-task-force").mark):
        assert "<img" not in widget.toolTip()
    for label in panel.findChildren(QLabel):
        assert label.textFormat() == Qt.TextFormat.PlainText or HOSTILE not in label.text()


def test_the_panel_fits_its_place_and_takes_the_dark_theme(panel) -> None:
    panel.set_theme(DARK)
    assert panel.minimumSizeHint().width() <= 640
    assert panel.wanted_height() <= 260
    colour = panel.row("cultural-diplomacy").mark.palette().windowText().color().name()
    assert colour == DARK.warning


def test_a_very_long_name_leaves_the_slider_in_sight(panel, session) -> None:
    name = "A name so long that nobody would choose it, yet somebody pastes it " * 3
    first = session.dossier.recommendations[0].id
    session.attempt("Rename", lambda d: edits.set_field(d, "recommendations", first, "name", name))
    QApplication.processEvents()
    row = panel.row(first)
    assert row.name.text() == name.strip() or row.name.text() == name
    assert name.strip() in row.name.toolTip()
    for widget in (row.slider, row.number, row.lock, *row.swings):
        assert widget.mapTo(panel, widget.rect().topRight()).x() < panel.width()
    assert row.slider.width() >= 72


def test_a_drag_ends_when_its_slider_goes_away(panel, session) -> None:
    first = session.dossier.recommendations[0].id
    slider = panel.row(first).slider
    slider.setSliderDown(True)
    slider.setSliderPosition(300)
    assert session.in_gesture
    session.show_scenario("as-today")
    assert not session.in_gesture
    assert session.dossier.weights_of("balanced")[first] == 30.0
