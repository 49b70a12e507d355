"""After a crash: a marker that stood in every text of a protected dossier is nowhere on the disk.

The program works on the dossier with a home, a folder for temporary files, a working folder and a
folder for the dossier of its own, and crashes: killed in the middle of saving, or by a fault of
memory while core dumps are allowed without limit. Then every file below these folders is searched,
names and contents, and what the program wrote to its standard error
output, for the marker in UTF-8 and in both forms of UTF-16, for the passphrase, and for
the key.

What this cannot show: memory that the system swaps out or writes when the computer hibernates, the
clipboard, a screen picture taken by others, and a text that was compressed or encoded before it was
written. Core dumps that the system hands to a program of its own (`core_pattern`) are not seen.
"""

from __future__ import annotations

import os
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Literal

from equipoise.store.dossier_file import DossierFile
from equipoise.store.key import Key, new_key
from reliability.figures import Figures
from reliability.marked import MARKER, PASSPHRASE, marked
from reliability.numbered import is_half_written

Crash = Literal["kill", "fault"]

_HOMES = ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME")
_CORE_PATTERN = Path("/proc/sys/kernel/core_pattern")
_WITHIN = 60.0
"""Seconds for the program to come to its crash."""


def measure(count: int, folder: Path, *, protected: bool = True) -> Figures:
    """Let the program crash `count` times, by turns in both ways, and search what it left.

    The count of the figures is that of files searched; each finding is a failure.

    Without protection, the control, the marker must be found: in the dossier, in its backups, and
    in a core dump, where the system writes them to the working folder.
    """
    key = new_key(PASSPHRASE) if protected else None
    failures: list[str] = []
    searched = half_written = 0
    for number in range(count):
        place = folder / f"crash-{number}"
        crash: Crash = "fault" if number % 2 else "kill"
        path = _prepared(place, key)
        half_written += _crash(path, place, crash)
        for file, finding in _findings(place, key):
            searched += 1
            if finding:
                failures.append(f"{crash}: {finding} in {file.relative_to(place)}")
        shutil.rmtree(place)
    cores = "core dumps allowed" if cores_land_here() else "core dumps go elsewhere, not searched"
    return Figures(
        "files searched for a marker after a crash, protected dossier"
        if protected
        else "unprotected dossier",
        searched,
        tuple(failures),
        f"{count} crashes, {half_written} with a save half written; {cores}",
    )


def _prepared(place: Path, key: Key | None) -> Path:
    for name in ("home", "temporary", "working", "dossier"):
        (place / name).mkdir(parents=True)
    path = place / "dossier" / "dossier.equipoise"
    before = dict(os.environ)
    os.environ |= _homes(place)
    try:
        DossierFile.create(path, marked(0), key=key).close()
    finally:
        os.environ.clear()
        os.environ.update(before)
    return path


def _homes(place: Path) -> Mapping[str, str]:
    return {**{name: str(place / "home") for name in _HOMES}, "TMPDIR": str(place / "temporary")}


def _crash(path: Path, place: Path, crash: Crash) -> bool:
    """Start the program, let it crash, and tell whether a save was half written."""
    tests = str(Path(__file__).resolve().parents[1])
    said = place / "working" / "stderr"
    with (
        said.open("wb") as errors,
        subprocess.Popen(
            [sys.executable, "-m", "reliability.marked", str(path), crash],
            env={**os.environ, **_homes(place), "PYTHONPATH": tests},
            cwd=place / "working",
            stdout=subprocess.PIPE,
            stderr=errors,
            preexec_fn=_allow_core_dumps,  # noqa: PLW1509
            text=True,
        ) as process,
    ):
        assert process.stdout is not None
        if process.stdout.readline().strip() != "ready":
            raise RuntimeError(f"the program ended: {said.read_text(encoding='utf-8')[-1000:]}")
        if crash == "kill":
            end = time.monotonic() + _WITHIN
            while not is_half_written(path) and time.monotonic() < end:
                pass
            process.send_signal(signal.SIGKILL)
        code = process.wait(_WITHIN)
    if code != (-signal.SIGKILL if crash == "kill" else -signal.SIGSEGV):
        raise RuntimeError(f"the program ended otherwise than it should: {code}")
    return is_half_written(path)


def _allow_core_dumps() -> None:
    limit = resource.getrlimit(resource.RLIMIT_CORE)[1]
    resource.setrlimit(resource.RLIMIT_CORE, (limit, limit))


def cores_land_here() -> bool:
    if not _CORE_PATTERN.exists():
        return False
    pattern = _CORE_PATTERN.read_text(encoding="ascii").strip()
    unlimited = resource.getrlimit(resource.RLIMIT_CORE)[1] == resource.RLIM_INFINITY
    return bool(pattern) and not pattern.startswith(("|", "/")) and unlimited


def _findings(place: Path, key: Key | None) -> Iterator[tuple[Path, str]]:
    """Every file below a folder, with what was found in it or in its name, "" if nothing."""
    wanted = {"the passphrase": [PASSPHRASE.encode()], "the marker": []}
    for form in ("utf-8", "utf-16-le", "utf-16-be"):
        wanted["the marker"].append(MARKER.encode(form))
        wanted["the passphrase"].append(PASSPHRASE.encode(form))
    if key is not None:
        wanted["the key"] = [
            key.secret,
            key.secret.hex().encode(),
            key.secret.hex().upper().encode(),
        ]
    for path in sorted(place.rglob("*")):
        found = ["the marker"] if MARKER in path.name else []
        if path.is_file() and not path.is_symlink():
            content = path.read_bytes()
            found += [
                what for what, forms in wanted.items() if any(form in content for form in forms)
            ]
        yield path, " and ".join(dict.fromkeys(found))
