"""One start of a window in a process of its own; prints seconds since the parent's clock reading.

`bare` opens an empty QMainWindow; `equipoise FILE` the real program. Prints when the window was
first painted, and for equipoise when the draft, and then the exact projection were painted in its
charts.
"""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer
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
        print("painted", time.monotonic() - BEGUN, flush=True)
        if sys.argv[2] == "bare":
            self._application.quit()
        else:
            self._listen()

    def _listen(self) -> None:
        from PySide6.QtCore import Qt

        furnish = MainWindow.furnish

        def listening(window: MainWindow, session: Session, projector: Projector) -> None:
            once = Qt.ConnectionType.SingleShotConnection
            projector.projected.connect(self._projected, once)
            projector.settled.connect(self._settled)
            furnish(window, session, projector)

        MainWindow.furnish = listening  # type: ignore[method-assign, assignment]

    def _projected(self) -> None:
        QTimer.singleShot(0, self._draft)

    def _draft(self) -> None:
        print("draft", time.monotonic() - BEGUN, flush=True)

    def _settled(self) -> None:
        QTimer.singleShot(0, self._live)

    def _live(self) -> None:
        print("live", time.monotonic() - BEGUN, flush=True)
        self._application.quit()


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
