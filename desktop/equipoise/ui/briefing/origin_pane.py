"""Where the figures of a briefing come from: all codes, and the one chosen explained."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QPlainTextEdit, QVBoxLayout, QWidget

from equipoise.briefing.document import Document, coded
from equipoise.ui.plain import one_line, plain_label, plain_tooltip, tooltip_text

_CODE = Qt.ItemDataRole.UserRole
_NONE = "Click a small code on a page, or choose one above, to see what it stands behind."


class OriginPane(QWidget):
    """Lists the codes of a briefing; `chosen` carries one that the user chose here."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texts: dict[str, list[str]] = {}
        self.codes = QListWidget()
        self.codes.setAccessibleName("Codes of the briefing")
        self.codes.setUniformItemSizes(True)
        self.codes.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        plain_tooltip(
            self.codes, "Every code printed behind a figure; choose one to see it explained below"
        )
        self.codes.currentRowChanged.connect(lambda _row: self._show())
        self.codes.itemSelectionChanged.connect(self._tell)
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName("Where the figure comes from")
        label = plain_label("Co&des")
        label.setObjectName("heading")
        label.setBuddy(self.codes)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 6, 8, 8)
        column.setSpacing(4)
        column.addWidget(label)
        column.addWidget(self.codes, 1)
        column.addWidget(self.text, 1)
        self._show()

    def code(self) -> str:
        """The code chosen; "" if none is."""
        item = self.codes.currentItem()
        return "" if item is None else str(item.data(_CODE))

    def show_document(self, document: Document) -> None:
        """List the codes of a briefing; the one chosen stays chosen if it is still there."""
        texts: dict[str, list[str]] = {}
        for code, text in coded(document):
            texts.setdefault(code, []).append(one_line(text))
        kept = self.code()
        self._texts = texts
        self.codes.blockSignals(True)
        self.codes.clear()
        for code, said in texts.items():
            item = QListWidgetItem(f"{code}   {said[0]}")
            item.setData(_CODE, code)
            item.setToolTip(tooltip_text(said[0]))
            self.codes.addItem(item)
        self.codes.blockSignals(False)
        self.choose(kept)

    def choose(self, code: str) -> None:
        """Explain a code; one that the briefing does not have leaves none chosen."""
        self.codes.blockSignals(True)
        row = list(self._texts).index(code) if code in self._texts else -1
        self.codes.setCurrentRow(row)
        self.codes.blockSignals(False)
        self._show()

    def _tell(self) -> None:
        if self.code():
            self.chosen.emit(self.code())

    def _show(self) -> None:
        said = self._texts.get(self.code())
        text = _NONE if not said else "\n\n".join(["Stands behind:", *said])
        self.text.setPlainText(text)
