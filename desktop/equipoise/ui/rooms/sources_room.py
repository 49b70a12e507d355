"""Sources: where judgments come from, their grade, and what rests on them."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from equipoise.dossier.confidence import source_grade
from equipoise.dossier.deletion import RowKey
from equipoise.dossier.difference import Difference
from equipoise.dossier.dossier import TABLES, Dossier
from equipoise.editing.session import Session
from equipoise.ui.plain import one_line, plain_label, plain_tooltip
from equipoise.ui.rooms.details_form import DetailsForm, scrolled
from equipoise.ui.rooms.field_access import own_fields, worked_out
from equipoise.ui.rooms.table_room import TableRoom

_KEY = Qt.ItemDataRole.UserRole
_GRADES = ("supports nothing alone", "moderate", "high")
_RESTING = ("cells", "drivers", "recommendations", "spillovers")


def _grade(_dossier: Dossier, source: Any) -> str:
    return _GRADES[source_grade(source)]


def _code(_dossier: Dossier, source: Any) -> str:
    return f"{source.reliability}{source.credibility}"


def resting_on(dossier: Dossier, source_id: str) -> list[RowKey]:
    """The rows that name a source, table by table."""
    order = list(TABLES)
    found = dossier.naming_source.get(source_id, ())
    return sorted(found, key=lambda key: (order.index(key[0]), dossier.name_of(*key)))


def _use_count(dossier: Dossier, source: Any) -> int:
    return len(dossier.naming_source.get(source.id, ()))


def _used(dossier: Dossier, source: Any) -> str:
    count = _use_count(dossier, source)
    return "1 row" if count == 1 else f"{count} rows"


class SourcesRoom(TableRoom):
    """Sources with their Admiralty grade."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        columns = (
            *own_fields("sources", ("name",)),
            worked_out(
                "code",
                "Grade",
                "NATO Admiralty code: reliability of the source, credibility of what it says.",
                _code,
            ),
            *own_fields("sources", ("reliability", "credibility")),
            worked_out(
                "supports",
                "Supports",
                "The confidence that the grade alone supports.",
                _grade,
                order=lambda _dossier, source: source_grade(source),
            ),
            worked_out(
                "used", "Rests on it", "How many rows name it.", _used, _RESTING, order=_use_count
            ),
            *own_fields("sources", ("published", "note", "mark_id")),
        )
        super().__init__(session, "sources", columns, parent)
        self.form = DetailsForm(
            session,
            "sources",
            own_fields(
                "sources",
                ("name", "published", "reliability", "credibility", "reference", "note", "mark_id"),
            ),
        )
        self.resting = QListWidget(self)
        self.resting.setAccessibleName("Rows that rest on this source")
        plain_tooltip(self.resting, "Enter or a double click goes to the row.")
        self.resting.itemActivated.connect(self._go)
        page = QWidget(self)
        layout = QVBoxLayout(page)
        layout.setContentsMargins(8, 6, 8, 6)
        layout.addWidget(plain_label("These rows name the source. Enter goes to one.", page))
        layout.addWidget(self.resting)
        self.details.addTab(scrolled(self.form), "&Source")
        self.details.addTab(page, "&Rests on it")
        self.column.addWidget(self.assemble())

    def show_details(self, row_id: str) -> None:
        """Show a source and what rests on it."""
        self.form.show_row(row_id)
        self._list(row_id)

    def refresh_details(self, difference: Difference | None) -> None:
        """Show what the difference touches."""
        self.form.refresh(difference)
        self._list(self.table.current_row_id)

    def _list(self, row_id: str) -> None:
        dossier = self.session.dossier
        keys = resting_on(dossier, row_id) if dossier.find("sources", row_id) else []
        self.resting.clear()
        for table, other in keys:
            text = f"{TABLES[table].many}: {one_line(dossier.name_of(table, other))}"
            QListWidgetItem(text, self.resting).setData(_KEY, (table, other))

    def _go(self, item: QListWidgetItem) -> None:
        table, row_id = item.data(_KEY)
        self.go_to.emit(table, row_id)
