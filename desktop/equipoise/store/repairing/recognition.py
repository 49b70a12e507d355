"""Which table the rows of a salvaged page belong to, and what indexes tell of rows that are gone.

All rows of a page are of one table. Which one shows in the number and the types of their values and
in their identifiers, so that it is known also where the schema is lost.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from equipoise.dossier.difference import SETTINGS
from equipoise.dossier.dossier import TABLES
from equipoise.dossier.fields import Choice, Day, specifications
from equipoise.dossier.json_form import value_from_plain
from equipoise.dossier.validation import value_problem
from equipoise.store.engine import driver
from equipoise.store.journal import EDITS, ENTRIES
from equipoise.store.migrations import migrate, newest_version
from equipoise.store.repairing.salvage import UNREADABLE, RawPage, RawRow
from equipoise.store.schema import Column, beginnings, fresh, shapes

if TYPE_CHECKING:
    from sqlite_utils import Database

_SCHEMA = "sqlite_schema"
_EMPTY: Mapping[str, Any] = {"TEXT": "", "INTEGER": 0, "REAL": 0.0}
_JOINED: Mapping[str, int] = {
    "cells": 2,
    "spillovers": 4,
    "driver_effects": 3,
    "recommendation_effects": 3,
    "dampings": 2,
    "weights": 2,
    "forcings": 2,
    "overrides": 4,
    "goals_set_aside": 2,
    "linkages": 3,
    "briefing_texts": 2,
    "briefing_sections": 2,
}
"""Columns, after identifier and position, that the identifier of a link row is made of."""

_VOTERS = 12
"""Rows of a page that are asked of which table they are."""

_OWNERS = {
    "driver_effects": "drivers",
    "recommendation_effects": "recommendations",
    "weights": "scenarios",
}
"""Tables that look like others, by the table that the first column after the position names."""


@dataclass(slots=True)
class Recognised:
    """What could be made out, in the columns of the newest version.

    `records` are the rows by table; `gaps` the columns, by table and identifier, that could not be
    read or were read in part; `indexed` the identifiers, by table, that the indexes name, with the
    rows' numbers; `edits_indexed` the numbers of edits by identifier; `entries_indexed` the numbers
    of journal entries with those of their edits; `unplaced` identifiers of a table unknown;
    `begins` the page at which each table begins, as the schema says or as is usual.
    """

    records: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    gaps: dict[tuple[str, str], dict[str, bool]] = field(default_factory=dict)
    indexed: dict[str, dict[str, int]] = field(default_factory=lambda: defaultdict(dict))
    edits_indexed: dict[str, int] = field(default_factory=dict)
    entries_indexed: dict[int, int] = field(default_factory=dict)
    unplaced: set[str] = field(default_factory=set)
    begins: dict[str, int] = field(default_factory=dict)


def recognise(pages: Sequence[RawPage], version: int | None) -> Recognised:
    """Sort what pages hold by table. Without a `version` the one that explains most is taken."""
    said, begins = _beginnings(pages)
    versions = [version] if version else range(newest_version(), 0, -1)
    sorted_by = [(number, _by_table(pages, number, begins)) for number in versions]
    best, tables = max(sorted_by, key=lambda found: sum(map(len, found[1].values())))
    found = Recognised()
    found.begins = {table: place for place, (kind, table) in begins.items() if kind == "table"}
    _sort_indexes(found, pages, tables, said, begins)
    _fill(found, tables, best)
    for known in found.indexed.values():
        found.unplaced -= set(known)
    found.unplaced -= {record["id"] for key in TABLES for record in found.records[key]}
    return found


def _beginnings(
    pages: Iterable[RawPage],
) -> tuple[dict[int, tuple[str, str]], dict[int, tuple[str, str]]]:
    """Kind and table by the page at which it begins: as far as the schema says so, and completed.

    Where the schema is lost, what is usual in a file built anew stands in.
    """
    said = {
        row.values[3]: (str(row.values[0]), str(row.values[2]))
        for page in pages
        for row in page.rows
        if _is_schema(row.values)
    }
    usual = beginnings(newest_version())
    known = set(said.values())
    return said, {place: part for place, part in usual.items() if part not in known} | said


def _by_table(
    pages: Iterable[RawPage], version: int, begins: Mapping[int, tuple[str, str]]
) -> dict[str, dict[int, RawRow]]:
    """The rows of every table by number."""
    shape = shapes(version)
    found: dict[str, dict[int, RawRow]] = defaultdict(dict)
    unclear: list[tuple[list[str], RawPage]] = []
    for page in pages:
        candidates = _candidates(page.rows, shape)
        kind, table = begins.get(page.place, ("", ""))
        if len(candidates) > 1 and kind == "table" and table in candidates:
            candidates = [table]
        if len(candidates) == 1:
            _add(found[candidates[0]], page.rows)
        elif candidates:
            unclear.append((candidates, page))
    for candidates, page in unclear:
        _add(found[_likeliest(candidates, page, found, shape)], page.rows)
    return found


def _add(table: dict[int, RawRow], rows: Iterable[RawRow]) -> None:
    for row in rows:
        known = table.get(row.number)
        if known is None or UNREADABLE in known.values:
            table[row.number] = row


def _candidates(rows: Sequence[RawRow], shape: Mapping[str, Sequence[Column]]) -> list[str]:
    """The tables that fit most of the rows of a page."""
    votes: Counter[str] = Counter()
    for row in rows[:_VOTERS]:
        if _is_schema(row.values):
            votes[_SCHEMA] += 1
        for table, columns in shape.items():
            votes[table] += _fits(table, columns, row.values)
    most = max(votes.values(), default=0)
    return [table for table, count in votes.items() if count == most] if most else []


def _is_schema(values: Sequence[Any]) -> bool:
    return (
        values[0] in ("table", "index")
        and all(isinstance(value, str) for value in values[1:3])
        and isinstance(values[3], int)
        and all(value is None for value in values[5:])
    )


def _fits(table: str, columns: Sequence[Column], values: Sequence[Any]) -> bool:
    if not all(map(_suits, columns, values)):
        return False
    if not all(column.added for column in columns[len(values) :]):
        return False
    if any(value is not None and value is not UNREADABLE for value in values[len(columns) :]):
        return False
    if table in (EDITS, ENTRIES):
        return values[0] is None
    row_id = values[0]
    if not isinstance(row_id, str):
        return row_id is UNREADABLE
    if table == SETTINGS:
        return row_id == SETTINGS
    joined = _JOINED.get(table, 0)
    if not joined:
        return "/" not in row_id
    named = values[2 : 2 + joined]
    return UNREADABLE in named or _alike(row_id, named)


def _alike(row_id: str, named: Sequence[Any]) -> bool:
    """Whether an identifier is that of the rows named, but for a letter or two."""
    wanted = "/".join(map(str, named))
    differing = sum(one != other for one, other in zip(row_id, wanted, strict=False))
    return len(wanted) == len(row_id) and differing <= 2


def _suits(column: Column, value: Any) -> bool:
    if value is UNREADABLE:
        return True
    if value is None:
        return column.optional or column.added or column.rowid
    match column.kind:
        case "TEXT":
            return isinstance(value, str)
        case "INTEGER":
            return isinstance(value, int)
        case _:
            return isinstance(value, int | float)


def _likeliest(
    candidates: list[str],
    page: RawPage,
    found: Mapping[str, Mapping[int, RawRow]],
    shape: Mapping[str, Sequence[Column]],
) -> str:
    """Among tables alike, the one of whose fields most rows can be; then whose owners are there."""

    def votes(table: str) -> tuple[int, float]:
        possible = sum(_can_be(table, shape[table], row.values) for row in page.rows)
        if table not in _OWNERS:
            return possible, 0.5
        owners = {row.values[0] for row in found.get(_OWNERS[table], {}).values()}
        return possible, sum(row.values[2] in owners for row in page.rows)

    return max(candidates, key=votes)


def _can_be(table: str, columns: Sequence[Column], values: Sequence[Any]) -> bool:
    """Whether the words and days of a row are ones that its fields can have."""
    if table not in TABLES:
        return True
    specs = specifications(TABLES[table].row_class)
    for column, value in zip(columns, values, strict=False):
        spec = specs.get(column.name)
        if isinstance(spec, Choice | Day) and value is not UNREADABLE:
            try:
                plain = value_from_plain(spec, value)
            except ValueError:
                return False
            if value_problem(spec, plain):
                return False
    return True


def _fill(found: Recognised, tables: Mapping[str, Mapping[int, RawRow]], version: int) -> None:
    """Put the rows into a fresh file of their version, in memory, and bring it forward."""
    database = fresh(version)
    try:
        with database.atomic():
            for table, columns in shapes(version).items():
                for row in _renamed(found, table, tables.get(table, {})):
                    _insert(database, found, table, columns, row)
        migrate(database)
        for table in shapes(newest_version()):
            found.records[table] = list(database.table(table).rows)
    finally:
        database.close()


def _renamed(found: Recognised, table: str, rows: Mapping[int, RawRow]) -> Iterator[RawRow]:
    """The rows; one whose identifier is in no index gets the one that the index has for it."""
    indexed = found.indexed.get(table, {})
    by_number = {number: row_id for row_id, number in indexed.items()}
    for number, row in rows.items():
        wanted = by_number.get(number)
        if wanted and row.values[0] != wanted and row.values[0] not in indexed:
            found.gaps.setdefault((table, wanted), {})["id"] = True
            yield RawRow(number, (wanted, *row.values[1:]))
        else:
            yield row


def _insert(
    database: Database, found: Recognised, table: str, columns: Sequence[Column], row: RawRow
) -> None:
    record: dict[str, Any] = {}
    gaps: dict[str, bool] = {}
    for column, value in zip(columns, row.values, strict=False):
        if column.rowid:
            record[column.name] = row.number
        elif value is None and column.optional:
            record[column.name] = None
        elif value is UNREADABLE or _is_spoilt(value) or not _suits(column, value):
            record[column.name] = _EMPTY[column.kind]
            gaps[column.name] = False
        elif value is None:
            record[column.name] = _EMPTY[column.kind]
        elif isinstance(value, str) and not _is_text(value):
            raw = value.encode("utf-8", "surrogateescape")
            record[column.name] = raw.decode("utf-8", "replace")
            gaps[column.name] = True
        else:
            record[column.name] = float(value) if column.kind == "REAL" else value
    row_id = str(record.get("id", row.number))
    if "id" in gaps:
        return
    names = ", ".join(f'"{name}"' for name in record)
    places = ", ".join("?" * len(record))
    try:
        database.execute(
            f'INSERT INTO "{table}" ({names}) VALUES ({places})', list(record.values())
        )
    except (driver().Error, OverflowError):
        return
    if gaps:
        found.gaps.setdefault((table, row_id), {}).update(gaps)


def _is_spoilt(value: Any) -> bool:
    """Whether a value ends in the zeros that stand for a page that cannot be read."""
    return isinstance(value, bytes) or (isinstance(value, str) and "\0" in value)


def _is_text(value: str) -> bool:
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return True


def _sort_indexes(
    found: Recognised,
    pages: Iterable[RawPage],
    tables: Mapping[str, Mapping[int, RawRow]],
    said: Mapping[int, tuple[str, str]],
    begins: Mapping[int, tuple[str, str]],
) -> None:
    stands = {
        (record["id"], number): table
        for table, numbered in tables.items()
        if table in TABLES or table == SETTINGS
        for number, record in _identified(numbered)
    }
    for page in pages:
        texts = [(i, n) for i, n in page.entries if isinstance(i, str) and _is_sound(i)]
        numbers = [(i, n) for i, n in page.entries if isinstance(i, int)]
        if numbers:
            found.entries_indexed.update({entry: edit for edit, entry in numbers})
        if not texts:
            continue
        votes = Counter(stands[pair] for pair in texts if pair in stands)
        kind, table = begins.get(page.place, ("", ""))
        winner, count = votes.most_common(1)[0] if votes else ("", 0)
        if page.place not in said and 2 * count > len(texts):
            table = winner
        elif kind != "index":
            table = ""
        if table == EDITS or (not table and all(_is_edit_id(i) for i, _ in texts)):
            found.edits_indexed.update(texts)
        elif table in TABLES or table == SETTINGS:
            found.indexed[table].update(texts)
        else:
            found.unplaced.update(row_id for row_id, _ in texts)


def _identified(numbered: Mapping[int, RawRow]) -> Iterator[tuple[int, dict[str, Any]]]:
    for number, row in numbered.items():
        yield number, {"id": row.values[0]}


def _is_sound(text: str) -> bool:
    return bool(text) and "\0" not in text and _is_text(text)


def _is_edit_id(text: str) -> bool:
    return len(text) == 32 and set(text) <= set("0123456789abcdef")
