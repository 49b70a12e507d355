"""The implementation steps of a recommendation: a table, and below it the strip over the months."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from equipoise.dossier.difference import Difference
from equipoise.editing.session import Session
from equipoise.ui.gantt.gantt_pane import GanttPane
from equipoise.ui.rooms.field_access import own_fields
from equipoise.ui.rooms.row_table import RowTable
from equipoise.ui.rooms.table_room import split

_STEP = (
    "name",
    "owner",
    "share",
    "start",
    "duration",
    "status",
    "reversible",
    "after_step_id",
    "mark_id",
)


class StepsPane(QWidget):
    """The steps of one recommendation in time. `edit_wanted` names a row that lives elsewhere."""

    edit_wanted = Signal(str, str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._owner_id = ""
        self.table = RowTable(
            session,
            "steps",
            own_fields("steps", _STEP),
            self,
            empty="No step yet: the lead time and phase-in of the recommendation apply. "
            "Press Add (Ctrl+N).",
        )
        self.table.setMinimumHeight(90)
        self.table.setEnabled(False)
        self.gantt = GanttPane(session, self)
        self.gantt.chosen.connect(self._bar_chosen)
        self.gantt.edit_wanted.connect(self._edit)
        self.table.current_changed.connect(lambda row_id: self.gantt.strip.choose("steps", row_id))
        session.scenario_changed.connect(self.gantt.refresh)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 6, 8, 6)
        layout.addWidget(split(self.table, self.gantt, (130, 170)))

    def show_owner(self, recommendation_id: str) -> None:
        """Show the steps of another recommendation; "" shows none."""
        self._owner_id = recommendation_id
        self.table.setEnabled(bool(recommendation_id))
        self.table.model.new_row_values = {"recommendation_id": recommendation_id}
        self.table.model.set_scope(lambda step: step.recommendation_id == recommendation_id)
        self.table.refresh(None)
        self.gantt.show_recommendation(recommendation_id)

    def refresh(self, difference: Difference | None) -> None:
        """Show what the difference touches; None shows everything."""
        self.table.refresh(difference)
        self.gantt.refresh()

    def _bar_chosen(self, table: str, row_id: str) -> None:
        if table == "steps" and self.table.model.place_of(row_id) >= 0:
            self.table.focus_row(row_id)

    def _edit(self, table: str, row_id: str) -> None:
        """Edit the start of a bar in the table, or ask for the place where it lives."""
        self.edit_wanted.emit(table, row_id)
        place = self.table.model.place_of(row_id)
        if table == "steps" and place >= 0:
            self.table.focus_row(row_id)
            column = _STEP.index("start")
            index = self.table.model.index(place, column)
            self.table.view.setCurrentIndex(index)
            self.table.view.setFocus()
            self.table.view.edit(index)
