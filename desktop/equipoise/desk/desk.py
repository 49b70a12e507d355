"""Shows one dossier at a time, and hands the menu's commands to those who carry them out."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QMessageBox

from equipoise import core_dumps
from equipoise.bug_report import (
    LOG,
    report_unexpected,
    withhold_no_longer,
    withhold_texts,
)
from equipoise.desk.empty_window import chosen_theme, empty_window, settings
from equipoise.dossier.dossier import Dossier
from equipoise.editing.background import Background
from equipoise.editing.past import undoable
from equipoise.editing.projector import Projector
from equipoise.editing.session import Session
from equipoise.editing.then import Then
from equipoise.store.dossier_file import DossierFile
from equipoise.store.errors import StoreError
from equipoise.ui import dialogs
from equipoise.ui.actions import Actions
from equipoise.ui.main_window import MainWindow
from equipoise.ui.style import apply_theme
from equipoise.ui.theme import DARK, LIGHT, Theme

_NOT_OF_THEN = (
    "A dossier of the past can be looked at only. Restore this state to export or print its "
    "briefing."
)
_LATEST_EDITS = 400
"""Edits read to find what can be undone; the journal shows all."""


class Desk(QObject):
    """Holds the open file with its window, and whatever runs beside them.

    `came` tells that a dossier has come to the desk, `leaving` that it is about to go.
    """

    came = Signal()
    leaving = Signal()

    def __init__(self, application: QApplication, log_path: Path) -> None:
        super().__init__()
        self.application = application
        self.settings = settings()
        self._log_path = log_path
        self._jobs: set[Background] = set()
        self._views: list[MainWindow] = []
        self._hook_before = sys.excepthook
        self.window: MainWindow | None = None
        self.file: DossierFile | None = None
        self.actions: Actions = {}
        self.theme = chosen_theme()
        self._carried_out: dict[str, Callable[[], object]] = {}

    def take_up(self, carried_out: Mapping[str, Callable[[], object]]) -> None:
        """Carry out commands of the menu, by their keys, from the next dossier on."""
        self._carried_out.update(carried_out)

    # -- showing -----------------------------------------------------------------------------

    def show(self, file: DossierFile, note: str = "", empty: MainWindow | None = None) -> None:
        """Put a dossier on the desk, into an empty window that is shown already or a new one.

        The dossier before leaves the desk.
        """
        self._clear()
        if file.protected:
            self.keep_secret()
        session = Session(file.dossier, file)
        past = undoable(file.dossier, file.edits(_LATEST_EDITS))
        session.remember_past(past.done, past.undone)
        window = empty or empty_window(self.application, self.theme)
        window.furnish(session, Projector(session))
        window.may_close = self.may_close
        window.projector.failed.connect(self.fault)
        window.view_wanted.connect(self.show_then)
        window.command_wanted.connect(lambda key: self.actions[key].trigger())
        self.actions = window.commands
        self._connect(window)
        self.window, self.file = window, file
        sys.excepthook = report_unexpected(self._log_path, window.strip.tell)
        self._mark_theme()
        window.show()
        self.came.emit()
        if note:
            window.strip.tell(note)

    def show_then(self, dossier: Dossier, title: str) -> None:
        """Show the dossier of an earlier moment in a window of its own, for reading."""
        session = Session(dossier, Then())
        view = MainWindow()
        view.set_theme(self.theme)
        view.furnish(session, Projector(session), title)
        view.projector.failed.connect(self.fault)
        view.command_wanted.connect(lambda _key: view.strip.tell(_NOT_OF_THEN))
        view.closed.connect(lambda: self._forget(view))
        self._views.append(view)
        view.show()

    def leave(self) -> None:
        """End background work and close the file."""
        for job in list(self._jobs):
            job.give_up()
            job.wait()
        self._clear()
        withhold_no_longer()
        sys.excepthook = self._hook_before

    def keep_secret(self) -> None:
        """Let nothing of a protected dossier reach a log or a core dump until the program ends."""
        core_dumps.forbid()
        withhold_texts()

    def _clear(self) -> None:
        self.leaving.emit()
        for view in list(self._views):
            view.close()
        if self.window is not None:
            self.settings.setValue("geometry", self.window.saveGeometry())
            self.window.end()
            self.window.deleteLater()
            self.window = None
        if self.file is not None:
            self.file.close()
            self.file = None

    def _forget(self, view: MainWindow) -> None:
        view.end()
        self._views.remove(view)
        view.deleteLater()

    def _connect(self, window: MainWindow) -> None:
        carried_out: dict[str, Callable[[], object]] = {
            "reach": window.reach_window,
            "walk": window.walk_window,
            "blind": window.weights_panel.blind.start,
            "quit": window.close,
            "light": lambda: self.set_theme(LIGHT),
            "dark": lambda: self.set_theme(DARK),
            "about": self.about,
        }
        carried_out |= self._carried_out
        for key, action in self.actions.items():
            action.triggered.connect(lambda _checked=False, do=carried_out[key]: self._do(do))

    def _do(self, command: Callable[[], object]) -> None:
        self.shown.let_go()
        command()

    @property
    def shown(self) -> MainWindow:
        """The window. Raises RuntimeError before a dossier is shown."""
        if self.window is None:
            raise RuntimeError("nothing is on the desk")
        return self.window

    @property
    def opened(self) -> DossierFile:
        """The file of the dossier shown. Raises RuntimeError before there is one."""
        if self.file is None:
            raise RuntimeError("nothing is on the desk")
        return self.file

    # -- working -----------------------------------------------------------------------------

    def tell(self, text: str) -> None:
        """Say something in the strip of the window."""
        self.shown.strip.tell(text)

    def attempt(self, work: Callable[[], None]) -> bool:
        """Carry out a command; a refusal is told in the strip and changes nothing."""
        try:
            work()
        except (StoreError, ValueError) as error:
            self.tell(str(error))
            return False
        return True

    def in_background(
        self, what: str, work: Callable[[], Any], then: Callable[[Any], None]
    ) -> None:
        """Do the work beside the window, then `then` with what it returned; say what it is."""
        window = self.shown
        window.strip.tell(f"{what} …")
        job = Background(work)
        self._jobs.add(job)

        def finished(answer: Any) -> None:
            window.strip.hide()
            then(answer)

        def failed(error: BaseException) -> None:
            from equipoise.briefing.errors import BriefingError

            if isinstance(error, BriefingError | StoreError | ValueError):
                window.strip.tell(str(error))
            else:
                LOG.error("%s failed", what, exc_info=error)
                window.strip.tell(f"{what} met a fault of ours. Details are in {self._log_path}.")

        job.done.connect(finished)
        job.failed.connect(failed)
        job.finished.connect(lambda: self._jobs.discard(job))
        job.start()

    def may_close(self) -> bool:
        """Whether the dossier may leave the desk: all is saved, or the user gives it up."""
        session = self.shown.session
        if session.all_saved or session.read_only:
            return True
        session.save_again()
        return session.all_saved or dialogs.confirm(
            self.shown,
            "Not everything is saved",
            "The last edits could not be saved. If you close now they are lost.",
            "Close all the same",
        )

    def fault(self, error: BaseException) -> None:
        """Report a fault of ours, met beside the window's own work."""
        LOG.error("work in the background failed", exc_info=error)
        self.tell(f"Equipoise met a fault of its own. Details are in {self._log_path}.")

    # -- theme -------------------------------------------------------------------------------

    def set_theme(self, theme: Theme) -> None:
        """Change to light or dark and remember it."""
        self.theme = theme
        self.settings.setValue("theme", theme.name)
        apply_theme(self.application, theme)
        for window in (self.shown, *self._views):
            window.set_theme(theme)
        self._mark_theme()

    def _mark_theme(self) -> None:
        self.actions["light"].setChecked(not self.theme.dark)
        self.actions["dark"].setChecked(self.theme.dark)

    def about(self) -> None:
        """Version and licence."""
        from equipoise import __version__

        QMessageBox.about(
            self.shown,
            "About Equipoise",
            f"Equipoise {__version__}\n\nDecide how to conduct a bilateral relationship. "
            "All results are computed from judgments. Works without a network.\n\nMIT licence.",
        )
