"""Every kind of briefing of the sample, and of a dossier with more of everything than fits."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from briefing_sample import (
    MONTHS,
    PRODUCED,
    fan,
    sample_dossier,
    sample_drivers,
    sample_material,
    sample_projection,
)

from equipoise.briefing.composing.compose import compose
from equipoise.briefing.document import Document, Paragraph, Point, Table, sentences
from equipoise.briefing.material import Material
from equipoise.briefing.request import Request
from equipoise.dossier.dossier import Dossier
from equipoise.dossier.judgment import Judgment
from equipoise.dossier.rows import (
    Aspect,
    Cell,
    Driver,
    Goal,
    Pole,
    Recommendation,
    Scenario,
    Source,
    Step,
    Weight,
)
from equipoise.dossier.validation import validated
from equipoise.projection.outcome import DriverAttribution

MANY = 20


def of_kind(kind: str, material: Material | None = None, language: str = "en") -> Document:
    """A briefing of a kind, of the sample unless other material is given."""
    request = Request(PRODUCED, kind=kind, language=language, version="9.8.7")
    return compose(sample_material() if material is None else material, request)


def compared_material() -> Material:
    """The sample beside another scenario, which does less well."""
    dossier = sample_dossier()
    other = Scenario("still", "Stand still")
    return Material(
        replace(dossier, scenarios=(*dossier.scenarios, other)),
        "mixed",
        sample_projection(),
        sample_drivers(),
        compared={
            "mixed": sample_projection(),
            "still": replace(
                sample_projection(),
                all_goals=0.12,
                red_lines={"break": 0.31},
                index={"coast": fan(48, 44.4, 8), "plain": fan(52, 50.6, 6)},
            ),
        },
    )


def large_material() -> Material:
    """Twenty of each thing, four poles; goals, weights and drivers of known size."""
    names = ("Northern Sea", "Southern Plain", "Eastern March", "Western Isles")
    poles = tuple(Pole(f"p{i}", name) for i, name in enumerate(names))
    places = range(MANY)
    dossier = validated(
        Dossier(
            settings=replace(
                sample_dossier().settings, title="A very large dossier with more than fits"
            ),
            poles=poles,
            aspects=tuple(Aspect(f"a{i}", f"Field of work number {i}") for i in places),
            cells=tuple(
                Cell(f"a{i}", pole.id, "", Judgment(40, 50, 60), Judgment(-1, 0, 1))
                for i in places
                for pole in poles
            ),
            drivers=tuple(
                Driver(f"d{i}", f"Pressure from quarter {i}", description="It may come to that.")
                for i in places
            ),
            recommendations=tuple(
                Recommendation(f"r{i}", f"Open consultation {i}", "It builds trust on both sides.")
                for i in places
            ),
            steps=tuple(
                Step(f"r{i}s{j}", f"r{i}", f"Prepare round {j} of talks {i}", "Ministry")
                for i in places
                for j in range(5)
            ),
            sources=tuple(Source(f"s{i}", f"Report number {i}") for i in places),
            bands=sample_dossier().bands,
            goals=tuple(
                Goal(f"g{i}", f"Partnership kept in field {i}", pole_id="p0", month=12)
                for i in places
            )
            + tuple(
                Goal(f"l{i}", f"No rupture in field {i}", "red_line", f"a{i}", "p1", month=12)
                for i in places
            ),
            scenarios=(Scenario("all", "Everything at once", "A little of everything."),),
            weights=tuple(Weight("all", f"r{i}", 5) for i in places),
        )
    )
    ones = np.ones(MONTHS + 1)
    shares = {f"r{i}": 1.0 + i / 10 for i in places}
    projection = replace(
        sample_projection(),
        weights={f"r{i}": 5.0 for i in places},
        index={pole.id: fan(50, 50 + 3 * i, 8) for i, pole in enumerate(poles)},
        cells={cell.id: fan(50, 52, 6) for cell in dossier.cells},
        bands={
            pole.id: {"low": 0.1 * ones, "middle": 0.6 * ones, "top": 0.3 * ones} for pole in poles
        },
        goals={f"g{i}": 0.5 + i / 50 for i in places},
        red_lines={f"l{i}": i / 50 for i in places},
        all_goals=0.3,
        attribution={pole.id: shares for pole in poles},
    )
    points = {pole.id: {f"d{i}": (i - 10) / 10 for i in places} for pole in poles}
    return Material(dossier, "all", projection, DriverAttribution(MONTHS, points))


def points(document: Document) -> list[Point]:
    """The points of a document, in order."""
    return [b for s in document.sections for b in s.blocks if isinstance(b, Point)]


def paragraphs(document: Document) -> list[Paragraph]:
    """The paragraphs of a document's sections, in order."""
    return [b for s in document.sections for b in s.blocks if isinstance(b, Paragraph)]


def tables(document: Document) -> dict[str, Table]:
    """The tables of a document by their titles."""
    blocks = [*document.opening, *(b for s in document.sections for b in s.blocks)]
    return {block.title: block for block in blocks if isinstance(block, Table)}


def at(document: Document, place: str) -> str:
    """What a document says first at a place."""
    return next(said.text for said in sentences(document) if said.place == place)
