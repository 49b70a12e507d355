"""Moving judgments in time by hand-worked figures."""

from __future__ import annotations

import pytest

from equipoise.dossier.judgment import Judgment
from equipoise.editing.timing_edits import (
    change_duration,
    move_start,
    shifted,
    stretched,
    why_stopped,
)
from projection.sample_dossier import sample_dossier


@pytest.mark.parametrize(
    ("by", "expected"),
    [(2, (3, 5, 8)), (-9, (0, 2, 5)), (200, (115, 117, 120)), (0.5, (1.5, 3.5, 6.5))],
)
def test_shift_keeps_the_shape(by: float, expected: tuple[float, ...]) -> None:
    assert shifted(Judgment(1, 3, 6, 70), by, 0, 120) == Judgment(*expected, 70)


@pytest.mark.parametrize(
    ("likely", "expected"),
    [(12, (6, 12, 24)), (3, (1.5, 3, 6)), (0, (0.25, 0.5, 1)), (90, (30, 60, 120))],
)
def test_stretch_keeps_the_proportions(likely: float, expected: tuple[float, ...]) -> None:
    assert stretched(Judgment(3, 6, 12, 70), likely, 120) == Judgment(*expected, 70)


def test_duration_of_nothing_is_shifted() -> None:
    assert stretched(Judgment(0, 0, 4), 2, 120) == Judgment(2, 2, 6)


def test_edits_say_what_stopped_them() -> None:
    dossier = move_start(sample_dossier(), "steps", "host", 1.0)
    assert dossier.get("steps", "host").start == Judgment(0, 4, 10)
    assert "low end has reached month 0" in why_stopped(dossier, "steps", "host", "start", 1.0)
    assert why_stopped(dossier, "steps", "host", "start", 4.0) == ""
    dossier = change_duration(dossier, "steps", "host", 500)
    assert dossier.get("steps", "host").duration.high == 120
    assert "reached 120 months" in why_stopped(dossier, "steps", "host", "duration", 500)
