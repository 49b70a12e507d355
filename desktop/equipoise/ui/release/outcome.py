"""How the outcome of a dossier changes when rows are left out of it."""

from __future__ import annotations

from dataclasses import dataclass

from equipoise.dossier.dossier import Dossier
from equipoise.dossier.yardsticks import YARDSTICKS
from equipoise.editing.background import Stop
from equipoise.ui.plain import one_line

_HOLD = {1: "the one goal holds", 2: "both goals hold"}


@dataclass(frozen=True, slots=True)
class Outcome:
    """The probability that all goals in force hold, before and in the copy, and in what scenario.

    None where there is no goal in force, or nothing to project; `goals` counts those in force.
    """

    scenario: str
    before: float | None
    after: float | None
    goals_before: int
    goals_after: int


def outcome(dossier: Dossier, copy: Dossier, scenario_id: str, stop: Stop) -> Outcome | None:
    """Project both under one scenario that both hold; None if there is none, or when told to stop.

    `scenario_id` is the scenario wanted; where the copy lacks it, the copy's base scenario counts.
    """
    shown = copy.find("scenarios", scenario_id) or copy.find("scenarios", copy.base_scenario_id())
    if shown is None:
        return None
    before = _chance(dossier, shown.id)
    if stop():
        return None
    after = _chance(copy, shown.id)
    goals = [_goals(one, shown.id) for one in (dossier, copy)]
    return Outcome(one_line(shown.name), before, after, goals[0], goals[1])


def _goals(dossier: Dossier, scenario_id: str) -> int:
    aside = dossier.set_aside_in(scenario_id)
    return sum(1 for goal in dossier.goals if goal.kind == "goal" and goal.id not in aside)


def _chance(dossier: Dossier, scenario_id: str) -> float | None:
    from equipoise.projection.model import ProjectionModel

    if not dossier.cells or not _goals(dossier, scenario_id):
        return None
    model = ProjectionModel(dossier, scenario_id)
    return model.project(dossier.weights_of(scenario_id)).all_goals


def outcome_words(dossier: Dossier, found: Outcome | None) -> str:
    """The outcome in one plain sentence, in the words of the dossier's yardstick."""
    if found is None:
        return "The copy holds no scenario, so there is no outcome to compare."
    yardstick = YARDSTICKS[dossier.settings.yardstick]

    def chance(value: float | None, goals: int) -> str:
        if value is None:
            return "there is nothing to project" if goals else "no goal is in force"
        said = yardstick.statement(value, _HOLD.get(goals, f"all {goals} goals hold"))
        return said[0].lower() + said[1:]

    return (
        f"In the scenario “{found.scenario}”, {chance(found.before, found.goals_before)} now; "
        f"in the copy {chance(found.after, found.goals_after)}. Computed from judgments."
    )
