"""Figures of speed, each a ratio against something in the same run, behind an exactness check.

Run by `make bench`; `run.py tick growth` prints only some parts. Absolute times depend on the
machine and are given for orientation only.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from table import HEAD, Figure, milliseconds, ratio

import equipoise  # noqa: F401 - tells numpy what it tells it in the program

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# An installed program has its bytecode; the first start of each kind, not counted, writes it.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

HERE = Path(__file__).parent
STARTS = 7
EVENTS = {
    "painted": "first painted window",
    "draft": "charts of 2,048 draws painted",
    "live": "exact charts painted",
}


def start(*arguments: str) -> dict[str, float]:
    """Seconds from process start to each event that the child prints."""
    command = [sys.executable, str(HERE / "child.py"), repr(time.monotonic()), *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    rows = (line.split() for line in done.stdout.splitlines())
    return {name: float(seconds) for name, seconds in rows}


def starts() -> Iterator[Figure]:
    """From the start of the process to a painted window and to charts."""
    with _dossier() as path:
        start("bare")
        start("equipoise", str(path))
        pairs = [(start("bare"), start("equipoise", str(path))) for _ in range(STARTS)]
    bare = [b["painted"] for b, _ in pairs]
    for event, words in EVENTS.items():
        own = [e[event] for _, e in pairs]
        yield Figure(
            f"process start to {words}",
            "a bare QMainWindow",
            f"{ratio(own, bare):.2f}",
            f"{milliseconds(own)} against {milliseconds(bare)}",
        )


def slider() -> Iterator[Figure]:
    """From a slider's tick to painted charts."""
    from slider import figures

    with _dossier() as path:
        yield from figures(path)


@contextmanager
def _dossier() -> Iterator[Path]:
    """The shipped dossier in a file of its own, in a home of its own."""
    from equipoise.store.dossier_file import DossierFile
    from equipoise.store.shipped import shipped_dossier

    with tempfile.TemporaryDirectory() as folder:
        os.environ["HOME"] = os.environ["XDG_DATA_HOME"] = os.environ["XDG_CONFIG_HOME"] = folder
        path = Path(folder) / "israel.equipoise"
        DossierFile.create(path, shipped_dossier()).close()
        yield path


def main() -> None:
    """Measure and print the table, row by row."""
    import big
    import growth
    import tables
    import tick

    import briefing

    parts = {
        "tick": tick.figures,
        "slider": slider,
        "growth": growth.figures,
        "tables": tables.figures,
        "big": big.figures,
        "start": starts,
        "briefing": briefing.figures,
    }
    print(HEAD, flush=True)
    for name, figures in parts.items():
        if name in (sys.argv[1:] or parts):
            for figure in figures():
                print(figure, flush=True)


if __name__ == "__main__":
    main()
