"""The projection in the background: the latest question wins, a quick answer comes first."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from equipoise.dossier.dossier import NOT_PROJECTED, TABLES, Dossier, projected_settings
from equipoise.editing.latest_wins import Answerer, LatestWinsThread
from equipoise.projection.footprint import compiled_bytes, draws_that_fit
from equipoise.projection.memo import Memo
from equipoise.projection.model import ProjectionModel
from equipoise.projection.outcome import DriverAttribution, Projection, Swing
from equipoise.projection.tick import Tick

DRAFT_DRAWS = 2048
"""Draws while a gesture lasts, and for the first answer to an edit."""

_DRAFT_BYTES = 1 << 29
"""What a compiled draft may take; a large dossier gets fewer draws."""

SWING_MONTH = 12
"""Month at which sliders say what all the effort would buy, if the horizon reaches so far."""

_LONGEST_PAINT = 1.0
"""Seconds that a draft is given to be painted before the exact answer is worked on."""

_NOT_COMPILED = NOT_PROJECTED | {"weights", "scenarios"}


def draft_draws(dossier: Dossier) -> int:
    """Draws of a draft of a dossier: `DRAFT_DRAWS`, or as many as its size leaves room for."""
    per_draw = compiled_bytes(dossier, dossier.settings.horizon)
    return min(DRAFT_DRAWS, dossier.settings.draws, draws_that_fit(_DRAFT_BYTES, per_draw))


class _GivenUp(Exception):
    """A newer question came."""


@dataclass(frozen=True, slots=True)
class Derived:
    """What drivers bring, what all the effort would buy by recommendation and pole, no effort."""

    drivers: DriverAttribution
    swings: Mapping[str, Mapping[str, Swing]]
    no_effort: Projection


@dataclass(frozen=True, slots=True)
class Question:
    """What was asked: a dossier, the scenario shown, and whether a quick answer is all."""

    dossier: Dossier
    scenario_id: str
    draft_only: bool


class Projector(Answerer):
    """Answers `ask` from a thread of its own.

    `projected` carries the Question asked and a Projection: at once one of few draws, then,
    unless a newer question came, one with the dossier's own number of draws. `settled` follows with
    the Question and what is Derived from that one. `nothing` carries plain words where there is
    nothing to project; `failed` an exception that is a bug.

    Who paints answers sets `waits` and calls `go_on` when one is painted: two threads of Python get
    in each other's way, and the exact answer would keep the draft from the screen.
    """

    projected = Signal(object, object)
    settled = Signal(object, object)
    waits = False

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._worker = _Worker(self)

    def ask(self, dossier: Dossier, scenario_id: str, *, draft_only: bool = False) -> None:
        """Ask for the projection of a dossier with a scenario's forcing and weights."""
        self._worker.ask(Question(dossier, scenario_id, draft_only))

    def go_on(self) -> None:
        """Work on the exact answer, now that the draft is painted."""
        self._worker.release()

    def stop(self) -> None:
        """End the thread; waits for the step it is in."""
        self._worker.end()


class _Worker(LatestWinsThread[Question]):
    """Keeps what it compiled and works on the latest question only.

    Drafts come from a tick in 32 bits; what settles is the model's, as printed and as stated by the
    command line. An edit compiles only what it touches.
    """

    def __init__(self, projector: Projector) -> None:
        super().__init__(projector)
        self._projector = projector
        self._compiled: Dossier | None = None
        self._compiled_scenario = ""
        self._drafts, self._exact = Memo(), Memo()
        self._tick: Tick | None = None
        self._model: ProjectionModel | None = None

    def answer(self, question: Question) -> None:
        with suppress(_GivenUp):
            self._answer(question)

    def _give_up_if_overtaken(self) -> None:
        if self.overtaken():
            raise _GivenUp

    def _answer(self, question: Question) -> None:
        if self._stale(question):
            self._tick = self._model = None
            self._compiled = question.dossier
            self._compiled_scenario = question.scenario_id
        weights = question.dossier.weights_of(question.scenario_id)
        if self._tick is None:
            self._tick = self._compiled_tick(question)
        draft = self._tick.project(weights)
        if self._projector.waits:
            self.hold()
        self._projector.projected.emit(question, draft)
        if question.draft_only or self.overtaken():
            return
        self.wait_released(_LONGEST_PAINT)
        if self.overtaken():
            return
        model = self._model
        if model is None:
            model = self._model = self._compiled_model(question)
        if self.overtaken():
            return
        self._projector.projected.emit(question, model.project(weights))
        if self.overtaken():
            return
        month = min(SWING_MONTH, question.dossier.settings.horizon)
        swings = model.swings(month)
        if not self.overtaken():
            derived = Derived(model.driver_attribution(weights), swings, model.project({}))
            self._projector.settled.emit(question, derived)

    def _stale(self, question: Question) -> bool:
        old, new = self._compiled, question.dossier
        if old is None or self._compiled_scenario != question.scenario_id:
            return True
        return projected_settings(old) != projected_settings(new) or any(
            old.table(key) is not new.table(key) and old.table(key) != new.table(key)
            for key in TABLES
            if key not in _NOT_COMPILED
        )

    def _compiled_tick(self, question: Question) -> Tick:
        model = ProjectionModel(
            question.dossier,
            question.scenario_id or None,
            draws=draft_draws(question.dossier),
            memo=self._drafts,
        )
        tick = Tick(model, self._drafts)
        self._drafts.forget_unasked()
        return tick

    def _compiled_model(self, question: Question) -> ProjectionModel:
        model = ProjectionModel(
            question.dossier,
            question.scenario_id or None,
            memo=self._exact,
            between=self._give_up_if_overtaken,
        )
        self._exact.forget_unasked()
        return model
