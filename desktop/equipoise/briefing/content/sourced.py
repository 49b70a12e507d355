"""The sources in sentences: which they are and how they are graded."""

from __future__ import annotations

from equipoise.briefing.codes import code_of
from equipoise.briefing.document import Sentence
from equipoise.briefing.language.speech import Speech, listed
from equipoise.briefing.material import Material
from equipoise.dossier.confidence import source_grade

_NAMED = 6


def sources_said(material: Material, speech: Speech) -> tuple[Sentence, ...]:
    """The sources with their Admiralty grades, the best first; beyond six they are counted."""
    dossier = material.dossier
    ranked = sorted(dossier.sources, key=source_grade, reverse=True)
    if not ranked:
        return ()
    named = ranked[: listed(len(ranked), _NAMED)]
    items = [
        speech.say(
            "source-graded",
            source=speech.name(source.name),
            grade=speech.formula(f"{source.reliability}{source.credibility}"),
        )
        for source in named
    ]
    rest = len(ranked) - len(named)
    if rest:
        items.append(speech.say("others", number=str(rest), count=rest))
    text = speech.say("sources-said", count=len(ranked), sources=speech.listing(items))
    codes = tuple(code_of(dossier, "sources", source.id) for source in named)
    return (Sentence(text, "sources", codes),)


def draws_said(material: Material, speech: Speech) -> Sentence:
    """How the probabilities come about."""
    return Sentence(speech.say("draws-said", draws=str(material.projection.draws)), "draws")
