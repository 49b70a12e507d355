"""Whether a file may be replaced by another."""

from __future__ import annotations

from pathlib import Path

from equipoise.store import open_files
from equipoise.store.engine import connect, driver
from equipoise.store.errors import FileExists, FileInUse
from equipoise.store.header import is_dossier_file
from equipoise.store.holder import holder_of
from equipoise.store.whole_file import refuse_no_file


def refuse_taken(path: Path, place: Path, *, overwrite: bool) -> None:
    """Refuse to replace a file that is not to be replaced, or that anybody has open.

    Raises FileExists, FileInUse or SaveFailed, which speak of `path`; `place` is where that leads.
    """
    if not place.exists():
        return
    if not overwrite:
        raise FileExists(path, "is there already", "Choose another name")
    open_files.refuse_open(place)
    refuse_no_file(path)
    if not is_dossier_file(place):
        return
    try:
        database = connect(place, "rw")
        try:
            # The lock comes before the first page is read, so that a protected file tells as well.
            database.execute("BEGIN EXCLUSIVE")
        finally:
            database.close()
    except driver().OperationalError as error:
        if getattr(error, "sqlite_errorname", "") == "SQLITE_BUSY":
            who = holder_of(place) or "in another window or program"
            raise FileInUse(path, f"is open already {who}", "Close it there first") from error
    except driver().DatabaseError:
        return  # Protected or damaged, and nobody's; it is to be replaced.
