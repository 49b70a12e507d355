"""The short form of the kills: no acknowledged edit is missing, no file is unsound."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from reliability.figures import first_failures
from reliability.kills import Broken, Kind, measure

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="kill -9 and fork: POSIX systems")


@pytest.mark.parametrize(("kind", "count"), [("plain", 30), ("protected", 30), ("rewritten", 12)])
def test_no_kill_loses_an_acknowledged_edit(kind: Kind, count: int, tmp_path: Path) -> None:
    figures = measure(count, tmp_path, kind)
    assert not figures.failures, first_failures(figures)


@pytest.mark.parametrize("broken", ["acknowledges early", "no transaction"])
def test_a_program_that_saves_badly_is_found_out(broken: Broken, tmp_path: Path) -> None:
    assert measure(20, tmp_path, "plain", broken).failures
