"""When a dossier is in order; every fault is named by table, row and field."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from equipoise.dossier.difference import SETTINGS
from equipoise.dossier.dossier import TABLES, Dossier
from equipoise.dossier.fields import (
    Choice,
    Day,
    Field,
    Flag,
    Judged,
    Number,
    Reference,
    References,
    Text,
    specifications,
)
from equipoise.dossier.judgment import Judgment
from equipoise.dossier.rows import LANGUAGES, Damping, Override, Reservation
from equipoise.dossier.stability import unstable_spillovers

BUDGET = 100.0
NAME_SCOPES: Mapping[str, str] = {"steps": "recommendation_id", "names_abroad": "language"}
"""The field of a table within which its names are told apart; elsewhere it is the whole table."""

EVERYTHING = frozenset({SETTINGS, *TABLES})

_ROUNDING = 1e-6
_UNSTORABLE = re.compile("[\\0\\ud800-\\udfff]")


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault: in which table (its heading), which row (its name), which field (its label)."""

    table: str
    row: str
    field: str
    message: str

    def __str__(self) -> str:
        row = f"“{self.row}”" if self.row else ""
        where = ", ".join(part for part in (self.table, row, self.field) if part)
        return f"{where}: {self.message}" if where else self.message


class InvalidDossier(ValueError):
    """A dossier, or an edit of one, that is not in order; `problems` says what is wrong."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        super().__init__("\n".join(str(problem) for problem in problems))


def validated(dossier: Dossier) -> Dossier:
    """The same dossier. Raises InvalidDossier naming every fault."""
    problems = tuple(problems_of(dossier))
    if problems:
        raise InvalidDossier(problems)
    return dossier


def problems_of(dossier: Dossier) -> Iterator[Problem]:
    """Every fault of a dossier, field by field, then across rows."""
    of_settings = tuple(
        row_problems(dossier, "Settings", str(dossier.settings.title), dossier.settings)
    )
    yield from of_settings
    sound = not of_settings
    for key, table in TABLES.items():
        counts = Counter(row.id for row in dossier.table(key))
        for row_id, count in counts.items():
            if count > 1:
                sound = False
                yield Problem(
                    table.many,
                    dossier.name_of(key, row_id),
                    "",
                    f"stands in the table {count} times",
                )
        yield from _duplicate_names(dossier, key)
        for row in dossier.table(key):
            for problem in row_problems(dossier, table.many, dossier.name_of_row(key, row), row):
                sound = False
                yield problem
    if sound:
        yield from across_rows(dossier)


def _duplicate_names(dossier: Dossier, key: str) -> Iterator[Problem]:
    table = TABLES[key]
    name = specifications(table.row_class).get("name")
    if name is None:
        return
    scopes: Counter[tuple[str, str]] = Counter()
    for row in dossier.table(key):
        if value_problem(name, row.name):
            continue
        place = name_place(key, row)
        scopes[place] += 1
        if scopes[place] == 2:
            if key == "names_abroad":
                word = dict(LANGUAGES).get(row.language, row.language)
                fault = f"how this name is written in {word} stands in another row already"
                yield Problem(table.many, dossier.name_of_row(key, row), name.label, fault)
            else:
                yield Problem(table.many, row.name, name.label, "is the name of another row too")


def name_place(key: str, row: Any) -> tuple[str, str]:
    """What may not stand twice in a table of named rows: the scope and the plain name."""
    scope = NAME_SCOPES.get(key, "")
    return str(getattr(row, scope)) if scope else "", row.name.strip().casefold()


def row_problems(dossier: Dossier, table: str, name: str, row: Any) -> Iterator[Problem]:
    """The faults of a row's own fields; `table` is the table's heading, `name` the row's name."""
    for key, spec in specifications(type(row)).items():
        message = value_problem(spec, getattr(row, key))
        if not message and not _may_dangle(spec, row):
            message = _reference_problem(dossier, spec, getattr(row, key))
        if message:
            yield Problem(table, name, spec.label, message)


def _number_problem(value: float, low: float, high: float, unit: str) -> str:
    if not math.isfinite(value):
        return f"must be a finite number, not {value}"
    if not low <= value <= high:
        return f"{value:.10g} lies outside {low:.10g}–{high:.10g} {unit}".rstrip()
    return ""


def value_problem(spec: Field, value: object) -> str:
    """What is wrong with a value of a field, in plain words; empty if nothing is."""
    match spec:
        case Text():
            if not isinstance(value, str):
                return f"must be text, not {value!r}"
            if spec.required and not value.strip():
                return "must not be empty"
            return storage_problem(value)
        case Number():
            if isinstance(value, bool) or not isinstance(value, int | float):
                return f"must be a number, not {value!r}"
            if spec.whole and math.isfinite(value) and value != int(value):
                return f"must be a whole number, not {value:g}"
            return _number_problem(value, spec.minimum, spec.maximum, spec.unit)
        case Judged():
            return _judged_problem(spec, value)
        case Choice():
            if not isinstance(value, str) or value not in dict(spec.options):
                words = ", ".join(key for key, _ in spec.options)
                return f"must be one of {words}, not {value!r}"
        case Flag():
            if not isinstance(value, bool):
                return f"must be true or false, not {value!r}"
        case Day():
            if not (isinstance(value, date) or (value is None and spec.optional)):
                return f"must be a day as year-month-day, not {value!r}"
        case Reference():
            if not isinstance(value, str):
                return f"must be the identifier of a row, not {value!r}"
        case References():
            if not isinstance(value, tuple) or not all(isinstance(item, str) for item in value):
                return f"must be identifiers of rows, not {value!r}"
        case _:
            pass
    return ""


