"""Compose a briefing: every word and number of it, decided once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from equipoise.briefing.composing.annex import annex
from equipoise.briefing.composing.cable import cable
from equipoise.briefing.composing.dissent import with_dissent
from equipoise.briefing.composing.full import full_briefing
from equipoise.briefing.composing.one_page import one_page
from equipoise.briefing.composing.portions import with_portions
from equipoise.briefing.composing.talking_points import talking_points
from equipoise.briefing.composing.wording import worded
from equipoise.briefing.content.goals import yardstick_of
from equipoise.briefing.document import Document
from equipoise.briefing.kinds import KINDS, Kind
from equipoise.briefing.language.speech import Speech
from equipoise.briefing.material import Material
from equipoise.briefing.request import Request
from equipoise.dossier.names_abroad import named_in

_COMPOSERS: Mapping[str, Callable[[Material, Request, Speech], Document]] = {
    "one-page": one_page,
    "full": full_briefing,
    "talking-points": talking_points,
    "cable": cable,
    "annex": annex,
}


def offered() -> tuple[Kind, ...]:
    """The kinds of briefing that can be composed, in the order in which they are offered."""
    return tuple(kind for key, kind in KINDS.items() if key in _COMPOSERS)


def compose(material: Material, request: Request) -> Document:
    """The briefing that is asked for, of the material at hand.

    Names stand as the dossier has them in its language, sentences in the user's own words where
    there are any, reservations as footnotes; each portion has its mark where the request or the
    dossier asks for that.

    Raises ValueError for a kind that there is none of, and for a language that the fixed texts
    are not translated into.
    """
    composer = _COMPOSERS.get(request.kind)
    if composer is None:
        raise ValueError(
            f"“{request.kind}” is no kind of briefing; there are: {', '.join(_COMPOSERS)}"
        )
    speech = Speech(request.language)
    own_words = {
        row.place: row
        for row in material.dossier.briefing_texts
        if row.language == request.language
    }
    named = replace(material, dossier=named_in(material.dossier, request.language))
    document = with_dissent(composer(named, request, speech), named, speech)
    document = worded(document, own_words, yardstick_of(material.dossier), speech)
    marked = request.portion_marks or material.dossier.settings.portion_marks
    return with_portions(document, named) if marked else document
