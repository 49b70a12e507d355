"""One start of a window in a process of its own; prints seconds since the parent's clock reading.

`bare` opens an empty QMainWindow; `equipoise FILE` the real program. Prints when the window was
first painted, and for equipoise when the draft, and then the exact projection were painted in all
charts that can be seen.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow

if TYPE_CHECKING:
    from equipoise.editing.projector import Projector
    from equipoise.editing.session import Session

BEGUN = float(sys.argv[1])


class FirstPaint(QObject):
    """Prints when a main window was first painted.

    It filters the events of that window only: one of the whole application would itself take time.
    """

    def __init__(self, application: QApplication) -> None:
        super().__init__()
        self._application = application

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self._painted)
        return False

    def _painted(self) -> None:
        tell("painted")()
        if sys.argv[2] == "bare":
            self._application.quit()
        else:
            self._listen()

    def _listen(self) -> None:
        from PySide6.QtCore import Qt

        furnish = MainWindow.furnish

        def listening(window: MainWindow, session: Session, projector: Projector) -> None:
            once = Qt.ConnectionType.SingleShotConnection
            projector.projected.connect(lambda *_: ChartPaints(window, tell("draft")), once)
            projector.settled.connect(lambda *_: ChartPaints(window, self._live))
            furnish(window, session, projector)

        MainWindow.furnish = listening  # type: ignore[method-assign, assignment]

    def _live(self) -> None:
        tell("live")()
        self._application.quit()


class ChartPaints(QObject):
    """Calls `then` when all charts of a window that can be seen now have been painted anew.

    Made just before the window hears of an answer: no paint comes in between.
    """

    def __init__(self, window: QMainWindow, then: Callable[[], None]) -> None:
        super().__init__(window)
        from PySide6.QtWidgets import QGraphicsView

        self._then = then
        self._waited_for = {
            view.viewport()
            for view in window.findChildren(QGraphicsView)
            if not view.viewport().visibleRegion().isEmpty()
        }
        for viewport in self._waited_for:
            viewport.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and watched in self._waited_for:
            self._waited_for.discard(watched)
            if not self._waited_for:
                # Comes after the painting of the window, and before what a timer would begin.
                QCoreApplication.postEvent(self, QEvent(QEvent.Type.User))
        return False

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.User:
            self._then()
            return True
        return super().event(event)


def tell(event: str) -> Callable[[], None]:
    """What prints that an event has come, and when."""
    return lambda: print(event, time.monotonic() - BEGUN, flush=True)


application = QApplication(sys.argv[:1])
watcher = FirstPaint(application)
if sys.argv[2] == "bare":
    bare = QMainWindow()
    bare.resize(1280, 720)
    bare.installEventFilter(watcher)
    bare.show()
    application.exec()
else:
    from equipoise.__main__ import main
    from equipoise.ui.main_window import MainWindow

    def show(window: MainWindow) -> None:
        del MainWindow.show
        window.installEventFilter(watcher)
        window.show()

    MainWindow.show = show  # type: ignore[method-assign, assignment]
    raise SystemExit(main([sys.argv[3]]))
