"""Start the window and wire the parts together.

The window is shown first. Only when it is painted is the rest of the program imported, the file
opened and the window furnished.
"""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from equipoise import system_libraries

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from equipoise.desk.desk import Desk
    from equipoise.desk.opening import Opened
    from equipoise.store.dossier_file import DossierFile
    from equipoise.ui.main_window import MainWindow


def run_window(path: Path | None) -> int:
    """Open the window on a dossier file, or on the working copy of the shipped dossier.

    Returns the exit code: 1 if the file cannot be opened or no window can, told in one line on
    stderr (and in a box where a person may not see stderr).
    """
    gc.disable()  # what is imported and built at start stays; looking through it takes long
    try:
        from PySide6.QtWidgets import QApplication
    except ImportError as error:
        return _refused(system_libraries.problem(os.environ) or f"Qt cannot be loaded: {error}")
    problem = system_libraries.problem(os.environ, qt_loads=True)
    if problem:
        return _refused(problem)

    from equipoise.desk.empty_window import chosen_theme, empty_window
    from equipoise.ui.first_paint import FirstPaint
    from equipoise.ui.style import STYLE, apply_theme, load_window_fonts

    application = QApplication.instance() or QApplication([*sys.argv[:1], "-style", STYLE])
    if not isinstance(application, QApplication):
        raise TypeError("a Qt application without widgets is running already")
    application.setApplicationName("equipoise")
    application.setApplicationDisplayName("Equipoise")
    application.setDesktopFileName("equipoise")
    # The program ends on demand: a window that gives way to another does not end it.
    application.setQuitOnLastWindowClosed(False)
    load_window_fonts()
    theme = chosen_theme()
    apply_theme(application, theme)
    name = path.stem if path is not None else "the worked dossier"
    window = empty_window(application, theme, f"Opening {name} …")
    start = _Start(application, window, path)
    FirstPaint(window, start.go_on)
    window.show()
    code = application.exec()
    start.end()
    return code


def _refused(problem: str) -> int:
    print(f"equipoise: {problem}", file=sys.stderr)
    return 1


class _Start:
    """What follows the first paint: open the file, furnish the window."""

    def __init__(self, application: QApplication, window: MainWindow, path: Path | None) -> None:
        self._application = application
        self._window: MainWindow | None = window
        self._path = path
        self._desk: Desk | None = None
        self._fault: Exception | None = None

    def go_on(self) -> None:
        """Open the file and furnish the window, or end the event loop with the exit code."""
        if self._window is None:
            return
        from equipoise.bug_report import log_to
        from equipoise.person import data_folder
        from equipoise.store.errors import StoreError
        from equipoise.ui.icons import application_icon
        from equipoise.ui.style import load_other_fonts

        self._application.setWindowIcon(application_icon())
        load_other_fonts()
        try:
            log_path = log_to(data_folder())  # also makes the folder of the working copy
            opened = self._opened(self._window)
            if opened is None:
                self._application.exit(0)
            else:
                self._furnish(*opened, log_path)
        except StoreError as error:
            print(f"equipoise: {error}", file=sys.stderr)
            self._take_away()
            if self._seen():
                from equipoise.ui.dialogs import tell

                tell(None, "Equipoise", str(error))
            self._application.exit(1)
        except Exception as fault:
            self._fault = fault
            self._application.exit(1)
        finally:
            gc.enable()

    def end(self) -> None:
        """End background work and close the file. Raises what a fault of ours raised at start."""
        gc.enable()
        self._take_away()
        if self._desk is not None:
            self._desk.leave()
        if self._fault is not None:
            raise self._fault

    def _opened(self, window: MainWindow) -> Opened | None:
        from equipoise.desk.opening import open_asking, open_unasked
        from equipoise.editing.opening import working_copy
        from equipoise.person import data_folder

        path, welcome = self._path, ""
        if path is None:
            path, welcome = working_copy(data_folder())
        # Where nobody sees the window, nobody could answer a question.
        opened = open_asking(path, window) if self._seen() else open_unasked(path)
        return opened and (opened[0], opened[1] or welcome)

    def _furnish(self, file: DossierFile, note: str, log_path: Path) -> None:
        from equipoise.desk.furnished import furnished_desk

        self._desk = furnished_desk(self._application, log_path)
        window, self._window = self._window, None
        self._desk.show(file, note, window)

    def _seen(self) -> bool:
        return self._application.platformName() != "offscreen"

    def _take_away(self) -> None:
        """Leave no empty window behind; one that was furnished is the desk's."""
        if self._window is not None:
            self._window.hide()
            self._window.deleteLater()
            self._window = None
