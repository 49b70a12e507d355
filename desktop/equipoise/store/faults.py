"""From the errors of SQLite and the system to the plain words of `errors`."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from equipoise.store.engine import driver
from equipoise.store.errors import (
    DamagedFile,
    FileInUse,
    ReadOnlyMedium,
    SaveFailed,
    StoreError,
    UnreadableFile,
)
from equipoise.store.holder import holder_of


class _Code:
    """Result codes of SQLite, https://www.sqlite.org/rescode.html."""

    PERM = 3
    BUSY = 5
    LOCKED = 6
    READONLY = 8
    IOERR = 10
    CORRUPT = 11
    FULL = 13
    CANTOPEN = 14
    TOOBIG = 18
    NOTADB = 26


_READ_ONLY_ERRNOS = (errno.EACCES, errno.EPERM, errno.EROFS)

_KEPT = "the file still holds everything saved before"
_UNWRITABLE = "the file or its folder cannot be written to"
_REMEDY = "Copy it to a folder that can be written to, or open it for reading only"


@contextmanager
def plain_errors(path: Path, *, saving: bool) -> Iterator[None]:
    """Turn errors of SQLite and the system inside the block into a StoreError about `path`."""
    try:
        yield
    except UnicodeEncodeError as error:
        raise SaveFailed(
            path,
            f"a text holds the character {error.object[error.start]!r}, which cannot be stored; "
            f"{_KEPT}",
            "Remove the character",
        ) from error
    except UnicodeDecodeError as error:
        raise DamagedFile(path, "a text in it cannot be read", _restore()) from error
    except OSError as error:
        raise system_fault(path, error, saving=saving) from error
    except driver().Error as error:
        code = getattr(error, "sqlite_errorcode", 0)
        raise _sqlite_fault(path, code, _without_quotations(str(error)), saving) from error


def _without_quotations(text: str) -> str:
    """What SQLite says, without what it quotes from the file: that may be anything."""
    if text.startswith("Could not decode to UTF-8"):
        return "a text in it is not in UTF-8"
    return "malformed database schema" if text.startswith("malformed database schema") else text


def system_fault(path: Path, error: OSError, *, saving: bool) -> StoreError:
    """The StoreError for an error of the operating system."""
    reason = error.strerror or str(error)
    if not saving:
        return UnreadableFile(path, f"cannot be read: {reason}", "Check the name and your rights")
    if error.errno in _READ_ONLY_ERRNOS:
        return ReadOnlyMedium(
            path, f"cannot be written to: {reason}", "Choose a folder that you may write to"
        )
    if error.errno == errno.ENOENT:
        return SaveFailed(path, "the folder is not there", "Choose a folder that exists")
    return SaveFailed(path, f"could not be written: {reason}", "Free some space or choose another")


def _restore() -> str:
    return "Open a copy from before the damage, or one exported as JSON"


def _sqlite_fault(path: Path, code: int, text: str, saving: bool) -> StoreError:
    match code & 0xFF:
        case _Code.BUSY | _Code.LOCKED:
            who = holder_of(path) or "in another window or program"
            return FileInUse(
                path, f"is open already {who}", "Close it there first, or open it for reading only"
            )
        case _Code.PERM | _Code.READONLY:
            return ReadOnlyMedium(path, _UNWRITABLE, _REMEDY)
        case _Code.CANTOPEN:
            if saving:
                return ReadOnlyMedium(path, _UNWRITABLE, _REMEDY)
            return UnreadableFile(path, "cannot be opened", "Check the name and your rights")
        case _Code.CORRUPT | _Code.NOTADB:
            return DamagedFile(path, f"is damaged ({text})", _restore())
        case _Code.FULL:
            return SaveFailed(
                path, f"the disk is full; {_KEPT}", "Free some space, then save again"
            )
        case _Code.TOOBIG:
            return SaveFailed(path, f"a text is too long to be stored; {_KEPT}", "Shorten it")
        case _ if saving:
            return SaveFailed(
                path,
                f"could not be saved ({text}); {_KEPT}",
                "Check the disk, save again or save a copy elsewhere",
            )
        case _Code.IOERR:
            return UnreadableFile(
                path, f"cannot be read from its disk ({text})", "Check the disk or the network"
            )
        case _:
            return DamagedFile(path, f"cannot be read ({text})", _restore())
