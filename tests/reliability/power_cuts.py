"""Power cuts at random moments of a recorded editing session, and what the file holds afterwards.

A session is run once under strace, which records every write, truncation, sync, creation, deletion
and renaming below the dossier's folder, and the acknowledgements, in one order. Then the power is
cut at random places of the record: the disk of that moment is built as `disk` models it, opened
with the real store, and checked.

What this cannot show: a disk or a file system that loses what it said was synced, that damages
sectors it was not writing to, or that writes half a sector; and cuts of a second session, in which
what the first one left is put right.
"""

from __future__ import annotations

import os
import random
import shutil
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from equipoise.store.dossier_file import DossierFile
from equipoise.store.key import Key
from equipoise.store.own_files import hold
from reliability.disk import FATES, Disk, write_image
from reliability.figures import Figures
from reliability.numbered import fault_of, key_of_file, save_next, state
from reliability.recording import MARKS, Call, CannotRecord, Replay, recorded

Kind = Literal["plain", "protected", "rewritten"]
Broken = Literal["", "synchronous=OFF", "synchronous=FULL, journal deleted"]

EDITS = 40
"""Edits of a recorded session; it is closed and opened again in the middle."""

NAME = "dossier.equipoise"
_KEYS = tuple(Key(bytes([n] * 32), bytes([n] * 16)) for n in (1, 2))
"""Keys need no passphrase here; how one makes the other plays no part in a power cut."""


@dataclass(frozen=True, slots=True)
class _Told:
    """What the session had said of itself: edits begun and acknowledged, and the keys in force."""

    begun: int = -1
    acknowledged: int = -1
    keys: tuple[Key | None, ...] = ()

    def after(self, mark: str) -> _Told:
        """What is known after one more mark."""
        what, _, number = mark.partition(" ")
        match what:
            case "begin":
                return replace(self, begun=int(number))
            case "done":
                return replace(self, acknowledged=int(number))
            case "begin-key":
                return replace(self, keys=(*self.keys, _key(int(number))))
            case _:
                return replace(self, keys=(_key(int(number)),))


def measure(
    count: int, folder: Path, kind: Kind = "plain", broken: Broken = "", edits: int = EDITS
) -> Figures:
    """Cut the power `count` times in one session. With `broken`, its settings are spoilt so."""
    shutil.rmtree(folder / "session", ignore_errors=True)
    session = folder / "session"
    session.mkdir()
    calls = _recorded_session(folder, session, kind, broken, edits)
    _check_record(calls, session)
    chance = random.Random(11)
    moments = sorted(_moments(calls, count, chance))
    failures: list[str] = []
    unsynced = 0
    for trial, (moment, disk, told) in enumerate(_at(moments, calls, session), start=1):
        fate = chance.choice(FATES)
        image = disk.image(fate, chance)
        fault = _fault_of_image(image, folder / "image", session, told)
        unsynced += disk.has_unsynced
        if fault:
            failures.append(f"cut {trial} (call {moment}, unsynced {fate}): {fault}")
    return Figures(
        broken or f"power cut while saving, {kind} file",
        count,
        tuple(failures),
        f"{unsynced:,} cuts with something unsynced, {len(calls):,} calls recorded",
    )


def _moments(calls: Sequence[Call], count: int, chance: random.Random) -> Iterator[int]:
    """Random places of the record: a mark, and a call between that mark and the next."""
    marks = [n for n, call in enumerate(calls) if _is_mark(call)]
    for _ in range(count):
        begin = chance.randrange(len(marks))
        end = marks[begin + 1] if begin + 1 < len(marks) else len(calls)
        yield chance.randint(marks[begin] + 1, end)


def _is_mark(call: Call) -> bool:
    return call.name == "write" and str(call.arguments[1]).startswith(("b'begin", "b'done"))


def _at(
    moments: Sequence[int], calls: Sequence[Call], session: Path
) -> Iterator[tuple[int, Disk, _Told]]:
    """The disk, and what had been said, before the calls with these places."""
    disk, told, done = Disk(), _Told(), 0
    replay = Replay(disk, session)
    for moment in moments:
        for call in calls[done:moment]:
            mark = replay.apply(call)
            told = told.after(mark) if mark else told
        done = max(done, moment)
        yield moment, disk, told


def _fault_of_image(image: dict[str, bytes], place: Path, session: Path, told: _Told) -> str:
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir()
    write_image(image, place, str(session))
    path = place / NAME
    if not path.exists():
        return "" if told.acknowledged < 0 else "the file is not there"
    key = key_of_file(path, told.keys)
    if key not in told.keys:
        return "has lost the protection that was acknowledged"
    hold(path)
    return fault_of(path, max(told.acknowledged, 0), told.begun, told.keys)


def _check_record(calls: Sequence[Call], session: Path) -> None:
    """Raise CannotRecord unless the record leads to the files that the session really left."""
    *_, (_, disk, _told) = _at([len(calls)], calls, session)
    left = {str(p): p.read_bytes() for p in session.rglob("*") if p.is_file()}
    if disk.image("kept", random.Random(0)) != left:
        raise CannotRecord("the record does not lead to the files that the session left")


def _recorded_session(
    folder: Path, session: Path, kind: Kind, broken: Broken, edits: int
) -> list[Call]:
    tests = str(Path(__file__).resolve().parents[1])
    return recorded(
        [sys.executable, "-m", "reliability.power_cuts", str(session), kind, broken, str(edits)],
        folder / "calls",
        {**os.environ, "PYTHONPATH": tests, "OPENBLAS_NUM_THREADS": "1"},
    )


# -- the session, in a process of its own ----------------------------------------------------------


def _key(number: int) -> Key | None:
    return None if number == 0 else _KEYS[number - 1]


def _edit(session: Path, kind: Kind, broken: Broken, edits: int) -> None:
    path = session / NAME
    marks = os.open(MARKS, os.O_WRONLY)

    def mark(text: str) -> None:
        os.write(marks, text.encode())

    key = 1 if kind == "protected" else 0
    mark(f"done-key {key}")
    mark("begin 0")
    DossierFile.create(path, state(0), key=_key(key)).close()
    mark("done 0")
    for start, end in ((0, edits // 2), (edits // 2, edits)):
        with DossierFile.open(path, key=_key(key)) as file:
            _spoil(file, broken)
            for number in range(start, end):
                mark(f"begin {number + 1}")
                save_next(file, number)
                mark(f"done {number + 1}")
                if kind == "rewritten" and number % 4 == 3:
                    key = (key + 1) % 3
                    mark(f"begin-key {key}")
                    file.rewrite(_key(key))
                    mark(f"done-key {key}")


def _spoil(file: DossierFile, broken: Broken) -> None:
    match broken:
        case "synchronous=OFF":
            file._database.execute("PRAGMA synchronous=OFF")
        case "synchronous=FULL, journal deleted":
            file._database.execute("PRAGMA synchronous=FULL")
            file._database.execute("PRAGMA locking_mode=NORMAL")


if __name__ == "__main__":
    _session, _kind, _broken, _edits = sys.argv[1:]
    _edit(Path(_session), _kind, _broken, int(_edits))  # type: ignore[arg-type]
