"""The look of a briefing: letterhead, colours, fonts, page, order of sections.

A template is a folder that a user can copy and change; `template_reading` reads and checks it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, TypeAlias

LogoFormat: TypeAlias = Literal["png", "jpg", "svg"]

BUNDLED_FACES = ("Noto Sans", "Noto Sans Hebrew", "Noto Sans Arabic", "DejaVu Sans")
"""The families that come with the program, in the order in which they stand in for others."""

PAPERS: Mapping[str, tuple[float, float]] = {"a4": (210.0, 297.0), "letter": (215.9, 279.4)}
"""The width and height of each paper in millimetres."""

_TYPST_PAPERS = {"a4": "a4", "letter": "us-letter"}


@dataclass(frozen=True, slots=True)
class Colours:
    """Colours as "#rrggbb": of the page, of the poles in order, of bands from worst to best."""

    accent: str
    ink: str
    muted: str
    ground: str
    line: str
    warning: str
    poles: tuple[str, ...]
    bands: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Logo:
    """A picture, its form, and what it shows in words."""

    content: bytes
    form: LogoFormat
    text: str


@dataclass(frozen=True, slots=True)
class HeadLines:
    """Lines of a letterhead."""

    left: tuple[str, ...] = ()
    right: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Letterhead:
    """A logo of a height in millimetres, and lines: the usual ones and those by language."""

    logo: Logo | None
    height: float
    usual: HeadLines
    by_language: Mapping[str, HeadLines]

    def lines(self, language: str) -> HeadLines:
        """The lines for a briefing in a language."""
        return self.by_language.get(language, self.usual)


@dataclass(frozen=True, slots=True)
class Page:
    """A paper of `PAPERS` and its margins in millimetres."""

    paper: str
    side: float
    top: float
    bottom: float

    @property
    def width(self) -> float:
        """Of the paper, in millimetres."""
        return PAPERS[self.paper][0]

    @property
    def height(self) -> float:
        """Of the paper, in millimetres."""
        return PAPERS[self.paper][1]

    @property
    def text_width(self) -> float:
        """Between the margins, in millimetres."""
        return self.width - 2 * self.side


@dataclass(frozen=True, slots=True)
class Template:
    """How briefings look, as a template folder says.

    `digest` is the SHA-256, in hexadecimal, of all that the folder holds; two templates are equal
    if it is. `family` is that of the text, `font_files` are the folder's own, all in one folder,
    `word_font` is what Word files ask for. `sections` are those of a kind in order, for the kinds
    that the template orders. `authority` stands under briefings whose dossier has no such lines.
    `warnings` say what is allowed but unwise.
    """

    digest: str
    letterhead: Letterhead = field(compare=False)
    colours: Colours = field(compare=False)
    family: str = field(compare=False)
    word_font: str = field(compare=False)
    font_files: tuple[Path, ...] = field(compare=False)
    page: Page = field(compare=False)
    sections: Mapping[str, tuple[str, ...]] = field(compare=False)
    authority: tuple[str, ...] = field(compare=False)
    warnings: tuple[str, ...] = field(compare=False)

    @property
    def faces(self) -> tuple[str, ...]:
        """The families of the text; each stands in for characters that those before it lack."""
        return (self.family, *(face for face in BUNDLED_FACES if face != self.family))


def look(template: Template) -> dict[str, Any]:
    """What typesetting has to know of a template, without the logo, as JSON values."""
    colours, page = template.colours, template.page
    return {
        **{name: getattr(colours, name) for name in TEXT_COLOURS},
        "ground": colours.ground,
        "line": colours.line,
        "poles": list(colours.poles),
        "bands": list(colours.bands),
        "faces": list(template.faces),
        "paper": _TYPST_PAPERS[page.paper],
        "side": page.side,
        "top": page.top,
        "bottom": page.bottom,
        "text_width": page.text_width,
    }


TEXT_COLOURS = ("accent", "ink", "muted", "warning")
"""The colours that letters have."""
