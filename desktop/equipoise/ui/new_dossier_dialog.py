"""Ask what a new dossier is about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLineEdit,
    QSpinBox,
    QWidget,
)

from equipoise.dossier.rows import LONGEST_HORIZON
from equipoise.ui.plain import plain_tooltip

_TITLES = {
    "blank": "Blank: vocabulary and bands only",
    "two-poles": "Two poles: a small start to edit",
    "israel": "Israel between Russia and the West (worked)",
}


@dataclass(frozen=True, slots=True)
class NewDossier:
    """What the user wants: template name, title, subject, names of the poles, horizon."""

    template: str
    title: str
    subject: str
    poles: tuple[str, str]
    horizon: int


class NewDossierDialog(QDialog):
    """Template, title, subject, the two poles, and the horizon."""

    def __init__(self, templates: Mapping[str, object], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("New dossier")
        self.setMinimumWidth(440)
        self.template = QComboBox()
        for name in sorted(templates, key=lambda name: (name == "israel", name)):
            self.template.addItem(_TITLES.get(name, name), name)
        self.title = QLineEdit()
        self.title.setPlaceholderText("for example: Norland between two powers")
        self.subject = QLineEdit()
        self.subject.setPlaceholderText("the state whose relationships are weighed")
        self.first_pole = QLineEdit()
        self.second_pole = QLineEdit()
        self.horizon = QSpinBox()
        self.horizon.setRange(1, LONGEST_HORIZON)
        self.horizon.setValue(36)
        self.horizon.setSuffix(" months")
        form = QFormLayout(self)
        for label, widget, text in (
            ("&Template", self.template, "What the new dossier starts from"),
            ("T&itle", self.title, "Stands on the window and the briefing"),
            ("&Subject", self.subject, "The state whose relationships are weighed"),
            ("&First pole", self.first_pole, "A power towards which postures are taken"),
            ("S&econd pole", self.second_pole, "The other power"),
            ("&Horizon", self.horizon, "How many months the projection looks ahead"),
        ):
            plain_tooltip(widget, text)
            form.addRow(label, widget)
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        buttons.button(QDialogButtonBox.StandardButton.Ok).setText("Choose a file…")
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        form.addRow(buttons)

    def answer(self) -> NewDossier:
        """What stands in the fields."""
        return NewDossier(
            template=self.template.currentData(),
            title=self.title.text().strip(),
            subject=self.subject.text().strip(),
            poles=(self.first_pole.text().strip(), self.second_pole.text().strip()),
            horizon=self.horizon.value(),
        )
