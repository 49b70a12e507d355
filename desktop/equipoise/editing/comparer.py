"""Scenarios compared in the background: the latest question wins, a quick answer comes first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Signal

from equipoise.dossier.dossier import NOT_PROJECTED, TABLES, Dossier, projected_settings
from equipoise.dossier.scenarios import ScenarioState, state_of
from equipoise.editing.latest_wins import Answerer, LatestWinsThread
from equipoise.editing.projector import draft_draws
from equipoise.projection.comparison import Comparison, compare, sharing_order
from equipoise.projection.memo import Memo
from equipoise.projection.outcome import Fan, Projection

_OF_SCENARIOS = frozenset({"scenarios", "weights", "forcings", "overrides", "goals_set_aside"})

_FORCINGS = 6
"""Sets of forcings and overrides whose drafts are remembered."""


@dataclass(frozen=True, slots=True)
class Compared:
    """A comparison of scenarios of a dossier, in the order asked for.

    `differences` holds for each scenario but the first, and for each pole, the fan of its index
    less that of the first, in points. `settled` tells whether it rests on the dossier's own number
    of draws.
    """

    dossier: Dossier
    comparison: Comparison
    differences: Mapping[str, Mapping[str, Fan]]
    settled: bool

    @property
    def ids(self) -> tuple[str, ...]:
        """The scenarios, the one that others are compared with first."""
        return tuple(self.comparison.projections)


@dataclass(frozen=True, slots=True)
class _Question:
    dossier: Dossier
    scenario_ids: tuple[str, ...]


class Comparer(Answerer):
    """Answers `ask` from a thread of its own, which begins with the first question.

    `compared` carries a `Compared`: one of few draws, then, unless a newer question came, one with
    the dossier's own number of draws. Scenarios already projected are not projected again.
    `nothing` carries plain words where there is nothing to project; `failed` an exception that is
    a bug.
    """

    compared = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._worker = _Worker(self)

    def ask(self, dossier: Dossier, scenario_ids: Sequence[str]) -> None:
        """Ask for the comparison of these scenarios, the one compared with first."""
        self._worker.ask(_Question(dossier, tuple(scenario_ids)))

    def stop(self) -> None:
        """End the thread; waits for the step it is in."""
        self._worker.end()


class _Worker(LatestWinsThread[_Question]):
    """Keeps what it projected and works on the latest question only."""

    def __init__(self, comparer: Comparer) -> None:
        super().__init__(comparer)
        self._comparer = comparer
        self._dossier: Dossier | None = None
        self._drafts, self._exact = Memo(_FORCINGS), Memo()
        self._known: dict[tuple[str, int], tuple[ScenarioState, Projection]] = {}

    def answer(self, question: _Question) -> None:
        if self._dossier is None or _common(self._dossier) != _common(question.dossier):
            self._known.clear()
        self._dossier = question.dossier
        own = question.dossier.settings.draws
        draft = draft_draws(question.dossier)
        if own > draft and not self._knows_all(question, own):
            self._tell(question, draft, settled=False)
        self._tell(question, own, settled=True)

    def _tell(self, question: _Question, draws: int, *, settled: bool) -> None:
        """Emit the comparison with so many draws; given up where a newer question waits."""
        found: dict[str, Projection] = {}
        for scenario_id in sharing_order(question.dossier, question.scenario_ids):
            if self.overtaken():
                return
            found[scenario_id] = self._projection(
                question.dossier, scenario_id, draws, quick=not settled
            )
        comparison = Comparison({key: found[key] for key in question.scenario_ids})
        first, *others = question.scenario_ids
        differences = {
            other: {
                pole.id: comparison.difference(other, first, pole.id)
                for pole in question.dossier.poles
            }
            for other in others
        }
        if not self.overtaken():
            self._comparer.compared.emit(
                Compared(question.dossier, comparison, differences, settled)
            )
        if settled:
            asked = set(question.scenario_ids)
            self._known = {key: kept for key, kept in self._known.items() if key[0] in asked}

    def _knows_all(self, question: _Question, draws: int) -> bool:
        return all(
            (found := self._known.get((scenario_id, draws))) is not None
            and found[0] == state_of(question.dossier, scenario_id)
            for scenario_id in question.scenario_ids
        )

    def _projection(
        self, dossier: Dossier, scenario_id: str, draws: int, *, quick: bool
    ) -> Projection:
        state = state_of(dossier, scenario_id)
        found = self._known.get((scenario_id, draws))
        if found is None or found[0] != state:
            memo = self._drafts if quick else self._exact
            comparison = compare(dossier, [scenario_id], draws=draws, quick=quick, memo=memo)
            projection = comparison.projections[scenario_id]
            found = self._known[scenario_id, draws] = (state, projection)
        return found[1]


def _common(dossier: Dossier) -> tuple[object, ...]:
    """All that the projection of every scenario rests on."""
    return (
        replace(projected_settings(dossier), base_scenario_id=""),
        *(dossier.table(k) for k in TABLES if k not in _OF_SCENARIOS | NOT_PROJECTED),
    )
