"""Goals and red lines as statements: in words, and where two of them cannot both be kept."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

from equipoise.dossier.dossier import Dossier
from equipoise.dossier.rows import RELATIONS, TIMES, Goal


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two goals or red lines that no future can satisfy together, and why in plain words."""

    goal_ids: tuple[str, str]
    text: str


def subject_text(dossier: Dossier, goal: Goal) -> str:
    """What a goal or red line is about: the index of a pole, or a cell."""
    pole = dossier.name_of("poles", goal.pole_id)
    if not goal.aspect_id:
        return f"the index of {pole}"
    return f"{dossier.name_of('aspects', goal.aspect_id)} / {pole}"


def statement_text(dossier: Dossier, goal: Goal) -> str:
    """What a goal or red line says, as “the index of Russia at least 50 at month 36”."""
    relation = dict(RELATIONS)[goal.relation]
    return (
        f"{subject_text(dossier, goal)} {relation} {goal.threshold:g} "
        f"{dict(TIMES)[goal.time]} {goal.month}"
    )


def contradictions(dossier: Dossier) -> tuple[Contradiction, ...]:
    """Pairs about the same thing whose thresholds exclude each other in a month both claim.

    A statement “at” a month claims that month, a red line “by” a month every month up to it. A goal
    “by” a month needs only one of them: it is contradicted where the other claims them all.
    """
    found: list[Contradiction] = []
    for one, two in combinations(dossier.goals, 2):
        same = (one.aspect_id, one.pole_id) == (two.aspect_id, two.pole_id)
        if not same or one.relation == two.relation:
            continue
        floor, ceiling = (one, two) if one.relation == "at_least" else (two, one)
        month = _month_claimed_by_both(one, two)
        if month is not None and floor.threshold > ceiling.threshold:
            found.append(
                Contradiction(
                    (one.id, two.id),
                    f"“{floor.name}” and “{ceiling.name}” contradict each other: "
                    f"{subject_text(dossier, one)} cannot be at least {floor.threshold:g} and at "
                    f"most {ceiling.threshold:g} in month {month}.",
                )
            )
    return tuple(found)


def _month_claimed_by_both(one: Goal, two: Goal) -> int | None:
    """The last month in which both must be true, or None if both can be kept."""
    first, second = _claimed(one), _claimed(two)
    if _open(one) and _open(two):
        return None
    if _open(one) or _open(two):
        wide, fixed = (first, second) if _open(one) else (second, first)
        return wide[-1] if wide[0] >= fixed[0] and wide[-1] <= fixed[-1] else None
    shared = range(max(first[0], second[0]), min(first[-1], second[-1]) + 1)
    return shared[-1] if shared else None


def _claimed(goal: Goal) -> range:
    return range(goal.month if goal.time == "at" else 0, goal.month + 1)


def _open(goal: Goal) -> bool:
    """Whether the goal may choose among several months."""
    return goal.kind == "goal" and goal.time == "by" and goal.month > 0
