"""The Compare workspace: scenarios at the left, indices in the middle, all else at the right."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget, QTabWidget, QVBoxLayout, QWidget

from equipoise.dossier.difference import Difference
from equipoise.editing.comparer import Compared, Comparer
from equipoise.editing.session import Session
from equipoise.ui.charts.frame import ChartFrame
from equipoise.ui.compare.band_bars import BandBars
from equipoise.ui.compare.chances_pane import ChancesPane
from equipoise.ui.compare.compare_plane import ComparePlane
from equipoise.ui.compare.contribution_chart import ContributionChart
from equipoise.ui.compare.difference_pane import DifferencePane
from equipoise.ui.compare.marks import FEWEST, MOST, Shown
from equipoise.ui.compare.overlay_chart import OverlayChart
from equipoise.ui.compare.scenario_chooser import ScenarioChooser
from equipoise.ui.compare.time_bar import TimeBar
from equipoise.ui.plain import plain_label, plain_tooltip
from equipoise.ui.theme import Theme

_SHARES = (210, 500, 440)
_TOO_FEW = (
    f"Check {FEWEST} to {MOST} scenarios at the left to see them side by side. "
    "The first one checked is the one that the others are compared with."
)
_ONE_SCENARIO = (
    "A comparison needs at least two scenarios. Duplicate the present one or make a new one in "
    "the scenario menu beside the weights, then come back."
)
_COMPUTING = "Computing …"


class CompareWorkspace(QWidget):
    """Two to six scenarios side by side; hidden, it only remembers that something changed.

    `go_to` asks the window to show a row (table, identifier); `saved` tells the path of a chart
    written to a file; `failed` an exception that is a bug.
    """

    go_to = Signal(str, str)
    saved = Signal(str)
    failed = Signal(object)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self._stale = True
        self._answer: Compared | None = None
        self.setAccessibleName("Compare scenarios")
        self.comparer = Comparer(self)
        self.chooser = ScenarioChooser()
        self.overlay_frame = ChartFrame(OverlayChart)
        self.plane_frame = ChartFrame(ComparePlane)
        self.band_frame = ChartFrame(BandBars)
        self.contribution_frame = ChartFrame(ContributionChart)
        self.chances = ChancesPane()
        self.differences = DifferencePane(session)
        self.time = TimeBar()
        self.tabs = QTabWidget()
        self.message = plain_label("")
        self._stack = QStackedWidget()
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.tabs.setDocumentMode(True)
        self.tabs.setAccessibleName("More of the comparison")
        for widget, text, tip in (
            (self.chances, "&Chances", "Goals, red lines, and how probably one beats another"),
            (self.plane_frame, "&Balance", ComparePlane.explanation),
            (self.band_frame, "Ba&nds", BandBars.explanation),
            (self.contribution_frame, "Contrib&utions", ContributionChart.explanation),
            (self.differences, "D&ifferences", "What the two scenarios decide differently"),
        ):
            self.tabs.setTabToolTip(self.tabs.addTab(widget, text), tip)
        self.message.setWordWrap(True)
        self.message.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.message.setMargin(40)
        inner = QSplitter(Qt.Orientation.Horizontal)
        inner.addWidget(self.overlay_frame)
        inner.addWidget(self.tabs)
        inner.setSizes(list(_SHARES[1:]))
        inner.setStretchFactor(0, 7)
        inner.setStretchFactor(1, 3)
        self._stack.addWidget(inner)
        self._stack.addWidget(self.message)
        outer = QSplitter(Qt.Orientation.Horizontal)
        outer.addWidget(self.chooser)
        outer.addWidget(self._stack)
        outer.setSizes([_SHARES[0], sum(_SHARES[1:])])
        outer.setStretchFactor(0, 1)
        outer.setStretchFactor(1, 9)
        for splitter in (inner, outer):
            splitter.setChildrenCollapsible(False)
            plain_tooltip(splitter.handle(1), "Drag to share the width.")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(outer, 1)
        column.addWidget(self.time)

    def _connect(self) -> None:
        self.session.changed.connect(self._hear)
        self.comparer.compared.connect(self._compared)
        self.comparer.nothing.connect(self._say)
        self.comparer.busy.connect(self._tell_busy)
        self.comparer.failed.connect(self.failed)
        self.chooser.chosen_changed.connect(self._ask)
        self.chooser.other_changed.connect(self._show_answer)
        self.time.moved.connect(self._show_month)
        self.differences.go_to.connect(self.go_to)
        for frame in self.frames():
            frame.saved.connect(self.saved)
        self.overlay_frame.chart.month_chosen.connect(self.time.set_month)

    def frames(self) -> list[ChartFrame[Any]]:
        """The frames of all charts."""
        return [self.overlay_frame, self.plane_frame, self.band_frame, self.contribution_frame]

    def set_theme(self, theme: Theme) -> None:
        """Paint everything in the colours of a theme."""
        for frame in self.frames():
            frame.set_theme(theme)
        for pane in (self.chooser, self.chances, self.differences):
            pane.set_theme(theme)

    def stop(self) -> None:
        """End playing and the background thread."""
        self.time.pause()
        self.comparer.stop()

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up before anything is seen."""
        if self._stale:
            self._refresh()
        super().showEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Stop playing out of sight."""
        self.time.pause()
        super().hideEvent(event)

    def _hear(self, _difference: Difference) -> None:
        if self.isVisible():
            self._refresh()
        else:
            self._stale = True

    def _refresh(self) -> None:
        """Take everything from the dossier as it stands now."""
        self._stale = False
        dossier = self.session.dossier
        self.chooser.set_dossier(dossier, self.session.scenario_id)
        self._ask()

    def _ask(self) -> None:
        """Ask for the comparison of what is chosen, or say what to do."""
        chosen = self.chooser.chosen()
        if len(chosen) < FEWEST:
            self._answer = None
            few = len(self.session.dossier.scenarios) < FEWEST
            self._say(_ONE_SCENARIO if few else _TOO_FEW)
            return
        if self._answer is None:
            self._say(_COMPUTING)
        self.differences.set_pair(chosen[0], self.chooser.other_id())
        self.comparer.ask(self.session.dossier, chosen)

    def _say(self, text: str) -> None:
        self._answer = None
        self.message.setText(text)
        self._stack.setCurrentWidget(self.message)
        self.time.setEnabled(False)
        self.time.pause()

    def _tell_busy(self, busy: bool) -> None:
        answer = self._answer
        if answer is None:
            self.time.state.setText(_COMPUTING if busy else "")
            return
        draws = answer.comparison.projections[answer.ids[0]].draws
        refining = " · refining …" if busy else ""
        self.time.state.setText(f"{draws:,} draws{refining}")

    def _compared(self, answer: Compared) -> None:
        """Show an answer unless the dossier or the choice has changed since it was asked."""
        if answer.dossier is self.session.dossier and list(answer.ids) == self.chooser.chosen():
            self._answer = answer
            self._show_answer()
            self._tell_busy(not answer.settled)

    def _show_answer(self) -> None:
        """Show the answer at hand, if it is about what is chosen."""
        answer = self._answer
        if answer is None or list(answer.ids) != self.chooser.chosen():
            return
        shown = Shown(answer, self.chooser.slots(), self.chooser.other_id())
        self._stack.setCurrentIndex(0)
        self.time.setEnabled(True)
        self.time.set_months(shown.dossier.settings.as_of, shown.last_month)
        self.chances.set_shown(shown)
        self.differences.set_pair(shown.first, shown.other)
        for frame in self.frames():
            frame.each(lambda chart: chart.set_shown(shown))
        self._show_month(self.time.month)

    def _show_month(self, month: int) -> None:
        self.chances.set_at(month)
        for frame in self.frames():
            frame.each(lambda chart: chart.set_at(month))
