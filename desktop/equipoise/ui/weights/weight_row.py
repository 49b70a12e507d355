"""One recommendation's weight: name, slider, number, lock, and what all the effort would buy."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QDoubleSpinBox, QGridLayout, QLabel, QSlider, QToolButton

from equipoise.ui.elided_label import ElidedLabel
from equipoise.ui.icons import icon
from equipoise.ui.plain import plain_label, plain_tooltip
from equipoise.ui.theme import Theme
from equipoise.ui.weights.warning_strip import WARNING_SIGN

SLIDER = 2
"""Column of the slider."""

FIRST_SWING = 5
"""Column of the first pole's swing."""

_TENTHS = 10


class WeightRow(QObject):
    """Widgets of one row, placed into a grid by `place`.

    `pressed`, `moved` (percent) and `released` follow the mouse on the slider; `typed` (percent)
    comes from the keyboard and the number field; `locked_changed` from the lock.
    """

    pressed = Signal()
    moved = Signal(float)
    released = Signal()
    typed = Signal(float)
    locked_changed = Signal()

    def __init__(self, recommendation_id: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.recommendation_id = recommendation_id
        self.name = ElidedLabel()
        self.mark = plain_label()
        self.mark.setFixedWidth(self.mark.fontMetrics().horizontalAdvance(WARNING_SIGN) + 2)
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(0, 100 * _TENTHS)
        self.slider.setSingleStep(_TENTHS)
        self.slider.setPageStep(5 * _TENTHS)
        self.slider.setMinimumWidth(72)
        self.number = QDoubleSpinBox()
        self.number.setRange(0.0, 100.0)
        self.number.setDecimals(1)
        self.number.setSuffix(" %")
        self.number.setKeyboardTracking(False)
        self.number.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.lock = QToolButton()
        self.lock.setCheckable(True)
        self.lock.setAutoRaise(True)
        plain_tooltip(self.lock, "Lock: this weight does not give way when others grow")
        self.swings: list[QLabel] = []
        self._colour = "#000000"
        self.slider.sliderPressed.connect(self.pressed)
        self.slider.sliderReleased.connect(self.released)
        self.slider.valueChanged.connect(self._slid)
        self.number.valueChanged.connect(self.typed)
        self.lock.toggled.connect(self._lock_toggled)

    def place(self, grid: QGridLayout, line: int, poles: int) -> None:
        """Put the widgets into a line of the grid, with a swing for each pole at the end."""
        fixed = (self.name, self.mark, self.slider, self.number, self.lock)
        for column, widget in enumerate(fixed):
            grid.addWidget(widget, line, column)
        for pole in range(poles):
            label = plain_label()
            label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self.swings.append(label)
            grid.addWidget(label, line, FIRST_SWING + pole)

    def remove(self) -> None:
        """Take the widgets out of the window."""
        fixed = (self.name, self.mark, self.slider, self.number, self.lock)
        for widget in (*fixed, *self.swings):
            widget.hide()
            widget.deleteLater()
        self.deleteLater()

    def show_name(self, name: str, rationale: str) -> None:
        """Name the recommendation, with its rationale as tooltip."""
        self.name.setText(name)
        plain_tooltip(self.name, "\n".join(part for part in (name, rationale) if part))
        for widget, what in ((self.slider, "weight"), (self.number, "weight in percent")):
            widget.setAccessibleName(f"{name}, {what}")
        self.lock.setAccessibleName(f"{name}, lock")
        plain_tooltip(
            self.slider,
            f"Share of the effort for {name}. Arrow keys: 1 %, Page Up and Down: 5 %. "
            "Where the effort does not suffice, the others that are not locked give way.",
        )
        plain_tooltip(self.number, f"Share of the effort for {name}, in percent")

    def show_weight(self, percent: float) -> None:
        """Show a weight without telling anyone."""
        for widget in (self.slider, self.number):
            widget.blockSignals(True)
        if not self.slider.isSliderDown():
            self.slider.setValue(round(percent * _TENTHS))
        self.number.setValue(percent)
        for widget in (self.slider, self.number):
            widget.blockSignals(False)

    def show_swings(self, ranges: Sequence[str], in_words: str) -> None:
        """Say what all the effort would buy, a range for each pole."""
        for label, text in zip(self.swings, ranges, strict=True):
            label.setText(text)
            plain_tooltip(label, in_words)
        self.slider.setAccessibleDescription(in_words)

    def show_warnings(self, texts: Sequence[str]) -> None:
        """Mark the slider while what these texts say concerns it; its place stays free."""
        self.mark.setText(WARNING_SIGN if texts else "")
        said = "\n".join(texts)
        self.mark.setAccessibleName(said)
        plain_tooltip(self.mark, said)

    def set_theme(self, theme: Theme) -> None:
        """Draw lock and mark in the theme's colours."""
        self._colour = theme.text
        palette = self.mark.palette()
        palette.setColor(QPalette.ColorRole.WindowText, QColor(theme.warning))
        self.mark.setPalette(palette)
        self._draw_lock()

    def _slid(self, value: int) -> None:
        if self.slider.isSliderDown():
            self.moved.emit(value / _TENTHS)
        else:
            self.typed.emit(value / _TENTHS)

    def _lock_toggled(self) -> None:
        self._draw_lock()
        self.locked_changed.emit()

    def _draw_lock(self) -> None:
        self.lock.setIcon(icon("locked" if self.lock.isChecked() else "unlocked", self._colour))
