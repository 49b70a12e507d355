"""The judged inputs of a dossier that a scenario can put another judgment in the place of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from equipoise.dossier.dossier import TABLES, Dossier
from equipoise.dossier.fields import Judged, specifications
from equipoise.dossier.judgment import Judgment
from equipoise.dossier.rows import JUDGED_TABLES
from equipoise.dossier.scenarios import OverrideKey
from equipoise.dossier.validation import judged_field
from equipoise.ui.plain import one_line


@dataclass(frozen=True, slots=True)
class JudgedInput:
    """One judged field of one row: where it stands, what it is called, what the dossier says."""

    place: OverrideKey
    label: str
    spec: Judged
    judgment: Judgment | None


def judged_inputs(dossier: Dossier) -> Iterator[JudgedInput]:
    """Every judged field that the projection uses, in the order of the tables."""
    for table, _ in JUDGED_TABLES:
        for row in dossier.table(table):
            for field, spec in specifications(TABLES[table].row_class).items():
                if isinstance(spec, Judged) and _counts(dossier, table, row, field):
                    yield _input(dossier, table, row, field, spec)


def judged_input(dossier: Dossier, place: OverrideKey) -> JudgedInput | None:
    """One judged field; None where the row or the field is gone."""
    table, row_id, field = place
    row, spec = dossier.find(table, row_id), judged_field(table, field)
    return None if row is None or spec is None else _input(dossier, table, row, field, spec)


def _input(dossier: Dossier, table: str, row: Any, field: str, spec: Judged) -> JudgedInput:
    judgment: Judgment | None = getattr(row, field)
    if table == "cells":
        judgment = dossier.level_of(row) if field == "level" else dossier.drift_of(row)
    name = one_line(f"{dossier.name_of_row(table, row)}, {spec.label}")
    if table == "steps":
        name = f"{one_line(dossier.name_of('recommendations', row.recommendation_id))}: {name}"
    return JudgedInput((table, row.id, field), name, spec, judgment)


def _counts(dossier: Dossier, table: str, row: Any, field: str) -> bool:
    """Whether the field has a part in the projection as the row stands."""
    if table == "drivers" and field in ("likelihood", "onset"):
        return bool(row.timing == "event")
    if table == "recommendations":
        return not dossier.steps_of(row.id)
    return True
