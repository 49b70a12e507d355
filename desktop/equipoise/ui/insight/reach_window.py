"""What would have to be true: the smallest change of weights, or of judgments, for a goal."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from equipoise.dossier.dossier import NOT_PROJECTED, TABLES, Dossier
from equipoise.dossier.rows import Goal
from equipoise.dossier.scenarios import state_of
from equipoise.dossier.yardsticks import percent_text
from equipoise.editing.background import LatestSearch, Progress, Stop
from equipoise.editing.edits import new_identifier
from equipoise.editing.reach_edits import take_over
from equipoise.editing.session import Session
from equipoise.ui.charts.wording import MINUS
from equipoise.ui.insight.reach_question import ReachQuestion
from equipoise.ui.insight.reach_words import answer_words, chance, points, success
from equipoise.ui.insight.result_table import ResultTable
from equipoise.ui.plain import one_line, plain_label, plain_tooltip

if TYPE_CHECKING:
    from equipoise.insight.reverse_search import JudgmentShift, Reach

_STEPS = 1000
_OF_SCENARIOS = {"scenarios", "weights", "forcings", "overrides", "goals_set_aside"}
_ASKED_ABOUT = [key for key in TABLES if key not in _OF_SCENARIOS | NOT_PROJECTED]
_ANSWER_HEADS = ("Recommendation", "Now", "Needed", "Change")
_SHIFT_HEADS = ("Judgment", "Likely now", "Needed", "Unit", "Then")


@dataclass(frozen=True, slots=True)
class _Asked:
    """The question that is being answered, with the dossier it was asked of."""

    dossier: Dossier
    scenario_id: str
    goal: Goal
    wanted: float


class ReachWindow(QDialog):
    """Searches in the background; first for weights, then for judgments.

    `go_to` asks for the place where a row is edited, `failed` carries an exception that is a bug.
    """

    go_to = Signal(str, str)
    failed = Signal(object)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setWindowTitle("What would have to be true – Equipoise")
        self._session = session
        self._asked: _Asked | None = None
        self.answer: Reach | None = None
        self.shifts: tuple[JudgmentShift, ...] = ()
        self.question = ReachQuestion(session, self)
        self.start_button = QPushButton("&Start", self)
        self.start_button.setDefault(True)
        plain_tooltip(self.start_button, "Search for the smallest change of weights that does it.")
        self.cancel_button = QPushButton("&Cancel", self)
        self.cancel_button.setAutoDefault(False)
        plain_tooltip(self.cancel_button, "Stop searching; what was found so far stays.")
        self.progress = _progress_bar("Progress of the search for weights", self)
        self.words = _wrapped("", self)
        self.answer_table = ResultTable("Weights now and needed", _ANSWER_HEADS, self)
        self.take_button = QPushButton("&Take over as scenario", self)
        self.take_button.setAutoDefault(False)
        plain_tooltip(
            self.take_button,
            "Make a scenario with these weights and show it. One undo takes it back.",
        )
        self.shift_words = _wrapped("", self)
        self.shift_progress = _progress_bar("Progress of the search for judgments", self)
        self.shift_table = ResultTable("Judgments that would have to move", _SHIFT_HEADS, self)
        plain_tooltip(self.shift_table, "Enter or a double click shows where the judgment is made.")
        self._weights_search = LatestSearch(self)
        self._shifts_search = LatestSearch(self)
        self._lay_out()
        self._connect()
        self.resize(720, 680)
        self._show_state()

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.addWidget(self.start_button)
        buttons.addWidget(self.cancel_button)
        buttons.addWidget(self.progress, 1)
        taking = QHBoxLayout()
        taking.addWidget(self.take_button)
        taking.addStretch(1)
        heading = plain_label("The judgments that would have to move", self)
        heading.setObjectName("heading")
        beside = QHBoxLayout()
        beside.addWidget(heading)
        beside.addWidget(self.shift_progress, 1)
        layout = QVBoxLayout(self)
        layout.setSpacing(7)
        layout.addWidget(self.question)
        layout.addLayout(buttons)
        layout.addWidget(self.words)
        layout.addWidget(self.answer_table, 4)
        layout.addLayout(taking)
        layout.addLayout(beside)
        layout.addWidget(self.shift_words)
        layout.addWidget(self.shift_table, 5)

    def _connect(self) -> None:
        self.start_button.clicked.connect(self.start)
        self.cancel_button.clicked.connect(self.cancel)
        self.take_button.clicked.connect(self.take_over)
        self.shift_table.opened.connect(self._open_shift)
        for search, bar, done in (
            (self._weights_search, self.progress, self._answered),
            (self._shifts_search, self.shift_progress, self._shifted),
        ):
            search.progressed.connect(lambda share, bar=bar: bar.setValue(round(share * _STEPS)))
            search.done.connect(done)
            search.failed.connect(self._troubled)
            search.busy.connect(lambda _busy: self._show_state())
        self._session.changed.connect(lambda _difference: self._hear())
        self._session.scenario_changed.connect(self._hear)

    # Following the dossier

    def showEvent(self, event: QShowEvent) -> None:
        """Offer what the dossier holds now."""
        super().showEvent(event)
        self._hear()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody waits for the answer of a window that was closed; minimised, it goes on."""
        super().hideEvent(event)
        if not event.spontaneous():
            self.cancel()

    def _hear(self) -> None:
        if self.isVisible():
            self.question.refresh()
            self._show_state()

    def _is_old(self) -> bool:
        """Whether the same question may have another answer now."""
        asked, now = self._asked, self._session.dossier
        if asked is None or asked.dossier is now:
            return False
        if now.find("scenarios", asked.scenario_id) is None:
            return True
        return state_of(asked.dossier, asked.scenario_id) != state_of(
            now, asked.scenario_id
        ) or any(asked.dossier.table(key) is not now.table(key) for key in _ASKED_ABOUT)

    # Searching

    @property
    def busy(self) -> bool:
        """Whether an answer is awaited."""
        return self._weights_search.active or self._shifts_search.active

    def start(self) -> None:
        """Search for the weights, then for the judgments."""
        goal = self.question.goal()
        session = self._session
        if goal is None or not session.scenario_id or not session.dossier.recommendations:
            self._show_state()
            return
        self._shifts_search.cancel()
        asked = _Asked(session.dossier, session.scenario_id, goal, self.question.wanted())
        locked = self.question.locked()
        self._asked = asked
        self._clear()
        self.words.setText("Searching all allocations of the unlocked effort …")

        def search(progress: Progress, cancelled: Stop) -> Reach:
            from equipoise.insight.reverse_search import reach

            return reach(
                asked.dossier,
                asked.scenario_id,
                asked.goal.id,
                asked.wanted,
                locked=locked,
                progress=progress,
                cancelled=cancelled,
            )

        self._weights_search.start(search)

    def cancel(self) -> None:
        """Stop searching; an answer that was found stays."""
        if self._weights_search.active:
            self.words.setText("The search was cancelled.")
        if self._shifts_search.active:
            self.shift_words.setText("The search was cancelled.")
        self._weights_search.cancel()
        self._shifts_search.cancel()

    def _clear(self) -> None:
        self.answer, self.shifts = None, ()
        self.progress.setValue(0)
        self.shift_progress.setValue(0)
        self.answer_table.show_rows([])
        self.shift_table.show_rows([])
        self.shift_words.setText("")

    def _answered(self, answer: Reach) -> None:
        asked = self._asked
        if asked is None:
            return
        self.answer = answer
        dossier = asked.dossier
        self.words.setText(answer_words(dossier, asked.goal, asked.wanted, answer))
        now = dossier.weights_of(asked.scenario_id)
        self.answer_table.show_rows(
            [
                (
                    one_line(dossier.name_of("recommendations", row_id)),
                    f"{now[row_id]:g} %",
                    f"{answer.weights.get(row_id, now[row_id]):.1f} %".replace(".0 %", " %"),
                    points(answer.weights.get(row_id, now[row_id]) - now[row_id]),
                )
                for row_id in now
            ]
        )
        if answer.found and answer.change <= 0:
            self.shift_words.setText("No judgment has to move either.")
        else:
            self._search_shifts(asked)
        self._show_state()

    def _search_shifts(self, asked: _Asked) -> None:
        self.shift_words.setText("Trying each judgment by itself, with the weights as they are …")

        def search(progress: Progress, cancelled: Stop) -> tuple[JudgmentShift, ...]:
            from equipoise.insight.reverse_search import judgment_shifts

            return judgment_shifts(
                asked.dossier,
                asked.scenario_id,
                asked.goal.id,
                asked.wanted,
                progress=progress,
                cancelled=cancelled,
            )

        self._shifts_search.start(search)

    def _shifted(self, shifts: tuple[JudgmentShift, ...]) -> None:
        asked = self._asked
        if asked is None:
            return
        self.shifts = shifts
        wanted = percent_text(asked.wanted)
        verb = f"“{one_line(asked.goal.name)}” {success(asked.goal)}"
        self.shift_words.setText(
            f"With the weights as they are, each of these alone would make it {wanted} that "
            f"{verb}; the smallest move first. Enter shows where a judgment is made."
            if shifts
            else f"No single judgment, moved as far as its bounds, makes it {wanted} that {verb}."
        )
        self.shift_table.show_rows(
            [
                (
                    shift.label,
                    f"{shift.likely:.4g}".replace("-", MINUS),
                    f"{shift.needed:.4g}".replace("-", MINUS),
                    shift.unit,
                    chance(asked.dossier, shift.probability),
                )
                for shift in shifts
            ]
        )

    def _troubled(self, problem: Exception) -> None:
        stage = self.words if self.answer is None else self.shift_words
        if isinstance(problem, ValueError):
            stage.setText(f"{str(problem)[:1].upper()}{str(problem)[1:]}")
        else:
            stage.setText("The search met a fault of its own.")
            self.failed.emit(problem)

    def _open_shift(self, place: int) -> None:
        shift = self.shifts[place]
        if self._session.dossier.find(shift.table, shift.row_id) is not None:
            self.go_to.emit(shift.table, shift.row_id)

    # Taking over

    def take_over(self) -> None:
        """Make a scenario with the weights found and show it."""
        asked, answer = self._asked, self.answer
        if asked is None or answer is None or answer.change <= 0:
            return
        name = f"{one_line(asked.goal.name)} at {percent_text(answer.probability)}"
        scenario_id = new_identifier()
        if self._session.attempt(
            f"Take over scenario {name}",
            lambda dossier: take_over(
                dossier, name, asked.scenario_id, answer.weights, scenario_id
            ),
        ):
            self._session.show_scenario(scenario_id)

    def _show_state(self) -> None:
        """What can be pressed, and whether the answer is of another dossier."""
        session, searching = self._session, self._weights_search.active
        reason = ""
        if not session.dossier.recommendations:
            reason = "No recommendation yet: there is no effort to move."
        elif not session.scenario_id:
            reason = "No scenario yet: add one to start from."
        elif self.question.goal() is None:
            reason = "No goal or red line is in force."
        self.start_button.setEnabled(not reason and not self.busy)
        self.cancel_button.setEnabled(self.busy)
        self.progress.setVisible(searching)
        self.shift_progress.setVisible(self._shifts_search.active)
        answer = self.answer
        self.take_button.setEnabled(answer is not None and answer.change > 0)
        if reason and answer is None:
            self.words.setText(reason)
        old = "\nThe dossier or the scenario has changed since; press Start to search again."
        text = self.words.text().removesuffix(old)
        self.words.setText(text + old if answer is not None and self._is_old() else text)


def _progress_bar(name: str, parent: QWidget) -> QProgressBar:
    bar = QProgressBar(parent)
    bar.setRange(0, _STEPS)
    bar.setFormat("%p %")
    bar.setAccessibleName(name)
    policy = bar.sizePolicy()
    policy.setRetainSizeWhenHidden(True)
    bar.setSizePolicy(policy)
    return bar


def _wrapped(text: str, parent: QWidget) -> QLabel:
    label = plain_label(text, parent)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label
