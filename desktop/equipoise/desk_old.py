"""The desk: the one open dossier with its window, and what the menus do with it."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QSettings, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QMessageBox

from equipoise import __version__
from equipoise.bug_report import LOG, report_unexpected
from equipoise.dossier.dossier import Dossier
from equipoise.dossier.starting import started
from equipoise.editing.background import Background
from equipoise.editing.opening import open_for_window
from equipoise.editing.projector import Projector
from equipoise.editing.session import Session
from equipoise.files import WORKED, templates
from equipoise.store.dossier_file import DossierFile
from equipoise.store.errors import StoreError
from equipoise.store.exchange import export_json, import_json
from equipoise.store.whole_file import write_whole
from equipoise.ui import dialogs
from equipoise.ui.actions import Actions, fill_menu_bar, make_actions
from equipoise.ui.main_window import MainWindow
from equipoise.ui.style import apply_theme
from equipoise.ui.theme import DARK, LIGHT, THEMES, Theme


class Desk(QObject):
    """Shows one dossier at a time and carries out the file and briefing commands."""

    def __init__(self, application: QApplication, log_path: Path) -> None:
        super().__init__()
        self._application = application
        self._settings = QSettings("equipoise", "equipoise")
        self._log_path = log_path
        self._jobs: set[Background] = set()
        self._hook_before = sys.excepthook
        self.window: MainWindow | None = None
        self.file: DossierFile | None = None
        self.theme = self._chosen_theme()
        apply_theme(application, self.theme)
        # The desk ends the program; a window that gives way to another does not.
        application.setQuitOnLastWindowClosed(False)

    # -- showing -----------------------------------------------------------------------------

    def show(self, file: DossierFile, note: str = "") -> None:
        """Put a dossier on the desk; the one before leaves it."""
        self._clear()
        session = Session(file.dossier, file)
        window = MainWindow(session, Projector(session))
        window.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
        window.may_close = self._may_close
        window.closed.connect(self._application.quit)
        window.projector.failed.connect(self._fault)
        actions = make_actions(window)
        fill_menu_bar(window, actions, session.undo_stack)
        self._connect(window, actions)
        window.set_theme(self.theme)
        geometry = self._settings.value("geometry")
        if geometry is not None:
            window.restoreGeometry(geometry)
        self.window, self.file, self._actions = window, file, actions
        sys.excepthook = report_unexpected(self._log_path, window.strip.tell)
        self._mark_theme()
        window.show()
        if note:
            window.strip.tell(note)

    def leave(self) -> None:
        """End background work and close the file."""
        for job in list(self._jobs):
            job.cancel()
            job.wait()
        self._clear()
        sys.excepthook = self._hook_before

    def _clear(self) -> None:
        if self.window is not None:
            self._settings.setValue("geometry", self.window.saveGeometry())
            self.window.end()
            self.window.deleteLater()
            self.window = None
        if self.file is not None:
            self.file.close()
            self.file = None

    def _connect(self, window: MainWindow, actions: Actions) -> None:
        actions.new.triggered.connect(self.new_dossier)
        actions.open.triggered.connect(self.open_other)
        actions.save_copy.triggered.connect(self.save_copy)
        actions.import_json.triggered.connect(self.import_other)
        actions.export_json.triggered.connect(self.export)
        actions.export_briefing.triggered.connect(self.export_briefing)
        actions.preview_briefing.triggered.connect(self.preview_briefing)
        actions.print_briefing.triggered.connect(self.print_briefing)
        actions.reach.triggered.connect(window.reach_window)
        actions.walk.triggered.connect(window.walk_window)
        actions.blind.triggered.connect(window.weights_panel.blind.start)
        actions.quit.triggered.connect(self._quit)
        actions.light.triggered.connect(lambda: self.set_theme(LIGHT))
        actions.dark.triggered.connect(lambda: self.set_theme(DARK))
        actions.about.triggered.connect(self.about)

    @property
    def _shown(self) -> MainWindow:
        if self.window is None:
            raise RuntimeError("nothing is on the desk")
        return self.window

    def _fault(self, error: BaseException) -> None:
        LOG.error("the projection failed", exc_info=error)
        self._shown.strip.tell(
            f"The projection met a fault of its own. Details are in {self._log_path}."
        )

    # -- theme -------------------------------------------------------------------------------

    def _chosen_theme(self) -> Theme:
        chosen = self._settings.value("theme")
        if isinstance(chosen, str) and chosen in THEMES:
            return THEMES[chosen]
        scheme = QGuiApplication.styleHints().colorScheme()
        return DARK if scheme == Qt.ColorScheme.Dark else LIGHT

    def set_theme(self, theme: Theme) -> None:
        """Change to light or dark and remember it."""
        self.theme = theme
        self._settings.setValue("theme", theme.name)
        apply_theme(self._application, theme)
        self._shown.set_theme(theme)
        self._mark_theme()

    def _mark_theme(self) -> None:
        self._actions.light.setChecked(not self.theme.dark)
        self._actions.dark.setChecked(self.theme.dark)

    # -- files -------------------------------------------------------------------------------

    def _try(self, work: Callable[[], None]) -> bool:
        """Carry out a file command; a refusal is told in the strip and changes nothing."""
        try:
            work()
        except (StoreError, ValueError) as error:
            self._shown.strip.tell(str(error))
            return False
        return True

    def open_file(self, path: Path) -> bool:
        """Open another dossier file in place of this one; False if it cannot be opened."""

        def work() -> None:
            file, note = open_for_window(path)
            self.show(file, note)

        return self._may_close() and self._try(work)

    def _start(self, path: Path, dossier: Dossier) -> bool:
        def work() -> None:
            if self.file is not None and path.resolve() == self.file.path.resolve():
                raise ValueError(f"{path}: this dossier is open. Choose another name.")
            DossierFile.create(path, dossier, overwrite=True).close()

        return self._try(work) and self.open_file(path)

    def new_dossier(self) -> None:
        """Ask what a new dossier is about, where to put it, and open it."""
        from equipoise.ui.new_dossier_dialog import NewDossierDialog

        dialog = NewDossierDialog(templates(), self._shown)
        if not dialog.exec():
            return
        wanted = dialog.answer()
        template = import_json(templates()[wanted.template])
        dossier = started(
            template,
            None if wanted.template == WORKED else date.today(),
            title=wanted.title,
            subject=wanted.subject,
            poles=wanted.poles,
            horizon=wanted.horizon,
        )
        name = dialogs.file_name(dossier.settings.title)
        path = dialogs.ask_save(self._shown, "New dossier file", name, dialogs.DOSSIERS)
        if path is not None:
            self._start(path, dossier)

    def open_other(self) -> None:
        """Ask for a dossier file and open it."""
        path = dialogs.ask_open(self._shown, "Open dossier", dialogs.DOSSIERS)
        if path is not None:
            self.open_file(path)

    def save_copy(self) -> None:
        """Write the dossier as it stands to another file; this one stays open."""
        dossier = self._shown.session.dossier
        name = dialogs.file_name(dossier.settings.title)
        path = dialogs.ask_save(self._shown, "Save a copy as", name, dialogs.DOSSIERS)
        if path is not None and self._try(
            lambda: DossierFile.create(path, dossier, overwrite=True).close()
        ):
            self._shown.strip.tell(f"Copy written: {path}")

    def import_other(self) -> None:
        """Ask for a JSON form, and for a file to keep it in, and open that."""
        source = dialogs.ask_open(self._shown, "Import JSON", dialogs.JSON_FILES)
        if source is None:
            return
        found: list[Dossier] = []
        if self._try(lambda: found.append(import_json(source))):
            path = dialogs.ask_save(
                self._shown, "Keep the imported dossier as", source.stem, dialogs.DOSSIERS
            )
            if path is not None:
                self._start(path, found[0])

    def export(self) -> None:
        """Ask where, and write the JSON form."""
        dossier = self._shown.session.dossier
        name = dialogs.file_name(dossier.settings.title)
        path = dialogs.ask_save(self._shown, "Export JSON", name, dialogs.JSON_FILES)
        if path is not None and self._try(lambda: export_json(dossier, path)):
            self._shown.strip.tell(f"Exported: {path}")

    def _may_close(self) -> bool:
        window = self._shown
        if window.session.all_saved or window.session.read_only:
            return True
        window.session.save_again()
        return window.session.all_saved or dialogs.confirm(
            window,
            "Not everything is saved",
            "The last edits could not be saved. If you close now they are lost.",
            "Close all the same",
        )

    def _quit(self) -> None:
        self._shown.close()

    # -- briefing ----------------------------------------------------------------------------

    def _in_background(
        self, what: str, work: Callable[[], Any], then: Callable[[Any], None]
    ) -> None:
        window = self._shown
        window.strip.tell(f"{what} …")
        job = Background(work, self)
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

    def _pages(self, pixels_per_inch: float) -> Callable[[], list[bytes]]:
        session = self._shown.session
        dossier, scenario_id = session.dossier, session.scenario_id

        def work() -> list[bytes]:
            from equipoise.briefing.pdf import render_pages
            from equipoise.briefing.produce import produce

            return render_pages(produce(dossier, scenario_id, date.today()), pixels_per_inch)

        return work

    def export_briefing(self) -> None:
        """Ask where, and write the briefing of the scenario shown as PDF."""
        session = self._shown.session
        dossier, scenario_id = session.dossier, session.scenario_id
        name = dialogs.file_name(f"{dossier.settings.title} – briefing")
        path = dialogs.ask_save(self._shown, "Export briefing", name, dialogs.PDF_FILES)
        if path is None:
            return

        def work() -> None:
            from equipoise.briefing.pdf import render_pdf
            from equipoise.briefing.produce import produce

            write_whole(path, render_pdf(produce(dossier, scenario_id, date.today())))

        self._in_background(
            "Writing the briefing",
            work,
            lambda _: self._shown.strip.tell(f"Briefing written: {path}"),
        )

    def preview_briefing(self) -> None:
        """Show the pages of the briefing as they will print."""
        from equipoise.ui.briefing_preview import PREVIEW_PIXELS_PER_INCH, BriefingPreview

        preview = BriefingPreview(self._shown)
        preview.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        preview.export_wanted.connect(self.export_briefing)
        preview.print_wanted.connect(self.print_briefing)
        self._in_background(
            "Preparing the pages", self._pages(PREVIEW_PIXELS_PER_INCH), preview.show_pages
        )
        preview.open()

    def print_briefing(self) -> None:
        """Ask for a printer and print the briefing."""
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        from equipoise.ui.briefing_preview import PRINT_PIXELS_PER_INCH, print_pages

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setFullPage(True)
        if QPrintDialog(printer, self._shown).exec():
            self._in_background(
                "Printing the briefing",
                self._pages(PRINT_PIXELS_PER_INCH),
                lambda pages: print_pages(printer, pages),
            )

    def about(self) -> None:
        """Version and licence."""
        QMessageBox.about(
            self._shown,
            "About Equipoise",
            f"Equipoise {__version__}\n\nDecide how to conduct a bilateral relationship. "
            "All results are computed from judgments. Works without a network.\n\nMIT licence.",
        )
