"""A walk through the whole program, as one process: every room, window, menu item and command.

`python -m reliability.tour FOLDER` drives the real `main()`; run it under strace to see what the
program asks of the system. Menu items are found, not listed: whatever the menus hold is chosen, and
every dialogue that this opens is drawn and put away again. Prints what it saw as one JSON object.

With the word `leak` behind the folder it takes the commands only, and opens one internet socket on
its way, as a control.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QDeadlineTimer, QEventLoop, QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from equipoise import __main__ as program
from equipoise.bug_report import Hook
from equipoise.desk import desk
from equipoise.dossier.dossier import Dossier
from equipoise.dossier.rows import Mark
from equipoise.editing import edits
from equipoise.person import Person, remember_person
from equipoise.store.dossier_file import DossierFile
from equipoise.store.exchange import export_json
from equipoise.store.shipped import shipped_dossier
from equipoise.ui import dialogs
from equipoise.ui.main_window import MainWindow
from equipoise.ui.places import PLACES

_PASSPHRASE = "seven dry rivers under one bridge"
_LONG = 200
"""Looks, twenty a second, after which a dialogue is closed in any case."""

_PATIENCE = 120.0
"""Seconds that a projection or a briefing may take, on a slow machine and under strace."""


class Tour:
    """The way through the window; `seen` tells where it led, `passed_by` what was not to be had."""

    def __init__(self) -> None:
        self.seen: list[str] = []
        self.passed_by: list[str] = []
        self.dialogues: set[str] = set()
        self._choosing = False

    def walk(self, window: MainWindow) -> None:
        """See everything that one window holds."""
        self._settle(window)
        for number, place in enumerate(PLACES):
            window.show_room(number)
            self._stop(f"room {place.name}", window)
        window.show_room(0)
        title = edits.set_setting
        window.session.attempt("Title", lambda d: title(d, "title", "Seen on a tour"))
        window.session.undo_stack.undo()
        window.session.undo_stack.redo()
        self._stop("edit, undo, redo", window)
        self._reach(window)
        walk = window.walk_window()
        self._stop("walk the weight", walk)
        walk.close()
        for frame in window.projection_panel.frames():
            frame.enlarge()
            self._stop("chart enlarged", window)
            frame.close_enlarged()
        self._choose_everything()

    def _reach(self, window: MainWindow) -> None:
        reach = window.reach_window()
        reach.question.choose_goal(window.session.dossier.goals[0].id)
        reach.start_button.click()
        _wait(lambda: reach.answer is not None)
        self._stop("what would have to be true", reach)
        reach.close()

    def _choose_everything(self) -> None:
        """Choose every item of every menu; some put another window in the place of this one."""
        for path in [path for path, _ in _items(_window())]:
            found = dict(_items(_window()))
            action = found.get(path)
            if action is None or not action.isEnabled():
                self.passed_by.append(path)
                continue
            with self._putting_away():
                self._choosing = True
                action.trigger()
                self._choosing = False
                _events(0.15)
                _wait(lambda: not _window().strip.text().endswith(" …"))
                for top in QApplication.topLevelWidgets():
                    if top.isVisible() and not isinstance(top, MainWindow):
                        self._note_dialogue(top)
                        top.close()
            self._stop(path, _window())

    @contextlib.contextmanager
    def _putting_away(self) -> Iterator[None]:
        """Draw and close whatever opens and waits for an answer, so that nothing else goes on.

        What lets the program go on is closed later, when it has been seen to its end.
        """
        timer = QTimer()
        timer.setInterval(50)
        waiting = 0

        def put_away() -> None:
            nonlocal waiting
            found = QApplication.activePopupWidget() or QApplication.activeModalWidget()
            waiting = waiting + 1 if found is not None else 0
            if found is not None and (self._choosing or waiting > _LONG):
                self._note_dialogue(found)
                found.close()
                waiting = 0

        timer.timeout.connect(put_away)
        timer.start()
        try:
            yield
        finally:
            timer.stop()

    def _note_dialogue(self, widget: QWidget) -> None:
        widget.grab()
        self.dialogues.add(f"{type(widget).__name__} {widget.windowTitle()}".strip())

    def _settle(self, window: MainWindow) -> None:
        settled: list[object] = []
        window.projector.settled.connect(lambda *_: settled.append(1))
        window.projector.ask(window.session.dossier, window.session.scenario_id)
        _wait(lambda: bool(settled))

    def _stop(self, name: str, widget: QWidget) -> None:
        _events(0.05)
        widget.grab()
        self.seen.append(name)


def _items(window: MainWindow) -> Iterator[tuple[str, QAction]]:
    """Every item of the menu bar but the one that ends the program, by its way there."""

    def below(menu: QMenu, way: str) -> Iterator[tuple[str, QAction]]:
        menu.aboutToShow.emit()
        for action in menu.actions():
            path = f"{way} › {action.text().replace('&', '')}"
            inner = action.menu()
            if isinstance(inner, QMenu):
                yield from below(inner, path)
            elif action.text() and action.text() != "&Quit":
                yield path, action

    for action in window.menuBar().actions():
        menu = action.menu()
        if isinstance(menu, QMenu):
            yield from below(menu, action.text().replace("&", ""))


def _window() -> MainWindow:
    (shown,) = (
        w for w in QApplication.topLevelWidgets() if isinstance(w, MainWindow) and w.isVisible()
    )
    return shown


def _events(seconds: float) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, QDeadlineTimer(50))


def _wait(done: Callable[[], bool]) -> None:
    end = time.monotonic() + _PATIENCE
    while not done():
        if time.monotonic() > end:
            raise TimeoutError("the program does not come to an end with what it does")
        _events(0.05)


def _dossier() -> Dossier:
    """The shipped dossier with few draws: the way is of interest here, not the figures."""
    dossier = shipped_dossier()
    return replace(dossier, settings=replace(dossier.settings, draws=1000))


def see_window(folder: Path) -> Tour:
    """Start the program on a dossier and see everything in it. Raises what went wrong."""
    remember_person(Person("A. Traveller", "Reliability"))
    path, source = folder / "toured.equipoise", folder / "source.json"
    DossierFile.create(path, _dossier()).close()
    export_json(_dossier(), source)
    tour = Tour()
    written = iter(range(10_000))

    def answer_save(_parent: object, _title: str, _name: str, kinds: str) -> Path:
        return folder / f"written-{next(written)}{kinds[kinds.index('*') + 1 :].rstrip(')')}"

    def answer_open(_parent: object, _title: str, kinds: str) -> Path:
        return source if kinds == dialogs.JSON_FILES else path

    vars(dialogs).update(ask_save=answer_save, ask_open=answer_open)
    faults: list[BaseException] = []

    def report(_log: Path, _tell: object) -> Hook:
        return lambda _kind, error, _trace: faults.append(error)

    # A part of the program that breaks down has not been seen.
    vars(desk).update(report_unexpected=report)

    def begin() -> None:
        try:
            _wait(lambda: _window().furnished)
            tour.walk(_window())
        except BaseException as error:
            faults.append(error)
        QApplication.exit()

    application = QApplication.instance() or QApplication(sys.argv[:1])
    QTimer.singleShot(0, application, begin)
    code = program.main([str(path)])
    if faults:
        raise faults[0]
    if code:
        raise RuntimeError(f"the program ended with {code}")
    return tour


def see_commands(folder: Path) -> list[str]:
    """Run every command: with what it needs where that is known here, otherwise for its help.

    Raises RuntimeError for one that fails.
    """
    dossier = replace(_dossier(), marks=(Mark("open", "Open", 10),))
    dossier = replace(dossier, settings=replace(dossier.settings, default_mark_id="open"))
    file, other = folder / "commanded.equipoise", folder / "other.equipoise"
    DossierFile.create(file, dossier).close()
    shutil.copy(file, other)

    def out(name: str) -> tuple[str, str]:
        return "-o", str(folder / name)

    names = ",".join(scenario.name for scenario in dossier.scenarios[:2])
    known: dict[str, tuple[object, ...]] = {
        "new": (folder / "new.equipoise", "--template", "israel"),
        "export": (file, *out("commanded.json")),
        "import": (folder / "commanded.json", *out("imported.equipoise")),
        "schema": (),
        "brief": (file, *out("briefing.pdf")),
        "project": (file,),
        "compare": (file, "--scenarios", names),
        "reach": (file, "--goal", dossier.goals[0].name, "--probability", "50", "--no-judgments"),
        "protect": (file,),
        "unprotect": (file,),
        "verify": (file,),
        "repair": (file, *out("repaired.equipoise")),
        "take-in": (other, *out("taken-in.equipoise")),
        "history": (file,),
        "merge": (file, other),
        "send": (file, *out("parcel.equipoise")),
        "release": (file, "--at-or-below", "Open", *out("released.equipoise")),
    }
    seen = []
    for name in program._COMMANDS:
        for variable in ("EQUIPOISE_PASSPHRASE", "EQUIPOISE_NEW_PASSPHRASE"):
            os.environ[variable] = _PASSPHRASE
        words = [str(word) for word in known.get(name, ("--help",))]
        code: object
        with contextlib.redirect_stdout(io.StringIO()):
            try:
                code = program.main([name, *words])
            except SystemExit as end:
                code = end.code
        if code:
            raise RuntimeError(f"{name} {' '.join(words)} ended with {code}")
        seen.append(f"command {name}" if name in known else f"command {name} --help")
    return seen


def main(arguments: list[str]) -> int:
    """See the window, then the commands."""
    folder = Path(arguments[0])
    seen: list[str] = []
    passed_by: list[str] = []
    dialogues: set[str] = set()
    if "leak" in arguments:
        import socket

        socket.socket(socket.AF_INET6, socket.SOCK_DGRAM).close()
    else:
        tour = see_window(folder)
        seen, passed_by, dialogues = tour.seen, tour.passed_by, tour.dialogues
    seen += see_commands(folder)
    told = {"seen": seen, "passed by": passed_by, "dialogues": sorted(dialogues)}
    print(json.dumps(told, ensure_ascii=False))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
