"""The Briefing workspace on screen, over the small sample of the briefing's tests."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from briefing.briefing_sample import sample_dossier
from equipoise.dossier.dossier import Dossier
from equipoise.editing.session import Session
from equipoise.ui.briefing.briefing_workspace import BriefingWorkspace
from equipoise.ui.style import apply_theme, load_fonts
from equipoise.ui.theme import LIGHT

PATIENCE = 60_000


@pytest.fixture(autouse=True)
def shipped_fonts(qapp: QApplication) -> Iterator[None]:
    """The fonts that the program ships, as it uses them; the former font comes back."""
    before = qapp.font()
    load_fonts()
    apply_theme(qapp, LIGHT)
    yield
    qapp.setFont(before)


@pytest.fixture
def dossier() -> Dossier:
    return sample_dossier()


@pytest.fixture
def make_workspace(qtbot: QtBot) -> Iterator[Callable[..., BriefingWorkspace]]:
    """A hidden workspace over a dossier; a fault of its thread fails the test."""
    made: list[BriefingWorkspace] = []
    faults: list[BaseException] = []

    def make(dossier: Dossier, saver: object = None) -> BriefingWorkspace:
        session = Session(dossier, saver)
        workspace = BriefingWorkspace(session)
        session.setParent(workspace)
        workspace.failed.connect(faults.append)
        made.append(workspace)
        qtbot.addWidget(workspace)
        workspace.resize(1150, 640)
        return workspace

    yield make
    for workspace in made:
        workspace.stop()
    assert not faults


@pytest.fixture
def open_workspace(
    qtbot: QtBot, make_workspace: Callable[..., BriefingWorkspace]
) -> Callable[..., BriefingWorkspace]:
    """The workspace on screen with its first pages, or with what is said in their place."""

    def open_it(dossier: Dossier, saver: object = None) -> BriefingWorkspace:
        workspace = make_workspace(dossier, saver)
        with qtbot.waitExposed(workspace):
            workspace.show()
        qtbot.waitUntil(lambda: settled(workspace), timeout=PATIENCE)
        return workspace

    return open_it


def settled(workspace: BriefingWorkspace) -> bool:
    """Whether the pages are those of what is wished for now, as sharp as they are shown."""
    answer = workspace.answer
    return (
        answer is not None
        and answer.wish == workspace.wish()
        and answer.pixels_per_inch == workspace.pages.pixels_per_inch()
    )


@pytest.fixture
def wait(qtbot: QtBot) -> Callable[[BriefingWorkspace], None]:
    return lambda workspace: qtbot.waitUntil(lambda: settled(workspace), timeout=PATIENCE)
