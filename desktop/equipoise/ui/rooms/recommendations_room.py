"""Recommendations: what could be done, its effects, what it damps, its steps and linkages."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from equipoise.dossier.difference import Difference
from equipoise.dossier.dossier import Dossier
from equipoise.editing.session import Session
from equipoise.ui.plain import plain_label
from equipoise.ui.rooms.damping_pane import DampingPane
from equipoise.ui.rooms.details_form import DetailsForm, scrolled
from equipoise.ui.rooms.drivers_room import support_columns
from equipoise.ui.rooms.effects_pane import EffectsPane
from equipoise.ui.rooms.field_access import own_fields, worked_out
from equipoise.ui.rooms.linkages_pane import LinkagesPane
from equipoise.ui.rooms.steps_pane import StepsPane
from equipoise.ui.rooms.table_room import TableRoom

_FORM = ("name", "review_by", "rationale", "lead_time", "phase_in", "source_ids", "mark_id")


def _step_count(dossier: Dossier, recommendation: Any) -> int:
    return len(dossier.steps_of(recommendation.id))


def _steps(dossier: Dossier, recommendation: Any) -> str:
    count = _step_count(dossier, recommendation)
    return {0: "none", 1: "1 step"}.get(count, f"{count} steps")


class RecommendationsRoom(TableRoom):
    """Recommendations over their details."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        columns = (
            *own_fields("recommendations", ("name", "rationale")),
            worked_out(
                "steps",
                "Steps",
                "Implementation steps; they drive time.",
                _steps,
                ("steps",),
                order=_step_count,
            ),
            *support_columns(),
        )
        super().__init__(session, "recommendations", columns, parent)
        self.form = DetailsForm(session, "recommendations", own_fields("recommendations", _FORM))
        self.timing = plain_label("", self)
        self.timing.setWordWrap(True)
        self.timing.setContentsMargins(8, 0, 8, 6)
        self.effects = EffectsPane(session, "recommendations", "recommendation_effects")
        self.damping = DampingPane(session)
        self.steps = StepsPane(session)
        self.steps.edit_wanted.connect(self._edit_elsewhere)
        self.linkages = LinkagesPane(session)
        page = QWidget(self)
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.form)
        layout.addWidget(self.timing)
        layout.addStretch(1)
        for widget, title in (
            (scrolled(page), "&Recommendation"),
            (self.effects, "&Effects on cells"),
            (self.damping, "Da&mping"),
            (self.steps, "&Steps"),
            (self.linkages, "L&inkages"),
        ):
            self.details.addTab(widget, title)
        self.column.addWidget(self.assemble())

    def show_details(self, row_id: str) -> None:
        """Show a recommendation."""
        self.form.show_row(row_id)
        for pane in (self.effects, self.damping, self.steps, self.linkages):
            pane.show_owner(row_id)
        self._show_timing()

    def refresh_details(self, difference: Difference | None) -> None:
        """Show what the difference touches."""
        self.form.refresh(difference)
        for pane in (self.effects, self.damping, self.steps, self.linkages):
            pane.refresh(difference)
        self._show_timing()

    def _show_timing(self) -> None:
        """Lead time and phase-in count only without steps."""
        count = len(self.session.dossier.steps_of(self.table.current_row_id))
        for key in ("lead_time", "phase_in"):
            self.form.show_field(key, count == 0)
        self.timing.setVisible(count > 0)
        steps = "its step says" if count == 1 else f"its {count} steps say"
        self.timing.setText(f"When it acts, {steps}: see Steps.")

    def _edit_elsewhere(self, table: str, row_id: str) -> None:
        """Show the place where a bar of the strip is edited."""
        self.focus_row(table, row_id)
        if table == "recommendations":
            self.details.setCurrentIndex(0)

    def focus_row(self, table: str, row_id: str) -> bool:
        """Put the cursor on a recommendation, a step, an effect, a damping or a linkage."""
        pane = {
            "steps": self.steps,
            "recommendation_effects": self.effects,
            "dampings": self.damping,
            "linkages": self.linkages,
        }.get(table)
        if pane is None:
            return super().focus_row(table, row_id)
        row = self.session.dossier.find(table, row_id)
        if row is None or not super().focus_row("recommendations", row.recommendation_id):
            return False
        self.details.setCurrentWidget(pane)
        if table == "steps":
            self.steps.table.focus_row(row_id)
        elif table == "linkages":
            self.linkages.table.focus_row(row_id)
        elif table == "dampings":
            self.damping.table.focus_row(row.driver_id)
        else:
            self.effects.grid.setCurrentIndex(self.effects.grid.index_of(row.cell_id))
        return True
