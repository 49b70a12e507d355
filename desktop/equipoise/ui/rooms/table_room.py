"""A room that is a table over a details pane with tabs."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QTabWidget, QWidget

from equipoise.dossier.difference import Difference
from equipoise.editing.session import Session
from equipoise.ui.rooms.field_access import FieldAccess
from equipoise.ui.rooms.room import Room
from equipoise.ui.rooms.row_table import RowTable


def split(top: QWidget, bottom: QWidget, sizes: tuple[int, int]) -> QSplitter:
    """Two parts, one above the other, that share the height as the user likes."""
    splitter = QSplitter(Qt.Orientation.Vertical)
    splitter.addWidget(top)
    splitter.addWidget(bottom)
    splitter.setChildrenCollapsible(False)
    splitter.setSizes(list(sizes))
    splitter.setStretchFactor(0, sizes[0])
    splitter.setStretchFactor(1, sizes[1])
    return splitter


class TableRoom(Room):
    """Table above, details of the row with the cursor below."""

    def __init__(
        self,
        session: Session,
        table: str,
        columns: Sequence[FieldAccess],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(session, parent)
        self.table = RowTable(session, table, columns, self, mnemonics=True)
        self.table.setMinimumHeight(150)
        self.details = QTabWidget(self)
        self.details.setDocumentMode(True)
        self.details.setMinimumHeight(200)
        self.details.setUsesScrollButtons(True)
        self._table_key = table
        self.table.current_changed.connect(self.show_details)

    def assemble(self) -> QSplitter:
        """The table over the details."""
        return split(self.table, self.details, (230, 330))

    def show_details(self, row_id: str) -> None:
        """Show the details of a row; "" shows none."""
        raise NotImplementedError

    def refresh_details(self, difference: Difference | None) -> None:
        """Show what the difference touches in the details of the present row."""
        raise NotImplementedError

    def refresh(self, difference: Difference | None) -> None:
        """Table first: the row with the cursor decides the details."""
        self.table.refresh(difference)
        self.refresh_details(difference)

    @property
    def key(self) -> str:
        """The room's main table."""
        return self.table.model.table

    def focus_row(self, table: str, row_id: str) -> bool:
        """Put the cursor on a row of the room's own table."""
        if table != self._table_key or self.session.dossier.find(table, row_id) is None:
            return False
        self.catch_up()
        self.table.focus_row(row_id)
        return True
