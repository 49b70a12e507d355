"""Talking points: what can be said in a conversation, and what to say if asked about it."""

from __future__ import annotations

from equipoise.briefing.codes import code_of
from equipoise.briefing.composing.framing import framed
from equipoise.briefing.content.at_risk import most_at_risk
from equipoise.briefing.content.bottom_line import (
    basis_said,
    bottom_line,
    goal_said,
    indices_said,
    trade_said,
)
from equipoise.briefing.content.driving import (
    description_said,
    driver_said,
    if_it_happens,
    strongest_drivers,
)
from equipoise.briefing.content.effort import by_weight
from equipoise.briefing.content.goals import probability_of
from equipoise.briefing.content.recommended import (
    begins_said,
    brings_said,
    rationale_said,
    recommend_said,
)
from equipoise.briefing.content.sourced import draws_said, sources_said
from equipoise.briefing.document import Answer, Document, Point, Sentence
from equipoise.briefing.language.speech import Speech
from equipoise.briefing.material import Material
from equipoise.briefing.request import Request
from equipoise.dossier.rows import Goal

_MOST_GOALS = 2
_MOST_RECOMMENDATIONS = 5
_MOST_DRIVERS = 3


def talking_points(material: Material, request: Request, speech: Speech) -> Document:
    """The talking points of the material."""
    return framed(
        material,
        request,
        speech,
        sections=(
            ("position", _position(material, speech)),
            ("aims", _aims(material, speech)),
            ("limits", _limits(material, speech)),
            ("proposals", _proposals(material, speech)),
            ("drivers", _drivers(material, speech)),
            ("sureness", (_sureness(material, speech),)),
        ),
    )


def _asked(question: str, *said: Sentence) -> tuple[Answer, ...]:
    """What to say if asked; nothing where there is nothing to say."""
    answers = tuple(sentence for sentence in said if sentence.text)
    return (Answer(question, answers),) if answers else ()


def _position(material: Material, speech: Speech) -> tuple[Point, ...]:
    dossier, projection = material.dossier, material.projection
    lead, *others = bottom_line(dossier, projection, speech)
    if not lead.place:
        return tuple(Point(said) for said in (lead, *others))
    aimed = {f"index:{goal.pole_id}" for goal in _aims_named(material) if not goal.aspect_id}
    ends = indices_said(dossier, projection, speech)
    where = [one for one in ends if one.place not in aimed][:_MOST_GOALS]
    cost = trade_said(dossier, projection, speech)
    return (
        Point(
            lead,
            (
                *_asked(speech.say("ask-cost"), cost),
                *_asked(speech.say("ask-where"), *where),
            ),
        ),
    )


def _aims_named(material: Material) -> list[Goal]:
    return most_at_risk(material, "goal")[:_MOST_GOALS]


def _aims(material: Material, speech: Speech) -> tuple[Point, ...]:
    ends = {one.place: one for one in indices_said(material.dossier, material.projection, speech)}

    def answers(goal: Goal) -> tuple[Answer, ...]:
        likely = goal_said(material.dossier, material.projection, goal, speech)
        end = None if goal.aspect_id else ends.get(f"index:{goal.pole_id}")
        return (
            *_asked(speech.say("ask-likely"), likely),
            *(() if end is None else _asked(speech.say("ask-distance"), end)),
        )

    return tuple(
        Point(_goal_named(material, goal, "want-goal", "want", speech), answers(goal))
        for goal in _aims_named(material)
    )


def _limits(material: Material, speech: Speech) -> tuple[Point, ...]:
    return tuple(
        Point(
            _goal_named(material, goal, "keep-red-line", "keep", speech),
            (
                *_asked(
                    speech.say("ask-risk"),
                    goal_said(material.dossier, material.projection, goal, speech),
                ),
                *_asked(speech.say("ask-broken"), _if_broken(material, goal, speech)),
            ),
        )
        for goal in most_at_risk(material, "red_line")[:_MOST_GOALS]
    )


def _goal_named(
    material: Material, goal: Goal, message: str, place: str, speech: Speech
) -> Sentence:
    code = code_of(material.dossier, "goals", goal.id)
    return Sentence(speech.say(message, goal=speech.name(goal.name)), f"{place}:{goal.id}", (code,))


def _if_broken(material: Material, goal: Goal, speech: Speech) -> Sentence:
    """What the risk accepted means for a red line."""
    risk = probability_of(goal, material.projection)
    if risk is None:
        message = "if-broken-unknown"
    elif risk * 100 > goal.accepted_risk:
        message = "if-broken-above"
    else:
        message = "if-broken-within"
    code = code_of(material.dossier, "goals", goal.id)
    accepted = speech.percent(goal.accepted_risk)
    return Sentence(speech.say(message, accepted=accepted), f"broken:{goal.id}", (code,))


def _proposals(material: Material, speech: Speech) -> tuple[Point, ...]:
    return tuple(
        Point(
            recommend_said(material, row, speech),
            (
                *_asked(speech.say("ask-why"), *rationale_said(material, row)),
                *_asked(
                    speech.say("ask-cost-and-begin"),
                    brings_said(material, row, speech),
                    begins_said(material, row, speech),
                ),
            ),
        )
        for row in by_weight(material.dossier, material.projection)[:_MOST_RECOMMENDATIONS]
    )


def _drivers(material: Material, speech: Speech) -> tuple[Point, ...]:
    return tuple(
        Point(
            driver_said(material, driver, speech),
            (
                *_asked(speech.say("ask-what"), description_said(material, driver)),
                *_asked(speech.say("ask-happens"), if_it_happens(material, driver, speech)),
            ),
        )
        for driver in strongest_drivers(material)[:_MOST_DRIVERS]
    )


def _sureness(material: Material, speech: Speech) -> Point:
    return Point(
        Sentence(speech.say("how-sure"), "sureness"),
        (
            *_asked(speech.say("ask-basis"), basis_said(material.dossier, speech)),
            *_asked(
                speech.say("ask-numbers"),
                draws_said(material, speech),
                *sources_said(material, speech),
            ),
        ),
    )
