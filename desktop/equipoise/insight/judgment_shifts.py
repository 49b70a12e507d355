"""What would have to be true: the judgments that alone would reach a goal, and by how much."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from equipoise.dossier.dossier import Dossier
from equipoise.insight.judged_places import JudgedPlace, judged_places
from equipoise.insight.narrowing import FINEST, narrowed
from equipoise.insight.question import checked_goal
from equipoise.insight.shared_draws import SharedDraws
from equipoise.insight.variants import Variants
from equipoise.insight.watch import Watch

_FEW = 1024
_MARGIN = 0.02
"""How much the screening on few draws may fall short and still be worth a look on all."""
_RELATIVE = 0.001
"""How closely a value is found, as a part of the way to the bound."""


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
    months = max(1, goal.month)
    whole = Variants(SharedDraws(dossier, months=months), scenario_id, [goal])
    watch.at(0.05)
    if whole.as_judged >= probability:
        watch.at(1.0)
        return ()
    draws = min(_FEW, dossier.settings.draws)
    few = Variants(SharedDraws(dossier, draws=draws, months=months), scenario_id, [goal])
    screening = watch.part(0.1, 0.5)
    places = judged_places(whole.dossier, whole.responses.forcings, whole.weights)
    promising: list[tuple[JudgedPlace, float]] = []
    for i, place in enumerate(places):
        for bound in place.bounds:
            screening(i / len(places))
            if _promises(few, place, bound, probability - _MARGIN):
                promising.append((place, bound))
    shifts: dict[JudgedPlace, JudgmentShift] = {}
    for i, (place, bound) in enumerate(promising):
        tell = watch.part(0.5 + 0.5 * i / len(promising), 0.5 + 0.5 * (i + 1) / len(promising))
        found = _narrowed(few, whole, (place, bound), probability, tell)
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


def _promises(few: Variants, place: JudgedPlace, bound: float, least: float) -> bool:
    """Whether on few draws the bound, or halfway to it, comes near enough."""
    if bound == place.judgment.likely:
        return False
    halfway = (bound + place.judgment.likely) / 2
    return any(few.success(place, value) >= least for value in (bound, halfway))


def _narrowed(
    few: Variants,
    whole: Variants,
    towards: tuple[JudgedPlace, float],
    wanted: float,
    tell: Callable[[float], None],
) -> JudgmentShift | None:
    """The nearest value on the way to a bound that reaches it on all draws, or None."""
    place, bound = towards
    likely = place.judgment.likely
    done = 0.0

    def reaches(variants: Variants, value: float) -> bool:
        nonlocal done
        tell(done)
        done += (1 - done) / 16
        return variants.success(place, value) >= wanted

    finest = max(FINEST, abs(bound - likely) * _RELATIVE)
    needed = narrowed(likely, bound, lambda v: reaches(few, v), lambda v: reaches(whole, v), finest)
    if needed is None:
        return None
    return JudgmentShift(
        place.table,
        place.row_id,
        place.field,
        place.label,
        place.spec.unit,
        likely,
        needed,
        whole.success(place, needed),
    )
