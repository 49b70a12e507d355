"""`kill -9` in the middle of writes, at random moments, and what the file holds afterwards.

A helper process imports the store once and forks a child for every kill; the child opens the file
that the kill before left behind, puts it right, and saves edit after edit, until the helper kills
it. After every kill a copy of what lies on the disk is opened and checked, and the next child
starts from the crashed file itself, so that putting right is cut off as well.

A kill ends the program, not the machine: what was handed to the system still reaches the disk. What
a power cut can do besides is the subject of `power_cuts`.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import struct
import subprocess
import sys
import time
import traceback
from collections.abc import Callable, Sequence
from itertools import count as counting
from pathlib import Path
from typing import Literal

from equipoise.store.dossier_file import DossierFile
from equipoise.store.key import Key, new_key
from equipoise.store.own_files import COMPANIONS, hold
from reliability.figures import Figures
from reliability.numbered import (
    NO_KEY,
    PASSPHRASE,
    fault_of,
    is_half_written,
    key_of_file,
    save_next,
    state,
)

Kind = Literal["plain", "protected", "rewritten"]
Broken = Literal["", "acknowledges early", "no transaction"]

_MOST_SAVES = 8
"""Edits, at most, that a child may have acknowledged before the moment of its kill is drawn."""

_SECONDS = {"plain": 0.004, "protected": 0.004, "rewritten": 0.08}
"""From then to the latest kill: about two saves, or one change of the passphrase."""

_SECONDS_TO_OPEN = 0.03
"""From the start of a child that is killed before its first edit, to the latest kill."""

_FRESH_AFTER = 25
"""Kills after which a new file is begun, so that journals stay short."""

_NUMBER = struct.Struct("=I")


def measure(count: int, folder: Path, kind: Kind = "plain", broken: Broken = "") -> Figures:
    """Kill a saving program `count` times; `folder` is for its files.

    A "rewritten" file is protected, changes its passphrase and loses it again, over and over. With
    `broken`, the program that saves is spoilt in the way named, and must be found out.
    """
    tests = str(Path(__file__).resolve().parents[1])
    done = subprocess.run(
        [sys.executable, "-m", "reliability.kills", str(count), str(folder), kind, broken],
        env={**os.environ, "PYTHONPATH": tests, "OPENBLAS_NUM_THREADS": "1"},
        stdout=subprocess.PIPE,
        check=True,
        timeout=60 + 5 * count,
    )
    found = json.loads(done.stdout)
    return Figures(
        broken or f"kill -9 while saving, {kind} file",
        count,
        tuple(found["failures"]),
        f"{found['acknowledged']:,} edits acknowledged, {found['half_written']:,} kills left a "
        "save half written",
    )


def _child(path: Path, keys: Sequence[Key | None], broken: Broken, pipe: int) -> None:
    key = key_of_file(path, keys)

    def acknowledge(number: int) -> None:
        os.write(pipe, _NUMBER.pack(number))

    with DossierFile.open(path, key=key) as file:
        if broken == "no transaction":
            file._database.execute("PRAGMA journal_mode=OFF")
            file._database.execute("PRAGMA cache_size=1")
        for number in counting(file.dossier.settings.seed):
            if broken == "acknowledges early":
                acknowledge(number + 1)
            if len(keys) > 1 and number % 3 == 2:
                file.rewrite(keys[(keys.index(file.key) + 1) % len(keys)])
            save_next(file, number)
            if broken != "acknowledges early":
                acknowledge(number + 1)


def _killed_child(work: Callable[[int], None], saves: int, seconds: float) -> tuple[list[int], int]:
    """The numbers that a child wrote to its pipe before it was killed, and how it ended.

    It is killed this many seconds after it wrote the last of so many numbers.
    """
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        try:
            work(writing)
        except BaseException:
            traceback.print_exc()
        os._exit(1)
    os.close(writing)
    with os.fdopen(reading, "rb", buffering=0) as pipe:
        told = b"".join(pipe.read(_NUMBER.size) or b"" for _ in range(saves))
        time.sleep(seconds)
        os.kill(child, signal.SIGKILL)
        told += pipe.readall()
    numbers = [number for (number,) in _NUMBER.iter_unpack(told)]
    return numbers, os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def _kill_again_and_again(
    count: int, folder: Path, kind: Kind, broken: Broken
) -> dict[str, object]:
    keys = _keys(kind)
    for number in range(_FRESH_AFTER * _MOST_SAVES):
        state(number)  # so that the children need not make it, and spend their time writing
    chance = random.Random(20)
    path = folder / "dossier.equipoise"
    aside = folder / "aside"
    failures: list[str] = []
    acknowledged = half_written = 0
    last = 0
    fresh = True
    for number in range(count):
        if fresh or number % _FRESH_AFTER == 0:
            _remove(path)
            DossierFile.create(path, state(0), key=keys[0]).close()
            last, fresh = 0, False
        saves = chance.randint(0, _MOST_SAVES)
        seconds = chance.uniform(0, _SECONDS[kind] if saves else _SECONDS_TO_OPEN)
        told, code = _killed_child(lambda pipe: _child(path, keys, broken, pipe), saves, seconds)
        acknowledged += len(told)
        last = max([last, *told])
        half_written += is_half_written(path)
        fault = "" if code == -signal.SIGKILL else "the program ended by itself"
        fault = fault or fault_of(_copied(path, aside), last, last + 1, keys)
        if fault:
            failures.append(f"kill {number + 1}: {fault}")
            fresh = True
    return {"failures": failures, "acknowledged": acknowledged, "half_written": half_written}


def _keys(kind: Kind) -> Sequence[Key | None]:
    match kind:
        case "plain":
            return NO_KEY
        case "protected":
            return (new_key(PASSPHRASE),)
        case "rewritten":
            return (None, new_key(PASSPHRASE), new_key(PASSPHRASE))


def _copied(path: Path, aside: Path) -> Path:
    """A copy of a crashed file, and of what lies beside it, that the program takes for its own."""
    shutil.rmtree(aside, ignore_errors=True)
    shutil.copytree(path.parent, aside, ignore=shutil.ignore_patterns(aside.name))
    hold(aside / path.name)
    return aside / path.name


def _remove(path: Path) -> None:
    for ending in ("", *COMPANIONS):
        path.with_name(path.name + ending).unlink(missing_ok=True)


if __name__ == "__main__":
    _count, _folder, _kind, _broken = sys.argv[1:]
    print(json.dumps(_kill_again_and_again(int(_count), Path(_folder), _kind, _broken)))  # type: ignore[arg-type]
