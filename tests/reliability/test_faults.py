"""The short form of the failing calls: some of every operation, and all of an export."""

from __future__ import annotations

from pathlib import Path

import pytest

from reliability.faults import measure
from reliability.figures import first_failures
from reliability.operations import OPERATIONS
from reliability.recording import strace_there

pytestmark = pytest.mark.skipif(
    not strace_there(), reason="strace is not installed, or may not trace here"
)


def test_every_call_of_an_export_may_fail(tmp_path: Path) -> None:
    figures = measure(0, tmp_path, ["JSON", "PDF"])
    assert not figures.failures, first_failures(figures)


def test_calls_of_every_operation_may_fail(tmp_path: Path) -> None:
    figures = measure(60, tmp_path, OPERATIONS)
    assert not figures.failures, first_failures(figures)


def test_an_export_written_in_place_is_found_out(tmp_path: Path) -> None:
    assert measure(0, tmp_path, ["in place"]).failures
