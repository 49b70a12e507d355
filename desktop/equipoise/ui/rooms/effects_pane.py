"""The effects of a driver or a recommendation on the cells."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QVBoxLayout, QWidget

from equipoise.dossier.difference import Difference
from equipoise.dossier.dossier import TABLES, Dossier
from equipoise.dossier.fields import Judged, specifications
from equipoise.dossier.judgment import Judgment
from equipoise.editing import edits
from equipoise.editing.session import Session
from equipoise.ui.plain import plain_label
from equipoise.ui.rooms.cell_grid import CellContent, CellGrid


class EffectsPane(QWidget):
    """A grid over all cells with the effect of one row of `owner_table` on each, or none."""

    def __init__(
        self, session: Session, owner_table: str, table: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._owner_table = owner_table
        self._table = table
        self._owner_id = ""
        spec = specifications(TABLES[table].row_class)["effect"]
        if not isinstance(spec, Judged):
            raise TypeError(f"{table} holds no judged effect")
        content = CellContent(
            replace(spec, optional=True), self._read, None, self._write, self._title
        )
        self.grid = CellGrid(session, content, f"Effects on cells, {spec.unit}", self)
        self._meaning = plain_label(
            f"{spec.help}\nEnter or a double click judges a cell; Del takes its effect away.", self
        )
        self._meaning.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 6, 8, 6)
        layout.addWidget(self._meaning)
        layout.addWidget(self.grid)

    def show_owner(self, owner_id: str) -> None:
        """Show the effects of another row; "" shows none."""
        self._owner_id = owner_id
        self.setEnabled(bool(owner_id))
        self.grid.refresh()

    def refresh(self, difference: Difference | None) -> None:
        """Show what the difference touches; None shows everything."""
        if difference is None or difference.tables & {self._table, "aspects", "poles"}:
            self.grid.refresh()

    def _read(self, dossier: Dossier, cell_id: str) -> Judgment | None:
        row = dossier.find(self._table, f"{self._owner_id}/{cell_id}")
        return None if row is None else row.effect

    def _title(self, dossier: Dossier, cell_id: str) -> str:
        owner = dossier.name_of(self._owner_table, self._owner_id)
        return f"Effect of {owner} on {dossier.name_of('cells', cell_id)}"

    def _write(self, cell_id: str, judgment: Judgment | None, gesture: int | None) -> None:
        owner_id = self._owner_id
        verb = "Change" if judgment is not None else "Remove"
        title = self._title(self._session.dossier, cell_id)
        self._session.attempt(
            f"{verb} {title[0].lower()}{title[1:]}",
            lambda dossier: edits.set_effect(dossier, self._table, owner_id, cell_id, judgment),
            gesture,
        )
