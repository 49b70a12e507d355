"""Altered files are read or refused, and nothing else; without the checks more happens."""

from __future__ import annotations

import random
from pathlib import Path

from reliability.figures import first_failures
from reliability.mutations import altered, measure


def test_altered_files_are_read_or_refused(tmp_path: Path) -> None:
    figures = measure(400, tmp_path, jobs=2)
    assert not figures.failures, first_failures(figures)
    assert "plain refused" in figures.detail
    assert "protected refused" in figures.detail


def test_reading_without_checks_is_caught(tmp_path: Path) -> None:
    figures = measure(150, tmp_path, trusting=True)
    assert len(figures.failures) > 10


def test_an_alteration_alters_and_can_be_repeated() -> None:
    content = bytes(range(256)) * 160
    for number in range(200):
        after, told = altered(content, random.Random(number))
        assert after != content
        assert told
        assert altered(content, random.Random(number)) == (after, told)
