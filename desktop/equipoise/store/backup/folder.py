"""The folder with the backups of one dossier: their names, looking into them, removing them.

The name of a backup is its time and the name of the folder an identifier: neither tells anything of
the dossier.
"""

from __future__ import annotations

import hashlib
import re
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from equipoise.store.backup.retention import kept
from equipoise.store.building import locked
from equipoise.store.errors import PassphraseNeeded
from equipoise.store.header import SUFFIX, check_header
from equipoise.store.key import Key
from equipoise.store.migrations import newest_version
from equipoise.store.own_files import COMPANIONS
from equipoise.store.private_copy import PrivateCopy
from equipoise.store.whole_file import wipe

if TYPE_CHECKING:
    from sqlite_utils import Database

UNFINISHED = ".tmp"

_FORM = "%Y%m%dT%H%M%S.%fZ"
_IDENTIFIER = re.compile(r"[0-9a-f]{32}")
_PLAIN = b"SQLite format 3\0"
_GIVEN_UP = 24 * 3600.0
"""Seconds after which nobody writes at an unfinished backup any more."""


@dataclass(frozen=True, slots=True)
class Backup:
    """One backup: its file, when it was made (UTC), bytes, why it is kept, whether it is protected.

    `kind` is recent, daily, weekly or monthly; "" for one that the next backup will remove.
    """

    path: Path
    when: datetime
    size: int
    kind: str
    protected: bool


def name_for(first_edit_id: str) -> str:
    """The name of the folder for the backups of a dossier."""
    if _IDENTIFIER.fullmatch(first_edit_id):
        return first_edit_id
    return hashlib.sha256(first_edit_id.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def free_name(folder: Path) -> Path:
    """Where a backup made now goes."""
    when = datetime.now(UTC)
    while (place := folder / f"{when.strftime(_FORM)}{SUFFIX}").exists():
        when += timedelta(microseconds=1)
    return place


def backups_in(folder: Path) -> tuple[Backup, ...]:
    """The backups in a folder, newest first; none if it is not there. Raises OSError."""
    try:
        paths = {when: path for path in folder.iterdir() if (when := _time(path))}
    except FileNotFoundError:
        return ()
    kinds = dict(kept(tuple(paths), datetime.now(UTC)))
    found = []
    for when in sorted(paths, reverse=True):
        with suppress(FileNotFoundError):  # Another program has just removed it.
            state = paths[when].lstat()
            if stat.S_ISREG(state.st_mode):
                protected = not is_plain(paths[when])
                kind = kinds.get(when, "")
                found.append(Backup(paths[when], when, state.st_size, kind, protected))
    return tuple(found)


@contextmanager
def opened(backup: Backup, key: Key | None) -> Iterator[Database]:
    """A database connection to a private copy of a backup. Raises StoreError."""
    copy = PrivateCopy(backup.path, companions=False)
    try:
        protected = check_header(backup.path, newest_version())
        if protected and key is None:
            raise PassphraseNeeded(
                backup.path, "is protected with a passphrase", "Give the passphrase to look into it"
            )
        database = locked(copy.path, backup.path, key if protected else None)
        try:
            yield database
        finally:
            database.close()
    finally:
        copy.remove()


def is_plain(path: Path) -> bool:
    """Whether a file is an unprotected database. Raises OSError."""
    with path.open("rb") as file:
        return file.read(len(_PLAIN)) == _PLAIN


def forget_unprotected(folder: Path) -> tuple[int, list[OSError]]:
    """Overwrite and delete the unprotected backups in a folder, finished or not.

    Returns how many finished ones there were, and what hindered removing others.
    """
    count = 0
    faults: list[OSError] = []
    try:
        paths = list(folder.iterdir())
    except FileNotFoundError:
        return 0, []
    except OSError as error:
        return 0, [error]
    for path in paths:
        try:
            finished = _time(path) is not None
            if (finished or UNFINISHED in path.name) and is_plain(path):
                wipe(path)
                count += finished
        except FileNotFoundError:
            continue
        except OSError as error:
            faults.append(error)
    return count, faults


def forget_unfinished(folder: Path) -> None:
    """Delete what programs that were killed left unfinished; what cannot be deleted stays."""
    with suppress(OSError):
        for path in folder.iterdir():
            unfinished = path.name.startswith(".") and UNFINISHED in path.name
            if unfinished and path.lstat().st_mtime < time.time() - _GIVEN_UP:
                path.unlink(missing_ok=True)


def forget(unfinished: Path, *, overwritten: bool) -> None:
    """Delete an unfinished backup, if it is there, with what SQLite left beside it.

    Its bytes are overwritten first if `overwritten` and it is unprotected. What cannot be deleted
    stays.
    """
    for ending in ("", *COMPANIONS):
        path = unfinished.with_name(unfinished.name + ending)
        with suppress(OSError):
            if overwritten and is_plain(path):
                wipe(path)
            path.unlink(missing_ok=True)


def _time(path: Path) -> datetime | None:
    if path.suffix != SUFFIX:
        return None
    try:
        return datetime.strptime(path.stem, _FORM).replace(tzinfo=UTC)
    except ValueError:
        return None
