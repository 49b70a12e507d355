from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication

from equipoise.dossier.dossier import Dossier
from equipoise.dossier.rows import Goal
from equipoise.editing.session import Session
from equipoise.ui.style import load_fonts
from projection.sample_dossier import sample_dossier

HOSTILE = "<img src=file:///x> & <b>bold</b>"


@pytest.fixture(autouse=True)
def shipped_fonts(qapp: QApplication) -> Iterator[None]:
    before = qapp.font()
    load_fonts()
    yield
    qapp.setFont(before)


@pytest.fixture
def dossier() -> Dossier:
    """The sample with one goal and one red line, and a recommendation with a hostile name."""
    goals = (
        Goal("warmer", "Warmer north", "goal", "", "north", "at_least", 58.0, "at", 12),
        Goal("floor", HOSTILE, "red_line", "", "south", "at_least", 40.0, "by", 12),
    )
    found = replace(sample_dossier(), goals=goals)
    return found.with_row(
        "recommendations", replace(found.get("recommendations", "tour"), name=HOSTILE)
    )


@pytest.fixture
def session(qapp: QApplication, dossier: Dossier) -> Session:
    return Session(dossier, None)
