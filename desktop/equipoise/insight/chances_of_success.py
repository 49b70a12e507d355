"""The probability that all goals hold, in several scenarios, when one judgment is another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from equipoise.dossier.dossier import Dossier
from equipoise.dossier.rows import Goal
from equipoise.insight.judged_places import JudgedPlace, judged_places
from equipoise.insight.shared_draws import SharedDraws
from equipoise.insight.variants import Variants
from equipoise.insight.watch import Watch

Flags = npt.NDArray[np.bool_]
PlaceKey = tuple[str, str, str]

_FEW = 1024


def goals_in_force(dossier: Dossier, scenario_id: str) -> list[Goal] | None:
    """The goals that "all goals" means in a scenario; None if that cannot be said.

    As `ProjectionModel.project` states it: not set aside, at least one, none beyond the horizon.
    """
    aside = dossier.set_aside_in(scenario_id)
    goals = [g for g in dossier.goals if g.kind == "goal" and g.id not in aside]
    complete = all(g.month <= dossier.settings.horizon for g in goals)
    return goals if goals and complete else None


class ChancesOfSuccess:
    """The probability (0…1) that all goals hold in each scenario, on the same draws and seed.

    `places` are the judgments that have an influence in at least one of the scenarios. Where there
    are several scenarios, a judgment that one overrides stays overridden there, and the dossier's
    own moves; a scenario alone moves what is in force in it.

    Raises KeyError for an unknown scenario, NothingToProject where the dossier has no cells.
    Scenarios without a probability of all goals may not be among those asked for.
    """

    def __init__(
        self, dossier: Dossier, scenario_ids: Sequence[str], watch: Watch, *, until: float
    ) -> None:
        draws = dossier.settings.draws
        whole, few = SharedDraws(dossier), SharedDraws(dossier, draws=min(_FEW, draws))
        self.draws = draws
        self._whole: dict[str, Variants] = {}
        self._few: dict[str, Variants] = {}
        for i, scenario_id in enumerate(scenario_ids):
            watch.at(until * i / len(scenario_ids))
            goals = goals_in_force(dossier, scenario_id) or []
            self._whole[scenario_id] = Variants(whole, scenario_id, goals)
            self._few[scenario_id] = Variants(few, scenario_id, goals)
        self._used: dict[str, set[PlaceKey]] = {}
        self.places = self._places(dossier)
        self._known: dict[tuple[PlaceKey, float], dict[str, float]] = {}

    @property
    def as_judged(self) -> dict[str, float]:
        """With all judgments as they are, by scenario."""
        return {key: variants.as_judged for key, variants in self._whole.items()}

    @property
    def successes(self) -> Mapping[str, Flags]:
        """For each draw whether all goals hold with all judgments as they are, by scenario."""
        return {key: variants.successes for key, variants in self._whole.items()}

    def drawn(self, place: JudgedPlace) -> npt.NDArray[np.float64]:
        """The draws of a judgment in a scenario where it has an influence."""
        used = next(i for i, keys in self._used.items() if key_of(place) in keys)
        return self._whole[used].responses.inputs[key_of(place)]

    def _places(self, dossier: Dossier) -> list[JudgedPlace]:
        found: dict[PlaceKey, JudgedPlace] = {}
        for scenario_id, variants in self._whole.items():
            kept = set[PlaceKey]()
            dossiers = [variants.dossier]
            if len(self._whole) > 1:
                kept = {(o.table, o.row_id, o.field) for o in dossier.overrides_of(scenario_id)}
                dossiers.append(dossier)  # its judgments must stay in their bounds too
            used = self._used.setdefault(scenario_id, set())
            for each in dossiers:
                for place in judged_places(each, variants.responses.forcings, variants.weights):
                    key = key_of(place)
                    if key not in kept:
                        used.add(key)
                        found[key] = _narrower(found.get(key, place), place)
        return [found[key] for key in sorted(found)]

    def roughly(self, place: JudgedPlace, likely: float) -> dict[str, float]:
        """With a judgment shifted to `likely`: the change on few draws added to all draws' own."""
        found = self.as_judged
        for key, few in self._few.items():
            if key_of(place) in self._used[key]:
                found[key] += few.success(place, likely) - few.as_judged
        return found

    def exactly(self, place: JudgedPlace, likely: float) -> dict[str, float]:
        """With a judgment shifted to `likely`, on the dossier's own draws."""
        known = key_of(place), likely
        if known not in self._known:
            found = self.as_judged
            for key, whole in self._whole.items():
                if key_of(place) in self._used[key]:
                    found[key] = whole.success(place, likely)
            self._known[known] = found
        return self._known[known]


def key_of(place: JudgedPlace) -> PlaceKey:
    """Table, row and field."""
    return place.table, place.row_id, place.field


def _narrower(one: JudgedPlace, other: JudgedPlace) -> JudgedPlace:
    low, high = max(one.bounds[0], other.bounds[0]), min(one.bounds[1], other.bounds[1])
    return replace(one, bounds=(low, high))
