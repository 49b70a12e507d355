"""Whether a question about a goal can be asked at all."""

from __future__ import annotations

from equipoise.dossier.dossier import Dossier
from equipoise.dossier.rows import Goal


def checked_goal(dossier: Dossier, scenario_id: str, goal_id: str, probability: float) -> Goal:
    """The goal or red line asked about.

    Raises ValueError, in plain words, for an unknown scenario or goal, a goal that is set aside in
    the scenario or lies beyond the horizon, and a probability outside 0…1.
    """
    scenario = dossier.find("scenarios", scenario_id)
    if scenario is None:
        raise ValueError(f"there is no scenario “{scenario_id}”")
    goal: Goal | None = dossier.find("goals", goal_id)
    if goal is None:
        raise ValueError(f"there is no goal or red line “{goal_id}”")
    if goal.id in dossier.set_aside_in(scenario_id):
        raise ValueError(
            f"“{goal.name}” is set aside in the scenario “{scenario.name}”; "
            "put it in force there, or ask about another scenario"
        )
    horizon = dossier.settings.horizon
    if goal.month > horizon:
        raise ValueError(
            f"“{goal.name}” is about month {goal.month}, beyond the horizon of {horizon} months; "
            "look further ahead or choose an earlier month"
        )
    if not 0 <= probability <= 1:
        raise ValueError(
            f"the wanted probability must lie between 0 and 100 %, not {probability * 100:g} %"
        )
    return goal
