"""Setting or changing the passphrase of a dossier."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QVBoxLayout, QWidget

from equipoise.bug_report import LOG
from equipoise.editing.background import LatestSearch, Progress, Stop
from equipoise.store.key import KDF_ITERATIONS, Key, new_key
from equipoise.store.passphrase import SECONDS_A_GUESS, normalised
from equipoise.ui.judgment.problem_label import ProblemLabel
from equipoise.ui.plain import plain_label, plain_tooltip
from equipoise.ui.protection.fitted_dialog import FittedDialog
from equipoise.ui.protection.passphrase_field import PassphraseField, as_sentence
from equipoise.ui.protection.strength_hint import StrengthHint

NO_WAY_BACK = (
    "There is no way back if the passphrase is forgotten: nobody can open the dossier then, nor "
    "the backups made of it from now on."
)
_ELSEWHERE = (
    "What was written before stays as it was: unprotected copies, exports and backups elsewhere "
    "remain readable, and copies protected with an earlier passphrase still open with that one."
)
_COST = (
    f"Every guess costs {KDF_ITERATIONS:,} rounds of PBKDF2-HMAC-SHA512, about "
    f"{SECONDS_A_GUESS:g} seconds on one core."
)
_FAULT = "The key could not be made because of a fault of the program; nothing has been changed."


class SetPassphraseDialog(FittedDialog):
    """Asks twice and makes the key in the background; closes with `key` for the file.

    `known_words` are the dossier's own (title, subject, poles, the person's name). `protected`
    tells that there is a passphrase already, which this one replaces.
    """

    def __init__(
        self,
        known_words: Sequence[str] = (),
        *,
        protected: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Change the passphrase" if protected else "Protect with a passphrase")
        self.setMinimumWidth(520)
        self.key: Key | None = None
        self._doing = "Change" if protected else "Protect"
        self._search = LatestSearch(self)
        self._search.done.connect(self._made)
        self._search.failed.connect(self._failed)
        self._search.busy.connect(self._show_busy)
        self.first = PassphraseField("New passphrase", "Several unusual words are good", self)
        self.second = PassphraseField("The same again", "To notice a slip of the finger", self)
        self.hint = StrengthHint(known_words, self)
        self.problem = ProblemLabel(self)
        self.first.changed.connect(lambda: self.hint.ask(self.first.text()))
        self.first.entered.connect(self.second.setFocus)
        form = QFormLayout()
        form.addRow("&New passphrase", self.first)
        form.addRow("", self.hint)
        form.addRow("The &same again", self.second)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self.set_button = self.buttons.addButton(
            self._doing, QDialogButtonBox.ButtonRole.AcceptRole
        )
        plain_tooltip(self.set_button, "Encrypt the dossier with this passphrase (Enter)")
        self.second.entered.connect(self.accept)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setSpacing(10)
        layout.addLayout(form)
        layout.addWidget(self._paragraph(NO_WAY_BACK, "heading"))
        layout.addWidget(self._paragraph(_ELSEWHERE))
        layout.addWidget(self._paragraph(_COST, "muted"))
        layout.addWidget(self.problem)
        layout.addWidget(self.buttons)
        self.first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _paragraph(self, text: str, style: str = "") -> QWidget:
        label = plain_label(text, self)
        label.setObjectName(style)
        label.setWordWrap(True)
        return label

    def accept(self) -> None:
        """Make the key of what was typed twice; stay open where that is refused."""
        if self._search.active:
            return
        passphrase = self.first.text()
        try:
            usable = normalised(passphrase)
        except ValueError as error:
            self._tell(as_sentence(error), self.first)
            return
        if usable != _normal_or_not(self.second.text()):
            self._tell("The two passphrases differ.", self.second)
            return

        def search(_progress: Progress, _stop: Stop) -> Key:
            return new_key(passphrase)

        self._search.start(search)

    def done(self, result: int) -> None:
        """Forget what was typed, whatever comes of the dialog."""
        self._search.cancel()
        for field in (self.first, self.second):
            field.clear()
        self.hint.forget()
        super().done(result)

    def _made(self, key: Any) -> None:
        self.key = key
        self.done(QDialog.DialogCode.Accepted)

    def _failed(self, error: BaseException) -> None:
        LOG.error("the key could not be made", exc_info=error)
        self._tell(_FAULT, self.first)

    def _tell(self, problem: str, field: PassphraseField) -> None:
        self.problem.show_problem(problem)
        field.setEnabled(True)
        field.retry()

    def _show_busy(self, busy: bool) -> None:
        for widget in (self.first, self.second, self.set_button):
            widget.setEnabled(not busy)
        self.set_button.setText("Making the key …" if busy else self._doing)
        if busy:
            self.problem.show_problem("")


def _normal_or_not(passphrase: str) -> str | None:
    try:
        return normalised(passphrase)
    except ValueError:
        return None
