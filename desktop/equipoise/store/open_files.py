"""The dossier files that this process has open.

A second handle on such a file, once closed, gives up the locks of the first; so every way to a file
asks here before it touches it.
"""

from __future__ import annotations

import threading
from pathlib import Path

from equipoise.store.errors import FileInUse

Identity = tuple[int, int]
"""Device and file number: the same file under whatever name."""

_open: set[Identity] = set()
_guard = threading.Lock()


def identity(path: Path) -> Identity | None:
    """Which file stands under a name; None if there is none, or it may not be looked at."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def claim(path: Path) -> Identity | None:
    """Note that a file is about to be opened; to be given back. Raises FileInUse."""
    refuse_open(path)
    key = identity(path)
    if key is not None:
        with _guard:
            _open.add(key)
    return key


def give_back(key: Identity | None) -> None:
    """Note that a file is closed."""
    with _guard:
        _open.discard(key or (0, 0))


def refuse_open(path: Path) -> None:
    """Raise FileInUse if this process has the file open."""
    with _guard:
        if identity(path) in _open:
            raise FileInUse(path, "is open in this program already", "Close it there first")
