"""Work that would block the window, in a thread of its own, with its answer on the window's."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QThread, Signal


class Background(QThread):
    """Runs `work` once. `done` carries what it returns, `failed` the exception it raises.

    `cancel` makes the answer unwanted: neither signal is emitted any more.
    """

    done = Signal(object)
    failed = Signal(object)

    def __init__(self, work: Callable[[], Any], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self._cancelled = False
        self.finished.connect(self.deleteLater)

    def cancel(self) -> None:
        """Forget the work; what it has begun runs to its end unheard."""
        self._cancelled = True

    def run(self) -> None:
        """Do the work (called by the thread)."""
        try:
            answer = self._work()
        except Exception as error:
            if not self._cancelled:
                self.failed.emit(error)
        else:
            if not self._cancelled:
                self.done.emit(answer)
