"""Questions answered in a thread of their own, where the latest question wins."""

from __future__ import annotations

import threading
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, Signal

from equipoise.editing.lasting_thread import LastingThread
from equipoise.projection.model import NothingToProject

Asked = TypeVar("Asked")


class Answerer(QObject):
    """What every answerer tells besides its answers.

    `nothing` carries plain words where there is nothing to project, `busy` whether a question is
    being worked on, `failed` an exception that is a bug.
    """

    nothing = Signal(str)
    busy = Signal(bool)
    failed = Signal(object)


class LatestWinsThread(LastingThread, Generic[Asked]):
    """Works on the latest question only; begins with the first one.

    A subclass implements `answer` and asks `overtaken` between its steps.
    """

    def __init__(self, answerer: Answerer) -> None:
        super().__init__()
        self._answerer = answerer
        self._wake = threading.Condition()
        self._question: Asked | None = None
        self._ended = False
        self._held = False

    def ask(self, question: Asked) -> None:
        """Put a question in the place of the one that waits."""
        with self._wake:
            self._question = question
            self._wake.notify()
            if not self.isRunning() and not self._ended:
                self.start()

    def give_up(self) -> None:
        """Answer nothing any more; the thread ends after the step it is in."""
        with self._wake:
            self._ended = True
            self._wake.notify()

    def end(self) -> None:
        """End the thread; waits for the step it is in."""
        self.give_up()
        self.wait()

    def overtaken(self) -> bool:
        """Whether a newer question waits, or the thread is to end."""
        with self._wake:
            return self._question is not None or self._ended

    def hold(self) -> None:
        """Have the next `wait_released` wait (called by the thread, before what is to be heard)."""
        with self._wake:
            self._held = True

    def release(self) -> None:
        """Let the thread go on."""
        with self._wake:
            self._held = False
            self._wake.notify()

    def wait_released(self, seconds: float) -> None:
        """Wait until released, overtaken or the time is over (called by the thread)."""
        with self._wake:
            self._wake.wait_for(
                lambda: not self._held or self._question is not None or self._ended, seconds
            )

    def answer(self, question: Asked) -> None:
        """Work on a question and emit what is found."""
        raise NotImplementedError

    def run(self) -> None:
        """Take one question after another (called by the thread)."""
        while True:
            with self._wake:
                self._wake.wait_for(lambda: self._question is not None or self._ended)
                question, self._question = self._question, None
                if self._ended or question is None:
                    return
            self._answerer.busy.emit(True)
            try:
                self.answer(question)
            except NothingToProject as reason:
                self._answerer.nothing.emit(str(reason))
            except Exception as bug:
                self._answerer.failed.emit(bug)
            if not self.overtaken():
                self._answerer.busy.emit(False)
