"""Everything in which a scenario differs from the base; each element can be taken back."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QHeaderView,
    QToolButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from equipoise.dossier.difference import Difference
from equipoise.dossier.dossier import Dossier
from equipoise.dossier.scenarios import ElementDifference, scenario_difference
from equipoise.editing import scenario_edits
from equipoise.editing.session import Session
from equipoise.ui.plain import one_line, plain_label, plain_tooltip, tooltip_text
from equipoise.ui.rooms.field_delegate import ROW_HEIGHT

_KINDS = {"weight": "Weight", "forcing": "Driver", "override": "Judgment", "goal": "Goal"}
_PLACE = Qt.ItemDataRole.UserRole
_OWNERS = {
    "driver_effects": ("drivers", "driver_id"),
    "recommendation_effects": ("recommendations", "recommendation_id"),
    "dampings": ("recommendations", "recommendation_id"),
}


def place_on_screen(dossier: Dossier, table: str, row_id: str) -> tuple[str, str]:
    """The row whose room shows a row: effects and dampings stand with their driver or owner."""
    row = dossier.find(table, row_id)
    if row is None or table not in _OWNERS:
        return table, row_id
    owner, field = _OWNERS[table]
    return owner, getattr(row, field)


class DifferencePage(QWidget):
    """Element, base, this scenario, and “As in base”. `go_to` carries the row activated."""

    go_to = Signal(str, str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._scenario_id = ""
        self._stale = False
        self.said = plain_label("", self)
        self.said.setWordWrap(True)
        self.listing = QTreeWidget(self)
        self.listing.setColumnCount(5)
        self.listing.setRootIsDecorated(False)
        self.listing.setAlternatingRowColors(True)
        self.listing.setAccessibleName("Differences from the base scenario")
        self.listing.itemActivated.connect(self._go)
        header = self.listing.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        layout = QVBoxLayout(self)
        layout.addWidget(self.said)
        layout.addWidget(self.listing)

    def show_scenario(self, scenario_id: str) -> None:
        """Show how another scenario differs."""
        self._scenario_id = scenario_id
        self._fill()

    def refresh(self, _difference: Difference) -> None:
        """Show the differences as they are; a hidden page catches up when it is shown."""
        self._stale = not self.isVisible()
        if not self._stale:
            self._fill()

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up before anything is seen."""
        if self._stale:
            self._fill()
        super().showEvent(event)

    def _fill(self) -> None:
        self._stale = False
        dossier, base_id = self._session.dossier, self._session.dossier.base_scenario_id()
        base = one_line(dossier.name_of("scenarios", base_id))
        self.listing.clear()
        self.listing.setHeaderLabels(["", "Element", f"Base: {base}", "This scenario", ""])
        if not self._scenario_id or self._scenario_id == base_id:
            self.said.setText("This is the base scenario: the others are compared with it.")
            self.listing.hide()
            return
        found = scenario_difference(dossier, base_id, self._scenario_id)
        things = "1 element differs" if len(found) == 1 else f"{len(found)} elements differ"
        self.said.setText(
            f"{things} from the base “{base}”. Enter or a double click goes to the row."
            if found
            else f"Nothing differs from the base “{base}”."
        )
        self.listing.setVisible(bool(found))
        for element in found:
            self._add(element)

    def _add(self, element: ElementDifference) -> None:
        item = QTreeWidgetItem(self.listing)
        item.setSizeHint(1, QSize(0, ROW_HEIGHT))  # the stretched column: no width of its own
        label = one_line(element.label)
        texts = (_KINDS[element.kind], label, element.base, element.other)
        for column, text in enumerate(texts):
            item.setText(column, text)
            item.setToolTip(column, tooltip_text(text))
        item.setData(0, _PLACE, [element.table, element.row_id])
        button = QToolButton(self.listing)
        button.setText("As in base")
        button.setAccessibleName(f"{label}: as in base")
        plain_tooltip(button, f"{label}: {element.other} → {element.base}. Undo takes it back.")
        button.clicked.connect(lambda: self._take_back(element))
        self.listing.setItemWidget(item, 4, button)

    def _take_back(self, element: ElementDifference) -> None:
        scenario_id = self._scenario_id
        self._session.attempt(
            f"{_KINDS[element.kind]} {one_line(element.label)} as in base",
            lambda dossier: scenario_edits.revert_element(
                dossier, scenario_id, element.kind, element.key, dossier.base_scenario_id()
            ),
        )

    def _go(self, item: QTreeWidgetItem) -> None:
        table, row_id = item.data(0, _PLACE)
        self.go_to.emit(*place_on_screen(self._session.dossier, table, row_id))
