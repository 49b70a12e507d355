"""A dossier file: one SQLite file, open from `open` to `close`, every save one transaction."""

from __future__ import annotations

import os
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Self

from equipoise.dossier.difference import difference
from equipoise.dossier.dossier import Dossier
from equipoise.dossier.validation import validated
from equipoise.store import open_files
from equipoise.store.contents import (
    check_soundness,
    read_all,
    refuse_foreign_parts,
    write_all,
    write_changes,
)
from equipoise.store.engine import connect, copy_in_memory, driver, pragma
from equipoise.store.errors import (
    DamagedFile,
    FileExists,
    FileInUse,
    ReadOnlyMedium,
    SaveFailed,
)
from equipoise.store.faults import plain_errors
from equipoise.store.header import APPLICATION_ID, check_header, is_database, refuse_newer
from equipoise.store.journal import JournalEntry, read_entries, write_entries
from equipoise.store.migrations import migrate, newest_version
from equipoise.store.whole_file import name_beside, replace_whole

if TYPE_CHECKING:
    from sqlite_utils import Database

CAUGHT_UP = "Earlier changes that were not saved at once"
_COMPANIONS = ("-journal", "-wal", "-shm")


class DossierFile:
    """An open dossier file; a context manager that closes it. Safe to use from several threads."""

    def __init__(
        self,
        path: Path,
        database: Database,
        dossier: Dossier,
        claimed: open_files.Identity | None,
        *,
        read_only: bool,
    ) -> None:
        """For `open` and `create`, which prepare the parts."""
        self._path = path
        self._database = database
        self._dossier = dossier
        self._claimed = claimed
        self._read_only = read_only
        self._in_doubt = False
        self._open = True
        self._guard = threading.RLock()

    @classmethod
    def create(cls, path: Path, dossier: Dossier, *, overwrite: bool = False) -> Self:
        """Make a new file, whole or not at all, and open it.

        Raises FileExists unless `overwrite`, FileInUse, ReadOnlyMedium, SaveFailed, and
        InvalidDossier for a dossier that is not in order.
        """
        validated(dossier)
        place = Path(os.path.realpath(path))
        _refuse_taken(path, place, overwrite=overwrite)
        if not place.parent.is_dir():
            raise SaveFailed(path, "the folder is not there", "Choose a folder that exists")
        beside = name_beside(place)
        with plain_errors(path, saving=True):
            try:
                _build(beside, dossier)
                if not overwrite and place.exists():
                    raise _exists(path)
                for ending in _COMPANIONS:
                    # A journal left behind by another file would be played back into this one.
                    place.with_name(place.name + ending).unlink(missing_ok=True)
                replace_whole(beside, place)
            finally:
                for ending in ("", *_COMPANIONS):
                    beside.with_name(beside.name + ending).unlink(missing_ok=True)
        return cls.open(path)

    @classmethod
    def open(cls, path: Path, *, read_only: bool = False) -> Self:
        """Open a file and read its dossier; an older file is migrated (in memory, if read only).

        A file opened for writing is locked against every other program until it is closed. Raises
        a StoreError that says what is wrong with the file.
        """
        claimed = open_files.claim(path)
        try:
            check_header(path, newest_version())
            with plain_errors(path, saving=False):
                database = _opened_for_reading(path) if read_only else _opened_for_writing(path)
                try:
                    database, dossier = _checked(database, path, read_only=read_only)
                except BaseException:
                    database.close()
                    raise
        except BaseException:
            open_files.give_back(claimed)
            raise
        return cls(path, database, dossier, claimed, read_only=read_only)

    @property
    def path(self) -> Path:
        """Where the file is, as it was named when opened."""
        return self._path

    @property
    def read_only(self) -> bool:
        """Whether the file may be looked at only."""
        return self._read_only

    @property
    def dossier(self) -> Dossier:
        """The dossier as the file holds it: as read when opened, then as last saved."""
        return self._dossier

    def save(self, before: Dossier, after: Dossier, action: str) -> None:
        """Write what leads from `before` to `after` with its journal entries, all or nothing.

        When it returns, the change survives a crash. If the file does not hold `before` (an
        earlier save failed), what leads there is written and entered first. `after` must be in
        order. Raises SaveFailed, ReadOnlyMedium or DamagedFile; the file is then as it was.
        """
        with self._guard:
            if self._read_only:
                raise ReadOnlyMedium(
                    self._path, "is open for reading only", "Save a copy under another name"
                )
            self._refuse_moved()
            with plain_errors(self._path, saving=True):
                if self._in_doubt:
                    self._dossier = read_all(self._database, self._path)
                self._in_doubt = True
                with self._database.atomic():
                    self._write(self._dossier, before, CAUGHT_UP)
                    self._write(before, after, action)
                self._in_doubt = False
            self._dossier = after

    def journal(self, limit: int | None = None) -> list[JournalEntry]:
        """The latest entries of the journal, newest first; all of them without a limit."""
        with self._guard, plain_errors(self._path, saving=False):
            return read_entries(self._database, limit)

    def close(self) -> None:
        """Give the file free. Closing twice does no harm."""
        with self._guard:
            if self._open:
                self._open = False
                self._database.close()
                open_files.give_back(self._claimed)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _write(self, before: Dossier, after: Dossier, action: str) -> None:
        found = difference(before, after)
        if found:
            write_changes(self._database, after, found)
            write_entries(self._database, before, after, found, action)

    def _refuse_moved(self) -> None:
        if open_files.identity(self._path) != self._claimed:
            raise SaveFailed(
                self._path,
                "has been moved, replaced or deleted since it was opened",
                "Save a copy under another name",
            )


