"""Where the relationship stands and may go: aspects and poles, impacts, drivers, bands."""

from __future__ import annotations

from equipoise.briefing.basis import basis_cell
from equipoise.briefing.document import Cell, Column, Row, Table
from equipoise.briefing.wording import (
    gain_text,
    judgment_text,
    level_range,
    level_text,
    plain_number,
)
from equipoise.dossier.dossier import Dossier
from equipoise.dossier.fields import Choice, specifications
from equipoise.dossier.rows import Driver
from equipoise.dossier.yardsticks import percent_text
from equipoise.projection.outcome import DriverAttribution, Projection

_JUDGED = (
    "Judgments are given as low / likely / high; in brackets how sure the judge is that the truth "
    "lies between low and high."
)


def aspects_table(dossier: Dossier, projection: Projection) -> Table:
    """Every cell: posture term, level now, median and range at the end, basis."""
    rows: list[Row] = []
    for aspect in dossier.aspects:
        for position, pole in enumerate(dossier.poles):
            cell = dossier.find("cells", f"{aspect.id}/{pole.id}")
            if cell is None:
                continue
            level = dossier.level_of(cell)
            fan = projection.cells.get(cell.id)
            term = dossier.name_of("terms", cell.term_id) if cell.term_id else "–"
            end = Cell("–")
            if fan is not None:
                end = Cell(
                    f"{level_text(float(fan.p50[-1]))} "
                    f"({level_range(float(fan.p5[-1]), float(fan.p95[-1]))})"
                )
            rows.append(
                Row(
                    (
                        Cell(aspect.name if position == 0 else ""),
                        Cell(pole.name),
                        Cell(term, "numbers overridden" if cell.level and cell.term_id else ""),
                        Cell("–" if level is None else judgment_text(level)),
                        end,
                        basis_cell(dossier, cell),
                    ),
                    opens=position == 0,
                )
            )
    last = int(projection.months[-1])
    return Table(
        "Aspects and postures",
        (
            Column("Aspect", 1.7),
            Column("Pole", 1),
            Column("Posture", 1.3),
            Column("Level now", 1.8),
            Column(f"Median in month {last} (5–95 %)", 1.7),
            Column("Rests on", 1.6),
        ),
        tuple(rows),
        f"Levels run from 0 (hostile or absent) over 50 (functional) to 100 (allied). {_JUDGED}",
    )


def impacts_table(dossier: Dossier) -> Table:
    """What closer ties in each aspect would bring, with considerations and developments."""
    rows = tuple(
        Row(
            (
                Cell(aspect.strand or aspect.name, aspect.name if aspect.strand else ""),
                Cell(aspect.impact or "–"),
                Cell(aspect.considerations or "–", aspect.developments),
            )
        )
        for aspect in dossier.aspects
        if aspect.impact or aspect.considerations or aspect.developments
    )
    return Table(
        "What closer ties would bring",
        (Column("Strand", 1.5), Column("Impact", 2), Column("Considerations", 4)),
        rows,
    )


def drivers_table(dossier: Dossier, scenario_id: str, drivers: DriverAttribution | None) -> Table:
    """Challenges, opportunities and external shifts; with what each brings, if it is known."""
    forcings = {f.driver_id: f for f in dossier.forcings_of(scenario_id)}
    kind = specifications(Driver)["kind"]
    columns = [Column("Driver", 3.2), Column("Likelihood, %", 1.5), Column("Window, months", 1.5)]
    if drivers is not None:
        columns.append(Column("Brings, points", 1.4))
    columns.append(Column("Rests on", 1.65))
    rows: list[Row] = []
    for driver in dossier.drivers:
        word = kind.word(driver.kind) if isinstance(kind, Choice) else driver.kind
        decay = (
            "effect stays"
            if driver.half_life == 0
            else f"half of the effect gone after {plain_number(driver.half_life)} months"
        )
        if driver.timing == "ongoing":
            likelihood, window = Cell("ongoing"), Cell("acting already", decay)
        else:
            likelihood = Cell(judgment_text(driver.likelihood))
            window = Cell(judgment_text(driver.onset), decay)
        forcing = forcings.get(driver.id)
        if forcing is not None:
            fate = f"happens in month {forcing.month}" if forcing.state == "happens" else "is out"
            likelihood = Cell(likelihood.text, f"in this scenario it {fate}")
        cells = [
            Cell(driver.name, f"{word}. {driver.description}".strip()),
            likelihood,
            window,
        ]
        if drivers is not None:
            cells.append(
                Cell(
                    "\n".join(
                        f"{pole.name}: "
                        + gain_text(drivers.points.get(pole.id, {}).get(driver.id, 0.0))
                        for pole in dossier.poles
                    )
                )
            )
        rows.append(Row((*cells, basis_cell(dossier, driver))))
    note = _JUDGED
    if drivers is not None:
        note += (
            f" Brings: points of the mean index in month {drivers.month} against a course in which "
            "no driver acts, with the weights in force."
        )
    return Table("Drivers", tuple(columns), tuple(rows), note)


def bands_table(dossier: Dossier, projection: Projection) -> Table:
    """The probability of each band at the end of the projection, by pole."""
    bands = sorted(dossier.bands, key=lambda band: band.lower)
    uppers = [*(band.lower for band in bands), 100.0][1:]
    rows = tuple(
        Row(
            (
                Cell(pole.name),
                *(
                    Cell(percent_text(float(projection.bands[pole.id][band.id][-1])))
                    for band in bands
                ),
            )
        )
        for pole in dossier.poles
        if pole.id in projection.bands
    )
    return Table(
        f"Probability of each band in month {int(projection.months[-1])}",
        (
            Column("Index", 1.2),
            *(
                Column(
                    f"{band.name}\n{plain_number(band.lower)}–{plain_number(upper)}",
                    1.2,
                    numeric=True,
                )
                for band, upper in zip(bands, uppers, strict=False)
            ),
        ),
        rows,
    )
