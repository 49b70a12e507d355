"""A fresh dossier file, written row by row from typed contents; and files made ready to be read.

Whatever leaves or enters the house is built this way: what is built holds no deleted pages, no
parts of another file's schema, and nothing that was not checked.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from equipoise.store.contents import (
    Contents,
    check_soundness,
    read_contents,
    refuse_foreign_parts,
    write_all,
)
from equipoise.store.engine import connect, driver, pragma
from equipoise.store.errors import DamagedFile, SaveFailed
from equipoise.store.faults import plain_errors
from equipoise.store.header import APPLICATION_ID, check_origin, refuse_newer
from equipoise.store.key import Key
from equipoise.store.key_check import refusal
from equipoise.store.migrations import migrate, newest_version

if TYPE_CHECKING:
    from sqlite_utils import Database


def build(path: Path, contents: Contents, key: Key | None) -> None:
    """Write a new file that only its owner may read, then read it again and compare.

    The caller has chosen a name that is free, and puts the file in its place. Raises the driver's
    errors and OSError, and SaveFailed if it does not read as it was written.
    """
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    database = connect(path, "rw", key)
    try:
        database.execute(f"PRAGMA application_id={APPLICATION_ID}")
        migrate(database)
        with database.atomic():
            write_all(database, contents)
    finally:
        database.close()
    if read_built(path, key) != contents:
        raise SaveFailed(path, "does not read as it was written", "Try another disk")


def read_built(path: Path, key: Key | None) -> Contents:
    """All that a fresh or private file holds: nobody else has it open, and it may be changed.

    It is checked as a file from anywhere, and migrated. Raises StoreError.
    """
    with plain_errors(path, saving=False):
        database = locked(path, path, key)
        try:
            check(database, path)
            return read_contents(database, path)
        finally:
            database.close()


def locked(place: Path, told: Path, key: Key | None) -> Database:
    """A connection to `place` that has it to itself; errors speak of `told`.

    Rolls back what a killed program left half written. Raises WrongPassphrase or DamagedFile where
    the key does not open it, FileInUse, ReadOnlyMedium, or another StoreError.
    """
    with plain_errors(told, saving=True):
        try:
            return _alone(place, key)
        except driver().DatabaseError as error:
            if key is not None and getattr(error, "sqlite_errorname", "") == "SQLITE_NOTADB":
                raise refusal(place, told, key) from error
            raise


def _alone(place: Path, key: Key | None) -> Database:
    database = connect(place, "rw", key)
    try:
        # Takes the lock, which the locking mode then keeps until the file is closed.
        database.execute("BEGIN EXCLUSIVE")
        # A file or folder that cannot be written to shows itself now, not at the first save.
        database.execute(f"PRAGMA user_version={pragma(database, 'user_version')}")
        database.execute("ROLLBACK")
    except BaseException:
        database.close()
        raise
    return database


def check(database: Database, path: Path) -> None:
    """Refuse what is no sound dossier file of this version or an older one; migrate the older.

    Raises NotADossierFile, NewerVersion or DamagedFile.
    """
    check_origin(path, pragma(database, "application_id"))
    version = pragma(database, "user_version")
    refuse_newer(path, version, newest_version())
    if version < 1:
        raise DamagedFile(path, "was never finished", "Open another copy of it")
    check_soundness(database, path)
    refuse_foreign_parts(database, path)
    if version < newest_version():
        migrate(database)
