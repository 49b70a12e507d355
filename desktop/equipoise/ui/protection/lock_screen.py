"""What a locked window shows instead of the dossier: nothing but the way back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QPushButton, QVBoxLayout, QWidget

from equipoise.bug_report import LOG
from equipoise.editing.background import LatestSearch, Progress, Stop
from equipoise.store.passphrase import normalised
from equipoise.ui.icons import icon
from equipoise.ui.judgment.problem_label import ProblemLabel
from equipoise.ui.plain import plain_label, plain_tooltip
from equipoise.ui.protection.passphrase_dialog import FAULT
from equipoise.ui.protection.passphrase_field import PassphraseField, as_sentence
from equipoise.ui.shown_theme import shown_theme

Check = Callable[[str], bool]
"""Whether a passphrase is the one of the open dossier; called in a thread of its own."""

_WRONG = "The passphrase is wrong. Mind capitals and the keyboard layout."
_WIDTH = 380
_ICON = 48


class LockScreen(QWidget):
    """Fills the window; `unlocked` tells that the passphrase was right. Names no dossier."""

    unlocked = Signal()

    def __init__(self, check: Check, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Locked")
        self._check = check
        self._search = LatestSearch(self)
        self._search.done.connect(self._checked)
        self._search.failed.connect(self._failed)
        self._search.busy.connect(self._show_busy)
        self.picture = plain_label("", self)
        self.picture.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        heading = plain_label("Locked", self)
        heading.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        font = heading.font()
        font.setPointSizeF(font.pointSizeF() * 1.6)
        font.setBold(True)
        heading.setFont(font)
        text = plain_label(
            "The dossier is out of sight until its passphrase is given. Nothing has been closed.",
            self,
        )
        text.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        text.setObjectName("muted")
        text.setWordWrap(True)
        self.field = PassphraseField("Passphrase", "The passphrase of the open dossier", self)
        self.field.line.setPlaceholderText("Passphrase")
        self.field.entered.connect(self.try_typed)
        self.problem = ProblemLabel(self)
        self.button = QPushButton("&Unlock", self)
        plain_tooltip(self.button, "Go back to where you were (Enter)")
        self.button.clicked.connect(self.try_typed)
        card = QFrame(self)
        card.setFrameShape(QFrame.Shape.StyledPanel)
        card.setAutoFillBackground(True)
        card.setBackgroundRole(card.palette().ColorRole.Base)
        card.setFixedWidth(_WIDTH)
        inside = QVBoxLayout(card)
        inside.setContentsMargins(32, 28, 32, 28)
        inside.setSpacing(10)
        inside.addWidget(self.picture)
        inside.addWidget(heading)
        inside.addWidget(text)
        inside.addSpacing(6)
        inside.addWidget(self.field)
        inside.addWidget(self.problem)
        inside.addWidget(self.button)
        layout = QGridLayout(self)
        layout.addWidget(card, 0, 0, Qt.AlignmentFlag.AlignCenter)
        self._draw_picture()
        self.setFocusProxy(self.field)

    def try_typed(self) -> None:
        """Check what is typed; the answer comes a moment later."""
        if self._search.active:
            return
        passphrase = self.field.text()
        try:
            normalised(passphrase)
        except ValueError as error:
            self._tell(as_sentence(error))
            return
        check = self._check

        def search(_progress: Progress, _stop: Stop) -> bool:
            return check(passphrase)

        self._search.start(search)

    def _checked(self, right: Any) -> None:
        if right:
            self.field.clear()
            self.unlocked.emit()
        else:
            self._tell(_WRONG)

    def _failed(self, error: BaseException) -> None:
        LOG.error("the passphrase could not be checked", exc_info=error)
        self._tell(FAULT)

    def _tell(self, problem: str) -> None:
        self.problem.show_problem(problem)
        self.field.setEnabled(True)
        self.field.retry()

    def _show_busy(self, busy: bool) -> None:
        self.field.setEnabled(not busy)
        self.button.setEnabled(not busy)
        self.button.setText("Checking …" if busy else "&Unlock")
        if busy:
            self.problem.show_problem("")

    def changeEvent(self, event: QEvent) -> None:
        """Follow light and dark."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ApplicationPaletteChange:
            self._draw_picture()

    def _draw_picture(self) -> None:
        drawn = icon("equipoise", shown_theme(self.palette()).accent)
        self.picture.setPixmap(drawn.pixmap(_ICON, _ICON))
