"""The package around a Word document: opened from our own template, saved without a trace of when.

The template is a folder of readable parts below `resources/briefing/word`; python-docx's own, with
its author, thumbnail and 160 styles, is not used.
"""

from __future__ import annotations

import io
import zipfile
from datetime import datetime, time
from typing import TYPE_CHECKING

from equipoise.briefing.document import Document
from equipoise.briefing.embedded import WORD_PART, as_part
from equipoise.files import resource

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

_CONTENT_TYPES = "[Content_Types].xml"
_LONGEST_TITLE = 255
_NO_TIME = (1980, 1, 1, 0, 0, 0)


def new_word_document() -> WordDocument:
    """An empty A4 document with the briefing's styles."""
    import docx

    folder = resource("briefing", "word")
    package = io.BytesIO()
    with zipfile.ZipFile(package, "w") as parts:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                parts.writestr(path.relative_to(folder).as_posix(), path.read_bytes())
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
