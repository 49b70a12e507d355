"""What every room of the dossier has in common."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from equipoise.dossier.difference import Difference
from equipoise.editing.session import Session
from equipoise.ui.rooms.details_form import DetailsForm
from equipoise.ui.theme import Theme


class Room(QWidget):
    """A part of the dossier on screen; refreshed from the session while it is visible.

    A hidden room catches up when it is shown. `go_to` asks the window to show a row (table,
    identifier) in whichever room it lives.
    """

    go_to = Signal(str, str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self._stale = True
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(8, 8, 8, 8)
        self.column.setSpacing(6)
        session.changed.connect(self._hear)

    def refresh(self, difference: Difference | None) -> None:
        """Show what the difference touches; None shows everything."""
        raise NotImplementedError

    def focus_row(self, table: str, row_id: str) -> bool:
        """Show a row of a table and put the cursor on it; False if it does not live here."""
        raise NotImplementedError

    def catch_up(self) -> None:
        """Refresh what changed while the room was hidden."""
        if self._stale:
            self._stale = False
            self.refresh(None)

    def commit(self) -> None:
        """Take over everything typed but not yet taken over (before saving or closing)."""
        for form in self.findChildren(DetailsForm):
            form.commit()

    def set_theme(self, _theme: Theme) -> None:
        """Repaint in another theme; colours come from the application's palette."""
        for widget in (self, *self.findChildren(QWidget)):
            widget.update()

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up before anything is seen."""
        self.catch_up()
        super().showEvent(event)

    def _hear(self, difference: Difference) -> None:
        if self.isVisible():
            self.refresh(difference)
        else:
            self._stale = True
