"""One start of a window in a process of its own; prints seconds since the parent's clock reading.

`bare` opens an empty QMainWindow; `equipoise FILE` the real program. Prints when the window was
first painted, and for equipoise when the exact projection was painted in its charts.
"""

from __future__ import annotations

import sys
import time

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

BEGUN = float(sys.argv[1])


class FirstPaint(QObject):
    """Prints when a main window was first painted."""

    def __init__(self, application: QApplication) -> None:
        super().__init__()
        self._application = application
        self.window: QWidget | None = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and isinstance(watched, QMainWindow):
            self._application.removeEventFilter(self)
            self.window = watched
            QTimer.singleShot(0, self._painted)
        return False

    def _painted(self) -> None:
        print("painted", time.monotonic() - BEGUN, flush=True)
        if sys.argv[2] == "bare":
            self._application.quit()
        else:
            self._await_charts()

    def _await_charts(self) -> None:
        from equipoise.ui.main_window import MainWindow

        assert isinstance(self.window, MainWindow)
        self.window.projector.settled.connect(self._settled)

    def _settled(self) -> None:
        QTimer.singleShot(0, self._live)

    def _live(self) -> None:
        print("live", time.monotonic() - BEGUN, flush=True)
        self._application.quit()


application = QApplication(sys.argv[:1])
watcher = FirstPaint(application)
application.installEventFilter(watcher)
if sys.argv[2] == "bare":
    bare = QMainWindow()
    bare.resize(1280, 720)
    bare.show()
    application.exec()
else:
    from equipoise.__main__ import main

    raise SystemExit(main([sys.argv[3]]))
