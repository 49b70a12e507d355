"""How judgments and choices are painted in the cells of tables."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPalette, QPen
from PySide6.QtWidgets import QApplication, QStyle, QStyleOptionViewItem

from equipoise.dossier.fields import Judged
from equipoise.dossier.judgment import Judgment
from equipoise.dossier.number_text import judgment_text
from equipoise.ui.judgment.density import paint_density

_MARGIN = 6
_WIDEST = 120
PICTURE = 44
"""Least width, in pixels, of the picture beside the numbers."""


def text_colour(option: QStyleOptionViewItem, *, muted: bool = False) -> QColor:
    """The colour of text in a cell, on its ground."""
    if option.state & QStyle.StateFlag.State_Selected:
        return option.palette.color(QPalette.ColorRole.HighlightedText)
    role = QPalette.ColorRole.PlaceholderText if muted else QPalette.ColorRole.Text
    return option.palette.color(role)


def paint_ground(painter: QPainter, option: QStyleOptionViewItem) -> None:
    """The cell without its text."""
    bare = QStyleOptionViewItem(option)
    bare.text = ""
    widget = option.widget
    style = widget.style() if widget is not None else QApplication.style()
    style.drawControl(QStyle.ControlElement.CE_ItemViewItem, bare, painter, widget)


def paint_judgment(
    painter: QPainter,
    option: QStyleOptionViewItem,
    rect: QRect,
    *,
    spec: Judged,
    judgment: Judgment | None,
    scale: tuple[float, float],
) -> None:
    """A judgment's numbers, the picture of its distribution beside or behind them, or "–"."""
    inner = QRectF(rect).adjusted(_MARGIN, 3, -_MARGIN, -3)
    text = "–" if judgment is None else judgment_text(judgment)
    if judgment is not None:
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        role = QPalette.ColorRole.HighlightedText if selected else QPalette.ColorRole.Highlight
        picture = QRectF(inner)
        picture.setTop(inner.bottom() - min(inner.height(), 20))
        beside = inner.left() + option.fontMetrics.horizontalAdvance(text) + 10
        picture.setLeft(max(beside, inner.right() - _WIDEST))
        if picture.width() < PICTURE:
            picture.setLeft(inner.left())
        paint_density(
            painter,
            picture,
            judgment,
            bounds=(spec.minimum, spec.maximum),
            scale=scale,
            colour=option.palette.color(role),
        )
    painter.setPen(text_colour(option, muted=judgment is None))
    shown = option.fontMetrics.elidedText(text, Qt.TextElideMode.ElideRight, round(inner.width()))
    painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)


def without_focus(option: QStyleOptionViewItem) -> bool:
    """Take the style's focus frame, which dims the text, from an option; whether it was there."""
    focus = QStyle.StateFlag.State_HasFocus
    had = bool(option.state & focus)
    option.state &= ~focus
    return had


def paint_focus(painter: QPainter, option: QStyleOptionViewItem) -> None:
    """A thin frame around the cell that the keys act on."""
    painter.setPen(text_colour(option))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(option.rect.adjusted(1, 1, -2, -2))


def paint_chevron(painter: QPainter, option: QStyleOptionViewItem) -> None:
    """A small mark that the cell offers a choice."""
    rect = option.rect
    x, y = rect.right() - 9.0, rect.center().y() + 1.0
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(text_colour(option, muted=True), 1.4))
    painter.drawPolyline([QPointF(x - 3.5, y - 2), QPointF(x, y + 2), QPointF(x + 3.5, y - 2)])
    painter.restore()
