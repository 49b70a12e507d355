"""What was searched beside a projection: what would overturn its rankings, what dissenters get."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from equipoise.dossier.dossier import Dossier
from equipoise.dossier.reservations import under_reservation
from equipoise.dossier.rows import Reservation
from equipoise.insight.dissent import DissentOutcome
from equipoise.insight.fragility import (
    ContributionFragility,
    GoalFragility,
    ScenarioFragility,
    contribution_fragility,
    goal_fragility,
    scenario_fragility,
)
from equipoise.projection.inputs import judged_rows
from equipoise.projection.model import ProjectionModel
from equipoise.projection.outcome import Swing

_MOST_NUMBERS = 1 << 33
"""Judgments times levels up to which they are searched: 20 times those of the shipped dossier."""

Swings: TypeAlias = Mapping[str, Mapping[str, Swing]]
"""Recommendation → pole → what all the effort on it would bring."""


@dataclass(frozen=True)
class Fragility:
    """What would overturn the rankings of a briefing, as it was searched.

    `contributions` by pole: who brings most. `goals`: the word for the probability of all goals.
    `options`: which of the scenarios compared is the likeliest to reach all goals. The rest is
    empty where the dossier was too large to be `searched`.
    """

    contributions: Mapping[str, ContributionFragility] = field(default_factory=dict)
    goals: GoalFragility | None = None
    options: ScenarioFragility | None = None
    searched: bool = True


@dataclass(frozen=True)
class Dissent:
    """A reservation and what comes out under it; None where it is without effect."""

    reservation: Reservation
    outcome: DissentOutcome | None


def search_fragility(
    dossier: Dossier,
    scenario_id: str,
    model: ProjectionModel,
    weights: Mapping[str, float],
    compared: Sequence[str],
) -> Fragility:
    """Search what would overturn the rankings of a scenario's briefing.

    Takes some seconds, up to a minute for the largest that is searched; raises as the searches do.
    """
    if not _can_be_searched(dossier, model):
        return Fragility(searched=False)
    return Fragility(
        {pole.id: contribution_fragility(model, weights, pole.id) for pole in dossier.poles},
        goal_fragility(dossier, scenario_id) if scenario_id else None,
        search_options(dossier, compared),
    )


def _can_be_searched(dossier: Dossier, model: ProjectionModel) -> bool:
    """Whether each judgment can be tried, one by one, while somebody waits."""
    frame = model.frame
    judged = sum(1 for _ in judged_rows(dossier))
    numbers = judged * len(dossier.cells) * frame.draws * (frame.months + 1)
    return model.held and numbers <= _MOST_NUMBERS


def search_options(dossier: Dossier, compared: Sequence[str]) -> ScenarioFragility | None:
    """What would make another scenario the likeliest to reach all goals; None for fewer than two.

    Raises as the search does.
    """
    return scenario_fragility(dossier, compared) if len(compared) > 1 else None


def hear_dissent(dossier: Dossier, scenario_id: str) -> tuple[Dissent, ...]:
    """Each reservation with the outcome of the scenario under the dissenter's value."""
    return tuple(
        Dissent(reservation, _outcome(dossier, scenario_id, reservation))
        for reservation in dossier.reservations
    )


def _outcome(dossier: Dossier, scenario_id: str, reservation: Reservation) -> DissentOutcome | None:
    """On the same draws, seed and weights as the briefing's own figures."""
    seen = under_reservation(dossier, scenario_id, reservation)
    if seen is None:
        return None
    weights = seen.weights_of(scenario_id) if scenario_id else {}
    return DissentOutcome.of(ProjectionModel(seen, scenario_id or None).project(weights))
