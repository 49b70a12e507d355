"""The record inside the file of a briefing: how each format carries it, and how it is found again.

A file that is read here may come from anywhere: it is searched as text, or unpacked within bounds,
and never rendered or run.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from html import escape, unescape

from equipoise.briefing.document import Document

META_NAME = "equipoise-record"
WORD_PART = "/customXml/item1.xml"
WORD_NAMESPACE = "urn:equipoise:briefing-record"
MOST_BYTES = 200 * 2**20
"""Larger files are not read: a briefing has less than a hundredth of it."""

_MOST_PACKED = 4 * 2**20
_MOST_PARTS = 2_000
_PACKET = re.compile(rb"<\?xpacket begin=.{0,2097152}?<\?xpacket end=", re.DOTALL)
_KEYWORDS = re.compile(r"<pdf:Keywords>([^<]*)</pdf:Keywords>")
_META = re.compile(rf'<meta name="{META_NAME}" content="([^"<>]*)">')
_COMMENT = re.compile(rf"^<!-- {META_NAME} (.*) -->$", re.MULTILINE)
_PART = re.compile(rf'<record xmlns="{WORD_NAMESPACE}">([^<]*)</record>')
_SEALED = re.compile(r"((?:[0-9a-f]{4} ){3}[0-9a-f]{4}) (\{.*\})")


class UnreadableBriefing(ValueError):
    """The file holds no record that can be read; the message says why in plain words."""


def carried(document: Document) -> str:
    """The seal and the record as a file carries them; empty for a document without."""
    return f"{document.seal} {document.record}" if document.record else ""


def as_meta(document: Document) -> str:
    """The element that carries the record in a web page."""
    text = carried(document)
    return f'<meta name="{META_NAME}" content="{escape(text)}">' if text else ""


def as_comment(document: Document) -> str:
    """The comment that carries the record in Markdown, shown by no reader."""
    text = carried(document)
    return f"<!-- {META_NAME} {text} -->" if text else ""


def as_part(document: Document) -> str:
    """The part that carries the record in a Word document."""
    text = carried(document)
    return f'<record xmlns="{WORD_NAMESPACE}">{escape(text, quote=False)}</record>' if text else ""


def form_of(content: bytes) -> str:
    """The format that the content of a briefing is in, by how it begins."""
    if content.startswith(b"%PDF-"):
        return "pdf"
    if content.startswith(b"PK\x03\x04"):
        return "docx"
    return "html" if content[:200].lstrip().lower().startswith(b"<!doctype html") else "md"


def record_in(content: bytes) -> tuple[str, str]:
    """The seal and the record that a file carries, as it carries them.

    Raises UnreadableBriefing where there is none, or more than one.
    """
    found = dict.fromkeys(_candidates(content, form_of(content)))
    sealed = [match for text in found if (match := _SEALED.fullmatch(text)) is not None]
    if not found:
        raise UnreadableBriefing("no record of a briefing was found in the file")
    if len(found) > 1:
        raise UnreadableBriefing("the file carries more than one record, as no briefing does")
    if not sealed:
        raise UnreadableBriefing("the record in the file is damaged: it cannot be read")
    return sealed[0][1], sealed[0][2]


def _candidates(content: bytes, form: str) -> list[str]:
    if form == "pdf":
        packets = (found[0].decode("utf-8", "replace") for found in _PACKET.finditer(content))
        return [unescape(text) for packet in packets for text in _KEYWORDS.findall(packet)]
    if form == "docx":
        return [unescape(text) for text in _PART.findall(_word_part(content))]
    text = content.decode("utf-8", "replace")
    return [unescape(t) for t in _META.findall(text)] if form == "html" else _COMMENT.findall(text)


def _word_part(content: bytes) -> str:
    name = WORD_PART.removeprefix("/")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            if len(package.infolist()) > _MOST_PARTS:
                raise UnreadableBriefing("the file has more parts than any briefing")
            if name not in package.namelist():
                return ""
            with package.open(name) as part:
                data = part.read(_MOST_PACKED + 1)
    except (
        *(zipfile.BadZipFile, zlib.error, EOFError, OSError),
        *(RuntimeError, NotImplementedError),
    ) as error:
        raise UnreadableBriefing("the file is damaged: its archive cannot be read") from error
    if len(data) > _MOST_PACKED:
        raise UnreadableBriefing("the file has a part that is larger than any record")
    return data.decode("utf-8", "replace")
