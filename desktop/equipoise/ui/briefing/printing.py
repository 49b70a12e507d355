"""Pages on paper."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtPrintSupport import QPrinter

PRINT_PIXELS_PER_INCH = 300.0


def print_pages(printer: QPrinter, pictures: Sequence[bytes]) -> None:
    """Paint each page picture onto one sheet of the printer, as large as the paper allows."""
    painter = QPainter(printer)
    try:
        for number, picture in enumerate(pictures):
            if number:
                printer.newPage()
            pixmap = QPixmap()
            pixmap.loadFromData(picture)
            sheet = QRectF(painter.viewport())
            size = pixmap.size().scaled(sheet.size().toSize(), Qt.AspectRatioMode.KeepAspectRatio)
            target = QRectF(0, 0, size.width(), size.height())
            target.moveCenter(sheet.center())
            painter.drawPixmap(target, pixmap, QRectF(pixmap.rect()))
    finally:
        painter.end()
