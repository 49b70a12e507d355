"""Noticing that nobody is at the keyboard."""

from __future__ import annotations

import os
import time
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer, Signal

_TICK_MS = 5000

_SIGNS_OF_LIFE = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchUpdate,
        QEvent.Type.TabletPress,
        QEvent.Type.TabletMove,
        QEvent.Type.InputMethod,
    }
)


def seconds_awake_or_not() -> float:
    """A clock in seconds that nobody can set and that runs on while the computer sleeps.

    Where the system has none (macOS) it is the time of day.
    """
    boot_time = getattr(time, "CLOCK_BOOTTIME", None)
    if boot_time is not None:
        return time.clock_gettime(boot_time)
    return time.monotonic() if os.name == "nt" else time.time()


class IdleWatch(QObject):
    """Emits `idle` once when no key, mouse, wheel or touch was used for so many minutes.

    After that the next sign of life begins a new wait. A computer that slept through the wait is
    idle when it wakes: the key or click that finds this out is not handed on to the window. 0
    minutes, as at first, is never.
    """

    idle = Signal()

    def __init__(
        self,
        application: QCoreApplication,
        parent: QObject | None = None,
        clock: Callable[[], float] = seconds_awake_or_not,
    ) -> None:
        super().__init__(parent)
        self._application = application
        self._clock = clock
        self._after = 0.0
        self._last: float | None = None
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.check)

    def set_minutes(self, minutes: float) -> None:
        """Wait so long from now on; 0 stops watching."""
        self._after = minutes * 60.0
        self._application.removeEventFilter(self)
        self._timer.stop()
        self._last = self._clock()
        if minutes > 0:
            self._application.installEventFilter(self)
            self._timer.start(max(1, min(_TICK_MS, int(self._after * 1000 / 4))))

    def minutes(self) -> float:
        """How long it waits; 0 is never."""
        return self._after / 60.0

    def check(self) -> bool:
        """Whether the wait was over just now; then `idle` has been emitted."""
        if self._last is None or self._clock() - self._last < self._after:
            return False
        self._last = None
        self.idle.emit()
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note a sign of life; hold back the one that comes after the wait was over."""
        if event.type() not in _SIGNS_OF_LIFE:
            return False
        if self.check():
            return True
        self._last = self._clock()
        return False
