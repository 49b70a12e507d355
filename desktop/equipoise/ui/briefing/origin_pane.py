"""Where the figures of a briefing come from: all codes, and the one chosen explained."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from equipoise.briefing.document import Document, coded
from equipoise.dossier.dossier import TABLES, Dossier
from equipoise.ui.plain import one_line, plain_label, plain_tooltip, tooltip_text

_CODE = Qt.ItemDataRole.UserRole
_ROW = Qt.ItemDataRole.UserRole + 1
_NONE = "Click a small code on a page, or choose one above, to see where its figure comes from."


class Explained(Protocol):
    """Where the figures of a code come from, in words and as rows (table, identifier)."""

    @property
    def what(self) -> str:
        """What the code stands for."""
        ...

    @property
    def figures(self) -> Sequence[str]:
        """The figures printed."""
        ...

    @property
    def rows(self) -> Sequence[tuple[str, str]]:
        """The rows that they rest on."""
        ...

    @property
    def sources(self) -> Sequence[str]:
        """The sources of these rows."""
        ...

    @property
    def how(self) -> str:
        """How the figures are computed."""
        ...


Explain = Callable[[str], Explained | None]
"""Where the figures of a code come from; None for a code that nothing is known of."""


class OriginPane(QWidget):
    """Lists the codes of a briefing; `chosen` carries one that the user chose here.

    `go_to` carries table and identifier of a row to be shown in its room.
    """

    chosen = Signal(str)
    go_to = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texts: dict[str, list[str]] = {}
        self._dossier = Dossier()
        self._explain: Explain = lambda _code: None
        self.codes = _listing("Codes of the briefing")
        plain_tooltip(
            self.codes, "Every code printed behind a figure; choose one to see it explained below"
        )
        self.codes.currentRowChanged.connect(lambda _row: self._show())
        self.codes.itemSelectionChanged.connect(self._tell)
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName("Where the figure comes from")
        self.rows = _listing("Rows that the figure rests on")
        plain_tooltip(
            self.rows, "The rows that the figure rests on; Enter or a double click shows one"
        )
        self.rows.itemActivated.connect(lambda _item: self._go())
        self.rows.currentRowChanged.connect(lambda _row: self._enable())
        self.go = QPushButton("Go &to row")
        self.go.clicked.connect(self._go)
        self._lay_out()
        self._show()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 6, 8, 8)
        column.setSpacing(4)
        for caption, part, stretch in (
            ("Codes", self.codes, 4),
            ("", self.text, 5),
            ("Rests on", self.rows, 3),
        ):
            if caption:
                label = plain_label(caption)
                label.setObjectName("heading")
                label.setBuddy(part)
                column.addWidget(label)
            column.addWidget(part, stretch)
        column.addWidget(self.go)

    def code(self) -> str:
        """The code chosen; "" if none is."""
        item = self.codes.currentItem()
        return "" if item is None else str(item.data(_CODE))

    def show_document(self, document: Document, dossier: Dossier, explain: Explain) -> None:
        """List the codes of a briefing; the one chosen stays chosen if it is still there."""
        texts: dict[str, list[str]] = {}
        for code, text in coded(document):
            texts.setdefault(code, []).append(one_line(text))
        kept = self.code()
        self._texts, self._dossier, self._explain = texts, dossier, explain
        self.codes.blockSignals(True)
        self.codes.clear()
        for code, said in texts.items():
            text = next((text for text in said if text), "")
            item = QListWidgetItem(f"{code}   {text}")
            item.setData(_CODE, code)
            item.setToolTip(tooltip_text(text))
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
        code = self.code()
        origin = self._explain(code) if code else None
        if origin is not None:
            parts = [origin.what, "\n".join(origin.figures), origin.how, "\n".join(origin.sources)]
        else:
            parts = self._texts.get(code, [_NONE])
        self.text.setPlainText("\n\n".join(part for part in parts if part))
        self.rows.clear()
        for table, row_id in () if origin is None else origin.rows:
            self._add_row(table, row_id)
        self._enable()

    def _add_row(self, table: str, row_id: str) -> None:
        if table in TABLES:
            kind = TABLES[table].one
            name = one_line(self._dossier.name_of(table, row_id))
        else:
            kind, name = "settings", self._dossier.settings.title
        item = QListWidgetItem(f"{name}  ({kind})")
        item.setData(_ROW, (table, row_id))
        item.setToolTip(tooltip_text(f"{name} ({kind})"))
        self.rows.addItem(item)

    def _enable(self) -> None:
        chosen = self.rows.currentItem() is not None
        self.go.setEnabled(chosen)
        tip = "Show the row chosen above in its room (Enter)"
        plain_tooltip(self.go, tip if chosen else f"{tip}; choose one first")

    def _go(self) -> None:
        item = self.rows.currentItem()
        if item is not None:
            table, row_id = item.data(_ROW)
            self.go_to.emit(table, row_id)


def _listing(name: str) -> QListWidget:
    listed = QListWidget()
    listed.setAccessibleName(name)
    listed.setUniformItemSizes(True)
    listed.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return listed
