"""A rich journal in a real file, and the workspace over it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from equipoise.editing.session import Session
from equipoise.store.dossier_file import DossierFile
from equipoise.ui.journal.journal_workspace import JournalWorkspace
from ui.journal.rich_journal import rich_journal


@pytest.fixture(autouse=True)
def german_clock(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A clock that is not UTC, so that local days and times can be told from stored ones."""
    import time

    monkeypatch.setenv("TZ", "Europe/Berlin")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.fixture
def file(tmp_path: Path, qtbot: QtBot) -> Iterator[DossierFile]:
    with rich_journal(tmp_path / "rich.equipoise") as opened:
        yield opened


@pytest.fixture
def session(file: DossierFile) -> Session:
    return Session(file.dossier, file)


@pytest.fixture
def workspace(session: Session, file: DossierFile, qtbot: QtBot) -> Iterator[JournalWorkspace]:
    made = JournalWorkspace(session, file)
    qtbot.addWidget(made)
    made.resize(1180, 640)
    made.show()
    qtbot.waitExposed(made)
    yield made
    made.stop()
