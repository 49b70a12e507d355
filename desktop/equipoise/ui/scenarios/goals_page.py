"""Which goals and red lines are in force in a scenario."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from equipoise.dossier.difference import Difference
from equipoise.dossier.dossier import Dossier
from equipoise.dossier.fields import Flag
from equipoise.dossier.goals import statement_text
from equipoise.editing import scenario_edits
from equipoise.editing.session import Session
from equipoise.ui.plain import plain_label
from equipoise.ui.rooms.field_access import FieldAccess, own_field, worked_out
from equipoise.ui.rooms.row_table import RowTable


class GoalsPage(QWidget):
    """A table of all goals and red lines with a tick for those in force."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._scenario_id = ""
        spec = Flag("In force", "Whether the scenario counts this goal or watches this red line.")
        columns = (
            FieldAccess(
                "in_force",
                spec.label,
                spec,
                self._in_force,
                self._set_in_force,
                frozenset({"goals_set_aside", "scenarios"}),
            ),
            replace(own_field("goals", "name"), write=None),
            replace(own_field("goals", "kind"), write=None),
            worked_out(
                "says", "What it says", "Level, time.", statement_text, ("poles", "aspects")
            ),
        )
        self.table = RowTable(
            session,
            "goals",
            columns,
            self,
            own_rows=False,
            tools=False,
            deletable=False,
            empty="No goal or red line yet. Add them in the Overview.",
        )
        meaning = plain_label(
            "Untick a goal or red line to set it aside in this scenario; it stays in the dossier.",
            self,
        )
        meaning.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.addWidget(meaning)
        layout.addWidget(self.table)

    def show_scenario(self, scenario_id: str) -> None:
        """Show what another scenario decides."""
        self._scenario_id = scenario_id
        self.table.refresh(None)

    def refresh(self, difference: Difference) -> None:
        """Show what the difference touches."""
        self.table.refresh(difference)

    def _in_force(self, dossier: Dossier, goal: Any) -> bool:
        return goal.id not in dossier.set_aside_in(self._scenario_id)

    def _set_in_force(self, dossier: Dossier, goal_id: str, in_force: bool) -> Dossier:
        return scenario_edits.set_goal_in_force(dossier, self._scenario_id, goal_id, in_force)
