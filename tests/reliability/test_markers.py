"""The short form of the search for a marker after a crash."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from reliability.figures import first_failures
from reliability.markers import cores_land_here, measure

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="core dumps as Linux writes them")


def test_a_protected_dossier_leaves_no_trace_of_a_crash(tmp_path: Path) -> None:
    figures = measure(2, tmp_path)
    assert not figures.failures, first_failures(figures)


def test_an_unprotected_dossier_is_found_everywhere(tmp_path: Path) -> None:
    found = "\n".join(measure(2, tmp_path, protected=False).failures)
    assert "kill: the marker in dossier/dossier.equipoise\n" in found
    assert "the marker in home/equipoise/backups" in found
    if cores_land_here():
        assert "the passphrase and the marker in working/core" in found
