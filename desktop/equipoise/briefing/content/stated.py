"""What a briefing states, for its record: key figures, and the digest of its dossier."""

from __future__ import annotations

from datetime import date
from typing import Any

from equipoise.briefing.content.goals import probability_of
from equipoise.briefing.material import Material
from equipoise.briefing.record import Chance, Figures, Level, Share, Stated, digest
from equipoise.dossier.dossier import TABLES, Dossier
from equipoise.dossier.json_form import row_to_plain

_SAYS_NOTHING = ("briefings_issued",)
"""Tables that hold nothing of what the dossier says."""

DECIMALS = 6
"""To which figures count as equal: their last digits may depend on the processor."""


def stated_by(material: Material, day: date) -> Stated:
    """What a briefing of the material states."""
    scenario = material.original.find("scenarios", material.scenario_id)
    return Stated(
        day=day,
        scenario_id=material.scenario_id,
        scenario="" if scenario is None else scenario.name,
        dossier=dossier_digest(material.original),
        figures=figures_of(material),
    )


def figures_of(material: Material) -> Figures:
    """The key figures of the material."""
    dossier, projection = material.dossier, material.projection
    return Figures(
        all_goals=projection.all_goals,
        goals=tuple(
            Chance(goal.id, goal.name, goal.kind, probability_of(goal, projection))
            for goal in dossier.goals
        ),
        indices=tuple(
            Level(
                pole.id,
                pole.name,
                *(round(float(line[-1]), DECIMALS) for line in (fan.p5, fan.p50, fan.p95)),
            )
            for pole in dossier.poles
            if (fan := projection.index.get(pole.id)) is not None
        ),
        weights=tuple(
            Share(r.id, r.name, projection.weights.get(r.id, 0.0)) for r in dossier.recommendations
        ),
    )


def dossier_digest(dossier: Dossier) -> str:
    """SHA-256 of what a dossier says.

    What is empty counts as not there, so that a later version of the program, whose dossiers have
    more fields and tables, finds the same digest.
    """
    document: dict[str, Any] = {"settings": row_to_plain(dossier.settings)}
    for key in TABLES:
        if key not in _SAYS_NOTHING:
            document[key] = [row_to_plain(row) for row in dossier.table(key)]
    return digest(_said(document))


def _said(value: Any) -> Any:
    if isinstance(value, dict):
        found = {key: _said(item) for key, item in value.items()}
        return {key: item for key, item in found.items() if not _empty(item)}
    return [_said(item) for item in value] if isinstance(value, list) else value


def _empty(value: Any) -> bool:
    return value is None or value is False or value in ("", [], {})
