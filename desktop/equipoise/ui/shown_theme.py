"""The theme that a widget stands in, for parts that paint themselves."""

from __future__ import annotations

from PySide6.QtGui import QPalette

from equipoise.ui.theme import DARK, LIGHT, Theme


def shown_theme(palette: QPalette) -> Theme:
    """Light or dark, whichever the palette's ground belongs to."""
    return DARK if palette.color(QPalette.ColorRole.Window).lightness() < 128 else LIGHT
