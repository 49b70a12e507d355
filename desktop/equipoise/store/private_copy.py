"""A copy of a file that only this program sees, to look at without touching the file itself."""

from __future__ import annotations

import os
import re
import shutil
import stat
import tempfile
import time
from contextlib import suppress
from pathlib import Path

from equipoise.store import open_files
from equipoise.store.errors import FileInUse, FileTooLarge
from equipoise.store.faults import system_fault
from equipoise.store.own_files import COMPANIONS
from equipoise.store.whole_file import wipe

LARGEST = 2**30
"""Bytes that a dossier file may have; the largest that the program is made for has some 0.1 GB."""

_PREFIX = "equipoise-"
_NAME = re.compile(rf"{_PREFIX}(\d+)-\w+")
_GIVEN_UP = 24 * 3600.0
"""Seconds after which nobody looks at a copy any more, where programs cannot be asked for."""

_PATIENCE = 3.0
"""Seconds to wait for a moment in which another program does not write."""


class PrivateCopy:
    """A folder of one's own with a copy of a file in it; `remove` when done.

    With `companions`, what SQLite left beside the file is copied along, so that an edit cut off is
    rolled back in the copy. Raises UnreadableFile, FileTooLarge, or FileInUse if another program
    writes without pause. The copy of a protected file is as protected as the file.
    """

    def __init__(self, path: Path, *, companions: bool) -> None:
        open_files.refuse_open(path)
        place = Path(os.path.realpath(path))
        forget_left_behind()
        self._folder = Path(tempfile.mkdtemp(prefix=f"{_PREFIX}{os.getpid()}-"))
        self.path = self._folder / "copy.equipoise"
        try:
            sources = {place: self.path}
            if companions:
                for ending in COMPANIONS[:1]:
                    sources[place.with_name(place.name + ending)] = self.path.with_name(
                        self.path.name + ending
                    )
            self._copy(path, sources)
        except OSError as error:
            self.remove()
            raise system_fault(path, error, saving=False) from error
        except BaseException:
            self.remove()
            raise

    def remove(self) -> None:
        """Delete the copy. Twice does no harm."""
        shutil.rmtree(self._folder, ignore_errors=True)

    def _copy(self, path: Path, sources: dict[Path, Path]) -> None:
        end = time.monotonic() + _PATIENCE
        while True:
            before = _states(sources)
            if (before[0] or (0, 0))[0] > LARGEST:
                raise FileTooLarge(
                    path,
                    f"is larger than {LARGEST // 2**30} GB, which no dossier is",
                    "Choose a dossier file (.equipoise)",
                )
            for source, target in sources.items():
                target.unlink(missing_ok=True)
                if source == next(iter(sources)) or source.exists():
                    shutil.copyfile(source, target)
            if _states(sources) == before:
                return
            if time.monotonic() > end:
                raise FileInUse(path, "is being written to all the time", "Try again in a moment")


def forget_left_behind() -> None:
    """Overwrite and delete the copies of programs that were killed; what cannot be stays."""
    with suppress(OSError):
        for entry in os.scandir(tempfile.gettempdir()):
            made = _NAME.fullmatch(entry.name)
            with suppress(OSError):
                if made and _is_forsaken(entry, int(made[1])):
                    for left in Path(entry.path).iterdir():
                        wipe(left)
                    Path(entry.path).rmdir()


def _is_forsaken(entry: os.DirEntry[str], maker: int) -> bool:
    state = entry.stat(follow_symlinks=False)
    if not stat.S_ISDIR(state.st_mode):
        return False
    if os.name != "posix":
        return state.st_mtime < time.time() - _GIVEN_UP
    if state.st_uid != os.getuid():
        return False
    try:
        os.kill(maker, 0)  # Only asks whether that program still runs.
    except (ProcessLookupError, OverflowError):
        return True
    return False


def _states(sources: dict[Path, Path]) -> list[tuple[int, int] | None]:
    found: list[tuple[int, int] | None] = []
    for source in sources:
        try:
            state = source.stat()
            found.append((state.st_size, state.st_mtime_ns))
        except FileNotFoundError:
            found.append(None)
    return found
