"""The program at work on a dossier whose every text holds a marker, until it crashes.

`python -m reliability.marked DOSSIER kill|fault` drives the real `main()` on a screen that nobody
sees: types the passphrase, edits, makes the program report a fault, lets it make its backups and
prepare a briefing, then saves without end until it is killed, or ends itself by a
fault of memory.
"""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import NoReturn

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtCore import QDeadlineTimer, QEventLoop, QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit

from equipoise.__main__ import main
from equipoise.dossier.dossier import Dossier
from equipoise.editing import edits
from equipoise.person import Person, data_folder, remember_person
from equipoise.store.header import SUFFIX
from equipoise.store.shipped import shipped_dossier
from equipoise.ui.main_window import MainWindow
from equipoise.ui.places import BRIEFING

MARKER = "Quarzlampe-Nordwind-83"
PASSPHRASE = "seven dry rivers under one bridge"
_PATIENCE = 60.0


def marked(number: int) -> Dossier:
    """A dossier with the marker in its texts; one of many, all different."""
    base = shipped_dossier()
    text = f"{MARKER} {number} " * (20 + number % 50)
    settings = replace(base.settings, title=f"{MARKER} {number}", setting=text, draws=1000)
    sources = tuple(replace(row, note=text, reference=text) for row in base.sources)
    return replace(base, settings=settings, sources=sources)


def _work(window: MainWindow, crash: str) -> NoReturn:
    session = window.session
    for number in range(1, 6):
        session.attempt(f"Edit {MARKER}", _becomes(marked(number)))
    session.undo_stack.undo()
    session.attempt("Refused", lambda d: edits.set_setting(d, "title", ""))
    # A fault of the program's own, with a text of the dossier in it.
    fault = ValueError(f"unexpected: {session.dossier.settings.title}")
    sys.excepthook(ValueError, fault, None)
    backups = data_folder() / "backups"
    _wait(lambda: any(backups.rglob(f"[0-9]*{SUFFIX}")))
    QApplication.clipboard().setText(session.dossier.settings.title)
    _brief(window)
    print("ready", flush=True)
    number = 10
    while True:
        session.attempt("Edit", _becomes(marked(number)))
        number += 1
        if crash == "fault" and number > 20:
            os.kill(os.getpid(), signal.SIGSEGV)


def _becomes(dossier: Dossier) -> Callable[[Dossier], Dossier]:
    return lambda _before: dossier


def _brief(window: MainWindow) -> None:
    """Look at the pages as they will print; they are on the screen only."""
    (preview,) = (
        action for action in window.findChildren(QAction) if action.text() == "Pre&view briefing"
    )
    preview.trigger()
    _wait(lambda: window.room(BRIEFING).pages.page_count() > 0)


def _wait(done: Callable[[], bool]) -> None:
    end = time.monotonic() + _PATIENCE
    while not done():
        if time.monotonic() > end:
            raise TimeoutError("the program does not come to an end with what it does")
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, QDeadlineTimer(50))


def _type_passphrase() -> None:
    dialog = QApplication.activeModalWidget()
    if isinstance(dialog, QDialog):
        field = dialog.findChild(QLineEdit)
        if field is not None and not field.text():
            field.setText(PASSPHRASE)
            dialog.accept()


def run(path: Path, crash: str) -> int:
    """Work until the crash; returns only if something else went wrong."""
    remember_person(Person("A. Traveller", "Reliability"))
    # To the program a screen like any other, so that it asks for what it needs.
    QApplication.platformName = staticmethod(lambda: "seen")  # type: ignore[method-assign]
    application = QApplication(sys.argv[:1])
    typing, beginning = QTimer(application), QTimer(application)

    def begin() -> None:
        for window in QApplication.topLevelWidgets():
            if isinstance(window, MainWindow) and window.isVisible() and window.furnished:
                typing.stop()
                beginning.stop()
                try:
                    _work(window, crash)
                except BaseException:
                    sys.__excepthook__(*sys.exc_info())
                    os._exit(3)

    typing.timeout.connect(_type_passphrase)
    typing.start(100)
    beginning.timeout.connect(begin)
    beginning.start(100)
    return main([str(path)])


if __name__ == "__main__":
    sys.exit(run(Path(sys.argv[1]), sys.argv[2]))
