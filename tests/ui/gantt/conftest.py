from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication

from equipoise.dossier.dossier import Dossier
from equipoise.editing.session import Session
from projection.sample_dossier import sample_dossier

HOSTILE = "<img src=file:///x> & <b>bold</b>"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The offscreen platform says of every popup what it cannot do; nothing else is let pass."""
    for item in items:
        if "gantt" in item.path.parts:
            item.add_marker(pytest.mark.qt_log_ignore("^This plugin does not support"))


@pytest.fixture
def dossier() -> Dossier:
    """The sample, with a precondition across recommendations and a hostile name."""
    found = sample_dossier()
    stand, night = found.get("steps", "stand"), found.get("steps", "night")
    found = found.with_row("steps", replace(night, after_step_id="host"))
    return found.with_row("steps", replace(stand, owner=HOSTILE, reversible=False))


@pytest.fixture
def session(qapp: QApplication, dossier: Dossier) -> Session:
    return Session(dossier, None)


@pytest.fixture
def refusals(session: Session) -> list[str]:
    heard: list[str] = []
    session.refused.connect(heard.append)
    return heard
