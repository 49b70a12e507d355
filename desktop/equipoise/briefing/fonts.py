"""The fonts that print uses: those that come with the program, and no others."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from equipoise.files import resource

if TYPE_CHECKING:
    import typst


@cache
def bundled_fonts() -> typst.Fonts:
    """The bundled fonts, read once."""
    import typst

    return typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[resource("fonts")],
    )
