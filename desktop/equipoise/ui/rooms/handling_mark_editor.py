"""The handling mark of the whole dossier: any text, with the marks in use at hand."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QStandardItemModel
from PySide6.QtWidgets import QComboBox, QLineEdit

from equipoise.dossier.dossier import Dossier
from equipoise.dossier.field_text import help_of
from equipoise.dossier.marks import PRESETS
from equipoise.ui.plain import one_line, plain_tooltip, tooltip_text
from equipoise.ui.rooms.choice_box import NO_ROW, ChoiceBox
from equipoise.ui.rooms.typed_editor import TypedEditor

_OWN = "Marks of this dossier"
_SHOWN_AT_ONCE = 18
_HOW = "Type any text, or choose a mark from the list (Down)."
_THROUGH_THE_LIST = (
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_PageUp,
    Qt.Key.Key_PageDown,
)

Group = tuple[str, tuple[tuple[str, str], ...]]
"""A heading, and the marks below it: each its name and meaning."""


def mark_groups(dossier: Dossier) -> tuple[Group, ...]:
    """The dossier's own marks, the most closely held first, then every list in common use."""
    own = sorted(dossier.marks, key=lambda mark: -mark.rank)
    groups = [(preset.name, preset.marks) for preset in PRESETS.values()]
    return (
        *(((_OWN, tuple((mark.name, mark.meaning) for mark in own)),) if own else ()),
        *((name, tuple((mark.name, mark.meaning) for mark in marks)) for name, marks in groups),
    )


class _MarkBox(ChoiceBox):
    """Arrow keys open the list: a key alone must not put another mark on the dossier."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _THROUGH_THE_LIST:
            self.showPopup()
        else:
            super().keyPressEvent(event)


class HandlingMarkEditor(TypedEditor):
    """A line for the handling mark with a list to choose from; what is typed is taken as it is."""

    def _place_line(self) -> QLineEdit:
        self.box = _MarkBox(self)
        line = QLineEdit(self)
        self.box.setLineEdit(line)
        self.box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        # Completion would make "NATO" into the first mark that begins so.
        self.box.setCompleter(None)  # type: ignore[arg-type]
        self.box.setMaxVisibleItems(_SHOWN_AT_ONCE)
        self._groups: tuple[Group, ...] = ()
        self.place(self.box)
        plain_tooltip(self.box, f"{help_of(self.spec)}\n{_HOW}")
        line.setPlaceholderText("none")
        line.setAccessibleName(self.label)
        line.editingFinished.connect(self._finish)
        self.box.activated.connect(self._chosen)
        return line

    def show_value(self, dossier: Dossier, value: Any) -> None:
        """Offer the marks that there are now, and show the value; what is being typed stays."""
        groups = mark_groups(dossier)
        if groups != self._groups:
            self._groups = groups
            self._fill(groups)
        super().show_value(dossier, value)

    def _fill(self, groups: tuple[Group, ...]) -> None:
        typed = self.line.text()
        self.box.clear()
        self.box.addItem(NO_ROW, "")
        for heading, marks in groups:
            self.box.addItem(heading)
            model = self.box.model()
            if isinstance(model, QStandardItemModel):
                model.item(self.box.count() - 1).setFlags(Qt.ItemFlag.NoItemFlags)
            for name, meaning in marks:
                self.box.addItem(f"    {one_line(name)}", name)
                place = self.box.count() - 1
                self.box.setItemData(place, tooltip_text(meaning), Qt.ItemDataRole.ToolTipRole)
        self.box.setCurrentIndex(-1)
        self.line.setText(typed)

    def _chosen(self, place: int) -> None:
        """Take the mark chosen in the place of what stands in the line.

        Enter in the line also comes here, with what is typed found among the headings or nowhere.
        """
        mark = self.box.itemData(place)
        text = self.line.text() if mark is None else str(mark)
        self.box.setCurrentIndex(-1)
        self.line.setText(text)
        if mark is not None:
            self._note_typing()
            self.commit()
