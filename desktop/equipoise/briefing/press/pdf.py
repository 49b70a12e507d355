"""The pages of a briefing: a PDF, or pictures for the preview.

Typeset by typst with the fonts that come with the program or with the template, and no others. All
text reaches the typesetter as JSON, never as markup. A character that no font has is named by its
code; `glyph_warnings` says which.
"""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, time
from functools import partial
from typing import Any

from equipoise.briefing.document import Document, plain
from equipoise.briefing.errors import BriefingError
from equipoise.briefing.handing import handed
from equipoise.briefing.language.plain_text import printable_parts
from equipoise.briefing.press.glyphs import (
    BRACKETS,
    joining,
    missing_pieces,
    printable_glyphs,
    without_characters,
)
from equipoise.briefing.press.guard import PressFault, guarded
from equipoise.briefing.template import look
from equipoise.briefing.template_folder.fonts import fonts_of
from equipoise.briefing.template_folder.logo import logo_values
from equipoise.files import resource

_PROGRAM = "briefing.typ"
_TRIES = 4


def render_pdf(document: Document) -> bytes:
    """The PDF of a briefing, archival (PDF/A-2a) and accessible (PDF/UA-1).

    The same document gives the same bytes. Raises BriefingError.
    """
    import typst

    document = printable(document)
    for left in reversed(range(_TRIES)):
        try:
            pdf: bytes = guarded(partial(_pdf, document))
        except typst.TypstError as error:
            # What fits letter by letter may still not fit where the page breaks a word.
            pieces = "".join(missing_pieces(error.diagnostic))
            absent = {c for c in pieces if not c.isascii()} - BRACKETS
            if not (left and absent):
                raise BriefingError(_plain_words(error.message)) from error
            document = without_characters(document, absent)
        except PressFault as fault:
            joined = joining(document)
            if not (left and joined):
                raise BriefingError(_plain_words(str(fault))) from fault
            document = without_characters(document, joined)
        else:
            return pdf
    raise AssertionError("the last try returns or raises")


def render_pages(document: Document, pixels_per_inch: float = 110.0) -> list[bytes]:
    """Each page of a briefing as a PNG picture, as the PDF shows it. Raises BriefingError."""
    import typst

    document = printable(document)
    try:
        pages: bytes | list[bytes] = guarded(
            lambda: typst.compile(
                resource("briefing", _PROGRAM),
                root=resource("briefing"),
                font_paths=fonts_of(document.template),
                ignore_system_fonts=True,
                format="png",
                ppi=pixels_per_inch,
                sys_inputs=page_source(document),
            )
        )
    except (typst.TypstError, PressFault) as error:
        raise BriefingError(_plain_words(str(error))) from error
    return [pages] if isinstance(pages, bytes) else pages


def page_count(document: Document) -> int:
    """How many pages a briefing has. Raises BriefingError."""
    return int(query(document, "<pages>")[0])


def query(document: Document, selector: str) -> list[Any]:
    """The values of what a typst selector (`<label>`) finds in the typeset pages.

    Raises BriefingError.
    """
    import typst

    document = printable(document)
    try:
        found = guarded(
            lambda: typst.query(
                resource("briefing", _PROGRAM),
                selector,
                field="value",
                root=resource("briefing"),
                font_paths=fonts_of(document.template),
                ignore_system_fonts=True,
                sys_inputs=page_source(document),
            )
        )
    except (typst.TypstError, PressFault) as error:
        raise BriefingError(_plain_words(str(error))) from error
    values: list[Any] = json.loads(found)
    return values


def _pdf(document: Document) -> bytes:
    import typst

    return typst.compile(
        resource("briefing", _PROGRAM),
        root=resource("briefing"),
        font_paths=fonts_of(document.template),
        ignore_system_fonts=True,
        format="pdf",
        sys_inputs=page_source(document),
        pdf_standards=["a-2a", "ua-1"],
        timestamp=datetime.combine(document.produced, time(), tzinfo=UTC),
    )


def printable(document: Document) -> Document:
    """What the fonts can print; a title that shows nothing gives way to the briefing's kind."""
    shown, _ = printable_glyphs(printable_parts(document), document.template)
    return shown if shown.title.strip() else replace(shown, title=shown.words.briefing)


def page_source(document: Document) -> dict[str, str]:
    """What the typesetter is handed of a document whose characters the fonts have."""
    template = document.template
    logo = logo_values(template.letterhead.logo, template.letterhead.height)
    return handed(document=plain(document), look=look(template), logo=logo)


def _plain_words(message: str) -> str:
    return f"The briefing cannot be typeset: {message}"
