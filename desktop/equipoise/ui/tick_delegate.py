"""Tick boxes in lists and trees that can be seen on a dark ground as well."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from equipoise.ui.shown_theme import shown_theme


class TickDelegate(QStyledItemDelegate):
    """Draws the boxes of a list as `apply_theme` has those of a form drawn."""

    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Give the box its ground; that of the line is the view's own."""
        super().initStyleOption(option, index)
        box = shown_theme(option.palette).tick_palette().color(QPalette.ColorRole.Base)
        option.palette.setColor(QPalette.ColorRole.Base, box)
