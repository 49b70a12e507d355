"""The session: the one open dossier, its undo stack, its file, and who is told of changes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from equipoise.dossier.difference import difference
from equipoise.dossier.dossier import Dossier
from equipoise.dossier.validation import validated
from equipoise.store.errors import StoreError


class DossierSaver(Protocol):
    """Where a session keeps its dossier."""

    @property
    def read_only(self) -> bool:
        """Whether the dossier may be looked at only."""
        ...

    def save(self, before: Dossier, after: Dossier, action: str) -> None:
        """Keep the changes and their journal rows, all or nothing. Raises StoreError."""
        ...


class _Edit(QUndoCommand):
    """Swaps one frozen dossier for another; edits of one gesture merge into one step."""

    def __init__(
        self, session: Session, label: str, before: Dossier, after: Dossier, gesture: int | None
    ) -> None:
        super().__init__(label)
        self._session = session
        self._before = before
        self._after = after
        self._gesture = gesture
        self._done = False

    def id(self) -> int:
        return -1 if self._gesture is None else self._gesture

    def mergeWith(self, other: QUndoCommand) -> bool:
        if not isinstance(other, _Edit) or other._gesture != self._gesture:
            return False
        self._after = other._after
        self.setObsolete(not difference(self._before, self._after))
        return True

    def redo(self) -> None:
        action = self.text() if not self._done else f"Redo: {self.text()}"
        self._done = True
        self._session._show(self._after, action)

    def undo(self) -> None:
        self._session._show(self._before, f"Undo: {self.text()}")


class Session(QObject):
    """Holds the open dossier. Every change travels through `attempt` and can be undone.

    `changed` carries a `Difference`; `scenario_changed` tells that another scenario is shown;
    `gesture_ended` follows the release of a slider; `refused` carries plain words; `saved_changed`
    tells whether all edits are in the file.
    """

    changed = Signal(object)
    scenario_changed = Signal()
    gesture_ended = Signal()
    refused = Signal(str)
    saved_changed = Signal(bool)

    def __init__(
        self, dossier: Dossier, saver: DossierSaver | None, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._dossier = dossier
        self._saved = dossier
        self._saver = saver
        self._scenario_id = dossier.scenarios[0].id if dossier.scenarios else ""
        self._gesture = 0
        self._open_gesture = False
        self.undo_stack = QUndoStack(self)

    @property
    def dossier(self) -> Dossier:
        """The dossier as it stands now."""
        return self._dossier

    @property
    def read_only(self) -> bool:
        """Whether edits are refused because the file may only be looked at."""
        return self._saver is not None and self._saver.read_only

    @property
    def all_saved(self) -> bool:
        """Whether every edit so far is in the file."""
        return self._saved is self._dossier

    @property
    def scenario_id(self) -> str:
        """The scenario whose weights are shown and edited; "" if there is none."""
        return self._scenario_id

    def show_scenario(self, scenario_id: str) -> None:
        """Show another scenario. Raises KeyError if there is no such scenario."""
        self._dossier.get("scenarios", scenario_id)
        if scenario_id != self._scenario_id:
            self._scenario_id = scenario_id
            self.scenario_changed.emit()

    @property
    def in_gesture(self) -> bool:
        """Whether a gesture lasts."""
        return self._open_gesture

    def begin_gesture(self) -> int:
        """Start a gesture (a slider's press); edits that name its number are one undo step."""
        self._gesture += 1
        self._open_gesture = True
        return self._gesture

    def end_gesture(self, label: str) -> None:
        """End the gesture (the release): what it changed is saved now, with one journal entry."""
        if self._open_gesture:
            self._open_gesture = False
            self._keep(label)
            self.gesture_ended.emit()

    def attempt(
        self, label: str, make: Callable[[Dossier], Dossier], gesture: int | None = None
    ) -> bool:
        """Apply an edit as one undo step and save it; False if nothing was changed.

        An edit that leaves the dossier out of order is refused in plain words by `refused`, and
        nothing is recorded.
        """
        if self.read_only:
            self.refused.emit(
                "This dossier is open for reading only. Save a copy under another name to edit it."
            )
            return False
        try:
            after = validated(make(self._dossier))
        except ValueError as problem:
            self.refused.emit(str(problem))
            return False
        if not difference(self._dossier, after):
            return False
        self.undo_stack.push(_Edit(self, label, self._dossier, after, gesture))
        return True

    def save_again(self) -> None:
        """Try once more to save what could not be saved."""
        self._keep("Save again")

    def _show(self, dossier: Dossier, action: str) -> None:
        found = difference(self._dossier, dossier)
        self._dossier = dossier
        if dossier.find("scenarios", self._scenario_id) is None:
            self._scenario_id = dossier.scenarios[0].id if dossier.scenarios else ""
            self.scenario_changed.emit()
        if not self._open_gesture:
            self._keep(action)
        self.changed.emit(found)

    def _keep(self, action: str) -> None:
        was_saved = self.all_saved
        if was_saved or self._saver is None:
            return
        try:
            self._saver.save(self._saved, self._dossier, action)
        except StoreError as problem:
            self.refused.emit(str(problem))
        else:
            self._saved = self._dossier
        self.saved_changed.emit(self.all_saved)
