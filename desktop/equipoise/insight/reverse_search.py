"""What would have to be true: the smallest change of weights that reaches a goal."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from functools import partial

import numpy as np

from equipoise.dossier.dossier import Dossier
from equipoise.insight.allocations import Allocations, Weights
from equipoise.insight.chances import Chance
from equipoise.insight.continuous_search import downhill, everywhere
from equipoise.insight.exact_search import FAR, NEAR, climb, shrink
from equipoise.insight.judgment_shifts import JudgmentShift, judgment_shifts
from equipoise.insight.margins import Margins
from equipoise.insight.question import checked_goal
from equipoise.insight.watch import Cancelled, Watch
from equipoise.projection.memo import Memo
from equipoise.projection.model import ProjectionModel

__all__ = ["Cancelled", "JudgmentShift", "Reach", "judgment_shifts", "reach"]

_FEW = 1024
"""Draws of the search for candidates."""
_BEST = 3
"""Candidates followed to the end."""
_SLACK = 0.01
_MANY = 300
"""Exact probabilities after which one half of a stage's progress is shown."""


@dataclass(frozen=True)
class Reach:
    """An answer of the reverse search.

    `weights` are percent: the smallest change that reaches the wanted probability if `found`, else
    the allocation that comes closest. `probability` (0…1) is what they reach, on the dossier's own
    draws: that the goal holds, or that the red line does not break. `change` is Σ|Δw| over the
    recommendations, in percentage points of effort moved.
    """

    found: bool
    weights: Mapping[str, float]
    probability: float
    change: float


def reach(
    dossier: Dossier,
    scenario_id: str,
    goal_id: str,
    probability: float,
    *,
    locked: Collection[str] = (),
    progress: Callable[[float], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Reach:
    """The smallest change of a scenario's weights under which a goal succeeds with `probability`.

    `probability` is 0…1: that a goal holds, that a red line does not break. Recommendations in
    `locked` keep their weights. Differential evolution over all allocations on few draws, SLSQP
    from its answer and from the extremes, then moves of tenths of a percent on the dossier's own
    draws, which alone decide. The same question has the same answer.

    Raises ValueError in plain words for a question that cannot be asked, Cancelled when withdrawn.
    """
    goal = checked_goal(dossier, scenario_id, goal_id, probability)
    watch = Watch(progress, cancelled)
    watch.at(0.0)
    memo = Memo(before=partial(watch.at, 0.0))
    model = ProjectionModel(dossier, scenario_id, months=max(1, goal.month), memo=memo)
    watch.at(0.05)
    space = Allocations.around(
        model.recommendation_ids, dossier.weights_of(scenario_id), frozenset(locked)
    )
    search = _Search(
        space, model, goal_id, wanted=probability, seed=dossier.settings.seed, watch=watch
    )
    return search.answer()


class _Search:
    """One reverse search: from everywhere, through a few candidates, to the exact answer."""

    def __init__(
        self,
        space: Allocations,
        model: ProjectionModel,
        goal_id: str,
        *,
        wanted: float,
        seed: int,
        watch: Watch,
    ) -> None:
        self._space = space
        self._model = model
        self._goal_id = goal_id
        self._chance = Chance(model, goal_id)
        self._wanted = wanted
        self._seed = seed
        self._watch = watch
        self._known: dict[bytes, float] = {}
        self._exact = watch.part(0.0, 0.5)
        self._asked = 0

    def answer(self) -> Reach:
        """The answer, verified on all draws."""
        space = self._space
        if self._success(space.start) >= self._wanted or not len(space.free):
            return self._reach(space.start)
        few = Margins(self._model, self._goal_id, _FEW)
        best, promising = everywhere(
            space, few, self._wanted, self._seed, self._watch.part(0.05, 0.5)
        )
        candidates = [space.tenths(best)]
        self._exactly(0.5, 0.6)
        if not promising:
            places = [space.start, *candidates, *(space.tenths(w) for w in space.extremes())]
            highest = max(places, key=lambda w: (self._success(w), -self._change(w)))
            closest = climb(space, self._success, highest, self._wanted, FAR)
            if self._success(closest) < self._wanted:
                return self._reach(closest)
            candidates = [closest]
        candidates += self._downhill(few, candidates[0])
        reaching = [w for w in candidates if self._success(w) >= self._wanted]
        if not reaching:
            closest = climb(space, self._success, candidates[0], self._wanted, FAR)
            if self._success(closest) < self._wanted:
                return self._reach(closest)
            reaching = [closest]
        self._exactly(0.85, 1.0)
        reaching.sort(key=self._change)
        shrunk = [shrink(space, self._success, w, self._wanted) for w in reaching[:_BEST]]
        return self._reach(min(shrunk, key=self._change))

    def _downhill(self, few: Margins, best: Weights) -> list[Weights]:
        """Candidates in tenths: downhill on few draws from several places, the best on all."""
        space = self._space
        found = []
        places = [best, space.start, *space.extremes()]
        for i, place in enumerate(places):
            part = self._watch.part(0.5 + 0.1 * i / len(places), 0.5 + 0.1 * (i + 1) / len(places))
            found.append(downhill(space, few, self._wanted, place, part))
        short = few.quantiles(few.of(np.array(found)), self._wanted) < -_SLACK
        order = sorted(range(len(found)), key=lambda i: (bool(short[i]), self._change(found[i])))
        whole = Margins(self._model, self._goal_id)
        candidates = []
        for i in order[:_BEST]:
            part = self._watch.part(0.6, 0.75)
            precise = space.tenths(downhill(space, whole, self._wanted, found[i], part))
            self._exactly(0.75, 0.85)
            candidates.append(climb(space, self._success, precise, self._wanted, NEAR))
        return candidates

    def _exactly(self, start: float, end: float) -> None:
        """Exact probabilities are asked for from here on; nobody knows how many."""
        self._exact, self._asked = self._watch.part(start, end), 0

    def _change(self, weights: Weights) -> float:
        return float(self._space.change(weights))

    def _success(self, weights: Weights) -> float:
        key = weights.tobytes()
        if key not in self._known:
            self._asked += 1
            self._exact(self._asked / (self._asked + _MANY))
            self._known[key] = self._chance.success(self._space.named(weights))
        return self._known[key]

    def _reach(self, weights: Weights) -> Reach:
        probability = self._success(weights)
        self._watch.at(1.0)
        return Reach(
            probability >= self._wanted,
            self._space.named(weights),
            probability,
            round(self._change(weights), 9),
        )
