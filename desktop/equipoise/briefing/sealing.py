"""Sealing a briefing: its record made, and put into it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from equipoise.briefing.document import Cell, Document, Row, Section, Table, plain
from equipoise.briefing.goals import probability_of
from equipoise.briefing.material import Material
from equipoise.briefing.record import (
    Chance,
    Figures,
    Level,
    Record,
    Share,
    Stated,
    digest,
    record_text,
    seal_of,
)
from equipoise.briefing.request import Request
from equipoise.briefing.speech import Speech
from equipoise.dossier.dossier import TABLES, Dossier
from equipoise.dossier.json_form import row_to_plain

ABOUT = "about"
"""The section that shows the seal; a kind without it shows the seal at the foot."""

_SAYS_NOTHING = ("briefings_issued",)
"""Tables that hold nothing of what the dossier says."""

_LIBRARIES = ("typst", "python-docx", "numpy", "scipy", "babel", "fluent.runtime")
_DECIMALS = 6
"""To which figures count as equal: their last digits may depend on the processor."""


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


def stated_by(material: Material, day: date) -> Stated:
    """What a briefing of the material states."""
    scenario = material.original.find("scenarios", material.scenario_id)
    return Stated(
        day=day,
        scenario_id=material.scenario_id,
        scenario="" if scenario is None else scenario.name,
        dossier=dossier_digest(material.original),
        figures=figures_of(material),
    )


def figures_of(material: Material) -> Figures:
    """The key figures of the material."""
    dossier, projection = material.dossier, material.projection
    return Figures(
        all_goals=projection.all_goals,
        goals=tuple(
            Chance(goal.id, goal.name, goal.kind, probability_of(goal, projection))
            for goal in dossier.goals
        ),
        indices=tuple(
            Level(
                pole.id,
                pole.name,
                *(round(float(line[-1]), _DECIMALS) for line in (fan.p5, fan.p50, fan.p95)),
            )
            for pole in dossier.poles
            if (fan := projection.index.get(pole.id)) is not None
        ),
        weights=tuple(
            Share(r.id, r.name, projection.weights.get(r.id, 0.0)) for r in dossier.recommendations
        ),
    )


def dossier_digest(dossier: Dossier) -> str:
    """SHA-256 of what a dossier says.

    What is empty counts as not there, so that a later version of the program, whose dossiers have
    more fields and tables, finds the same digest.
    """
    document: dict[str, Any] = {"settings": row_to_plain(dossier.settings)}
    for key in TABLES:
        if key not in _SAYS_NOTHING:
            document[key] = [row_to_plain(row) for row in dossier.table(key)]
    return digest(_said(document))


def _said(value: Any) -> Any:
    if isinstance(value, dict):
        found = {key: _said(item) for key, item in value.items()}
        return {key: item for key, item in found.items() if not _empty(item)}
    return [_said(item) for item in value] if isinstance(value, list) else value


def _empty(value: Any) -> bool:
    return value is None or value is False or value in ("", [], {})


def document_digest(document: Document) -> str:
    """SHA-256 of all that a document says before it is sealed."""
    return digest(_rounded(plain(document)))


def _rounded(value: Any) -> Any:
    if isinstance(value, float):
        return round(value, _DECIMALS) + 0.0
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
