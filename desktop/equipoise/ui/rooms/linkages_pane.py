"""Linkages of a recommendation with others: what it excludes, what it requires."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QGridLayout, QPushButton, QVBoxLayout, QWidget

from equipoise.dossier.difference import Difference
from equipoise.dossier.dossier import Dossier
from equipoise.dossier.fields import Number, specifications
from equipoise.dossier.rows import LINKAGE_KINDS, Linkage
from equipoise.editing import linkage_edits
from equipoise.editing.session import Session
from equipoise.ui.judgment.number_field import NumberField
from equipoise.ui.judgment.problem_label import ProblemLabel
from equipoise.ui.judgment.refusals import refusal_of
from equipoise.ui.plain import one_line, plain_label, plain_tooltip
from equipoise.ui.rooms.choice_box import ChoiceBox
from equipoise.ui.rooms.field_access import FieldAccess, own_field, worked_out
from equipoise.ui.rooms.row_table import RowTable


def _field(name: str) -> FieldAccess:
    def write(dossier: Dossier, row_id: str, value: Any) -> Dossier:
        return linkage_edits.change_linkage(dossier, row_id, name, value)

    return replace(own_field("linkages", name), write=write)


def _bound(dossier: Dossier, linkage: Any) -> str:
    return dossier.name_of("recommendations", linkage.recommendation_id)


class LinkagesPane(QWidget):
    """Table of the linkages that name a recommendation, and a line to add one."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._owner_id = ""
        columns = (
            worked_out(
                "bound", "Recommendation", "The one that is bound.", _bound, ("recommendations",)
            ),
            *(_field(name) for name in ("kind", "other_id", "least", "note")),
        )
        self.table = RowTable(
            session,
            "linkages",
            columns,
            self,
            own_rows=False,
            empty="No linkage names this recommendation. Add one below.",
        )
        meaning = plain_label(
            "Weights that break a linkage are marked beside the sliders; nothing is blocked.", self
        )
        meaning.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 6, 8, 6)
        layout.addWidget(meaning)
        layout.addWidget(self.table, 1)
        layout.addLayout(self._adding())
        layout.addWidget(self.problem)
        self._offer_others()
        self.setEnabled(False)

    def _adding(self) -> QGridLayout:
        spec = specifications(Linkage)["least"]
        if not isinstance(spec, Number):
            raise TypeError("the least weight of a linkage is not a number")
        self.kind = ChoiceBox(self)
        self.kind.show_options(list(LINKAGE_KINDS), LINKAGE_KINDS[0][0])
        self.other = ChoiceBox(self)
        self.least = NumberField(spec.minimum, spec.maximum, spec.step, self)
        self.least.show_number(1.0)
        self.add_button = QPushButton("Add lin&kage", self)
        self.add_button.clicked.connect(self.add)
        self.problem = ProblemLabel(self)
        specs = specifications(Linkage)
        grid = QGridLayout()
        for column, (caption, control, meaning) in enumerate(
            (
                ("This one", self.kind, specs["kind"].help),
                ("Other", self.other, specs["other_id"].help),
                (f"From ({spec.unit})", self.least, spec.help),
            )
        ):
            control.setAccessibleName(f"New linkage: {caption.lower()}")
            plain_tooltip(control, meaning)
            grid.addWidget(plain_label(caption, self), 0, column)
            grid.addWidget(control, 1, column)
        plain_tooltip(self.add_button, "Add this linkage of the two recommendations.")
        grid.addWidget(self.add_button, 1, 3)
        grid.setColumnStretch(1, 3)
        return grid

    def show_owner(self, recommendation_id: str) -> None:
        """Show the linkages of another recommendation; "" shows none."""
        self._owner_id = recommendation_id
        self.setEnabled(bool(recommendation_id))
        self.problem.show_problem("")
        self.table.model.set_scope(
            lambda row: recommendation_id in (row.recommendation_id, row.other_id)
        )
        self.refresh(None)

    def refresh(self, difference: Difference | None) -> None:
        """Show what the difference touches; None shows everything."""
        self.table.refresh(difference)
        if difference is None or "recommendations" in difference.tables:
            self._offer_others()
        if difference is not None:
            added = [
                change.row_id
                for change in difference.changes
                if change.table == "linkages" and change.old is None
            ]
            if added and self.table.model.place_of(added[0]) >= 0:
                self.table.focus_row(added[0])

    def _offer_others(self) -> None:
        others = [
            (row.id, one_line(row.name))
            for row in self._session.dossier.recommendations
            if row.id != self._owner_id
        ]
        kept = self.other.value()
        first = others[0][0] if others else ""
        wanted = kept if any(key == kept for key, _ in others) else first
        self.other.show_options(others, wanted)
        self.add_button.setEnabled(bool(others))

    def add(self) -> None:
        """Add the linkage described in the line; what is wrong with it is said below."""
        owner, kind, other = self._owner_id, self.kind.value(), self.other.value()
        try:
            least = self.least.number()
        except ValueError as problem:
            self.problem.show_problem(f"From: {problem}")
            return
        name = one_line(self._session.dossier.name_of("recommendations", owner))
        refusal = refusal_of(
            self._session,
            lambda: self._session.attempt(
                f"Add linkage of {name}",
                lambda dossier: linkage_edits.add_linkage(dossier, owner, kind, other, least),
            ),
        )
        self.problem.show_problem(refusal)
