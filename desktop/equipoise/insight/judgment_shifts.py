"""What would have to be true: the judgments that alone would reach a goal, and by how much."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

from equipoise.dossier.dossier import Dossier
from equipoise.insight.judged_places import JudgedPlace, judged_places
from equipoise.insight.question import checked_goal
from equipoise.insight.variants import Variants
from equipoise.insight.watch import Watch
from equipoise.projection.model import ProjectionModel

_FEW = 1024
_MARGIN = 0.02
"""How much the screening on few draws may fall short and still be worth a look on all."""
_STEPS = 8
"""Places on the way to a bound at which the first one that reaches is looked for."""
_FINEST = 0.01
_RELATIVE = 0.001
_ROUNDING = 1e-9


@dataclass(frozen=True)
class JudgmentShift:
    """A judgment that alone, with the weights as they are, would reach the wanted probability.

    `table`, `row_id` and `field` name it, `label` in words. The whole judgment moves with its
    likely value from `likely` to `needed` (in `unit`), as far as the quantity's bounds let it.
    `probability` (0…1) is what is then reached, on the dossier's own draws.
    """

    table: str
    row_id: str
    field: str
    label: str
    unit: str
    likely: float
    needed: float
    probability: float


def judgment_shifts(
    dossier: Dossier,
    scenario_id: str,
    goal_id: str,
    probability: float,
    *,
    progress: Callable[[float], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> tuple[JudgmentShift, ...]:
    """The judgments that alone would make a goal succeed with `probability` (0…1).

    Sorted by the relative shift |needed − likely|/(high − low); a judgment without spread counts by
    its quantity's whole range. Each is screened on few draws at both bounds and halfway to them;
    where that reaches the probability, the first place that does is narrowed down by halving and
    verified on the dossier's own draws. Empty where the goal succeeds as it is.

    Raises ValueError in plain words for a question that cannot be asked, Cancelled when withdrawn.
    """
    goal = checked_goal(dossier, scenario_id, goal_id, probability)
    watch = Watch(progress, cancelled)
    watch.at(0.0)
    weights = dossier.weights_of(scenario_id)
    months = max(1, goal.month)
    model = ProjectionModel(dossier, scenario_id, months=months)
    watch.at(0.05)
    whole = Variants(model, goal, weights)
    if whole.as_judged >= probability:
        watch.at(1.0)
        return ()
    draws = min(_FEW, dossier.settings.draws)
    few = Variants(ProjectionModel(dossier, scenario_id, draws=draws, months=months), goal, weights)
    search = _Search(few, whole, probability)
    screening = watch.part(0.1, 0.5)
    places = judged_places(model.dossier, model.responses.forcings, weights)
    promising: list[tuple[JudgedPlace, float]] = []
    for i, place in enumerate(places):
        for bound in place.bounds:
            screening(i / len(places))
            if search.promises(place, bound):
                promising.append((place, bound))
    shifts: dict[JudgedPlace, JudgmentShift] = {}
    for i, (place, bound) in enumerate(promising):
        tell = watch.part(0.5 + 0.5 * i / len(promising), 0.5 + 0.5 * (i + 1) / len(promising))
        found = search.narrowed(place, bound, tell)
        if found is not None:
            known = shifts.get(place)
            if known is None or _apart(found) < _apart(known):
                shifts[place] = found
    watch.at(1.0)
    return tuple(
        shift
        for _, shift in sorted(
            shifts.items(), key=lambda item: (_apart(item[1]) / item[0].spread, item[1].label)
        )
    )


def _apart(shift: JudgmentShift) -> float:
    return abs(shift.needed - shift.likely)


class _Search:
    """Looks for the nearest likely value of a judgment that reaches the wanted probability."""

    def __init__(self, few: Variants, whole: Variants, wanted: float) -> None:
        self._few = few
        self._whole = whole
        self._wanted = wanted

    def promises(self, place: JudgedPlace, bound: float) -> bool:
        """Whether on few draws the bound, or halfway to it, comes near enough."""
        if bound == place.judgment.likely:
            return False
        halfway = (bound + place.judgment.likely) / 2
        least = self._wanted - _MARGIN
        return any(self._few.success(place, value) >= least for value in (bound, halfway))

    def narrowed(
        self, place: JudgedPlace, bound: float, tell: Callable[[float], None]
    ) -> JudgmentShift | None:
        """The nearest value on the way to a bound that reaches it on all draws, or None."""
        likely = place.judgment.likely
        done = 0.0

        def reaches(variants: Variants, value: float) -> bool:
            nonlocal done
            tell(done)
            done += (1 - done) / 16
            return variants.success(place, value) >= self._wanted

        towards = [likely + (bound - likely) * i / _STEPS for i in range(_STEPS + 1)]
        outer = next((i for i in range(1, _STEPS + 1) if reaches(self._few, towards[i])), _STEPS)
        low, high = towards[outer - 1], towards[outer]
        finest = max(_FINEST, abs(bound - likely) * _RELATIVE)
        low, high = _halved(lambda v: reaches(self._few, v), low, high, finest)
        # On all draws the crossing lies close by: step out until it is between two values.
        step = (bound - likely) / (4 * _STEPS)
        low = high
        while not reaches(self._whole, high):
            if high == bound:
                return None
            low, high = high, _not_past(high + step, likely, bound)
        while low != likely and reaches(self._whole, low):
            low, high = _not_past(low - step, bound, likely), low
        _, high = _halved(lambda v: reaches(self._whole, v), low, high, finest)
        needed = _rounded_outward(high, likely, bound)
        reached = self._whole.success(place, needed)
        if reached < self._wanted:
            needed, reached = high, self._whole.success(place, high)
        return JudgmentShift(
            place.table,
            place.row_id,
            place.field,
            place.label,
            place.spec.unit,
            likely,
            needed,
            reached,
        )


def _halved(
    reaches: Callable[[float], bool], low: float, high: float, finest: float
) -> tuple[float, float]:
    """Narrow down where `reaches` turns true between `low`, where it is not, and `high`."""
    while abs(high - low) > finest:
        middle = (low + high) / 2
        if reaches(middle):
            high = middle
        else:
            low = middle
    return low, high


def _not_past(value: float, start: float, end: float) -> float:
    """`value` on the way from `start` to `end`, or `end` if it is there or beyond."""
    there = value >= end - _ROUNDING if end > start else value <= end + _ROUNDING
    return end if there else value


def _rounded_outward(value: float, likely: float, bound: float) -> float:
    """Two decimals, away from `likely` but not past `bound`."""
    if value > likely:
        return min(math.ceil(value * 100 - 1e-9) / 100, bound)
    return max(math.floor(value * 100 + 1e-9) / 100, bound)
