"""The full briefing: first page, then the sections that support it."""

from __future__ import annotations

from typing import TypeAlias

from equipoise.briefing.composing.framing import Blocks, Closing, framed
from equipoise.briefing.content.assumptions import (
    cells_table,
    confidence_table,
    dampings_table,
    driver_effects_table,
    recommendation_effects_table,
    settings_table,
    sources_table,
    spillovers_table,
    yardstick_table,
)
from equipoise.briefing.content.bottom_line import bottom_line, key_judgments
from equipoise.briefing.content.changes import changes_table
from equipoise.briefing.content.chart_data import charts_of
from equipoise.briefing.content.chart_tables import chart_tables
from equipoise.briefing.content.charts import (
    attribution_chart,
    bands_chart,
    cells_chart,
    index_chart,
)
from equipoise.briefing.content.effort import recommendations_table, steps_table, weights_table
from equipoise.briefing.content.fragility import contribution_sentences, mind_changers
from equipoise.briefing.content.goals import goals_table
from equipoise.briefing.content.lineage import lineage_table
from equipoise.briefing.content.method import end_matter_table, method_paragraphs
from equipoise.briefing.content.options import options_table
from equipoise.briefing.content.since import changes_since
from equipoise.briefing.content.situation import (
    aspects_table,
    bands_table,
    drivers_table,
    impacts_table,
)
from equipoise.briefing.document import Block, Document, Paragraph, Sentence
from equipoise.briefing.language.speech import Speech
from equipoise.briefing.material import Material
from equipoise.briefing.request import Request

_Sections: TypeAlias = tuple[tuple[str, Blocks | Closing], ...]
"""Section keys with their blocks, or with what makes them of the codes of all others."""


def full_briefing(material: Material, request: Request, speech: Speech) -> Document:
    """The full briefing of the material, with the data of its charts in tables behind it."""
    sections = _sections(material, request, speech)
    with_charts = tuple((key, part) for key, part in sections if not callable(part))
    charts = charts_of(_framed(material, request, speech, with_charts))
    tables = chart_tables(material.dossier, charts, speech)
    *supporting, lineage, about = sections
    return _framed(material, request, speech, (*supporting, ("chart-data", tables), lineage, about))


def _framed(material: Material, request: Request, speech: Speech, sections: _Sections) -> Document:
    dossier, projection = material.dossier, material.projection
    return framed(
        material,
        request,
        speech,
        bottom_line=bottom_line(dossier, projection, speech),
        key_judgments=key_judgments(dossier, projection, speech),
        opening=(
            index_chart(dossier, projection, speech),
            weights_table(
                dossier,
                projection,
                speech,
                after=contribution_sentences(dossier, material.fragility, speech),
            ),
        ),
        sections=sections,
    )


def _sections(material: Material, request: Request, speech: Speech) -> _Sections:
    dossier, projection = material.dossier, material.projection
    return (
        ("since", _since(material, speech)),
        ("question", _question(material, speech)),
        (
            "situation",
            (
                aspects_table(dossier, projection, speech),
                cells_chart(dossier, projection, speech),
                impacts_table(dossier, speech),
            ),
        ),
        ("drivers", _drivers(material, speech)),
        ("options", (options_table(material, speech),)),
        ("effort", _effort(material, speech)),
        (
            "success",
            (
                goals_table(dossier, projection, speech),
                bands_chart(dossier, projection, speech),
                bands_table(dossier, projection, speech),
                mind_changers(dossier, material.fragility, speech),
            ),
        ),
        ("assumptions", _assumptions(material, speech)),
        ("method", method_paragraphs(dossier, speech)),
        ("lineage", lambda codes: (lineage_table(material, codes, speech),)),
        ("about", (end_matter_table(material, request, speech),)),
    )


def _since(material: Material, speech: Speech) -> tuple[Block, ...]:
    if material.since is None:
        return ()
    return (Paragraph(changes_since(material, material.since, speech)),)


def _question(material: Material, speech: Speech) -> tuple[Block, ...]:
    dossier = material.dossier
    settings = dossier.settings
    row = dossier.find("scenarios", material.scenario_id)
    scenario: tuple[Block, ...] = ()
    if row is not None:
        lead = speech.say("scenario-lead", scenario=speech.name(row.name))
        scenario = (Paragraph((Sentence(row.note, own=True),), lead),)
    setting = Sentence(settings.setting, own=True)
    conclusion = Sentence(settings.conclusion, own=True)
    return (
        Paragraph((setting,), speech.say("setting-lead")),
        *scenario,
        Paragraph((conclusion,), speech.say("conclusion-lead")),
        changes_table(dossier, material.scenario_id, material.changes, speech),
    )


def _effort(material: Material, speech: Speech) -> tuple[Block, ...]:
    dossier, projection = material.dossier, material.projection
    chart = attribution_chart(
        dossier,
        "recommendations",
        projection.attribution,
        month=int(projection.months[-1]),
        title=speech.say("recommendations-chart"),
        total_name=speech.say("all-effort"),
        speech=speech,
    )
    return (
        recommendations_table(dossier, projection, material.swings, speech),
        *((chart,) if dossier.recommendations else ()),
        steps_table(dossier, speech),
    )


def _drivers(material: Material, speech: Speech) -> tuple[Block, ...]:
    dossier, drivers = material.dossier, material.drivers
    table = drivers_table(dossier, material.scenario_id, drivers, speech)
    if drivers is None or not dossier.drivers:
        return (table,)
    chart = attribution_chart(
        dossier,
        "drivers",
        drivers.points,
        month=drivers.month,
        title=speech.say("drivers-chart"),
        total_name=speech.say("all-drivers"),
        speech=speech,
    )
    return (table, chart)


def _assumptions(material: Material, speech: Speech) -> tuple[Block, ...]:
    dossier = material.dossier
    return (
        settings_table(dossier, speech),
        sources_table(dossier, speech),
        confidence_table(speech),
        yardstick_table(dossier, speech),
        cells_table(dossier, speech),
        recommendation_effects_table(dossier, speech),
        driver_effects_table(dossier, speech),
        dampings_table(dossier, speech),
        spillovers_table(dossier, speech),
    )