def storage_problem(text: str) -> str:
    """Why a text cannot be written to a file: half of a surrogate pair, or the null character."""
    if _UNSTORABLE.search(text):
        return "holds a character that cannot be stored; type the text anew"
    return ""


def _judged_problem(spec: Judged, value: object) -> str:
    if value is None:
        return "" if spec.optional else "must be judged"
    if not isinstance(value, Judgment):
        return f"must be a judgment, not {value!r}"
    for part in ("low", "likely", "high"):
        fault = _number_problem(getattr(value, part), spec.minimum, spec.maximum, spec.unit)
        if fault:
            return f"{part} {fault}"
    if spec.inside and not spec.minimum < value.likely < spec.maximum:
        return (
            f"likely {value.likely:g} must lie between {spec.minimum:g} and {spec.maximum:g}, "
            "both excluded"
        )
    return ""


def _may_dangle(spec: Field, row: Any) -> bool:
    """Whether a reference stands for a row that was deleted, whose name is remembered."""
    if not (isinstance(spec, Reference) and spec.loose):
        return False
    return bool(getattr(row, "remembered", "the settings remember nothing"))


def _reference_problem(dossier: Dossier, spec: Field, value: Any) -> str:
    if isinstance(spec, Reference):
        if value == "" and spec.optional:
            return ""
        if dossier.find(spec.table, value) is None:
            return f"names no row of {TABLES[spec.table].many}: {value!r}"
    elif isinstance(spec, References):
        for row_id in value:
            if dossier.find(spec.table, row_id) is None:
                return f"names no row of {TABLES[spec.table].many}: {row_id!r}"
    return ""


def across_rows(dossier: Dossier, touched: Collection[str] = EVERYTHING) -> Iterator[Problem]:
    """What is wrong between rows, of a dossier whose rows are each in order.

    `touched` are the tables (and SETTINGS) that may have put it out of order; rows of others are
    not looked at again.
    """
    for rests_on, problems in _ACROSS:
        if not rests_on.isdisjoint(touched):
            yield from problems(dossier)


def _spillovers(dossier: Dossier) -> Iterator[Problem]:
    for spillovers, radius in unstable_spillovers(dossier.spillovers):
        names = "; ".join(
            f"{dossier.name_of_row('spillovers', s)} ({s.strength:g})" for s in spillovers
        )
        yield Problem(
            TABLES["spillovers"].many,
            names,
            "Spillover",
            f"these feed each other without limit (spectral radius {radius:.3g}, must be below 1); "
            "make one of them smaller",
        )


def _cells(dossier: Dossier) -> Iterator[Problem]:
    heading = TABLES["cells"].many
    for aspect in dossier.aspects:
        for pole in dossier.poles:
            if dossier.find("cells", f"{aspect.id}/{pole.id}") is None:
                yield Problem(heading, f"{aspect.name} / {pole.name}", "", "the cell is missing")
    for cell in dossier.cells:
        name = dossier.name_of_row("cells", cell)
        for label, judgment in (
            ("Level", dossier.level_of(cell)),
            ("Drift", dossier.drift_of(cell)),
        ):
            if judgment is None:
                yield Problem(heading, name, label, "needs a posture term or numbers of its own")
    for pole in dossier.poles:
        importances = [c.importance for c in dossier.cells if c.pole_id == pole.id]
        if importances and sum(importances) <= 0:
            yield Problem(heading, pole.name, "Importance", "at least one must be above 0")


def _bands(dossier: Dossier) -> Iterator[Problem]:
    heading = TABLES["bands"].many
    lowers = [band.lower for band in dossier.bands]
    if lowers and min(lowers) != 0:
        lowest = min(dossier.bands, key=lambda band: band.lower)
        yield Problem(heading, lowest.name, "From", "the lowest band must begin at 0")
    for band in dossier.bands:
        if lowers.count(band.lower) > 1:
            yield Problem(heading, band.name, "From", f"another band also begins at {band.lower:g}")


def _goals(dossier: Dossier) -> Iterator[Problem]:
    for goal in dossier.goals:
        if goal.month > dossier.settings.horizon:
            yield Problem(
                TABLES["goals"].many,
                goal.name,
                "Month",
                f"{goal.month} lies beyond the horizon of {dossier.settings.horizon} months",
            )


def _budgets(dossier: Dossier) -> Iterator[Problem]:
    for scenario in dossier.scenarios:
        total = sum(dossier.weights_of(scenario.id).values())
        if total > BUDGET + _ROUNDING:
            yield Problem(
                TABLES["scenarios"].many,
                scenario.name,
                "Weights",
                f"add up to {total:g} %, more than the whole effort (100 %)",
            )


