"""Sealing a briefing: its record made, and put into it."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from equipoise.briefing.content.stated import DECIMALS, stated_by
from equipoise.briefing.document import Cell, Document, Row, Section, Table, plain
from equipoise.briefing.language.speech import Speech
from equipoise.briefing.material import Material
from equipoise.briefing.record import Record, digest, record_text, seal_of
from equipoise.briefing.request import Request

ABOUT = "about"
"""The section that shows the seal; a kind without it shows the seal at the foot."""

_LIBRARIES = ("typst", "python-docx", "numpy", "scipy", "babel", "fluent.runtime")


def sealed(
    document: Document, material: Material, request: Request, compared: tuple[str, ...] = ()
) -> Document:
    """The document with its record and seal. `compared` are the scenarios asked for beside it."""
    return with_record(document, record_text(record_for(document, material, request, compared)))


def with_record(document: Document, text: str) -> Document:
    """The document with a record that was made for it, and the seal of that record."""
    code = seal_of(text)
    label = Speech(document.language).say("seal")
    sections = tuple(
        _with_row(section, Row((Cell(label), Cell(code)))) if section.ident == ABOUT else section
        for section in document.sections
    )
    return replace(document, sections=sections, seal=code, record=text)


def _with_row(section: Section, row: Row) -> Section:
    """The section with a row at the end of its first table of this many columns."""
    blocks = list(section.blocks)
    for place, block in enumerate(blocks):
        if isinstance(block, Table) and len(block.columns) == len(row.cells):
            blocks[place] = replace(block, rows=(*block.rows, row))
            break
    return replace(section, blocks=tuple(blocks))


def record_for(
    document: Document, material: Material, request: Request, compared: tuple[str, ...] = ()
) -> Record:
    """The record of a document that is not sealed yet."""
    projection = material.projection
    return Record(
        program=request.version,
        libraries=libraries(),
        kind=request.kind,
        language=request.language,
        compared=compared,
        sections=request.sections,
        portion_marks=request.portion_marks,
        template=request.template.digest,
        seed=projection.seed,
        draws=projection.draws,
        months=int(projection.months[-1]),
        document=document_digest(document),
        stated=stated_by(material, request.produced),
        since=material.since,
    )


def document_digest(document: Document) -> str:
    """SHA-256 of all that a document says before it is sealed."""
    return digest(_rounded(plain(document)))


def _rounded(value: Any) -> Any:
    if isinstance(value, float):
        return round(value, DECIMALS) + 0.0
    if isinstance(value, dict):
        return {key: _rounded(item) for key, item in value.items()}
    return [_rounded(item) for item in value] if isinstance(value, list | tuple) else value


@cache
def libraries() -> dict[str, str]:
    """The versions of the libraries that compute and typeset a briefing; empty where unknown."""

    def version_of(name: str) -> str:
        try:
            return version(name)
        except PackageNotFoundError:
            return ""

    return {name: version_of(name) for name in _LIBRARIES}
