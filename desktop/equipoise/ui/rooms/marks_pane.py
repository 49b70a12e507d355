"""The dossier's handling marks: their names, ranks and meanings, and the default mark."""

from __future__ import annotations

from collections import Counter
from functools import partial
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QMenu, QPushButton, QVBoxLayout, QWidget

from equipoise.dossier.difference import SETTINGS, Difference
from equipoise.dossier.dossier import TABLES, Dossier
from equipoise.dossier.marks import (
    MARKED_TABLES,
    PRESETS,
    default_mark,
    owners_of,
    rows_carrying,
)
from equipoise.editing import mark_edits
from equipoise.editing.session import Session
from equipoise.ui.plain import one_line, plain_label, plain_tooltip, tooltip_text
from equipoise.ui.rooms.details_form import DetailsForm
from equipoise.ui.rooms.field_access import own_field, own_fields, worked_out
from equipoise.ui.rooms.row_table import RowTable

_MEANING = (
    "Who may read what. The higher the rank, the more closely held; marks of equal rank are not "
    "told apart. Aspects, cells, drivers, recommendations, steps, sources, goals and scenarios "
    "carry a mark in their own rooms; what belongs to a row counts as high as the row."
)


def _carrying_count(dossier: Dossier, mark: Any) -> int:
    return sum(1 for _ in rows_carrying(dossier, mark.id))


def _carrying(dossier: Dossier, mark: Any) -> str:
    count = _carrying_count(dossier, mark)
    return "1 row" if count == 1 else f"{count} rows"


def unmarked_words(dossier: Dossier) -> str:
    """What rows without a mark of their own count as, and how many there are, in plain words."""
    default = default_mark(dossier)
    if default is None:
        return "There is no handling mark yet, so no release copy can be made."
    unmarked = Counter(
        key
        for key in MARKED_TABLES
        for row in dossier.table(key)
        if not row.mark_id and not owners_of(dossier, key, row)
    )
    parts = [
        f"{count} {TABLES[key].one if count == 1 else TABLES[key].many.lower()}"
        for key, count in unmarked.items()
    ]
    chosen = bool(dossier.settings.default_mark_id)
    name = one_line(default.name)
    said = f"as {name}" if chosen else f"as the highest mark, {name}"
    rows = f" Without a mark of their own: {', '.join(parts)}." if parts else ""
    return (
        f"What carries no mark counts {said}; so do the texts of the settings and the bands.{rows}"
    )


class _MarkTable(RowTable):
    """The marks. One in use is not deleted: its rows would then count as the default mark."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        columns = (
            *own_fields("marks", ("name", "rank")),
            worked_out(
                "carried",
                "Carried by",
                "How many rows carry the mark themselves.",
                _carrying,
                MARKED_TABLES,
                order=_carrying_count,
            ),
            own_field("marks", "meaning"),
        )
        super().__init__(
            session,
            "marks",
            columns,
            parent,
            empty="No handling mark yet. Load a list, or press Add (Ctrl+N).",
        )
        self.view.horizontalHeader().setSectionResizeMode(
            len(columns) - 1, QHeaderView.ResizeMode.Stretch
        )
        self._session_of_marks = session

    def delete(self) -> None:
        """Delete the selected marks; refused where one is in use."""
        ids = [self.model.row_id(row) for row in self.view.selected_rows()]
        if ids:
            self._session_of_marks.attempt(
                "Delete handling marks", lambda dossier: mark_edits.delete_marks(dossier, ids)
            )


class MarksPane(QWidget):
    """The list of marks, a button that loads one in common use, and the default mark."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        meaning = plain_label(_MEANING, self)
        meaning.setWordWrap(True)
        self.load_button = QPushButton("&Load a list", self)
        plain_tooltip(
            self.load_button,
            "Put a list of marks in common use in the place of this one. Marks that rows carry "
            "stay. Undo brings the former list back.",
        )
        menu = QMenu(self.load_button)
        for key, preset in PRESETS.items():
            action = menu.addAction(preset.name)
            action.setToolTip(tooltip_text("\n".join(mark.name for mark in preset.marks)))
            action.triggered.connect(partial(self.load, key))
        menu.setToolTipsVisible(True)
        self.load_button.setMenu(menu)
        self.table = _MarkTable(session, self)
        self.default = DetailsForm(session, SETTINGS, (own_field(SETTINGS, "default_mark_id"),))
        self.unmarked = plain_label("", self)
        self.unmarked.setWordWrap(True)
        head = QHBoxLayout()
        head.addWidget(meaning, 1)
        head.addWidget(self.load_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 6, 8, 6)
        layout.addLayout(head)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.default)
        layout.addWidget(self.unmarked)

    def load(self, key: str, _checked: bool = False) -> None:
        """Load a list of `PRESETS`, as one undo step. Raises KeyError for another."""
        preset = PRESETS[key]
        self._session.attempt(
            f"Load marks: {preset.name}",
            lambda dossier: mark_edits.load_preset(dossier, preset),
        )

    def refresh(self, difference: Difference | None) -> None:
        """Show what the difference touches; None shows everything."""
        self.table.refresh(difference)
        self.default.refresh(difference)
        self.unmarked.setText(unmarked_words(self._session.dossier))

    def focus_row(self, row_id: str) -> None:
        """Put the cursor on a mark."""
        self.table.focus_row(row_id)
