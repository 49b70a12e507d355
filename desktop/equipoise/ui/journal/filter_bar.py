"""What the list of edits is narrowed down by: text, row, scenario, person, days, kind."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from equipoise.dossier.difference import SETTINGS
from equipoise.dossier.difference_words import table_name
from equipoise.dossier.dossier import TABLES, Dossier
from equipoise.ui.journal.concerns import RowKey
from equipoise.ui.journal.edit_index import NOTED, Criteria, EditIndex
from equipoise.ui.journal.edit_words import KIND_WORDS, TAKEN_IN
from equipoise.ui.plain import one_line, plain_label, plain_tooltip
from equipoise.ui.rooms.choice_box import ChoiceBox
from equipoise.ui.rooms.day_field import DayField

_KINDS = [
    ("", "Any kind"),
    *((key, f"{word}s") for key, word in KIND_WORDS.items()),
    (TAKEN_IN, "Taken in from another copy"),
    (NOTED, "With a reason"),
]
_ANY_TABLE = ("", "Any row")
_ANY_OF_THEM = ("", "Any of them")
_ANY_PERSON = ("", "Anybody")
_ANY_SCENARIO = ("", "Any scenario")
_DAY_WIDTH = 118


class FilterBar(QWidget):
    """Two lines of filters. `changed` carries the `Criteria` that they make together."""

    changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._dossier = Dossier()
        self._index = EditIndex()
        self.text = QLineEdit(self)
        self.text.setPlaceholderText("Search what, who, why, names and values")
        self.text.setClearButtonEnabled(True)
        self.person, self.kind, self.table, self.row, self.scenario = (
            ChoiceBox(self) for _ in range(5)
        )
        self.row.setPlaceholderText("Which one")
        self.first, self.last = (DayField(optional=True, today=date.today()) for _ in range(2))
        self.clear_button = QPushButton("C&lear", self)
        self.count = plain_label("", self)
        self.count.setObjectName("muted")
        self.problem = plain_label("", self)
        self.problem.setObjectName("over")
        self.problem.hide()
        for widget, name, tip in (
            (self.text, "Search in the journal", "Edits in which all these words occur"),
            (self.person, "Person", "Only edits that this person signed"),
            (self.kind, "Kind of edit", "Only edits of this kind"),
            (self.table, "Table of the row", "Only what concerns a row of this table"),
            (self.row, "Row", "Only what concerns this row, what it joins and what is part of it"),
            (self.scenario, "Scenario", "Only what concerns this scenario"),
            (self.first, "From day", "The first day listed, as year-month-day"),
            (self.last, "To day", "The last day listed, as year-month-day"),
            (self.clear_button, "Clear all filters", "List every edit again"),
        ):
            widget.setAccessibleName(name)
            plain_tooltip(widget, tip)
        self._lay_out()
        self.text.textChanged.connect(self._tell)
        for box in (self.person, self.kind, self.row, self.scenario):
            box.activated.connect(self._tell)
        self.table.activated.connect(self._choose_table)
        for field in (self.first, self.last):
            field.setPlaceholderText("any day")
            field.setFixedWidth(_DAY_WIDTH)
            field.editingFinished.connect(self._tell)
        self.clear_button.clicked.connect(self.clear)
        self.show_choices(self._dossier, self._index)

    def _lay_out(self) -> None:
        first, second = QHBoxLayout(), QHBoxLayout()
        first.addWidget(self.text, 3)
        first.addWidget(self.person, 2)
        first.addWidget(self.kind, 2)
        for caption, field in (("Fro&m", self.first), ("&To", self.last)):
            first.addWidget(self._caption(caption, field))
            first.addWidget(field)
        second.addWidget(self._caption("Only what &concerns", self.table))
        second.addWidget(self.table, 2)
        second.addWidget(self.row, 3)
        second.addWidget(self.scenario, 2)
        second.addWidget(self.clear_button)
        second.addSpacing(8)
        second.addWidget(self.count)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(first)
        column.addLayout(second)
        column.addWidget(self.problem)

    def _caption(self, text: str, field: QWidget) -> QWidget:
        label = plain_label(text, self)
        label.setBuddy(field)
        return label

    def criteria(self) -> Criteria:
        """What is asked for now; a day that is none asks for nothing."""
        rows: list[RowKey] = []
        if self.table.value():
            rows.append((self.table.value(), self.row.value()))
        if self.scenario.value():
            rows.append(("scenarios", self.scenario.value()))
        return Criteria(
            text=self.text.text(),
            rows=tuple(rows),
            person=self.person.value(),
            kind=self.kind.value(),
            first=_day(self.first),
            last=_day(self.last),
        )

    def show_choices(self, dossier: Dossier, index: EditIndex) -> None:
        """Offer the people and rows of this dossier and of its journal; what is chosen stays."""
        self._dossier, self._index = dossier, index
        people = [_ANY_PERSON, *((name, one_line(name)) for name in index.people)]
        self._offer(self.person, people)
        self._offer(self.kind, _KINDS)
        self._offer(self.scenario, [_ANY_SCENARIO, *self._rows_of("scenarios")])
        told = {table for table, _ in index.known_names}
        tables = [key for key in (SETTINGS, *TABLES) if key in told or key == self.table.value()]
        self._offer(self.table, [_ANY_TABLE, *((key, table_name(key)) for key in tables)])
        self._offer_rows()

    def concern(self, table: str, row_id: str) -> None:
        """List only what concerns this row."""
        chosen = self.table.findData(table)
        if chosen >= 0:
            self.table.setCurrentIndex(chosen)
            self._offer_rows()
            self.row.setCurrentIndex(max(self.row.findData(row_id), 0))
            self._tell()

    def clear(self) -> None:
        """Ask for nothing."""
        with QSignalBlocker(self.text):
            self.text.clear()
        for field in (self.first, self.last):
            field.clear()
        for box in (self.person, self.kind, self.table, self.scenario):
            box.setCurrentIndex(0)
        self._offer_rows()
        self._tell()

    def show_count(self, listed: int, of: int) -> None:
        """Tell how many of the edits are listed."""
        every = "edit" if of == 1 else "edits"
        self.count.setText(f"{of:,} {every}" if listed == of else f"{listed:,} of {of:,} {every}")

    def _choose_table(self) -> None:
        self._offer_rows()
        self._tell()

    def _offer_rows(self) -> None:
        table = self.table.value()
        self.row.setEnabled(bool(table))
        self._offer(self.row, [_ANY_OF_THEM, *self._rows_of(table)] if table else [])

    def _rows_of(self, table: str) -> list[tuple[str, str]]:
        """Every row of a table that stands, then those that only the journal knows."""
        if table == SETTINGS:
            return [(SETTINGS, one_line(self._dossier.settings.title))]
        dossier = self._dossier
        standing = {row.id: dossier.name_of_row(table, row) for row in dossier.table(table)}
        gone = {
            row_id: f"{name} (deleted)"
            for (key, row_id), name in self._index.known_names.items()
            if key == table and row_id not in standing
        }
        return [(row_id, one_line(name)) for row_id, name in {**standing, **gone}.items()]

    def _offer(self, box: ChoiceBox, options: Sequence[tuple[str, str]]) -> None:
        """Offer options; what was chosen stays chosen, else the first is."""
        value = box.value()
        box.show_options(list(options), value)
        if box.currentIndex() < 0 and options:
            box.setCurrentIndex(0)

    def _tell(self) -> None:
        self.problem.setText(self._problem())
        self.problem.setVisible(bool(self.problem.text()))
        self.changed.emit(self.criteria())

    def _problem(self) -> str:
        for field in (self.first, self.last):
            text = field.text().strip()
            if text and _day(field) is None:
                return (
                    f"“{one_line(text)}” is not a day and filters nothing; write year-month-day, "
                    "for example 2026-03-31."
                )
        first, last = _day(self.first), _day(self.last)
        if first is not None and last is not None and first > last:
            return "The first day lies after the last: no edit can fit."
        return ""


def _day(field: DayField) -> date | None:
    try:
        return date.fromisoformat(field.text().strip())
    except ValueError:
        return None
