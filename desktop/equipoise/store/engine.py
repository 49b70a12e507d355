"""The one SQLite library of the process, and connections with the settings a dossier needs."""

from __future__ import annotations

import importlib
import os
import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import quote_from_bytes

if TYPE_CHECKING:
    from sqlite_utils import Database

    from equipoise.store.key import Key

Mode = Literal["ro", "rw", "rwc"]

_SAFE_READING = (
    # A file from elsewhere is not trusted to run anything or to be well formed.
    "trusted_schema=OFF",
    "cell_size_check=ON",
    # Nothing is spilled to temporary files.
    "temp_store=MEMORY",
)
_SAFE_WRITING = (
    # The lock of an open dossier is held until it is closed, also between two saves.
    "locking_mode=EXCLUSIVE",
    # One file that travels, and no acknowledged save lost when the power fails.
    "journal_mode=DELETE",
    "synchronous=EXTRA",
    # What was deleted is overwritten.
    "secure_delete=ON",
    # Rows are checked as a whole dossier, in no particular order, before they are written.
    "foreign_keys=OFF",
)


@cache
def driver() -> Any:
    """The DB-API module of sqlcipher3, made the one that sqlite_utils builds on.

    sqlite_utils prefers a module named pysqlite3, and names the standard library's sqlite3 in one
    annotation; both names point to sqlcipher3 while it is imported, so that no second SQLite
    library is loaded whose locks and exceptions would be strangers to the first.
    """
    sqlcipher3 = importlib.import_module("sqlcipher3")
    dbapi2 = importlib.import_module("sqlcipher3.dbapi2")
    sys.modules["pysqlite3"] = sqlcipher3
    sys.modules["pysqlite3.dbapi2"] = dbapi2
    standard = sys.modules.get("sqlite3")
    sys.modules["sqlite3"] = sqlcipher3
    try:
        sqlite_utils = importlib.import_module("sqlite_utils.db")
    finally:
        if standard is None:
            del sys.modules["sqlite3"]
        else:
            sys.modules["sqlite3"] = standard
    if sqlite_utils.OperationalError is not dbapi2.OperationalError:
        raise RuntimeError("sqlite_utils was imported before the store and uses another SQLite")
    return dbapi2


def connect(path: Path, mode: Mode, key: Key | None = None) -> Database:
    """A connection that waits for no lock; with a key to a protected file.

    The caller closes it; errors are the driver's own.
    """
    connection = driver().connect(
        f"{_address(path)}?mode={mode}", uri=True, timeout=0, check_same_thread=False
    )
    try:
        database = _wrapped(connection)
        # SQLCipher would write what it meets to the standard error output.
        database.execute("PRAGMA cipher_log_level=NONE")
        if key is not None:
            database.execute(f"PRAGMA key={key.literal()}")
        writing = ("query_only=ON",) if mode == "ro" else _SAFE_WRITING
        for setting in _SAFE_READING + writing:
            database.execute(f"PRAGMA {setting}")
    except BaseException:
        connection.close()
        raise
    return database


def pragma(database: Database, name: str) -> Any:
    """The value of a PRAGMA."""
    return database.execute(f"PRAGMA {name}").fetchone()[0]


def _wrapped(connection: Any) -> Database:
    return _database_class()(connection, recursive_triggers=False, execute_plugins=False)


@cache
def _database_class() -> type[Database]:
    from sqlite_utils import Database

    class Sure(Database):
        """Knows what the SQLite of sqlcipher3 can do.

        sqlite_utils finds out by making a table in the file, and takes any error for a no. An error
        of the disk at that moment would end the transaction around it unnoticed, and what follows
        would be committed statement by statement.
        """

        @property
        def supports_strict(self) -> bool:
            return True

        @property
        def supports_on_conflict(self) -> bool:
            return True

    return Sure


def _address(path: Path) -> str:
    """A file: address that keeps ?, #, % in names, drive letters and network shares intact."""
    place = path.absolute().as_posix()
    slash = "" if place.startswith("/") else "/"
    return f"file://{slash}{quote_from_bytes(os.fsencode(place), safe='/:')}"
