"""Choosing a judged input from a list that can be searched."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from equipoise.dossier.dossier import TABLES
from equipoise.ui.plain import plain_label, plain_tooltip, tooltip_text
from equipoise.ui.scenarios.judged_inputs import JudgedInput


class InputChooser(QDialog):
    """Lists inputs with their judgments' tables; `chosen` carries the place of the one chosen.

    `title` and `question` say what it is chosen for, and `choose` stands on the button.
    """

    chosen = Signal(object)

    def __init__(
        self,
        inputs: Sequence[JudgedInput],
        parent: QWidget,
        *,
        title: str,
        question: str,
        choose: str,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.words = QLineEdit(self)
        self.words.setPlaceholderText("Type words that occur in the name")
        self.words.setClearButtonEnabled(True)
        self.words.setAccessibleName("Words to search for")
        plain_tooltip(self.words, "Only judgments in whose name each of these words occurs stay.")
        self.listing = QListWidget(self)
        self.listing.setAccessibleName("Judgments")
        self.listing.setUniformItemSizes(True)
        for choice in inputs:
            text = f"{TABLES[choice.place[0]].one.capitalize()} · {choice.label}"
            item = QListWidgetItem(text, self.listing)
            item.setToolTip(tooltip_text(text))
            item.setData(Qt.ItemDataRole.UserRole, choice.place)
        self.listing.setCurrentRow(0)
        self.buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel, self
        )
        self.ok = self.buttons.button(QDialogButtonBox.StandardButton.Ok)
        self.ok.setText(choose)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.words.textChanged.connect(self.search)
        self.listing.itemActivated.connect(self.accept)
        self.listing.currentItemChanged.connect(self._enable)
        layout = QVBoxLayout(self)
        layout.addWidget(plain_label(question, self))
        layout.addWidget(self.words)
        layout.addWidget(self.listing)
        layout.addWidget(self.buttons)
        self.resize(600, 420)
        self.words.setFocus()
        self._enable()

    def search(self, text: str) -> None:
        """Show only inputs in whose name each word occurs; the first of them is chosen."""
        words = text.casefold().split()
        first: QListWidgetItem | None = None
        for row in range(self.listing.count()):
            item = self.listing.item(row)
            fits = all(word in item.text().casefold() for word in words)
            item.setHidden(not fits)
            first = item if fits and first is None else first
        self.listing.setCurrentItem(first)  # type: ignore[arg-type]
        self._enable()

    def accept(self) -> None:
        """Hand out the place chosen."""
        item = self.listing.currentItem()
        if item is not None and not item.isHidden():
            self.chosen.emit(item.data(Qt.ItemDataRole.UserRole))
            super().accept()

    def _enable(self) -> None:
        item = self.listing.currentItem()
        self.ok.setEnabled(item is not None and not item.isHidden())
