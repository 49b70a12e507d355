"""The list of edits as a table model: filtered, sorted, and under a heading for each day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from equipoise.store.journal import Edit
from equipoise.ui.journal.edit_index import KIND, ROWS, WHAT, WHEN, WHO, Criteria, EditIndex
from equipoise.ui.journal.edit_words import day_words, moment_words, rows_changed
from equipoise.ui.plain import one_line, tooltip_text
from equipoise.ui.theme import LIGHT, Theme

Index = QModelIndex | QPersistentModelIndex
_HEADINGS = (
    ("When", "The time of the edit, by the clock of this computer"),
    ("Who", "The name and desk that signed the edit"),
    ("What", "What was done"),
    ("Rows", "How many rows were added, removed or changed"),
    (
        "Kind",
        "Undone: an edit that was taken back since; Taken in: one that came from another copy",
    ),
    ("Why", "The reason given, if any"),
)
_DISPLAY = Qt.ItemDataRole.DisplayRole
_ROOT = QModelIndex()


@dataclass(frozen=True, slots=True)
class _Shown:
    """The places listed, the rows that they and the headings make, and the headings."""

    places: list[int] = field(default_factory=list)
    rows: list[int] = field(default_factory=list)
    days: list[str] = field(default_factory=list)


class JournalModel(QAbstractTableModel):
    """The edits that fit the criteria, in the order asked for.

    In order of time, a row that is a heading stands over the edits of each day. Rows are places in
    the index; headings are numbers below 0, counted down from -1.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.index_of_edits = EditIndex()
        self._theme = LIGHT
        self._criteria = Criteria()
        self._order = (WHEN, True)
        self._shown = _Shown()
        self._all: dict[tuple[int, bool], _Shown] = {}

    def set_theme(self, theme: Theme) -> None:
        """Colour edits that no longer hold, and those taken in, for another ground."""
        self._theme = theme

    def set_edits(self, index: EditIndex) -> None:
        """List other edits by the same criteria."""
        self.beginResetModel()
        self.index_of_edits = index
        self._all.clear()
        self._shown = self._shown_of(index.matching(self._criteria))
        self.endResetModel()

    def set_criteria(self, criteria: Criteria) -> None:
        """List only the edits that fit."""
        self._criteria = criteria
        self._list(self.index_of_edits.matching(criteria))

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; none (-1) means the newest first."""
        downwards = order == Qt.SortOrder.DescendingOrder
        self._order = (column, downwards) if column >= 0 else (WHEN, True)
        self._list(self._shown.places)

    @property
    def by_day(self) -> bool:
        """Whether the edits stand under headings for days."""
        return self._order[0] == WHEN

    @property
    def listed(self) -> int:
        """Number of edits listed."""
        return len(self._shown.places)

    def edit_at(self, row: int) -> Edit | None:
        """The edit in a row; None for a heading and outside the list."""
        place = self._shown.rows[row] if 0 <= row < len(self._shown.rows) else -1
        return self.index_of_edits.edits[place] if place >= 0 else None

    def heading_at(self, row: int) -> str:
        """The day that a heading tells; "" for an edit."""
        place = self._shown.rows[row]
        return self._shown.days[-place - 1] if place < 0 else ""

    def row_of(self, edit_id: str) -> int:
        """The row of an edit; -1 if it is not listed."""
        place = self.index_of_edits.places.get(edit_id, -1)
        try:
            return self._shown.rows.index(place) if place >= 0 else -1
        except ValueError:
            return -1

    def first_row(self) -> int:
        """The first row with an edit; -1 if none is listed."""
        return next((row for row, place in enumerate(self._shown.rows) if place >= 0), -1)

    def annotate(self, edit_id: str, note: str) -> None:
        """Show another reason of an edit."""
        self.index_of_edits.annotate(edit_id, note)
        self._all.clear()
        row = self.row_of(edit_id)
        if row >= 0:
            self.dataChanged.emit(self.index(row, 0), self.index(row, len(_HEADINGS) - 1))

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Number of edits and headings listed."""
        return 0 if parent.isValid() else len(self._shown.rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """When, who, what, rows, kind, why."""
        return 0 if parent.isValid() else len(_HEADINGS)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Edits can be chosen, headings cannot."""
        if not index.isValid() or self._shown.rows[index.row()] < 0:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY
    ) -> object | None:
        """Labels, and tooltips that say what a column means."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(_HEADINGS):
            return None
        label, meaning = _HEADINGS[section]
        if role == _DISPLAY:
            return label
        return tooltip_text(meaning) if role == Qt.ItemDataRole.ToolTipRole else None

    def data(self, index: Index, role: int = _DISPLAY) -> object | None:
        """The words of a cell; a heading's day stands in each of its cells."""
        if not index.isValid():
            return None
        place, column = self._shown.rows[index.row()], index.column()
        if place < 0:
            return self._shown.days[-place - 1] if role == _DISPLAY else None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return one_line(self._text(place, column))
            case Qt.ItemDataRole.ToolTipRole:
                return tooltip_text(self._tip(place, column))
            case Qt.ItemDataRole.TextAlignmentRole if column == ROWS:
                return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            case Qt.ItemDataRole.ForegroundRole:
                return self._colour(place, column)
            case _:
                return None

    def _text(self, place: int, column: int) -> str:
        edit = self.index_of_edits.edits[place]
        match column:
            case 0:
                when = self.index_of_edits.times[place]
                return f"{when:%H:%M}" if self.by_day else f"{when:%Y-%m-%d %H:%M}"
            case 1:
                return edit.person or self.index_of_edits.signature(place)
            case 2:
                return edit.action
            case 3:
                return f"{rows_changed(edit) or ''}"
            case 4:
                return self.index_of_edits.kind_words(place)
            case _:
                return edit.note

    def _tip(self, place: int, column: int) -> str:
        edit = self.index_of_edits.edits[place]
        if column == WHEN:
            return moment_words(edit)
        if column == WHO:
            return self.index_of_edits.signature(place)
        return edit.action if column == WHAT else edit.note

    def _colour(self, place: int, column: int) -> QColor | None:
        edit = self.index_of_edits.edits[place]
        if edit.taken_in_by and column in (WHEN, KIND):
            return QColor(self._theme.accent)
        gone = self.index_of_edits.taken_back
        if edit.kind == "undo" or edit.id in gone or edit.of in gone:
            return QColor(self._theme.muted)
        return None

    def _list(self, places: Iterable[int]) -> None:
        self.beginResetModel()
        self._shown = self._shown_of(sorted(places))
        self.endResetModel()

    def _shown_of(self, places: list[int]) -> _Shown:
        """The rows of these edits; those of all are kept, for a filter is often taken away."""
        if len(places) < len(self.index_of_edits):
            return self._in_order(places)
        if self._order not in self._all:
            self._all[self._order] = self._in_order(places)
        return self._all[self._order]

    def _in_order(self, places: list[int]) -> _Shown:
        column, downwards = self._order
        places = self.index_of_edits.sorted(places, column, downwards=downwards)
        if not self.by_day:
            return _Shown(places, places)
        rows: list[int] = []
        days: list[str] = []
        for day, members in groupby(places, self.index_of_edits.days.__getitem__):
            days.append(day_words(day))
            rows.append(-len(days))
            rows.extend(members)
        return _Shown(places, rows, days)
