"""What a reverse search asks and answers, in plain words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from equipoise.dossier.dossier import Dossier
from equipoise.dossier.rows import GOAL_KINDS, Goal
from equipoise.dossier.yardsticks import YARDSTICKS, percent_text
from equipoise.ui.charts.wording import MINUS, calendar_month
from equipoise.ui.plain import one_line

if TYPE_CHECKING:
    from equipoise.insight.reverse_search import Reach


def goal_name(goal: Goal) -> str:
    """Kind and name, as a list of choices shows them."""
    return f"{dict(GOAL_KINDS)[goal.kind]}: {one_line(goal.name)}"


def goal_statement(dossier: Dossier, goal: Goal) -> str:
    """What the goal or red line says of which level, when."""
    pole = one_line(dossier.name_of("poles", goal.pole_id))
    target = f"the index of {pole}"
    if goal.aspect_id:
        target = f"{one_line(dossier.name_of('aspects', goal.aspect_id))} / {pole}"
    relation = "at least" if goal.relation == "at_least" else "at most"
    calendar = calendar_month(dossier.settings.as_of, goal.month)
    return f"{target} {relation} {goal.threshold:g} {goal.time} month {goal.month} ({calendar})"


def success(goal: Goal) -> str:
    """What one wants of it: that a goal holds, that a red line does not break."""
    return "does not break" if goal.kind == "red_line" else "holds"


def chance(dossier: Dossier, probability: float) -> str:
    """A probability as percent and estimative word: "68 %, likely"."""
    word = YARDSTICKS[dossier.settings.yardstick].word(probability)
    return f"{percent_text(probability)}, {word}"


def points(value: float) -> str:
    """A change in percentage points with its sign; none has no sign."""
    text = f"{abs(value):.1f}".removesuffix(".0")
    if text == "0":
        return text
    return f"{'+' if value > 0 else MINUS}{text}"


def answer_words(dossier: Dossier, goal: Goal, wanted: float, answer: Reach) -> str:
    """The answer of a search in one or two sentences."""
    name = f"“{one_line(goal.name)}” {success(goal)}"
    reached = chance(dossier, answer.probability)
    if answer.found and answer.change <= 0:
        return f"Nothing has to change: {name} with {reached}, under the weights as they are."
    if answer.found:
        return (
            f"It can be reached: {name} with {reached}, if {answer.change:.1f} percentage points "
            "of effort move as follows. This is the smallest change that was found."
        )
    return (
        f"No allocation of the unlocked effort reaches {percent_text(wanted)}. The closest one "
        f"comes is {reached}, that {name}, with the weights below."
    )
