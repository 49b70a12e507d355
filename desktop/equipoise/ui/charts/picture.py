"""A chart outside the window: as picture, drawing or table, with its title and its basis.

A picture that leaves the dossier carries the handling mark above and below, like a page of the
briefing, and says that its figures are computed from judgments.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QPoint, QRect, QRectF, QSize
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QWidget

from equipoise.store.sheets.formulas import neutralised
from equipoise.store.whole_file import write_whole
from equipoise.ui.charts.chart import Chart
from equipoise.ui.charts.ink import CENTRE, RIGHT
from equipoise.ui.plain import one_line

KINDS = {
    ".png": "Picture (*.png)",
    ".svg": "Drawing (*.svg)",
    ".csv": "Table (*.csv)",
}
SHARPNESS = 2
_MARGIN = 10.0


def save(chart: Chart, path: Path) -> None:
    """Write the chart whole or not at all; the suffix of the path says as what.

    Raises ValueError for another suffix than those of `KINDS`, StoreError where the file cannot be
    written.
    """
    makers = {".png": png, ".svg": svg, ".csv": table}
    if path.suffix.lower() not in makers:
        raise ValueError(
            f"“{path.name}” must end in .png (picture), .svg (drawing) or .csv (table)"
        )
    write_whole(path, makers[path.suffix.lower()](chart))


def image(chart: Chart) -> QImage:
    """The chart as a picture, at twice the resolution of the screen's layout."""
    with _on_paper(chart) as size:
        picture = QImage(size * SHARPNESS, QImage.Format.Format_RGB32)
        picture.setDevicePixelRatio(SHARPNESS)
        picture.fill(QColor(chart.theme.base))
        painter = QPainter(picture)
        _paint(painter, chart, size)
        painter.end()
    return picture


def png(chart: Chart) -> bytes:
    """The chart as a PNG file."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image(chart).save(buffer, "PNG")  # type: ignore[call-overload]  # the stub wants bytes here
    return bytes(buffer.data().data())


def svg(chart: Chart) -> bytes:
    """The chart as an SVG file: lines, areas and text, no pixels."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    with _on_paper(chart) as size:
        generator = QSvgGenerator()
        generator.setOutputDevice(buffer)
        generator.setResolution(chart.logicalDpiX())
        generator.setSize(size)
        generator.setViewBox(QRect(QPoint(0, 0), size))
        generator.setTitle(chart.heading)
        painter = QPainter(generator)
        painter.fillRect(QRect(QPoint(0, 0), size), QColor(chart.theme.base))
        _paint(painter, chart, size)
        painter.end()
    return bytes(buffer.data().data())


def table(chart: Chart) -> bytes:
    """The chart's data as CSV in UTF-8 with a byte order mark, as spreadsheets expect.

    Numbers have up to nine significant digits. Text that a spreadsheet would run as a formula gets
    an apostrophe before it.
    """
    text = io.StringIO()
    writer = csv.writer(text)
    for row in chart.table():
        writer.writerow([_cell(value) for value in row])
    return text.getvalue().encode("utf-8-sig")


def _cell(value: str | float) -> str:
    if isinstance(value, str):
        return neutralised(value)
    return f"{value:.9g}"


@contextmanager
def _on_paper(chart: Chart) -> Iterator[QSize]:
    """The chart settled and without its focus frame; yields the size of its picture."""
    chart.settle()
    chart.on_paper = True
    try:
        inner = chart.picture().size()
        above, below = _heights(chart)
        yield QSize(inner.width() + round(2 * _MARGIN), inner.height() + round(above + below))
    finally:
        chart.on_paper = False


def _heights(chart: Chart) -> tuple[float, float]:
    ink = chart.ink
    mark = ink.line(ink.bold) if chart.dossier.settings.handling_mark else 0.0
    return _MARGIN + mark + ink.line(ink.bold) + 6, ink.line(ink.small) + mark + 6 + _MARGIN


def _paint(painter: QPainter, chart: Chart, size: QSize) -> None:
    ink, theme = chart.ink, chart.theme
    settings = chart.dossier.settings
    above, below = _heights(chart)
    bold, small = ink.line(ink.bold), ink.line(ink.small)
    width = size.width() - 2 * _MARGIN
    head = QRectF(_MARGIN, above - bold - 6, width, bold)
    title = f"{chart.heading} – {one_line(settings.title)}"
    ink.write(painter, head, title, theme.text, ink.bold)
    left = min(ink.width((title,), ink.bold) + 20, width)
    ink.write(
        painter, head.adjusted(left, 0, 0, 0), chart.legend(), theme.muted, ink.small, place=RIGHT
    )
    foot = QRectF(_MARGIN, size.height() - below + 6, width, small)
    ink.write(painter, foot, _basis(chart), theme.muted, ink.small)
    if settings.handling_mark:
        for top in (_MARGIN, size.height() - _MARGIN - bold):
            rect = QRectF(_MARGIN, top, width, bold)
            ink.write(painter, rect, settings.handling_mark, theme.danger, ink.bold, place=CENTRE)
    chart.picture().render(
        painter,
        QPoint(round(_MARGIN), round(above)),
        renderFlags=QWidget.RenderFlag.DrawChildren,
    )


def _basis(chart: Chart) -> str:
    as_of = chart.dossier.settings.as_of
    day = f"{as_of.day} {as_of:%B %Y}"
    if chart.projection is None:
        return f"As of {day}"
    draws, seed = chart.projection.draws, chart.projection.seed
    return f"Computed from judgments as of {day} · {draws:,} draws, seed {seed}"
