"""First figures of speed, each a ratio against something in the same run.

Run by `make bench`. Absolute times depend on the machine and are given for orientation only.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# An installed program has its bytecode; the first start of each kind, not counted, writes it.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

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


def main() -> None:
    """Measure and print the table."""
    from equipoise.store.dossier_file import DossierFile
    from equipoise.store.shipped import shipped_dossier

    with tempfile.TemporaryDirectory() as folder:
        os.environ["HOME"] = os.environ["XDG_DATA_HOME"] = os.environ["XDG_CONFIG_HOME"] = folder
        path = Path(folder) / "israel.equipoise"
        DossierFile.create(path, shipped_dossier()).close()
        start("bare")
        start("equipoise", str(path))
        pairs = [(start("bare"), start("equipoise", str(path))) for _ in range(STARTS)]
        from slider import measure

        times = measure(path)
    bare = statistics.median(b["painted"] for b, _ in pairs)
    print("| what | against | ratio (median) | for orientation |")
    print("| --- | --- | --- | --- |")
    for event, words in EVENTS.items():
        ratio = statistics.median(e[event] / b["painted"] for b, e in pairs)
        own = statistics.median(e[event] for _, e in pairs)
        print(
            f"| process start to {words} | a bare QMainWindow | {ratio:.2f} "
            f"| {own * 1e3:.0f} ms against {bare * 1e3:.0f} ms |"
        )
    print(
        f"| slider tick to painted charts, 2,048 draws | a bare repaint of the same charts "
        f"| {times['tick'] / times['repaint']:.2f} "
        f"| {times['tick'] * 1e3:.1f} ms against {times['repaint'] * 1e3:.1f} ms, of which "
        f"{times['projection'] * 1e3:.1f} ms project |"
    )


if __name__ == "__main__":
    main()
