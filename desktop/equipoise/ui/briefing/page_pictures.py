"""Page pictures, decoded when they are looked at, so that a long briefing needs little memory."""

from __future__ import annotations

import struct
from collections import OrderedDict
from collections.abc import Sequence

from PySide6.QtGui import QImage, QPixmap

_POINTS_PER_INCH = 72.0
_KEPT = 6
_SIZE_IN_PNG = slice(16, 24)  # PNG (ISO/IEC 15948), 11.2.2: width and height of the image header


class PagePictures:
    """PNG pictures of pages, all of one resolution; a few of them stay decoded."""

    def __init__(self, pictures: Sequence[bytes] = (), pixels_per_inch: float = 96.0) -> None:
        self._pictures = tuple(pictures)
        self._pixels_per_inch = pixels_per_inch
        self._decoded: OrderedDict[tuple[int, bool], QPixmap] = OrderedDict()
        self.sizes = tuple(self._size(picture) for picture in self._pictures)

    def __len__(self) -> int:
        return len(self._pictures)

    def _size(self, picture: bytes) -> tuple[float, float]:
        """Width and height of a page in points."""
        width, height = struct.unpack(">II", picture[_SIZE_IN_PNG])
        scale = _POINTS_PER_INCH / self._pixels_per_inch
        return width * scale, height * scale

    def pixmap(self, number: int, *, grey: bool) -> QPixmap:
        """A page, from 0, in colour or as a greyscale printer shows it."""
        key = (number, grey)
        if key not in self._decoded:
            image = QImage.fromData(self._pictures[number])
            if grey:
                image = image.convertToFormat(QImage.Format.Format_Grayscale8)
            self._decoded[key] = QPixmap.fromImage(image)
        self._decoded.move_to_end(key)
        while len(self._decoded) > _KEPT:
            self._decoded.popitem(last=False)
        return self._decoded[key]
