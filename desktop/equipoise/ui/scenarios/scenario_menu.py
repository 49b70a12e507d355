"""The menu of what can be done with the scenario shown."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from equipoise.dossier.dossier import Dossier
from equipoise.dossier.rows import Scenario
from equipoise.editing import edits, scenario_edits
from equipoise.editing.session import Session
from equipoise.ui.plain import one_line, tooltip_text
from equipoise.ui.scenarios.blind_first import BlindFirst
from equipoise.ui.scenarios.name_dialog import NameDialog

_COMMANDS: tuple[tuple[str, str, str], ...] = (
    ("new", "&New, like this one…", "A new scenario that begins as this one is now"),
    ("duplicate", "&Duplicate", "A copy with note and bookmark, right behind this one; unlocked"),
    ("rename", "Rena&me…", "Give this scenario another name"),
    ("note", "N&ote…", "Say what this scenario is meant to show"),
    ("", "", ""),
    (
        "bookmark",
        "&Bookmark this state",
        "Keep the scenario as it is now; “Revert to bookmark” brings this state back later",
    ),
    (
        "revert",
        "&Revert to bookmark",
        "Bring back the state you bookmarked. Unlike undo, it leaves all other edits alone",
    ),
    (
        "reset",
        "Reset to ba&se",
        "Let this scenario decide what the base scenario decides. Its bookmark stays",
    ),
    ("base", "Make this the b&ase", "Compare the other scenarios with this one from now on"),
    ("", "", ""),
    ("lock", "&Lock", "Protect this scenario against changes by mistake, or lift that"),
    ("earlier", "Move &earlier", "Move this scenario one place up in the list"),
    ("later", "Mo&ve later", "Move this scenario one place down in the list"),
    ("delete", "Dele&te", "Take this scenario away. Undo brings it back"),
    ("", "", ""),
    ("changes", "&What it changes…", "Drivers, judgments, goals and note of this scenario"),
    ("difference", "Di&fference from base…", "Everything in which it differs from the base"),
    ("", "", ""),
    (
        "blind",
        "Bl&ind-first weighting",
        "Set the weights before you see any outcome; then see how seeing it shifted them",
    ),
)


class ScenarioMenu(QMenu):
    """Carries the commands out on the scenario shown; each edit is one undo step.

    `page_wanted` carries the page of the window “What it changes” to open.
    """

    page_wanted = Signal(str)

    def __init__(self, session: Session, blind: BlindFirst, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._blind = blind
        self.commands: dict[str, QAction] = {}
        self.setToolTipsVisible(True)
        does: dict[str, Callable[[], object]] = {
            "new": self._new,
            "duplicate": self._duplicate,
            "rename": self._rename,
            "note": lambda: self.page_wanted.emit("note"),
            "bookmark": self._bookmark,
            "revert": self._revert,
            "reset": self._reset,
            "base": self._make_base,
            "lock": self.toggle_lock,
            "earlier": lambda: self._move(-1),
            "later": lambda: self._move(1),
            "delete": self._delete,
            "changes": lambda: self.page_wanted.emit("drivers"),
            "difference": lambda: self.page_wanted.emit("difference"),
            "blind": self._toggle_blind,
        }
        for key, text, meaning in _COMMANDS:
            if not key:
                self.addSeparator()
                continue
            action = self.addAction(text)
            action.setToolTip(tooltip_text(meaning))
            action.setStatusTip(meaning)
            action.triggered.connect(lambda _on=False, do=does[key]: do())
            self.commands[key] = action
        self.commands["blind"].setCheckable(True)
        session.changed.connect(self.refresh)
        session.scenario_changed.connect(self.refresh)
        blind.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Enable what can be done now, and say Lock or Unlock."""
        dossier, scenario_id = self._session.dossier, self._session.scenario_id
        row: Scenario | None = dossier.find("scenarios", scenario_id)
        for key, action in self.commands.items():
            action.setEnabled(key == "new" or row is not None)
        self.commands["blind"].setChecked(self._blind.active)
        self.commands["new"].setText("&New, like this one…" if row else "&New…")
        if row is None:
            return
        open_ = not row.locked
        kept = scenario_edits.is_bookmarked(dossier, scenario_id)
        is_base = dossier.base_scenario_id() == scenario_id
        place = [s.id for s in dossier.scenarios].index(scenario_id)
        for key, can in (
            ("rename", open_),
            ("delete", open_),
            ("bookmark", open_ and not kept),
            ("revert", open_ and bool(row.bookmark) and not kept),
            ("reset", open_ and not is_base),
            ("base", not is_base),
            ("earlier", place > 0),
            ("later", place < len(dossier.scenarios) - 1),
        ):
            self.commands[key].setEnabled(can)
        self.commands["lock"].setText("Un&lock" if row.locked else "&Lock")

    @property
    def _name(self) -> str:
        return one_line(self._session.dossier.name_of("scenarios", self._session.scenario_id))

    def _attempt(self, label: str, edit: Callable[[Dossier, str], Dossier]) -> bool:
        scenario_id = self._session.scenario_id
        return self._session.attempt(label, lambda dossier: edit(dossier, scenario_id))

    def _new(self) -> None:
        dossier, like = self._session.dossier, self._session.scenario_id
        new_id = edits.new_identifier()

        def make(name: str) -> None:
            def edit(dossier: Dossier) -> Dossier:
                made = scenario_edits.new_scenario(dossier, "New scenario", like, new_id)
                return scenario_edits.rename_scenario(made, new_id, name)

            if self._session.attempt(f"New scenario “{one_line(name)}”", edit):
                self._session.show_scenario(new_id)

        suggestion = edits.unused_name(dossier, "scenarios", "New scenario")
        self._ask_name("New scenario", suggestion, make)

    def _duplicate(self) -> None:
        copy_id = edits.new_identifier()
        label = f"Duplicate scenario “{self._name}”"
        if self._attempt(label, lambda d, s: scenario_edits.duplicate_scenario(d, s, copy_id)):
            self._session.show_scenario(copy_id)

    def _rename(self) -> None:
        before, scenario_id = self._name, self._session.scenario_id

        def use(name: str) -> None:
            self._session.attempt(
                f"Rename scenario “{before}” to “{one_line(name)}”",
                lambda dossier: scenario_edits.rename_scenario(dossier, scenario_id, name),
            )

        name = self._session.dossier.get("scenarios", scenario_id).name
        self._ask_name("Rename scenario", name, use)

    def _ask_name(self, title: str, name: str, use: Callable[[str], object]) -> None:
        NameDialog(self._session, title, name, use, self.window()).open()

    def _bookmark(self) -> None:
        self._attempt(f"Bookmark scenario “{self._name}”", scenario_edits.bookmark)

    def _revert(self) -> None:
        label = f"Revert scenario “{self._name}” to its bookmark"
        self._attempt(label, scenario_edits.revert_to_bookmark)

    def _reset(self) -> None:
        dossier = self._session.dossier
        base = one_line(dossier.name_of("scenarios", dossier.base_scenario_id()))
        label = f"Reset scenario “{self._name}” to the base “{base}”"
        self._attempt(label, scenario_edits.reset_to_base)

    def _make_base(self) -> None:
        self._attempt(f"Make “{self._name}” the base scenario", scenario_edits.set_base)

    def toggle_lock(self) -> None:
        """Lock the scenario shown, or unlock it."""
        locked = not self._session.dossier.get("scenarios", self._session.scenario_id).locked
        verb = "Lock" if locked else "Unlock"
        self._attempt(
            f"{verb} scenario “{self._name}”",
            lambda dossier, s: scenario_edits.set_locked(dossier, s, locked),
        )

    def _move(self, offset: int) -> None:
        way = "earlier" if offset < 0 else "later"
        self._attempt(
            f"Move scenario “{self._name}” {way}",
            lambda dossier, s: edits.move_rows(dossier, "scenarios", [s], offset),
        )

    def _delete(self) -> None:
        self._attempt(f"Delete scenario “{self._name}”", scenario_edits.delete_scenario)

    def _toggle_blind(self) -> None:
        if self._blind.active:
            self._blind.stop()
        else:
            self._blind.start()
        self.refresh()
