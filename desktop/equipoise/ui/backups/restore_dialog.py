"""Restore a backup: choose one, see what would change, and take it as one edit or as a new file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from equipoise.dossier.difference_words import Line, lines
from equipoise.editing.background import LatestSearch, Progress, Stop
from equipoise.editing.session import Session
from equipoise.store.backup.backups import Backups
from equipoise.store.backup.folder import Backup
from equipoise.store.backup.retention import IN_WORDS
from equipoise.store.contents import Contents
from equipoise.store.errors import PassphraseNeeded, StoreError, WrongPassphrase
from equipoise.store.key import Key
from equipoise.store.key_check import key_of
from equipoise.ui.backups.backup_list import BackupList
from equipoise.ui.backups.wording import moment_text
from equipoise.ui.difference.difference_table import DifferenceTable
from equipoise.ui.plain import plain_label, plain_tooltip

_PROTECTED = (
    "This backup is protected: it needs the passphrase that the dossier had when it was made."
)
_OTHER_PASSPHRASE = (
    "The passphrase at hand does not open this backup. It has the passphrase that the dossier had "
    "when it was made, or it is damaged from its first bytes on; the two cannot be told apart."
)
_STILL_WRONG = (
    "That passphrase does not open it either, as far as that can be told. Mind capitals and the "
    "keyboard."
)


@dataclass(frozen=True, slots=True)
class _Reading:
    """What a backup holds, the key that opened it, and what leads from now to it."""

    backup: Backup
    contents: Contents
    key: Key | None
    lines: tuple[Line, ...]


class RestoreDialog(QDialog):
    """The backups of one dossier, with a preview of what restoring the chosen one would change.

    “Restore” makes one edit of it, which can be undone. `copy_wanted` carries the `Contents` of the
    backup that is to become a file of its own; `failed` an exception that is a bug.
    """

    copy_wanted = Signal(object)
    failed = Signal(object)

    def __init__(
        self,
        session: Session,
        backups: Backups,
        first_edit_id: str,
        key: Key | None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Restore a backup")
        self._session = session
        self._backups = backups
        self._keys: tuple[Key | None, ...] = (key,)
        self._reading: _Reading | None = None
        self._typed = False
        self.list = BackupList(self)
        self.list.chosen.connect(self._look_into)
        self.state = plain_label("Looking for backups …", self)
        self.state.setWordWrap(True)
        self.difference = DifferenceTable(self)
        plain_tooltip(
            self.difference.view,
            "What restoring would change: “Before” is the dossier now, “After” the backup. "
            "Ctrl+C copies what is chosen.",
        )
        self._make_passphrase_row()
        self._make_buttons()
        self._lay_out()
        self._reader = LatestSearch(self)
        self._reader.done.connect(self._show_reading)
        self._reader.failed.connect(self._show_problem)
        self._lister = LatestSearch(self)
        self._lister.done.connect(self._show_list)
        self._lister.failed.connect(self._show_problem)
        session.refused.connect(self.state.setText)
        self._show_nothing()
        self._lister.start(lambda *_: backups.all(first_edit_id))

    def _make_passphrase_row(self) -> None:
        self.passphrase = QLineEdit(self)
        self.passphrase.setEchoMode(QLineEdit.EchoMode.Password)
        self.passphrase.setAccessibleName("Passphrase of this backup")
        plain_tooltip(
            self.passphrase, "The passphrase that the dossier had when the backup was made"
        )
        self.open_button = QPushButton("&Open the backup", self)
        self.open_button.setAutoDefault(False)
        plain_tooltip(self.open_button, "Try this passphrase (Enter in the field does the same)")
        self.passphrase.returnPressed.connect(self._try_passphrase)
        self.open_button.clicked.connect(self._try_passphrase)

    def _make_buttons(self) -> None:
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        role = QDialogButtonBox.ButtonRole.ActionRole
        self.restore_button = self._buttons.addButton("&Restore", role)
        self.copy_button = self._buttons.addButton("&Save as a separate dossier…", role)
        for button in self._buttons.buttons():
            if isinstance(button, QPushButton):
                button.setAutoDefault(False)
        plain_tooltip(
            self.restore_button,
            "Bring the dossier back to what the backup holds, as one edit; Undo takes it back, and "
            "the journal keeps what lies between",
        )
        plain_tooltip(
            self.copy_button, "Write what the backup holds, with its journal, to a file of its own"
        )
        self.restore_button.clicked.connect(self.restore)
        self.copy_button.clicked.connect(self.save_copy)
        self._buttons.rejected.connect(self.reject)

    def _lay_out(self) -> None:
        rule = plain_label(IN_WORDS, self)
        rule.setObjectName("muted")
        rule.setWordWrap(True)
        folder = plain_label(f"Folder: {self._backups.folder}", self)
        folder.setObjectName("muted")
        folder.setWordWrap(True)
        folder.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        caption = QLabel("&Passphrase of this backup", self)
        caption.setBuddy(self.passphrase)
        self._passphrase_row = QWidget(self)
        row = QHBoxLayout(self._passphrase_row)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(caption)
        row.addWidget(self.passphrase, 1)
        row.addWidget(self.open_button)
        below = QWidget(self)
        column = QVBoxLayout(below)
        column.setContentsMargins(0, 10, 0, 0)
        column.addWidget(self.state)
        column.addWidget(self._passphrase_row)
        column.addWidget(self.difference, 1)
        column.addStretch(0)
        splitter = QSplitter(Qt.Orientation.Vertical, self)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self.list)
        splitter.addWidget(below)
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([190, 330])
        layout = QVBoxLayout(self)
        layout.addWidget(rule)
        layout.addWidget(folder)
        layout.addWidget(splitter, 1)
        layout.addWidget(self._buttons)
        self.resize(960, 640)

    @property
    def busy(self) -> bool:
        """Whether the list or a backup is being read."""
        return self._lister.active or self._reader.active

    def restore(self) -> None:
        """Bring the dossier back to what the backup shown holds, as one edit, and close."""
        if self._reading is None:
            return
        contents = self._reading.contents
        label = f"Restore the backup of {moment_text(self._reading.backup.when)}"
        if self._session.attempt(label, lambda _: contents.dossier):
            self.accept()

    def save_copy(self) -> None:
        """Ask for a file of its own with what the backup shown holds."""
        if self._reading is not None:
            self.copy_wanted.emit(self._reading.contents)

    def done(self, result: int) -> None:
        """Close for good; neither passphrases nor what was read stay behind."""
        self._lister.stop()
        self._reader.stop()
        self.passphrase.clear()
        self._keys, self._reading = (), None
        self.difference.show_lines(())
        super().done(result)

    def _show_list(self, backups: Sequence[Backup]) -> None:
        self.list.show_backups(backups)
        if not backups:
            self.state.setText(
                "There is no backup of this dossier in that folder yet. One is made when a dossier "
                "is opened, every few minutes while it is edited, and when it is closed."
            )

    def _look_into(self, backup: Backup) -> None:
        self._show_nothing()
        self.state.setText(f"Reading the backup of {moment_text(backup.when)} …")
        self._typed = False
        self.passphrase.clear()
        self._read(backup, "")

    def _try_passphrase(self) -> None:
        backup = self.list.current
        if backup is not None and self.passphrase.text() and not self.busy:
            self.state.setText("Trying the passphrase …")
            self._typed = True
            self._read(backup, self.passphrase.text())

    def _read(self, backup: Backup, passphrase: str) -> None:
        backups, now = self._backups, self._session.dossier
        keys = self._keys

        def work(_progress: Progress, _unwanted: Stop) -> _Reading:
            tried = (key_of(backup.path, passphrase),) if passphrase else keys
            contents, key = _opened(backups, backup, tried)
            return _Reading(backup, contents, key, lines(now, contents.dossier))

        self._reader.start(work)

    def _show_reading(self, reading: _Reading) -> None:
        self._reading = reading
        if reading.key not in self._keys:
            self._keys = (*self._keys, reading.key)
        self.passphrase.clear()
        self._passphrase_row.hide()
        self.difference.show_lines(reading.lines)
        self.difference.setVisible(bool(reading.lines))
        differs = bool(reading.lines)
        self.restore_button.setEnabled(differs and not self._session.read_only)
        self.copy_button.setEnabled(True)
        when = moment_text(reading.backup.when)
        if not differs:
            self.state.setText(f"The backup of {when} holds the same dossier as there is now.")
        elif self._session.read_only:
            self.state.setText(
                f"What differs between now and the backup of {when}. This dossier is open for "
                "reading only: the backup can be saved as a separate dossier."
            )
        else:
            self.state.setText(f"Restoring the backup of {when} would change this:")

    def _show_problem(self, problem: Exception) -> None:
        self._show_nothing()
        if isinstance(problem, PassphraseNeeded | WrongPassphrase):
            needed = isinstance(problem, PassphraseNeeded)
            first = _PROTECTED if needed else _OTHER_PASSPHRASE
            self.state.setText(_STILL_WRONG if self._typed else first)
            self._passphrase_row.show()
            self.passphrase.selectAll()
            self.passphrase.setFocus()
        elif isinstance(problem, StoreError):
            self.state.setText(str(problem))
        else:
            self.state.setText("Reading the backup met a fault of its own.")
            self.failed.emit(problem)

    def _show_nothing(self) -> None:
        self._reading = None
        self._passphrase_row.hide()
        self.difference.hide()
        self.restore_button.setEnabled(False)
        self.copy_button.setEnabled(False)


def _opened(
    backups: Backups, backup: Backup, keys: Sequence[Key | None]
) -> tuple[Contents, Key | None]:
    """What a backup holds and the first key that opens it. Raises what the last one met."""
    *others, last = keys
    for key in others:
        try:
            return backups.read(backup, key), key
        except (PassphraseNeeded, WrongPassphrase):
            continue
    return backups.read(backup, last), last
