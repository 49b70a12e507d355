"""Every write, sync, creation, renaming and deletion of an operation made to fail, one at a time.

strace lets the N-th call of a kind fail, and counts for every process by itself. So a helper under
strace forks a child for every call that is to fail; the child first makes as many calls of the kind
that can do nothing (on a file descriptor that is not open, on an empty name) as it takes for its
own call to be the N-th. A rehearsal without faults tells which calls there are.

A call that is made to fail does nothing. That a call does half its work, or that what it did is
lost later, is the subject of `power_cuts`.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from reliability.figures import Figures
from reliability.numbered import state
from reliability.operations import (
    HELD,
    OPERATIONS,
    Operation,
    Told,
    adopt,
    carry_out,
    fault_after,
    prepare,
)
from reliability.recording import CannotRecord

_NOWHERE = 987
"""A file descriptor that is not open."""

_IDLE: dict[str, Callable[[], object]] = {
    "write": lambda: os.write(_NOWHERE, b"."),
    "pwrite64": lambda: os.pwrite(_NOWHERE, b".", 0),
    "ftruncate": lambda: os.ftruncate(_NOWHERE, 0),
    "fallocate": lambda: os.posix_fallocate(_NOWHERE, 0, 1),
    "fsync": lambda: os.fsync(_NOWHERE),
    "fdatasync": lambda: os.fdatasync(_NOWHERE),
    "rename": lambda: os.rename("", ""),  # noqa: PTH104
    "renameat": lambda: os.rename("", "", src_dir_fd=_NOWHERE, dst_dir_fd=_NOWHERE),
    "unlink": lambda: os.unlink(""),  # noqa: PTH108
    "unlinkat": lambda: os.unlink("", dir_fd=_NOWHERE),
    "openat": lambda: os.open("", os.O_RDONLY),
}
"""Calls that can be made to fail, and for each a way to make it that does nothing."""

_OTHERS = ("pwritev", "pwritev2", "renameat2", "link", "linkat", "truncate", "creat", "open")
"""Calls that would have to be made to fail as well, if an operation made them."""

_FOR_WRITING = re.compile(r"O_WRONLY|O_RDWR|O_CREAT|O_TRUNC")
_SPARE = 100
"""Calls of a kind that the helper may make for itself beyond those of its rehearsal."""

_CALL = re.compile(r"^(\d+) +(\w+)\((.*)")


@dataclass(frozen=True, slots=True)
class Point:
    """The N-th call of a kind that an operation makes, counted from 1."""

    operation: Operation
    call: str
    number: int

    @property
    def folder(self) -> str:
        """A name for the folder in which this point is tried."""
        return f"{self.operation}-{self.call}-{self.number}".replace(" ", "-")


@dataclass(frozen=True, slots=True)
class Error:
    """The error that a call gives, and whether every later call of its kind gives it too."""

    name: str
    lasting: bool = False


def errors_of(call: str) -> tuple[Error, ...]:
    """The errors that calls of this kind are made to give."""
    if call == "openat":
        return Error("EIO"), Error("ENOSPC"), Error("EROFS"), Error("EROFS", lasting=True)
    return Error("EIO"), Error("ENOSPC"), Error("ENOSPC", lasting=True)


def measure(count: int, folder: Path, operations: Sequence[Operation] = OPERATIONS) -> Figures:
    """Let each call of the operations fail, or about `count` calls evenly spread (0 for all)."""
    models = folder / "models"
    for operation in operations:
        (models / operation).mkdir(parents=True)
        prepare(operation, models / operation)
    points, turns = _rehearsed(folder / "rehearsal", models, operations)
    trials = [(point, error) for point in points for error in errors_of(point.call)]
    if count:
        trials = trials[:: max(1, len(trials) // count)]
    by_run: dict[tuple[str, Error], list[Point]] = defaultdict(list)
    for point, error in trials:
        by_run[point.call, error].append(point)
    failures = [
        fault
        for (call, error), run in by_run.items()
        for fault in _run(folder / "trial", models, error, turns[call], run)
    ]
    kinds = Counter(point.call for point in points)
    told = ", ".join(f"{number:,} {call}" for call, number in kinds.most_common())
    control = tuple(operations) == ("in place",)
    return Figures(
        "written in place" if control else f"a call made to fail ({', '.join(operations)})",
        len(trials),
        tuple(failures),
        f"{len(points):,} calls: {told}",
    )


def _rehearsed(
    place: Path, models: Path, operations: Iterable[Operation]
) -> tuple[list[Point], dict[str, int]]:
    """Every call of the operations that changes, or opens to change, a file below the folder.

    And for every kind of call a number that is higher than any process comes to by itself.
    """
    rehearsals = [Point(operation, "none", 0) for operation in operations]
    _fresh(place, models, rehearsals)
    log, told = _traced(place, [*_IDLE, *_OTHERS], (), 0, rehearsals)
    numbers: Counter[tuple[str, str]] = Counter()
    by_process = {str(process): point for point, (process, _) in zip(rehearsals, told, strict=True)}
    found: list[Point] = []
    for process, call, rest in _calls(log):
        numbers[process, call] += 1
        point = by_process.get(process)
        if point is None or str(place / point.folder) not in rest:
            continue
        if call == "openat" and not _FOR_WRITING.search(rest):
            continue
        if call not in _IDLE:
            raise CannotRecord(
                f"{point.operation} makes a call that cannot be made to fail: {call}"
            )
        found.append(Point(point.operation, call, numbers[process, call]))
    turns = {
        call: _SPARE + sum(number for (_, name), number in numbers.items() if name == call)
        for call in _IDLE
    }
    return found, turns


def _run(
    place: Path, models: Path, error: Error, turn: int, points: Sequence[Point]
) -> Iterator[str]:
    """Let one kind of call give one error, at each of the points; the failures in words."""
    _fresh(place, models, points)
    call = points[0].call
    when = f"{turn}{'+' if error.lasting else ''}"
    fault = ("-e", f"inject={call}:error={error.name}:when={when}")
    log, told = _traced(place, [call], fault, turn, points)
    failed: dict[str, str] = {}
    for tracee, _, rest in _calls(log):
        if rest.rstrip().endswith("(INJECTED)"):
            failed.setdefault(tracee, rest)
    for point, (process, words) in zip(points, told, strict=True):
        what = failed.get(str(process), "")
        here = place / point.folder
        if str(here) not in what:
            raise CannotRecord(f"{point}: another call failed than was meant: {what or 'none'}")
        found = fault_after(point.operation, here, words, lasting=error.lasting)
        if found:
            kind = f"{error.name}{' from then on' if error.lasting else ''}"
            place_in_file = what.split(str(here))[-1][:60].strip()
            yield f"{point.operation}, {call} {point.number} {place_in_file} ({kind}): {found}"


def _fresh(place: Path, models: Path, points: Iterable[Point]) -> None:
    """A folder for every point, with what its operation begins with, and a spare one for each."""
    shutil.rmtree(place, ignore_errors=True)
    for point in points:
        shutil.copytree(models / point.operation, place / point.folder)
        spare = place / "spare" / point.operation
        if not spare.exists():
            shutil.copytree(models / point.operation, spare)


def _traced(
    place: Path, calls: Iterable[str], fault: Sequence[str], turn: int, points: Sequence[Point]
) -> tuple[Path, list[tuple[int, Told]]]:
    """Run the helper under strace: its log, and process and words of the child of each point."""
    log = place / "calls"
    tests = str(Path(__file__).resolve().parents[1])
    trace = ",".join(f"?{call}" for call in calls)
    watch = ["strace", "--seccomp-bpf", "-f", "-qq", "-y", "-s", "0", "-o", str(log)]
    helper = [sys.executable, "-m", "reliability.faults", str(place), str(turn)]
    done = subprocess.run(
        [*watch, "-e", f"trace={trace}", *fault, "-e", "signal=none", *helper],
        input=json.dumps([asdict(point) for point in points]),
        env={
            **os.environ,
            "PYTHONPATH": tests,
            "PYTHONDONTWRITEBYTECODE": "1",
            "OPENBLAS_NUM_THREADS": "1",
            "XDG_DATA_HOME": str(place / "home"),
        },
        stdout=subprocess.PIPE,
        text=True,
        check=True,
        timeout=60 + 5 * len(points),
    )
    return log, [(process, Told(**told)) for process, told in json.loads(done.stdout)]


def _calls(log: Path) -> Iterator[tuple[str, str, str]]:
    """Process, name and the rest of every call."""
    with log.open(encoding="utf-8", errors="surrogateescape") as lines:
        for line in lines:
            found = _CALL.match(line)
            if found is not None:
                process, call, rest = found.groups()
                yield process, call, rest


# -- the helper, in a process of its own -----------------------------------------------------------


def _help(place: Path, turn: int, points: Sequence[Point]) -> list[tuple[int, dict[str, object]]]:
    for number in range(HELD + 4):
        state(number)  # made of the shipped dossier, which must not be read while calls fail
    for operation in {point.operation for point in points}:
        # Whatever is imported or made once is there before a child counts its calls.
        spare = place / "spare" / operation
        adopt(operation, spare)
        carry_out(operation, spare, again=True)
    return [_in_child(place / point.folder, turn, point) for point in points]


def _in_child(folder: Path, turn: int, point: Point) -> tuple[int, dict[str, object]]:
    """Carry out an operation in a process whose `turn`-th call is the one that is meant."""
    adopt(point.operation, folder)
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        idle = _IDLE.get(point.call)
        if idle is not None:
            for _ in range(turn - point.number):
                with suppress(OSError):
                    idle()
        told = carry_out(point.operation, folder, again=idle is not None)
        # A call of another kind than those that fail.
        os.writev(writing, [json.dumps(asdict(told)).encode()])
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        words = pipe.read()
    os.waitpid(child, 0)
    return child, json.loads(words or '{"bug": "the program ended by itself"}')


if __name__ == "__main__":
    _place, _turn = sys.argv[1:]
    _given = [Point(**point) for point in json.load(sys.stdin)]
    print(json.dumps(_help(Path(_place), int(_turn), _given)))
