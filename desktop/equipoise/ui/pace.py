"""Showing what comes faster than it can be painted."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal


class Pace(QObject):
    """Shows the latest of what comes, and leaves all else as much time as showing it took.

    `painted` tells that what was shown is on the screen.

    A window that painted whatever comes would have none left for the mouse, whose movements would
    pile up. What is overtaken before its turn is never shown; what comes last always is.
    """

    painted = Signal()

    def __init__(self, show: Callable[..., None], parent: QObject) -> None:
        super().__init__(parent)
        self._show = show
        self._waiting: tuple[Any, ...] | None = None
        self._painting = False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.timeout.connect(self._go_on)

    def take(self, *what: Any) -> None:
        """Show this at once if there was time for all else since the last, or as soon as then."""
        self._waiting = what
        self._go_on()

    def hurry(self) -> None:
        """Show what waits for its turn now."""
        self._pause.stop()
        self._painting = False
        self._go_on()

    def _go_on(self) -> None:
        if self._waiting is None or self._painting or self._pause.isActive():
            return
        what, self._waiting = self._waiting, None
        begun = time.perf_counter()
        self._painting = True
        try:
            self._show(*what)
        finally:
            # Comes after the painting, which is asked for by an event before it.
            QTimer.singleShot(0, self, lambda: self._painted(begun))

    def _painted(self, begun: float) -> None:
        self._painting = False
        self._pause.start(math.ceil((time.perf_counter() - begun) * 1e3))
        self.painted.emit()
