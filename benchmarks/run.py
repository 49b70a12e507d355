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
from pathlib import Path

from table import HEAD, Figure, milliseconds, ratio

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


def windows() -> Iterator[Figure]:
    """Start, and from a slider's tick to painted charts."""
    from slider import measure

    from equipoise.store.dossier_file import DossierFile
    from equipoise.store.shipped import shipped_dossier

    with tempfile.TemporaryDirectory() as folder:
        os.environ["HOME"] = os.environ["XDG_DATA_HOME"] = os.environ["XDG_CONFIG_HOME"] = folder
        path = Path(folder) / "israel.equipoise"
        DossierFile.create(path, shipped_dossier()).close()
        start("bare")
        start("equipoise", str(path))
        pairs = [(start("bare"), start("equipoise", str(path))) for _ in range(STARTS)]
        times = measure(path)
    bare = [b["painted"] for b, _ in pairs]
    for event, words in EVENTS.items():
        own = [e[event] for _, e in pairs]
        yield Figure(
            f"process start to {words}",
            "a bare QMainWindow",
            f"{ratio(own, bare):.2f}",
            f"{milliseconds(own)} against {milliseconds(bare)}",
        )
    yield Figure(
        "slider tick to painted charts, 2,048 draws",
        "a bare repaint of the same charts",
        f"{times['tick'] / times['repaint']:.2f}",
        f"{times['tick'] * 1e3:.1f} ms against {times['repaint'] * 1e3:.1f} ms, of which "
        f"{times['projection'] * 1e3:.1f} ms project",
    )


def main() -> None:
    """Measure and print the table, row by row."""
    import growth
    import tick

    parts = {"tick": tick.figures, "growth": growth.figures, "windows": windows}
    print(HEAD, flush=True)
    for name, figures in parts.items():
        if name in (sys.argv[1:] or parts):
            for figure in figures():
                print(figure, flush=True)


if __name__ == "__main__":
    main()
