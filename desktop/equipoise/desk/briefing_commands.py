"""The commands about the briefing."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from datetime import date

import shiboken6
from PySide6.QtCore import Qt

from equipoise.desk.commands import CarriedOut, Commands
from equipoise.store.whole_file import write_whole
from equipoise.ui import dialogs
from equipoise.ui.protection.unprotected import may_leave


class BriefingCommands(Commands):
    """Preview, export and print the briefing of the scenario shown."""

    def carried_out(self) -> CarriedOut:
        """What carries out each command of the group."""
        return {
            "preview_briefing": self.preview,
            "export_briefing": self.export,
            "print_briefing": self.print,
        }

    def _pages(self, pixels_per_inch: float) -> Callable[[], list[bytes]]:
        session = self.desk.shown.session
        dossier, scenario_id = session.dossier, session.scenario_id

        def work() -> list[bytes]:
            from equipoise.briefing.pdf import render_pages
            from equipoise.briefing.produce import produce
            from equipoise.briefing.request import Request

            document = produce(dossier, scenario_id, Request(date.today()))
            return render_pages(document, pixels_per_inch)

        return work

    def export(self) -> None:
        """Ask where, and write the briefing of the scenario shown as PDF."""
        session = self.desk.shown.session
        dossier, scenario_id = session.dossier, session.scenario_id
        name = f"{dossier.settings.title} – briefing"
        path = self.ask_where("The briefing", "Export briefing", name, dialogs.PDF_FILES)
        if path is None:
            return

        def work() -> None:
            from equipoise.briefing.pdf import render_pdf
            from equipoise.briefing.produce import produce
            from equipoise.briefing.request import Request

            write_whole(path, render_pdf(produce(dossier, scenario_id, Request(date.today()))))

        self.desk.in_background(
            "Writing the briefing", work, lambda _: self.desk.tell(f"Briefing written: {path}")
        )

    def preview(self) -> None:
        """Show the pages of the briefing as they will print."""
        from equipoise.ui.briefing_preview import PREVIEW_PIXELS_PER_INCH, BriefingPreview

        preview = BriefingPreview(self.desk.shown)
        preview.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        preview.export_wanted.connect(self.export)
        preview.print_wanted.connect(self.print)

        def show(pages: list[bytes]) -> None:
            if shiboken6.isValid(preview):  # it may have been closed meanwhile
                preview.show_pages(pages)

        self.desk.in_background("Preparing the pages", self._pages(PREVIEW_PIXELS_PER_INCH), show)
        preview.open()

    def print(self) -> None:
        """Ask for a printer and print the briefing."""
        if sys.platform.startswith("linux"):
            # Otherwise the print library asks for printers through an internet socket.
            os.environ["CUPS_SERVER"] = "/run/cups/cups.sock"
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        from equipoise.ui.briefing_preview import PRINT_PIXELS_PER_INCH, print_pages

        window = self.desk.shown
        if not may_leave(window, "What is printed"):
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setFullPage(True)
        if QPrintDialog(printer, window).exec():
            self.desk.in_background(
                "Printing the briefing",
                self._pages(PRINT_PIXELS_PER_INCH),
                lambda pages: print_pages(printer, pages),
            )
