"""Asking for the passphrase of a protected file, as often as it takes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from equipoise.bug_report import LOG
from equipoise.editing.background import LatestSearch, Progress, Stop
from equipoise.store.errors import StoreError, WrongPassphrase
from equipoise.store.key import Key
from equipoise.store.key_check import genuine_pages, key_of, refusal
from equipoise.store.passphrase import normalised
from equipoise.ui.judgment.problem_label import ProblemLabel
from equipoise.ui.plain import one_line, plain_label, plain_tooltip
from equipoise.ui.protection.fitted_dialog import FittedDialog
from equipoise.ui.protection.passphrase_field import PassphraseField, as_sentence

WRONG = (
    "The passphrase is wrong, or the beginning of the file is damaged; the two cannot be told "
    "apart. Mind capitals and the keyboard layout."
)
FAULT = "The passphrase could not be checked because of a fault of the program."

Attempt = Callable[[Path, str], Key]
"""The key that opens a file; raises StoreError where the passphrase does not."""


def opening_key(path: Path, passphrase: str) -> Key:
    """The key of a closed file. Raises StoreError if no page answers to it.

    One page is enough: a first page that a power cut left half written is mended on opening.
    """
    key = key_of(path, passphrase)
    if not any(genuine_pages(path, key)):
        raise refusal(path, path, key)
    return key


class PassphraseDialog(FittedDialog):
    """Closes once a passphrase fits; then `key` opens the file. Nothing blocks meanwhile."""

    def __init__(
        self, path: Path, parent: QWidget | None = None, attempt: Attempt = opening_key
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Protected dossier")
        self.setMinimumWidth(460)
        self.key: Key | None = None
        self._path = path
        self._attempt = attempt
        self._search = LatestSearch(self)
        self._search.done.connect(self._opened)
        self._search.failed.connect(self._refused)
        self._search.busy.connect(self._show_busy)
        name = plain_label(one_line(path.name), self)
        name.setObjectName("heading")
        name.setWordWrap(True)
        place = plain_label(f"in {one_line(str(path.parent))}", self)
        place.setObjectName("muted")
        place.setWordWrap(True)
        asked = plain_label("This dossier is protected. Its passphrase:", self)
        self.field = PassphraseField(
            "Passphrase", "The passphrase that this file is protected with", self
        )
        self.field.entered.connect(self.accept)
        self.problem = ProblemLabel(self)
        self.buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Open | QDialogButtonBox.StandardButton.Cancel, self
        )
        self.open_button = self.buttons.button(QDialogButtonBox.StandardButton.Open)
        plain_tooltip(self.open_button, "Open the dossier with this passphrase (Enter)")
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setSpacing(8)
        layout.addWidget(name)
        layout.addWidget(place)
        layout.addSpacing(6)
        layout.addWidget(asked)
        layout.addWidget(self.field)
        layout.addWidget(self.problem)
        layout.addSpacing(6)
        layout.addWidget(self.buttons)
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def accept(self) -> None:
        """Try what is typed; the answer comes a moment later."""
        if self._search.active:
            return
        passphrase = self.field.text()
        try:
            normalised(passphrase)
        except ValueError as error:
            self._tell(as_sentence(error))
            return
        path, attempt = self._path, self._attempt

        def search(_progress: Progress, _stop: Stop) -> Key:
            return attempt(path, passphrase)

        self._search.start(search)

    def done(self, result: int) -> None:
        """Forget what was typed, whatever comes of the dialog."""
        self._search.cancel()
        self.field.clear()
        super().done(result)

    def _opened(self, key: Any) -> None:
        self.key = key
        self.done(QDialog.DialogCode.Accepted)

    def _refused(self, error: BaseException) -> None:
        if isinstance(error, WrongPassphrase):
            self._tell(WRONG)
        elif isinstance(error, StoreError):
            self._tell(str(error))
        else:
            LOG.error("the passphrase could not be checked", exc_info=error)
            self._tell(FAULT)

    def _tell(self, problem: str) -> None:
        self.problem.show_problem(problem)
        self.field.setEnabled(True)
        self.field.retry()

    def _show_busy(self, busy: bool) -> None:
        self.field.setEnabled(not busy)
        self.open_button.setEnabled(not busy)
        self.open_button.setText("Checking …" if busy else "Open")
        if busy:
            self.problem.show_problem("")
