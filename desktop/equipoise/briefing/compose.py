"""Compose the briefing of a projection: every word and number of it, decided once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from equipoise.briefing.assumptions import (
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
from equipoise.briefing.bottom_line import bottom_line, key_judgments
from equipoise.briefing.changes import changes_table
from equipoise.briefing.charts import attribution_chart, bands_chart, cells_chart, index_chart
from equipoise.briefing.document import (
    BarChart,
    Block,
    Document,
    FanChart,
    LayerChart,
    Paragraph,
    Section,
    Table,
    Words,
)
from equipoise.briefing.effort import Swings, recommendations_table, steps_table, weights_table
from equipoise.briefing.goals import goals_table
from equipoise.briefing.method import end_matter_table, method_paragraphs
from equipoise.briefing.situation import (
    aspects_table,
    bands_table,
    drivers_table,
    impacts_table,
)
from equipoise.briefing.speech import Speech
from equipoise.dossier.dossier import Dossier
from equipoise.dossier.scenarios import ElementDifference
from equipoise.projection.outcome import DriverAttribution, Projection


def compose(
    dossier: Dossier,
    scenario_id: str,
    projection: Projection,
    drivers: DriverAttribution | None,
    *,
    version: str,
    produced: date,
    swings: Swings | None = None,
    changes: Sequence[ElementDifference] = (),
    speech: Speech | None = None,
) -> Document:
    """The briefing of `projection`, which was made of `dossier` under that scenario.

    `drivers` and `swings` add what each driver brings and what all the effort on one
    recommendation would bring; `changes` are what the scenario decides otherwise than the base
    scenario. `version` is the program's, `produced` the day of printing; `speech` says the fixed
    texts in its language, which is English where it is not given.
    """
    speech = speech or Speech()
    say = speech.say
    settings = dossier.settings
    row = dossier.find("scenarios", scenario_id)
    sections = (
        ("section-question", _question(dossier, scenario_id, changes, speech)),
        (
            "section-situation",
            (
                aspects_table(dossier, projection, speech),
                cells_chart(dossier, projection, speech),
                impacts_table(dossier, speech),
            ),
        ),
        (
            "section-success",
            (
                goals_table(dossier, projection, speech),
                bands_chart(dossier, projection, speech),
                bands_table(dossier, projection, speech),
            ),
        ),
        ("section-effort", _effort(dossier, projection, swings, speech)),
        ("section-drivers", _drivers(dossier, scenario_id, drivers, speech)),
        ("section-assumptions", _assumptions(dossier, speech)),
        ("section-method", method_paragraphs(dossier, speech)),
        (
            "section-about",
            (
                end_matter_table(
                    dossier,
                    projection,
                    "" if row is None else row.name,
                    version=version,
                    produced=produced,
                    speech=speech,
                ),
            ),
        ),
    )
    return Document(
        language=speech.language,
        direction=speech.direction,
        words=Words(
            briefing=say("briefing"),
            bottom_line=say("bottom-line"),
            page=say("page", number="{number}", count="{count}"),
        ),
        title=settings.title,
        subject=settings.subject,
        occasion=_occasion(dossier, scenario_id, projection, speech),
        handling_mark=settings.handling_mark,
        produced=produced,
        program=say("program", version=version),
        bottom_line=bottom_line(dossier, projection, speech),
        key_judgments=key_judgments(dossier, projection, speech),
        opening=_filled(
            (
                index_chart(dossier, projection, speech),
                weights_table(dossier, projection, speech),
            )
        ),
        sections=tuple(
            Section(say(heading), filled)
            for heading, blocks in sections
            if (filled := _filled(blocks))
        ),
    )


def _occasion(dossier: Dossier, scenario_id: str, projection: Projection, speech: Speech) -> str:
    """The scenario, the day it starts from, and how far it looks."""
    last = int(projection.months[-1])
    as_of = dossier.settings.as_of
    facts: dict[str, str | float] = {
        "day": speech.day(as_of),
        "number": str(last),
        "count": last,
        "month": speech.month(as_of, last),
    }
    row = dossier.find("scenarios", scenario_id)
    if row is None:
        return speech.say("occasion-without-scenario", **facts)
    return speech.say("occasion", scenario=speech.name(row.name), **facts)


def _filled(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks that have something to show."""

    def empty(block: Block) -> bool:
        if isinstance(block, Table):
            return not block.rows
        if isinstance(block, BarChart):
            return not any(bar.value for panel in block.panels for bar in panel.bars)
        if isinstance(block, FanChart | LayerChart):
            return not block.panels
        return not block.text

    return tuple(block for block in blocks if not empty(block))


def _question(
    dossier: Dossier, scenario_id: str, changes: Sequence[ElementDifference], speech: Speech
) -> tuple[Block, ...]:
    settings = dossier.settings
    row = dossier.find("scenarios", scenario_id)
    scenario: tuple[Block, ...] = ()
    if row is not None:
        lead = speech.say("scenario-lead", scenario=speech.name(row.name))
        scenario = (Paragraph(row.note, lead),)
    return (
        Paragraph(settings.setting, speech.say("setting-lead")),
        *scenario,
        Paragraph(settings.conclusion, speech.say("conclusion-lead")),
        changes_table(dossier, scenario_id, changes, speech),
    )


def _effort(
    dossier: Dossier, projection: Projection, swings: Swings | None, speech: Speech
) -> tuple[Block, ...]:
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
        recommendations_table(dossier, projection, swings, speech),
        *((chart,) if dossier.recommendations else ()),
        steps_table(dossier, speech),
    )


def _drivers(
    dossier: Dossier, scenario_id: str, drivers: DriverAttribution | None, speech: Speech
) -> tuple[Block, ...]:
    table = drivers_table(dossier, scenario_id, drivers, speech)
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


def _assumptions(dossier: Dossier, speech: Speech) -> tuple[Block, ...]:
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