def _damping(
    dossier: Dossier, dampings: Iterable[Damping], scenario: str = ""
) -> Iterator[Problem]:
    for driver in dossier.drivers:
        total = sum(
            damping_in_force(dossier, damping).full_range(0, 100).high
            for damping in dampings
            if damping.driver_id == driver.id
        )
        if total > 100 + _ROUNDING:
            where = f" in the scenario “{scenario}”" if scenario else ""
            yield Problem(
                TABLES["dampings"].many,
                driver.name,
                "Damping",
                f"the high ends, rescaled to full range, add up to {total:.4g} %{where}; "
                "together they may take away at most 100 % of a driver",
            )


def damping_in_force(dossier: Dossier, damping: Damping) -> Judgment:
    """A damping judgment, aged by the review-by date of its recommendation if ageing is on."""
    if not dossier.settings.ageing:
        return damping.share
    owner = dossier.get("recommendations", damping.recommendation_id)
    return damping.share.aged(owner.review_by, dossier.settings.as_of)


def judged_field(table: str, field: str) -> Judged | None:
    """The specification of a judged field, or None if there is no such field."""
    spec = specifications(TABLES[table].row_class).get(field)
    return spec if isinstance(spec, Judged) else None


def _overrides(dossier: Dossier) -> Iterator[Problem]:
    for override in dossier.overrides:
        yield from _about_judgment(dossier, "overrides", override)
    for scenario in dossier.scenarios:
        changed = {
            o.row_id: o.judgment for o in dossier.overrides_of(scenario.id) if o.table == "dampings"
        }
        if changed:
            dampings = [replace(d, share=changed.get(d.id, d.share)) for d in dossier.dampings]
            yield from _damping(dossier, dampings, scenario.name)


def _about_judgment(dossier: Dossier, key: str, row: Override | Reservation) -> Iterator[Problem]:
    """A judgment beside a judged one must be one that the judged field could have."""
    heading, name = TABLES[key].many, dossier.name_of_row(key, row)
    spec = judged_field(row.table, row.field)
    if spec is None:
        yield Problem(heading, name, "Field", f"{row.field!r} is no judged field there")
    elif dossier.find(row.table, row.row_id) is not None:
        fault = _judged_problem(spec, row.judgment)
        if fault:
            yield Problem(heading, name, spec.label, fault)
    elif not row.remembered:
        yield Problem(heading, name, "Row", f"names no row: {row.row_id!r}")


def _reservations(dossier: Dossier) -> Iterator[Problem]:
    """Sums are not looked at: a dissent must not keep others from judging (`reservations`)."""
    for reservation in dossier.reservations:
        yield from _about_judgment(dossier, "reservations", reservation)


def _briefings(dossier: Dossier) -> Iterator[Problem]:
    """Identifiers made of two parts can be taken apart again."""
    for key, name in (("briefing_texts", "language"), ("briefing_sections", "kind")):
        for row in dossier.table(key):
            if "/" in getattr(row, name):
                label = specifications(type(row))[name].label
                yield Problem(
                    TABLES[key].many, dossier.name_of_row(key, row), label, "must be without “/”"
                )


def _linkages(dossier: Dossier) -> Iterator[Problem]:
    for linkage in dossier.linkages:
        if linkage.recommendation_id == linkage.other_id:
            name = dossier.name_of_row("linkages", linkage)
            yield Problem(TABLES["linkages"].many, name, "Other", "is the recommendation itself")
    for step in dossier.steps:
        seen = {step.id}
        after = dossier.find("steps", step.after_step_id)
        while after is not None and after.id not in seen:
            seen.add(after.id)
            after = dossier.find("steps", after.after_step_id)
        if after is not None and after.id == step.id:
            yield Problem(
                TABLES["steps"].many, step.name, "Precondition", "waits in the end for itself"
            )


_DAMPED = frozenset({SETTINGS, "drivers", "recommendations", "dampings"})

_JUDGED = frozenset(
    key
    for key, table in TABLES.items()
    if any(isinstance(spec, Judged) for spec in specifications(table.row_class).values())
)

_ACROSS: tuple[tuple[frozenset[str], Callable[[Dossier], Iterator[Problem]]], ...] = (
    (frozenset({"poles", "terms", "aspects", "cells"}), _cells),
    (frozenset({"bands"}), _bands),
    (frozenset({SETTINGS, "goals"}), _goals),
    (frozenset({"scenarios", "weights", "recommendations"}), _budgets),
    (_DAMPED, lambda dossier: _damping(dossier, dossier.dampings)),
    (_DAMPED | _JUDGED | {"scenarios", "overrides"}, _overrides),
    (_JUDGED | {"reservations"}, _reservations),
    (frozenset({"briefing_texts", "briefing_sections"}), _briefings),
    (frozenset({"linkages", "steps"}), _linkages),
    (frozenset({"spillovers"}), _spillovers),
)
"""The faults between rows, each with the tables that it rests on, in the order in which they are
told."""
