"""Which scenarios are compared, in what order, and with which one."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from equipoise.dossier.dossier import Dossier
from equipoise.dossier.scenarios import misfits
from equipoise.ui.compare.marks import FEWEST, MOST, SWATCH, swatch
from equipoise.ui.plain import one_line, plain_label, plain_tooltip, tooltip_text
from equipoise.ui.theme import LIGHT, Theme

_ID = Qt.ItemDataRole.UserRole
_AT_FIRST = 3


class ScenarioChooser(QWidget):
    """A check list of all scenarios; the first one checked is compared with.

    A scenario keeps its colour, pattern and letter as long as it is checked. `chosen_changed`
    follows every change of what is checked or of the order; `other_changed` the choice of the
    scenario whose difference is shown.
    """

    chosen_changed = Signal()
    other_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = LIGHT
        self._dossier = Dossier()
        self._order: list[str] = []
        self._slots: dict[str, int] = {}
        self._wanted_other = ""
        self.list = QListWidget()
        self.list.setAccessibleName("Scenarios to compare")
        self.list.setIconSize(SWATCH)
        self.list.setUniformItemSizes(True)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        plain_tooltip(
            self.list,
            f"Check {FEWEST} to {MOST} scenarios (Space). Ctrl+Up and Ctrl+Down move the current "
            "one; the first one checked is the one that others are compared with.",
        )
        self.list.itemChanged.connect(self._checked)
        self.list.currentRowChanged.connect(lambda _row: self._enable())
        self.note = plain_label()
        self.note.setObjectName("over")
        self.note.setWordWrap(True)
        self.note.hide()
        self.up = self._button("Up", "Move the current scenario up (Ctrl+Up)", -1)
        self.down = self._button("Down", "Move the current scenario down (Ctrl+Down)", 1)
        self.make_first = QPushButton("Compare with &this")
        plain_tooltip(
            self.make_first, "Make the current scenario the one that others are compared with"
        )
        self.make_first.clicked.connect(self._make_first)
        self.other = QComboBox()
        self.other.setAccessibleName("Scenario whose difference is shown")
        self.other.setIconSize(SWATCH)
        self.other.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.other.setMinimumContentsLength(8)
        plain_tooltip(
            self.other,
            "The scenario whose difference to the one compared with is drawn below the indices "
            "and listed element by element (Alt+D)",
        )
        self.other.activated.connect(self._choose_other)
        self.first_label = plain_label()
        self.first_label.setWordWrap(True)
        self.first_label.setObjectName("muted")
        self._lay_out()

    def _button(self, text: str, tip: str, by: int) -> QPushButton:
        button = QPushButton(text)
        plain_tooltip(button, tip)
        button.clicked.connect(lambda: self._move(by))
        key = Qt.Key.Key_Up if by < 0 else Qt.Key.Key_Down
        shortcut = QShortcut(QKeySequence(Qt.KeyboardModifier.ControlModifier | key), self.list)
        shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
        shortcut.activated.connect(lambda: self._move(by))
        return button

    def _lay_out(self) -> None:
        title = plain_label("&Scenarios")
        title.setObjectName("heading")
        title.setBuddy(self.list)
        difference = plain_label("&Difference of")
        difference.setBuddy(self.other)
        difference.setObjectName("heading")
        moves = QHBoxLayout()
        moves.addWidget(self.up)
        moves.addWidget(self.down)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 6, 8, 8)
        column.setSpacing(5)
        column.addWidget(title)
        column.addWidget(self.list, 1)
        column.addWidget(self.note)
        column.addLayout(moves)
        column.addWidget(self.make_first)
        column.addSpacing(6)
        column.addWidget(difference)
        column.addWidget(self.other)
        column.addWidget(self.first_label)

    # -- what is chosen ----------------------------------------------------------------------

    def chosen(self) -> list[str]:
        """The checked scenarios that stand, in their order; the one compared with first."""
        standing = [i for i in self._order if self._dossier.find("scenarios", i) is not None]
        return [i for i in standing if i in self._slots]

    def slots(self) -> dict[str, int]:
        """The slot (colour, pattern, letter) of each chosen scenario."""
        return {i: self._slots[i] for i in self.chosen()}

    def other_id(self) -> str:
        """The scenario whose difference is shown; "" with fewer than two chosen."""
        others = self.chosen()[1:]
        if self._wanted_other in others:
            return self._wanted_other
        return others[0] if others else ""

    def choose(self, scenario_ids: list[str]) -> None:
        """Check just these, in this order, the one compared with first.

        Raises ValueError for more scenarios than fit.
        """
        if len(scenario_ids) > MOST:
            raise ValueError(f"at most {MOST} scenarios can be compared")
        self._order = [*scenario_ids, *(i for i in self._order if i not in scenario_ids)]
        self._slots = {i: place for place, i in enumerate(scenario_ids)}
        self._changed()

    def set_dossier(self, dossier: Dossier, shown_id: str) -> None:
        """Take the scenarios from this dossier; at first base, the one shown and the next.

        What is chosen stays chosen; a scenario that was deleted and comes back is chosen again if
        there is still room.
        """
        self._dossier = dossier
        standing = [row.id for row in dossier.scenarios]
        if not self._order and standing:
            base = dossier.base_scenario_id()
            ranked = list(dict.fromkeys([base, shown_id, *standing]))
            chosen = [i for i in ranked if i in standing][:_AT_FIRST]
            self._slots = {i: place for place, i in enumerate(chosen)}
            self._order = [*chosen, *(i for i in standing if i not in chosen)]
        self._order += [i for i in standing if i not in self._order]
        self._show()

    def set_theme(self, theme: Theme) -> None:
        """Draw colours and letters anew."""
        self._theme = theme
        self._show()

    def _free_slot(self) -> int:
        """The lowest slot that no standing scenario holds; a deleted one gives up its own."""
        taken = set(self.slots().values())
        slot = next(place for place in range(MOST) if place not in taken)
        self._slots = {i: s for i, s in self._slots.items() if s != slot}
        return slot

    def _checked(self, item: QListWidgetItem) -> None:
        scenario_id = item.data(_ID)
        if item.checkState() == Qt.CheckState.Unchecked:
            self._slots.pop(scenario_id, None)
        elif scenario_id not in self._slots:
            if len(self.chosen()) >= MOST:
                self._show()
                self._say(f"At most {MOST} scenarios fit side by side. Uncheck one first.")
                return
            self._slots[scenario_id] = self._free_slot()
        self._changed()

    def _move(self, by: int) -> None:
        listed, row = self._listed(), self.list.currentRow()
        if 0 <= row < len(listed) and 0 <= row + by < len(listed):
            listed[row], listed[row + by] = listed[row + by], listed[row]
            self._order = listed + [i for i in self._order if i not in listed]
            self._changed()

    def _make_first(self) -> None:
        listed, row = self._listed(), self.list.currentRow()
        if not 0 <= row < len(listed):
            return
        scenario_id = listed[row]
        if scenario_id not in self._slots:
            if len(self.chosen()) >= MOST:
                self._say(f"At most {MOST} scenarios fit side by side. Uncheck one first.")
                return
            self._slots[scenario_id] = self._free_slot()
        self._order = [scenario_id, *(i for i in self._order if i != scenario_id)]
        self._changed()

    def _choose_other(self) -> None:
        self._wanted_other = str(self.other.currentData() or "")
        self.other_changed.emit()

    def _changed(self) -> None:
        self._say("")
        self._show()
        self.chosen_changed.emit()

    # -- what is shown -----------------------------------------------------------------------

    def _listed(self) -> list[str]:
        return [i for i in self._order if self._dossier.find("scenarios", i) is not None]

    def _say(self, text: str) -> None:
        self.note.setText(text)
        self.note.setVisible(bool(text))

    def _quietly(self, widget: QWidget, act: Callable[[], None]) -> None:
        widget.blockSignals(True)
        act()
        widget.blockSignals(False)

    def _show(self) -> None:
        self._quietly(self.list, self._show_list)
        self._quietly(self.other, self._show_other)
        chosen = self.chosen()
        text = ""
        if len(chosen) >= FEWEST:
            first = one_line(self._dossier.name_of("scenarios", chosen[0]))
            text = f"to “{first}”, with which all are compared"
        self.first_label.setText(text)
        self.other.setEnabled(len(chosen) >= FEWEST)
        self._enable()

    def _show_list(self) -> None:
        current = self.list.currentItem()
        current_id = None if current is None else current.data(_ID)
        self.list.clear()
        chosen = self.chosen()
        for scenario_id in self._listed():
            row = self._dossier.get("scenarios", scenario_id)
            slot = self._slots.get(scenario_id)
            item = QListWidgetItem(swatch(self._theme, slot, self.font()), one_line(row.name))
            item.setData(_ID, scenario_id)
            checked = Qt.CheckState.Checked if slot is not None else Qt.CheckState.Unchecked
            item.setCheckState(checked)
            misfit = misfits(self._dossier, scenario_id)
            parts = [row.name, row.note, *misfit]
            if misfit:
                item.setText(f"⚠ {item.text()}")
            if chosen and scenario_id == chosen[0]:
                font = item.font()
                font.setBold(True)
                item.setFont(font)
                parts.append("All others are compared with this one.")
            item.setToolTip(tooltip_text("\n".join(part for part in parts if part)))
            self.list.addItem(item)
            if scenario_id == current_id:
                self.list.setCurrentItem(item)
        if self.list.currentRow() < 0 and self.list.count():
            self.list.setCurrentRow(0)

    def _show_other(self) -> None:
        self.other.clear()
        for scenario_id in self.chosen()[1:]:
            name = one_line(self._dossier.name_of("scenarios", scenario_id))
            icon = swatch(self._theme, self._slots[scenario_id], self.font())
            self.other.addItem(icon, name, scenario_id)
        self.other.setCurrentIndex(self.other.findData(self.other_id()))

    def _enable(self) -> None:
        row, count = self.list.currentRow(), self.list.count()
        self.up.setEnabled(row > 0)
        self.down.setEnabled(0 <= row < count - 1)
        listed = self._listed()
        first = self.chosen()[:1]
        self.make_first.setEnabled(0 <= row < len(listed) and [listed[row]] != first)
