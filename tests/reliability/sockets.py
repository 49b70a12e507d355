"""Internet sockets over a tour through the whole program, as strace sees them: there are none.

Every process that the program starts is watched as well. Sockets within the machine (AF_UNIX: the
screen, the desktop) and the kernel's own (AF_NETLINK) are counted and allowed. io_uring could open
sockets that no trace shows, so setting it up counts as a failure too.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from reliability.figures import Figures

_FAMILY = re.compile(r"\b[AP]F_[A-Z0-9]+")
_ALLOWED = frozenset({"AF_UNIX", "AF_LOCAL", "AF_NETLINK"})
_CALL = re.compile(r"^\d+ +(\w+)\(")


def measure(folder: Path, *, leak: bool = False) -> Figures:
    """Take the tour under strace. With `leak`, one internet socket is opened on the way.

    The count is that of the tour's stops; each call that opens or uses an internet socket fails.
    """
    log = folder / "network"
    place = folder / "tour"
    place.mkdir()
    tests = str(Path(__file__).resolve().parents[1])
    home = {name: str(folder) for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME")}
    watch = ["strace", "--seccomp-bpf", "-f", "-qq", "-s", "0", "-o", str(log)]
    program = [sys.executable, "-m", "reliability.tour", str(place), *(["leak"] if leak else [])]
    done = subprocess.run(
        [*watch, "-e", "trace=%network,?io_uring_setup", "-e", "signal=none", *program],
        env={**os.environ, **home, "PYTHONPATH": tests, "QT_LOGGING_RULES": "qt.qpa.*=false"},
        stdout=subprocess.PIPE,
        check=True,
        timeout=900,
    )
    told = json.loads(done.stdout)
    with log.open(encoding="utf-8", errors="replace") as lines:
        families, failures = judged(lines)
    allowed = ", ".join(f"{number} {family}" for family, number in sorted(families.items()))
    return Figures(
        "one internet socket opened" if leak else "internet sockets over a tour of the program",
        len(told["seen"]),
        tuple(failures),
        f"{len(told['dialogues'])} dialogues, {len(told['passed by'])} items passed by; "
        f"sockets of other kinds: "
        f"{allowed or 'none'}",
    )


def judged(lines: Iterable[str]) -> tuple[Counter[str], list[str]]:
    """How many sockets of each allowed family were opened, and every call that should not be."""
    families: Counter[str] = Counter()
    failures = []
    for line in lines:
        found = _CALL.match(line)
        if found is None:
            continue
        named = set(_FAMILY.findall(line))
        if found[1] == "io_uring_setup" or named - _ALLOWED:
            failures.append(line.strip())
        elif found[1] in ("socket", "socketpair"):
            families.update(named)
    return families, failures
