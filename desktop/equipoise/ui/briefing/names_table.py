"""The table of names abroad: edited in place, and guarded by each name's lock."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHeaderView, QWidget

from equipoise.dossier.dossier import Dossier
from equipoise.editing import briefing_edits
from equipoise.editing.session import Session
from equipoise.ui.rooms.field_access import own_field
from equipoise.ui.rooms.row_table import RowTable

_TABLE = "names_abroad"
_LANGUAGE, _LOCKED = 1, 3
_NARROW = 52


class NamesTable(RowTable):
    """Names abroad. One that is locked refuses every change, paste and removal but unlocking.

    `add_wanted` is called for the table's keys for a new row.
    """

    def __init__(
        self, session: Session, add_wanted: Callable[[], None], parent: QWidget | None = None
    ) -> None:
        columns = tuple(
            replace(own_field(_TABLE, name), write=_write(name))
            for name in ("name", "language", "written")
        )
        locked = replace(own_field(_TABLE, "locked"), write=_lock)
        self._add_wanted = add_wanted
        super().__init__(
            session,
            _TABLE,
            (*columns, locked),
            parent,
            own_rows=False,
            empty="No name is written here yet. Add one below, or list the names that lack it.",
        )
        self._session_of_names = session
        header = self.view.horizontalHeader()
        header.setStretchLastSection(False)
        for column in range(len(self.model.columns)):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        for column in (_LANGUAGE, _LOCKED):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        header.setMinimumSectionSize(_NARROW)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_language(self, language: str) -> None:
        """Show only names in a language, without its column; "" shows all."""

        def lies_in(row: Any) -> bool:
            return bool(row.language == language)

        self.view.setColumnHidden(_LANGUAGE, bool(language))
        self.model.set_scope(lies_in if language else None)

    def add(self) -> None:
        """Lead to where a name is added."""
        self._add_wanted()

    def delete(self) -> None:
        """Remove the selected names; refused as a whole where one is locked."""
        ids = [self.model.row_id(row) for row in self.view.selected_rows()]
        if ids:
            self._session_of_names.attempt(
                "Remove names abroad",
                lambda dossier: briefing_edits.remove_names_abroad(dossier, ids),
            )


def _write(name: str) -> Callable[[Dossier, str, Any], Dossier]:
    def write(dossier: Dossier, row_id: str, value: Any) -> Dossier:
        return briefing_edits.set_name_abroad(dossier, row_id, name, value)

    return write


def _lock(dossier: Dossier, row_id: str, value: Any) -> Dossier:
    return briefing_edits.set_name_locked(dossier, row_id, bool(value))
