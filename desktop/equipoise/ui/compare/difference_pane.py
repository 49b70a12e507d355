"""What one scenario decides otherwise than the one compared with, element by element."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QPushButton, QVBoxLayout, QWidget

from equipoise.dossier.scenarios import ElementDifference, misfits, scenario_difference
from equipoise.editing import scenario_edits
from equipoise.editing.session import Session
from equipoise.ui.compare.plain_table import PlainTable, cell
from equipoise.ui.plain import one_line, plain_label, plain_tooltip
from equipoise.ui.theme import LIGHT, Theme

KINDS = {"weight": "Weight", "forcing": "Forcing", "override": "Override", "goal": "Goal"}
_ELEMENT, _KIND, _OLD, _NEW = range(4)
_LONGEST_NAME = 32


class _Elements(PlainTable):
    """The list; `entered` follows Enter, `reverted` follows Delete."""

    entered = Signal()
    reverted = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        elif event.key() == Qt.Key.Key_Delete:
            self.reverted.emit()
        else:
            super().keyPressEvent(event)


class DifferencePane(QWidget):
    """Every weight, forcing, override and goal that differs, old and new.

    `go_to` names the table and the row that an element is about.
    """

    go_to = Signal(str, str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._theme = LIGHT
        self._first = self._other = ""
        self.elements: tuple[ElementDifference, ...] = ()
        self.heading = plain_label()
        self.heading.setObjectName("heading")
        self.heading.setWordWrap(True)
        self.list = _Elements("What differs between the two scenarios")
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        self.list.horizontalHeader().setDefaultAlignment(left)
        self.list.setSelectionBehavior(PlainTable.SelectionBehavior.SelectRows)
        plain_tooltip(
            self.list,
            "Click an element or press Enter to go to its row. Delete makes the selected element "
            "as it is in the scenario compared with.",
        )
        self.list.cellClicked.connect(self._clicked)
        self.list.entered.connect(self.jump)
        self.list.reverted.connect(self.revert)
        self.list.itemSelectionChanged.connect(self._enable)
        self.revert_button = QPushButton()
        self.revert_button.clicked.connect(self.revert)
        self.jump_button = QPushButton("&Go to row")
        plain_tooltip(self.jump_button, "Show the row that the selected element is about (Enter)")
        self.jump_button.clicked.connect(self.jump)
        self.misfits = plain_label()
        self.misfits.setWordWrap(True)
        self.misfits.setObjectName("over")
        plain_tooltip(
            self.misfits,
            "Kept in the scenario without effect; it counts again when the row comes back.",
        )
        self._lay_out()

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.addWidget(self.revert_button)
        buttons.addWidget(self.jump_button)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 6, 8, 8)
        column.setSpacing(6)
        column.addWidget(self.heading)
        column.addWidget(self.list, 1)
        column.addWidget(self.misfits)
        column.addLayout(buttons)

    def set_theme(self, theme: Theme) -> None:
        """Colour the list anew."""
        self._theme = theme
        self._fill()

    def set_pair(self, first: str, other: str) -> None:
        """Show in what the scenario `other` differs from `first`, as the dossier stands now."""
        dossier = self._session.dossier
        self._first, self._other = first, other
        self.elements = scenario_difference(dossier, first, other)
        name = one_line(dossier.name_of("scenarios", first))
        short = name if len(name) <= _LONGEST_NAME else f"{name[: _LONGEST_NAME - 1]}…"
        self.revert_button.setText(f"&As in “{short.replace('&', '&&')}”")
        plain_tooltip(
            self.revert_button,
            f"Make the selected element as it is in “{name}”; undo takes it back (Delete)",
        )
        self._fill()

    def _fill(self) -> None:
        dossier = self._session.dossier
        if not self._other:
            return
        first = one_line(dossier.name_of("scenarios", self._first))
        other = one_line(dossier.name_of("scenarios", self._other))
        count = len(self.elements)
        how_many = f"{count} element{'s' if count != 1 else ''}" if count else "nothing"
        self.heading.setText(f"“{other}” differs from “{first}” in {how_many}")
        heads = [
            cell("Element"),
            cell("Kind"),
            cell("Old", f"As in “{first}”"),
            cell("New", f"As in “{other}”"),
        ]
        rows = []
        for element in self.elements:
            name = cell(one_line(element.label), self._tip(element), self._theme.accent)
            font = QFont(name.font())
            font.setUnderline(self._stands(element))
            name.setFont(font)
            old = cell(element.base, f"As in “{first}”")
            new = cell(element.other, f"As in “{other}”", strong=True)
            rows.append([name, cell(KINDS[element.kind]), old, new])
        self.list.fill(heads, rows)
        if rows and self.list.currentRow() < 0:
            self.list.setCurrentCell(0, _ELEMENT)
        header = self.list.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(_ELEMENT, QHeaderView.ResizeMode.Stretch)
        self.list.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self._tell_misfits(first, other)
        self._enable()

    def _tip(self, element: ElementDifference) -> str:
        if self._stands(element):
            return f"{element.label}: go to this row"
        return f"{element.label}: this row was deleted"

    def _stands(self, element: ElementDifference) -> bool:
        return self._session.dossier.find(element.table, element.row_id) is not None

    def _tell_misfits(self, first: str, other: str) -> None:
        dossier = self._session.dossier
        told = [
            f"{name}: {one_line(text)}"
            for scenario_id, name in ((self._first, first), (self._other, other))
            for text in misfits(dossier, scenario_id)
        ]
        self.misfits.setText("\n".join(told))
        self.misfits.setVisible(bool(told))

    def _current(self) -> ElementDifference | None:
        row = self.list.currentRow()
        return self.elements[row] if 0 <= row < len(self.elements) else None

    def _enable(self) -> None:
        current = self._current()
        self.revert_button.setEnabled(current is not None)
        self.jump_button.setEnabled(current is not None and self._stands(current))

    def _clicked(self, _row: int, column: int) -> None:
        if column == _ELEMENT:
            self.jump()

    def jump(self) -> None:
        """Go to the row that the selected element is about, if it stands."""
        current = self._current()
        if current is not None and self._stands(current):
            self.go_to.emit(current.table, current.row_id)

    def revert(self) -> None:
        """Make the selected element as it is in the scenario compared with; undoable."""
        current = self._current()
        if current is None:
            return
        first, other = self._first, self._other
        name = self._session.dossier.name_of("scenarios", first)
        self._session.attempt(
            f"{one_line(current.label)} as in “{one_line(name)}”",
            lambda dossier: scenario_edits.revert_element(
                dossier, other, current.kind, current.key, first
            ),
        )
