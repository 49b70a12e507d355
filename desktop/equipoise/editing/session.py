"""The session: the one open dossier, its undo stack, its file, and who is told of changes."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from equipoise.dossier.difference import difference
from equipoise.dossier.dossier import Dossier
from equipoise.dossier.edit_validation import validated_edit
from equipoise.editing.saving import DossierSaver, Step, Unsaved
from equipoise.store.errors import StoreError
from equipoise.store.history import PastEdit
from equipoise.store.journal import Edit


class _Edit(QUndoCommand):
    """Swaps one frozen dossier for another; edits of one gesture merge into one step."""

    def __init__(
        self,
        session: Session,
        label: str,
        before: Dossier,
        after: Dossier,
        *,
        gesture: int | None = None,
        edit_id: str = "",
        taken_in: Sequence[Edit] = (),
    ) -> None:
        super().__init__(label)
        self.edit_id = edit_id
        self.taken_in = tuple(taken_in)
        self._session = session
        self._before = before
        self._after = after
        self._gesture = gesture
        self._done = bool(edit_id)

    def id(self) -> int:
        return -1 if self._gesture is None else self._gesture

    def mergeWith(self, other: QUndoCommand) -> bool:
        if not isinstance(other, _Edit) or other._gesture != self._gesture:
            return False
        self._after = other._after
        self.setObsolete(not difference(self._before, self._after))
        self._session._latest = self
        return True

    def redo(self) -> None:
        if self._done:
            self._session.let_go()
        if self._done and self.edit_id:
            self._session._show(self._after, f"Redo: {self.text()}", "redo", self.edit_id)
        else:  # also where it was undone before it could be saved
            self._done = True
            self._session._latest = self
            self._session._show(self._after, self.text())

    def undo(self) -> None:
        self._session.let_go()
        self._session._show(self._before, f"Undo: {self.text()}", "undo", self.edit_id)

    def keep_id(self, edit_id: str) -> None:
        """Remember what the journal calls this edit."""
        self.edit_id = edit_id


class Session(QObject):
    """Holds the open dossier. Every change travels through `attempt` and can be undone.

    The dossier that it begins with is in order (`validated`), as whatever is read from a file is.

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
        self._kept = dossier
        self._unsaved = Unsaved()
        self._saver = saver
        self._scenario_id = dossier.scenarios[0].id if dossier.scenarios else ""
        self._gesture = 0
        self._open_gesture = False
        self._latest: _Edit | None = None
        self._remembering = False
        self._in_order = dossier
        self.undo_stack = QUndoStack(self)

    @property
    def dossier(self) -> Dossier:
        """The dossier as it stands now."""
        return self._dossier

    @property
    def history(self) -> DossierSaver | None:
        """Where the journal can be read and annotated; None if the dossier is kept nowhere."""
        return self._saver

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

    def let_go(self) -> None:
        """End a gesture whose release may never be heard: something else takes its place."""
        self.end_gesture(self.undo_stack.undoText())

    def remember_past(self, done: Sequence[PastEdit], undone: Sequence[PastEdit]) -> None:
        """Make what was edited before the file was opened undoable, and redoable what was undone.

        `done` is in the order in which it was done, `undone` in that in which it would be redone.
        """
        self._remembering = True
        for past in (*done, *undone):
            label = past.edit.action
            self.undo_stack.push(_Edit(self, label, past.before, past.after, edit_id=past.edit.id))
        self.undo_stack.setIndex(len(done))
        self._remembering = False

    def attempt(
        self,
        label: str,
        make: Callable[[Dossier], Dossier],
        gesture: int | None = None,
        taken_in: Sequence[Edit] = (),
    ) -> bool:
        """Apply an edit as one undo step and save it; False if nothing was changed.

        `taken_in` are the edits of another copy of the dossier that this one brings. An edit that
        leaves the dossier out of order is refused in plain words by `refused`, and nothing is
        recorded. An edit outside the gesture that lasts ends it.
        """
        if gesture is None:
            self.let_go()
        if self.read_only:
            self.refused.emit(
                "This dossier is open for reading only. Save a copy under another name to edit it."
            )
            return False
        try:
            after = self._in_order = validated_edit(self._in_order, make(self._dossier))
        except ValueError as problem:
            self.refused.emit(str(problem))
            return False
        if not difference(self._dossier, after):
            return False
        edit = _Edit(self, label, self._dossier, after, gesture=gesture, taken_in=taken_in)
        self.undo_stack.push(edit)
        return True

    def save_again(self) -> None:
        """Try once more to save what could not be saved."""
        self.let_go()
        if not self.all_saved:
            self._save()

    def _show(self, dossier: Dossier, action: str, kind: str = "edit", of: str = "") -> None:
        if self._remembering:
            return
        found = difference(self._dossier, dossier)
        self._dossier = dossier
        if dossier.find("scenarios", self._scenario_id) is None:
            self._scenario_id = dossier.scenarios[0].id if dossier.scenarios else ""
            self.scenario_changed.emit()
        if not self._open_gesture:
            self._keep(action, kind, of)
        self.changed.emit(found)

    def _keep(self, action: str, kind: str = "edit", of: str = "") -> None:
        if self._dossier is self._kept or self._saver is None:
            return
        latest = self._latest if kind == "edit" else None
        self._unsaved.add(
            Step(
                self._kept,
                self._dossier,
                action,
                latest.keep_id if latest is not None else _forget,
                kind,
                of,
                latest.taken_in if latest is not None else (),
            )
        )
        self._kept = self._dossier
        self._save()

    def _save(self) -> None:
        if self._saver is None:
            return
        try:
            self._unsaved.save(self._saver)
        except StoreError as problem:
            self.refused.emit(str(problem))
        else:
            self._saved = self._kept
        self.saved_changed.emit(self.all_saved)


def _forget(_edit_id: str) -> None:
    """An undo or redo needs no name: it is the edit that it undoes that will be named again."""
