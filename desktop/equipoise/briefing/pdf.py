"""The pages of a briefing: a PDF, or pictures for the preview.

Typeset by typst with the fonts that come with the program and no others. All text reaches the
template as JSON, never as markup.
"""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime, time
from typing import TYPE_CHECKING, Any

from equipoise.briefing.document import Document, plain, texts
from equipoise.briefing.errors import BriefingError
from equipoise.briefing.fonts import bundled_fonts
from equipoise.briefing.plain_text import printable_parts
from equipoise.files import resource

if TYPE_CHECKING:
    import typst

_TEMPLATE = "briefing.typ"
_MISSING_GLYPH = re.compile(r'the text `"(.*?)"` could not be displayed', re.DOTALL)
_ESCAPED = re.compile(r"\\u\{([0-9a-fA-F]+)\}")


def render_pdf(document: Document) -> bytes:
    """The PDF of a briefing, archival (PDF/A-2a) and accessible (PDF/UA-1).

    The same document gives the same bytes. Raises BriefingError.
    """
    import typst

    day = datetime.combine(document.produced, time(), tzinfo=UTC)
    try:
        pdf = typst.compile(
            resource("briefing", _TEMPLATE),
            root=resource("briefing"),
            font_paths=bundled_fonts(),
            ignore_system_fonts=True,
            format="pdf",
            sys_inputs=_inputs(document),
            pdf_standards=["a-2a", "ua-1"],
            timestamp=day,
        )
    except typst.TypstError as error:
        raise BriefingError(_plain_words(document, error)) from error
    return pdf


def render_pages(document: Document, pixels_per_inch: float = 110.0) -> list[bytes]:
    """Each page of a briefing as a PNG picture, as the PDF shows it. Raises BriefingError."""
    import typst

    try:
        pages: bytes | list[bytes] = typst.compile(
            resource("briefing", _TEMPLATE),
            root=resource("briefing"),
            font_paths=bundled_fonts(),
            ignore_system_fonts=True,
            format="png",
            ppi=pixels_per_inch,
            sys_inputs=_inputs(document),
        )
    except typst.TypstError as error:
        raise BriefingError(_plain_words(document, error)) from error
    return [pages] if isinstance(pages, bytes) else pages


def page_count(document: Document) -> int:
    """How many pages a briefing has. Raises BriefingError."""
    return int(query(document, "<pages>")[0])


def query(document: Document, selector: str) -> list[Any]:
    """The values of what a typst selector (`<label>`) finds in the typeset pages.

    Raises BriefingError.
    """
    import typst

    try:
        found = typst.query(
            resource("briefing", _TEMPLATE),
            selector,
            field="value",
            root=resource("briefing"),
            font_paths=bundled_fonts(),
            ignore_system_fonts=True,
            sys_inputs=_inputs(document),
        )
    except typst.TypstError as error:
        raise BriefingError(_plain_words(document, error)) from error
    values: list[Any] = json.loads(found)
    return values


def _inputs(document: Document) -> dict[str, str]:
    text = json.dumps(plain(printable_parts(document)), ensure_ascii=False, allow_nan=False)
    return {"document": text}


def _plain_words(document: Document, error: typst.TypstError) -> str:
    found = _MISSING_GLYPH.search(error.message)
    if found is None:
        return f"The briefing cannot be typeset: {error.message}"
    glyphs = _ESCAPED.sub(lambda code: chr(int(code[1], 16)), found[1])
    codes = " ".join(f"U+{ord(character):04X}" for character in glyphs)
    place = next((text for text in texts(document) if glyphs in text), "")
    where = f" in “{place[:80]}{'…' if len(place) > 80 else ''}”" if place else ""
    return (
        f"None of the briefing's fonts has the character “{glyphs}” ({codes}){where}. "
        "Replace it in the dossier by other letters."
    )
