"""From a dossier to its briefing: project, then compose."""

from __future__ import annotations

from datetime import date

from equipoise import __version__
from equipoise.briefing.compose import compose
from equipoise.briefing.document import Document
from equipoise.briefing.speech import Speech
from equipoise.dossier.dossier import Dossier
from equipoise.dossier.scenarios import in_scenario, scenario_difference
from equipoise.projection.model import ProjectionModel

_SWING_MONTH = 12


def produce(dossier: Dossier, scenario_id: str, produced: date, language: str = "en") -> Document:
    """The briefing of a dossier under a scenario, with its own draws and seed.

    Raises NothingToProject where the dossier lacks cells, ValueError for a language that the
    briefing is not translated into.
    """
    speech = Speech(language)
    model = ProjectionModel(dossier, scenario_id or None)
    weights = dossier.weights_of(scenario_id) if scenario_id else {}
    in_force = in_scenario(dossier, scenario_id).without("goals", dossier.set_aside_in(scenario_id))
    return compose(
        in_force,
        scenario_id,
        model.project(weights),
        model.driver_attribution(weights),
        version=__version__,
        produced=produced,
        swings=model.swings(min(_SWING_MONTH, dossier.settings.horizon)),
        changes=scenario_difference(dossier, dossier.base_scenario_id(), scenario_id),
        speech=speech,
    )
