"""Blind-first weighting: weights are committed before any chart is seen, then the shift is told."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QObject, Signal

from equipoise.editing import scenario_edits
from equipoise.editing.session import Session
from equipoise.ui.plain import one_line

_SMALLEST = 0.05  # weights are kept in tenths of a percent


class BlindFirst(QObject):
    """The course of one blind-first weighting: off, blind, comparing, off.

    `hidden_changed` tells whether whatever shows an outcome must be hidden; `changed` follows every
    step and every change of the shift. The weights committed belong to one scenario; the shift is
    told for that one only. `today` gives the day that the note carries.
    """

    hidden_changed = Signal(bool)
    changed = Signal()

    def __init__(
        self,
        session: Session,
        parent: QObject | None = None,
        today: Callable[[], date] = date.today,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._today = today
        self._hidden = False
        self._blind_weights: dict[str, float] | None = None
        self._scenario_id = ""
        session.changed.connect(self._follow)
        session.scenario_changed.connect(self._follow)

    @property
    def hidden(self) -> bool:
        """Whether charts, warnings and swings are hidden now."""
        return self._hidden

    @property
    def comparing(self) -> bool:
        """Whether blind weights are kept to compare the present ones with."""
        return self._blind_weights is not None

    @property
    def active(self) -> bool:
        """Whether the mode is on, in either of its steps."""
        return self._hidden or self.comparing

    def start(self) -> None:
        """Hide the outcomes until the weights are committed."""
        if not self.active and self._session.scenario_id:
            self._hide(True)

    def stop(self) -> None:
        """Leave the mode; nothing is noted."""
        self._blind_weights, self._scenario_id = None, ""
        if self._hidden:
            self._hide(False)
        else:
            self.changed.emit()

    def commit(self) -> None:
        """Keep the weights of the scenario shown as the blind ones, and show the outcomes."""
        if self._hidden and self._session.scenario_id:
            self._scenario_id = self._session.scenario_id
            self._blind_weights = self._session.dossier.weights_of(self._scenario_id)
            self._hide(False)

    def close_comparison(self) -> bool:
        """Note the shift in the scenario, which the journal keeps; False where that is refused."""
        if not self.comparing:
            return False
        scenario_id = self._scenario_id
        said = self.shift() or "The weights were not changed after the charts were seen"
        sentence = f"{self._today().isoformat()}, blind-first weighting. {said}."
        noted = self._session.attempt(
            "Blind-first: shift noted",
            lambda dossier: scenario_edits.add_to_note(dossier, scenario_id, sentence),
        )
        if noted:
            self.stop()
        return noted

    def shift(self) -> str:
        """Such as “Shift since the blind weights: Talk 20 → 15 %, Wait 5 → 10 %”; or ""."""
        if self._blind_weights is None:
            return ""
        dossier = self._session.dossier
        now = dossier.weights_of(self._scenario_id)
        parts = [
            f"{one_line(dossier.name_of('recommendations', key))} {before:g} → {now[key]:g} %"
            for key in now
            if abs(now[key] - (before := self._blind_weights.get(key, 0.0))) > _SMALLEST
        ]
        return f"Shift since the blind weights: {', '.join(parts)}" if parts else ""

    def scenario_name(self) -> str:
        """The scenario whose blind weights are kept."""
        return one_line(self._session.dossier.name_of("scenarios", self._scenario_id))

    def _hide(self, hidden: bool) -> None:
        self._hidden = hidden
        self.hidden_changed.emit(hidden)
        self.changed.emit()

    def _follow(self) -> None:
        gone = self._session.dossier.find("scenarios", self._scenario_id) is None
        if (self.comparing and gone) or (self._hidden and not self._session.scenario_id):
            self.stop()
        elif self.active:
            self.changed.emit()
