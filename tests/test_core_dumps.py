"""A process that holds a protected dossier leaves no core dump."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

resource = pytest.importorskip("resource")

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Linux alone")

CRASH = """
import os, resource, sys
resource.setrlimit(resource.RLIMIT_CORE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
if sys.argv[1] == "forbid":
    from equipoise import core_dumps
    assert core_dumps.forbid() and core_dumps.forbid()
marker = "MARKER-" + "OF-THE-DOSSIER"
os.abort()
"""

WAIT = """
import os, sys
child = os.fork()
if child == 0:
    os.execv(sys.executable, [sys.executable, "-c", sys.argv[2], sys.argv[1]])
status = os.waitpid(child, 0)[1]
print(os.WIFSIGNALED(status), os.WCOREDUMP(status))
"""

STATE = """
import ctypes, resource
from equipoise import core_dumps
PR_GET_DUMPABLE = 3
prctl = ctypes.CDLL(None).prctl
print(prctl(PR_GET_DUMPABLE, 0, 0, 0, 0))
assert core_dumps.forbid()
print(prctl(PR_GET_DUMPABLE, 0, 0, 0, 0), *resource.getrlimit(resource.RLIMIT_CORE))
"""


def dumped(mode: str, folder: Path) -> bool:
    """Whether the kernel says that a crashing program left a core dump."""
    ran = subprocess.run(
        [sys.executable, "-c", WAIT, mode, CRASH],
        cwd=folder,
        capture_output=True,
        text=True,
        check=True,
    )
    assert ran.stdout.split()[0] == "True", "the program did not crash"
    return ran.stdout.split()[1] == "True"


def test_a_crash_leaves_a_core_dump_only_where_it_is_not_forbidden(tmp_path: Path) -> None:
    allowed, forbidden = tmp_path / "allowed", tmp_path / "forbidden"
    allowed.mkdir()
    forbidden.mkdir()
    if resource.getrlimit(resource.RLIMIT_CORE)[1] == 0 or not dumped("allow", allowed):
        pytest.skip("this system writes no core dumps, so nothing would show")
    assert not dumped("forbid", forbidden)
    assert list(forbidden.iterdir()) == []


def test_the_process_is_not_dumpable_and_its_limit_is_zero() -> None:
    ran = subprocess.run([sys.executable, "-c", STATE], capture_output=True, text=True, check=True)
    assert ran.stdout.split() == ["1", "0", "0", "0"]
