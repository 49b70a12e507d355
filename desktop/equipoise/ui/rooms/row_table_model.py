"""Any table of the dossier as a table model: columns from field accesses, sorted and filtered."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from equipoise.dossier.difference import Difference
from equipoise.dossier.dossier import TABLES, Dossier
from equipoise.dossier.field_text import help_of, text_of, value_of
from equipoise.dossier.fields import Flag, Judged, Number
from equipoise.dossier.judgment import Judgment
from equipoise.dossier.validation import Problem
from equipoise.editing.session import Session
from equipoise.ui.judgment.judgment_field import scale_for
from equipoise.ui.judgment.refusals import refusal_of
from equipoise.ui.plain import one_line, tooltip_text
from equipoise.ui.rooms.field_access import FieldAccess, is_list
from equipoise.ui.rooms.row_order import RowOrder, Shown

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_SORTING = (
    "Press the heading to sort by it, again to turn that round, a third time for the dossier's own "
    "order (Ctrl+Shift+O). Rows without a value come last."
)
_MANY = 50
"""Where more rows come or go the model is reset: each by itself would move all below it."""
_SHORT = 8  # longer units stand in the tooltip
_DISPLAY = Qt.ItemDataRole.DisplayRole


class RowTableModel(QAbstractTableModel):
    """Rows of one table that lie in its scope and pass its filter, in its order.

    It reads a snapshot of the dossier, brought up to date by `refresh`, and writes through the
    session. Sorting and filtering are applied when asked for and when rows come or go; an edited
    row keeps its place. Where many rows come or go at once the model is reset.
    """

    def __init__(
        self,
        session: Session,
        table: str,
        columns: Sequence[FieldAccess],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.session = session
        self.table = table
        self.columns = tuple(columns)
        self.new_row_values: Mapping[str, object] = {}
        self._dossier = Dossier()
        self._order = RowOrder(table)
        self._order.set_columns(self.columns)
        self._ids: list[str] = []
        self._places: dict[str, int] = {}
        self._scales: dict[str, tuple[float, float]] = {}

    # What is shown

    @property
    def dossier(self) -> Dossier:
        """The snapshot that the model shows."""
        return self._dossier

    @property
    def row_ids(self) -> tuple[str, ...]:
        """Identifiers of the rows shown, from top to bottom."""
        return tuple(self._ids)

    @property
    def in_own_order(self) -> bool:
        """Whether rows stand in the user's order, so that they can be moved."""
        return self._order.sorted_by is None

    @property
    def without_filter(self) -> int:
        """Number of rows that would be shown without the filter."""
        return self._order.in_scope()

    def row_id(self, row: int) -> str:
        """The identifier of a row shown; "" outside the table."""
        return self._ids[row] if 0 <= row < len(self._ids) else ""

    def place_of(self, row_id: str) -> int:
        """The position of a row; -1 if it is not shown."""
        return self._places.get(row_id, -1)

    def name_at(self, row: int) -> str:
        """The name that users know a row by, on one line."""
        return one_line(self._dossier.name_of(self.table, self.row_id(row)))

    def value(self, row: int, column: int) -> Any:
        """The value of a field; None where there is none."""
        found = self._dossier.find(self.table, self.row_id(row))
        return None if found is None else self.columns[column].read(self._dossier, found)

    def scale(self, column: int) -> tuple[float, float]:
        """Values at the sides of the small pictures of a column of judgments."""
        access = self.columns[column]
        spec = access.spec
        if not isinstance(spec, Judged):
            return 0.0, 1.0
        if access.key not in self._scales:
            values = [self.value(row, column) for row in range(len(self._ids))]
            judgments = [value for value in values if isinstance(value, Judgment)]
            self._scales[access.key] = scale_for(spec, judgments)
        return self._scales[access.key]

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Number of rows shown."""
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """Number of columns."""
        return 0 if parent.isValid() else len(self.columns)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY
    ) -> object | None:
        """Labels; tooltips that say what a column means, with its unit."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        access = self.columns[section]
        if role == _DISPLAY:
            return one_line(access.label) + _short_unit(access)
        if role == Qt.ItemDataRole.ToolTipRole:
            how = "" if access.editable else "\nWorked out from the dossier; not typed here."
            return tooltip_text(f"{help_of(access.spec)}{how}\n{_SORTING}")
        if role == Qt.ItemDataRole.TextAlignmentRole and isinstance(access.spec, Number):
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: Index, role: int = _DISPLAY) -> object | None:
        """Text, tick, alignment, tooltip, name for screen readers."""
        access = self.columns[index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            right = isinstance(access.spec, Number)
            side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.CheckStateRole:
            if not isinstance(access.spec, Flag):
                return None
            ticked = self.value(index.row(), index.column())
            return Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked
        if role in (_DISPLAY, Qt.ItemDataRole.EditRole):
            text = self.text(index.row(), index.column())
            return one_line(text) if role == _DISPLAY else text
        if role == Qt.ItemDataRole.ToolTipRole:
            return tooltip_text(self.text(index.row(), index.column()))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            said = self.text(index.row(), index.column()) or "none"
            return f"{access.label}: {one_line(said)}"
        return None

    def text(self, row: int, column: int) -> str:
        """The whole text of a field, as it is also copied."""
        return text_of(self._dossier, self.columns[column].spec, self.value(row, column))

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Everything can be selected; flags can be ticked."""
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if index.isValid():
            access = self.columns[index.column()]
            if access.editable and isinstance(access.spec, Flag):
                flags |= Qt.ItemFlag.ItemIsUserCheckable
            elif access.editable and not is_list(access):
                flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    # Edits

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Edit a field from a text or a value; what is refused is told by the session."""
        row, column = index.row(), index.column()
        if role == Qt.ItemDataRole.CheckStateRole:
            ticked = Qt.CheckState(value) == Qt.CheckState.Checked
            return not self.set_value(row, column, ticked)
        if role != Qt.ItemDataRole.EditRole:
            return False
        if not isinstance(value, str):
            return not self.set_value(row, column, value)
        try:
            meant = self.value_from_text(row, column, value)
        except ValueError as problem:
            self.session.refused.emit(str(problem))
            return False
        return not self.set_value(row, column, meant)

    def value_from_text(self, row: int, column: int, text: str) -> Any:
        """The value that a typed text means; text left as shown means the value as it is.

        Raises ValueError naming table, row and field.
        """
        if text == self.text(row, column):
            return self.value(row, column)
        access = self.columns[column]
        try:
            return value_of(self._dossier, access.spec, text)
        except ValueError as problem:
            heading = TABLES[self.table].many
            told = Problem(heading, self.name_at(row), access.label, str(problem))
            raise ValueError(str(told)) from problem

    def set_value(self, row: int, column: int, value: Any, gesture: int | None = None) -> str:
        """Edit a field as one undo step; returns why it was refused, "" if it was not."""
        access = self.columns[column]
        write = access.write
        row_id = self.row_id(row)
        if write is None or not row_id or value == self.value(row, column):
            return ""
        return refusal_of(
            self.session,
            lambda: self.session.attempt(
                f"Change {access.label} of {self.name_at(row)}",
                lambda dossier: write(dossier, row_id, value),
                gesture,
            ),
        )

    # What is in view

    def set_columns(self, columns: Sequence[FieldAccess]) -> None:
        """Show other columns."""
        self.beginResetModel()
        self.columns = tuple(columns)
        self._order.set_columns(self.columns)
        self._scales.clear()
        self.endResetModel()

    def set_scope(self, scope: Callable[[Any], bool] | None) -> None:
        """Show only rows of which `scope` is true."""
        self._order.set_scope(scope)
        self._rearrange()

    def set_filter(self, text: str) -> None:
        """Show only rows in which every word of the text occurs somewhere."""
        self._order.set_filter(text)
        self._rearrange()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; -1 is the user's own order."""
        key = self.columns[column].key if 0 <= column < len(self.columns) else ""
        self._order.sort(key, downwards=order == Qt.SortOrder.DescendingOrder)
        self._rearrange()

    def refresh(self, difference: Difference | None) -> None:
        """Show the session's dossier; touches only what the difference names (None: all)."""
        self._dossier = self.session.dossier
        elsewhere = frozenset().union(*(access.depends for access in self.columns))
        if difference is None:
            self._order.show(self._dossier, None)
            self._rearrange()
            self._announce_all()
        elif elsewhere & difference.tables:
            self._order.show(self._dossier, None)
            self._rearrange_if(self._came_or_went(difference))
            self._announce_all()
        elif self.table in difference.tables:
            touched = [c.row_id for c in difference.changes if c.table == self.table]
            self._order.show(self._dossier, touched)
            self._rearrange_if(self._came_or_went(difference))
            self._announce(place for place in map(self.place_of, touched) if place >= 0)
        else:
            self._order.show(self._dossier, ())

    def _came_or_went(self, difference: Difference) -> bool:
        return self.table in difference.reordered or any(
            change.table == self.table and (change.old is None or change.new is None)
            for change in difference.changes
        )

    def _rearrange_if(self, needed: bool) -> None:
        if needed:
            self._rearrange()

    def _announce_all(self) -> None:
        self._scales.clear()
        if self._ids:
            last = self.index(len(self._ids) - 1, len(self.columns) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def _announce(self, places: Iterable[int]) -> None:
        self._scales.clear()
        last = len(self.columns) - 1
        for first, final in runs(sorted(places)):
            self.dataChanged.emit(self.index(first, 0), self.index(final, last))

    def _rearrange(self) -> None:
        """Go to the rows wanted; where few come or go one by one, else all at once."""
        wanted = self._order.shown()
        self._scales.clear()
        if wanted.ids == self._ids:
            return
        if abs(len(wanted.ids) - len(self._ids)) > _MANY:
            self._replace(wanted)
            return
        gone = sorted(self._places[i] for i in self._places.keys() - wanted.places.keys())
        come = sorted(wanted.places[i] for i in wanted.places.keys() - self._places.keys())
        if not gone and not come:
            self._reorder(wanted)
        elif len(gone) + len(come) > _MANY or not self._stand_alike(wanted):
            self._replace(wanted)
        else:
            self._remove(runs(gone))
            self._insert(wanted.ids, runs(come))

    def _stand_alike(self, wanted: Shown) -> bool:
        """Whether the rows that stay keep the order that they have."""
        before = [row_id for row_id in self._ids if row_id in wanted.places]
        return before == [row_id for row_id in wanted.ids if row_id in self._places]

    def _replace(self, wanted: Shown) -> None:
        self.beginResetModel()
        self._ids, self._places = wanted.ids, wanted.places
        self.endResetModel()

    def _remove(self, spans: list[tuple[int, int]]) -> None:
        for first, last in reversed(spans):
            self.beginRemoveRows(_ROOT, first, last)
            self._ids = [*self._ids[:first], *self._ids[last + 1 :]]
            self._index_rows()
            self.endRemoveRows()

    def _reorder(self, wanted: Shown) -> None:
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        names = [self.row_id(index.row()) for index in before]
        self._ids, self._places = wanted.ids, wanted.places
        after = [
            self.index(wanted.places[row_id], index.column())
            for row_id, index in zip(names, before, strict=True)
        ]
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    def _insert(self, wanted: list[str], spans: list[tuple[int, int]]) -> None:
        for first, last in spans:
            self.beginInsertRows(_ROOT, first, last)
            self._ids = [*self._ids[:first], *wanted[first : last + 1], *self._ids[first:]]
            self._index_rows()
            self.endInsertRows()

    def _index_rows(self) -> None:
        self._places = {row_id: place for place, row_id in enumerate(self._ids)}


def _short_unit(access: FieldAccess) -> str:
    unit = access.spec.unit if isinstance(access.spec, Number | Judged) else ""
    return f" ({unit})" if unit and len(unit) <= _SHORT else ""


def runs(places: Iterable[int]) -> list[tuple[int, int]]:
    """First and last of each run of neighbouring numbers in an ascending row."""
    found: list[tuple[int, int]] = []
    first = last = -2
    for place in places:
        if place != last + 1:
            if first >= 0:
                found.append((first, last))
            first = place
        last = place
    if first >= 0:
        found.append((first, last))
    return found
