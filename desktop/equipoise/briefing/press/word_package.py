"""The package around a Word document: opened from our own template, saved without a trace of when.

The template is a folder of readable parts below `resources/briefing/word`; python-docx's own, with
its author, thumbnail and 160 styles, is not used.
"""

from __future__ import annotations

import io
import re
import zipfile
from datetime import datetime, time
from typing import TYPE_CHECKING

from equipoise.briefing.document import Document
from equipoise.briefing.press.embedded import WORD_PART, as_part
from equipoise.briefing.template import Template
from equipoise.files import resource

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

_CONTENT_TYPES = "[Content_Types].xml"
_LONGEST_TITLE = 255
_BRACED = re.compile(r"\{([a-z_]+)\}")
_COLOURS = ("accent", "ink", "muted", "ground", "line")
_LENGTHS = ("width", "height", "side", "top", "bottom", "text_width")
_NO_TIME = (1980, 1, 1, 0, 0, 0)


def new_word_document(template: Template) -> WordDocument:
    """An empty document with the styles, the colours and the page of a template."""
    import docx

    folder = resource("briefing", "word")
    values = _values(template)
    package = io.BytesIO()
    with zipfile.ZipFile(package, "w") as parts:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                text = path.read_text(encoding="utf-8")
                written = _BRACED.sub(lambda place: values[place[1]], text)
                parts.writestr(path.relative_to(folder).as_posix(), written)
    package.seek(0)
    return docx.Document(package)


def _add_part(document: WordDocument, text: str) -> None:
    """Add a custom part, which Word keeps with the document and does not show."""
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    content = f'<?xml version="1.0" encoding="UTF-8"?>\n{text}'.encode()
    part = Part(PackURI(WORD_PART), "application/xml", content, document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.CUSTOM_XML)


def twips(millimetres: float) -> int:
    """A length in twentieths of a point, as Word counts."""
    return round(millimetres * 1440 / 25.4)


def _values(template: Template) -> dict[str, str]:
    """What takes the place of each name in braces."""
    page, colours = template.page, template.colours
    lengths = {name: getattr(page, name) for name in _LENGTHS}
    return {
        **{name: getattr(colours, name).removeprefix("#").upper() for name in _COLOURS},
        **{name: str(twips(length)) for name, length in lengths.items()},
        "font": template.word_font,
    }


def saved(document: WordDocument, briefing: Document) -> bytes:
    """The document as a DOCX file that says its title, language and day, and its author if named.

    Every part carries the same time, so that the same document gives the same bytes.
    """
    record = as_part(briefing)
    if record:
        _add_part(document, record)
    about = document.core_properties
    about.title = " ".join(briefing.title.split())[:_LONGEST_TITLE]
    about.author = " ".join(briefing.author.split())[:_LONGEST_TITLE]
    about.language = briefing.language
    about.created = about.modified = datetime.combine(briefing.produced, time())
    raw, fixed = io.BytesIO(), io.BytesIO()
    document.save(raw)
    with zipfile.ZipFile(raw) as parts, zipfile.ZipFile(fixed, "w") as package:
        names = sorted(parts.namelist(), key=lambda name: (name != _CONTENT_TYPES, name))
        for name in names:
            entry = zipfile.ZipInfo(name, _NO_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            package.writestr(entry, parts.read(name))
    return fixed.getvalue()
