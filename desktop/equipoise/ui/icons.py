"""Icons from the bundled drawings, in the colour of the theme's text."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QSize
from PySide6.QtGui import QColor, QIcon, QImage, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from equipoise.files import resource

_SIZES = (16, 22, 32, 48)


def icon(name: str, colour: str) -> QIcon:
    """The drawing `name` with strokes in `colour` (#rrggbb). Raises OSError if there is none."""
    found = QIcon()
    for image in _drawn(name, colour):
        found.addPixmap(QPixmap.fromImage(image))
    return found


@lru_cache(maxsize=64)
def _drawn(name: str, colour: str) -> tuple[QImage, ...]:
    """The drawing in all sizes; hundreds of rows may ask for the same."""
    text = resource("icons", f"{name}.svg").read_text(encoding="utf-8")
    renderer = QSvgRenderer(QByteArray(text.replace("currentColor", colour).encode()))
    images = []
    for size in _SIZES:
        image = QImage(QSize(size, size), QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(QColor(0, 0, 0, 0))
        painter = QPainter(image)
        renderer.render(painter)
        painter.end()
        images.append(image)
    return tuple(images)


def application_icon() -> QIcon:
    """The program's own icon."""
    return icon("equipoise", "#000000")
