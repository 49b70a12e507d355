"""Every hostile file is refused for its own reason; a trusting reader fails where it must."""

from __future__ import annotations

from pathlib import Path

import pytest

from equipoise.store.engine import driver
from reliability.figures import first_failures
from reliability.hostile import measure, trusting_reader
from reliability.hostile_files import CASES, made

LARGE = {"100,000 tables", "many large texts", "larger than any dossier", "200,000 rows"}
"""What takes long to make; the control does without."""


def test_every_hostile_file_is_refused_for_its_reason(tmp_path: Path) -> None:
    figures = measure(tmp_path)
    assert figures.count >= 14
    assert not figures.failures, first_failures(figures)


def test_a_crafted_journal_does_its_harm_where_it_is_believed(tmp_path: Path) -> None:
    path = made(CASES["a journal beside it that rewrites it"], tmp_path)
    before = path.read_bytes()
    with pytest.raises(driver().DatabaseError):
        trusting_reader(path, None)
    assert path.read_bytes() != before


def test_a_trusting_reader_is_caught(tmp_path: Path) -> None:
    light = {name: case for name, case in CASES.items() if name not in LARGE}
    figures = measure(tmp_path, trusting_reader, light)
    believed = [failure for failure in figures.failures if "is taken for a dossier" in failure]
    assert len(believed) > figures.count / 2
    assert any("changed what lies there" in failure for failure in figures.failures)
