"""How far a recommendation damps each driver."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from equipoise.dossier.difference import Difference
from equipoise.dossier.dossier import Dossier
from equipoise.dossier.fields import Judged, specifications
from equipoise.dossier.judgment import Judgment
from equipoise.dossier.rows import Damping
from equipoise.editing import edits
from equipoise.editing.session import Session
from equipoise.ui.plain import plain_label
from equipoise.ui.rooms.field_access import FieldAccess, own_field
from equipoise.ui.rooms.row_table import RowTable


class DampingPane(QWidget):
    """All drivers, each with the share of its effect that one recommendation takes away."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._owner_id = ""
        spec = specifications(Damping)["share"]
        if not isinstance(spec, Judged):
            raise TypeError("damping is not judged")
        share = FieldAccess(
            "share",
            spec.label,
            replace(spec, optional=True),
            self._read,
            self._write,
            frozenset({"dampings"}),
        )
        columns = (
            replace(own_field("drivers", "name"), write=None),
            replace(own_field("drivers", "kind"), write=None),
            share,
        )
        self.table = RowTable(
            session,
            "drivers",
            columns,
            self,
            own_rows=False,
            tools=False,
            deletable=False,
            empty="There is no driver to damp yet. Add drivers in their room.",
        )
        meaning = plain_label(
            f"{spec.help} Enter or a double click judges it; Del takes it away.", self
        )
        meaning.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 6, 8, 6)
        layout.addWidget(meaning)
        layout.addWidget(self.table)

    def show_owner(self, recommendation_id: str) -> None:
        """Show the damping by another recommendation; "" shows none."""
        self._owner_id = recommendation_id
        self.setEnabled(bool(recommendation_id))
        self.table.refresh(None)

    def refresh(self, difference: Difference | None) -> None:
        """Show what the difference touches; None shows everything."""
        self.table.refresh(difference)

    def _read(self, dossier: Dossier, driver: Any) -> Judgment | None:
        found = dossier.find("dampings", f"{self._owner_id}/{driver.id}")
        return None if found is None else found.share

    def _write(self, dossier: Dossier, driver_id: str, share: Judgment | None) -> Dossier:
        return edits.set_damping(dossier, self._owner_id, driver_id, share)
