"""What would overturn a ranking of scenarios, and what would change the word for a probability."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from equipoise.dossier.dossier import Dossier
from equipoise.dossier.yardsticks import YARDSTICKS, EstimativeTerm, Yardstick
from equipoise.insight.chances_of_success import ChancesOfSuccess, goals_in_force
from equipoise.insight.effort_fragility import (
    ContributionFragility,
    EffortShift,
    contribution_fragility,
)
from equipoise.insight.overturning import JudgmentChange, Statement, nearest_overturns
from equipoise.insight.watch import Cancelled, Watch

__all__ = [
    "Cancelled",
    "ContributionFragility",
    "EffortShift",
    "GoalFragility",
    "JudgmentChange",
    "ScenarioFragility",
    "ScenarioOverturn",
    "TermChange",
    "contribution_fragility",
    "goal_fragility",
    "scenario_fragility",
]


@dataclass(frozen=True)
class ScenarioOverturn:
    """After the change of one judgment another scenario is the likeliest to succeed.

    `chances` are the probabilities (0…1) of all goals by scenario then, on the dossier's draws.
    """

    change: JudgmentChange
    leader_id: str
    chances: Mapping[str, float]


@dataclass(frozen=True)
class ScenarioFragility:
    """Which scenario is the likeliest to reach all goals, and what would make it another one.

    `chances` are the probabilities (0…1) of all goals as judged; None where a scenario has no goal
    in force or one beyond the horizon, which takes it out of the ranking. `leader_ids` are the
    likeliest: none without a ranking, several where they are equal. `overturn` is the smallest
    change found, None where no single judgment was found to do it, or nothing is to be overturned:
    fewer than two scenarios ranked, or several leaders, whom any change may part.
    """

    leader_ids: tuple[str, ...]
    chances: Mapping[str, float | None]
    overturn: ScenarioOverturn | None


@dataclass(frozen=True)
class TermChange:
    """After the change of one judgment another estimative term stands for the probability.

    `probability` (0…1) and its `term` are those after the change, on the dossier's own draws.
    """

    change: JudgmentChange
    probability: float
    term: EstimativeTerm

    @property
    def direction(self) -> Literal["up", "down"]:
        """Which way the judgment moves."""
        return "up" if self.change.needed > self.change.likely else "down"


@dataclass(frozen=True)
class GoalFragility:
    """The probability (0…1) that all goals hold, its term, and what would make it another term.

    `changes` are the nearest judgments found, sorted by their relative change; empty where no
    single one does it.
    """

    probability: float
    term: EstimativeTerm
    changes: tuple[TermChange, ...]


def scenario_fragility(
    dossier: Dossier,
    scenario_ids: Sequence[str],
    *,
    progress: Callable[[float], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> ScenarioFragility:
    """The smallest change found of one judgment that makes another scenario the likeliest.

    Each judgment moves whole with its likely value, in every scenario that does not override it;
    changes are compared relative to the judgments' spreads. It is a search and not a proof: see
    `overturning.nearest_overturns` for what it may miss. What it returns is verified on the
    dossier's own draws. The order of `scenario_ids` has no influence.

    Raises KeyError for an unknown scenario, NothingToProject for a dossier without cells,
    Cancelled when withdrawn.
    """
    watch = Watch(progress, cancelled)
    watch.at(0.0)
    for scenario_id in scenario_ids:
        dossier.get("scenarios", scenario_id)
    asked = sorted(set(scenario_ids))
    ranked = [i for i in asked if goals_in_force(dossier, i) is not None]
    chances = ChancesOfSuccess(dossier, ranked, watch, until=0.4)
    before = chances.as_judged
    highest = max(before.values(), default=0.0)
    leaders = tuple(i for i in ranked if before[i] == highest)
    overturn = None
    if len(leaders) == 1 and len(ranked) > 1:
        ways = tuple({i: 1.0, leaders[0]: -1.0} for i in ranked if i != leaders[0])
        statement = Statement(ways, (0.0,) * len(ways))
        for found in nearest_overturns(chances, statement, 1, watch.part(0.4, 1.0)):
            after = found.chances
            first = min(ranked, key=lambda i: (-after[i], i))
            overturn = ScenarioOverturn(found.change, first, after)
    watch.at(1.0)
    return ScenarioFragility(leaders, {i: before.get(i) for i in asked}, overturn)


def goal_fragility(
    dossier: Dossier,
    scenario_id: str,
    count: int = 3,
    *,
    progress: Callable[[float], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> GoalFragility | None:
    """What would change our mind: judgments that alone move "all goals" into another term.

    The term is that of the dossier's yardstick for the probability that all goals in force in the
    scenario hold together. Up to `count` of the nearest judgments found, each moved whole with its
    likely value; a search and not a proof, as `scenario_fragility`. None where the scenario has no
    goal in force, or one beyond the horizon.

    Raises KeyError for an unknown scenario, NothingToProject for a dossier without cells,
    Cancelled when withdrawn.
    """
    watch = Watch(progress, cancelled)
    watch.at(0.0)
    dossier.get("scenarios", scenario_id)
    if goals_in_force(dossier, scenario_id) is None:
        watch.at(1.0)
        return None
    yardstick = YARDSTICKS[dossier.settings.yardstick]
    chances = ChancesOfSuccess(dossier, [scenario_id], watch, until=0.4)
    before = chances.as_judged[scenario_id]
    low, high = _edges(yardstick, before, chances.draws)
    edges = [(1.0, -high)] * (high < 1) + [(-1.0, low)] * (low > 0)
    statement = Statement(
        tuple({scenario_id: factor} for factor, _ in edges), tuple(offset for _, offset in edges)
    )
    found = nearest_overturns(chances, statement, count, watch.part(0.4, 1.0))
    watch.at(1.0)
    return GoalFragility(
        before,
        yardstick.term(before),
        tuple(
            TermChange(f.change, f.chances[scenario_id], yardstick.term(f.chances[scenario_id]))
            for f in found
        ),
    )


def _edges(yardstick: Yardstick, probability: float, draws: int) -> tuple[float, float]:
    """Between which probabilities the term stays the same.

    With a finite number of draws there are only so many probabilities; each edge lies halfway
    between the last one with this term and the first one without.
    """
    term = yardstick.term(probability)
    here = round(probability * draws)

    def last(end: int) -> int:
        """The last number of successes on the way to `end` that has the term."""
        inside, outside = here, end
        if yardstick.term(end / draws) == term:
            return end
        while abs(outside - inside) > 1:
            middle = (inside + outside) // 2
            if yardstick.term(middle / draws) == term:
                inside = middle
            else:
                outside = middle
        return inside

    return (last(0) - 0.5) / draws, (last(draws) + 0.5) / draws
