"""Threads that nobody can destroy while they run."""

from __future__ import annotations

import atexit

from PySide6.QtCore import QThread, QTimer

_RUNNING: set[LastingThread] = set()


class LastingThread(QThread):
    """A thread that is kept until it has ended, whoever forgets it.

    Qt ends the program when a running thread is destroyed, and Python would destroy one as soon as
    nobody holds it: between `start` and the first line of `run`, and between the last line of `run`
    and the thread's end. It has no parent, which would destroy it too. When the program ends, what
    still runs is given up and waited for.
    """

    def __init__(self) -> None:
        super().__init__()
        self.finished.connect(self._let_go)

    def start(self, priority: QThread.Priority = QThread.Priority.InheritPriority) -> None:
        """Start the thread, which is kept from now on until it has ended."""
        _RUNNING.add(self)
        super().start(priority)

    def give_up(self) -> None:
        """Make what the thread works on unwanted, so that it ends soon."""
        raise NotImplementedError

    def _let_go(self) -> None:
        # `finished` is told by the thread itself, shortly before it is at its end.
        self.wait()
        # Whoever else hears of its end has not heard yet, and would not if it were gone.
        QTimer.singleShot(0, self, lambda: _RUNNING.discard(self))


@atexit.register
def _end_all() -> None:
    for thread in _RUNNING:
        thread.give_up()
    for thread in _RUNNING:
        thread.wait()
    _RUNNING.clear()
