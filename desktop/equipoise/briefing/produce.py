"""From a dossier to its briefing: gather, then compose."""

from __future__ import annotations

from datetime import date

from equipoise.briefing.compose import compose
from equipoise.briefing.document import Document
from equipoise.briefing.material import gather
from equipoise.briefing.request import Request
from equipoise.dossier.dossier import Dossier


def produce(dossier: Dossier, scenario_id: str, produced: date, language: str = "en") -> Document:
    """The full briefing of a dossier under a scenario, with its own draws and seed.

    Raises NothingToProject where the dossier lacks cells, ValueError for a language that the
    briefing is not translated into.
    """
    return compose(gather(dossier, scenario_id), Request(produced, language=language))
