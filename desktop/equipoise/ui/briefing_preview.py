"""The briefing's pages as they will print."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from equipoise.ui.plain import plain_label, plain_tooltip

PREVIEW_PIXELS_PER_INCH = 96.0
PRINT_PIXELS_PER_INCH = 300.0


class BriefingPreview(QDialog):
    """Shows page pictures; `export_wanted` and `print_wanted` ask for more.

    `show_pages` takes PNG pictures, `show_problem` plain words.
    """

    export_wanted = Signal()
    print_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Briefing preview")
        self.resize(880, 680)
        self._pages = QWidget()
        self._column = QVBoxLayout(self._pages)
        self._column.setSpacing(14)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._scroll.setWidget(self._pages)
        self._scroll.setAccessibleName("Pages of the briefing")
        self._state = plain_label("Preparing the pages …")
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self._export = buttons.addButton("&Export PDF…", QDialogButtonBox.ButtonRole.ActionRole)
        self._print = buttons.addButton("&Print…", QDialogButtonBox.ButtonRole.ActionRole)
        plain_tooltip(self._export, "Write these pages as PDF")
        plain_tooltip(self._print, "Print these pages")
        self._export.clicked.connect(self.export_wanted)
        self._print.clicked.connect(self.print_wanted)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(self._state)
        layout.addWidget(self._scroll, 1)
        layout.addWidget(buttons)

    def show_pages(self, pictures: Sequence[bytes]) -> None:
        """Show the pages, one below the other."""
        while (item := self._column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        for number, picture in enumerate(pictures, start=1):
            pixmap = QPixmap()
            pixmap.loadFromData(picture)
            page = QLabel()
            page.setPixmap(pixmap)
            page.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            page.setAccessibleName(f"Page {number} of {len(pictures)}")
            self._column.addWidget(page)
        self._state.setText(f"{len(pictures)} pages")

    def show_problem(self, text: str) -> None:
        """Say why there are no pages."""
        self._state.setText(text)

    def page_count(self) -> int:
        """How many pages are shown."""
        return self._column.count()


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
