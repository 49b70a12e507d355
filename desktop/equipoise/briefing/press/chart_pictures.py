"""The charts of a briefing as pictures, typeset as in print, so that they look the same."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Literal

from equipoise.briefing.document import Chart
from equipoise.briefing.errors import BriefingError
from equipoise.briefing.handing import handed
from equipoise.briefing.language.plain_text import printable_parts
from equipoise.briefing.press.glyphs import printable_glyphs
from equipoise.briefing.press.guard import PressFault, guarded
from equipoise.briefing.template import Template, look
from equipoise.briefing.template_folder.fonts import fonts_of
from equipoise.briefing.template_folder.reading import standard_template
from equipoise.files import resource

_TEMPLATE = "chart.typ"
_NAMES = re.compile(rb'(\bid="|href="#|url\(#)')
PIXELS_PER_INCH = 220.0


@dataclass(frozen=True, slots=True)
class Frame:
    """What a chart that stands alone carries: the mark above and below it, and where it is from."""

    mark: str
    source: str


def drawings(
    charts: Sequence[Chart],
    language: str,
    frame: Frame | None = None,
    template: Template | None = None,
) -> list[bytes]:
    """Each chart as an SVG document, its letters drawn as outlines, in the template's look.

    Without a frame the title and the key are left to the text around it. The names inside each
    drawing are its own, so that several can stand in one page. Raises BriefingError.
    """
    found = _pictures(charts, language, frame, "svg", template)
    return [
        _NAMES.sub(rb"\g<1>chart%d-" % number, drawing) for number, drawing in enumerate(found, 1)
    ]


def pictures(
    charts: Sequence[Chart],
    language: str,
    frame: Frame | None = None,
    template: Template | None = None,
) -> list[bytes]:
    """Each chart as a PNG picture of 220 pixels an inch on white. Raises BriefingError."""
    return _pictures(charts, language, frame, "png", template)


def alternative(chart: Chart) -> str:
    """The chart in words, for those who cannot see it."""
    return " ".join(panel.alternative for panel in chart.panels)


def _pictures(
    charts: Sequence[Chart],
    language: str,
    frame: Frame | None,
    kind: Literal["svg", "png"],
    template: Template | None,
) -> list[bytes]:
    import typst

    if not charts:
        return []
    template = template or standard_template()
    (shown, around), _ = printable_glyphs(printable_parts((tuple(charts), frame)), template)
    job = {
        "charts": [{"block": type(chart).__name__, **asdict(chart)} for chart in shown],
        "language": language,
        "frame": None if around is None else asdict(around),
    }
    try:
        pages: bytes | list[bytes] = guarded(
            lambda: typst.compile(
                resource("briefing", _TEMPLATE),
                root=resource("briefing"),
                font_paths=fonts_of(template),
                ignore_system_fonts=True,
                format=kind,
                ppi=PIXELS_PER_INCH,
                sys_inputs=handed(job=job, look=look(template)),
            )
        )
    except (typst.TypstError, PressFault) as error:
        raise BriefingError(f"The charts cannot be typeset: {error}") from error
    return [pages] if isinstance(pages, bytes) else pages
