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
    from equipoise.briefing.document import Document
    from equipoise.ui.briefing.briefing_workspace import BriefingWorkspace


class BriefingCommands(Commands):
    """Show, export and print the briefing as it is chosen in its workspace."""

    def carried_out(self) -> CarriedOut:
        """What carries out each command of the group."""
        return {
            "preview_briefing": self.preview,
            "export_briefing": self.export,
            "issue_briefing": self.issue,
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
        self._write("Export briefing", issue=False)

    def issue(self) -> None:
        """The same, and enter the briefing in the dossier's list of those issued."""
        if self.desk.shown.session.read_only:
            self.desk.tell("This dossier is open for reading only; a briefing cannot be issued.")
            return
        self._write("Issue briefing", issue=True)

    def _write(self, title: str, *, issue: bool) -> None:
        session = self.desk.shown.session
        name = f"{session.dossier.settings.title} – briefing"
        path = self.ask_where("The briefing", title, name, dialogs.BRIEFINGS)
        if path is None:
            return
        workspace = self._workspace()
        wish, maker = workspace.wish(), workspace.maker()

        def work() -> tuple[Document, tuple[str, ...]]:
            from equipoise.briefing.press.formats import format_of, render
            from equipoise.briefing.warnings import warnings_of

            document, _ = maker.document(wish)
            write_whole(path, render(document, format_of(path)))
            return document, warnings_of(document, wish.dossier, wish.scenario_id)

        def tell(made: tuple[Document, tuple[str, ...]]) -> None:
            document, warnings = made
            if issue:
                from equipoise.briefing.issuing import entry_of
                from equipoise.editing.briefing_edits import record_briefing

                scenario = wish.dossier.name_of("scenarios", wish.scenario_id)
                entry = entry_of(document, scenario)
                session.attempt("Issue briefing", lambda dossier: record_briefing(dossier, entry))
            said = "Briefing issued" if issue else "Briefing written"
            self.desk.tell("\n".join((f"{said}: {path}", *warnings)))

        self.desk.in_background("Writing the briefing", work, tell)

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
            from equipoise.briefing.press.pdf import render_pages

            document, _ = maker.document(wish)
            return render_pages(document, PRINT_PIXELS_PER_INCH)

        self.desk.in_background(
            "Printing the briefing", work, lambda pages: print_pages(printer, pages)
        )
