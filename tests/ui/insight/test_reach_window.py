"""What would have to be true: asked and answered in the window."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from equipoise.dossier.dossier import Dossier
from equipoise.dossier.rows import Weight
from equipoise.dossier.yardsticks import PHIA
from equipoise.editing.scenario_edits import is_bookmarked
from equipoise.editing.session import Session
from equipoise.insight import reverse_search
from equipoise.insight.reverse_search import JudgmentShift, Reach
from equipoise.ui.insight.reach_window import ReachWindow

HOSTILE = "<img src=file:///x> & <b>bold</b>"
LONG = 120_000


@pytest.fixture
def window(qtbot, session: Session) -> ReachWindow:
    window = ReachWindow(session)
    window.failed.connect(pytest.fail)
    qtbot.addWidget(window)
    window.show()
    return window


def ask(qtbot, window: ReachWindow, goal: str, percent: int, *locked: str) -> None:
    window.question.choose_goal(goal)
    window.question.probability.setValue(percent)
    window.question.set_locked(locked)
    qtbot.mouseClick(window.start_button, Qt.MouseButton.LeftButton)
    assert window.busy


def answered(qtbot, window: ReachWindow) -> Reach:
    qtbot.waitUntil(lambda: window.answer is not None, timeout=LONG)
    return window.answer


class Slow:
    """A search that tells progress and runs until it is told to stop."""

    def __init__(self) -> None:
        self.stopped = False

    def __call__(self, *_, progress, cancelled, **__) -> object:
        while not cancelled():
            progress(0.5)
        self.stopped = True
        raise reverse_search.Cancelled


def test_word_stands_beside_the_probability(window, dossier) -> None:
    window.question.probability.setValue(85)
    assert window.question.word.text() == f"{PHIA.word(0.85)} that it holds"
    window.question.choose_goal("floor")
    assert window.question.word.text() == f"{PHIA.word(0.85)} that it does not break"
    assert window.question.goal_box.currentText() == f"Red line: {HOSTILE}"
    assert window.question.statement.text() == (
        "the index of South at least 40 by month 12 (Mar 2027)"
    )


def test_answer_is_that_of_the_search(qtbot, window, dossier, session) -> None:
    now = reverse_search.reach(dossier, "judged", "warmer", 0.01).probability
    wanted = min(round(now * 100) + 3, 99)
    expected = reverse_search.reach(dossier, "judged", "warmer", wanted / 100, locked=["talks"])
    ask(qtbot, window, "warmer", wanted, "talks")
    found = answered(qtbot, window)
    assert expected.found
    assert expected.change > 0
    assert found == expected
    weights = dossier.weights_of("judged")
    assert window.answer_table.texts() == [
        [
            dossier.name_of("recommendations", row_id),
            f"{now:g} %",
            f"{expected.weights[row_id]:g} %",
            f"{expected.weights[row_id] - now:+.1f}".removesuffix(".0").replace("-", "−")
            if abs(expected.weights[row_id] - now) > 0.04
            else "0",
        ]
        for row_id, now in weights.items()
    ]
    assert expected.weights["talks"] == weights["talks"]
    assert ("can be reached" in window.words.text()) == expected.found
    window.cancel()


def test_taken_over_as_a_scenario_in_one_undo_step(qtbot, window, session, monkeypatch) -> None:
    weights = {"talks": 10.0, "fair": 70.0, "tour": 5.5}
    monkeypatch.setattr(reverse_search, "reach", lambda *_, **__: Reach(True, weights, 0.82, 45.5))
    monkeypatch.setattr(reverse_search, "judgment_shifts", lambda *_, **__: ())
    before = session.dossier
    ask(qtbot, window, "floor", 82)
    answered(qtbot, window)
    qtbot.mouseClick(window.take_button, Qt.MouseButton.LeftButton)
    assert session.undo_stack.count() == 1
    assert session.scenario_id == session.dossier.scenarios[-1].id
    assert session.dossier.weights_of(session.scenario_id) == weights
    assert session.dossier.scenarios[-1].name == f"{HOSTILE} at 82 %"
    assert is_bookmarked(session.dossier, session.scenario_id)
    assert "changed since" not in window.words.text()
    session.undo_stack.undo()
    assert session.dossier == before


def test_taken_over_scenario_keeps_the_forcing_of_the_one_asked_about(
    qtbot, window, session, monkeypatch
) -> None:
    monkeypatch.setattr(
        reverse_search, "reach", lambda *_, **__: Reach(True, {"talks": 40.0}, 0.82, 40.0)
    )
    monkeypatch.setattr(reverse_search, "judgment_shifts", lambda *_, **__: ())
    session.show_scenario("storm")
    ask(qtbot, window, "warmer", 82)
    session_forcings = {f.driver_id for f in session.dossier.forcings_of("storm")}
    answered(qtbot, window)
    monkeypatch.setattr(reverse_search, "reach", None)
    session.attempt("Less", lambda d: d.with_row("weights", Weight("storm", "tour", 60)))
    assert "has changed since; press Start" in window.words.text()
    window.take_over()
    taken = session.dossier.forcings_of(session.scenario_id)
    assert {f.driver_id for f in taken} == session_forcings
    assert session.dossier.weights_of(session.scenario_id) == {"talks": 40, "fair": 0, "tour": 60}


def test_infeasible_is_said_plainly_with_how_close_one_comes(qtbot, window, dossier) -> None:
    ask(qtbot, window, "warmer", 99, "talks", "fair", "tour")
    found = answered(qtbot, window)
    assert not found.found
    assert window.words.text().startswith(
        "No allocation of the unlocked effort reaches 99 %. The closest one comes is "
    )
    assert not window.take_button.isEnabled(), "nothing moved, so there is nothing to take over"
    window.cancel()


def test_what_holds_already_needs_no_change(qtbot, window) -> None:
    ask(qtbot, window, "warmer", 1)
    answered(qtbot, window)
    assert window.words.text().startswith("Nothing has to change: “Warmer north” holds with ")
    assert not window.busy
    assert window.shift_table.texts() == []


def test_judgments_that_would_have_to_move(qtbot, window, monkeypatch) -> None:
    shifts = (
        JudgmentShift("steps", "host", "start", f"{HOSTILE}, Start", "months", 8, -3.256, 0.8),
        JudgmentShift("drivers", "war", "onset", "War, Window", "months", 12, 24, 0.81),
    )
    monkeypatch.setattr(reverse_search, "reach", lambda *_, **__: Reach(False, {}, 0.5, 0.0))
    monkeypatch.setattr(reverse_search, "judgment_shifts", lambda *_, **__: shifts)
    went: list[tuple[str, str]] = []
    window.go_to.connect(lambda *key: went.append(key))
    ask(qtbot, window, "warmer", 80)
    qtbot.waitUntil(lambda: window.shifts == shifts, timeout=LONG)
    assert window.shift_table.texts() == [
        [f"{HOSTILE}, Start", "8", "−3.256", "months", "80 %, highly likely"],
        ["War, Window", "12", "24", "months", "81 %, highly likely"],
    ]
    assert "each of these alone" in window.shift_words.text()
    window.shift_table.setFocus()
    QTest.keyClick(window.shift_table, Qt.Key.Key_Down)
    QTest.keyClick(window.shift_table, Qt.Key.Key_Return)
    assert went == [("drivers", "war")]


def test_judgments_are_those_of_the_search(qtbot, window, dossier) -> None:
    now = reverse_search.reach(dossier, "judged", "warmer", 0.01).probability
    wanted = min(round(now * 100) + 3, 99)
    expected = reverse_search.judgment_shifts(dossier, "judged", "warmer", wanted / 100)
    ask(qtbot, window, "warmer", wanted, "talks", "fair", "tour")
    qtbot.waitUntil(lambda: not window.busy, timeout=LONG)
    assert window.shifts == expected


def test_cancel_stops_the_search(qtbot, window, monkeypatch) -> None:
    slow = Slow()
    monkeypatch.setattr(reverse_search, "reach", slow)
    ask(qtbot, window, "warmer", 80)
    assert window.progress.isVisible()
    qtbot.waitUntil(lambda: window.progress.value() == 500, timeout=1000)
    qtbot.mouseClick(window.cancel_button, Qt.MouseButton.LeftButton)
    assert not window.busy
    assert window.words.text() == "The search was cancelled."
    assert window.start_button.isEnabled()
    qtbot.waitUntil(lambda: slow.stopped)
    assert window.answer is None


def test_cancel_of_the_second_stage_keeps_the_answer(qtbot, window, monkeypatch) -> None:
    slow = Slow()
    monkeypatch.setattr(
        reverse_search, "reach", lambda *_, **__: Reach(True, {"talks": 40.0}, 0.82, 10.0)
    )
    monkeypatch.setattr(reverse_search, "judgment_shifts", slow)
    ask(qtbot, window, "warmer", 80)
    qtbot.waitUntil(lambda: window.shift_progress.value() == 500)
    assert window.take_button.isEnabled()
    qtbot.mouseClick(window.cancel_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: slow.stopped)
    assert window.answer is not None
    assert window.shift_words.text() == "The search was cancelled."


def test_closing_the_window_stops_the_search(qtbot, window, monkeypatch) -> None:
    slow = Slow()
    monkeypatch.setattr(reverse_search, "reach", slow)
    ask(qtbot, window, "warmer", 80)
    window.close()
    assert not window.busy
    qtbot.waitUntil(lambda: slow.stopped)


def test_question_that_cannot_be_asked_is_told(qtbot, window, monkeypatch) -> None:
    def refuse(*_, **__) -> None:
        raise ValueError("there is no such goal")

    monkeypatch.setattr(reverse_search, "reach", refuse)
    ask(qtbot, window, "warmer", 80)
    qtbot.waitUntil(lambda: window.words.text() == "There is no such goal", timeout=5000)
    assert not window.busy


def test_answer_about_a_deleted_recommendation_is_refused(
    qtbot, window, session, monkeypatch
) -> None:
    monkeypatch.setattr(
        reverse_search, "reach", lambda *_, **__: Reach(True, {"talks": 40.0}, 0.82, 10.0)
    )
    monkeypatch.setattr(reverse_search, "judgment_shifts", lambda *_, **__: ())
    ask(qtbot, window, "warmer", 80)
    answered(qtbot, window)
    keys = ("recommendations", "recommendation_effects", "weights", "dampings")

    def without(dossier: Dossier) -> Dossier:
        for key in keys:
            rows = [r for r in dossier.table(key) if "talks" not in r.id.split("/")]
            dossier = dossier.with_table(key, rows)
        return dossier

    heard: list[str] = []
    session.refused.connect(heard.append)
    session.attempt("Delete", without)
    assert list(window.question.locks) == ["fair", "tour"]
    window.take_over()
    assert heard == ["A recommendation of this answer has been deleted since. Search again."]


@pytest.mark.parametrize(
    ("tables", "words"),
    [
        (("goals",), "No goal or red line is in force."),
        (("scenarios", "weights", "forcings"), "No scenario yet"),
    ],
)
def test_nothing_to_ask_is_said(qtbot, qapp, dossier, tables, words) -> None:
    window = ReachWindow(Session(replace(dossier, **dict.fromkeys(tables, ())), None))
    qtbot.addWidget(window)
    window.show()
    assert words in window.words.text()
    assert not window.start_button.isEnabled()


def test_empty_dossier(qtbot, qapp) -> None:
    window = ReachWindow(Session(Dossier(), None))
    qtbot.addWidget(window)
    window.show()
    window.start()
    assert not window.busy
    assert "No recommendation yet" in window.words.text()
