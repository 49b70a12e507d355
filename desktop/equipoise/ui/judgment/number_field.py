"""A field for one number: anything can be typed, nothing typed is lost or altered unasked."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QValidator, QWheelEvent
from PySide6.QtWidgets import QAbstractSpinBox, QWidget

from equipoise.dossier.number_text import number_text, read_number


class NumberField(QAbstractSpinBox):
    """Spin field with a unit-free text; Up and Down step it, inside `minimum` and `maximum`.

    `stepped` follows each step. Unlike QDoubleSpinBox it lets any text stand, so that a mistake
    can be explained.
    """

    stepped = Signal()

    def __init__(
        self, minimum: float, maximum: float, step: float, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._minimum, self._maximum, self._step = minimum, maximum, step
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setKeyboardTracking(True)
        self.lineEdit().setMaxLength(200)

    def show_number(self, value: float | None) -> None:
        """Show a number; None empties the field. Leaves the text alone where it says the same."""
        text = "" if value is None else number_text(value)
        if text != self.text():
            self.lineEdit().setText(text)

    def number(self) -> float:
        """The number typed. Raises ValueError in plain words."""
        return read_number(self.text())

    def validate(self, text: str, position: int) -> tuple[QValidator.State, str, int]:
        """Every text may stand; it is judged when it is taken over."""
        return QValidator.State.Acceptable, text, position

    def stepBy(self, steps: int) -> None:
        """Step the number, staying inside the bounds; does nothing while the text is no number."""
        try:
            value = self.number() + steps * self._step
        except ValueError:
            return
        value = min(max(value, self._minimum), self._maximum)
        self.lineEdit().setText(number_text(round(value, 9)))
        self.lineEdit().selectAll()
        self.stepped.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel scrolls the form; it must not change a number by accident."""
        event.ignore()

    def stepEnabled(self) -> QAbstractSpinBox.StepEnabledFlag:
        """Both ways."""
        flags = QAbstractSpinBox.StepEnabledFlag
        return flags.StepUpEnabled | flags.StepDownEnabled
