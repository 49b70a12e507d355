"""The sentences of a briefing, and the user's own wording of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QEvent, Qt, Signal, SignalInstance
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from equipoise.briefing.composing.wording import Rewording
from equipoise.briefing.document import Sentence
from equipoise.ui.plain import one_line, plain_label, plain_tooltip, tooltip_text

_PLACE = Qt.ItemDataRole.UserRole
_NONE = "Double-click a sentence on a page, or choose one above, to reword it."
_READ_ONLY = "This dossier is open for reading only."
_CONFIRM = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class _Editor(QPlainTextEdit):
    """A few lines; `confirmed` follows Ctrl+Enter, `left` Escape."""

    confirmed = Signal()
    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)
        self.setMinimumHeight(5 * self.fontMetrics().lineSpacing())

    def event(self, event: QEvent) -> bool:
        """Keep the two keys from the shortcuts of the window."""
        override = event.type() == QEvent.Type.ShortcutOverride
        if override and isinstance(event, QKeyEvent) and self._meant(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        meant = self._meant(event)
        if meant is None:
            super().keyPressEvent(event)
        else:
            meant.emit()

    def _meant(self, event: QKeyEvent) -> SignalInstance | None:
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if control and event.key() in _CONFIRM:
            return self.confirmed
        return self.left if event.key() == Qt.Key.Key_Escape else None


class TextsPane(QWidget):
    """Lists every sentence that can be reworded, with an editor for the one chosen.

    `worded` carries place, the user's words and the computed sentence; `as_computed` the place of a
    sentence that is to be as computed again; `chosen` the place of the one chosen here; `left`
    tells that the editor was left. What is typed stays until it is taken over or left by Escape.
    """

    worded = Signal(str, str, str)
    as_computed = Signal(str)
    chosen = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sentences: dict[str, Sentence] = {}
        self._rewordings: Mapping[str, Rewording] = {}
        self._contradictions: Callable[[str, str], Sequence[str]] = lambda _text, _computed: ()
        self._drafts: dict[str, str] = {}
        self._read_only = False
        self.list = QListWidget(self)
        self.list.setAccessibleName("Sentences of the briefing")
        self.list.setUniformItemSizes(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        plain_tooltip(
            self.list, "Every sentence that can be reworded; ✎ marks those in your own words"
        )
        self.only = QCheckBox("Reworded onl&y", self)
        plain_tooltip(self.only, "List only the sentences that are in your own words")
        self.computed = self._said()
        self.changed = self._said("over")
        self.wrong = self._said("over")
        self.editor = _Editor(self)
        self.editor.setAccessibleName("The sentence in your words")
        self.take = QPushButton("&Take over", self)
        self.back = QPushButton("Bac&k to the computed wording", self)
        self._lay_out()
        self.list.currentRowChanged.connect(lambda _row: self._show())
        self.list.itemSelectionChanged.connect(self._tell)
        self.list.itemActivated.connect(lambda _item: self.edit())
        self.only.toggled.connect(lambda _on: self._fill())
        self.editor.textChanged.connect(self._typed)
        self.editor.confirmed.connect(self.commit)
        self.editor.left.connect(self.leave)
        self.take.clicked.connect(self.commit)
        self.back.clicked.connect(self._return)
        self._show()

    def _said(self, name: str = "") -> QPlainTextEdit:
        """A text of several lines that can be read and copied."""
        said = QPlainTextEdit(self)
        said.setReadOnly(True)
        said.setTabChangesFocus(True)
        said.setObjectName(name)
        said.setMaximumHeight(5 * self.fontMetrics().lineSpacing())
        return said

    def _lay_out(self) -> None:
        label = plain_label("Se&ntences", self)
        label.setObjectName("heading")
        label.setBuddy(self.list)
        own = plain_label("In yo&ur words", self)
        own.setObjectName("heading")
        own.setBuddy(self.editor)
        top, buttons = QHBoxLayout(), QHBoxLayout()
        top.addWidget(label, 1)
        top.addWidget(self.only)
        buttons.addWidget(self.take)
        buttons.addWidget(self.back, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 6, 8, 8)
        column.setSpacing(4)
        column.addLayout(top)
        column.addWidget(self.list, 1)
        column.addWidget(self.computed)
        column.addWidget(self.changed)
        column.addWidget(own)
        column.addWidget(self.editor)
        column.addWidget(self.wrong)
        column.addLayout(buttons)
        self.computed.setAccessibleName("The computed sentence")
        self.changed.setAccessibleName("What has changed since")
        self.wrong.setAccessibleName("What contradicts the figures")

    # -- what is shown -----------------------------------------------------------------------

    def set_read_only(self, read_only: bool) -> None:
        """Whether sentences can only be read."""
        self._read_only = read_only
        self.editor.setReadOnly(read_only)
        self._enable()

    def show_sentences(
        self,
        sentences: Sequence[Sentence],
        rewordings: Mapping[str, Rewording],
        contradictions: Callable[[str, str], Sequence[str]],
    ) -> None:
        """List the sentences that can be reworded; what is being typed stays.

        `contradictions` says what of a wording the computed sentence does not say.
        """
        self._sentences = {said.place: said for said in sentences if said.place}
        self._rewordings, self._contradictions = rewordings, contradictions
        self._fill()

    def set_rewordings(self, rewordings: Mapping[str, Rewording]) -> None:
        """Show other wordings of the user's, by place, before the pages follow."""
        if dict(rewordings) != dict(self._rewordings):
            self._rewordings = rewordings
            self._fill()

    def place(self) -> str:
        """The place of the sentence chosen; "" if none is."""
        item = self.list.currentItem()
        return "" if item is None else str(item.data(_PLACE))

    def choose(self, place: str) -> bool:
        """Choose the sentence at a place; False if the briefing has none there."""
        if place in self._sentences and self.only.isChecked() and place not in self._rewordings:
            self.only.setChecked(False)
        for row in range(self.list.count()):
            if self.list.item(row).data(_PLACE) == place:
                self.list.setCurrentRow(row)
                return True
        return False

    def edit(self) -> None:
        """Lead to the editor."""
        if self.place():
            self.editor.setFocus(Qt.FocusReason.OtherFocusReason)
            self.editor.selectAll()

    def _fill(self) -> None:
        kept = self.place()
        self.list.blockSignals(True)
        self.list.clear()
        for place in self._sentences:
            reworded = place in self._rewordings
            if self.only.isChecked() and not reworded:
                continue
            text = self._printed(place)
            item = QListWidgetItem(f"{'✎ ' if reworded else ''}{one_line(text)}")
            item.setData(_PLACE, place)
            item.setToolTip(tooltip_text(text))
            self.list.addItem(item)
            if place == kept:
                self.list.setCurrentItem(item)
        self.list.blockSignals(False)
        self._show()

    def _tell(self) -> None:
        if self.place():
            self.chosen.emit(self.place())

    def _show(self) -> None:
        place = self.place()
        sentence = self._sentences.get(place)
        computed = self._computed(place)
        self.computed.setPlainText(_NONE if sentence is None else f"Computed: {computed}")
        then = self._rewordings[place].computed if place in self._rewordings else computed
        self.changed.setPlainText(
            f"The computed sentence has changed since you reworded it. It read: {then}"
            if then != computed
            else ""
        )
        self.changed.setVisible(then != computed)
        wanted = self._drafts.get(place, self._printed(place))
        if self.editor.toPlainText() != wanted:
            self.editor.blockSignals(True)
            self.editor.setPlainText(wanted)
            self.editor.blockSignals(False)
        self._check()
        self._enable()

    def _computed(self, place: str) -> str:
        sentence = self._sentences.get(place)
        if sentence is None:
            return ""
        return sentence.computed or sentence.text

    def _printed(self, place: str) -> str:
        """The user's words for a sentence, or the computed ones."""
        if place in self._rewordings:
            return self._rewordings[place].text
        return self._computed(place)

    def _check(self) -> None:
        """Say what of the words typed the computed sentence does not say."""
        text, computed = self.editor.toPlainText(), self._computed(self.place())
        wrong = self._contradictions(text, computed) if text != computed else ()
        parts = ", ".join(f"“{part}”" for part in wrong)
        self.wrong.setPlainText(f"Not in the computed sentence: {parts}" if wrong else "")
        self.wrong.setVisible(bool(wrong))

    def _enable(self) -> None:
        place = self.place()
        sentence = self._sentences.get(place)
        self.editor.setEnabled(sentence is not None)
        changed = sentence is not None and self.editor.toPlainText() != self._printed(place)
        self.take.setEnabled(changed and not self._read_only)
        self.back.setEnabled(place in self._rewordings and not self._read_only)
        tip = "Print your words in the place of the computed sentence (Ctrl+Enter; Esc leaves)"
        plain_tooltip(self.take, _READ_ONLY if self._read_only else tip)
        tip = "Print the computed sentence again"
        plain_tooltip(self.back, _READ_ONLY if self._read_only else tip)

    # -- what is done ------------------------------------------------------------------------

    def _typed(self) -> None:
        if self.place():
            self._drafts[self.place()] = self.editor.toPlainText()
        self._check()
        self._enable()

    def commit(self) -> None:
        """Take over what was typed, if it is another wording than the one printed."""
        place, text = self.place(), " ".join(self.editor.toPlainText().split())
        sentence = self._sentences.get(place)
        if sentence is None or self._read_only:
            return
        self._drafts.pop(place, None)
        if not text or text == self._computed(place):
            if place in self._rewordings:
                self.as_computed.emit(place)
        elif text != self._printed(place):
            self.worded.emit(place, text, self._computed(place))
        self._show()

    def leave(self) -> None:
        """Forget what was typed, and leave the editor."""
        self._drafts.pop(self.place(), None)
        self._show()
        self.left.emit()

    def _return(self) -> None:
        place = self.place()
        self._drafts.pop(place, None)
        self.as_computed.emit(place)
