"""The commands about the briefing."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from equipoise.desk.commands import CarriedOut, Commands
from equipoise.store.whole_file import write_whole
from equipoise.ui import dialogs
from equipoise.ui.places import BRIEFING
from equipoise.ui.protection.unprotected import may_leave

if TYPE_CHECKING:
    from equipoise.ui.briefing.briefing_workspace import BriefingWorkspace


class BriefingCommands(Commands):
    """Show, export and print the briefing as it is chosen in its workspace."""

    def carried_out(self) -> CarriedOut:
        """What carries out each command of the group."""
        return {
            "preview_briefing": self.preview,
            "export_briefing": self.export,
            "export_several": self.export_several,
            "print_briefing": self.print,
        }

    def _workspace(self) -> BriefingWorkspace:
        found: BriefingWorkspace = self.desk.shown.room(BRIEFING)
        return found

    def preview(self) -> None:
        """Show the pages of the briefing as they will print."""
        self.desk.shown.show_room(BRIEFING)

    def export(self) -> None:
        """Ask where, and write the briefing in the format that the name asks for."""
        name = f"{self.desk.shown.session.dossier.settings.title} – briefing"
        path = self.ask_where("The briefing", "Export briefing", name, dialogs.BRIEFINGS)
        if path is None:
            return
        workspace = self._workspace()
        wish, maker = workspace.wish(), workspace.maker()

        def work() -> None:
            from equipoise.briefing.formats import format_of, render

            document, _ = maker.document(wish)
            write_whole(path, render(document, format_of(path)))

        self.desk.in_background(
            "Writing the briefing", work, lambda _: self.desk.tell(f"Briefing written: {path}")
        )

    def export_several(self) -> None:
        """Ask which briefings and charts to write, and write them."""
        self._workspace().export_several(self.desk.shown)

    def print(self) -> None:
        """Ask for a printer and print the briefing."""
        if sys.platform.startswith("linux"):
            # Otherwise the print library asks for printers through an internet socket.
            os.environ["CUPS_SERVER"] = "/run/cups/cups.sock"
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        from equipoise.ui.briefing.printing import PRINT_PIXELS_PER_INCH, print_pages

        window = self.desk.shown
        if not may_leave(window, "What is printed"):
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setFullPage(True)
        if not QPrintDialog(printer, window).exec():
            return
        workspace = self._workspace()
        wish, maker = workspace.wish(), workspace.maker()

        def work() -> list[bytes]:
            from equipoise.briefing.pdf import render_pages

            document, _ = maker.document(wish)
            return render_pages(document, PRINT_PIXELS_PER_INCH)

        self.desk.in_background(
            "Printing the briefing", work, lambda pages: print_pages(printer, pages)
        )
