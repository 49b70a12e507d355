"""Drivers: challenges, opportunities and external shifts, and what they do to the cells."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from equipoise.dossier.confidence import CONFIDENCE_WORDS, confidence_word, source_label
from equipoise.dossier.difference import Difference
from equipoise.editing.session import Session
from equipoise.ui.rooms.details_form import DetailsForm, scrolled
from equipoise.ui.rooms.effects_pane import EffectsPane
from equipoise.ui.rooms.field_access import FieldAccess, own_fields, worked_out
from equipoise.ui.rooms.table_room import TableRoom

_FORM = (
    "name",
    "kind",
    "description",
    "timing",
    "half_life",
    "likelihood",
    "onset",
    "review_by",
    "source_ids",
    "mark_id",
)


def support_columns() -> tuple[FieldAccess, FieldAccess]:
    """Source label and confidence word of rows with sources."""
    return (
        worked_out(
            "label",
            "Rests on",
            "The sources of the row's judgments.",
            source_label,
            ("sources",),
            order=lambda dossier, row: (
                source_label(dossier, row).casefold() if row.source_ids else None
            ),
        ),
        worked_out(
            "confidence",
            "Confidence",
            "Low, moderate or high: from the grade of the best source, a second source, and age.",
            confidence_word,
            ("sources", "settings"),
            order=lambda dossier, row: CONFIDENCE_WORDS.index(confidence_word(dossier, row)),
        ),
    )


class DriversRoom(TableRoom):
    """Drivers over their texts, judgments and effects."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        columns = (
            *own_fields("drivers", ("name", "kind", "timing", "likelihood", "onset", "half_life")),
            *support_columns(),
        )
        super().__init__(session, "drivers", columns, parent)
        self.form = DetailsForm(session, "drivers", own_fields("drivers", _FORM))
        self.effects = EffectsPane(session, "drivers", "driver_effects")
        self.details.addTab(scrolled(self.form), "D&river")
        self.details.addTab(self.effects, "&Effects on cells")
        self.column.addWidget(self.assemble())

    def show_details(self, row_id: str) -> None:
        """Show a driver."""
        self.form.show_row(row_id)
        self.effects.show_owner(row_id)
        self._show_event_fields()

    def refresh_details(self, difference: Difference | None) -> None:
        """Show what the difference touches."""
        self.form.refresh(difference)
        self.effects.refresh(difference)
        self._show_event_fields()

    def _show_event_fields(self) -> None:
        """Likelihood and window mean something for an event only."""
        driver = self.session.dossier.find("drivers", self.table.current_row_id)
        for key in ("likelihood", "onset"):
            self.form.show_field(key, driver is None or driver.timing == "event")

    def focus_row(self, table: str, row_id: str) -> bool:
        """Put the cursor on a driver, or on the driver of an effect."""
        if table == "driver_effects":
            effect = self.session.dossier.find(table, row_id)
            if effect is None or not super().focus_row("drivers", effect.driver_id):
                return False
            self.details.setCurrentWidget(self.effects)
            self.effects.grid.setCurrentIndex(self.effects.grid.index_of(effect.cell_id))
            return True
        return super().focus_row(table, row_id)
