"""What can be undone and redone in a dossier that was closed and opened again."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass

from equipoise.dossier.dossier import Dossier
from equipoise.store.history import HistoryGap, PastEdit, past
from equipoise.store.journal import Edit

_MOST_READ = 20
"""Edits looked at for each step wanted: who undoes and redoes without end gets fewer steps."""


@dataclass(frozen=True, slots=True)
class Undoable:
    """The steps of an undo stack: `done` oldest first, `undone` the next to be redone first."""

    done: tuple[PastEdit, ...] = ()
    undone: tuple[PastEdit, ...] = ()


def undoable(dossier: Dossier, edits_newest_first: Iterable[Edit], most: int = 100) -> Undoable:
    """The undo stack that the edits of a file left behind, at most `most` steps either way.

    An edit is a step. An undo that leads to the state before a step takes that step and all after
    it off the stack, a redo that leads to the state after the last one taken off puts it back;
    any other undo or redo (of changes that were saved together) is a step itself. Where the journal
    does not lead further back, the stack begins.
    """
    done: list[PastEdit] = []
    undone: list[PastEdit] = []
    for found in reversed(_read(dossier, _window(edits_newest_first, most))):
        place = _undone_to(done, found)
        if place is not None:
            undone.extend(reversed(done[place:]))
            del done[place:]
        elif undone and found.edit.kind == "redo" and found.after == undone[-1].after:
            done.append(undone.pop())
        else:
            done.append(found)
            undone.clear()
    return Undoable(tuple(done[-most:]), tuple(reversed(undone[-most:])))


def _window(edits_newest_first: Iterable[Edit], most: int) -> list[Edit]:
    """The latest of the file's own edits, back to where the stack was `most` steps lower.

    Since then it was never as low again: no undo leads out of the window.
    """
    window: list[Edit] = []
    risen = 0
    for edit in edits_newest_first:
        if risen >= most or len(window) >= most * _MOST_READ:
            break
        if edit.taken_in_by or not edit.entries:
            continue
        window.append(edit)
        risen += -1 if edit.kind == "undo" else 1
    return window


def _read(dossier: Dossier, window: Iterable[Edit]) -> list[PastEdit]:
    """The states around each edit, newest first, as far as the journal leads."""
    found: list[PastEdit] = []
    with suppress(HistoryGap):
        found.extend(past(dossier, window))
    return found


def _undone_to(done: list[PastEdit], found: PastEdit) -> int | None:
    """The place of the lowest step that an undo took back; None if it is no such undo."""
    if found.edit.kind != "undo":
        return None
    backwards = range(len(done) - 1, -1, -1)
    return next((place for place in backwards if done[place].before == found.after), None)
