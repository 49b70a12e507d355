"""An editable table of the dossier with its tools: add, duplicate, delete, move, filter."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QToolButton, QVBoxLayout, QWidget

from equipoise.dossier.deletion import delete, deletion_of
from equipoise.dossier.difference import Difference
from equipoise.dossier.dossier import TABLES, Dossier
from equipoise.dossier.fields import Judged
from equipoise.editing import edits
from equipoise.editing.session import Session
from equipoise.ui.plain import plain_label, plain_tooltip
from equipoise.ui.rooms.deletion_dialog import DeletionDialog
from equipoise.ui.rooms.field_access import FieldAccess
from equipoise.ui.rooms.row_table_model import RowTableModel
from equipoise.ui.rooms.row_view import KEYS, RowView
from equipoise.ui.rooms.table_clipboard import Paste, copied

_SORTED = (
    "The rows are sorted by a column, so they cannot be moved. Press the column's heading until "
    "its arrow is gone; the rows then stand in their own order."
)


class RowTable(QWidget):
    """Table and toolbar. `current_changed` carries the identifier of the row with the cursor.

    `own_rows` says that the table's rows stand for themselves, so that they can be added,
    duplicated and moved; link rows can only be edited and deleted. `tools` shows the toolbar.
    """

    current_changed = Signal(str)

    def __init__(
        self,
        session: Session,
        table: str,
        columns: Sequence[FieldAccess],
        parent: QWidget | None = None,
        *,
        own_rows: bool = True,
        tools: bool = True,
        deletable: bool = True,
        mnemonics: bool = False,
        empty: str = "",
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._table = table
        self._own_rows = own_rows
        self._deletable = deletable
        self._current = ""
        one, many = TABLES[table].one, TABLES[table].many
        self.model = RowTableModel(session, table, columns, self)
        hint = f"No {one} yet. Press Add (Ctrl+N)." if own_rows else ""
        self.view = RowView(self.model, empty or hint, self)
        self.view.setAccessibleName(many)
        self.filter_box = QLineEdit(self)
        self.count = plain_label("", self)
        self.count.setObjectName("muted")
        self.buttons: dict[str, QToolButton] = {}
        self._tips: dict[str, str] = {}
        self._actions: dict[str, Callable[[], object]] = {
            "add": self.add,
            "duplicate": self.duplicate,
            "delete": self.delete,
            "up": lambda: self.move_rows(-1),
            "down": lambda: self.move_rows(1),
            "copy": self.copy,
            "paste": self.paste,
            "sort": self.view.sort_by_cursor,
            "find": self.filter_box.setFocus,
        }
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        if tools:
            layout.addLayout(self._toolbar(one, many, mnemonics))
        else:
            self.filter_box.hide()
            self.count.hide()
        layout.addWidget(self.view)
        self.view.asked.connect(lambda action: self._actions[action]())
        self.view.selectionModel().currentRowChanged.connect(self._announce)
        self.view.selectionModel().selectionChanged.connect(self._enable)
        self.view.horizontalHeader().sortIndicatorChanged.connect(self._show_order)
        for changed in (self.model.modelReset, self.model.rowsInserted, self.model.rowsRemoved):
            changed.connect(self._announce)
            changed.connect(self._show_count)
        self._enable()

    def _toolbar(self, one: str, many: str, mnemonics: bool) -> QHBoxLayout:
        said = {
            "add": ("&Add", f"Add a {one} at the end."),
            "duplicate": ("D&uplicate", f"Copy the selected {many.lower()} with their parts."),
            "delete": ("De&lete", f"Delete the selected {many.lower()}. Undo brings them back."),
            "up": ("▲", "Move the selected rows up."),
            "down": ("▼", "Move the selected rows down."),
        }
        row = QHBoxLayout()
        row.setSpacing(4)
        for action, (text, meaning) in said.items():
            if action == "delete" and not self._deletable:
                continue
            if action != "delete" and not self._own_rows:
                continue
            button = QToolButton(self)
            button.setText(text if mnemonics else text.replace("&", ""))
            button.setAccessibleName(meaning.rstrip("."))
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            self._tips[action] = f"{meaning}\nKeys: {' or '.join(KEYS[action])}"
            plain_tooltip(button, self._tips[action])
            button.clicked.connect(self._actions[action])
            row.addWidget(button)
            self.buttons[action] = button
        row.addStretch(1)
        self.filter_box.setPlaceholderText(f"Filter {many.lower()}")
        self.filter_box.setClearButtonEnabled(True)
        self.filter_box.setMaximumWidth(200)
        self.filter_box.setAccessibleName(f"Filter {many.lower()}")
        plain_tooltip(
            self.filter_box,
            "Show only rows in which each of these words occurs somewhere.\nKey: Ctrl+F",
        )
        self.filter_box.textChanged.connect(self.model.set_filter)
        row.addWidget(self.filter_box, 2)
        row.addWidget(self.count)
        return row

    @property
    def current_row_id(self) -> str:
        """The row with the cursor; "" if there is none."""
        return self._current

    def refresh(self, difference: Difference | None) -> None:
        """Bring the table up to date; the first row gets the cursor where none has it."""
        self.model.refresh(difference)
        if self.view.current_row() < 0 and self.model.rowCount():
            self.view.select_rows([self.model.row_id(0)])
        self._announce()
        self._enable()
        self._show_count()

    def focus_row(self, row_id: str) -> None:
        """Show a row, whatever the filter, and put the cursor on it."""
        if self.model.place_of(row_id) < 0:
            self.filter_box.clear()
        self.view.select_rows([row_id])

    def add(self) -> None:
        """Add a row at the end and begin to edit its name."""
        if not self._own_rows:
            return
        row_id = edits.new_identifier()
        values = dict(self.model.new_row_values)
        if self._session.attempt(
            f"Add {TABLES[self._table].one}",
            lambda dossier: edits.add_row(dossier, self._table, None, values, row_id),
        ):
            self.focus_row(row_id)
            self._edit_first_text(row_id)

    def _edit_first_text(self, row_id: str) -> None:
        place = self.model.place_of(row_id)
        if place >= 0:
            index = self.model.index(place, 0)
            self.view.setCurrentIndex(index)
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)
            self.view.edit(index)

    def duplicate(self) -> None:
        """Copy the selected rows, each copy right behind its original."""
        if not self._own_rows:
            return
        originals = [self.model.row_id(row) for row in self.view.selected_rows()]
        copies = [edits.new_identifier() for _ in originals]

        def make(dossier: Dossier) -> Dossier:
            for row_id, copy_id in zip(originals, copies, strict=True):
                dossier = edits.duplicate_row(dossier, self._table, row_id, copy_id)
            return dossier

        if originals and self._session.attempt(f"Duplicate {self._names(originals)}", make):
            self.view.select_rows(copies)

    def delete(self) -> None:
        """Delete the selected rows; where others refer to them, ask first, naming them."""
        ids = [self.model.row_id(row) for row in self.view.selected_rows()]
        if not self._deletable:
            self._clear_judgment()
        if not ids or not self._deletable:
            return
        dossier = self._session.dossier
        if deletion_of(dossier, self._table, ids).referring:
            dialog = DeletionDialog(dossier, self._table, ids, self)
            dialog.accepted.connect(lambda: self._delete(ids, with_referring=True))
            dialog.open()
        else:
            self._delete(ids, with_referring=False)

    def _clear_judgment(self) -> None:
        """Where rows stay, Del takes away the judgment under the cursor if it may be absent."""
        index = self.view.currentIndex()
        if index.isValid():
            spec = self.model.columns[index.column()].spec
            if isinstance(spec, Judged) and spec.optional:
                self.model.set_value(index.row(), index.column(), None)

    def _delete(self, ids: list[str], *, with_referring: bool) -> None:
        label = f"Delete {self._names(ids)}"
        self._session.attempt(
            label,
            lambda dossier: delete(dossier, self._table, ids, with_referring=with_referring),
        )

    def move_rows(self, offset: int) -> None:
        """Move the selected rows past the row above (-1) or below (1) them."""
        if not self._own_rows:
            return
        if not self.model.in_own_order:
            self._session.refused.emit(_SORTED)
            return
        shown = self.model.row_ids
        rows = self.view.selected_rows()
        beyond = rows[0] - 1 if offset < 0 else rows[-1] + 1 if rows else -1
        if not rows or not 0 <= beyond < len(shown):
            return
        chosen = [shown[row] for row in rows]
        places = self._places_without(set(chosen))
        all_ids = [row.id for row in self._session.dossier.table(self._table)]
        first = all_ids.index(chosen[0])  # they stand in the dossier's own order
        target = places[shown[beyond]] + (1 if offset > 0 else 0)
        self._session.attempt(
            f"Move {self._names(chosen)}",
            lambda dossier: edits.move_rows(dossier, self._table, chosen, target - first),
        )

    def _places_without(self, chosen: set[str]) -> dict[str, int]:
        rest = [row.id for row in self._session.dossier.table(self._table) if row.id not in chosen]
        return {row_id: place for place, row_id in enumerate(rest)}

    def copy(self) -> None:
        """Put the selected rows on the clipboard as tab-separated text."""
        rows = self.view.selected_rows()
        if rows:
            QGuiApplication.clipboard().setText(copied(self.model, rows))

    def paste(self) -> None:
        """Lay the clipboard's tab-separated text over the table from the cursor, or not at all."""
        index = self.view.currentIndex()
        text = QGuiApplication.clipboard().text()
        make = Paste(self.model, text, index.row(), index.column(), can_add=self._own_rows)
        self._session.attempt(f"Paste {make.lines} rows into {TABLES[self._table].many}", make)

    def _names(self, ids: list[str]) -> str:
        if len(ids) == 1:
            return self._session.dossier.name_of(self._table, ids[0])
        return f"{len(ids)} {TABLES[self._table].many.lower()}"

    def _announce(self) -> None:
        row_id = self.model.row_id(self.view.current_row())
        if row_id != self._current:
            self._current = row_id
            self.current_changed.emit(row_id)

    def _enable(self) -> None:
        some = self.view.selectionModel().hasSelection()
        for action, button in self.buttons.items():
            if action != "add":
                movable = self.model.in_own_order or action not in ("up", "down")
                button.setEnabled(some and movable)

    def _show_order(self) -> None:
        """Say what the rows are sorted by, and that they cannot be moved then."""
        self._enable()
        header = self.view.horizontalHeader()
        column, said = header.sortIndicatorSection(), ""
        if not self.model.in_own_order and 0 <= column < len(self.model.columns):
            down = header.sortIndicatorOrder() == Qt.SortOrder.DescendingOrder
            label = self.model.columns[column].label
            said = f"Sorted by {label}, {'downwards' if down else 'upwards'}"
        self.view.setAccessibleDescription(said)
        for action in ("up", "down"):
            if action in self.buttons:
                plain_tooltip(self.buttons[action], _SORTED if said else self._tips[action])

    def _show_count(self) -> None:
        """Tell how many rows are shown, and of how many where a filter hides some."""
        shown, every = self.model.rowCount(), self.model.without_filter
        of = f"{shown:,} of {every:,}" if shown != every else f"{every:,}"
        self.count.setText(of)
        one, many = TABLES[self._table].one, TABLES[self._table].many.lower()
        self.count.setAccessibleName(f"{of} {one if every == 1 else many} shown")
        plain_tooltip(self.count, self.count.accessibleName())
