"""Where the relationship stands and may go: aspects and poles, impacts, drivers, bands."""

from __future__ import annotations

from equipoise.briefing.codes import code_of, index_code
from equipoise.briefing.content.basis import basis_cell
from equipoise.briefing.document import Cell, Column, Row, Table
from equipoise.briefing.language.speech import Speech
from equipoise.dossier.dossier import Dossier
from equipoise.dossier.rows import Driver, Forcing
from equipoise.projection.outcome import DriverAttribution, Projection


def aspects_table(dossier: Dossier, projection: Projection, speech: Speech) -> Table:
    """Every cell: posture term, level now, median and range at the end, basis."""
    say = speech.say
    rows: list[Row] = []
    for aspect in dossier.aspects:
        for position, pole in enumerate(dossier.poles):
            cell = dossier.find("cells", f"{aspect.id}/{pole.id}")
            if cell is None:
                continue
            level = dossier.level_of(cell)
            fan = projection.cells.get(cell.id)
            term = dossier.name_of("terms", cell.term_id) if cell.term_id else "–"
            overridden = say("numbers-overridden") if cell.level and cell.term_id else ""
            end = "–"
            if fan is not None:
                end = say(
                    "median-and-range",
                    median=speech.level(float(fan.p50[-1])),
                    range=speech.level_range(float(fan.p5[-1]), float(fan.p95[-1])),
                )
            rows.append(
                Row(
                    (
                        Cell(aspect.name if position == 0 else ""),
                        Cell(pole.name),
                        Cell(term, overridden),
                        Cell("–" if level is None else speech.judgment(level)),
                        Cell(end),
                        basis_cell(dossier, cell, speech),
                    ),
                    opens=position == 0,
                    codes=(code_of(dossier, "cells", cell.id),),
                )
            )
    last = str(int(projection.months[-1]))
    return Table(
        say("aspects-table"),
        (
            Column(say("column-aspect"), 1.7),
            Column(say("column-pole"), 1),
            Column(say("aspects-table.posture"), 1.3),
            Column(say("aspects-table.level"), 1.8),
            Column(say("aspects-table.end", month=last), 1.7),
            Column(say("column-rests-on"), 1.6),
        ),
        tuple(rows),
        f"{say('aspects-table.note')} {say('how-judgments-read')}",
    )


def impacts_table(dossier: Dossier, speech: Speech) -> Table:
    """What closer ties in each aspect would bring, with considerations and developments."""
    rows = tuple(
        Row(
            (
                Cell(aspect.strand or aspect.name, aspect.name if aspect.strand else ""),
                Cell(aspect.impact or "–"),
                Cell(aspect.considerations or "–", aspect.developments),
            ),
            codes=(code_of(dossier, "aspects", aspect.id),),
        )
        for aspect in dossier.aspects
        if aspect.impact or aspect.considerations or aspect.developments
    )
    return Table(
        speech.say("impacts-table"),
        (
            Column(speech.say("impacts-table.strand"), 1.5),
            Column(speech.say("impacts-table.impact"), 2),
            Column(speech.say("impacts-table.considerations"), 4),
        ),
        rows,
    )


def drivers_table(
    dossier: Dossier, scenario_id: str, drivers: DriverAttribution | None, speech: Speech
) -> Table:
    """Challenges, opportunities and external shifts; with what each brings, if it is known."""
    say = speech.say
    forcings = {f.driver_id: f for f in dossier.forcings_of(scenario_id)}
    columns = [
        Column(say("column-driver"), 3.2),
        Column(say("drivers-table.likelihood"), 1.5),
        Column(say("drivers-table.window"), 1.5),
    ]
    notes = [say("how-judgments-read")]
    if drivers is not None:
        columns.append(Column(say("drivers-table.brings"), 1.4))
        notes.append(say("drivers-table.note-of-points", month=str(drivers.month)))
    columns.append(Column(say("column-rests-on"), 1.65))
    rows: list[Row] = []
    for driver in dossier.drivers:
        described = say(
            "driver-described",
            kind=say(f"driver-kind-{driver.kind}"),
            description=speech.name(driver.description),
        )
        cells = [
            Cell(driver.name, described.strip()),
            *_time_cells(driver, forcings.get(driver.id), speech),
        ]
        if drivers is not None:
            gains = [
                say(
                    "of-pole",
                    pole=speech.name(pole.name),
                    value=speech.gain(drivers.points.get(pole.id, {}).get(driver.id, 0.0)),
                )
                for pole in dossier.poles
            ]
            cells.append(Cell("\n".join(gains)))
        rows.append(
            Row(
                (*cells, basis_cell(dossier, driver, speech)),
                codes=(code_of(dossier, "drivers", driver.id),),
            )
        )
    return Table(say("drivers-table"), tuple(columns), tuple(rows), " ".join(notes))


def _time_cells(driver: Driver, forcing: Forcing | None, speech: Speech) -> tuple[Cell, Cell]:
    """How likely a driver is and what the scenario makes of it; when, and for how long."""
    say = speech.say
    decay = say("driver-effect-stays")
    if driver.half_life != 0:
        decay = say(
            "driver-effect-decays", number=speech.number(driver.half_life), count=driver.half_life
        )
    fate = ""
    if forcing is not None:
        fate = say("driver-out")
        if forcing.state == "happens":
            fate = say("driver-forced", month=str(forcing.month))
    if driver.timing == "ongoing":
        return Cell(say("driver-ongoing"), fate), Cell(say("driver-acting"), decay)
    return (
        Cell(speech.judgment(driver.likelihood), fate),
        Cell(speech.judgment(driver.onset), decay),
    )


def bands_table(dossier: Dossier, projection: Projection, speech: Speech) -> Table:
    """The probability of each band at the end of the projection, by pole."""
    bands = sorted(dossier.bands, key=lambda band: band.lower)
    uppers = [*(band.lower for band in bands), 100.0][1:]
    rows = tuple(
        Row(
            (
                Cell(pole.name),
                *(
                    Cell(speech.probability(float(projection.bands[pole.id][band.id][-1])))
                    for band in bands
                ),
            ),
            codes=(index_code(dossier, pole.id),),
        )
        for pole in dossier.poles
        if pole.id in projection.bands
    )
    return Table(
        speech.say("bands-table", month=str(int(projection.months[-1]))),
        (
            Column(speech.say("bands-table.index"), 1.2),
            *(
                Column(
                    f"{speech.name(band.name)}\n{speech.range(band.lower, upper)}",
                    1.2,
                    numeric=True,
                )
                for band, upper in zip(bands, uppers, strict=False)
            ),
        ),
        rows,
    )
