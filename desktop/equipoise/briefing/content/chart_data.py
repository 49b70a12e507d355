"""The numbers behind a chart, as a table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from equipoise.briefing.document import BarChart, Chart, Document, FanChart, LayerChart
from equipoise.briefing.language.speech import Speech

Value: TypeAlias = str | float


@dataclass(frozen=True, slots=True)
class ChartData:
    """Headings and rows: text and whole months first, then the chart's own figures.

    The first `named` columns say what a row is about; a column after them holds figures (points,
    probabilities from 0 to 1) or, last in a fan with thresholds, text.
    """

    headings: tuple[str, ...]
    named: int
    rows: tuple[tuple[Value, ...], ...]


def charts_of(document: Document) -> tuple[Chart, ...]:
    """The charts of a briefing in the order of print."""
    blocks = [*document.opening, *(b for section in document.sections for b in section.blocks)]
    return tuple(block for block in blocks if isinstance(block, FanChart | BarChart | LayerChart))


def chart_data(chart: Chart, speech: Speech) -> ChartData:
    """Every figure drawn: a row for each panel and month, or for each bar."""
    if isinstance(chart, FanChart):
        return _fan_data(chart, speech)
    if isinstance(chart, LayerChart):
        return _layer_data(chart)
    return _bar_data(chart)


def printed_data(chart: Chart, speech: Speech) -> tuple[tuple[str, ...], ...]:
    """The same rows as they are printed: at the months that the axis names, figures in words."""
    data = chart_data(chart, speech)
    ticks = (
        {}
        if isinstance(chart, BarChart)
        else {tick.value: f"{tick.label} ({tick.detail})" for tick in chart.month_axis.ticks}
    )
    return tuple(
        tuple(
            _printed(chart, value, ticks, speech, named=place < data.named)
            for place, value in enumerate(row)
        )
        for row in data.rows
        if not ticks or row[1] in ticks
    )


def measure_of(chart: Chart) -> str:
    """What a chart shows, with its unit."""
    return chart.value_axis.label if isinstance(chart, BarChart) else chart.measure


def _printed(
    chart: Chart, value: Value, ticks: dict[float, str], speech: Speech, *, named: bool
) -> str:
    if isinstance(value, str):
        return value
    if named:
        return ticks[value]
    if isinstance(chart, FanChart):
        return speech.level(value)
    return speech.probability(value) if isinstance(chart, LayerChart) else speech.gain(value)


def _fan_data(chart: FanChart, speech: Speech) -> ChartData:
    aimed = any(panel.thresholds for panel in chart.panels)
    quantiles = tuple(speech.percent(share) for share in (5, 25, 50, 75, 95))
    rows: list[tuple[Value, ...]] = []
    for panel in chart.panels:
        series = (panel.p5, panel.p25, panel.p50, panel.p75, panel.p95)
        for place, month in enumerate(chart.months):
            due = "; ".join(t.label for t in panel.thresholds if t.month == month)
            figures = tuple(values[place] for values in series)
            rows.append((panel.title, month, *figures, *((due,) if aimed else ())))
    last = (speech.say("goals-table"),) if aimed else ()
    return ChartData((chart.title, chart.month_axis.label, *quantiles, *last), 2, tuple(rows))


def _layer_data(chart: LayerChart) -> ChartData:
    names = tuple(dict.fromkeys(layer.name for panel in chart.panels for layer in panel.layers))
    rows: list[tuple[Value, ...]] = []
    for panel in chart.panels:
        series = {layer.name: layer.values for layer in panel.layers}
        for place, month in enumerate(chart.months):
            shares = (series[name][place] if name in series else "" for name in names)
            rows.append((panel.title, month, *shares))
    return ChartData((chart.title, chart.month_axis.label, *names), 2, tuple(rows))


def _bar_data(chart: BarChart) -> ChartData:
    titles = tuple(panel.title for panel in chart.panels)
    bars = zip(*(panel.bars for panel in chart.panels), strict=True)
    rows = tuple((group[0].name, *(bar.value for bar in group)) for group in bars)
    return ChartData((chart.title, *titles), 1, rows)
