"""The bar over the sliders: which scenario, whether it changed, whether it is locked, its menu."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QSizePolicy, QToolButton, QWidget

from equipoise.dossier.difference import Difference
from equipoise.dossier.rows import Scenario
from equipoise.editing import scenario_edits
from equipoise.editing.session import Session
from equipoise.ui.icons import icon
from equipoise.ui.plain import one_line, plain_label, plain_tooltip
from equipoise.ui.rooms.choice_box import ChoiceBox
from equipoise.ui.scenarios.blind_first import BlindFirst
from equipoise.ui.scenarios.scenario_menu import ScenarioMenu
from equipoise.ui.theme import LIGHT, Theme

_CHANGED = "● changed"


class ScenarioBar(QWidget):
    """Chooses the scenario shown. `page_wanted` asks for a page of “What it changes”."""

    page_wanted = Signal(str)

    def __init__(self, session: Session, blind: BlindFirst, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._theme = LIGHT
        self.box = ChoiceBox(self)
        self.box.setAccessibleName("Scenario")
        self.box.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.box.setMinimumContentsLength(14)
        self.box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.box.activated.connect(self._choose)
        self.mark = plain_label("", self)
        kept = self.mark.sizePolicy()
        kept.setRetainSizeWhenHidden(True)
        self.mark.setSizePolicy(kept)
        self.mark.setText(_CHANGED)
        self.mark.setAccessibleName("Changed since the bookmark")
        self.lock = QToolButton(self)
        self.lock.setCheckable(True)
        self.lock.setAutoRaise(True)
        self.lock.setIconSize(QSize(16, 16))
        self.menu = ScenarioMenu(session, blind, self)
        self.menu.page_wanted.connect(self.page_wanted)
        self.lock.clicked.connect(self._toggle_lock)
        self.menu_button = QPushButton("&Scenario", self)
        self.menu_button.setMenu(self.menu)
        self.menu_button.setAccessibleName("What can be done with the scenario")
        plain_tooltip(
            self.menu_button,
            "New, duplicate, rename, bookmark, revert, reset, lock, delete, details (Alt+S)",
        )
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self.box, 1)
        layout.addWidget(self.mark)
        layout.addWidget(self.lock)
        layout.addWidget(self.menu_button)
        session.changed.connect(self._changed)
        session.scenario_changed.connect(self.refresh)
        self.refresh()

    def set_theme(self, theme: Theme) -> None:
        """Colour mark and lock for the theme."""
        self._theme = theme
        palette = self.mark.palette()
        palette.setColor(QPalette.ColorRole.WindowText, QColor(theme.warning))
        self.mark.setPalette(palette)
        self._draw_lock()

    def refresh(self) -> None:
        """Show the scenarios as they are."""
        dossier, scenario_id = self._session.dossier, self._session.scenario_id
        base = dossier.base_scenario_id()
        named = [
            (s.id, one_line(s.name) + (" · base" if s.id == base else ""))
            for s in dossier.scenarios
        ]
        self.box.show_options(named, scenario_id)
        row: Scenario | None = dossier.find("scenarios", scenario_id)
        self.box.setEnabled(row is not None)
        self.lock.setEnabled(row is not None)
        plain_tooltip(self.box, self._said_of(row))
        self._show_mark(row)
        locked = row is not None and row.locked
        self.lock.setChecked(locked)
        said = "Locked: press to allow changes" if locked else "Lock this scenario against changes"
        plain_tooltip(self.lock, said)
        self.lock.setAccessibleName("Unlock the scenario" if locked else "Lock the scenario")
        self._draw_lock()

    @staticmethod
    def _said_of(row: Scenario | None) -> str:
        if row is None:
            return "There is no scenario yet: make one from the menu “Scenario”."
        note = f"\n{row.note}" if row.note else ""
        return f"{row.name}{note}\nThe scenario whose weights and what-ifs are shown."

    def _show_mark(self, row: Scenario | None) -> None:
        changed = (
            row is not None
            and bool(row.bookmark)
            and not scenario_edits.is_bookmarked(self._session.dossier, row.id)
        )
        self.mark.setVisible(changed)
        plain_tooltip(
            self.mark,
            "Changed since the bookmark. In the menu: “Revert to bookmark” brings that state back, "
            "“Bookmark this state” keeps this one.",
        )

    def _changed(self, change: Difference) -> None:
        if change.tables <= {"weights"}:
            self._show_mark(self._session.dossier.find("scenarios", self._session.scenario_id))
        else:
            self.refresh()

    def _choose(self, _place: int) -> None:
        self._session.show_scenario(self.box.value())

    def _toggle_lock(self) -> None:
        self.menu.toggle_lock()
        self.refresh()

    def _draw_lock(self) -> None:
        name = "locked" if self.lock.isChecked() else "unlocked"
        colour = self._theme.warning if self.lock.isChecked() else self._theme.text
        self.lock.setIcon(icon(name, colour))
