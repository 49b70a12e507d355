"""The goals or red lines that are most at risk, where there is no room for all of them."""

from __future__ import annotations

from equipoise.briefing.codes import ALL_GOALS
from equipoise.briefing.content.bottom_line import goal_said
from equipoise.briefing.content.goals import probability_of
from equipoise.briefing.document import Sentence
from equipoise.briefing.language.speech import Speech
from equipoise.briefing.material import Material
from equipoise.dossier.rows import Goal


def most_at_risk(material: Material, kind: str) -> list[Goal]:
    """The goals, or the red lines, in force: the greatest risk first, ties in their own order.

    The risk is that a goal is missed or a red line breaks; what lies beyond the months projected
    stands last.
    """

    def risk(goal: Goal) -> float:
        found = probability_of(goal, material.projection)
        if found is None:
            return -1.0
        return 1 - found if goal.kind == "goal" else found

    return sorted((g for g in material.dossier.goals if g.kind == kind), key=risk, reverse=True)


def goals_said(material: Material, kind: str, most: int, speech: Speech) -> tuple[Sentence, ...]:
    """A sentence for each of the goals or red lines most at risk, at most `most` in all.

    Where there are more, the last sentence counts those that have none of their own.
    """
    goals = most_at_risk(material, kind)
    named = goals if len(goals) <= most else goals[: most - 1]
    said = tuple(goal_said(material.dossier, material.projection, goal, speech) for goal in named)
    rest = goals[len(named) :]
    if not rest:
        return said
    beyond = any(probability_of(goal, material.projection) is None for goal in rest)
    text = speech.say(
        "further-goals" if kind == "goal" else "further-red-lines",
        number=str(len(rest)),
        count=len(rest),
        beyond="some" if beyond else "none",
    )
    place = "goals:rest" if kind == "goal" else "red-lines:rest"
    return (*said, Sentence(text, place, (ALL_GOALS,)))
