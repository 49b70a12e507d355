"""The single changes that lead from our copy to the merged rows, and which of them go together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from equipoise.dossier.deletion import RowKey
from equipoise.dossier.fields import specifications
from equipoise.dossier.merging.values import (
    REMEMBERED,
    Rows,
    about,
    all_rows,
    references_of,
    references_of_value,
    specification,
)

_POSTURE = ("term_id", "level", "drift")


@dataclass(frozen=True, slots=True)
class Change:
    """A row added or taken away (`field` is empty), or one field of a row changed."""

    table: str
    row_id: str
    field: str = ""

    @property
    def key(self) -> RowKey:
        """The row."""
        return self.table, self.row_id


def changes(ours: Rows, merged: Rows) -> Iterator[Change]:
    """All changes from `ours` to `merged`; the order of rows is none."""
    for table, rows in merged.items():
        for row_id, row in rows.items():
            before = ours[table].get(row_id)
            if before is None:
                yield Change(table, row_id)
            elif before != row:
                for name in specifications(type(row)):
                    if getattr(before, name) != getattr(row, name):
                        yield Change(table, row_id, name)
        for row_id in ours[table]:
            if row_id not in rows:
                yield Change(table, row_id)


class Groups:
    """Changes in groups that are carried out together or not at all, and what rests on what."""

    def __init__(self, ours: Rows, merged: Rows) -> None:
        self._ours = ours
        self._merged = merged
        self.changes = tuple(changes(ours, merged))
        known = set(self.changes)
        self._naming = _changes_of_naming_rows(ours, merged)
        self._leader: dict[Change, Change] = {change: change for change in self.changes}
        for one, two in self._together(known):
            self._leader[self._leading(one)] = self._leading(two)
        self.members: dict[Change, list[Change]] = defaultdict(list)
        for change in self.changes:
            self.members[self._leading(change)].append(change)
        self._resting: dict[Change, set[Change]] = defaultdict(set)
        for change in self.changes:
            for support in self._supports(change, known):
                if self._leading(support) != self._leading(change):
                    self._resting[self._leading(support)].add(self._leading(change))

    def _leading(self, change: Change) -> Change:
        while self._leader[change] != change:
            change = self._leader[change]
        return change

    def _together(self, known: Collection[Change]) -> Iterator[tuple[Change, Change]]:
        """Pairs that are one act: a scenario's weights, a cell's posture, a new aspect's cells."""
        first: dict[tuple[str, ...], Change] = {}
        for change in known:
            place: tuple[str, ...] = ()
            row = self._row(change)
            if change.field == REMEMBERED:
                target = about(change.table, row)
                if target is not None and Change(*target) in known:
                    yield change, Change(*target)
                continue
            if change.table == "weights":
                place = ("weights", row.scenario_id)
            elif change.table == "cells" and change.field in _POSTURE:
                place = ("cells", change.row_id)
            elif change.table == "cells" and not change.field:
                for owner in (Change("aspects", row.aspect_id), Change("poles", row.pole_id)):
                    if owner in known:
                        yield change, owner
            if place:
                yield change, first.setdefault(place, change)

    def _row(self, change: Change) -> Any:
        row = self._merged[change.table].get(change.row_id)
        return self._ours[change.table][change.row_id] if row is None else row

    def _supports(self, change: Change, known: Collection[Change]) -> Iterator[Change]:
        """The changes without which this one leaves a reference to a row that is not there."""
        row = self._merged[change.table].get(change.row_id)
        if row is None:
            for naming in self._naming[change.key]:
                if naming in known:
                    yield naming
            return
        if change.field:
            spec = specification(change.table, change.field)
            targets = [] if spec is None else references_of_value(spec, getattr(row, change.field))
        else:
            targets = references_of(row)
            loose = about(change.table, row)
            targets = [*targets, loose] if loose is not None else list(targets)
        for target in targets:
            if Change(*target) in known:
                yield Change(*target)

    def with_resting(self, groups: Iterable[Change]) -> frozenset[Change]:
        """The groups and all that rest on them."""
        found: set[Change] = set()
        todo = list(groups)
        while todo:
            group = todo.pop()
            if group not in found:
                found.add(group)
                todo.extend(self._resting[group])
        return frozenset(found)

    def without(self, held: Collection[Change]) -> Rows:
        """The merged rows in which the groups `held` are as in our copy."""
        rows = {table: dict(of_table) for table, of_table in self._merged.items()}
        for group in held:
            for change in self.members[group]:
                before = self._ours[change.table].get(change.row_id)
                if before is None:
                    del rows[change.table][change.row_id]
                elif not change.field:
                    rows[change.table][change.row_id] = before
                else:
                    value = {change.field: getattr(before, change.field)}
                    row = rows[change.table][change.row_id]
                    rows[change.table][change.row_id] = replace(row, **value)
        return rows


def _changes_of_naming_rows(ours: Rows, merged: Rows) -> Mapping[RowKey, list[Change]]:
    """For each row taken away, the changes of the rows of ours that name it, whole or by field."""
    found: dict[RowKey, list[Change]] = defaultdict(list)
    for table, row in all_rows(ours):
        if row.id not in merged[table]:
            for target in references_of(row):
                found[target].append(Change(table, row.id))
            continue
        for name, spec in specifications(type(row)).items():
            for target in references_of_value(spec, getattr(row, name)):
                found[target].append(Change(table, row.id, name))
    return found
