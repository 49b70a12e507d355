"""The strip of steps: dragged and moved by keys, refused plainly, names as typed."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QTextDocument
from PySide6.QtTest import QTest

from equipoise.dossier.dossier import Dossier
from equipoise.dossier.judgment import Judgment
from equipoise.editing.session import Session
from equipoise.projection.model import ProjectionModel
from equipoise.ui.gantt.bars import described, too_early
from equipoise.ui.gantt.gantt_pane import GanttPane
from equipoise.ui.gantt.strip import GanttStrip

HOSTILE = "<img src=file:///x> & <b>bold</b>"
HOST, STAND, NIGHT = ("steps", "host"), ("steps", "stand"), ("steps", "night")
NONE = Qt.KeyboardModifier.NoModifier


def strip_of(qtbot, session: Session, recommendation_id: str | None) -> GanttStrip:
    strip = GanttStrip(session)
    qtbot.addWidget(strip)
    session.changed.connect(lambda _difference: strip.refresh())
    strip.resize(900, 420)
    strip.show_bars(recommendation_id)
    strip.show()
    qtbot.waitExposed(strip)
    return strip


def place_of(strip: GanttStrip, key: tuple[str, str]) -> int:
    return [bar.key for bar in strip.bars()].index(key)


def move(strip: GanttStrip, at: QPoint, modifier=NONE) -> None:
    """A mouse move with the left button held, which QTest cannot make."""
    event = QMouseEvent(
        QEvent.Type.MouseMove,
        QPointF(at),
        strip.viewport().mapToGlobal(QPointF(at)),
        Qt.MouseButton.NoButton,
        Qt.MouseButton.LeftButton,
        modifier,
    )
    QCoreApplication.sendEvent(strip.viewport(), event)


def drag(strip: GanttStrip, start: QPointF, months: float, modifier=NONE) -> None:
    """Press, move in steps, release, as a hand does."""
    button = Qt.MouseButton.LeftButton
    panel = strip.panel()
    reach = panel.x(months) - panel.x(0)
    QTest.mousePress(strip.viewport(), button, modifier, start.toPoint())
    for share in (0.25, 0.5, 0.75, 1.0):
        at = QPoint(round(start.x() + share * reach), round(start.y()))
        move(strip, at, modifier)
    QTest.mouseRelease(strip.viewport(), button, modifier, at)


def middle(strip: GanttStrip, key: tuple[str, str]) -> QPointF:
    return strip.bar_rect(place_of(strip, key)).center()


def right_end(strip: GanttStrip, key: tuple[str, str]) -> QPointF:
    rect = strip.bar_rect(place_of(strip, key))
    return QPointF(rect.right(), rect.center().y())


def test_bars_run_from_likely_start_to_likely_end(qtbot, session) -> None:
    strip = strip_of(qtbot, session, "fair")
    assert [bar.row_id for bar in strip.bars()] == ["stand", "visas", "host"]
    panel, rect = strip.panel(), strip.bar_rect(2)
    assert panel.value_at(rect.left()) == pytest.approx(8)
    assert panel.value_at(rect.right()) == pytest.approx(8 + 6)
    assert panel.span.right == session.dossier.settings.horizon


def test_recommendation_without_steps_shows_lead_time_and_phase_in(qtbot, session) -> None:
    strip = strip_of(qtbot, session, None)
    assert [bar.row_id for bar in strip.bars()] == [
        "talks",
        "stand",
        "visas",
        "host",
        "night",
        "radio",
    ]
    talks = strip.bars()[0]
    assert (talks.start, talks.duration) == (Judgment(0, 2, 5), Judgment(0, 3, 10))
    drag(strip, right_end(strip, ("recommendations", "talks")), 3)
    assert session.dossier.get("recommendations", "talks").phase_in == Judgment(0, 6, 20)


def test_drag_moves_the_whole_judgment_in_one_undo_step(qtbot, session, refusals) -> None:
    strip = strip_of(qtbot, session, "fair")
    before = session.dossier
    drag(strip, middle(strip, HOST), 3.1)
    assert session.dossier.get("steps", "host").start == Judgment(7, 11, 17)
    assert session.dossier.get("steps", "host").duration == before.get("steps", "host").duration
    assert session.undo_stack.count() == 1
    assert not session.in_gesture
    assert refusals == []
    assert strip.current() == HOST
    session.undo_stack.undo()
    assert session.dossier == before
    assert strip.panel().value_at(strip.bar_rect(2).left()) == pytest.approx(8)


def test_drag_moves_the_projection(qtbot, session) -> None:
    strip = strip_of(qtbot, session, "fair")
    weights = {"fair": 100.0}

    def mean(dossier: Dossier) -> float:
        return float(ProjectionModel(dossier, "judged").project(weights).index["north"].mean[12])

    before = mean(session.dossier)
    drag(strip, middle(strip, HOST), 8)
    assert mean(session.dossier) < before


def test_shift_goes_between_half_months(qtbot, session) -> None:
    strip = strip_of(qtbot, session, "fair")
    drag(strip, middle(strip, HOST), 1.3, Qt.KeyboardModifier.ShiftModifier)
    likely = session.dossier.get("steps", "host").start.likely
    assert likely == pytest.approx(9.3, abs=0.06)
    assert likely * 2 != round(likely * 2)


def test_drag_of_the_right_end_scales_the_duration(qtbot, session) -> None:
    strip = strip_of(qtbot, session, "fair")
    drag(strip, right_end(strip, HOST), 3)
    host = session.dossier.get("steps", "host")
    assert host.duration == Judgment(4.5, 9, 18)
    assert host.start == Judgment(4, 8, 14)
    assert session.undo_stack.count() == 1


def test_drag_back_to_where_it_began_leaves_nothing(qtbot, session) -> None:
    strip = strip_of(qtbot, session, "fair")
    before = session.dossier
    drag(strip, middle(strip, HOST), 0.01)
    assert session.dossier == before
    assert session.undo_stack.count() == 0


def test_bound_stops_the_bar_and_is_told_plainly(qtbot, session, refusals) -> None:
    strip = strip_of(qtbot, session, "fair")
    drag(strip, middle(strip, HOST), -6)
    assert session.dossier.get("steps", "host").start == Judgment(0, 4, 10)
    (told,) = refusals
    assert told == (
        "Start of “Host the fair” stops at 4 months: its low end has reached month 0. "
        "Change low, likely and high in the table to go on."
    )


def test_read_only_dossier_refuses_a_drag(qtbot, qapp, dossier) -> None:
    class Reader:
        read_only = True

        def save(self, *_: object) -> None:
            raise AssertionError("nothing is saved")

    session = Session(dossier, Reader())
    heard: list[str] = []
    session.refused.connect(heard.append)
    strip = strip_of(qtbot, session, "fair")
    drag(strip, middle(strip, HOST), 3)
    assert session.dossier is dossier
    assert len(heard) == 1
    assert "reading only" in heard[0]


def test_escape_gives_a_drag_up(qtbot, session) -> None:
    strip = strip_of(qtbot, session, "fair")
    before = session.dossier
    at = middle(strip, HOST).toPoint()
    QTest.mousePress(strip.viewport(), Qt.MouseButton.LeftButton, NONE, at)
    move(strip, at + QPoint(90, 0))
    assert session.dossier != before
    QTest.keyClick(strip, Qt.Key.Key_Escape)
    QTest.mouseRelease(strip.viewport(), Qt.MouseButton.LeftButton, NONE, at)
    assert session.dossier == before
    assert not session.in_gesture
    assert session.undo_stack.count() == 0


def test_keys_choose_move_and_stretch(qtbot, session, refusals) -> None:
    strip = strip_of(qtbot, session, "fair")
    told: list[tuple[str, str]] = []
    strip.edit_wanted.connect(lambda *key: told.append(key))
    assert strip.current() == STAND
    QTest.keyClick(strip, Qt.Key.Key_Down)
    QTest.keyClick(strip, Qt.Key.Key_Down)
    assert strip.current() == HOST
    assert "Host the fair" in strip.accessibleDescription()
    QTest.keyClick(strip, Qt.Key.Key_Right)
    assert session.dossier.get("steps", "host").start == Judgment(5, 9, 15)
    QTest.keyClick(strip, Qt.Key.Key_Left)
    QTest.keyClick(strip, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert session.dossier.get("steps", "host").duration == Judgment(3.5, 7, 14)
    assert session.undo_stack.count() == 3
    QTest.keyClick(strip, Qt.Key.Key_Return)
    assert told == [HOST]
    assert refusals == []


def test_key_against_the_bound_is_told_and_changes_nothing(qtbot, session, refusals) -> None:
    strip = strip_of(qtbot, session, "fair")
    QTest.keyClick(strip, Qt.Key.Key_Left)
    assert session.dossier.get("steps", "stand").start == Judgment(0, 1, 3)
    assert session.undo_stack.count() == 0
    assert "its low end has reached month 0" in refusals[0]


def test_what_waits_for_a_later_step_is_said(qtbot, session) -> None:
    strip = strip_of(qtbot, session, None)
    night = strip.bars()[place_of(strip, NIGHT)]
    assert not too_early(session.dossier, night)
    assert "After “Host the fair” (Trade fair)." in described(session.dossier, night)
    session.attempt("Plan", lambda d: d.with_row("steps", _planned(d)))
    assert too_early(session.dossier, strip.bars()[place_of(strip, NIGHT)])


def _planned(dossier: Dossier):
    return replace(dossier.get("steps", "host"), status="planned")


def test_hostile_text_is_shown_as_typed(qtbot, session) -> None:
    strip = strip_of(qtbot, session, "fair")
    document = QTextDocument()
    document.setHtml(strip.tooltip_at(0))
    assert HOSTILE in document.toPlainText()
    assert not strip.grab().isNull()


def test_scrolls_where_there_are_many_bars(qtbot, session) -> None:
    strip = strip_of(qtbot, session, None)
    strip.resize(500, 150)
    assert strip.verticalScrollBar().maximum() > 0
    QTest.keyClick(strip, Qt.Key.Key_End)
    assert strip.current() == ("steps", "radio")
    assert strip.bar_rect(5).bottom() <= strip.panel().rect.bottom()


def test_empty_dossier_paints_words(qtbot, qapp) -> None:
    pane = GanttPane(Session(Dossier(), None))
    qtbot.addWidget(pane)
    pane.show()
    pane.all_box.setChecked(True)
    assert pane.strip.bars() == []
    QTest.keyClick(pane.strip, Qt.Key.Key_Right)
    assert not pane.grab().isNull()


def test_enlarged_window_is_live(qtbot, session) -> None:
    pane = GanttPane(session)
    qtbot.addWidget(pane)
    session.changed.connect(lambda _difference: pane.refresh())
    pane.show_recommendation("fair")
    dialog = pane.enlarge()
    larger = dialog.findChild(GanttPane)
    larger.strip.choose(*HOST)
    QTest.keyClick(larger.strip, Qt.Key.Key_Right)
    assert pane.strip.bars()[2].start == Judgment(5, 9, 15)
    assert larger.strip.bars()[2].start == Judgment(5, 9, 15)
    dialog.close()
