"""A parcel is taken in: a merge limited to the rows that were sent."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from equipoise.dossier.deletion import RowKey
from equipoise.dossier.dossier import ABOUT_JUDGMENTS, TABLES, Dossier
from equipoise.dossier.fields import Reference, References, specifications
from equipoise.dossier.merging.authors import Authors, Signature, Signed, nobody_known
from equipoise.dossier.merging.merge import Merged, merge
from equipoise.dossier.merging.values import REMEMBERED, about
from equipoise.dossier.parcel import Parcel, named_by, parts_of


def taken_in(
    dossier: Dossier, parcel: Parcel, base: Dossier | None = None, ours: Signed = nobody_known
) -> Merged:
    """The dossier with the rows of a parcel.

    `base` is the dossier as both sides last knew it, None if that is not known: then nothing is
    deleted and every field that differs waits for a choice. References to rows that are neither
    sent nor here are matched by name where exactly one row here has it; otherwise their row is
    not taken in, and a note says why. `ours` tells who changed what here.
    """
    resolved = _Resolved(dossier, parcel)
    incoming: dict[RowKey, Any | None] = {(key, row.id): row for key, row in resolved.rows}
    if base is not None:
        known = {(key, row.id) for key, rows in parcel.rows.items() for row in rows} | set(incoming)
        for part in sorted(set(parts_of(dossier, incoming)) - known):
            if base.find(*part) is not None:
                incoming[part] = None
    theirs = _overlaid(dossier, incoming)
    old = {key: None if base is None else base.find(*key) for key in incoming}
    before = _overlaid(dossier, old)
    signature = Signature(str(parcel.sender), parcel.sent)
    merged = merge(before, dossier, theirs, Authors(ours, lambda *_: signature))
    disputed = {(c.table, c.row_id) for c in merged.dossier.conflicts}
    gone = [
        f"{TABLES[key].many}: “{theirs.name_of(key, row.id)}” was deleted here and is unchanged in "
        "the parcel; it stays deleted."
        for key, row in resolved.rows
        if merged.dossier.find(key, row.id) is None and (key, row.id) not in disputed
    ]
    return replace(merged, notes=(*resolved.notes, *gone, *merged.notes))


def _overlaid(dossier: Dossier, rows: Mapping[RowKey, Any | None]) -> Dossier:
    """The dossier in which these rows stand as given, or not at all (None); new ones come last."""
    by_table: dict[str, dict[str, Any | None]] = {}
    for (key, row_id), row in rows.items():
        by_table.setdefault(key, {})[row_id] = row
    for key, changed in by_table.items():
        present: dict[str, Any | None] = {row.id: row for row in dossier.table(key)}
        present.update(changed)
        dossier = dossier.with_table(key, (row for row in present.values() if row is not None))
    return dossier


@dataclass(frozen=True, slots=True)
class _Unknown:
    """A row that is referred to but neither here nor sent."""

    key: RowKey
    why: str


class _Resolved:
    """The rows of a parcel that can stand here, and notes on what was matched or refused."""

    def __init__(self, dossier: Dossier, parcel: Parcel) -> None:
        self._dossier = dossier
        self._parcel = parcel
        sent = {(key, row.id): row for key, rows in parcel.rows.items() for row in rows}
        self._sent = frozenset(sent)
        self._view = _overlaid(dossier, sent)
        self._named: dict[str, dict[str, list[str]]] = {}
        self.notes: list[str] = []
        self.refused: set[RowKey] = set()
        self.rows: list[tuple[str, Any]] = []
        count = -1
        while count < len(self.refused):
            count = len(self.refused)
            self.rows = list(self._standing())
        self._tell_matches()

    def _standing(self) -> Iterator[tuple[str, Any]]:
        """The rows not refused so far, with the identifiers that rows have here."""
        seen: set[RowKey] = set()
        for key, rows in self._parcel.rows.items():
            for row in rows:
                if (key, row.id) in self.refused:
                    continue
                found = self._with_references(key, row)
                if isinstance(found, _Unknown):
                    self._refuse(key, row, f"it names {self._known_as(found.key)}, {found.why}")
                elif (key, found.id) in seen:
                    self._refuse(key, row, "another row that was sent stands for the same here")
                else:
                    seen.add((key, found.id))
                    yield key, found

    def _refuse(self, key: str, row: Any, why: str) -> None:
        self.refused.add((key, row.id))
        name = self._view.name_of_row(key, row)
        self.notes.append(f"{TABLES[key].many}: “{name}” is not taken in: {why}.")

    def _known_as(self, key: RowKey) -> str:
        name = self._parcel.names.get(key[0], {}).get(key[1]) or self._view.name_of(*key)
        return f"the {TABLES[key[0]].one} “{name}”"

    def _with_references(self, key: str, row: Any) -> Any | _Unknown:
        changed: dict[str, Any] = {}
        for name, spec in specifications(type(row)).items():
            value = getattr(row, name)
            if isinstance(spec, Reference) and value:
                found = self._resolve((spec.table, value))
                if isinstance(found, _Unknown):
                    if not spec.loose:
                        return found
                    changed[REMEMBERED] = row.remembered or self._name(found.key)
                else:
                    changed[name] = found
                    if spec.loose:
                        changed[REMEMBERED] = ""
            elif isinstance(spec, References):
                several = [self._resolve((spec.table, row_id)) for row_id in value]
                missing = [item for item in several if isinstance(item, _Unknown)]
                if missing:
                    return missing[0]
                changed[name] = tuple(several)
        if key in ABOUT_JUDGMENTS:
            judged = self._resolve((row.table, row.row_id))
            if isinstance(judged, _Unknown):
                changed[REMEMBERED] = row.remembered or self._name(judged.key)
            else:
                changed["row_id"], changed[REMEMBERED] = judged, ""
        return replace(row, **changed)

    def _resolve(self, key: RowKey) -> str | _Unknown:
        """The identifier that a row named in the parcel has here."""
        table, row_id = key
        if self._dossier.find(table, row_id) is not None:
            return row_id
        if key in self._sent and key not in self.refused:
            return row_id
        name = self._parcel.names.get(table, {}).get(row_id, "").strip().casefold()
        alike = self._by_name(table).get(name, ()) if name else ()
        if len(alike) == 1:
            return alike[0]
        why = "and several rows here have that name" if alike else "which is not here"
        return _Unknown(key, why)

    def _by_name(self, table: str) -> Mapping[str, Sequence[str]]:
        """The identifiers of the rows here, by their names without regard to case."""
        if table not in self._named:
            self._named[table] = {}
            for row in self._dossier.table(table):
                name = self._dossier.name_of_row(table, row).strip().casefold()
                self._named[table].setdefault(name, []).append(row.id)
        return self._named[table]

    def _name(self, key: RowKey) -> str:
        return self._parcel.names.get(key[0], {}).get(key[1]) or key[1]

    def _tell_matches(self) -> None:
        """Say what was matched by name, and what scenarios say of rows that are not here."""
        matched: dict[RowKey, None] = {}
        for key, rows in self._parcel.rows.items():
            for row in rows:
                if (key, row.id) in self.refused:
                    continue
                for target in named_by(key, row):
                    found = self._resolve(target)
                    if isinstance(found, str) and found != target[1]:
                        matched[target] = None
        self.notes += [
            f"{TABLES[key[0]].many}: “{self._name(key)}” was sent by another identifier and is "
            "taken for the row of that name here."
            for key in matched
        ]
        for key, row in self.rows:
            gone = about(key, row)
            if gone is not None and row.remembered and isinstance(self._resolve(gone), _Unknown):
                self.notes.append(
                    f"{TABLES[key].many}: what is said of “{row.remembered}” has no effect, "
                    "because that row is not here; it is kept."
                )
