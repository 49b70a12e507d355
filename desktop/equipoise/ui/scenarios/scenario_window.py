"""The window “What it changes”: all that the scenario shown decides, and how it differs."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from equipoise.dossier.difference import Difference
from equipoise.dossier.scenarios import misfits
from equipoise.editing import scenario_edits
from equipoise.editing.session import Session
from equipoise.ui.judgment.problem_label import ProblemLabel
from equipoise.ui.plain import one_line, plain_label
from equipoise.ui.rooms.details_form import DetailsForm
from equipoise.ui.rooms.field_access import own_field
from equipoise.ui.scenarios.difference_page import DifferencePage
from equipoise.ui.scenarios.drivers_page import DriversPage
from equipoise.ui.scenarios.goals_page import GoalsPage
from equipoise.ui.scenarios.overrides_page import OverridesPage

PAGES = ("drivers", "judgments", "goals", "note", "difference")

_KEPT = "All this is kept, and counts again if undo brings back what it is about."


class ScenarioWindow(QWidget):
    """Stays open beside the main window and follows the scenario shown. `go_to` asks for a row."""

    go_to = Signal(str, str)

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self._session = session
        self.setAccessibleName("What the scenario changes")
        self.heading = plain_label("", self)
        self.heading.setObjectName("heading")
        self.heading.setWordWrap(True)
        self.misfits = ProblemLabel(self)
        self.misfits.setAccessibleName("What no longer fits")
        self.refusal = ProblemLabel(self)
        self.drivers = DriversPage(session)
        self.overrides = OverridesPage(session)
        self.goals = GoalsPage(session)
        self.note = DetailsForm(
            session,
            "scenarios",
            (
                replace(own_field("scenarios", "name"), write=scenario_edits.rename_scenario),
                replace(own_field("scenarios", "note"), write=scenario_edits.set_note),
            ),
        )
        self.difference = DifferencePage(session)
        self.difference.go_to.connect(self.go_to)
        self.tabs = QTabWidget(self)
        self.tabs.setDocumentMode(True)
        for page, title in (
            (self.drivers, "&Drivers"),
            (self.overrides, "&Judgments"),
            (self.goals, "&Goals and red lines"),
            (self.note, "&Name and note"),
            (self.difference, "Difference &from base"),
        ):
            self.tabs.addTab(page, title)
        layout = QVBoxLayout(self)
        layout.addWidget(self.heading)
        layout.addWidget(self.misfits)
        layout.addWidget(self.refusal)
        layout.addWidget(self.tabs)
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        escape.activated.connect(self.close)
        self.resize(660, 520)
        session.changed.connect(self._changed)
        session.refused.connect(self.refusal.show_problem)
        session.scenario_changed.connect(self._show_scenario)
        self._show_scenario()

    def show_page(self, page: str) -> None:
        """Show the window at one of `PAGES`. Raises ValueError for another."""
        self.tabs.setCurrentIndex(PAGES.index(page))
        self._show_scenario()
        self.show()
        self.raise_()
        self.activateWindow()
        if page == "note":
            self.note.editor("note").setFocus()

    def commit(self) -> None:
        """Take over everything typed but not yet taken over."""
        self.note.commit()
        self.overrides.commit()

    def _show_scenario(self) -> None:
        self.refusal.show_problem("")
        scenario_id = self._session.scenario_id
        self.tabs.setEnabled(bool(scenario_id))
        for page in (self.drivers, self.overrides, self.goals, self.difference):
            page.show_scenario(scenario_id)
        self.note.show_row(scenario_id)
        self._head()

    def _changed(self, difference: Difference) -> None:
        self.refusal.show_problem("")
        for page in (self.drivers, self.overrides, self.goals, self.difference, self.note):
            page.refresh(difference)
        self._head()

    def _head(self) -> None:
        dossier, scenario_id = self._session.dossier, self._session.scenario_id
        row = dossier.find("scenarios", scenario_id)
        name = "There is no scenario yet." if row is None else one_line(row.name)
        self.setWindowTitle(f"What it changes: {name}" if row else "What it changes")
        locked = " – locked: unlock or duplicate it to change it" if row and row.locked else ""
        self.heading.setText(f"{name}{locked}")
        found = misfits(dossier, scenario_id)
        kept = (_KEPT,) if found else ()
        self.misfits.show_problem("\n".join(one_line(text) for text in (*found, *kept)))

    def hideEvent(self, event: QHideEvent) -> None:
        """Take over what is typed before the window goes away."""
        self.commit()
        super().hideEvent(event)
