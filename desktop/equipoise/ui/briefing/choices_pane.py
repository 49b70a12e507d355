"""What is chosen about a briefing: kind, scenarios, language, sections, how it is looked at."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from equipoise.briefing.composing.compose import offered
from equipoise.briefing.language.messages import LANGUAGES
from equipoise.dossier.dossier import Dossier
from equipoise.ui.briefing.kind_names import KIND_HELP, kind_name
from equipoise.ui.briefing.section_list import SectionList
from equipoise.ui.briefing.template_choice import TemplateChoice
from equipoise.ui.plain import one_line, plain_label, plain_tooltip, tooltip_text
from equipoise.ui.tick_delegate import TickDelegate

_ID = Qt.ItemDataRole.UserRole
_AT_FIRST = "full"
_READ_ONLY = "This dossier is open for reading only."
_OWN = "All sections again, in the order that this kind comes with"
_MARKS = "Put each paragraph's own handling mark before it"


class ChoicesPane(QWidget):
    """`changed` follows every choice that asks for other pages.

    `scenario_chosen` carries a scenario's identifier, `arranged` the sections in order with whether
    each is printed, `as_it_comes` asks for the kind's own sections; `marked` tells whether portion
    marks are wanted, `grey_changed` whether pages are to be shown as a greyscale printer does.
    """

    changed = Signal()
    scenario_chosen = Signal(str)
    arranged = Signal(object)
    as_it_comes = Signal()
    marked = Signal(bool)
    grey_changed = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._known: tuple[tuple[str, str], ...] = ()
        self._compared: list[str] = []
        self.kind = _box("Kind of briefing", "What the briefing is for (Alt+D)")
        for place, kind in enumerate(offered()):
            self.kind.addItem(kind_name(kind.key), kind.key)
            tip = tooltip_text(KIND_HELP.get(kind.key, ""))
            self.kind.setItemData(place, tip, Qt.ItemDataRole.ToolTipRole)
        self.kind.setCurrentIndex(max(0, self.kind.findData(_AT_FIRST)))
        self.scenario = _box(
            "Scenario of the briefing",
            "The scenario that the briefing is about; the weights beside the rooms show it too "
            "(Alt+S)",
        )
        self.beside = QListWidget()
        self.beside.setAccessibleName("Scenarios to set beside it")
        self.beside.setItemDelegate(TickDelegate(self.beside))
        self.beside.setUniformItemSizes(True)
        self.beside.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        plain_tooltip(
            self.beside,
            "Check the scenarios that the briefing compares with this one (Space). Each is "
            "projected on the same draws, which takes a moment.",
        )
        self.language = _box("Language of the briefing", "The language of the fixed texts (Alt+L)")
        for key, name in LANGUAGES.items():
            self.language.addItem(name, key)
        self.template = TemplateChoice()
        self.marks = QCheckBox("Portion &marks")
        self.grey = QCheckBox("Look in &greyscale")
        plain_tooltip(
            self.grey,
            "Show the pages as a black-and-white printer prints them; nothing else changes",
        )
        self.sections = SectionList()
        self.own = QPushButton("&As it comes")
        self.set_read_only(False)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 6, 8, 8)
        column.setSpacing(4)
        for caption, part, stretch in (
            ("Kin&d", self.kind, 0),
            ("&Scenario", self.scenario, 0),
            ("&Beside it", self.beside, 2),
            ("&Language", self.language, 0),
            ("Template", self.template, 0),
            ("Se&ctions", self.sections, 5),
        ):
            label = plain_label(caption)
            label.setObjectName("heading")
            label.setBuddy(part)
            column.addWidget(label)
            column.addWidget(part, stretch)
        self.beside.setMinimumHeight(64)
        self.sections.setMinimumHeight(110)
        column.addWidget(self.own)
        column.addWidget(self.marks)
        column.addWidget(self.grey)

    def _connect(self) -> None:
        for box in (self.kind, self.language):
            box.currentIndexChanged.connect(lambda _row: self.changed.emit())
        self.template.changed.connect(self.changed)
        self.scenario.activated.connect(
            lambda _row: self.scenario_chosen.emit(str(self.scenario.currentData() or ""))
        )
        self.beside.itemChanged.connect(self._checked)
        self.marks.clicked.connect(self.marked)
        self.grey.toggled.connect(self.grey_changed)
        self.sections.arranged.connect(self.arranged)
        self.own.clicked.connect(self.as_it_comes)

    def kind_key(self) -> str:
        """The key of the kind chosen."""
        return str(self.kind.currentData())

    def language_key(self) -> str:
        """The key of the language chosen."""
        return str(self.language.currentData())

    def compared(self) -> tuple[str, ...]:
        """The scenarios checked that stand, in the dossier's order, but the one shown."""
        shown = self.scenario.currentData()
        return tuple(key for key, _ in self._known if key in self._compared and key != shown)

    def choose(
        self,
        *,
        kind: str | None = None,
        language: str | None = None,
        compared: Iterable[str] | None = None,
    ) -> None:
        """Choose as a user would. A kind or language that is not offered is left as it is."""
        for box, key in ((self.kind, kind), (self.language, language)):
            if key is not None and box.findData(key) >= 0:
                box.setCurrentIndex(box.findData(key))
        if compared is not None:
            self._compared = list(compared)
            self._show_beside()
            self.changed.emit()

    def show_dossier(self, dossier: Dossier, scenario_id: str) -> None:
        """Offer the scenarios of this dossier, one of them shown."""
        known = tuple((row.id, one_line(row.name)) for row in dossier.scenarios)
        if known != self._known:
            self._known = known
            self.scenario.clear()
            for key, name in known:
                self.scenario.addItem(name, key)
        self.scenario.setCurrentIndex(self.scenario.findData(scenario_id))
        self.scenario.setEnabled(bool(known))
        self.marks.setChecked(dossier.settings.portion_marks)
        self._show_beside()

    def set_read_only(self, read_only: bool) -> None:
        """Whether what the dossier keeps (sections, portion marks) can only be looked at."""
        self.sections.set_editable(not read_only, _READ_ONLY)
        for part, tip in ((self.own, _OWN), (self.marks, _MARKS)):
            part.setEnabled(not read_only)
            plain_tooltip(part, _READ_ONLY if read_only else tip)

    def _show_beside(self) -> None:
        shown = self.scenario.currentData()
        self.beside.blockSignals(True)
        self.beside.clear()
        for key, name in self._known:
            if key != shown:
                item = QListWidgetItem(name)
                item.setData(_ID, key)
                checked = key in self._compared
                item.setCheckState(Qt.CheckState.Checked if checked else Qt.CheckState.Unchecked)
                item.setToolTip(tooltip_text(name))
                self.beside.addItem(item)
        self.beside.blockSignals(False)
        self.beside.setEnabled(self.beside.count() > 0)

    def _checked(self, item: QListWidgetItem) -> None:
        key = str(item.data(_ID))
        if item.checkState() == Qt.CheckState.Checked:
            self._compared.append(key)
        else:
            self._compared = [kept for kept in self._compared if kept != key]
        self.changed.emit()


def _box(name: str, tip: str) -> QComboBox:
    box = QComboBox()
    box.setAccessibleName(name)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(10)
    plain_tooltip(box, tip)
    return box
