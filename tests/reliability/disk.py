"""A disk as a power cut may leave it: what was synced is there, of the rest anything may be.

The model is harsher than any one file system, as POSIX allows it to be:

- Bytes of a file are safe once the file is synced. Until then each sector of 512 bytes holds any of
  the versions that it has had since, whatever its neighbours hold: so writes are kept, dropped,
  put in another order and torn. The length is any that the file has had since, or one that a write
  torn on the way gave it.
- A name in a folder is safe once the folder is synced. Until then it leads to any of the files
  that it has led to since, or to none.
- A sector is written whole or not at all, and a write touches no byte beside its own (SQLite's
  "powersafe overwrite"). What was synced stays: a disk that lies about syncing is not modelled.
"""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Literal

SECTOR = 512

Fate = Literal["kept", "dropped", "either", "torn"]
FATES: tuple[Fate, ...] = ("kept", "dropped", "either", "torn")
"""What becomes of the unsynced: all is kept, none, each write by itself, each sector by itself."""


@dataclass(frozen=True, slots=True)
class Write:
    """Bytes put at an offset; or, with `cut`, the length set to the offset."""

    offset: int
    content: bytes
    cut: bool = False


@dataclass(slots=True)
class Inode:
    """A file whatever its name: what is safe, and what was written since, oldest first."""

    safe: bytearray = field(default_factory=bytearray)
    unsynced: list[Write] = field(default_factory=list)

    def sync(self) -> None:
        """Make safe all that was written."""
        for write in self.unsynced:
            _apply(self.safe, write)
        self.unsynced.clear()


class Disk:
    """Files and folders by name, changed call by call; `image` is what a power cut leaves."""

    def __init__(self) -> None:
        self.names: dict[str, Inode] = {}
        self._safe_names: dict[str, Inode] = {}
        self._changes: list[tuple[str, Inode | None]] = []

    def bind(self, name: str, inode: Inode | None) -> None:
        """Let a name lead to a file, or to none."""
        if inode is None:
            self.names.pop(name, None)
        else:
            self.names[name] = inode
        self._changes.append((name, inode))

    def sync_folder(self, folder: str) -> None:
        """Make safe the names in a folder."""
        rest = []
        for name, inode in self._changes:
            if str(PurePosixPath(name).parent) != folder:
                rest.append((name, inode))
            elif inode is None:
                self._safe_names.pop(name, None)
            else:
                self._safe_names[name] = inode
        self._changes = rest

    def make_all_safe(self) -> None:
        """Sync everything: the disk before the session that is watched."""
        for inode in self.names.values():
            inode.sync()
        self._safe_names = dict(self.names)
        self._changes.clear()

    @property
    def has_unsynced(self) -> bool:
        """Whether a power cut now could lose anything."""
        return bool(self._changes) or any(inode.unsynced for inode in self.names.values())

    def image(self, fate: Fate, chance: random.Random) -> dict[str, bytes]:
        """Contents by name after a power cut now."""
        candidates: dict[str, list[Inode | None]] = {
            name: [inode] for name, inode in self._safe_names.items()
        }
        for name, inode in self._changes:
            candidates.setdefault(name, [None]).append(inode)
        found: dict[str, bytes] = {}
        contents: dict[int, bytes] = {}
        for name, inodes in candidates.items():
            match fate:
                case "kept":
                    chosen = inodes[-1]
                case "dropped":
                    chosen = inodes[0]
                case _:
                    chosen = chance.choice(inodes)
            if chosen is not None:
                if id(chosen) not in contents:
                    contents[id(chosen)] = _content_after(chosen, fate, chance)
                found[name] = contents[id(chosen)]
        return found


def write_image(image: Mapping[str, bytes], folder: Path, was: str) -> None:
    """Write the files of an image, which stood below the folder `was`, below another folder."""
    for name, content in image.items():
        place = folder / PurePosixPath(name).relative_to(was)
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)


def _apply(content: bytearray, write: Write) -> None:
    end = write.offset + len(write.content)
    if write.cut:
        del content[write.offset :]
    if len(content) < end:
        content.extend(bytes(end - len(content)))
    content[write.offset : end] = write.content


def _content_after(inode: Inode, fate: Fate, chance: random.Random) -> bytes:
    content = bytearray(inode.safe)
    match fate:
        case "kept":
            for write in inode.unsynced:
                _apply(content, write)
        case "either":
            for write in inode.unsynced:
                if chance.random() < 0.5:
                    _apply(content, write)
        case "torn":
            return _torn(inode, chance)
        case "dropped":
            pass
    return bytes(content)


def _torn(inode: Inode, chance: random.Random) -> bytes:
    latest = bytearray(inode.safe)
    lengths = [len(latest)]
    versions: dict[int, list[bytes]] = {}
    for write in inode.unsynced:
        before = len(latest)
        for sector in _touched(write, before):
            versions.setdefault(sector, [_sector(latest, sector)])
        _apply(latest, write)
        if len(latest) > before:
            lengths.extend(range(before - before % SECTOR + SECTOR, len(latest), SECTOR))
        lengths.append(len(latest))
        for sector in _touched(write, before):
            versions[sector].append(_sector(latest, sector))
    length = chance.choice(lengths)
    content = bytearray(length)
    content[: len(inode.safe)] = inode.safe[:length]
    for sector, held in versions.items():
        start = sector * SECTOR
        if start < length:
            content[start : start + SECTOR] = chance.choice(held)
    return bytes(content[:length])


def _touched(write: Write, length: int) -> range:
    """The sectors that a write changes in a file of this length."""
    end = max(length, write.offset) if write.cut else write.offset + len(write.content)
    return range(write.offset // SECTOR, -(-end // SECTOR))


def _sector(content: bytearray, sector: int) -> bytes:
    return bytes(content[sector * SECTOR : (sector + 1) * SECTOR]).ljust(SECTOR, b"\0")
