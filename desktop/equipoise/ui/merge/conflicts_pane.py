"""The conflicts that wait for a choice, with both alternatives side by side."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSplitter, QVBoxLayout, QWidget

from equipoise.dossier.conflicts import Which, edited_since, words
from equipoise.dossier.difference import SETTINGS, Difference
from equipoise.dossier.dossier import TABLES, Dossier
from equipoise.dossier.merging.values import about
from equipoise.dossier.rows import Conflict
from equipoise.editing import merge_edits
from equipoise.editing.session import Session
from equipoise.ui.merge.alternative_card import AlternativeCard
from equipoise.ui.merge.conflicts_table import ConflictsTable
from equipoise.ui.plain import one_line, plain_label, plain_tooltip
from equipoise.ui.scenarios.difference_page import place_on_screen

_NONE = "No conflicts: nothing waits for a choice."
_HELP_NONE = (
    "Where two copies of the dossier say different things of the same field, a merge keeps both "
    "alternatives here until somebody chooses."
)
_HELP = "What is in force stays in force until somebody chooses. Every choice can be undone."


class ConflictsPane(QWidget):
    """Lists open conflicts; a choice is an edit. `go_to` names the table and row of a conflict."""

    go_to = Signal(str, str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._stale = True
        self.heading = plain_label("", self)
        self.heading.setObjectName("heading")
        self.help = plain_label("", self)
        self.help.setWordWrap(True)
        self.table = ConflictsTable(self)
        self.table.entered.connect(self.go)
        self.table.itemSelectionChanged.connect(self._show_current)
        self.keep_button = QPushButton("&Keep", self)
        plain_tooltip(self.keep_button, "Leave what is in force as it is; the conflict is settled.")
        self.keep_button.clicked.connect(lambda: self.choose("kept"))
        self.take_button = QPushButton("&Take the other", self)
        plain_tooltip(self.take_button, "Put the other alternative in force. Undo takes it back.")
        self.take_button.clicked.connect(lambda: self.choose("other"))
        self.go_button = QPushButton("&Go to row", self)
        plain_tooltip(self.go_button, "Show the row that the conflict is about (Enter)")
        self.go_button.clicked.connect(self.go)
        self.kept = AlternativeCard("In force", self.keep_button, self)
        self.other = AlternativeCard("The other", self.take_button, self)
        self.reason = plain_label("", self)
        self.reason.setWordWrap(True)
        self._lay_out()
        session.changed.connect(self._hear)

    def _lay_out(self) -> None:
        self.below = QWidget(self)
        cards = QHBoxLayout()
        cards.setSpacing(12)
        cards.addWidget(self.kept, 1)
        cards.addWidget(self.other, 1)
        why = QHBoxLayout()
        why.addWidget(self.reason, 1)
        why.addWidget(self.go_button, 0, Qt.AlignmentFlag.AlignTop)
        inner = QVBoxLayout(self.below)
        inner.setContentsMargins(0, 8, 0, 0)
        inner.setSpacing(8)
        inner.addLayout(why)
        inner.addLayout(cards, 1)
        self.splitter = QSplitter(Qt.Orientation.Vertical, self)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(self.table)
        self.splitter.addWidget(self.below)
        self.splitter.setSizes([300, 260])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.setSpacing(6)
        layout.addWidget(self.heading)
        layout.addWidget(self.help)
        layout.addWidget(self.splitter, 1)
        layout.addStretch(0)

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up before anything is seen."""
        if self._stale:
            self._fill()
        super().showEvent(event)

    def _hear(self, _difference: Difference) -> None:
        self._stale = not self.isVisible()
        if not self._stale:
            self._fill()

    def _fill(self) -> None:
        self._stale = False
        dossier = self._session.dossier
        count = len(dossier.conflicts)
        row, current = self.table.currentRow(), self.table.id_at(self.table.currentRow())
        waiting = "1 conflict waits" if count == 1 else f"{count:,} conflicts wait"
        self.heading.setText(f"{waiting} for a choice" if count else _NONE)
        self.help.setText(_HELP if count else _HELP_NONE)
        self.splitter.setVisible(bool(count))
        blocked = self.table.blockSignals(True)
        self.table.show_conflicts(dossier, dossier.conflicts)
        self.table.blockSignals(blocked)
        if count:
            ids = [conflict.id for conflict in dossier.conflicts]
            place = ids.index(current) if current in ids else min(max(row, 0), count - 1)
            self.table.setCurrentCell(place, 0)
            self.table.selectRow(place)
        self._show_current()

    def _current(self) -> Conflict | None:
        ids = self.table.chosen_ids()
        current = self.table.id_at(self.table.currentRow())
        found = current if current in ids else next(iter(ids), "")
        conflict: Conflict | None = self._session.dossier.find("conflicts", found)
        return conflict

    def _show_current(self) -> None:
        dossier, conflict = self._session.dossier, self._current()
        chosen = len(self.table.chosen_ids())
        several = f" for {chosen}" if chosen > 1 else ""
        self.keep_button.setText(f"&Keep{several}")
        self.take_button.setText(f"&Take the other{several}")
        self.below.setVisible(conflict is not None)
        if conflict is None:
            return
        said = words(dossier, conflict)
        since = " – edited since the copies met" if edited_since(dossier, conflict) else ""
        self.kept.show_alternative(said.kept, f"{said.kept_signed}{since}")
        self.other.show_alternative(said.other, said.other_signed)
        where = f"{said.table}, “{one_line(said.row)}”, {said.field}"
        self.reason.setText(f"{where}: {conflict.reason}" if conflict.reason else where)
        self.go_button.setEnabled(_stands(dossier, conflict))

    def choose(self, which: Which) -> None:
        """Settle the selected conflicts in one undoable step."""
        ids = self.table.chosen_ids()
        if not ids:
            return
        action = "Keep" if which == "kept" else "Take the other"
        if len(ids) == 1:
            conflict = self._session.dossier.get("conflicts", ids[0])
            said = words(self._session.dossier, conflict)
            label = f"{action}: {one_line(said.row)}, {said.field}"
        else:
            label = f"{action} for {len(ids)} conflicts"
        self._session.attempt(label, lambda dossier: merge_edits.settle(dossier, ids, which))

    def go(self) -> None:
        """Ask for the row of the current conflict, or the row by which it is shown."""
        conflict = self._current()
        if conflict is not None and _stands(self._session.dossier, conflict):
            self.go_to.emit(*_shown_with(self._session.dossier, conflict))


def _stands(dossier: Dossier, conflict: Conflict) -> bool:
    if conflict.table == SETTINGS:
        return True
    return conflict.table in TABLES and dossier.find(conflict.table, conflict.row_id) is not None


def _shown_with(dossier: Dossier, conflict: Conflict) -> tuple[str, str]:
    """The row in whose room a row is seen: what scenarios decide stands with what it is about."""
    table, row_id = conflict.table, conflict.row_id
    if table == SETTINGS:
        return table, row_id
    row = dossier.get(table, row_id)
    target = ("goals", row.goal_id) if table == "goals_set_aside" else about(table, row)
    return place_on_screen(dossier, *(target or (table, row_id)))