def _exists(path: Path) -> FileExists:
    return FileExists(path, "is there already", "Choose another name")


def _refuse_taken(path: Path, place: Path, *, overwrite: bool) -> None:
    """Refuse to replace a file that is not to be replaced, or that anybody has open."""
    if not place.exists():
        return
    if not overwrite:
        raise _exists(path)
    open_files.refuse_open(place)
    if not is_database(place):
        return
    try:
        database = connect(place, "rw")
        try:
            database.execute("BEGIN EXCLUSIVE")
        finally:
            database.close()
    except driver().OperationalError as error:
        if error.sqlite_errorname == "SQLITE_BUSY":
            raise FileInUse(
                path, "is open in another window or program", "Close it there first"
            ) from error
    except driver().DatabaseError:
        return  # Damaged; it is to be replaced.


def _build(beside: Path, dossier: Dossier) -> None:
    database = connect(beside, "rwc")
    try:
        database.execute(f"PRAGMA application_id={APPLICATION_ID}")
        migrate(database)
        with database.atomic():
            write_all(database, dossier)
    finally:
        database.close()


def _opened_for_writing(path: Path) -> Database:
    with plain_errors(path, saving=True):
        database = connect(path, "rw")
        try:
            # Takes the lock, which the locking mode then keeps until the file is closed, and rolls
            # back what a killed program left half written.
            database.execute("BEGIN EXCLUSIVE")
            # A file or folder that cannot be written to shows itself now, not at the first save.
            database.execute(f"PRAGMA user_version={pragma(database, 'user_version')}")
            database.execute("ROLLBACK")
        except BaseException:
            database.close()
            raise
        return database


def _opened_for_reading(path: Path) -> Database:
    """A connection that only reads; a save that was cut off is rolled back first if need be."""
    database = connect(path, "ro")
    try:
        pragma(database, "schema_version")
    except driver().OperationalError as error:
        database.close()
        journal = Path(f"{os.path.realpath(path)}-journal")
        if error.sqlite_errorname == "SQLITE_BUSY" or not journal.exists():
            raise
        try:
            _opened_for_writing(path).close()
        except ReadOnlyMedium as refusal:
            raise ReadOnlyMedium(
                path,
                "was not closed in order and must be put right before it can be read, but it "
                "cannot be written to",
                "Copy it together with its -journal file to a folder that can be written to",
            ) from refusal
        return connect(path, "ro")
    except BaseException:
        database.close()
        raise
    return database


def _checked(database: Database, path: Path, *, read_only: bool) -> tuple[Database, Dossier]:
    version = pragma(database, "user_version")
    refuse_newer(path, version, newest_version())
    if version < 1:
        raise DamagedFile(path, "was never finished", "Open another copy of it")
    check_soundness(database, path)
    refuse_foreign_parts(database, path)
    if version < newest_version():
        if read_only:
            original, database = database, copy_in_memory(database)
            original.close()
        migrate(database)
    return database, read_all(database, path)
