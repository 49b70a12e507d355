"""The long form of all measurements: `python tests/reliability/soak.py`, or `make soak`.

Prints a Markdown table for the README, and every failure before it. `--only NAME …` runs some;
`--share 0.1` runs a tenth of the trials.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from reliability import faults, hostile, kills, markers, mutations, power_cuts, sockets
from reliability.figures import Figures, markdown_table
from reliability.operations import OPERATIONS

KILLS: dict[kills.Kind, int] = {"plain": 450, "protected": 450, "rewritten": 200}
POWER_CUTS: dict[power_cuts.Kind, int] = {"plain": 450, "protected": 450, "rewritten": 200}
SPOILT_SAVERS: tuple[kills.Broken, ...] = ("acknowledges early", "no transaction")
SPOILT_SETTINGS: tuple[power_cuts.Broken, ...] = (
    "synchronous=OFF",
    "synchronous=FULL, journal deleted",
)
CRASHES = 20
MUTATIONS = 5_000


def killed(folder: Path, share: float) -> Iterator[Figures]:
    """kill -9, and savers that must be found out."""
    for kind, count in KILLS.items():
        figures = kills.measure(_part(count, share), folder, kind)
        if kind == "plain":
            for broken in SPOILT_SAVERS:
                figures = figures.with_control(kills.measure(50, folder, kind, broken))
        yield figures


def cut(folder: Path, share: float) -> Iterator[Figures]:
    """Power cuts, and settings that must be found out."""
    for kind, count in POWER_CUTS.items():
        figures = power_cuts.measure(_part(count, share), folder, kind)
        if kind == "plain":
            for broken in SPOILT_SETTINGS:
                figures = figures.with_control(power_cuts.measure(100, folder, kind, broken))
        yield figures


def failed(folder: Path, share: float) -> Iterator[Figures]:
    """Every call made to fail, and an export that must be found out."""
    control = faults.measure(0, _sub(folder, "control"), ["in place"])
    for operation in OPERATIONS:
        count = 0 if share >= 1 else max(1, round(1000 * share / len(OPERATIONS)))
        figures = faults.measure(count, _sub(folder, operation), [operation])
        yield figures.with_control(control) if operation == "JSON" else figures


def toured(folder: Path, _share: float) -> Iterator[Figures]:
    """The tour under strace, and one that opens a socket."""
    control = sockets.measure(_sub(folder, "control"), leak=True)
    yield sockets.measure(_sub(folder, "tour")).with_control(control)


def crashed(folder: Path, share: float) -> Iterator[Figures]:
    """The search for a marker, and the same with an unprotected dossier."""
    control = markers.measure(2, _sub(folder, "control"), protected=False)
    figures = markers.measure(max(2, _part(CRASHES, share)), _sub(folder, "protected"))
    yield figures.with_control(control)


def mutated(folder: Path, share: float) -> Iterator[Figures]:
    """Altered files, and a reader that does not check them."""
    control = mutations.measure(200, folder, trusting=True)
    yield mutations.measure(_part(MUTATIONS, share), folder, jobs=2).with_control(control)


def received(folder: Path, _share: float) -> Iterator[Figures]:
    """Files made to do harm."""
    yield hostile.measure(folder)


MEASUREMENTS: dict[str, Callable[[Path, float], Iterator[Figures]]] = {
    "kills": killed,
    "power-cuts": cut,
    "faults": failed,
    "sockets": toured,
    "markers": crashed,
    "mutations": mutated,
    "hostile": received,
}


def _part(count: int, share: float) -> int:
    return max(1, round(count * share))


def _sub(folder: Path, name: str) -> Path:
    place = folder / name
    place.mkdir()
    return place


def main(arguments: list[str]) -> int:
    """Run the measurements; 1 if anything failed."""
    parser = argparse.ArgumentParser(description="Measure reliability, at length.")
    parser.add_argument("--only", nargs="+", choices=MEASUREMENTS, default=list(MEASUREMENTS))
    parser.add_argument("--share", type=float, default=1.0, help="of the trials; default 1")
    options = parser.parse_args(arguments)
    found: list[Figures] = []
    for name in options.only:
        with tempfile.TemporaryDirectory() as folder:
            home = Path(folder) / "home"
            for variable in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"):
                os.environ[variable] = str(home)
            begun = time.monotonic()
            for figures in MEASUREMENTS[name](_sub(Path(folder), "work"), options.share):
                found.append(figures)
                for failure in figures.failures:
                    print(f"FAILED {figures.measurement}: {failure}", file=sys.stderr)
            print(f"{name}: {time.monotonic() - begun:.0f} s", file=sys.stderr, flush=True)
    print(markdown_table(found))
    return 1 if any(figures.failures for figures in found) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
