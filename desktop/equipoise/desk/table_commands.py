"""The commands that take tables in and write them out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication

from equipoise.desk.commands import CarriedOut, Commands
from equipoise.ui import dialogs

if TYPE_CHECKING:
    from equipoise.store.sheets.sheet import Sheet


class TableCommands(Commands):
    """Tables from and to CSV and XLSX, and from the clipboard."""

    def carried_out(self) -> CarriedOut:
        """What carries out each command of the group."""
        return {
            "import_table": self.take_in,
            "export_table": self.export,
            "paste_table": self.paste,
        }

    def take_in(self) -> None:
        """Ask for a file, show what it would change, and take it in as one edit."""
        from equipoise.store.sheets.files import read_sheets

        path = dialogs.ask_open(self.desk.shown, "Import table", dialogs.TABLE_FILES)
        if path is None:
            return
        found: list[Sheet] = []
        if self.desk.attempt(lambda: found.extend(read_sheets(path))):
            self._preview(found)

    def paste(self) -> None:
        """Take rows with a heading from the clipboard, after the same preview."""
        from equipoise.store.sheets.csv_form import pasted_sheet

        text = QGuiApplication.clipboard().text()
        found: list[Sheet] = []
        if self.desk.attempt(lambda: found.append(pasted_sheet(text))):
            self._preview(found)

    def _preview(self, sheets: Sequence[Sheet]) -> None:
        from equipoise.ui.sheets.import_dialog import ImportTableDialog

        window = self.desk.shown
        ImportTableDialog(window.session, sheets, window.table_shown(), window).exec()

    def export(self) -> None:
        """Ask where, and write all tables (XLSX), or the table of the room shown (CSV)."""
        from equipoise.dossier.dossier import TABLES
        from equipoise.editing.table_columns import SHEET_TABLES, sheet_of
        from equipoise.store.sheets.files import write_sheets

        window = self.desk.shown
        dossier = window.session.dossier
        path = self.ask_where(
            "The tables", "Export tables", dossier.settings.title, dialogs.TABLE_FILES
        )
        if path is None:
            return
        keys = (
            list(SHEET_TABLES)
            if path.suffix.lower() == ".xlsx"
            else [window.table_shown() or "aspects"]
        )
        sheets = [sheet_of(dossier, key) for key in keys]
        if self.desk.attempt(lambda: write_sheets(path, sheets)):
            which = "All tables" if len(keys) > 1 else TABLES[keys[0]].many
            self.desk.tell(f"{which} written: {path}")
