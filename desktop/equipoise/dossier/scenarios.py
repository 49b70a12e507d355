"""Scenarios: what they change, how two of them differ, and what no longer fits."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from equipoise.dossier.dossier import TABLES, Dossier
from equipoise.dossier.fields import specifications
from equipoise.dossier.judgment import Judgment
from equipoise.dossier.rows import Forcing, GoalSetAside, Override, Weight

OverrideKey = tuple[str, str, str]
"""Table, row identifier, field."""

AS_JUDGED = "as judged"


@dataclass(frozen=True)
class ScenarioState:
    """All that a scenario decides: weights in percent, forcings, overrides, goals set aside."""

    weights: Mapping[str, float] = field(default_factory=dict)
    forcings: Mapping[str, tuple[str, int]] = field(default_factory=dict)
    overrides: Mapping[OverrideKey, Judgment] = field(default_factory=dict)
    set_aside: frozenset[str] = frozenset()

    def text(self) -> str:
        """The state as one line of JSON, as a bookmark keeps it."""
        document = {
            "weights": dict(sorted(self.weights.items())),
            "forcings": {k: list(v) for k, v in sorted(self.forcings.items())},
            "overrides": [
                [*key, j.low, j.likely, j.high, j.confidence]
                for key, j in sorted(self.overrides.items())
            ],
            "set_aside": sorted(self.set_aside),
        }
        return json.dumps(document, ensure_ascii=False, allow_nan=False)

    @classmethod
    def of_text(cls, text: str) -> ScenarioState:
        """The state in a bookmark. Raises ValueError in plain words if it cannot be read."""
        try:
            document = json.loads(text)
            return cls(
                {str(k): float(v) for k, v in document["weights"].items()},
                {str(k): (str(s), int(m)) for k, (s, m) in document["forcings"].items()},
                {
                    (str(t), str(r), str(f)): Judgment(*(float(n) for n in numbers))
                    for t, r, f, *numbers in document["overrides"]
                },
                frozenset(str(g) for g in document["set_aside"]),
            )
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            raise ValueError("the bookmark of this scenario cannot be read") from error


def state_of(dossier: Dossier, scenario_id: str) -> ScenarioState:
    """What a scenario decides now; weights of 0 are left out, what no longer fits is kept."""
    return ScenarioState(
        {
            w.recommendation_id: w.percent
            for w in dossier.weights
            if w.scenario_id == scenario_id and w.percent
        },
        {f.driver_id: (f.state, f.month) for f in dossier.forcings_of(scenario_id)},
        {(o.table, o.row_id, o.field): o.judgment for o in dossier.overrides_of(scenario_id)},
        dossier.set_aside_in(scenario_id),
    )


def with_state(dossier: Dossier, scenario_id: str, state: ScenarioState) -> Dossier:
    """The dossier in which a scenario decides what `state` says.

    What names a row that is gone keeps the name it is remembered by, if the dossier knows one.
    """
    remembered = _remembered(dossier)

    def name(key: str, table: str, place: tuple[str, ...]) -> str:
        if dossier.find(table, place[0]) is not None:
            return ""
        return remembered.get((key, *place), place[0])

    weightless = {
        w.recommendation_id: 0.0
        for w in dossier.weights
        if w.scenario_id == scenario_id
        and dossier.find("recommendations", w.recommendation_id) is not None
    }
    weights = [
        Weight(scenario_id, key, percent, name("weights", "recommendations", (key,)))
        for key, percent in {**weightless, **state.weights}.items()
    ]
    forcings = [
        Forcing(scenario_id, key, how, month, name("forcings", "drivers", (key,)))
        for key, (how, month) in state.forcings.items()
    ]
    overrides = [
        Override(
            scenario_id,
            table,
            row_id,
            field_name,
            judgment,
            name("overrides", table, (row_id, field_name, table)),
        )
        for (table, row_id, field_name), judgment in state.overrides.items()
    ]
    aside = [
        GoalSetAside(scenario_id, goal_id)
        for goal_id in sorted(state.set_aside)
        if dossier.find("goals", goal_id) is not None
    ]
    parts: tuple[tuple[str, list[Any]], ...] = (
        ("weights", weights),
        ("forcings", forcings),
        ("overrides", overrides),
        ("goals_set_aside", aside),
    )
    for key, rows in parts:
        dossier = dossier.with_table(key, _replaced(dossier.table(key), scenario_id, rows))
    return dossier


def _replaced(present: Iterable[Any], scenario_id: str, rows: list[Any]) -> list[Any]:
    """The rows of a scenario changed in place where they stand, new ones at the end."""
    wanted = {row.id: row for row in rows}
    kept = [wanted.pop(row.id, None) if row.scenario_id == scenario_id else row for row in present]
    return [row for row in kept if row is not None] + list(wanted.values())


def _remembered(dossier: Dossier) -> dict[tuple[str, ...], str]:
    """The names of deleted rows, by kind of part and by what the part is about."""
    found: dict[tuple[str, ...], str] = {}
    parts: list[Weight | Forcing | Override] = [*dossier.weights, *dossier.forcings]
    for row in (*parts, *dossier.overrides):
        if row.remembered:
            if isinstance(row, Override):
                found["overrides", row.row_id, row.field, row.table] = row.remembered
            elif isinstance(row, Weight):
                found["weights", row.recommendation_id] = row.remembered
            else:
                found["forcings", row.driver_id] = row.remembered
    return found


def _about(key: str, row: Any) -> tuple[str, str]:
    if key == "overrides":
        return row.table, row.row_id
    if key == "weights":
        return "recommendations", row.recommendation_id
    return "drivers", row.driver_id


def in_scenario(dossier: Dossier, scenario_id: str) -> Dossier:
    """The dossier with the overrides of a scenario in the place of its own judgments."""
    changed: dict[str, dict[str, Any]] = {}
    for override in dossier.overrides_of(scenario_id):
        row = dossier.find(override.table, override.row_id)
        if row is not None:
            rows = changed.setdefault(override.table, {})
            values: dict[str, Any] = {override.field: override.judgment}
            rows[row.id] = replace(rows.get(row.id, row), **values)
    for table, rows in changed.items():
        dossier = dossier.with_table(table, (rows.get(r.id, r) for r in dossier.table(table)))
    return dossier


@dataclass(frozen=True, slots=True)
class ElementDifference:
    """One thing in which two scenarios differ.

    `kind` is weight, forcing, override or goal; `key` names it within the kind; `table` and
    `row_id` say where to look at it; `base` and `other` are what the two say, in words.
    """

    kind: str
    key: str
    label: str
    table: str
    row_id: str
    base: str
    other: str


def scenario_difference(
    dossier: Dossier, base_id: str, other_id: str
) -> tuple[ElementDifference, ...]:
    """Every weight, forcing, override and goal in which `other_id` differs from `base_id`."""
    base, other = state_of(dossier, base_id), state_of(dossier, other_id)
    found: list[ElementDifference] = []
    for key in _union(base.weights, other.weights, [r.id for r in dossier.recommendations]):
        one, two = base.weights.get(key, 0.0), other.weights.get(key, 0.0)
        if one != two:
            label = _name(dossier, "recommendations", ("weights", key))
            texts = f"{one:g} %", f"{two:g} %"
            found.append(ElementDifference("weight", key, label, "recommendations", key, *texts))
    for key in _union(base.forcings, other.forcings, [d.id for d in dossier.drivers]):
        states = base.forcings.get(key), other.forcings.get(key)
        texts = forcing_text(states[0]), forcing_text(states[1])
        if texts[0] != texts[1]:
            label = _name(dossier, "drivers", ("forcings", key))
            found.append(ElementDifference("forcing", key, label, "drivers", key, *texts))
    for place in _union(base.overrides, other.overrides, ()):
        judgments = base.overrides.get(place), other.overrides.get(place)
        if judgments[0] != judgments[1]:
            table, row_id, field_name = place
            label = _name(dossier, table, ("overrides", row_id, field_name, table))
            texts = judgment_text(judgments[0]), judgment_text(judgments[1])
            key = "\x1f".join(place)
            found.append(ElementDifference("override", key, label, table, row_id, *texts))
    for goal in dossier.goals:
        apart = goal.id in base.set_aside, goal.id in other.set_aside
        if apart[0] != apart[1]:
            texts = (
                ("set aside" if apart[0] else "in force"),
                ("set aside" if apart[1] else "in force"),
            )
            found.append(ElementDifference("goal", goal.id, goal.name, "goals", goal.id, *texts))
    return tuple(found)


def forcing_text(state: tuple[str, int] | None) -> str:
    """A forcing in words."""
    if state is None:
        return AS_JUDGED
    return f"happens in month {state[1]}" if state[0] == "happens" else "does not happen"


def judgment_text(judgment: Judgment | None) -> str:
    """A judgment in words; none is the dossier's own."""
    if judgment is None:
        return AS_JUDGED
    numbers = f"{judgment.low:g} – {judgment.likely:g} – {judgment.high:g}"
    return f"{numbers} · {judgment.confidence:g} %"


