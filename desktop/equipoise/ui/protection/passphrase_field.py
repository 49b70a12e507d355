"""Typing a passphrase: hidden unless asked to be shown, with a word about Caps Lock."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QGridLayout, QLineEdit, QSizePolicy, QToolButton, QWidget

from equipoise.ui.plain import plain_label, plain_tooltip

_CAPS_LOCK = "Caps Lock seems to be on."


def as_sentence(error: ValueError) -> str:
    """What is wrong with a passphrase, as it stands below the field."""
    text = str(error)
    return f"{text[:1].upper()}{text[1:]}."


class _HiddenLine(QLineEdit):
    """Tells from the letters typed whether Caps Lock is on; Qt itself cannot say."""

    caps_lock = Signal(bool)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A capital without Shift, or a small letter with it, gives Caps Lock away."""
        letter = event.text()
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.key() == Qt.Key.Key_CapsLock:
            self.caps_lock.emit(False)
        elif len(letter) == 1 and letter.lower() != letter.upper():
            self.caps_lock.emit(letter.isupper() != shift)
        super().keyPressEvent(event)
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            event.accept()  # else the dialog's default button would be pressed as well

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """What is not being typed needs no word about Caps Lock."""
        self.caps_lock.emit(False)
        super().focusOutEvent(event)


class PassphraseField(QWidget):
    """`changed` tells of every keystroke, `entered` of the return key."""

    changed = Signal()
    entered = Signal()

    def __init__(self, name: str, help_text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = _HiddenLine(self)
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self.line.setInputMethodHints(
            Qt.InputMethodHint.ImhHiddenText
            | Qt.InputMethodHint.ImhSensitiveData
            | Qt.InputMethodHint.ImhNoPredictiveText
            | Qt.InputMethodHint.ImhNoAutoUppercase
        )
        self.line.setAccessibleName(name)
        plain_tooltip(self.line, help_text)
        self.line.textChanged.connect(lambda _text: self.changed.emit())
        self.line.returnPressed.connect(self.entered)
        self.show_button = QToolButton(self)
        self.show_button.setText("Show")
        self.show_button.setCheckable(True)
        self.show_button.setAccessibleName(f"Show: {name}")
        plain_tooltip(self.show_button, "Show what is typed, to anybody who can see the screen")
        self.show_button.toggled.connect(self._show)
        self.caps_hint = plain_label(_CAPS_LOCK, self)
        self.caps_hint.setObjectName("muted")
        self.caps_hint.hide()
        self.line.caps_lock.connect(self.caps_hint.setVisible)
        self.setFocusProxy(self.line)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setVerticalSpacing(2)
        layout.addWidget(self.line, 0, 0)
        layout.addWidget(self.show_button, 0, 1)
        layout.addWidget(self.caps_hint, 1, 0, 1, 2)

    def text(self) -> str:
        """What is typed."""
        return self.line.text()

    def clear(self) -> None:
        """Forget what is typed, and hide again what will be."""
        self.line.clear()
        self.show_button.setChecked(False)
        self.caps_hint.hide()

    def retry(self) -> None:
        """Put the cursor in, with everything selected, after a refusal."""
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.line.selectAll()

    def _show(self, shown: bool) -> None:
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        self.line.setEchoMode(mode)
        self.show_button.setText("Hide" if shown else "Show")
