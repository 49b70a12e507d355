"""One search at a time: the latest wins, cancelling stops it, an owner that goes ends it."""

from __future__ import annotations

import threading

from PySide6.QtCore import QObject, QThread

from equipoise.editing.background import Background, LatestSearch


class Heard(QObject):
    def __init__(self, search: LatestSearch) -> None:
        super().__init__()
        self.done: list[object] = []
        self.failed: list[object] = []
        self.progress: list[float] = []
        self.threads: set[object] = set()
        search.done.connect(self._done)
        search.failed.connect(self.failed.append)
        search.progressed.connect(self.progress.append)

    def _done(self, answer: object) -> None:
        self.threads.add(QThread.currentThread())
        self.done.append(answer)


def waiting(progress, cancelled) -> str:
    while not cancelled():
        progress(0.25)
        threading.Event().wait(0.002)
    return "late"


def test_answer_and_progress_arrive_on_the_window_thread(qtbot) -> None:
    owner = QObject()
    search = LatestSearch(owner)
    heard = Heard(search)

    def work(progress, _cancelled) -> int:
        progress(0.5)
        return 7

    search.start(work)
    assert search.active
    qtbot.waitUntil(lambda: heard.done == [7])
    assert heard.progress == [0.5]
    assert heard.threads == {QThread.currentThread()}
    assert not search.active


def test_latest_search_wins(qtbot) -> None:
    owner = QObject()
    search = LatestSearch(owner)
    heard = Heard(search)
    search.start(waiting)
    search.start(lambda *_: "overtaken")
    search.start(lambda *_: "latest")
    qtbot.waitUntil(lambda: heard.done == ["latest"])
    assert heard.failed == []


def test_cancel_stops_the_work_and_no_answer_comes(qtbot) -> None:
    owner = QObject()
    search = LatestSearch(owner)
    heard = Heard(search)
    ended = threading.Event()

    def work(progress, cancelled) -> str:
        answer = waiting(progress, cancelled)
        ended.set()
        return answer

    search.start(work)
    qtbot.waitUntil(lambda: bool(heard.progress))
    search.cancel()
    assert not search.active
    assert ended.wait(5)
    search.start(lambda *_: "next")
    qtbot.waitUntil(lambda: heard.done == ["next"])


def test_fault_is_told(qtbot) -> None:
    owner = QObject()
    search = LatestSearch(owner)
    heard = Heard(search)

    def work(*_) -> None:
        raise ValueError("no such goal")

    search.start(work)
    qtbot.waitUntil(lambda: len(heard.failed) == 1)
    assert str(heard.failed[0]) == "no such goal"
    assert not search.active


def test_owner_that_goes_waits_for_its_thread(qtbot) -> None:
    owner = QObject()
    search = LatestSearch(owner)
    begun, ended = threading.Event(), threading.Event()

    def work(progress, cancelled) -> None:
        begun.set()
        waiting(progress, cancelled)
        ended.set()

    search.start(work)
    assert begun.wait(5)
    owner.deleteLater()
    qtbot.waitUntil(ended.is_set)


def test_background_tells_progress_until_it_is_cancelled(qtbot) -> None:
    job = Background(lambda: job.tell_progress(0.5))
    heard: list[float] = []
    job.progressed.connect(heard.append)
    with qtbot.waitSignal(job.finished):
        job.start()
    qtbot.waitUntil(lambda: heard == [0.5])
