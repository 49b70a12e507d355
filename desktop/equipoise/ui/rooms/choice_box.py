"""A combo box whose choice changes only on purpose."""

from __future__ import annotations

from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QWidget

from equipoise.dossier.dossier import Dossier
from equipoise.dossier.fields import Choice, Field, Reference

NO_ROW = "(none)"


def options_of(dossier: Dossier, spec: Field) -> list[tuple[str, str]]:
    """Stored value and word of everything that a choice or a reference can take."""
    if isinstance(spec, Choice):
        return list(spec.options)
    if isinstance(spec, Reference):
        names = [dossier.name_of_row(spec.table, row) for row in dossier.table(spec.table)]
        if spec.table == "steps":
            # Steps of two recommendations may share a name; then the owner tells them apart.
            names = [
                f"{dossier.name_of('recommendations', step.recommendation_id)}: {name}"
                if names.count(name) > 1
                else name
                for step, name in zip(dossier.steps, names, strict=True)
            ]
        named = [(row.id, name) for row, name in zip(dossier.table(spec.table), names, strict=True)]
        return [("", NO_ROW), *named] if spec.optional else named
    raise TypeError(f"{spec.label} is neither a choice nor a reference")


class ChoiceBox(QComboBox):
    """Combo box over stored values and their words; the wheel scrolls the form instead."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        self._options: list[tuple[str, str]] = []

    def show_options(self, options: list[tuple[str, str]], value: str) -> None:
        """Offer the options and show one of them; a value not offered shows as nothing chosen."""
        if options != self._options:
            self._options = options
            self.clear()
            for key, word in options:
                self.addItem(word, key)
        self.setCurrentIndex([key for key, _ in options].index(value) if self._has(value) else -1)

    def _has(self, value: str) -> bool:
        return any(key == value for key, _ in self._options)

    def value(self) -> str:
        """The stored value chosen; "" if nothing is."""
        return str(self.currentData() or "")

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the form around."""
        event.ignore()
