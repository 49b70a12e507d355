"""The briefings issued, newest first, with the seal that each can be told by."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QWidget,
)

from equipoise.dossier.difference import Difference
from equipoise.dossier.rows import LANGUAGES, BriefingIssued
from equipoise.editing.session import Session
from equipoise.ui.briefing.kind_names import kind_name
from equipoise.ui.plain import one_line, plain_label, plain_tooltip, tooltip_text
from equipoise.ui.rooms.room import Room

_TABLE = "briefings_issued"
_ID = Qt.ItemDataRole.UserRole
_NONE = "No briefing has been issued yet. Each one that is stands here with its seal."
_SHORT_SEAL = 8
_NO_SEAL = "This briefing has no seal."


class IssuedPane(Room):
    """A list to read; the seal of the briefing chosen can be copied."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.hint = plain_label(_NONE, self)
        self.hint.setWordWrap(True)
        self.listing = QListWidget(self)
        self.listing.setAccessibleName("Briefings issued, newest first")
        self.listing.setAlternatingRowColors(True)
        self.listing.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        plain_tooltip(self.listing, "Choose a briefing to see its seal; Ctrl+C copies the seal.")
        self.seal = QLineEdit(self)
        self.seal.setReadOnly(True)
        self.seal.setAccessibleName("Seal of the briefing chosen")
        self.copy_button = QPushButton("Copy seal", self)
        plain_tooltip(self.copy_button, _NO_SEAL)
        label = plain_label("Seal", self)
        label.setBuddy(self.seal)
        self._below = (label, self.seal, self.copy_button)
        line = QHBoxLayout()
        line.addWidget(label)
        line.addWidget(self.seal, 1)
        line.addWidget(self.copy_button)
        self.column.addWidget(self.hint)
        self.column.addWidget(self.listing, 1)
        self.column.addLayout(line)
        self.column.addStretch(0)
        self.listing.currentItemChanged.connect(self._show)
        self.copy_button.clicked.connect(self.copy_seal)
        shortcut = QShortcut(QKeySequence(QKeySequence.StandardKey.Copy), self.listing)
        shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
        shortcut.activated.connect(self.copy_seal)

    def refresh(self, difference: Difference | None) -> None:
        """List the briefings as they are; the one chosen stays chosen."""
        if difference is not None and _TABLE not in difference.tables:
            return
        issued = self.session.dossier.briefings_issued
        oldest_first = sorted(issued, key=lambda row: row.day)
        chosen = self._chosen()
        self.listing.blockSignals(True)
        self.listing.clear()
        for row in reversed(oldest_first):
            item = QListWidgetItem(_said(row), self.listing)
            item.setData(_ID, row.id)
            item.setToolTip(tooltip_text(f"{_said(row)}\n{row.seal}".rstrip()))
            if chosen is not None and row.id == chosen.id:
                self.listing.setCurrentItem(item)
        if self.listing.currentRow() < 0 and issued:
            self.listing.setCurrentRow(0)
        self.listing.blockSignals(False)
        for widget in (self.listing, *self._below):
            widget.setVisible(bool(issued))
        self.hint.setVisible(not issued)
        self._show()

    def focus_row(self, table: str, row_id: str) -> bool:
        """Put the cursor on a briefing issued."""
        if table != _TABLE:
            return False
        self.catch_up()
        for row in range(self.listing.count()):
            if self.listing.item(row).data(_ID) == row_id:
                self.listing.setCurrentRow(row)
                return True
        return False

    def copy_seal(self) -> None:
        """Put the seal of the briefing chosen on the clipboard."""
        chosen = self._chosen()
        if chosen is not None and chosen.seal:
            QGuiApplication.clipboard().setText(chosen.seal)

    def _chosen(self) -> BriefingIssued | None:
        item = self.listing.currentItem()
        row_id = "" if item is None else str(item.data(_ID))
        found: BriefingIssued | None = self.session.dossier.find(_TABLE, row_id)
        return found

    def _show(self) -> None:
        chosen = self._chosen()
        seal = "" if chosen is None else chosen.seal
        self.seal.setText(seal)
        self.seal.setCursorPosition(0)
        self.seal.setPlaceholderText("none")
        plain_tooltip(self.seal, seal or _NO_SEAL)
        self.copy_button.setEnabled(bool(seal))
        tip = "Copy the digest by which this briefing can be told from any other (Ctrl+C)"
        plain_tooltip(self.copy_button, tip if seal else _NO_SEAL)


def _said(row: BriefingIssued) -> str:
    language = dict(LANGUAGES).get(row.language, row.language)
    scenario = one_line(row.scenario_name) or "no scenario"
    seal = f"seal {row.seal[:_SHORT_SEAL]}…" if row.seal else "no seal"
    return f"{row.day.isoformat()} · {kind_name(row.kind)} · {language}\n{scenario} · {seal}"
