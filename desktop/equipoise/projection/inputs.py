"""The judged inputs of a dossier and their draws."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
import numpy.typing as npt

from equipoise.dossier.dossier import TABLES, Dossier
from equipoise.dossier.fields import Judged, specifications
from equipoise.dossier.judgment import Judgment, Pert
from equipoise.projection.memo import Memo
from equipoise.projection.pert_quantile import pert_quantile
from equipoise.projection.streams import uniforms

Floats = npt.NDArray[np.float64]
InputKey = tuple[str, str, str]
"""Table, row identifier, field."""

OCCURRENCE = "occurrence"
"""The uniform number that decides whether an event happens."""


@dataclass(frozen=True, slots=True)
class JudgedRow:
    """The judged fields of one row after ageing and rescaling to full range."""

    table: str
    row_id: str
    distributions: Mapping[str, Pert]


_OWNERS: Mapping[str, tuple[str, str]] = {
    "drivers": ("drivers", "id"),
    "driver_effects": ("drivers", "driver_id"),
    "recommendations": ("recommendations", "id"),
    "recommendation_effects": ("recommendations", "recommendation_id"),
    "dampings": ("recommendations", "recommendation_id"),
    "steps": ("recommendations", "recommendation_id"),
}
"""Whose review-by date ages a judgment; cells have their own."""


def judged_rows(dossier: Dossier) -> Iterator[JudgedRow]:
    """Every row with judgments that the projection uses; cells may have those of their term."""
    for table in ("cells", *_OWNERS):
        for row in dossier.table(table):
            found = judged_row(dossier, table, row)
            if found is not None:
                yield found


def judged_row(dossier: Dossier, table: str, row: Any) -> JudgedRow | None:
    """One row's judgments; None for a cell that has neither numbers nor a term."""
    if table == "cells":
        level, drift = dossier.level_of(row), dossier.drift_of(row)
        if level is None or drift is None:
            return None
        return _judged(dossier, table, row, row, {"level": level, "drift": drift})
    owner_table, owner_field = _OWNERS[table]
    owner = dossier.get(owner_table, getattr(row, owner_field))
    values = {name: getattr(row, name) for name in _judged_fields(type(row))}
    return _judged(dossier, table, row, owner, values)


def _judged(
    dossier: Dossier, table: str, row: Any, owner: Any, judgments: Mapping[str, Judgment]
) -> JudgedRow:
    specs = specifications(TABLES[table].row_class)
    distributions: dict[str, Pert] = {}
    for field, judgment in judgments.items():
        spec = specs[field]
        if not isinstance(spec, Judged):
            raise TypeError(f"{table}.{field} is not judged")
        aged = judgment
        if dossier.settings.ageing:
            aged = judgment.aged(owner.review_by, dossier.settings.as_of)
        distributions[field] = aged.full_range(spec.minimum, spec.maximum)
    return JudgedRow(table, row.id, distributions)


def draw_inputs(
    dossier: Dossier,
    seed: int,
    draws: int,
    memo: Memo | None = None,
    between: Callable[[], None] | None = None,
) -> dict[InputKey, Floats]:
    """Draws of every judged input in the dossier's units, each of shape (draws,).

    Drivers have besides their judgments the uniform number `occurrence`. With a `memo` only rows
    whose judgments, or what ages them, changed are drawn. `between` is called before each row and
    may raise to give up; the memo keeps what was drawn.
    """
    memo = memo or Memo()
    drawn: dict[InputKey, Floats] = {}
    for table in ("cells", *_OWNERS):
        for row in dossier.table(table):
            if between is not None:
                between()
            rests_on = (seed, draws, *_rests_on(dossier, table, row))
            draw = partial(_draw, dossier, table, row, seed, draws)
            drawn.update(memo.of(("inputs", table, row.id), rests_on, draw))
    return drawn


def _rests_on(dossier: Dossier, table: str, row: Any) -> tuple[object, ...]:
    """The judgments of a row, and what ages them."""
    ageing = (dossier.settings.ageing, dossier.settings.as_of)
    if table == "cells":
        return (*ageing, row.review_by, dossier.level_of(row), dossier.drift_of(row))
    owner_table, owner_field = _OWNERS[table]
    owner = dossier.get(owner_table, getattr(row, owner_field))
    return (*ageing, owner.review_by, *(getattr(row, name) for name in _judged_fields(type(row))))


def _judged_fields(row_class: type[Any]) -> tuple[str, ...]:
    specs = specifications(row_class)
    return tuple(name for name, spec in specs.items() if isinstance(spec, Judged))


def _draw(dossier: Dossier, table: str, row: Any, seed: int, draws: int) -> dict[InputKey, Floats]:
    found = judged_row(dossier, table, row)
    return {} if found is None else draw_row(found, seed, draws)


def draw_row(row: JudgedRow, seed: int, draws: int) -> dict[InputKey, Floats]:
    """Draws of the judged inputs of one row, which owe nothing to any other row."""
    fields = list(row.distributions)
    extra = [OCCURRENCE] if row.table == "drivers" else []
    streams = uniforms(seed, draws, (row.table, row.row_id), fields + extra)
    drawn: dict[InputKey, Floats] = {}
    for field, stream in zip(fields, streams, strict=False):
        drawn[row.table, row.row_id, field] = pert_quantile(stream, row.distributions[field])
    if extra:
        drawn[row.table, row.row_id, OCCURRENCE] = streams[-1]
    return drawn
