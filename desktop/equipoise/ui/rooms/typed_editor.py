"""A form's line for a number, a short text or a day."""

from __future__ import annotations

from typing import Any

from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from equipoise.dossier.dossier import Dossier
from equipoise.dossier.field_text import text_of, value_of
from equipoise.dossier.fields import Day, Field, Number
from equipoise.editing.session import Session
from equipoise.ui.judgment.number_field import NumberField
from equipoise.ui.rooms.day_field import DayField
from equipoise.ui.rooms.field_editor import FieldEditor


class TypedEditor(FieldEditor):
    """A number, a short text or a day: typed, and taken over when finished.

    Text that is refused stays as typed, with the reason below.
    """

    def __init__(self, session: Session, spec: Field, label: str, parent: QWidget) -> None:
        super().__init__(session, spec, label, parent)
        self._typed = False
        self._shown = ""
        self._dossier = session.dossier
        self._steps: int | None = None
        self.line = self._place_line()
        self.line.textEdited.connect(self._note_typing)

    def _place_line(self) -> QLineEdit:
        """Put the control in its place, and tell the line in it that is typed into."""
        spec = self.spec
        if isinstance(spec, Number):
            number = NumberField(spec.minimum, spec.maximum, spec.step, self)
            number.setMaximumWidth(160)
            number.stepped.connect(self._step)
            self.place(number)
            number.editingFinished.connect(self._finish)
            return number.lineEdit()
        line: QLineEdit
        if isinstance(spec, Day):
            today = self.session.dossier.settings.as_of
            line = DayField(optional=spec.optional, today=today, parent=self)
            line.setMaximumWidth(160)
        else:
            line = QLineEdit(self)
        self.place(line)
        line.editingFinished.connect(self._finish)
        return line

    def show_value(self, dossier: Dossier, value: Any) -> None:
        """Show a value; what is being typed stays."""
        super().show_value(dossier, value)
        self._dossier = dossier
        self._shown = text_of(dossier, self.spec, value)
        if not self._typed:
            self.problem.show_problem("")
            if self.line.text() != self._shown:
                self.line.setText(self._shown)
                if not self.line.hasFocus():
                    self.line.setCursorPosition(0)  # a long text shows its beginning

    def commit(self) -> bool:
        """Take over the text; False, with the reason shown, if it cannot be."""
        return self._take_over(None)

    def discard(self) -> None:
        """Show the row's value again."""
        self._typed = False
        self.line.setText(self._shown)
        self.problem.show_problem("")

    def _take_over(self, gesture: int | None) -> bool:
        if not self._typed:
            return True
        text = self.line.text()
        if text == self._shown:
            self._typed = False
            self.problem.show_problem("")
            return True
        try:
            value = value_of(self._dossier, self.spec, text)
        except ValueError as problem:
            self.problem.show_problem(str(problem))
            return False
        self._typed = False
        if self.offer(value, gesture):
            self.discard()
            return True
        self._typed = True
        if self.line.text() != text:
            self.line.setText(text)
        return False

    def _note_typing(self) -> None:
        self._typed = True

    def _step(self) -> None:
        if self._steps is None:
            self._steps = self.session.begin_gesture()
            self.session.end_gesture(f"Change {self.label}")
        self._typed = True
        self._take_over(self._steps)

    def _finish(self) -> None:
        self.commit()
        self._steps = None

    def hideEvent(self, event: QHideEvent) -> None:
        """What is typed is taken over before the field goes away."""
        self.commit()
        super().hideEvent(event)
