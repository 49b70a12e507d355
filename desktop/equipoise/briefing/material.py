"""What briefings are made of: a dossier in a scenario and all that was computed of it, once.

Every kind of briefing, in every language and format, is composed of the same material, so that
their figures are the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from equipoise.briefing.findings import (
    Dissent,
    Fragility,
    Swings,
    hear_dissent,
    search_fragility,
    search_options,
)
from equipoise.briefing.record import Stated
from equipoise.dossier.dossier import Dossier
from equipoise.dossier.scenarios import ElementDifference, in_scenario, scenario_difference
from equipoise.projection.model import ProjectionModel
from equipoise.projection.outcome import DriverAttribution, Projection

_SWING_MONTH = 12


@dataclass(frozen=True)
class Material:
    """A dossier as it is in a scenario, its projection, and what else was computed of it.

    `dossier` has the scenario's judgments and only the goals in force. `drivers` and `swings` say
    what each driver brings and what all the effort on one recommendation would bring; `changes` is
    what the scenario decides otherwise than the base scenario. `compared` are the projections of
    scenarios set side by side, in their order, with this one among them. `fragility` is what would
    overturn the rankings, `dissents` the reservations with what comes out under them. `whole` is
    the dossier as the file has it, with what every scenario decides; None where it is the same.
    `since` is what the last briefing stated, to say what has changed.
    """

    dossier: Dossier
    scenario_id: str
    projection: Projection
    drivers: DriverAttribution | None = None
    swings: Swings | None = None
    changes: tuple[ElementDifference, ...] = ()
    compared: Mapping[str, Projection] = field(default_factory=dict)
    fragility: Fragility | None = None
    dissents: tuple[Dissent, ...] = ()
    whole: Dossier | None = None
    since: Stated | None = None

    @property
    def original(self) -> Dossier:
        """The dossier as the file has it."""
        return self.dossier if self.whole is None else self.whole


def gather(dossier: Dossier, scenario_id: str, compared: tuple[str, ...] = ()) -> Material:
    """Compute all that briefings of a dossier under a scenario say, with its own draws and seed.

    `compared` are other scenarios to set beside it. Raises NothingToProject where the dossier
    lacks cells, KeyError for an unknown scenario.
    """
    model = ProjectionModel(dossier, scenario_id or None)
    weights = dossier.weights_of(scenario_id) if scenario_id else {}
    projection = model.project(weights)
    side_by_side = _side_by_side(dossier, scenario_id, projection, compared, {})
    return Material(
        dossier=as_in(dossier, scenario_id),
        scenario_id=scenario_id,
        projection=projection,
        drivers=model.driver_attribution(weights),
        swings=model.swings(min(_SWING_MONTH, dossier.settings.horizon)),
        changes=tuple(scenario_difference(dossier, dossier.base_scenario_id(), scenario_id)),
        compared=side_by_side,
        fragility=search_fragility(dossier, scenario_id, model, weights, tuple(side_by_side)),
        dissents=hear_dissent(dossier, scenario_id),
        whole=dossier,
    )


def carried_over(material: Material, dossier: Dossier) -> Material:
    """The same figures over a dossier that differs only where no projected figure depends on it."""
    dissents = material.dissents
    if dossier.reservations != material.original.reservations:
        dissents = hear_dissent(dossier, material.scenario_id)
    return replace(
        material, dossier=as_in(dossier, material.scenario_id), dissents=dissents, whole=dossier
    )


def set_beside(material: Material, dossier: Dossier, compared: tuple[str, ...]) -> Material:
    """The material with these scenarios of its dossier set beside it, and no others.

    What was projected before is not projected again. Raises KeyError for an unknown scenario.
    """
    found = _side_by_side(
        dossier, material.scenario_id, material.projection, compared, material.compared
    )
    fragility = material.fragility
    if fragility is not None and fragility.searched:
        fragility = replace(fragility, options=search_options(dossier, tuple(found)))
    return replace(material, compared=found, fragility=fragility)


def as_in(dossier: Dossier, scenario_id: str) -> Dossier:
    """The dossier with the judgments of a scenario and without the goals that it sets aside."""
    return in_scenario(dossier, scenario_id).without("goals", dossier.set_aside_in(scenario_id))


def _side_by_side(
    dossier: Dossier,
    scenario_id: str,
    projection: Projection,
    others: tuple[str, ...],
    known: Mapping[str, Projection],
) -> dict[str, Projection]:
    if not set(others) - {scenario_id}:
        return {}
    found = {scenario_id: projection} if scenario_id else {}
    for other in others:
        if other in known:
            found[other] = known[other]
        elif other not in found:
            found[other] = ProjectionModel(dossier, other).project(dossier.weights_of(other))
    return found
