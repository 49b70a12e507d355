"""In what order a window that is seen already is furnished."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QGraphicsView
from pytestqt.qtbot import QtBot

from equipoise.dossier.dossier import Dossier
from equipoise.editing.projector import Projector
from equipoise.editing.session import Session
from equipoise.store.shipped import shipped_dossier
from equipoise.ui.main_window import MainWindow


class _Paints(QObject):
    def __init__(self) -> None:
        super().__init__()
        self.after_draft: set[str] = set()

    def watch(self, window: MainWindow) -> None:
        for view in window.projection_panel.findChildren(QGraphicsView):
            view.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self.after_draft.add(watched.parent().accessibleName())
        return False


def _furnished(qtbot: QtBot, window: MainWindow, dossier: Dossier) -> list[tuple[Any, set[str]]]:
    """What had been computed and painted when the first room was made."""
    found: list[tuple[Any, set[str]]] = []
    paints = _Paints()
    projector = Projector()
    once = Qt.ConnectionType.SingleShotConnection
    projector.projected.connect(lambda *_: paints.watch(window), once)
    make = window.room

    def room(number: int) -> Any:
        found.append((window._latest, set(paints.after_draft)))
        return make(number)

    window.room = room  # type: ignore[method-assign]
    qtbot.addWidget(window, before_close_func=lambda _: window.end())
    window.show()
    qtbot.waitExposed(window)
    window.furnish(Session(dossier, None), projector)
    assert window.furnished
    return found


def test_a_draft_is_painted_before_the_first_room_is_made(qtbot: QtBot) -> None:
    latest, painted = _furnished(qtbot, MainWindow("Opening …"), shipped_dossier())[0]
    assert latest is not None
    assert {"Index", "Cells"} <= painted


def test_a_dossier_that_projects_nothing_is_not_waited_for(qtbot: QtBot) -> None:
    window = MainWindow("Opening …")
    bare = shipped_dossier().with_table("aspects", ()).with_table("cells", ())
    latest, _ = _furnished(qtbot, window, bare)[0]
    assert latest is None
    assert not window.projection_panel.message.isHidden()
