"""From a dossier to its briefing: gather, compose, keep to the pages, seal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from equipoise.briefing.composing.compose import compose
from equipoise.briefing.composing.shortening import fitted
from equipoise.briefing.content.since import last_issued
from equipoise.briefing.document import Document
from equipoise.briefing.material import Material, gather
from equipoise.briefing.press.pdf import page_count
from equipoise.briefing.request import Request
from equipoise.briefing.sealing import sealed
from equipoise.dossier.dossier import Dossier


def produce(
    dossier: Dossier,
    scenario_id: str,
    request: Request,
    compared: tuple[str, ...] = (),
    *,
    issued: Sequence[str] | None = None,
) -> Document:
    """The briefing asked for of a dossier under a scenario, with its own draws and seed, sealed.

    `compared` are other scenarios to set beside it. `issued` are the records of earlier briefings,
    the latest last, to say what has changed since; None for those that the dossier knows of.

    Raises NothingToProject where the dossier lacks cells, KeyError for an unknown scenario,
    ValueError for a kind that there is none of and for a language that the briefing is not
    translated into.
    """
    return written(gather(dossier, scenario_id, compared), request, compared, issued=issued)


def written(
    material: Material,
    request: Request,
    compared: tuple[str, ...] = (),
    *,
    issued: Sequence[str] | None = None,
) -> Document:
    """The same, of material at hand that was gathered with `compared`."""
    rows = material.original.briefings_issued
    known = [row.record for row in rows] if issued is None else issued
    material = replace(material, since=last_issued(known, material))
    return sealed(drafted(material, request, compared), material, request, compared)


def drafted(material: Material, request: Request, compared: tuple[str, ...] = ()) -> Document:
    """The same before it is sealed: composed, and shortened to the pages of its kind.

    The pages are counted with the seal, as they are printed; the typesetter keeps them until then.
    """

    def pages_of(document: Document) -> int:
        return page_count(sealed(document, material, request, compared))

    return fitted(compose(material, request), pages_of)
