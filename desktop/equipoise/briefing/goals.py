"""Goals and red lines in words: what is meant, how likely, and their table."""

from __future__ import annotations

from equipoise.briefing.document import Cell, Column, Row, Table
from equipoise.briefing.wording import month_text, plain_number, quoted
from equipoise.dossier.dossier import Dossier
from equipoise.dossier.rows import Goal
from equipoise.dossier.yardsticks import YARDSTICKS, Yardstick, percent_text
from equipoise.projection.outcome import Projection


def yardstick_of(dossier: Dossier) -> Yardstick:
    """The one yardstick of the dossier."""
    return YARDSTICKS[dossier.settings.yardstick]


def index_name(dossier: Dossier, pole_id: str) -> str:
    """The index of a pole inside a sentence: "the Russia index"."""
    name = dossier.name_of("poles", pole_id)
    return f"the {name[4:] if name.lower().startswith('the ') else name} index"


def _measured(dossier: Dossier, goal: Goal) -> str:
    if not goal.aspect_id:
        return index_name(dossier, goal.pole_id)
    aspect = quoted(dossier.name_of("aspects", goal.aspect_id))
    return f"the level of {aspect} towards {dossier.name_of('poles', goal.pole_id)}"


def _when(dossier: Dossier, goal: Goal) -> str:
    calendar = month_text(dossier.settings.as_of, goal.month)
    if goal.time == "at":
        return f"in month {goal.month} ({calendar})"
    if goal.kind == "goal":
        return f"in some month up to month {goal.month} ({calendar})"
    return f"in every month up to month {goal.month} ({calendar})"


def condition(dossier: Dossier, goal: Goal) -> str:
    """What must hold: "the Russia index is at least 60 in month 36 (January 2029)"."""
    relation = "at least" if goal.relation == "at_least" else "at most"
    return (
        f"{_measured(dossier, goal)} is {relation} {plain_number(goal.threshold)} "
        f"{_when(dossier, goal)}"
    )


def goal_sentence(dossier: Dossier, goal: Goal, probability: float | None) -> str:
    """The estimative sentence of a goal, or of the breaking of a red line."""
    name = quoted(goal.name)
    kind = "goal" if goal.kind == "goal" else "red line"
    if probability is None:
        return f"The {kind} {name} lies beyond the months projected; nothing is said of it."
    verb = "holds" if goal.kind == "goal" else "breaks"
    clause = f"the {kind} {name} {verb}"
    sentence = f"{yardstick_of(dossier).statement(probability, clause)}."
    meaning = condition(dossier, goal)
    sentence += f" It asks that {meaning}."
    if goal.kind == "red_line":
        sentence += f" {_verdict(goal, probability)}"
    return sentence


def _verdict(goal: Goal, risk: float) -> str:
    accepted = f"{plain_number(goal.accepted_risk)} %"
    above = risk * 100 > goal.accepted_risk
    # Where the whole percent shown would say otherwise, "just" tells that it is rounded.
    just = "just " if above != (round(risk * 100) > goal.accepted_risk) else ""
    return f"This risk is {just}{'above' if above else 'within'} the accepted {accepted}."


def probability_of(goal: Goal, projection: Projection) -> float | None:
    """Probability that a goal holds, or the risk that a red line breaks; None beyond the months."""
    table = projection.goals if goal.kind == "goal" else projection.red_lines
    return table.get(goal.id)


def goals_table(dossier: Dossier, projection: Projection) -> Table:
    """Goals and red lines with probability and word, red lines with the risk accepted."""
    yardstick = yardstick_of(dossier)
    rows: list[Row] = []
    for goal in dossier.goals:
        probability = probability_of(goal, projection)
        is_goal = goal.kind == "goal"
        if probability is None:
            number, word = "–", "beyond the months projected"
        else:
            number, word = percent_text(probability), yardstick.word(probability)
        risk = None if probability is None else 1 - probability if is_goal else probability
        verdict = ""
        if risk is not None:
            verdict = "exceeded" if risk * 100 > goal.accepted_risk else "kept"
        meaning = condition(dossier, goal)
        rows.append(
            Row(
                (
                    Cell("Goal" if is_goal else "Red line"),
                    Cell(goal.name, f"{meaning[0].upper()}{meaning[1:]}"),
                    Cell(f"{'holds' if is_goal else 'breaks'}: {word}"),
                    Cell(number),
                    Cell(f"{plain_number(goal.accepted_risk)} %", verdict),
                )
            )
        )
    return Table(
        "Goals and red lines",
        (
            Column("Kind", 0.75),
            Column("What is meant", 3.6),
            Column("In words", 1.7),
            Column("Probability", 0.95, numeric=True),
            Column("Accepted risk", 1.1, numeric=True),
        ),
        tuple(rows),
        (
            "A goal is to hold; for a red line the probability is the risk that it breaks. The "
            "accepted risk is that of missing the goal or of breaking the red line."
        ),
    )
