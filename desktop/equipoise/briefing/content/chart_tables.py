"""The data tables of charts, for those who cannot see them or want to check them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from equipoise.briefing.codes import code_of, index_code
from equipoise.briefing.content.chart_data import chart_data, measure_of, printed_data
from equipoise.briefing.document import BarChart, Cell, Chart, Column, Row, Table
from equipoise.briefing.language.speech import Speech
from equipoise.dossier.dossier import Dossier


def chart_tables(dossier: Dossier, charts: Iterable[Chart], speech: Speech) -> tuple[Table, ...]:
    """A table for each chart: the figures at the months that its axis names, or of each bar."""
    codes = _codes(dossier, speech)
    return tuple(_chart_table(chart, codes, speech) for chart in charts)


def _chart_table(chart: Chart, codes: Mapping[str, str], speech: Speech) -> Table:
    data = chart_data(chart, speech)
    bars = isinstance(chart, BarChart)
    rows: list[Row] = []
    series = ""
    for name, *figures in printed_data(chart, speech):
        opens = bars or name != series
        series = name
        rows.append(
            Row(
                (Cell(name if opens else ""), *(Cell(text) for text in figures)),
                opens=opens,
                total=bars and len(rows) + 1 == len(data.rows),
                codes=(codes[name],) if opens and name in codes else (),
            )
        )
    numbered = [not isinstance(value, str) for value in data.rows[0]]
    return Table(
        speech.say("chart-table", chart=speech.name(chart.title)),
        tuple(
            Column(
                speech.say("chart-table.series") if place == 0 else heading,
                _width(place, data.named, numeric=numbered[place]),
                numeric=place >= data.named and numbered[place],
            )
            for place, heading in enumerate(data.headings)
        ),
        tuple(rows),
        measure_of(chart),
    )


def _width(place: int, named: int, *, numeric: bool) -> float:
    """The name has most room, the month and a text some."""
    return 2.8 if place == 0 else 1.7 if place < named or not numeric else 1.0


def _codes(dossier: Dossier, speech: Speech) -> dict[str, str]:
    """The code of each series by its name; none for a name that several have."""
    named: list[tuple[str, str]] = [
        (speech.say("index-of-pole", pole=speech.name(pole.name)), index_code(dossier, pole.id))
        for pole in dossier.poles
    ]
    named += [
        (
            speech.say(
                "cell-panel",
                aspect=speech.name(dossier.name_of("aspects", cell.aspect_id)),
                pole=speech.name(dossier.name_of("poles", cell.pole_id)),
            ),
            code_of(dossier, "cells", cell.id),
        )
        for cell in dossier.cells
    ]
    named += [
        (row.name, code_of(dossier, table, row.id))
        for table in ("recommendations", "drivers")
        for row in dossier.table(table)
    ]
    names = [name for name, _ in named]
    return {name: code for name, code in named if names.count(name) == 1}
