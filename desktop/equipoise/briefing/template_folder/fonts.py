"""The fonts that print uses: those that come with the program and a template's own, no others."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from equipoise.briefing.template import Template
from equipoise.files import resource

if TYPE_CHECKING:
    import typst


def fonts_of(template: Template) -> typst.Fonts:
    """The bundled fonts and those of a template, read once."""
    return _fonts(template.font_files)


def families(template: Template) -> list[str]:
    """The families at hand, the template's own first."""
    own = {font.family for font in _fonts(template.font_files).fonts() if _own(font, template)}
    return [*sorted(own), *(f for f in _fonts(template.font_files).families() if f not in own)]


def readable_files(template: Template) -> set[Path]:
    """The template's font files that hold a font."""
    fonts = _fonts(template.font_files).fonts()
    return {Path(font.path) for font in fonts if font.path and _own(font, template)}


def has_bold(template: Template) -> bool:
    """Whether the family of the text has a bold face (of weight 600 or more)."""
    fonts = fonts_of(template).fonts()
    return any(font.family == template.family and font.weight >= 600 for font in fonts)


def _own(font: typst.FontInfo, template: Template) -> bool:
    return font.path is not None and Path(font.path) in template.font_files


@lru_cache(maxsize=8)
def _fonts(own: tuple[Path, ...]) -> typst.Fonts:
    import typst

    return typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[resource("fonts"), *sorted({path.parent for path in own})],
    )
