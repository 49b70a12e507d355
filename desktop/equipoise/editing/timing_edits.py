"""Moving a step in time, each a function Dossier → Dossier.

A recommendation without steps has a lead time and a phase-in, which move in the same way. A
judgment is moved whole, so that it keeps its shape, and stops at the bounds of its field.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from equipoise.dossier.dossier import TABLES, Dossier
from equipoise.dossier.fields import Judged, specifications
from equipoise.dossier.judgment import Judgment

SHORTEST = 0.5
"""Months below which a duration is not pulled; a judgment of nothing has no shape to keep."""

_FIELDS = {"steps": ("start", "duration"), "recommendations": ("lead_time", "phase_in")}
_DECIMALS = 2


def timing_fields(table: str) -> tuple[str, str]:
    """The fields of `steps` or `recommendations` that say when it begins and how long it takes."""
    return _FIELDS[table]


def shifted(judgment: Judgment, by: float, minimum: float, maximum: float) -> Judgment:
    """All three numbers moved by as much of `by` as keeps them between the bounds."""
    by = min(max(by, minimum - judgment.low), maximum - judgment.high)
    low, likely, high = (
        round(n + by, _DECIMALS) for n in (judgment.low, judgment.likely, judgment.high)
    )
    return replace(judgment, low=low, likely=likely, high=high)


def stretched(judgment: Judgment, likely: float, maximum: float) -> Judgment:
    """The judgment with another likely value; low and high keep their proportion to it.

    As long as `SHORTEST` allows and high stays at or below `maximum`. Where likely is 0 there is
    no proportion to keep, and the judgment is shifted.
    """
    likely = max(likely, SHORTEST)
    if judgment.likely <= 0:
        return shifted(judgment, likely, 0.0, maximum)
    factor = min(likely / judgment.likely, maximum / judgment.high)
    low, middle, high = (
        round(n * factor, _DECIMALS) for n in (judgment.low, judgment.likely, judgment.high)
    )
    return replace(judgment, low=low, likely=middle, high=min(high, maximum))


def move_start(dossier: Dossier, table: str, row_id: str, likely: float) -> Dossier:
    """Let a step likely begin in month `likely`, or as near to it as the bounds allow."""
    field = _FIELDS[table][0]
    row, spec = dossier.get(table, row_id), _spec(table, field)
    now: Judgment = getattr(row, field)
    moved = shifted(now, likely - now.likely, spec.minimum, spec.maximum)
    changed: dict[str, Any] = {field: moved}
    return dossier.with_row(table, replace(row, **changed))


def change_duration(dossier: Dossier, table: str, row_id: str, likely: float) -> Dossier:
    """Let a step likely take `likely` months, or as near to it as the bounds allow."""
    field = _FIELDS[table][1]
    row, spec = dossier.get(table, row_id), _spec(table, field)
    changed: dict[str, Any] = {field: stretched(getattr(row, field), likely, spec.maximum)}
    return dossier.with_row(table, replace(row, **changed))


def why_stopped(dossier: Dossier, table: str, row_id: str, field: str, likely: float) -> str:
    """Why a start or duration cannot have the likely value wanted; "" if it has it."""
    row, spec = dossier.get(table, row_id), _spec(table, field)
    judgment: Judgment = getattr(row, field)
    if abs(judgment.likely - likely) < 10**-_DECIMALS:
        return ""
    name = f"{spec.label} of “{dossier.name_of(table, row_id)}”"
    if likely > judgment.likely:
        end = f"its high end has reached {spec.maximum:g} months"
    elif field == _FIELDS[table][0]:
        end = f"its low end has reached month {spec.minimum:g}"
    else:
        end = f"a duration is not pulled below {SHORTEST:g} months"
    return (
        f"{name} stops at {judgment.likely:g} months: {end}. "
        "Change low, likely and high in the table to go on."
    )


def _spec(table: str, field: str) -> Judged:
    spec = specifications(TABLES[table].row_class)[field]
    if not isinstance(spec, Judged):
        raise TypeError(f"{table}.{field} is not judged")
    return spec
