"""Settings of safety: when the window locks by itself, and where backups are kept."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from equipoise.ui.judgment.problem_label import ProblemLabel
from equipoise.ui.plain import plain_label, plain_tooltip
from equipoise.ui.protection.fitted_dialog import FittedDialog

MINUTES = (0, 1, 5, 10, 30)
"""The choices of idleness before the window locks; 0 is never."""

_LOCKS = "Only a protected dossier locks. Its passphrase brings you back to where you were."


class SafetyDialog(FittedDialog):
    """Shows what is given and hands back what was chosen; keeping it is the caller's part.

    `kept` says in a sentence how many backups are kept, which cannot be changed.
    """

    def __init__(self, *, minutes: int, backups: Path, kept: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Safety")
        self.setMinimumWidth(540)
        self.idle = QComboBox(self)
        for choice in sorted({*MINUTES, minutes}):
            self.idle.addItem(_minutes_text(choice), choice)
        plain_tooltip(self.idle, "How long no key or mouse is used before the window locks")
        self.folder = QLineEdit(self)
        self.folder.setAccessibleName("Folder of backups")
        plain_tooltip(self.folder, "A folder on another disk also helps when this one fails")
        self.choose = QPushButton("&Choose…", self)
        plain_tooltip(self.choose, "Choose the folder that backups are kept in")
        self.choose.clicked.connect(self._choose)
        self.problem = ProblemLabel(self)
        where = QHBoxLayout()
        where.setSpacing(6)
        where.addWidget(self.folder, 1)
        where.addWidget(self.choose)
        form = QFormLayout()
        form.setVerticalSpacing(8)
        form.addRow("&Lock when idle for", self.idle)
        form.addRow("", self._explained(_LOCKS))
        form.addRow("&Backups in", where)
        form.addRow("", self._explained(kept))
        label = form.labelForField(where)
        if isinstance(label, QWidget) and hasattr(label, "setBuddy"):
            label.setBuddy(self.folder)
        self.buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel, self
        )
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addLayout(form)
        layout.addWidget(self.problem)
        layout.addWidget(self.buttons)
        self.set_minutes(minutes)
        self.set_backups(backups)

    def minutes(self) -> int:
        """Minutes of idleness before the window locks; 0 is never."""
        return int(self.idle.currentData())

    def set_minutes(self, minutes: int) -> None:
        """Show one of the choices; another number is left unshown."""
        self.idle.setCurrentIndex(max(0, self.idle.findData(minutes)))

    def backups(self) -> Path:
        """The folder of backups."""
        return Path(self.folder.text().strip()).expanduser()

    def set_backups(self, folder: Path) -> None:
        """Show a folder."""
        self._shown = folder
        self.folder.setText(str(folder))

    def accept(self) -> None:
        """Close unless the folder is none."""
        problem = ""
        if not self.folder.text().strip() or not self.backups().is_absolute():
            problem = "Give the whole path of the folder for backups, from the root of the disk."
        elif self.backups() != self._shown and not self.backups().is_dir():
            problem = "Backups need a folder that is there; make it first."
        self.problem.show_problem(problem)
        if problem:
            self.folder.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().accept()

    def _choose(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, "Folder for backups", self.folder.text())
        if chosen:
            self.set_backups(Path(chosen))

    def _explained(self, text: str) -> QWidget:
        label = plain_label(text, self)
        label.setObjectName("muted")
        label.setWordWrap(True)
        return label


def _minutes_text(minutes: int) -> str:
    if minutes == 0:
        return "never"
    return f"{minutes} minute{'' if minutes == 1 else 's'}"
