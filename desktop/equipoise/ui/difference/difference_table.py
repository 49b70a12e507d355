"""What differs between two states of a dossier: one plain sentence over a table of all lines."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from equipoise.dossier.difference_words import Line, lines
from equipoise.dossier.dossier import Dossier
from equipoise.ui.difference.lines_view import LinesView
from equipoise.ui.plain import plain_label

NOTHING = "Nothing differs."


class DifferenceTable(QWidget):
    """Two states of a dossier, side by side; read only.

    `go_to` carries table and identifier of the row that the user wants to see.
    """

    go_to = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sentence = plain_label(NOTHING, self)
        self.sentence.setObjectName("heading")
        self.sentence.setWordWrap(True)
        self.view = LinesView("What differs", self)
        self.view.go_to.connect(self.go_to)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.sentence)
        layout.addWidget(self.view, 1)

    def show_difference(self, before: Dossier, after: Dossier) -> None:
        """Show what leads from one state to the other."""
        self.show_lines(lines(before, after))

    def show_lines(self, said: Sequence[Line]) -> None:
        """Show a difference that was put into words already."""
        self.sentence.setText(summary(said))
        self.view.lines.set_lines(said)

    def name_sides(self, before: str, after: str) -> None:
        """Say what the two states are, as headings of their columns: "Now", "Then"."""
        self.view.lines.name_sides(before, after)

    @property
    def count(self) -> int:
        """Number of lines shown."""
        return self.view.lines.rowCount()


def summary(said: Sequence[Line]) -> str:
    """A difference in one sentence: fields and rows that differ, rows added and removed."""
    fields = [line for line in said if line.field]
    whole = [line for line in said if line.row_id and not line.field]
    removed = sum(1 for line in whole if line.is_removal)
    orders = sum(1 for line in said if not line.row_id)
    parts = []
    if fields:
        rows = len({(line.table, line.row_id) for line in fields})
        verb = "differs" if len(fields) == 1 else "differ"
        parts.append(f"{_count(len(fields), 'field')} in {_count(rows, 'row')} {verb}")
    if len(whole) > removed:
        parts.append(f"{_count(len(whole) - removed, 'row')} added")
    if removed:
        parts.append(f"{_count(removed, 'row')} removed")
    if orders:
        parts.append(f"order changed in {_count(orders, 'table')}")
    return f"{', '.join(parts)}." if parts else NOTHING


def _count(number: int, word: str) -> str:
    return f"{number:,} {word}{'' if number == 1 else 's'}"
