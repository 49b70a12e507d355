"""Spillovers from and to the cells of one aspect."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QGridLayout, QPushButton, QVBoxLayout, QWidget

from equipoise.dossier.difference import Difference
from equipoise.dossier.dossier import Dossier
from equipoise.dossier.fields import Number, specifications
from equipoise.dossier.rows import Spillover
from equipoise.editing import edits
from equipoise.editing.session import Session
from equipoise.ui.judgment.number_field import NumberField
from equipoise.ui.judgment.problem_label import ProblemLabel
from equipoise.ui.judgment.refusals import refusal_of
from equipoise.ui.plain import one_line, plain_label, plain_tooltip
from equipoise.ui.rooms.choice_box import ChoiceBox
from equipoise.ui.rooms.details_form import DetailsForm
from equipoise.ui.rooms.field_access import own_fields, worked_out
from equipoise.ui.rooms.row_table import RowTable

_NAMED = ("aspects", "poles")


def _source(dossier: Dossier, spillover: Any) -> str:
    return dossier.name_of("cells", spillover.source_cell)


def _target(dossier: Dossier, spillover: Any) -> str:
    return dossier.name_of("cells", spillover.target_cell)


class SpilloversPane(QWidget):
    """Table of spillovers, a line to add one, and the note and sources of the one chosen."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._aspect_id = ""
        columns = (
            worked_out("source", "From", "The cell that moves.", _source, _NAMED),
            worked_out("target", "To", "The cell that follows.", _target, _NAMED),
            *own_fields("spillovers", ("strength", "note")),
        )
        self.table = RowTable(
            session,
            "spillovers",
            columns,
            self,
            own_rows=False,
            empty="No spillover from or to this aspect. Add one below.",
        )
        self.table.setMinimumHeight(150)
        self.form = DetailsForm(session, "spillovers", own_fields("spillovers", _FORM), self)
        self.table.current_changed.connect(self.form.show_row)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 6, 8, 6)
        layout.addWidget(self.table)
        layout.addLayout(self._adding())
        layout.addWidget(self.problem)
        layout.addWidget(self.form)

    def _adding(self) -> QGridLayout:
        spec = specifications(Spillover)["strength"]
        if not isinstance(spec, Number):
            raise TypeError("the strength of a spillover is not a number")
        self.source = ChoiceBox(self)
        self.target = ChoiceBox(self)
        self.strength = NumberField(spec.minimum, spec.maximum, spec.step, self)
        self.strength.show_number(0.1)
        self.add_button = QPushButton("Add &spillover", self)
        self.add_button.clicked.connect(self.add)
        self.problem = ProblemLabel(self)
        grid = QGridLayout()
        for column, (caption, control, meaning) in enumerate(
            (
                ("From", self.source, "The cell that moves."),
                ("To", self.target, "The cell that follows."),
                ("Spillover", self.strength, f"{spec.help} Unit: {spec.unit}."),
            )
        ):
            control.setAccessibleName(f"New spillover: {caption.lower()}")
            plain_tooltip(control, meaning)
            grid.addWidget(plain_label(caption, self), 0, column)
            grid.addWidget(control, 1, column)
        plain_tooltip(self.add_button, "Add a spillover between these two cells.")
        grid.addWidget(self.add_button, 1, 3)
        grid.setColumnStretch(0, 3)
        grid.setColumnStretch(1, 3)
        return grid

    def show_aspect(self, aspect_id: str) -> None:
        """Show the spillovers of another aspect; "" shows none."""
        self._aspect_id = aspect_id
        self.setEnabled(bool(aspect_id))
        self.table.model.set_scope(lambda row: aspect_id in (row.from_aspect_id, row.to_aspect_id))
        self.refresh(None)

    def refresh(self, difference: Difference | None) -> None:
        """Show what the difference touches; None shows everything."""
        self.table.refresh(difference)
        self.form.refresh(difference)
        if difference is None or difference.tables & {"aspects", "poles", "cells"}:
            self._offer_cells()

    def _offer_cells(self) -> None:
        dossier = self._session.dossier
        cells = [
            (f"{a.id}/{p.id}", one_line(f"{a.name} / {p.name}"))
            for a in dossier.aspects
            for p in dossier.poles
        ]
        own = [key for key, _ in cells if key.split("/")[0] == self._aspect_id]
        for box, first in ((self.source, 0), (self.target, 1)):
            kept = box.value()
            wanted = kept if any(key == kept for key, _ in cells) else ""
            if not wanted or kept.split("/")[0] != self._aspect_id:
                wanted = own[min(first, len(own) - 1)] if own else ""
            box.show_options(cells, wanted)
        self.add_button.setEnabled(bool(cells))

    def add(self) -> None:
        """Add the spillover described in the line; what is wrong with it is said below."""
        source, target = self.source.value(), self.target.value()
        try:
            strength = self.strength.number()
        except ValueError as problem:
            self.problem.show_problem(f"Spillover: {problem}")
            return
        if source == target:
            self.problem.show_problem("From and To must be two different cells.")
            return
        row_id = f"{source}/{target}"
        if self._session.dossier.find("spillovers", row_id) is not None:
            self.problem.show_problem("This spillover is in the table already; change it there.")
            self.table.focus_row(row_id)
            return
        name = self._session.dossier.name_of("cells", source)
        refusal = refusal_of(
            self._session,
            lambda: self._session.attempt(
                f"Add spillover from {one_line(name)}",
                lambda dossier: edits.set_spillover(dossier, source, target, strength),
            ),
        )
        self.problem.show_problem(refusal)
        if not refusal:
            self.table.focus_row(row_id)


_FORM = ("note", "source_ids")
