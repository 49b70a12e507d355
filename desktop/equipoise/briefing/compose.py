"""Compose a briefing: every word and number of it, decided once."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from equipoise.briefing.document import Document
from equipoise.briefing.full import full_briefing
from equipoise.briefing.material import Material
from equipoise.briefing.request import Request
from equipoise.briefing.speech import Speech

_COMPOSERS: Mapping[str, Callable[[Material, Request, Speech], Document]] = {
    "full": full_briefing,
}


def compose(material: Material, request: Request) -> Document:
    """The briefing that is asked for, of the material at hand.

    Raises ValueError for a kind that there is none of, and for a language that the fixed texts
    are not translated into.
    """
    composer = _COMPOSERS.get(request.kind)
    if composer is None:
        raise ValueError(
            f"“{request.kind}” is no kind of briefing; there are: {', '.join(_COMPOSERS)}"
        )
    return composer(material, request, Speech(request.language))
