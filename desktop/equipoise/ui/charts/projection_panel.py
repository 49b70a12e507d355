"""The live projection: the index above, and below it cells, bands, balance and attribution."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSplitter, QStackedLayout, QTabWidget, QWidget

from equipoise.dossier.dossier import Dossier
from equipoise.projection.outcome import DriverAttribution, Projection
from equipoise.ui.charts.attribution_chart import AttributionChart
from equipoise.ui.charts.balance_plane import BalancePlane
from equipoise.ui.charts.band_chart import BandChart
from equipoise.ui.charts.cell_grid import CellGrid
from equipoise.ui.charts.frame import ChartFrame
from equipoise.ui.charts.index_chart import IndexChart
from equipoise.ui.plain import plain_label, plain_tooltip
from equipoise.ui.theme import Theme

_MARGIN = 24
_SHARES = (740, 1000)
_LEAST_INDEX = 170


class ProjectionPanel(QWidget):
    """All charts of one projection, or a message in their place.

    `saved` tells the path of a chart that was written to a file.
    """

    saved = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Projection")
        self.index_frame = ChartFrame(IndexChart, self)
        self.cell_frame = ChartFrame(CellGrid, self)
        self.band_frame = ChartFrame(BandChart, self)
        self.balance_frame = ChartFrame(BalancePlane, self)
        self.attribution_frame = ChartFrame(AttributionChart, self)
        self.tabs = QTabWidget(self)
        self.tabs.setDocumentMode(True)
        self.tabs.setAccessibleName("Charts of the projection")
        for frame, text in (
            (self.cell_frame, "&Cells"),
            (self.band_frame, "&Bands"),
            (self.balance_frame, "B&alance"),
            (self.attribution_frame, "A&ttribution"),
        ):
            place = self.tabs.addTab(frame, text)
            self.tabs.setTabToolTip(place, frame.chart.explanation)
        self.splitter = QSplitter(Qt.Orientation.Vertical, self)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(self.index_frame)
        self.splitter.addWidget(self.tabs)
        self.splitter.setStretchFactor(0, 1)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setSizes(list(_SHARES))
        self.index_frame.setMinimumHeight(_LEAST_INDEX)
        self.splitter.setAccessibleName("Index above, other charts below")
        plain_tooltip(self.splitter.handle(1), "Drag to share the height between the charts.")
        self.message = plain_label("", self)
        self.message.setWordWrap(True)
        self.message.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.message.setMargin(_MARGIN)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self.splitter)
        self._stack.addWidget(self.message)
        for frame in self.frames():
            frame.saved.connect(self.saved)

    def frames(self) -> Sequence[ChartFrame[Any]]:
        """The frames of all charts, the index first."""
        return [
            self.index_frame,
            self.cell_frame,
            self.band_frame,
            self.balance_frame,
            self.attribution_frame,
        ]

    @property
    def index_chart(self) -> IndexChart:
        """The fans of the indices."""
        return self.index_frame.chart

    @property
    def cell_grid(self) -> CellGrid:
        """The fans of the cells."""
        return self.cell_frame.chart

    @property
    def band_chart(self) -> BandChart:
        """The probabilities of the bands."""
        return self.band_frame.chart

    @property
    def balance_plane(self) -> BalancePlane:
        """The cloud of two indices."""
        return self.balance_frame.chart

    @property
    def attribution_chart(self) -> AttributionChart:
        """The bars of points."""
        return self.attribution_frame.chart

    def set_dossier(self, dossier: Dossier) -> None:
        """Take names, bands, goals and dates from this dossier."""
        for frame in self.frames():
            frame.set_dossier(dossier)

    def set_projection(self, projection: Projection) -> None:
        """Show a projection; a message gives way to it."""
        for frame in self.frames():
            frame.set_projection(projection)
        self._stack.setCurrentWidget(self.splitter)

    def set_compared(self, projection: Projection | None, name: str = "no effort") -> None:
        """Show a second projection as outlines behind the fans; None takes it away."""
        for frame in self.frames():
            frame.set_compared(projection, name)

    def set_driver_attribution(self, attribution: DriverAttribution | None) -> None:
        """Show what drivers bring; None takes it away."""
        for chart in self.attribution_frame.charts():
            chart.set_driver_attribution(attribution)

    def set_theme(self, theme: Theme) -> None:
        """Paint all charts in the colours of a theme."""
        for frame in self.frames():
            frame.set_theme(theme)

    def show_message(self, text: str) -> None:
        """Say in place of the charts why there is nothing to show; the next projection ends it."""
        self.message.setText(text)
        self._stack.setCurrentWidget(self.message)
