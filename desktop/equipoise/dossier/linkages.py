"""Linkages and preconditions that a set of weights breaks, in plain words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from equipoise.dossier.dossier import Dossier


@dataclass(frozen=True, slots=True)
class Breach:
    """A rule that the weights break: the row that says so, and whom it concerns."""

    table: str
    row_id: str
    recommendation_ids: tuple[str, ...]
    text: str


def breaches(dossier: Dossier, weights: Mapping[str, float]) -> tuple[Breach, ...]:
    """Linkages and preconditions broken by weights in percent. Nothing is blocked by them."""
    found: list[Breach] = []

    def name(row_id: str) -> str:
        return f"“{dossier.name_of('recommendations', row_id)}”"

    for row in dossier.linkages:
        one, two = row.recommendation_id, row.other_id
        first, second = weights.get(one, 0.0) >= row.least, weights.get(two, 0.0) >= row.least
        if row.kind == "excludes" and first and second:
            text = f"{name(one)} excludes {name(two)}; both have weight."
        elif row.kind == "requires" and first and not second:
            text = f"{name(one)} requires {name(two)}, which has less than {row.least:g} %."
        else:
            continue
        note = f" ({row.note})" if row.note else ""
        found.append(Breach("linkages", row.id, (one, two), text + note))
    for step in dossier.steps:
        before = dossier.find("steps", step.after_step_id)
        if before is None or "done" in (before.status, step.status):
            continue
        if weights.get(step.recommendation_id, 0.0) <= 0:
            continue
        owners = step.recommendation_id, before.recommendation_id
        ends = before.start.likely + before.duration.likely
        waits = f"The step “{step.name}” waits for “{before.name}”"
        if before.status == "blocked":
            found.append(Breach("steps", step.id, owners, f"{waits}, which is blocked."))
        elif weights.get(before.recommendation_id, 0.0) <= 0:
            text = f"{waits} of {name(before.recommendation_id)}, which has no weight."
            found.append(Breach("steps", step.id, owners, text))
        elif step.start.likely < ends:
            text = (
                f"{waits}, which is likely finished in month {ends:g}, "
                f"but is planned to start in month {step.start.likely:g}."
            )
            found.append(Breach("steps", step.id, owners, text))
    return tuple(found)
