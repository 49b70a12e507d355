"""Which drivers a scenario forces: as judged, happens in a month, does not happen."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from equipoise.dossier.difference import Difference
from equipoise.dossier.dossier import Dossier
from equipoise.dossier.fields import Choice, Number
from equipoise.dossier.rows import FORCINGS, LONGEST_HORIZON, Driver, Forcing
from equipoise.editing import scenario_edits
from equipoise.editing.session import Session
from equipoise.ui.plain import plain_label
from equipoise.ui.rooms.field_access import FieldAccess, own_field
from equipoise.ui.rooms.row_table import RowTable

_AS_JUDGED = "as_judged"
_DEPENDS = frozenset({"forcings", "scenarios"})


class DriversPage(QWidget):
    """A table of all drivers; two columns say what the scenario decides."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._scenario_id = ""
        state = Choice(
            "In this scenario",
            "As judged in the dossier, or decided by the scenario.",
            ((_AS_JUDGED, "As judged"), *FORCINGS),
        )
        month = Number(
            "In month",
            "When it happens; a month typed here makes it happen then.",
            "",
            0,
            LONGEST_HORIZON,
            whole=True,
        )
        columns = (
            replace(own_field("drivers", "name"), write=None),
            FieldAccess("state", state.label, state, self._state, self._set_state, _DEPENDS),
            FieldAccess("month", month.label, month, self._month, self._set_month, _DEPENDS),
            replace(own_field("drivers", "kind"), write=None),
        )
        self.table = RowTable(
            session,
            "drivers",
            columns,
            self,
            own_rows=False,
            tools=False,
            deletable=False,
            empty="There is no driver yet. Add drivers in their room.",
        )
        meaning = plain_label(
            "A driver is as judged unless the scenario decides otherwise. Enter or a double click "
            "changes a field.",
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

    def _forcing(self, dossier: Dossier, driver_id: str) -> Forcing | None:
        found: Forcing | None = dossier.find("forcings", f"{self._scenario_id}/{driver_id}")
        return found

    def _state(self, dossier: Dossier, driver: Any) -> str:
        found = self._forcing(dossier, driver.id)
        return _AS_JUDGED if found is None else found.state

    def _month(self, dossier: Dossier, driver: Any) -> int | None:
        found = self._forcing(dossier, driver.id)
        return None if found is None or found.state != "happens" else found.month

    def _set_state(self, dossier: Dossier, driver_id: str, state: str) -> Dossier:
        wanted = None if state == _AS_JUDGED else state
        driver: Driver = dossier.get("drivers", driver_id)
        likely = round(driver.onset.likely) if driver.timing == "event" else 0
        month = min(likely, dossier.settings.horizon) if state == "happens" else 0
        return scenario_edits.set_forcing(dossier, self._scenario_id, driver_id, wanted, month)

    def _set_month(self, dossier: Dossier, driver_id: str, month: int) -> Dossier:
        return scenario_edits.set_forcing(dossier, self._scenario_id, driver_id, "happens", month)
