"""Several scenarios side by side, on the same draws: differences carry no sampling noise."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from equipoise.dossier.dossier import Dossier
from equipoise.dossier.scenarios import state_of
from equipoise.projection.memo import Memo
from equipoise.projection.model import ProjectionModel
from equipoise.projection.outcome import Fan, Projection
from equipoise.projection.quantiles import fans
from equipoise.projection.tick import Tick


@dataclass(frozen=True)
class Comparison:
    """The projections of several scenarios, keyed by scenario identifier, in the order asked for.

    All have the same draws, seed and months; draw i of one and of another is the same future but
    for what the scenarios decide.
    """

    projections: Mapping[str, Projection]

    def difference(self, one_id: str, other_id: str, pole_id: str) -> Fan:
        """Fan of the index of `one_id` less that of `other_id`, in points, draw by draw."""
        apart = self._apart(one_id, other_id, pole_id)
        (fan,) = fans(apart[:, None, :])
        return fan

    def beats(self, one_id: str, other_id: str, pole_id: str, month: int) -> float:
        """Probability that the index of `one_id` is above that of `other_id` in a month.

        Futures in which the two are equal count half, so that beats(a, b) + beats(b, a) = 1.
        """
        apart = self._apart(one_id, other_id, pole_id)[month]
        return float((apart > 0).mean() + (apart == 0).mean() / 2)

    def _apart(self, one_id: str, other_id: str, pole_id: str) -> np.ndarray:
        one = self.projections[one_id].index_draws[pole_id]
        return np.asarray(one - self.projections[other_id].index_draws[pole_id])


def compare(
    dossier: Dossier,
    scenario_ids: Sequence[str],
    *,
    draws: int | None = None,
    quick: bool = False,
    memo: Memo | None = None,
) -> Comparison:
    """Project each scenario with its own weights. Raises KeyError for an unknown scenario.

    What scenarios do not decide differently is compiled once, and not again where `memo` knows it.
    The figures are those of `ProjectionModel`, or with `quick` those of `Tick`.
    """
    memo = memo or Memo()
    found: dict[str, Projection] = {}
    for scenario_id in sharing_order(dossier, scenario_ids):
        model = ProjectionModel(dossier, scenario_id, draws=draws, memo=memo)
        ask = Tick(model, memo).project if quick else model.project
        found[scenario_id] = ask(dossier.weights_of(scenario_id))
    return Comparison({scenario_id: found[scenario_id] for scenario_id in scenario_ids})


def sharing_order(dossier: Dossier, scenario_ids: Sequence[str]) -> list[str]:
    """Scenarios that force and override alike one after another: they share all but weights."""

    def decided(scenario_id: str) -> str:
        state = replace(state_of(dossier, scenario_id), weights={}, set_aside=frozenset())
        return state.text()

    return sorted(dict.fromkeys(scenario_ids), key=decided)
