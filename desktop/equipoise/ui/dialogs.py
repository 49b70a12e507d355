"""Questions to the user about files, each a small function that a test can answer."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QMessageBox,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from equipoise.ui.plain import plain_label

DOSSIERS = "Equipoise dossiers (*.equipoise)"
JSON_FILES = "Equipoise JSON (*.json)"
BRIEFINGS = "PDF (*.pdf);;Word (*.docx);;HTML (*.html);;Markdown (*.md)"
TABLE_FILES = "Tables (*.xlsx *.csv)"
XLSX_FILES = "Excel workbook (*.xlsx)"
PARCELS = "Equipoise parcels (*.equipoise-parcel)"


def ask_open(parent: QWidget | None, title: str, kinds: str) -> Path | None:
    """A file to read, or None."""
    chosen, _ = QFileDialog.getOpenFileName(parent, title, str(Path.home()), kinds)
    return Path(chosen) if chosen else None


def ask_save(parent: QWidget | None, title: str, name: str, kinds: str) -> Path | None:
    """A file to write, with the suffix of its kind, or None. Asks before one is replaced.

    `kinds` are parted by ";;"; a name with the suffix of one of them stays as it is.
    """
    chosen, kind = QFileDialog.getSaveFileName(parent, title, str(Path.home() / name), kinds)
    if not chosen:
        return None
    path = Path(chosen)
    if path.suffix in {_suffix(each) for each in kinds.split(";;")}:
        return path
    return path.with_name(path.name + _suffix(kind or kinds))


def _suffix(kind: str) -> str:
    return kind[kind.index("*") + 1 : kind.index(")")]


def ask_folder(parent: QWidget | None, title: str, start: Path) -> Path | None:
    """A folder to write to, or None."""
    chosen = QFileDialog.getExistingDirectory(parent, title, str(start))
    return Path(chosen) if chosen else None


def file_name(title: str) -> str:
    """A title as a file name that every system takes."""
    kept = "".join(c if c.isalnum() or c in " -_." else " " for c in title)
    return " ".join(kept.split())[:80].strip(" .") or "dossier"


def tell(parent: QWidget | None, title: str, text: str) -> None:
    """A message that must be read before going on."""
    box = QMessageBox(QMessageBox.Icon.Warning, title, text, parent=parent)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.exec()


def confirm(parent: QWidget | None, title: str, text: str, yes: str) -> bool:
    """Whether the user chooses the button `yes` rather than Cancel."""
    box = QMessageBox(QMessageBox.Icon.Question, title, text, parent=parent)
    box.setTextFormat(Qt.TextFormat.PlainText)
    agree = box.addButton(yes, QMessageBox.ButtonRole.AcceptRole)
    box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Cancel))
    box.exec()
    return box.clickedButton() is agree


def confirm_list(
    parent: QWidget | None, title: str, text: str, lines: Sequence[str], yes: str
) -> bool:
    """Like `confirm`, with a list to be read before."""
    dialog = QDialog(parent)
    dialog.setWindowTitle(title)
    dialog.resize(680, 420)
    said = plain_label(text, dialog)
    said.setWordWrap(True)
    listed = QPlainTextEdit("\n".join(lines), dialog)
    listed.setReadOnly(True)
    listed.setAccessibleName(title)
    listed.setTabChangesFocus(True)
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, dialog)
    buttons.addButton(yes, QDialogButtonBox.ButtonRole.AcceptRole)
    buttons.accepted.connect(dialog.accept)
    buttons.rejected.connect(dialog.reject)
    layout = QVBoxLayout(dialog)
    for part in (said, listed, buttons):
        layout.addWidget(part)
    return dialog.exec() == QDialog.DialogCode.Accepted
