"""Long questions: they tell how far they are, and stop when asked to."""

from __future__ import annotations

import time
from collections.abc import Callable

_PAUSE = 0.05


class Cancelled(Exception):
    """The question was withdrawn before its answer was found."""


class Watch:
    """Tells `progress` (0…1, never backwards) and asks `cancelled`, each at most 20 times a second.

    `at` raises Cancelled once `cancelled` says so.
    """

    def __init__(
        self,
        progress: Callable[[float], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> None:
        self._progress = progress
        self._cancelled = cancelled
        self._told = -1.0
        self._last = -_PAUSE

    def at(self, done: float) -> None:
        """The part `done` of the work, 0…1, is behind us."""
        now = time.monotonic()
        if done < 1 and now - self._last < _PAUSE:
            return
        self._last = now
        if self._cancelled is not None and self._cancelled():
            raise Cancelled
        done = min(max(done, self._told, 0.0), 1.0)
        if self._progress is not None:
            self._progress(done)
        self._told = done

    def part(self, start: float, end: float) -> Callable[[float], None]:
        """A function that tells progress within one part of the work from its own 0…1."""

        def at(done: float) -> None:
            self.at(start + (end - start) * done)

        return at
