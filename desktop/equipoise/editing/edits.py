"""What a user can do to a dossier: one small function an action, Dossier in, Dossier out.

None of them validates: the session does that once for every edit, so an edit that leaves the
dossier out of order is refused as a whole.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import fields, replace
from typing import Any
from uuid import uuid4

from equipoise.dossier.dossier import TABLES, Dossier
from equipoise.dossier.fields import Reference, specifications
from equipoise.dossier.judgment import Judgment
from equipoise.dossier.missing_cells import MISSING_DRIFT, MISSING_LEVEL, with_missing_cells
from equipoise.dossier.rows import (
    Band,
    Cell,
    Damping,
    DriverEffect,
    RecommendationEffect,
    Spillover,
    Term,
    Weight,
)

_BUDGET = 100.0
_STEP = 10  # weights are kept in tenths of a percent


def new_identifier() -> str:
    """A stable identifier for a new row, unlike any other anywhere."""
    return uuid4().hex


def set_field(dossier: Dossier, table: str, row_id: str, field: str, value: object) -> Dossier:
    """One field of one row. Raises KeyError where there is no such row."""
    changed: dict[str, Any] = {field: value}
    return dossier.with_row(table, replace(dossier.get(table, row_id), **changed))


def set_setting(dossier: Dossier, field: str, value: object) -> Dossier:
    """One field of the settings."""
    changed: dict[str, Any] = {field: value}
    return replace(dossier, settings=replace(dossier.settings, **changed))


def set_posture(dossier: Dossier, cell_id: str, term_id: str) -> Dossier:
    """Give a cell a posture term; the cell follows the term's level and drift again.

    With no term ("") the cell keeps the numbers in force as its own.
    """
    cell: Cell = dossier.get("cells", cell_id)
    if term_id:
        return dossier.with_row("cells", replace(cell, term_id=term_id, level=None, drift=None))
    level, drift = dossier.level_of(cell), dossier.drift_of(cell)
    return dossier.with_row("cells", replace(cell, term_id="", level=level, drift=drift))


def add_row(
    dossier: Dossier,
    table: str,
    index: int | None = None,
    values: Mapping[str, object] | None = None,
    row_id: str | None = None,
) -> Dossier:
    """A new row with an unused name; a new aspect or pole brings its cells.

    `values` sets fields; `row_id` fixes the identifier (so that the caller can select the row).
    """
    row_class = TABLES[table].row_class
    given: dict[str, Any] = dict(values or {})
    given["id"] = row_id or new_identifier()
    given.setdefault("name", unused_name(dossier, table, f"New {TABLES[table].one}"))
    if row_class is Term:
        given.setdefault("level", MISSING_LEVEL)
        given.setdefault("drift", MISSING_DRIFT)
    if row_class is Band:
        given.setdefault("lower", _free_lower(dossier))
    return with_missing_cells(dossier.with_row(table, row_class(**given), index))


def _free_lower(dossier: Dossier) -> float:
    """Middle of the widest band, so that a new band splits it."""
    lowers = sorted(band.lower for band in dossier.bands)
    if not lowers:
        return 0.0
    low, high = max(
        zip(lowers, [*lowers[1:], 100.0], strict=True), key=lambda band: band[1] - band[0]
    )
    return (low + high) / 2


def unused_name(dossier: Dossier, table: str, wanted: str) -> str:
    """`wanted`, or `wanted 2`, `wanted 3` … whichever no row of the table has yet."""
    taken = {row.name.strip().casefold() for row in dossier.table(table)}
    name, number = wanted, 2
    while name.casefold() in taken:
        name, number = f"{wanted} {number}", number + 1
    return name


def duplicate_row(dossier: Dossier, table: str, row_id: str, new_id: str | None = None) -> Dossier:
    """A copy of a row and of its parts (effects, steps, weights, cells …) right behind it."""
    row = dossier.get(table, row_id)
    copy_id = new_id or new_identifier()
    index = 1 + [other.id for other in dossier.table(table)].index(row_id)
    copied = replace(row, id=copy_id, name=unused_name(dossier, table, f"{row.name} (copy)"))
    if isinstance(copied, Band):
        copied = replace(copied, lower=_free_lower(dossier))
    result = dossier.with_row(table, copied, index)
    for key, part_table in TABLES.items():
        for name, spec in specifications(part_table.row_class).items():
            if isinstance(spec, Reference) and spec.owned and spec.table == table:
                for part in dossier.table(key):
                    if getattr(part, name) == row_id:
                        changed: dict[str, Any] = {name: copy_id}
                        if any(field.name == "id" for field in fields(part)):
                            changed["id"] = new_identifier()
                        result = result.with_row(key, replace(part, **changed))
    return result


def move_rows(dossier: Dossier, table: str, row_ids: Sequence[str], offset: int) -> Dossier:
    """Rows moved up (negative) or down by `offset` places, as a block in their order."""
    chosen = set(row_ids)
    rows = list(dossier.table(table))
    places = [i for i, row in enumerate(rows) if row.id in chosen]
    if not places:
        return dossier
    block = [rows[i] for i in places]
    rest = [row for row in rows if row.id not in chosen]
    target = max(0, min(len(rest), places[0] + offset))
    return dossier.with_table(table, (*rest[:target], *block, *rest[target:]))


def set_effect(
    dossier: Dossier, table: str, owner_id: str, cell_id: str, effect: Judgment | None
) -> Dossier:
    """The effect of a driver or a recommendation on a cell; None takes it away.

    `table` is `driver_effects` or `recommendation_effects`.
    """
    if effect is None:
        return dossier.without(table, [f"{owner_id}/{cell_id}"])
    aspect_id, pole_id = cell_id.split("/")
    if table == "driver_effects":
        return dossier.with_row(table, DriverEffect(owner_id, aspect_id, pole_id, effect))
    return dossier.with_row(table, RecommendationEffect(owner_id, aspect_id, pole_id, effect))


def set_damping(
    dossier: Dossier, recommendation_id: str, driver_id: str, share: Judgment | None
) -> Dossier:
    """The share of a driver's effect that a recommendation takes away; None takes it away."""
    if share is None:
        return dossier.without("dampings", [f"{recommendation_id}/{driver_id}"])
    return dossier.with_row("dampings", Damping(recommendation_id, driver_id, share))