def _union(one: Mapping[Any, Any], two: Mapping[Any, Any], order: Iterable[Any]) -> list[Any]:
    keys = {*one, *two}
    first = [key for key in order if key in keys]
    return first + sorted(keys - set(first))


def _name(dossier: Dossier, table: str, place: tuple[str, ...]) -> str:
    """What a part is about; `place` is a key of `_remembered`."""
    row_id = place[1]
    if dossier.find(table, row_id) is None:
        name = _remembered(dossier).get(place, row_id)
        return f"{name} (deleted)"
    name = dossier.name_of(table, row_id)
    if place[0] != "overrides":
        return name
    spec = specifications(TABLES[table].row_class).get(place[2])
    return f"{name}, {spec.label if spec else place[2]}"


def misfits(dossier: Dossier, scenario_id: str) -> tuple[str, ...]:
    """What a scenario says of rows that are gone or times beyond the horizon, in plain words.

    It is kept, has no effect, and counts again when the row comes back.
    """
    found: list[str] = []
    for key, word in (("weights", "weight"), ("forcings", "forcing"), ("overrides", "override")):
        for row in dossier.table(key):
            table, row_id = _about(key, row)
            idle = key == "weights" and not row.percent
            if row.scenario_id == scenario_id and not idle and dossier.find(table, row_id) is None:
                what = TABLES[table].one
                value = f" of {row.percent:g} %" if key == "weights" else ""
                found.append(
                    f"The {word}{value} for the {what} “{row.remembered}” has no effect: "
                    "that row was deleted."
                )
    horizon = dossier.settings.horizon
    found.extend(
        f"“{dossier.name_of_part('forcings', row)}” is forced to happen in month {row.month}, "
        f"beyond the horizon of {horizon} months."
        for row in dossier.forcings_of(scenario_id)
        if row.state == "happens" and row.month > horizon
    )
    return tuple(found)
