"""A chart with its title and what can be done with it: copy, save, enlarge."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Generic, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QContextMenuEvent, QGuiApplication, QPixmap
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QMenu,
    QMessageBox,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from equipoise.dossier.dossier import Dossier
from equipoise.projection.outcome import Projection
from equipoise.store.errors import StoreError
from equipoise.ui.charts import picture
from equipoise.ui.charts.chart import Chart
from equipoise.ui.plain import plain_label, plain_tooltip, tooltip_text
from equipoise.ui.protection.unprotected import may_leave
from equipoise.ui.theme import Theme

_ENLARGED = (1000, 720)

Kind = TypeVar("Kind", bound=Chart)


class ChartFrame(QWidget, Generic[Kind]):
    """Holds one chart, hands on what it shows to it and to its enlarged windows.

    `saved` tells the path of a file that was written.
    """

    saved = Signal(str)

    def __init__(
        self, make: Callable[[], Kind], parent: QWidget | None = None, *, enlargeable: bool = True
    ) -> None:
        super().__init__(parent)
        self._make = make
        self._enlarged: list[tuple[QDialog, ChartFrame[Kind]]] = []
        self.chart = make()
        self.menu = QMenu(self)
        self.menu.setToolTipsVisible(True)
        self.copy_action = self._action(
            "&Copy picture", "Put a picture of this chart on the clipboard.", self.copy_picture
        )
        self.save_action = self._action(
            "&Save as…",
            "Save this chart as a picture (PNG), a drawing (SVG) or its data as a table (CSV).",
            self.save_as,
        )
        self.enlarge_action = self._action(
            "&Enlarge", "Show this chart in a window of its own; it stays live.", self.enlarge
        )
        self.enlarge_action.setVisible(enlargeable)
        self.legend_label = plain_label("", self)
        self._lay_out()

    def _action(self, text: str, tip: str, act: Callable[[], object]) -> QAction:
        action = QAction(text, self)
        action.setToolTip(tooltip_text(tip))
        action.triggered.connect(lambda _checked=False: act())
        self.menu.addAction(action)
        return action

    def _lay_out(self) -> None:
        title = plain_label(self.chart.heading, self)
        font = title.font()
        font.setBold(True)
        title.setFont(font)
        self.legend_label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.legend_label.setForegroundRole(self.legend_label.palette().ColorRole.PlaceholderText)
        plain_tooltip(title, self.chart.explanation)
        plain_tooltip(self.legend_label, self.chart.explanation)
        self.button = QToolButton(self)
        self.button.setText("Chart")
        self.button.setAutoRaise(True)
        self.button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.button.setMenu(self.menu)
        self.button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.button.setAccessibleName(f"{self.chart.heading}: copy, save or enlarge")
        plain_tooltip(self.button, "Copy, save or enlarge this chart.")
        head = QHBoxLayout()
        head.setContentsMargins(10, 2, 4, 2)
        head.setSpacing(10)
        head.addWidget(title)
        head.addWidget(self.legend_label, 1)
        head.addWidget(self.button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.chart, 1)

    def charts(self) -> list[Kind]:
        """The chart, and those of the enlarged windows that are open."""
        return [self.chart, *(frame.chart for _, frame in self._enlarged)]

    def each(self, act: Callable[[Kind], object]) -> None:
        """Do something to the chart and to those of the enlarged windows that are open."""
        for chart in self.charts():
            act(chart)
        self._tell_legend()

    def set_dossier(self, dossier: Dossier) -> None:
        """Take names, bands, goals and dates from this dossier."""
        for chart in self.charts():
            chart.set_dossier(dossier)

    def set_projection(self, projection: Projection) -> None:
        """Show another projection."""
        for chart in self.charts():
            chart.set_projection(projection)
        self._tell_legend()

    def set_compared(self, projection: Projection | None, name: str) -> None:
        """Show a second projection as outlines; None takes it away."""
        for chart in self.charts():
            chart.set_compared(projection, name)
        self._tell_legend()

    def set_theme(self, theme: Theme) -> None:
        """Paint in the colours of a theme."""
        for chart in self.charts():
            chart.set_theme(theme)

    def _tell_legend(self) -> None:
        for frame in (self, *(frame for _, frame in self._enlarged)):
            text = frame.chart.legend()
            if frame.legend_label.text() != text:
                frame.legend_label.setText(text)

    def copy_picture(self) -> None:
        """Put a picture of the chart on the clipboard."""
        QGuiApplication.clipboard().setPixmap(QPixmap.fromImage(picture.image(self.chart)))

    def save_as(self) -> None:
        """Ask for a file and save the chart to it."""
        if not may_leave(self, "The chart"):
            return
        name, kind = QFileDialog.getSaveFileName(
            self,
            f"Save {self.chart.heading.lower()} chart",
            f"{self.chart.heading.lower()}.png",
            ";;".join(picture.KINDS.values()),
        )
        if not name:
            return
        path = Path(name)
        if not path.suffix:
            suffix = next((s for s, words in picture.KINDS.items() if words == kind), ".png")
            path = path.with_name(path.name + suffix)
        self.save(path)

    def save(self, path: Path) -> bool:
        """Save the chart as what the suffix says; a failure is told in plain words."""
        try:
            picture.save(self.chart, path)
        except (StoreError, ValueError) as error:
            self._refuse(str(error))
            return False
        self.saved.emit(str(path))
        return True

    def _refuse(self, reason: str) -> None:
        box = QMessageBox(self)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setIcon(QMessageBox.Icon.Warning)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setWindowTitle("Chart not saved")
        box.setText(reason)
        box.open()

    def enlarge(self) -> QDialog:
        """Open the same chart in a window of its own, live like this one."""
        dialog = QDialog(self.window(), Qt.WindowType.Window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setWindowTitle(f"{self.chart.heading} – Equipoise")
        frame = ChartFrame(self._make, dialog, enlargeable=False)
        frame.chart.adopt(self.chart)
        layout = QVBoxLayout(dialog)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(frame)
        entry = (dialog, frame)
        self._enlarged.append(entry)
        dialog.finished.connect(lambda _result: self._enlarged.remove(entry))
        dialog.resize(*_ENLARGED)
        self._tell_legend()
        dialog.show()
        frame.chart.setFocus()
        return dialog

    def close_enlarged(self) -> None:
        """Close the windows that `enlarge` opened."""
        for dialog, _ in list(self._enlarged):
            dialog.close()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The same actions on the right button and the menu key."""
        self.menu.popup(event.globalPos())
        event.accept()
