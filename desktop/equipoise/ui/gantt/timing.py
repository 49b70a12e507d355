"""Moving a bar through the session: one drag or one key is one undo step, a stop is told."""

from __future__ import annotations

from collections.abc import Callable

from equipoise.dossier.dossier import TABLES, Dossier
from equipoise.dossier.fields import specifications
from equipoise.editing.session import Session
from equipoise.editing.timing_edits import (
    SHORTEST,
    change_duration,
    move_start,
    timing_fields,
    why_stopped,
)
from equipoise.ui.judgment.refusals import refusal_of
from equipoise.ui.plain import one_line

START, DURATION = "start", "duration"
_HALVES = 2


class Drag:
    """One drag of a bar or of its right end, from press to release.

    Every move starts from the judgment at the press, so that a bar that was stopped by a bound
    and comes back has its old shape.
    """

    def __init__(self, session: Session, table: str, row_id: str, part: str, month: float) -> None:
        self._session = session
        self._table, self._row_id, self._part = table, row_id, part
        self._pressed = month
        self._before = _timing(session.dossier, table, row_id, part)
        self._origin = session.dossier
        self._wanted = self._before
        self._refusal = ""
        self._gesture = session.begin_gesture()
        self._label = _label(session.dossier, table, row_id, part)

    def move_to(self, month: float, *, snap: bool) -> None:
        """Follow the mouse, which is now at `month`; `snap` goes from half month to half month."""
        if self._refusal:
            return
        wanted = self._before + month - self._pressed
        if snap and abs(month - self._pressed) < 0.5 / _HALVES:
            wanted = self._before
        elif snap:
            wanted = round(wanted * _HALVES) / _HALVES
        self._set(wanted)

    def _set(self, wanted: float) -> None:
        least = SHORTEST if self._part == DURATION else 0.0
        if abs(wanted - self._before) < 1e-9:
            wanted = self._before
        self._wanted = wanted
        edit = _edit(self._table, self._row_id, self._part, max(wanted, least))

        def make(dossier: Dossier) -> Dossier:
            original = self._origin.find(self._table, self._row_id)
            if original is None or dossier.find(self._table, self._row_id) is None:
                return dossier
            if wanted == self._before:
                return dossier.with_row(self._table, original)
            return edit(dossier.with_row(self._table, original))

        self._refusal = refusal_of(
            self._session, lambda: self._session.attempt(self._label, make, self._gesture)
        )

    def give_up(self) -> None:
        """Put everything back as it was at the press."""
        self._set(self._before)
        self._session.end_gesture(self._label)

    def end(self) -> None:
        """End the drag; if a bound stopped the bar, tell so."""
        self._session.end_gesture(self._label)
        _tell_stop(self._session, self._table, self._row_id, self._part, self._wanted)


def step_by(session: Session, table: str, row_id: str, part: str, months: float) -> None:
    """Move a start or a duration by some months as one undo step; tell what stops it."""
    wanted = _timing(session.dossier, table, row_id, part) + months
    label = _label(session.dossier, table, row_id, part)
    refusal = refusal_of(
        session, lambda: session.attempt(label, _edit(table, row_id, part, wanted))
    )
    if not refusal:
        _tell_stop(session, table, row_id, part, wanted)


def _field(table: str, part: str) -> str:
    start, duration = timing_fields(table)
    return start if part == START else duration


def _timing(dossier: Dossier, table: str, row_id: str, part: str) -> float:
    return float(getattr(dossier.get(table, row_id), _field(table, part)).likely)


def _label(dossier: Dossier, table: str, row_id: str, part: str) -> str:
    spec = specifications(TABLES[table].row_class)[_field(table, part)]
    return f"Change {spec.label} of {one_line(dossier.name_of(table, row_id))}"


def _edit(table: str, row_id: str, part: str, wanted: float) -> Callable[[Dossier], Dossier]:
    change = move_start if part == START else change_duration
    return lambda dossier: change(dossier, table, row_id, wanted)


def _tell_stop(session: Session, table: str, row_id: str, part: str, wanted: float) -> None:
    if session.dossier.find(table, row_id) is None:
        return
    reason = why_stopped(session.dossier, table, row_id, _field(table, part), wanted)
    if reason and not session.read_only:
        session.refused.emit(reason)
