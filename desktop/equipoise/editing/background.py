"""Work that would block the window, in a thread of its own, with its answer on the window's."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, Signal

from equipoise.editing.lasting_thread import LastingThread

Progress = Callable[[float], None]
"""Told how much is done, 0…1."""

Stop = Callable[[], bool]
"""Whether the answer is unwanted by now."""

Search = Callable[[Progress, Stop], Any]
"""Work that is handed two functions: one to tell its progress (0…1), one that says when to stop."""


class Background(LastingThread):
    """Runs `work` once. `done` carries what it returns, `failed` the exception it raises.

    `give_up` makes the answer unwanted: no signal but `finished` is emitted any more. Work that can
    be stopped asks `unwanted`; work that takes long tells its progress (0…1) to `tell_progress`,
    which `progressed` carries to the window.
    """

    done = Signal(object)
    failed = Signal(object)
    progressed = Signal(float)

    def __init__(self, work: Callable[[], Any]) -> None:
        super().__init__()
        self._work = work
        self._unwanted = False

    def give_up(self) -> None:
        """Forget the work; what does not ask `unwanted` runs to its end unheard."""
        self._unwanted = True

    def unwanted(self) -> bool:
        """Whether the answer is unwanted by now."""
        return self._unwanted

    def tell_progress(self, share: float) -> None:
        """Tell how much of the work is done, 0…1 (called by the work)."""
        if not self._unwanted:
            self.progressed.emit(share)

    def run(self) -> None:
        """Do the work (called by the thread)."""
        try:
            answer = self._work()
        except Exception as error:
            if not self._unwanted:
                self.failed.emit(error)
        else:
            if not self._unwanted:
                self.done.emit(answer)


class LatestSearch(QObject):
    """One search at a time: a new one takes the place of the one before, which is told to stop.

    `done`, `failed` and `progressed` speak of the latest search only. `busy` tells whether one is
    wanted or runs. The thread ends before the owner is destroyed and before the program ends.
    """

    done = Signal(object)
    failed = Signal(object)
    progressed = Signal(float)
    busy = Signal(bool)

    def __init__(self, owner: QObject) -> None:
        super().__init__(owner)
        self._running: Background | None = None
        self._current: Background | None = None
        self._next: Search | None = None
        stop = self.stop
        owner.destroyed.connect(lambda _owner=None: stop())
        application = QCoreApplication.instance()
        if application is not None:
            application.aboutToQuit.connect(self.stop)

    @property
    def active(self) -> bool:
        """Whether an answer is awaited."""
        return self._current is not None or self._next is not None

    def start(self, search: Search) -> None:
        """Search in the background, once the search before has stopped."""
        self._forget()
        self._next = search
        if self._running is None:
            self._begin()
        self.busy.emit(True)

    def cancel(self) -> None:
        """Give up the search; no answer will come."""
        was_active = self.active
        self._forget()
        if was_active:
            self.busy.emit(False)

    def stop(self) -> None:
        """Give up the search and wait until its thread has ended."""
        self._forget()
        if self._running is not None:
            self._running.wait()

    def _forget(self) -> None:
        self._next = None
        if self._current is not None:
            self._current.give_up()
            self._current = None

    def _begin(self) -> None:
        search, self._next = self._next, None
        if search is None:
            return
        job = Background(lambda: search(job.tell_progress, job.unwanted))
        self._running = self._current = job
        # Slots of this object, not closures: a closure dies with the job that it hears.
        job.progressed.connect(self._heard)
        job.done.connect(self._answered)
        job.failed.connect(self._troubled)
        job.finished.connect(self._ended)
        job.start()

    def _heard(self, share: float) -> None:
        if self._current is not None:
            self.progressed.emit(share)

    def _answered(self, answer: Any) -> None:
        self._tell(self.done, answer)

    def _troubled(self, error: Any) -> None:
        self._tell(self.failed, error)

    def _tell(self, signal: Any, what: Any) -> None:
        """Hand on what came of the search; that of one given up before finds no `_current`."""
        if self._current is not None:
            self._current = None
            signal.emit(what)
            if not self.active:
                self.busy.emit(False)

    def _ended(self) -> None:
        """The one thread that runs has ended; the next search may begin."""
        self._running = None
        self._begin()
