"""Deleting what others refer to: names them and offers to delete or clear them as well."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPlainTextEdit, QVBoxLayout, QWidget

from equipoise.dossier.deletion import RowKey, deletion_of
from equipoise.dossier.dossier import TABLES, Dossier
from equipoise.dossier.fields import References, specifications
from equipoise.ui.plain import one_line, plain_label, plain_tooltip


def consequences(dossier: Dossier, table: str, row_ids: Sequence[str]) -> list[str]:
    """One line for each row that refers to the rows: its table, its name, what becomes of it."""
    return [
        f"{TABLES[key].many}: {one_line(dossier.name_of(key, row_id))} – {_fate(table, key)}"
        for key, row_id in sorted(
            deletion_of(dossier, table, row_ids).referring, key=_in_table_order
        )
    ]


def _in_table_order(key: RowKey) -> tuple[int, str]:
    return list(TABLES).index(key[0]), key[1]


def _fate(table: str, key: str) -> str:
    if table == "terms":
        return "stays and keeps the term's numbers as its own"
    specs = specifications(TABLES[key].row_class).values()
    if any(isinstance(spec, References) and spec.table == table for spec in specs):
        return "stays and no longer names it"
    return "is deleted too"


class DeletionDialog(QDialog):
    """Asks whether to delete rows together with what refers to them."""

    def __init__(
        self, dossier: Dossier, table: str, row_ids: Sequence[str], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Others refer to this")
        names = ", ".join(f"“{one_line(dossier.name_of(table, row_id))}”" for row_id in row_ids)
        found = consequences(dossier, table, row_ids)
        rows = "1 row refers" if len(found) == 1 else f"{len(found)} rows refer"
        question = plain_label(f"{names} cannot be deleted alone: {rows} to it.", self)
        question.setWordWrap(True)
        self.listing = QPlainTextEdit("\n".join(found), self)
        self.listing.setReadOnly(True)
        self.listing.setTabChangesFocus(True)
        self.listing.setAccessibleName("Rows that refer to it")
        buttons = QDialogButtonBox(self)
        together = buttons.addButton(
            "&Delete together with these", QDialogButtonBox.ButtonRole.AcceptRole
        )
        together.setAutoDefault(False)
        plain_tooltip(together, "Delete, and do with each row what the list says. One undo step.")
        keep = buttons.addButton("&Keep everything", QDialogButtonBox.ButtonRole.RejectRole)
        keep.setDefault(True)
        plain_tooltip(keep, "Change nothing (Esc).")
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(question)
        layout.addWidget(self.listing)
        layout.addWidget(buttons)
        self.resize(480, 280)
        keep.setFocus()
