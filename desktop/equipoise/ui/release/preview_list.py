"""What a release copy leaves out, and what still names it, as two lists."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import groupby
from typing import TypeVar

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from equipoise.dossier.difference import SETTINGS
from equipoise.dossier.dossier import ABOUT_JUDGMENTS, TABLES, Dossier
from equipoise.dossier.mentions import Mention
from equipoise.dossier.release import LeftOut
from equipoise.ui.plain import one_line, plain_tooltip, tooltip_text
from equipoise.ui.rooms.field_delegate import ROW_HEIGHT
from equipoise.ui.scenarios.difference_page import place_on_screen

Entry = TypeVar("Entry", LeftOut, Mention)

_PLACE = Qt.ItemDataRole.UserRole
_ABOUT = {
    "weights": ("recommendations", "recommendation_id"),
    "forcings": ("drivers", "driver_id"),
    "goals_set_aside": ("goals", "goal_id"),
}
_EXCERPT = 160
_FEW = 30
"""So many rows are shown at once; of more, the names of the tables only."""


def table_name(key: str) -> str:
    """The heading of a table; the settings are one too."""
    return "Settings" if key == SETTINGS else TABLES[key].many


class PreviewList(QTreeWidget):
    """Rows under the name of their table. `go_to` carries the row activated."""

    go_to = Signal(str, str)

    def __init__(self, name: str, heads: tuple[str, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._dossier = Dossier()
        self.setAccessibleName(name)
        plain_tooltip(self, f"{name}. Enter or a double click goes to the row.")
        self.setColumnCount(len(heads))
        self.setHeaderLabels(list(heads))
        self.setAlternatingRowColors(True)
        header = self.header()
        header.setStretchLastSection(True)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.itemActivated.connect(self._go)

    def show_left_out(self, dossier: Dossier, entries: Iterable[LeftOut]) -> None:
        """Name, mark in force and reason of every row left out, grouped by table."""
        found = tuple(entries)
        self._fill(dossier, found, lambda e: (one_line(e.name), one_line(e.mark), one_line(e.why)))
        if len(found) > _FEW and self.topLevelItemCount() > 1:
            self.collapseAll()

    def show_mentions(self, dossier: Dossier, entries: Iterable[Mention]) -> None:
        """Row, field, the names found, and the text around the first of them."""
        self._fill(
            dossier,
            entries,
            lambda e: (
                one_line(e.row),
                e.field,
                one_line(", ".join(e.names)),
                _excerpt(e.text, e.names[0]),
            ),
        )

    def _fill(
        self,
        dossier: Dossier,
        entries: Iterable[Entry],
        texts_of: Callable[[Entry], tuple[str, ...]],
    ) -> None:
        self._dossier = dossier
        self.clear()
        for key, group in groupby(entries, lambda entry: entry.table):
            found = list(group)
            heading = QTreeWidgetItem(self, [f"{table_name(key)} ({len(found)})"])
            heading.setSizeHint(self.columnCount() - 1, QSize(0, ROW_HEIGHT))
            heading.setFirstColumnSpanned(True)
            for entry in found:
                item = QTreeWidgetItem(heading, list(texts_of(entry)))
                for column in range(self.columnCount()):
                    item.setToolTip(column, tooltip_text(item.text(column)))
                item.setSizeHint(self.columnCount() - 1, QSize(0, ROW_HEIGHT))
                item.setData(0, _PLACE, [key, entry.row_id])
        self.expandAll()  # columns are as wide as the rows that can be seen need
        self._share_width()

    def showEvent(self, event: QShowEvent) -> None:
        """Give the columns their width when it is known."""
        super().showEvent(event)
        self._share_width()

    def _share_width(self) -> None:
        """All columns but the last take what their texts need, up to a third of the width."""
        for column in range(self.columnCount() - 1):
            wanted = max(self.sizeHintForColumn(column), self.header().sectionSizeHint(column)) + 8
            self.setColumnWidth(column, min(wanted, self.viewport().width() // 3))

    def _go(self, item: QTreeWidgetItem) -> None:
        place = item.data(0, _PLACE)
        if place:
            table, row_id = place
            table, row_id = _where_shown(self._dossier, table, row_id)
            self.go_to.emit(table, row_id)


def _where_shown(dossier: Dossier, table: str, row_id: str) -> tuple[str, str]:
    """The row whose room shows a row; what scenarios decide stands with what it is about."""
    row = None if table == SETTINGS else dossier.find(table, row_id)
    if row is None:
        return table, row_id
    if table in ABOUT_JUDGMENTS:
        table, row_id = row.table, row.row_id
    elif table in _ABOUT:
        table, field = _ABOUT[table]
        row_id = getattr(row, field)
    return place_on_screen(dossier, table, row_id)


def _excerpt(text: str, name: str) -> str:
    """The text on one line, cut so that the name can be seen."""
    line = one_line(text)
    at = max(line.casefold().find(one_line(name).casefold()), 0)
    start = max(0, at - _EXCERPT // 4)
    cut = line[start : start + _EXCERPT]
    return f"{'…' if start else ''}{cut}{'…' if start + _EXCERPT < len(line) else ''}"
