"""The pages of a briefing as they will print, one below the other; clicks tell what was meant."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QToolTip, QWidget

from equipoise.briefing.press.spots import CODE_SIZE, LINE_RISE, Spot, code_at, place_at, stretches
from equipoise.ui.briefing.page_pictures import PagePictures
from equipoise.ui.plain import tooltip_text
from equipoise.ui.theme import LIGHT, Theme

_GAP = 12
_POINTS_PER_INCH = 72.0
FIT = 0.0
"""The zoom that fills the width."""

LEAST, MOST = 0.25, 4.0
_STEP = 1.2
_SHARPEST = 300.0


class PagesView(QAbstractScrollArea):
    """Page pictures at a zoom (1 is the size of the paper; `FIT` fills the width).

    `code_chosen` carries a code, `place_chosen` the place of a sentence that was clicked twice.
    `sharpness_changed` tells that the pictures should be made anew for the size they have now,
    `zoomed` that the zoom changed, `page_changed` that another page is the one looked at.
    """

    code_chosen = Signal(str)
    place_chosen = Signal(str)
    sharpness_changed = Signal()
    zoomed = Signal()
    page_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = LIGHT
        self._pictures = PagePictures()
        self._spots: tuple[Spot, ...] = ()
        self._rtl = False
        self._grey = False
        self._zoom = FIT
        self._chosen = ("", "")
        self._tops: list[float] = []
        self._scale_laid = 1.0
        self._page = 0
        self.setAccessibleName("Pages of the briefing")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        self.verticalScrollBar().setSingleStep(40)
        self.verticalScrollBar().valueChanged.connect(self._tell_page)

    # -- what is shown -----------------------------------------------------------------------

    def show_pages(
        self,
        pictures: Sequence[bytes],
        pixels_per_inch: float,
        spots: Sequence[Spot],
        *,
        rtl: bool = False,
    ) -> None:
        """Show other pages at the place where the former ones were looked at."""
        place = self._looked_at()
        self._pictures = PagePictures(pictures, pixels_per_inch)
        self._spots, self._rtl = tuple(spots), rtl
        self._lay_out(place)
        self._tell_page()

    def page_count(self) -> int:
        """How many pages are shown."""
        return len(self._pictures)

    def page(self) -> int:
        """The page looked at, from 1; 0 if there is none."""
        return self._page

    def set_grey(self, grey: bool) -> None:
        """Show the pages as a greyscale printer does, or in colour."""
        self._grey = grey
        self.viewport().update()

    def set_theme(self, theme: Theme) -> None:
        """Paint the ground in the colours of a theme; paper stays white."""
        self._theme = theme
        self.viewport().update()

    def choose(self, kind: str, name: str) -> None:
        """Mark a code or a sentence ("place") on the pages, and bring it into view."""
        self._chosen = (kind, name)
        spot = next((s for s in self._spots if (s.kind, s.name) == self._chosen), None)
        if spot is not None and 0 < spot.page <= len(self._tops):
            at = self._origin(spot.page - 1).y() + spot.y * self._scale()
            if not 20 <= at <= self.viewport().height() - 40:
                bar = self.verticalScrollBar()
                bar.setValue(round(bar.value() + at - self.viewport().height() / 3))
        self.viewport().update()

    # -- zoom --------------------------------------------------------------------------------

    @property
    def zoom(self) -> float:
        """The zoom chosen: 1 is the size of the paper, `FIT` fills the width."""
        return self._zoom

    def shown_zoom(self) -> float:
        """The zoom in effect: 1 is the size of the paper."""
        return self._scale() * _POINTS_PER_INCH / self.logicalDpiX()

    def set_zoom(self, zoom: float) -> None:
        """Show the pages larger or smaller; the place looked at stays."""
        place = self._looked_at()
        self._zoom = FIT if zoom == FIT else min(MOST, max(LEAST, zoom))
        self._lay_out(place)
        self.zoomed.emit()
        self.sharpness_changed.emit()

    def enlarge(self) -> None:
        """One step larger."""
        self.set_zoom(self.shown_zoom() * _STEP)

    def reduce(self) -> None:
        """One step smaller."""
        self.set_zoom(self.shown_zoom() / _STEP)

    def pixels_per_inch(self) -> float:
        """How sharp the pictures must be to be shown as they are, rounded to whole pixels."""
        wanted = self._scale() * _POINTS_PER_INCH * self.devicePixelRatioF()
        return float(min(_SHARPEST, max(24.0, round(wanted))))

    def _scale(self) -> float:
        """Pixels of the screen a point."""
        if self._zoom != FIT:
            return self._zoom * self.logicalDpiX() / _POINTS_PER_INCH
        widest = max((width for width, _ in self._pictures.sizes), default=595.0)
        bar = self.verticalScrollBar().sizeHint().width()
        return max(0.1, (self.width() - bar - 2 * _GAP - 2 * self.frameWidth()) / widest)

    # -- layout ------------------------------------------------------------------------------

    def _looked_at(self) -> tuple[int, float, float]:
        """The page at the top, the share of it that is above, and the share that is at the left."""
        if not self._tops:
            return 0, 0.0, 0.0
        top = float(self.verticalScrollBar().value())
        number = max((i for i, y in enumerate(self._tops) if y <= top + _GAP), default=0)
        height = self._pictures.sizes[number][1] * self._scale_laid
        across = self.horizontalScrollBar()
        left = across.value() / across.maximum() if across.maximum() else 0.5
        return number, (top - self._tops[number]) / height, left

    def _lay_out(self, place: tuple[int, float, float]) -> None:
        scale = self._scale_laid = self._scale()
        self._tops = []
        y = float(_GAP)
        for _, height in self._pictures.sizes:
            self._tops.append(y)
            y += height * scale + _GAP
        widest = max((width for width, _ in self._pictures.sizes), default=0.0) * scale
        down, across = self.verticalScrollBar(), self.horizontalScrollBar()
        view = self.viewport().size()
        down.setPageStep(view.height())
        down.setRange(0, max(0, round(y) - view.height()))
        across.setPageStep(view.width())
        across.setRange(0, max(0, round(widest) + 2 * _GAP - view.width()))
        number, share, left = place
        if self._tops:
            number = min(number, len(self._tops) - 1)
            height = self._pictures.sizes[number][1] * scale
            down.setValue(round(self._tops[number] + share * height))
        across.setValue(round(left * across.maximum()))
        self.viewport().update()

    def _origin(self, number: int) -> QPointF:
        """The upper left corner of a page in the viewport."""
        width = self._pictures.sizes[number][0] * self._scale_laid
        across = self.horizontalScrollBar()
        x = (self.viewport().width() - width) / 2
        if across.maximum():
            x = _GAP - across.value()
        return QPointF(round(x), round(self._tops[number] - self.verticalScrollBar().value()))

    def _area(self, number: int) -> QRectF:
        width, height = self._pictures.sizes[number]
        size = QSizeF(round(width * self._scale_laid), round(height * self._scale_laid))
        return QRectF(self._origin(number), size)

    def _tell_page(self) -> None:
        middle = self.verticalScrollBar().value() + self.viewport().height() / 3
        page = sum(1 for top in self._tops if top <= middle) if self._tops else 0
        page = max(page, 1) if self._tops else 0
        if page != self._page:
            self._page = page
        self.page_changed.emit()

    # -- events ------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the place; at the width of the window the pictures need another sharpness."""
        super().resizeEvent(event)
        place = self._looked_at()
        self._lay_out(place)
        if self._zoom == FIT and event.size().width() != event.oldSize().width():
            self.zoomed.emit()
            self.sharpness_changed.emit()

    def scrollContentsBy(self, _dx: int, _dy: int) -> None:
        """The pages move as a whole."""
        self.viewport().update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The pages in view, on a quiet ground."""
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), QColor(self._theme.alternate))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        seen = QRectF(self.viewport().rect())
        for number in range(len(self._pictures)):
            area = self._area(number)
            if not area.intersects(seen):
                continue
            painter.fillRect(area, Qt.GlobalColor.white)
            pixmap = self._pictures.pixmap(number, grey=self._grey)
            painter.drawPixmap(area, pixmap, QRectF(pixmap.rect()))
            painter.setPen(QColor(self._theme.line))
            painter.drawRect(area.adjusted(-1, -1, 0, 0))
            self._paint_chosen(painter, number)

    def _paint_chosen(self, painter: QPainter, number: int) -> None:
        """A frame around the code, or a bar beside the sentence, that is chosen."""
        kind, name = self._chosen
        scale, origin = self._scale_laid, self._origin(number)
        painter.setPen(QPen(QColor(LIGHT.accent), 1.5))
        if kind == "code":
            width, height = CODE_SIZE
            for spot in self._spots:
                if (spot.kind, spot.name, spot.page) == (kind, name, number + 1):
                    box = QRectF(spot.x - 1, spot.y - 1, width * (len(name) + 1), height + 2)
                    painter.drawRect(_scaled(box, scale, origin))
            return
        for begin, end in stretches(self._spots):
            if begin.name != name or not begin.page <= number + 1 <= end.page:
                continue
            page_height = self._pictures.sizes[number][1]
            top = begin.y - LINE_RISE if begin.page == number + 1 else 0.0
            foot = end.y + 3 if end.page == number + 1 else page_height
            x = begin.x + 3 if self._rtl else begin.x - 5
            bar = QRectF(x, top, 2, foot - top)
            painter.fillRect(_scaled(bar, scale, origin), QColor(LIGHT.accent))

    def _under(self, at: QPointF) -> tuple[str, str]:
        """What is at a point of the viewport: ("code" | "place" | "", its name)."""
        for number in range(len(self._pictures)):
            area = self._area(number)
            if area.contains(at):
                x, y = (at - area.topLeft()).toTuple()
                x, y = x / self._scale_laid, y / self._scale_laid
                if code := code_at(self._spots, number + 1, x, y):
                    return "code", code
                if place := place_at(self._spots, number + 1, x, y, rtl=self._rtl):
                    return "place", place
        return "", ""

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The pointer says what a click would do."""
        kind, _ = self._under(event.position())
        shapes = {"code": Qt.CursorShape.PointingHandCursor, "place": Qt.CursorShape.IBeamCursor}
        self.viewport().setCursor(shapes.get(kind, Qt.CursorShape.ArrowCursor))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on a code asks where its figure comes from."""
        kind, name = self._under(event.position())
        if event.button() == Qt.MouseButton.LeftButton and kind == "code":
            self.choose(kind, name)
            self.code_chosen.emit(name)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Two clicks on a sentence ask to reword it."""
        kind, name = self._under(event.position())
        if event.button() == Qt.MouseButton.LeftButton and kind == "place":
            self.choose(kind, name)
            self.place_chosen.emit(name)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """With Ctrl the wheel zooms."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if event.angleDelta().y() > 0:
                self.enlarge()
            elif event.angleDelta().y() < 0:
                self.reduce()
            event.accept()
            return
        super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Home and End lead to the first and the last page."""
        bar = self.verticalScrollBar()
        if event.key() == Qt.Key.Key_Home:
            bar.setValue(0)
        elif event.key() == Qt.Key.Key_End:
            bar.setValue(bar.maximum())
        else:
            super().keyPressEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        """Help for what is below the pointer."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            kind, name = self._under(QPointF(event.pos()))
            words = {
                "code": f"{name}: click to see where this figure comes from.",
                "place": "Double-click to reword this sentence.",
            }
            QToolTip.showText(event.globalPos(), tooltip_text(words.get(kind, "")), self)
            return True
        return super().viewportEvent(event)


def _scaled(box: QRectF, scale: float, origin: QPointF) -> QRectF:
    return QRectF(
        origin.x() + box.x() * scale,
        origin.y() + box.y() * scale,
        box.width() * scale,
        box.height() * scale,
    )
