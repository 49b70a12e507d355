"""Widgets that edit a choice, a flag or a judgment in a form, and which widget a field gets."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QCheckBox, QWidget

from equipoise.dossier.dossier import Dossier
from equipoise.dossier.field_text import help_of
from equipoise.dossier.fields import Choice, Field, Flag, Judged, Reference, References, Text
from equipoise.editing.session import Session
from equipoise.ui.judgment.judgment_field import JudgmentField
from equipoise.ui.plain import plain_tooltip
from equipoise.ui.rooms.choice_box import ChoiceBox, options_of
from equipoise.ui.rooms.field_editor import FieldEditor
from equipoise.ui.rooms.long_text_editor import LongTextEditor
from equipoise.ui.rooms.rows_chooser import RowsChooser
from equipoise.ui.rooms.typed_editor import TypedEditor


class ChoiceEditor(FieldEditor):
    """One of several words, or of the rows of a table."""

    def __init__(self, session: Session, spec: Field, label: str, parent: QWidget) -> None:
        super().__init__(session, spec, label, parent)
        self.box = ChoiceBox(self)
        self.place(self.box)
        self.box.activated.connect(self._chosen)

    def show_value(self, dossier: Dossier, value: Any) -> None:
        """Offer what can be chosen now, and show the value."""
        super().show_value(dossier, value)
        self.problem.show_problem("")
        self.box.show_options(options_of(dossier, self.spec), value)

    def _chosen(self) -> None:
        if self.box.value() != self._value and not self.offer(self.box.value()):
            self.box.show_options(options_of(self.session.dossier, self.spec), self._value)


class FlagEditor(FieldEditor):
    """Yes or no."""

    def __init__(self, session: Session, spec: Field, label: str, parent: QWidget) -> None:
        super().__init__(session, spec, label, parent)
        self.check = QCheckBox("Yes", self)
        self.place(self.check)
        self.check.clicked.connect(self._clicked)

    def show_value(self, dossier: Dossier, value: Any) -> None:
        """Show the value."""
        super().show_value(dossier, value)
        self.problem.show_problem("")
        self.check.setChecked(value)

    def _clicked(self, checked: bool) -> None:
        if not self.offer(checked):
            self.check.setChecked(self._value)


class JudgedEditor(FieldEditor):
    """A judgment, edited in its own small window."""

    def __init__(self, session: Session, spec: Judged, label: str, parent: QWidget) -> None:
        super().__init__(session, spec, label, parent)
        self.field = JudgmentField(session, spec, label, self)
        self.place(self.field)
        plain_tooltip(
            self.field,
            f"{help_of(spec)}\nlow – likely – high · confidence. "
            "Press to edit by numbers or picture.",
        )
        self.field.edited.connect(self.edited)

    def show_value(self, dossier: Dossier, value: Any) -> None:
        """Show the judgment."""
        super().show_value(dossier, value)
        self.field.show_judgment(value)


def make_field_editor(session: Session, spec: Field, label: str, parent: QWidget) -> FieldEditor:
    """The editor for a field, by its specification."""
    match spec:
        case Text() if spec.long:
            return LongTextEditor(session, spec, label, parent)
        case Judged():
            return JudgedEditor(session, spec, label, parent)
        case Choice() | Reference():
            return ChoiceEditor(session, spec, label, parent)
        case References():
            return RowsChooser(session, spec, label, parent)
        case Flag():
            return FlagEditor(session, spec, label, parent)
        case _:
            return TypedEditor(session, spec, label, parent)
