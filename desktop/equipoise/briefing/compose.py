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
from equipoise.briefing.charts import attribution_chart, bands_chart, cells_chart, index_chart
from equipoise.briefing.document import (
    BarChart,
    Block,
    Cell,
    Column,
    Document,
    FanChart,
    LayerChart,
    Paragraph,
    Row,
    Section,
    Table,
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
from equipoise.briefing.wording import day_text, month_text, quoted
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
) -> Document:
    """The briefing of `projection`, which was made of `dossier` under that scenario.

    `drivers` and `swings` add what each driver brings and what all the effort on one
    recommendation would bring; `changes` are what the scenario decides otherwise than the base
    scenario. `version` is the program's, `produced` the day of printing.
    """
    settings = dossier.settings
    row = dossier.find("scenarios", scenario_id)
    scenario = "(none)" if row is None else row.name
    last = int(projection.months[-1])
    occasion = " · ".join(
        (
            "No scenario" if row is None else f"Scenario {quoted(row.name)}",
            f"as of {day_text(settings.as_of)}",
            f"{last} months, to {month_text(settings.as_of, last)}",
        )
    )
    sections = (
        Section("The question", _question(dossier, scenario_id, changes)),
        Section(
            "Where the relationship stands and may go",
            (
                aspects_table(dossier, projection),
                cells_chart(dossier, projection),
                impacts_table(dossier),
            ),
        ),
        Section(
            "How likely success is",
            (
                goals_table(dossier, projection),
                bands_chart(dossier, projection),
                bands_table(dossier, projection),
            ),
        ),
        Section("What the effort buys", _effort(dossier, projection, swings)),
        Section("What drives it", _drivers(dossier, scenario_id, drivers)),
        Section("Assumptions", _assumptions(dossier)),
        Section("Method", method_paragraphs(dossier)),
        Section(
            "About this briefing",
            (end_matter_table(dossier, projection, scenario, version, produced),),
        ),
    )
    return Document(
        title=settings.title,
        subject=settings.subject,
        occasion=occasion,
        handling_mark=settings.handling_mark,
        produced=produced,
        program=f"Equipoise {version}",
        bottom_line=bottom_line(dossier, projection),
        key_judgments=key_judgments(dossier, projection),
        opening=_filled((index_chart(dossier, projection), weights_table(dossier, projection))),
        sections=tuple(
            Section(section.heading, blocks)
            for section in sections
            if (blocks := _filled(section.blocks))
        ),
    )


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
    dossier: Dossier, scenario_id: str, changes: Sequence[ElementDifference]
) -> tuple[Block, ...]:
    row = dossier.find("scenarios", scenario_id)
    scenario = () if row is None else (Paragraph(row.note, f"Scenario {quoted(row.name)}"),)
    return (
        Paragraph(dossier.settings.setting, "Setting"),
        *scenario,
        Paragraph(dossier.settings.conclusion, "The analyst’s conclusion"),
        _changes_table(dossier, changes),
    )


def _changes_table(dossier: Dossier, changes: Sequence[ElementDifference]) -> Table:
    """What the scenario decides otherwise than the base scenario, apart from the weights."""
    base = dossier.name_of("scenarios", dossier.base_scenario_id())
    kinds = {"forcing": "Driver", "override": "Judgment", "goal": "Goal"}
    return Table(
        f"What this scenario assumes otherwise than {quoted(base)}",
        (Column("Kind", 0.6), Column("What", 2), Column(base), Column("This scenario")),
        tuple(
            Row((Cell(kinds[c.kind]), Cell(c.label), Cell(c.base), Cell(c.other)))
            for c in changes
            if c.kind in kinds
        ),
    )


def _effort(dossier: Dossier, projection: Projection, swings: Swings | None) -> tuple[Block, ...]:
    chart = attribution_chart(
        dossier,
        "recommendations",
        projection.attribution,
        month=int(projection.months[-1]),
        title="What each recommendation brings",
        total_name="All effort",
    )
    return (
        recommendations_table(dossier, projection, swings),
        *((chart,) if dossier.recommendations else ()),
        steps_table(dossier),
    )


def _drivers(
    dossier: Dossier, scenario_id: str, drivers: DriverAttribution | None
) -> tuple[Block, ...]:
    table = drivers_table(dossier, scenario_id, drivers)
    if drivers is None or not dossier.drivers:
        return (table,)
    chart = attribution_chart(
        dossier,
        "drivers",
        drivers.points,
        month=drivers.month,
        title="What each driver brings",
        total_name="All drivers",
    )
    return (table, chart)


def _assumptions(dossier: Dossier) -> tuple[Block, ...]:
    return (
        settings_table(dossier),
        sources_table(dossier),
        confidence_table(),
        yardstick_table(dossier),
        cells_table(dossier),
        recommendation_effects_table(dossier),
        driver_effects_table(dossier),
        dampings_table(dossier),
        spillovers_table(dossier),
    )
