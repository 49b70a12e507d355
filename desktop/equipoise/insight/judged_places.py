"""The judgments that a projection uses, and how each of them can be shifted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from equipoise.dossier.dossier import TABLES, Dossier
from equipoise.dossier.fields import Judged, specifications
from equipoise.dossier.judgment import Judgment
from equipoise.dossier.rows import JUDGED_TABLES, Forcing
from equipoise.dossier.validation import BUDGET, damping_in_force, judged_field

_INSIDE = 0.001
"""How near to a bound, as a part of the range, a likely value goes that must lie inside."""
_HALVINGS = 12


@dataclass(frozen=True)
class JudgedPlace:
    """One judgment in force; `bounds` are how far its likely value can go down and up."""

    table: str
    row_id: str
    field: str
    label: str
    judgment: Judgment
    spec: Judged
    bounds: tuple[float, float]

    @property
    def spread(self) -> float:
        """High − low, or the quantity's whole range for a judgment without spread."""
        return (self.judgment.high - self.judgment.low) or (self.spec.maximum - self.spec.minimum)

    def shifted(self, likely: float) -> Judgment:
        """The whole judgment moved with its likely value, kept in the quantity's bounds."""
        return _shifted(self.judgment, self.spec, likely)


def _shifted(judgment: Judgment, spec: Judged, likely: float) -> Judgment:
    by = likely - judgment.likely
    low = min(max(judgment.low + by, spec.minimum), likely)
    high = max(min(judgment.high + by, spec.maximum), likely)
    return replace(judgment, low=low, likely=likely, high=high)


def judged_places(
    dossier: Dossier, forcings: Mapping[str, Forcing], weights: Mapping[str, float]
) -> list[JudgedPlace]:
    """Every judgment that has an influence under these forcings and weights (in percent)."""
    found: list[JudgedPlace] = []
    for table, _ in JUDGED_TABLES:
        for row in dossier.table(table):
            for field in _used_fields(dossier, forcings, weights, table, row):
                spec, judgment = judged_field(table, field), _in_force(dossier, row, field)
                if spec is not None and judgment is not None:
                    label = f"{dossier.name_of_row(table, row)}, {spec.label}"
                    bounds = _bounds(dossier, row, judgment, spec)
                    found.append(JudgedPlace(table, row.id, field, label, judgment, spec, bounds))
    return found


def _in_force(dossier: Dossier, row: Any, field: str) -> Judgment | None:
    """A cell may follow its posture term."""
    own: Judgment | None = getattr(row, field)
    if own is not None:
        return own
    return dossier.level_of(row) if field == "level" else dossier.drift_of(row)


def _used_fields(
    dossier: Dossier,
    forcings: Mapping[str, Forcing],
    weights: Mapping[str, float],
    table: str,
    row: Any,
) -> Iterator[str]:
    owner = getattr(row, "recommendation_id", row.id if table == "recommendations" else "")
    driver = getattr(row, "driver_id", row.id if table == "drivers" else "")
    if owner and not weights.get(owner):
        return
    if driver and driver in forcings and forcings[driver].state == "does_not_happen":
        return
    if table == "drivers" and (driver in forcings or row.timing == "ongoing"):
        return
    if table == "recommendations" and dossier.steps_of(owner):
        return
    if table == "steps" and (row.status == "blocked" or not row.share):
        return
    specs = specifications(TABLES[table].row_class)
    yield from (name for name, spec in specs.items() if isinstance(spec, Judged))


def _bounds(dossier: Dossier, row: Any, judgment: Judgment, spec: Judged) -> tuple[float, float]:
    inside = (spec.maximum - spec.minimum) * _INSIDE if spec.inside else 0.0
    low = min(spec.minimum + inside, judgment.likely)
    high = max(spec.maximum - inside, judgment.likely)
    if dossier.find("dampings", row.id) is row:
        high = _largest_damping(dossier, row, judgment, spec)
    return low, high


def _largest_damping(dossier: Dossier, row: Any, judgment: Judgment, spec: Judged) -> float:
    """The high ends of what damps one driver may add up to 100 % at most."""
    others = sum(
        damping_in_force(dossier, damping).full_range(0, 100).high
        for damping in dossier.dampings
        if damping.driver_id == row.driver_id and damping.id != row.id
    )

    def fits(likely: float) -> bool:
        share = replace(row, share=_shifted(judgment, spec, likely))
        return others + damping_in_force(dossier, share).full_range(0, 100).high <= BUDGET

    low, high = judgment.likely, spec.maximum
    if fits(high):
        return high
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        low, high = (middle, high) if fits(middle) else (low, middle)
    return low
