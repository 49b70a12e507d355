"""numpy does without the instructions that are slow to sort with on processors by AMD."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from equipoise.processor import FEATURES, prefer_quick_sorting


@pytest.mark.parametrize(
    ("vendor", "flags", "told"),
    [
        ("AuthenticAMD", "avx2 avx512f", True),
        ("AuthenticAMD", "avx2", False),
        ("GenuineIntel", "avx2 avx512f", False),
    ],
)
def test_only_where_sorting_is_slow(tmp_path: Path, vendor: str, flags: str, told: bool) -> None:
    cpu = tmp_path / "cpuinfo"
    cpu.write_text(f"processor\t: 0\nvendor_id\t: {vendor}\nflags\t\t: fpu {flags}\n")
    environment: dict[str, str] = {}
    prefer_quick_sorting(environment, str(cpu))
    assert (FEATURES in environment) == told


def test_what_the_user_has_set_stays_and_other_systems_are_left_alone(tmp_path: Path) -> None:
    environment = {FEATURES: ""}
    prefer_quick_sorting(environment)
    assert environment == {FEATURES: ""}
    environment = {}
    prefer_quick_sorting(environment, str(tmp_path / "none"))
    assert environment == {}


def test_numpy_hears_of_it_without_a_warning() -> None:
    """Names that numpy does not know would be told by an ImportWarning."""
    program = (
        "import equipoise.projection.tick, os; "
        "from numpy._core._multiarray_umath import __cpu_features__ as found; "
        f"print(not os.environ.get({FEATURES!r}) or not found['X86_V4'])"
    )
    own = {key: value for key, value in os.environ.items() if key != FEATURES}
    done = subprocess.run(
        [sys.executable, "-W", "error::ImportWarning", "-c", program],
        env=own,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "True\n"
