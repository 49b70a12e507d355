"""Goals and red lines in words: what is meant, how likely, and their table."""

from __future__ import annotations

from equipoise.briefing.codes import code_of
from equipoise.briefing.document import Cell, Column, Row, Table
from equipoise.briefing.language.speech import Speech
from equipoise.dossier.dossier import Dossier
from equipoise.dossier.rows import Goal
from equipoise.dossier.yardsticks import YARDSTICKS, Yardstick
from equipoise.projection.outcome import Projection


def yardstick_of(dossier: Dossier) -> Yardstick:
    """The one yardstick of the dossier."""
    return YARDSTICKS[dossier.settings.yardstick]


def index_name(dossier: Dossier, pole_id: str, speech: Speech) -> str:
    """What a pole's index is called by in a sentence: a pole called "The West" has no article."""
    name = dossier.name_of("poles", pole_id)
    return speech.name(name[4:] if name.lower().startswith("the ") else name)


def _when(dossier: Dossier, goal: Goal, speech: Speech) -> str:
    if goal.time == "at":
        message = "when-at"
    elif goal.kind == "goal":
        message = "when-in-some-month"
    else:
        message = "when-in-every-month"
    calendar = speech.month(dossier.settings.as_of, goal.month)
    return speech.say(message, number=str(goal.month), month=calendar)


def _condition(dossier: Dossier, goal: Goal, speech: Speech, message: str) -> str:
    facts = {
        "bound": goal.relation,
        "threshold": speech.number(goal.threshold),
        "when": _when(dossier, goal, speech),
    }
    if not goal.aspect_id:
        name = index_name(dossier, goal.pole_id, speech)
        return speech.say(f"{message}-of-index", pole=name, **facts)
    aspect = speech.name(dossier.name_of("aspects", goal.aspect_id))
    pole = speech.name(dossier.name_of("poles", goal.pole_id))
    return speech.say(f"{message}-of-cell", aspect=aspect, pole=pole, **facts)


def goal_sentence(dossier: Dossier, goal: Goal, probability: float | None, speech: Speech) -> str:
    """The estimative sentence of a goal, or of the breaking of a red line; then what it asks."""
    is_goal = goal.kind == "goal"
    name = speech.name(goal.name)
    if probability is None:
        return speech.say("goal-beyond-months" if is_goal else "red-line-beyond-months", goal=name)
    opening = speech.likelihood_opening(yardstick_of(dossier), probability)
    message = "success-of-goal" if is_goal else "red-line-likelihood"
    condition = _condition(dossier, goal, speech, "condition")
    sentences = [
        speech.say(message, opening=opening, goal=name),
        speech.say("asks-that", condition=condition),
    ]
    if not is_goal:
        sentences.append(_verdict(goal, probability, speech))
    return " ".join(sentences)


def _verdict(goal: Goal, risk: float, speech: Speech) -> str:
    above = risk * 100 > goal.accepted_risk
    # Where the whole percent shown would say otherwise, "just" tells that it is rounded.
    just = "just-" if above != (round(risk * 100) > goal.accepted_risk) else ""
    message = f"risk-{just}{'above' if above else 'within'}"
    return speech.say(message, percent=speech.percent(goal.accepted_risk))


def probability_of(goal: Goal, projection: Projection) -> float | None:
    """Probability that a goal holds, or the risk that a red line breaks; None beyond the months."""
    table = projection.goals if goal.kind == "goal" else projection.red_lines
    return table.get(goal.id)


def goals_table(dossier: Dossier, projection: Projection, speech: Speech) -> Table:
    """Goals and red lines with probability and word, red lines with the risk accepted."""
    say = speech.say
    yardstick = yardstick_of(dossier)
    rows: list[Row] = []
    for goal in dossier.goals:
        probability = probability_of(goal, projection)
        is_goal = goal.kind == "goal"
        number, word, verdict = "–", say("beyond-months"), ""
        if probability is not None:
            number = speech.probability(probability)
            word = speech.likelihood(yardstick, probability)
            risk = 1 - probability if is_goal else probability
            verdict = say("risk-exceeded" if risk * 100 > goal.accepted_risk else "risk-kept")
        rows.append(
            Row(
                (
                    Cell(say("goal" if is_goal else "red-line")),
                    Cell(goal.name, _condition(dossier, goal, speech, "meaning")),
                    Cell(say("goal-in-words" if is_goal else "red-line-in-words", word=word)),
                    Cell(number),
                    Cell(speech.percent(goal.accepted_risk), verdict),
                ),
                codes=(code_of(dossier, "goals", goal.id),),
            )
        )
    return Table(
        say("goals-table"),
        (
            Column(say("column-kind"), 0.75),
            Column(say("goals-table.meant"), 3.6),
            Column(say("goals-table.words"), 1.7),
            Column(say("goals-table.probability"), 0.95, numeric=True),
            Column(say("goals-table.accepted"), 1.1, numeric=True),
        ),
        tuple(rows),
        say("goals-table.note"),
    )
