"""The schema of each file version, and what a file holds besides or instead of it.

Every file of a version came there by the same migrations, so its statements say the same; only
spaces, line ends and the kind of quotation marks may differ with the libraries that wrote them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from equipoise.store.engine import driver
from equipoise.store.errors import DamagedFile
from equipoise.store.migrations import MIGRATIONS

if TYPE_CHECKING:
    from sqlite_utils import Database

MOST_PARTS = 1000
"""Tables, indexes and the like that a schema may have before it is looked at."""

_TOKEN = re.compile(
    r"""'(?:[^']|'')*'|"(?:[^"]|"")*"|\[[^\]]*\]|`(?:[^`]|``)*`|\w+|\S""", re.DOTALL
)
_ASK = "Ask where it comes from, and open a copy from a source you trust"
_TELLING = {
    "GENERATED": "a column that computes",
    "CHECK": "a check of its own",
    "WHERE": "an index with a condition",
    "ROWID": "rows without numbers",
    "COLLATE": "an order of its own",
    "REFERENCES": "references of its own",
    "AUTOINCREMENT": "numbers of its own",
    "DEFAULT": "values of its own",
}

Part = tuple[str, str]
"""Kind and name."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column as a version has it: its type, whether it may be empty, whether added later."""

    name: str
    kind: str
    optional: bool
    added: bool
    rowid: bool


def fresh(version: int) -> Database:
    """An empty dossier file of a version, in memory; the caller closes it."""
    connection = driver().connect(":memory:")
    from sqlite_utils import Database

    database = Database(connection, recursive_triggers=False, execute_plugins=False)
    for step in MIGRATIONS[:version]:
        with database.atomic():
            step(database)
    database.execute(f"PRAGMA user_version={version}")
    return database


@cache
def shapes(version: int) -> Mapping[str, tuple[Column, ...]]:
    """The columns of every table of a version, in their order in the file."""
    database = fresh(version)
    try:
        found: dict[str, tuple[Column, ...]] = {}
        for (table,) in database.execute("SELECT name FROM sqlite_schema WHERE type = 'table'"):
            columns = database.execute(
                'SELECT name, type, "notnull", dflt_value, pk FROM pragma_table_info(?)', [table]
            )
            found[table] = tuple(
                Column(name, kind, not needed, default is not None, bool(pk) and kind == "INTEGER")
                for name, kind, needed, default, pk in columns
            )
        return found
    finally:
        database.close()


def refuse_other_schema(database: Database, path: Path, version: int) -> None:
    """Raise DamagedFile unless the schema is the one that the migrations to `version` make."""
    count = database.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]
    if count > MOST_PARTS:
        raise DamagedFile(path, f"holds {count:,} tables and the like, which no dossier does", _ASK)
    expected, found = _expected(version), _parts(database)
    for (kind, name), (table, statement) in found.items():
        if (kind, name) not in expected:
            what = "virtual table" if statement[:2] == ("CREATE", "VIRTUAL") else kind
            raise DamagedFile(
                path,
                f"holds a {what} ({name[:60]}), which no dossier does; "
                "somebody has tampered with it",
                _ASK,
            )
        if expected[kind, name] != (table, statement):
            raise DamagedFile(
                path,
                f"has a {kind} ({name[:60]}) that is not as the program makes it"
                f"{_difference(expected[kind, name][1], statement)}; somebody has tampered with it",
                _ASK,
            )
    for kind, name in expected.keys() - found.keys():
        raise DamagedFile(path, f"has lost its {kind} {name}", "Repair it, or open a copy of it")
    if count != len(found):
        raise DamagedFile(path, "names a table twice", _ASK)


@cache
def beginnings(version: int) -> Mapping[int, tuple[str, str]]:
    """Kind and table by the page at which it begins, in a file built anew."""
    database = fresh(version)
    try:
        rows = database.execute("SELECT rootpage, type, tbl_name FROM sqlite_schema")
        return {page: (str(kind), str(table)) for page, kind, table in rows}
    finally:
        database.close()


@cache
def _expected(version: int) -> Mapping[Part, tuple[str, tuple[str, ...]]]:
    database = fresh(version)
    try:
        return _parts(database)
    finally:
        database.close()


def _parts(database: Database) -> dict[Part, tuple[str, tuple[str, ...]]]:
    rows = database.execute("SELECT type, name, tbl_name, sql FROM sqlite_schema")
    return {
        (str(kind), str(name)): (str(table), _tokens(sql or "")) for kind, name, table, sql in rows
    }


def _tokens(sql: str) -> tuple[str, ...]:
    return tuple(_plain(token) for token in _TOKEN.findall(sql))


def _plain(token: str) -> str:
    if token[0] in '"[`':
        return f'"{token[1:-1].casefold()}"'
    return token if token[0] == "'" else token.upper()


def _difference(expected: tuple[str, ...], found: tuple[str, ...]) -> str:
    for token, words in _TELLING.items():
        if found.count(token) > expected.count(token):
            return f" (it has {words})"
    return ""
