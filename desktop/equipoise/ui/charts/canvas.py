"""The drawing ground of a chart: a graphics view with plot panels, and layers in pixels.

Data (fans, areas, clouds) are graphics items inside a panel, in data coordinates. Everything with
words or of fixed size (axes, names, markers, the hover box) is painted in pixels by the chart, on
a layer below or above the data.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Protocol

import pyqtgraph as pg
from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QGraphicsItem,
    QGraphicsObject,
    QGraphicsView,
    QStyleOptionGraphicsItem,
    QVBoxLayout,
    QWidget,
)

_UNDER = -500.0
_OVER = 500.0


@dataclass(frozen=True, slots=True)
class Span:
    """The data range that a panel shows; it never follows the data."""

    left: float
    right: float
    bottom: float
    top: float


@dataclass(frozen=True, slots=True)
class Panel:
    """One plot on the canvas: its rectangle in pixels and its data range."""

    rect: QRectF
    span: Span

    def x(self, value: float) -> float:
        """The pixel column of a data value."""
        share = (value - self.span.left) / (self.span.right - self.span.left)
        return self.rect.left() + share * self.rect.width()

    def y(self, value: float) -> float:
        """The pixel row of a data value."""
        share = (value - self.span.bottom) / (self.span.top - self.span.bottom)
        return self.rect.bottom() - share * self.rect.height()

    def value_at(self, x: float) -> float:
        """The data value across at a pixel column."""
        share = (x - self.rect.left()) / max(self.rect.width(), 1.0)
        return self.span.left + share * (self.span.right - self.span.left)


class Drawing(Protocol):
    """What a chart tells its canvas."""

    def arrange(self, area: QRectF, count: int) -> list[QRectF]:
        """Where `count` panels stand within the area, in pixels."""
        ...

    def paint_under(self, painter: QPainter) -> None:
        """Paint what lies below the data, in pixels."""
        ...

    def paint_over(self, painter: QPainter) -> None:
        """Paint what lies above the data, in pixels."""
        ...


class _Layer(QGraphicsObject):
    def __init__(self, paint: Callable[[QPainter, QRectF], None], z: float) -> None:
        super().__init__()
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemUsesExtendedStyleOption)
        self._paint = paint
        self._area = QRectF()
        self.setZValue(z)

    def set_area(self, area: QRectF) -> None:
        self.prepareGeometryChange()
        self._area = area

    def boundingRect(self) -> QRectF:
        return self._area

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionGraphicsItem,
        widget: QWidget | None = None,
    ) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint(painter, option.exposedRect)


class Canvas(QWidget):
    """Panels over one graphics view.

    `pointed` and `pressed` tell the panel and the data value across under the mouse.
    """

    pointed = Signal(int, float)
    pressed = Signal(int, float)
    left = Signal()

    def __init__(self, drawing: Drawing, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._drawing = drawing
        self._spans: list[Span] = []
        self._boxes: list[Any] = []
        self.panels: list[Panel] = []
        self._exposed = QRectF()
        self.view: Any = pg.GraphicsView(self, useOpenGL=False)
        self.view.setInteractive(False)
        self.view.setCacheMode(QGraphicsView.CacheModeFlag.CacheNone)
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.view.setFrameShape(QFrame.Shape.NoFrame)
        self.view.viewport().installEventFilter(self)
        self._under = _Layer(partial(self._paint, drawing.paint_under), _UNDER)
        self._over = _Layer(partial(self._paint, drawing.paint_over), _OVER)
        self.view.scene().addItem(self._under)
        self.view.scene().addItem(self._over)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.view)

    def _paint(self, paint: Callable[[QPainter], None], painter: QPainter, exposed: QRectF) -> None:
        if self.panels:
            self._exposed = exposed
            paint(painter)

    def exposed(self) -> QRectF:
        """The part that is being painted."""
        return self._exposed

    def set_name(self, name: str) -> None:
        """The accessible name of the view (a graphics view has none by itself)."""
        self.view.setAccessibleName(name)

    def set_background(self, colour: str) -> None:
        """The ground behind everything, #rrggbb."""
        self.view.setBackground(QColor(colour))
        self.view.viewport().update()

    def set_spans(self, spans: Sequence[Span]) -> None:
        """Have one panel for each data range; panels that stay keep their items."""
        while len(self._boxes) > len(spans):
            box = self._boxes.pop()
            self.view.scene().removeItem(box)
            box.close()
        while len(self._boxes) < len(spans):
            box = pg.ViewBox(enableMouse=False, enableMenu=False)
            box.disableAutoRange()
            self.view.scene().addItem(box)
            self._boxes.append(box)
        if self._spans != list(spans):
            self._spans = list(spans)
            self._range()
            self.arrange()

    def _range(self) -> None:
        for box, span in zip(self._boxes, self._spans, strict=True):
            box.setRange(
                xRange=(span.left, span.right),
                yRange=(span.bottom, span.top),
                padding=0,
                disableAutoRange=True,
            )

    def add(self, panel: int, item: QGraphicsObject) -> None:
        """Put an item in data coordinates on a panel."""
        item.setParentItem(self._boxes[panel].childGroup)

    def remove(self, item: QGraphicsObject) -> None:
        """Take an item off its panel."""
        self.view.scene().removeItem(item)

    def arrange(self) -> None:
        """Ask the chart anew where the panels stand, and repaint."""
        area = QRectF(self.rect())
        rects = self._drawing.arrange(area, len(self._spans)) if self._spans else []
        self.panels = [Panel(r, s) for r, s in zip(rects, self._spans, strict=True)]
        for box, panel in zip(self._boxes, self.panels, strict=True):
            box.setGeometry(panel.rect)
        for layer in (self._under, self._over):
            layer.set_area(area)
        self.repaint_layers()

    def repaint_layers(self) -> None:
        """Repaint axes, names and markers."""
        self._under.update()
        self._over.update()

    def resizeEvent(self, event: Any) -> None:
        """Let the panels follow the size."""
        super().resizeEvent(event)
        self.arrange()

    def panel_at(self, point: QPointF) -> int | None:
        """The panel under a pixel, or None."""
        return next((i for i, p in enumerate(self.panels) if p.rect.contains(point)), None)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Turn mouse moves over the view into `pointed` and `left`, a press into `pressed`."""
        if event.type() == QEvent.Type.MouseMove and isinstance(event, QMouseEvent):
            panel = self.panel_at(event.position())
            if panel is None:
                self.left.emit()
            else:
                self.pointed.emit(panel, self.panels[panel].value_at(event.position().x()))
            return True
        if (
            event.type() == QEvent.Type.MouseButtonPress
            and isinstance(event, QMouseEvent)
            and event.button() == Qt.MouseButton.LeftButton
        ):
            panel = self.panel_at(event.position())
            if panel is not None:
                self.pressed.emit(panel, self.panels[panel].value_at(event.position().x()))
        if event.type() == QEvent.Type.Leave:
            self.left.emit()
        return super().eventFilter(watched, event)
