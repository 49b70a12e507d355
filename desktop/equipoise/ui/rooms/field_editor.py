"""What all widgets that edit one field of one row in a form have in common."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from equipoise.dossier.dossier import Dossier
from equipoise.dossier.field_text import help_of
from equipoise.dossier.fields import Field
from equipoise.editing.session import Session
from equipoise.ui.judgment.problem_label import ProblemLabel
from equipoise.ui.plain import plain_tooltip


class FieldEditor(QWidget):
    """Edits one field. `edited` carries the new value and the gesture's number or None.

    The receiver makes the edit, and calls `refuse` if it was refused.
    """

    edited = Signal(object, object)

    def __init__(self, session: Session, spec: Field, label: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.session = session
        self.spec = spec
        self.label = label
        self.problem = ProblemLabel(self)
        self._value: Any = None
        self._refusal = ""
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        self._column.addWidget(self.problem)

    def place(self, control: QWidget) -> None:
        """Put the control above the line for problems, with its name and meaning."""
        self._column.insertWidget(0, control)
        self.setFocusProxy(control)
        control.setAccessibleName(self.label)
        plain_tooltip(control, help_of(self.spec))

    def show_value(self, dossier: Dossier, value: Any) -> None:
        """Show the value of a row of a dossier."""
        self._value = value

    def commit(self) -> bool:
        """Take over what is typed but not yet taken over; False if that is refused."""
        return True

    def discard(self) -> None:
        """Forget what is typed but not taken over."""

    def refuse(self, text: str) -> None:
        """Say why the edit just made was refused."""
        self._refusal = text

    def offer(self, value: Any, gesture: int | None = None) -> bool:
        """Hand out a new value; False, with the reason shown, if it was refused."""
        self._refusal = ""
        self.edited.emit(value, gesture)
        self.problem.show_problem(self._refusal)
        return not self._refusal
