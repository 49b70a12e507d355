"""One line for each column of a sheet, with the field that it is about."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QWidget

from equipoise.editing.table_columns import Target, match_columns, readable_columns
from equipoise.store.sheets.sheet import column_name
from equipoise.ui.elided_label import ElidedLabel
from equipoise.ui.plain import plain_tooltip
from equipoise.ui.rooms.choice_box import ChoiceBox

NOT_READ = "(not read)"


class ColumnMatcher(QScrollArea):
    """What each column is about, as found by its heading, until the user says otherwise."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("Columns and the fields they are about")
        self.boxes: list[ChoiceBox] = []
        self._targets: dict[str, Target] = {}

    def show_columns(self, table: str, headings: Sequence[str]) -> None:
        """Show these columns, each matched by its heading."""
        labels = readable_columns(table)
        self._targets = {_key(target): target for target in labels}
        options = [("", NOT_READ), *((_key(target), label) for target, label in labels.items())]
        page = QWidget()
        grid = QGridLayout(page)
        grid.setContentsMargins(0, 0, 6, 0)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(0, 2)
        grid.setColumnStretch(1, 3)
        self.boxes = []
        found = match_columns(table, headings)
        for column, (heading, target) in enumerate(zip(headings, found, strict=True)):
            named = heading or f"column {column_name(column)}, without a heading"
            label = ElidedLabel(page)
            label.setText(named)
            plain_tooltip(label, f"Column {column_name(column)} of the sheet: {named}")
            box = ChoiceBox(page)
            box.show_options(options, "" if target is None else _key(target))
            box.setAccessibleName(f"Field for the column {named}")
            plain_tooltip(
                box, f"The field that “{named}” is about; what is not read changes nothing"
            )
            box.activated.connect(self.changed)
            grid.addWidget(label, column, 0)
            grid.addWidget(box, column, 1)
            self.boxes.append(box)
        grid.setRowStretch(len(headings), 1)
        self.setWidget(page)

    def matching(self) -> tuple[Target | None, ...]:
        """For each column the field that it is about, None for a column that is not read."""
        return tuple(self._targets.get(box.value()) for box in self.boxes)

    def choose(self, column: int, target: Target | None) -> None:
        """Say what a column is about."""
        box = self.boxes[column]
        box.setCurrentIndex(box.findData("" if target is None else _key(target)))
        self.changed.emit()


def _key(target: Target) -> str:
    return f"{target.field} {target.part}"
