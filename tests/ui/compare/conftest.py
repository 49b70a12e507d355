"""The Compare workspace on screen, over the shipped dossier with few draws."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication

from equipoise.dossier.dossier import Dossier
from equipoise.editing.session import Session
from equipoise.store.shipped import shipped_dossier
from equipoise.ui.compare.compare_workspace import CompareWorkspace
from equipoise.ui.style import load_fonts


@pytest.fixture(autouse=True)
def shipped_fonts(qapp: QApplication) -> Iterator[None]:
    """The fonts that the program ships, as it uses them; the former font comes back."""
    before = qapp.font()
    load_fonts()
    yield
    qapp.setFont(before)


@pytest.fixture
def dossier() -> Dossier:
    shipped = shipped_dossier()
    return replace(shipped, settings=replace(shipped.settings, draws=128))


@pytest.fixture
def open_workspace(qtbot) -> Iterator[Callable[..., CompareWorkspace]]:
    """Show a dossier in the workspace; waits for the first answer if there is to be one."""
    made: list[CompareWorkspace] = []

    def open_it(dossier: Dossier, *, answered: bool = True) -> CompareWorkspace:
        session = Session(dossier, None)
        workspace = CompareWorkspace(session)
        session.setParent(workspace)
        faults: list[BaseException] = []
        workspace.failed.connect(faults.append)
        made.append(workspace)
        qtbot.addWidget(workspace)
        workspace.resize(1150, 640)
        with qtbot.waitExposed(workspace):
            workspace.show()
        if answered:
            qtbot.waitUntil(lambda: up_to_date(workspace) or bool(faults), timeout=60_000)
        assert not faults
        return workspace

    yield open_it
    for workspace in made:
        workspace.stop()


def up_to_date(workspace: CompareWorkspace) -> bool:
    """Whether the charts show the dossier as it stands, for what is chosen."""
    shown = workspace.overlay_frame.chart.shown
    return (
        shown is not None
        and shown.answer.settled
        and shown.dossier is workspace.session.dossier
        and list(shown.ids) == workspace.chooser.chosen()
    )


@pytest.fixture
def wait_for_answer(qtbot) -> Callable[[CompareWorkspace], None]:
    return lambda workspace: qtbot.waitUntil(lambda: up_to_date(workspace), timeout=60_000)
