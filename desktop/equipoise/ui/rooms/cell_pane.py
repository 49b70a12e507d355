"""One cell: its posture term, its judgments, and whether they follow the term."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from equipoise.dossier.difference import Difference
from equipoise.dossier.dossier import Dossier
from equipoise.dossier.rows import Cell
from equipoise.editing import edits
from equipoise.editing.session import Session
from equipoise.ui.plain import one_line, plain_label, plain_tooltip
from equipoise.ui.rooms.details_form import DetailsForm
from equipoise.ui.rooms.field_access import FieldAccess, own_field, own_fields


def _level(dossier: Dossier, cell: Any) -> Any:
    return dossier.level_of(cell)


def _drift(dossier: Dossier, cell: Any) -> Any:
    return dossier.drift_of(cell)


def cell_fields() -> tuple[FieldAccess, ...]:
    """All fields of a cell; level and drift as they are in force."""
    in_force = frozenset({"terms"})
    return (
        replace(own_field("cells", "term_id"), write=edits.set_posture),
        own_field("cells", "review_by"),
        replace(own_field("cells", "level"), read=_level, depends=in_force),
        replace(own_field("cells", "drift"), read=_drift, depends=in_force),
        *own_fields("cells", ("importance", "volatility", "note", "source_ids", "mark_id")),
    )


def following(dossier: Dossier, cell: Cell) -> str:
    """In one sentence, where a cell's level and drift come from."""
    if not cell.term_id:
        return "No posture term: level and drift are this cell's own numbers."
    term = f"“{one_line(dossier.name_of('terms', cell.term_id))}”"
    own = [
        name for name, value in (("Level", cell.level), ("drift", cell.drift)) if value is not None
    ]
    if not own:
        return f"Level and drift follow the term {term}."
    if len(own) == 2:
        return f"Level and drift are overridden: they no longer follow the term {term}."
    return f"{own[0].capitalize()} is overridden: it no longer follows the term {term}."


class CellPane(QWidget):
    """Edits the cell of one aspect towards one pole."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._cell_id = ""
        self.form = DetailsForm(session, "cells", cell_fields(), self)
        self.state = plain_label("", self)
        self.state.setWordWrap(True)
        self.state.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.follow = QPushButton("&Follow term again", self)
        plain_tooltip(
            self.follow, "Drop this cell's own level and drift and take the posture term's instead."
        )
        self.follow.clicked.connect(self._follow)
        bar = QHBoxLayout()
        bar.setContentsMargins(8, 6, 8, 0)
        bar.addWidget(self.state, 1)
        bar.addWidget(self.follow)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(bar)
        layout.addWidget(self.form)
        layout.addStretch(1)

    def show_cell(self, cell_id: str) -> None:
        """Show another cell; "" shows none."""
        self._cell_id = cell_id
        self.form.show_row(cell_id)
        self._show_state()

    def refresh(self, difference: Difference | None) -> None:
        """Show what the difference touches; None shows everything."""
        self.form.refresh(difference)
        self._show_state()

    def _show_state(self) -> None:
        dossier = self._session.dossier
        cell: Cell | None = dossier.find("cells", self._cell_id)
        self.state.setText("" if cell is None else following(dossier, cell))
        overridden = cell is not None and (cell.level is not None or cell.drift is not None)
        self.follow.setVisible(overridden and cell is not None and bool(cell.term_id))

    def _follow(self) -> None:
        cell: Cell | None = self._session.dossier.find("cells", self._cell_id)
        if cell is not None:
            name = one_line(self._session.dossier.name_of("cells", cell.id))
            self._session.attempt(
                f"Let {name} follow its term again",
                lambda dossier: edits.set_posture(dossier, cell.id, cell.term_id),
            )
