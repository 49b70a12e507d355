"""Icons from the bundled drawings, in the colour of the theme's text."""

from __future__ import annotations

import re
from functools import lru_cache

from PySide6.QtGui import QIcon, QImage, QPixmap

from equipoise.files import resource

_SIZES = (16, 22, 32, 48)
_SIZE = re.compile(r'width="\d+" height="\d+"')


def icon(name: str, colour: str) -> QIcon:
    """The drawing `name` with strokes in `colour` (#rrggbb). Raises OSError if there is none."""
    found = QIcon()
    for image in _drawn(name, colour):
        found.addPixmap(QPixmap.fromImage(image))
    return found


@lru_cache(maxsize=64)
def _drawn(name: str, colour: str) -> tuple[QImage, ...]:
    """The drawing in all sizes; hundreds of rows may ask for the same.

    Qt's own reader of pictures draws it: what a painter of ours needs takes much longer to import.
    """
    text = resource("icons", f"{name}.svg").read_text(encoding="utf-8")
    text = text.replace("currentColor", colour)
    images = []
    for size in _SIZES:
        drawn = _SIZE.sub(f'width="{size}" height="{size}"', text, count=1)
        image = QImage()
        if not image.loadFromData(drawn.encode(), "svg"):
            raise OSError(f"the drawing {name} cannot be drawn")
        images.append(image)
    return tuple(images)


def application_icon() -> QIcon:
    """The program's own icon."""
    return icon("equipoise", "#000000")
