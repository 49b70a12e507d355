"""Rows out of a damaged file, page by page.

The pages that can be read are put, each at its place, into a file whose first page is sound, and
the only table of that file is made to begin at one page after the other. So every row is found that
stands on a readable page, whatever became of the pages that lead there; and of a protected file the
pages that do not answer to the key are passed over. What holds for pages is told in
https://www.sqlite.org/fileformat.html, section 1.6.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from equipoise.store.engine import connect, driver
from equipoise.store.header import PAGE
from equipoise.store.key import Key
from equipoise.store.key_check import genuine_pages

if TYPE_CHECKING:
    from sqlite_utils import Database

WIDEST = 40
"""Columns of the widest table of any version, and some to spare."""

UNREADABLE = object()
"""Stands for a value whose part of the file cannot be read."""

_LEAF = "leaf"
_IDS = "ids"
_STEPS_A_PAGE = 400
"""Thousands of steps after which a page is given up: it leads in circles."""

_FILL = 2**20


@dataclass(frozen=True, slots=True)
class RawRow:
    """A row as it stands on a page: its number and its values, without names."""

    number: int
    values: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class RawPage:
    """What one page holds: rows of a table, or entries of an index with the rows' numbers."""

    place: int
    rows: tuple[RawRow, ...] = ()
    entries: tuple[tuple[Any, int], ...] = ()
    broken: bool = False


def readable_pages(path: Path, key: Key | None) -> list[bool]:
    """For every page of a closed file whether it can be had; a protected one answers to the key."""
    if key is not None:
        return list(genuine_pages(path, key))
    return [True] * -(-path.stat().st_size // PAGE)


def raw_pages(path: Path, aside: Path, key: Key | None, readable: list[bool]) -> Iterator[RawPage]:
    """What every page of a file holds, a file `aside` being written for it; errors are skipped."""
    _splice(path, aside, key, readable)
    database = connect(aside, "rw", key)
    try:
        connection: Any = database.conn
        connection.text_factory = _text
        for setting in ("cell_size_check=OFF", "writable_schema=ON", "synchronous=OFF"):
            database.execute(f"PRAGMA {setting}")
        for place in range(1, len(readable) + 1):
            if readable[place - 1] and place > 1:
                yield _page(database, place)
    finally:
        database.close()


def _text(raw: bytes) -> str:
    return raw.decode("utf-8", "surrogateescape")


def _splice(path: Path, aside: Path, key: Key | None, readable: list[bool]) -> None:
    """A sound file of as many pages, all free and zero, with the readable ones put at their places.

    A text that runs over a page that cannot be read so ends in zeros or in an error, and never in
    what stands elsewhere.
    """
    columns = ", ".join(f"c{number}" for number in range(WIDEST))
    database = connect(aside, "rwc", key)
    try:
        database.execute("PRAGMA synchronous=OFF")
        database.execute(f"CREATE TABLE {_LEAF} ({columns})")
        database.execute(f"CREATE TABLE {_IDS} (id, row, PRIMARY KEY (id, row)) WITHOUT ROWID")
        database.execute("CREATE TABLE fill (x)")
        with database.atomic():
            for _ in range(len(readable) * PAGE // _FILL + 2):
                database.execute("INSERT INTO fill VALUES (zeroblob(?))", [_FILL])
        database.execute("DROP TABLE fill")
    finally:
        database.close()
    with path.open("rb") as source, aside.open("rb+") as target:
        for place, good in enumerate(readable):
            page = source.read(PAGE)
            if good and place:
                target.seek(place * PAGE)
                target.write(page.ljust(PAGE, b"\0") if key is None else page)


def _page(database: Database, place: int) -> RawPage:
    rows, broken = _rows(database, place)
    if rows or broken:
        return RawPage(place, rows=rows, broken=broken)
    return RawPage(place, entries=_entries(database, place))


def _rows(database: Database, place: int) -> tuple[tuple[RawRow, ...], bool]:
    """The rows of a page, and whether some of it could not be read."""
    _begin_at(database, _LEAF, place)
    with _Bounded(database):
        try:
            found = database.execute(f"SELECT rowid, * FROM {_LEAF}").fetchall()
            return tuple(RawRow(number, tuple(values)) for number, *values in found), False
        except driver().Error:
            numbers = _numbers(database)
    return tuple(_row(database, number) for number in numbers), bool(numbers)


def _numbers(database: Database) -> list[int]:
    """The numbers of the rows that can be reached from either end of the page."""
    found: dict[int, None] = {}
    for order in ("", "DESC"):
        try:
            for (number,) in database.execute(f"SELECT rowid FROM {_LEAF} ORDER BY rowid {order}"):
                found[number] = None
        except driver().Error:
            continue
    return sorted(found)


def _row(database: Database, number: int) -> RawRow:
    """A row value by value, as far as it can be read."""
    values: list[Any] = []
    for column in range(WIDEST):
        try:
            found = database.execute(
                f"SELECT c{column} FROM {_LEAF} WHERE rowid = ?", [number]
            ).fetchone()
            values.append(UNREADABLE if found is None else found[0])
        except driver().Error:
            values.append(UNREADABLE)
    return RawRow(number, tuple(values))


def _entries(database: Database, place: int) -> tuple[tuple[Any, int], ...]:
    _begin_at(database, _IDS, place)
    found: list[tuple[Any, int]] = []
    with _Bounded(database):
        try:
            for row_id, number in database.execute(f"SELECT id, row FROM {_IDS}"):
                if isinstance(number, int):
                    found.append((row_id, number))
        except driver().Error:
            return tuple(found)
    return tuple(found)


def _begin_at(database: Database, table: str, place: int) -> None:
    with database.atomic():
        database.execute(f"UPDATE sqlite_schema SET rootpage = {place} WHERE name = '{table}'")
    database.execute("PRAGMA writable_schema=RESET")
    database.execute("PRAGMA writable_schema=ON")


class _Bounded:
    """Stops what a page that leads in circles would never end."""

    def __init__(self, database: Database) -> None:
        self._connection: Any = database.conn
        self._left = _STEPS_A_PAGE

    def __enter__(self) -> None:
        self._connection.set_progress_handler(self._tick, 1000)

    def __exit__(self, *_: object) -> None:
        self._connection.set_progress_handler(None, 0)

    def _tick(self) -> int:
        self._left -= 1
        return int(self._left < 0)