def set_spillover(
    dossier: Dossier, from_cell: str, to_cell: str, strength: float | None
) -> Dossier:
    """How far a displacement of one cell carries over to another; None takes it away."""
    spillover_id = f"{from_cell}/{to_cell}"
    if strength is None:
        return dossier.without("spillovers", [spillover_id])
    present = dossier.find("spillovers", spillover_id)
    if present is None:
        from_aspect, from_pole = from_cell.split("/")
        to_aspect, to_pole = to_cell.split("/")
        present = Spillover(from_aspect, from_pole, to_aspect, to_pole)
    return dossier.with_row("spillovers", replace(present, strength=strength))


def refuse_locked(dossier: Dossier, scenario_id: str) -> None:
    """Raise ValueError if the scenario is locked."""
    scenario = dossier.find("scenarios", scenario_id)
    if scenario is not None and scenario.locked:
        raise ValueError(
            f"The scenario “{scenario.name}” is locked. Unlock it, or duplicate it, to change it."
        )


def set_weights(dossier: Dossier, scenario_id: str, weights: Mapping[str, float]) -> Dossier:
    """The weights of a scenario, in percent; recommendations not named keep theirs.

    Raises ValueError if the scenario is locked.
    """
    refuse_locked(dossier, scenario_id)
    rows = {row.id: row for row in dossier.weights}
    for recommendation_id, percent in weights.items():
        weight = Weight(scenario_id, recommendation_id, percent)
        rows[weight.id] = weight
    return dossier.with_table("weights", rows.values())


def set_weight(
    dossier: Dossier,
    scenario_id: str,
    recommendation_id: str,
    percent: float,
    locked: Collection[str] = (),
) -> Dossier:
    """One weight; where the effort does not suffice, the others that are not locked give way.

    They give way in proportion to what they have. If the locked ones leave too little, the weight
    stops at what is left.
    """
    weights = dossier.weights_of(scenario_id)
    others = {key: value for key, value in weights.items() if key != recommendation_id}
    held = sum(value for key, value in others.items() if key in locked)
    free = {key: value for key, value in others.items() if key not in locked}
    wanted = max(0.0, min(percent, _BUDGET - held))
    left = _BUDGET - held - wanted
    if sum(free.values()) > left:
        free = scaled(free, left)
    return set_weights(dossier, scenario_id, {**free, recommendation_id: wanted})


def normalised(weights: Mapping[str, float], locked: Collection[str] = ()) -> dict[str, float]:
    """Weights that spend the whole effort: those not locked are scaled to fill what is left.

    If all that can move are 0, they share what is left equally.
    """
    held = sum(value for key, value in weights.items() if key in locked)
    free = {key: value for key, value in weights.items() if key not in locked}
    return {**weights, **scaled(free, max(0.0, _BUDGET - held))}


def scaled(weights: Mapping[str, float], total: float) -> dict[str, float]:
    """Weights in the same proportions that add up to `total`, in tenths of a percent.

    Tenths left over by rounding go to the largest remainders (Hamilton's method).
    """
    if not weights:
        return {}
    before = sum(weights.values())
    tenths = int(total * _STEP + 1e-9)
    ideal = {
        key: tenths * (value / before if before else 1 / len(weights))
        for key, value in weights.items()
    }
    shares = {key: int(value + 1e-9) for key, value in ideal.items()}
    by_remainder = sorted(ideal, key=lambda key: (shares[key] - ideal[key], key))
    for key in by_remainder[: tenths - sum(shares.values())]:
        shares[key] += 1
    return {key: share / _STEP for key, share in shares.items()}
