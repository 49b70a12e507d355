"""A word beside a new passphrase on how long it withstands guessing; it never forbids one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from equipoise.editing.background import LatestSearch, Progress, Stop
from equipoise.store.passphrase import Strength, strength
from equipoise.ui.plain import plain_label
from equipoise.ui.protection.passphrase_field import as_sentence
from equipoise.ui.shown_theme import shown_theme

_PAUSE_MS = 250
_STEPS = 5
_NOTHING = "The strength of what you type is estimated here. A weak one is not refused."
_NO_ESTIMATE = "The strength could not be estimated because of a fault of the program."


class _Meter(QWidget):
    """As many of five steps filled as the passphrase is strong."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.filled = 0

    def sizeHint(self) -> QSize:
        """Wide and flat."""
        return QSize(200, 6)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The steps from left to right; the text below says the same in words."""
        del event
        theme = shown_theme(self.palette())
        full = (theme.danger, theme.danger, theme.warning, theme.good, theme.good)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        width = (self.width() - 4 * (_STEPS - 1)) / _STEPS
        for step in range(_STEPS):
            colour = full[self.filled - 1] if step < self.filled else theme.line
            painter.setBrush(QColor(colour))
            painter.drawRoundedRect(QRectF(step * (width + 4), 0, width, self.height()), 3, 3)
        painter.end()


class StrengthHint(QWidget):
    """Judges in the background, a moment after the last keystroke.

    `known_words` are what somebody who knows the dossier would try first.
    """

    def __init__(self, known_words: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._known_words = tuple(known_words)
        self._asked = ""
        self.strength: Strength | None = None
        self._search = LatestSearch(self)
        self._search.done.connect(self._judged)
        self._search.failed.connect(self._unusable)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._judge)
        self.meter = _Meter(self)
        self.meter.setFixedHeight(6)
        self.label = plain_label(_NOTHING, self)
        self.label.setObjectName("muted")
        self.label.setWordWrap(True)
        self.label.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.label.setMinimumHeight(4 * self.label.fontMetrics().lineSpacing())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.meter)
        layout.addWidget(self.label)

    def ask(self, passphrase: str) -> None:
        """Judge this passphrase soon, unless another follows; "" needs no judging."""
        self._asked = passphrase
        self._search.cancel()
        if passphrase:
            self._pause.start()
        else:
            self._pause.stop()
            self._say(None, _NOTHING)

    def forget(self) -> None:
        """Judge nothing any more, and keep nothing of what was asked."""
        self.ask("")

    def _judge(self) -> None:
        passphrase, known_words = self._asked, self._known_words

        def search(_progress: Progress, _stop: Stop) -> Strength:
            return strength(passphrase, known_words)

        self._search.start(search)

    def _judged(self, found: Any) -> None:
        self._say(found, found.text)

    def _unusable(self, error: BaseException) -> None:
        """A fault of the estimate must not keep anybody from setting a passphrase."""
        told = as_sentence(error) if isinstance(error, ValueError) else _NO_ESTIMATE
        self._say(None, told)

    def _say(self, found: Strength | None, text: str) -> None:
        self.strength = found
        self.meter.filled = 0 if found is None else found.score + 1
        self.meter.update()
        self.label.setText(text)
