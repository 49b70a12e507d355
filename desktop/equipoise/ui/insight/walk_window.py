"""Walk the weight of one recommendation from nothing to all the effort."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from equipoise.dossier.difference import Difference
from equipoise.editing.background import LatestSearch, Progress, Stop
from equipoise.editing.session import Session
from equipoise.ui.charts.frame import ChartFrame
from equipoise.ui.charts.wording import month_words
from equipoise.ui.insight.walk_chart import WalkChart
from equipoise.ui.plain import one_line, plain_label, plain_tooltip
from equipoise.ui.rooms.choice_box import ChoiceBox
from equipoise.ui.shown_theme import shown_theme

if TYPE_CHECKING:
    from equipoise.insight.walk import Walk


class WalkWindow(QDialog):
    """Chart over the weight of one recommendation, with the points at which something flips.

    It follows the dossier and the scenario shown while it is visible. `failed` carries an exception
    that is a bug, `saved` the path of a chart that was written.
    """

    failed = Signal(object)
    saved = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setWindowTitle("Walk the weight – Equipoise")
        self._session = session
        self._stale = True
        self.recommendation = ChoiceBox(self)
        self.recommendation.setAccessibleName("Recommendation whose weight is walked")
        plain_tooltip(
            self.recommendation,
            "The recommendation whose weight goes from 0 to 100 %. The others keep their "
            "proportions and share what is left.",
        )
        self.month = QSpinBox(self)
        self.month.setAccessibleName("Month of the index")
        plain_tooltip(self.month, "The month for which the index is shown; goals keep their own.")
        self.calendar = plain_label("", self)
        self.calendar.setObjectName("muted")
        self.state = plain_label("", self)
        self.state.setWordWrap(True)
        self.frame = ChartFrame(WalkChart, self)
        self.flips = plain_label("", self)
        self.flips.setWordWrap(True)
        self.flips.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.flips.setContentsMargins(10, 4, 10, 4)
        self.flips.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._search = LatestSearch(self)
        self._search.done.connect(self._show_walk)
        self._search.failed.connect(self._show_problem)
        self._search.busy.connect(self._show_busy)
        self.recommendation.activated.connect(lambda _index: self._ask())
        self.month.valueChanged.connect(lambda _month: self._ask())
        self.frame.saved.connect(self.saved)
        session.changed.connect(self._hear)
        session.scenario_changed.connect(lambda: self._hear(None))
        session.gesture_ended.connect(lambda: self._hear(None))
        self._lay_out()
        self.resize(880, 680)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        for caption, control in (("&Recommendation", self.recommendation), ("&Month", self.month)):
            label = QLabel(caption, self)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setBuddy(control)
            head.addWidget(label)
            head.addWidget(control, 1 if control is self.recommendation else 0)
        head.addWidget(self.calendar)
        list_of_flips = QScrollArea(self)
        list_of_flips.setWidget(self.flips)
        list_of_flips.setWidgetResizable(True)
        list_of_flips.setFrameShape(QFrame.Shape.NoFrame)
        list_of_flips.setFixedHeight(72)
        list_of_flips.setAccessibleName("Where something flips")
        layout = QVBoxLayout(self)
        layout.addLayout(head)
        layout.addWidget(self.state)
        layout.addWidget(self.frame, 1)
        layout.addWidget(list_of_flips)

    def walk_of(self, recommendation_id: str) -> None:
        """Walk the weight of this recommendation."""
        self._offer()
        self.recommendation.setCurrentIndex(self.recommendation.findData(recommendation_id))
        self._ask()

    @property
    def busy(self) -> bool:
        """Whether a walk is awaited."""
        return self._search.active

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what changed while the window was hidden."""
        super().showEvent(event)
        self._theme_charts()
        if self._stale:
            self._refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody waits for the answer any more."""
        super().hideEvent(event)
        if self._search.active and not event.spontaneous():
            self._stale = True
            self._search.cancel()

    def changeEvent(self, event: QEvent) -> None:
        """Follow light and dark."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "frame"):
            self._theme_charts()

    def _theme_charts(self) -> None:
        theme = shown_theme(self.palette())
        if self.frame.chart.theme is not theme:
            self.frame.set_theme(theme)

    def _hear(self, _difference: Difference | None) -> None:
        if not self.isVisible():
            self._stale = True
        elif not self._session.in_gesture:
            self._refresh()

    def _refresh(self) -> None:
        self._stale = False
        self._offer()
        self._ask()

    def _offer(self) -> None:
        dossier = self._session.dossier
        weights = dossier.weights_of(self._session.scenario_id)
        options = [(row.id, one_line(row.name)) for row in dossier.recommendations]
        kept = self.recommendation.value()
        if kept not in weights:
            kept = max(weights, key=lambda key: weights[key], default="")
        self.recommendation.show_options(options, kept)
        horizon = dossier.settings.horizon
        with QSignalBlocker(self.month):
            at_end = self.month.value() in (0, self.month.maximum())
            self.month.setRange(1, horizon)
            if at_end:
                self.month.setValue(horizon)

    def _ask(self) -> None:
        session = self._session
        dossier, scenario_id = session.dossier, session.scenario_id
        recommendation_id, month = self.recommendation.value(), self.month.value()
        self.calendar.setText(month_words(dossier.settings.as_of, month).split(" · ")[1])
        gaps = dossier.gaps()
        if gaps or not recommendation_id or not scenario_id:
            self._search.cancel()
            self._show_nothing("\n".join(gaps) or "No scenario yet: add one to give weights in.")
            return

        def search(_progress: Progress, _cancelled: Stop) -> Walk:
            from equipoise.insight.walk import walk

            return walk(dossier, scenario_id, recommendation_id, month=month)

        self._search.start(search)

    def _show_busy(self, busy: bool) -> None:
        if busy:
            self.state.setText("Walking …")

    def _show_walk(self, walk: Walk) -> None:
        dossier = self._session.dossier
        self.state.setText(
            f"At {walk.current:g} % in the scenario “"
            f"{one_line(dossier.name_of('scenarios', self._session.scenario_id))}” now; the other "
            "recommendations are scaled to fill or free what is needed."
        )
        self._show_on_charts(walk)
        lines = [f"{i}. {flip.text}" for i, flip in enumerate(walk.flips, start=1)]
        self.flips.setText(
            "\n".join(lines)
            or "Nothing flips: no goal and no choice of the best changes along the way."
        )

    def _show_on_charts(self, walk: Walk | None) -> None:
        dossier = self._session.dossier
        aside = dossier.set_aside_in(self._session.scenario_id)
        for chart in self.frame.charts():
            chart.set_dossier(dossier)
            chart.set_walk(walk, aside)
        self.frame.legend_label.setText(self.frame.chart.legend())

    def _show_nothing(self, words: str) -> None:
        self.state.setText(words)
        self.flips.setText("")
        self._show_on_charts(None)

    def _show_problem(self, problem: Exception) -> None:
        if isinstance(problem, ValueError):
            self._show_nothing(str(problem))
        else:
            self._show_nothing("The walk met a fault of its own.")
            self.failed.emit(problem)
