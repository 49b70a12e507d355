"""The charts of the briefing as numbers: axes, fans, bars, layers, and each in words."""

from __future__ import annotations

import math
from collections.abc import Mapping

from equipoise.briefing.document import (
    Axis,
    Bar,
    BarChart,
    BarPanel,
    FanChart,
    FanPanel,
    Layer,
    LayerChart,
    LayerPanel,
    Threshold,
    Tick,
)
from equipoise.briefing.language.speech import Speech
from equipoise.dossier.dossier import Dossier
from equipoise.dossier.rows import Aspect, Goal, Pole
from equipoise.projection.outcome import Fan, Floats, Projection

_MONTH_STEPS = (1, 2, 3, 6, 12, 24, 36, 48)
_LEAST_SPAN = 30
_MOST_BARS = 14
_MOST_CELLS = 54


def month_axis(dossier: Dossier, projection: Projection, most_ticks: int, speech: Speech) -> Axis:
    """Months from 0 to the last, with the calendar month below each tick."""
    last = int(projection.months[-1])
    step = next((s for s in _MONTH_STEPS if last / s <= most_ticks), _MONTH_STEPS[-1])
    as_of = dossier.settings.as_of
    ticks = tuple(
        Tick(month, str(month), speech.short_month(as_of, month))
        for month in range(0, last + 1, step)
    )
    return Axis(0, last, ticks, speech.say("axis-month"))


def _level_axis(fans: list[Fan], thresholds: list[float], speech: Speech) -> Axis:
    lowest = min([float(fan.p5.min()) for fan in fans] + thresholds, default=0.0)
    highest = max([float(fan.p95.max()) for fan in fans] + thresholds, default=100.0)
    low = max(0, math.floor((lowest - 1) / 10) * 10)
    high = min(100, math.ceil((highest + 1) / 10) * 10)
    while high - low < _LEAST_SPAN:
        low, high = max(0, low - 10), min(100, high + 10)
    step = 10 if high - low <= 60 else 20
    first = math.ceil(low / step) * step
    ticks = tuple(Tick(v, str(v)) for v in range(first, high + 1, step))
    return Axis(low, high, ticks, speech.say("axis-points"))


def _values(series: Floats) -> tuple[float, ...]:
    return tuple(round(float(value), 4) for value in series)


def _threshold(goal: Goal, last: int, speech: Speech) -> Threshold:
    relation = "≥" if goal.relation == "at_least" else "≤"
    bound = speech.formula(f"{relation} {speech.number(goal.threshold)}")
    label = speech.say(f"threshold-{goal.kind}", bound=bound)
    return Threshold(goal.kind, goal.threshold, min(goal.month, last), label, bound)


def _panel(
    dossier: Dossier,
    projection: Projection,
    fan: Fan,
    title: str,
    *,
    pole_id: str,
    aspect_id: str,
    speech: Speech,
) -> FanPanel:
    last = int(projection.months[-1])
    thresholds = tuple(
        dict.fromkeys(
            _threshold(goal, last, speech)
            for goal in dossier.goals
            if (goal.pole_id, goal.aspect_id) == (pole_id, aspect_id)
        )
    )
    low, middle, high = (float(series[-1]) for series in (fan.p5, fan.p50, fan.p95))
    spoken = speech.say(
        "spoken-fan",
        title=title,
        start=speech.level(float(fan.p50[0])),
        month=str(last),
        median=speech.level(middle),
        range=speech.level_range(low, high),
    )
    lines = [speech.say("spoken-threshold", threshold=t.label) for t in thresholds]
    return FanPanel(
        title,
        [pole.id for pole in dossier.poles].index(pole_id),
        _values(fan.p5),
        _values(fan.p25),
        _values(fan.p50),
        _values(fan.p75),
        _values(fan.p95),
        (
            speech.say("fan-high", level=speech.level(high)),
            speech.say("fan-median", level=speech.level(middle)),
            speech.say("fan-low", level=speech.level(low)),
        ),
        thresholds,
        " ".join([spoken, *lines]),
        speech.level(middle),
    )


def _key(panels: tuple[FanPanel, ...], speech: Speech) -> str:
    kinds = {threshold.kind for panel in panels for threshold in panel.thresholds}
    messages = ["key-fan"]
    if "goal" in kinds:
        messages.append("key-goal")
    if "red_line" in kinds:
        messages.append("key-red-line")
    return " ".join(speech.say(message) for message in messages)


def index_chart(dossier: Dossier, projection: Projection, speech: Speech) -> FanChart:
    """The fan of each index, with its goals and red lines."""
    poles = [pole for pole in dossier.poles if pole.id in projection.index]
    fans = [projection.index[pole.id] for pole in poles]
    drawn = {pole.id for pole in poles}
    thresholds = [g.threshold for g in dossier.goals if not g.aspect_id and g.pole_id in drawn]
    panels = tuple(
        _panel(
            dossier,
            projection,
            fan,
            speech.say("index-of-pole", pole=speech.name(pole.name)),
            pole_id=pole.id,
            aspect_id="",
            speech=speech,
        )
        for pole, fan in zip(poles, fans, strict=True)
    )
    return FanChart(
        speech.say("chart-indices"),
        speech.say("measure-points"),
        tuple(int(month) for month in projection.months),
        month_axis(dossier, projection, 4, speech),
        _level_axis(fans, thresholds, speech),
        panels,
        min(len(poles), 2) or 1,
        key=_key(panels, speech),
    )


def cells_chart(dossier: Dossier, projection: Projection, speech: Speech) -> FanChart:
    """Small multiples of the cells, aspect by aspect: of all, or of those that weigh most."""
    every = [
        (aspect, pole)
        for aspect in dossier.aspects
        for pole in dossier.poles
        if f"{aspect.id}/{pole.id}" in projection.cells
    ]
    cells = _weightiest(dossier, every)
    title = speech.say("chart-cells")
    if len(cells) < len(every):
        title = speech.say("chart-cells-most", shown=str(len(cells)), number=str(len(every)))
    fans = [projection.cells[f"{aspect.id}/{pole.id}"] for aspect, pole in cells]
    known = {f"{aspect.id}/{pole.id}" for aspect, pole in cells}
    thresholds = [g.threshold for g in dossier.goals if f"{g.aspect_id}/{g.pole_id}" in known]
    panels = tuple(
        _panel(
            dossier,
            projection,
            fan,
            speech.say("cell-panel", aspect=speech.name(aspect.name), pole=speech.name(pole.name)),
            pole_id=pole.id,
            aspect_id=aspect.id,
            speech=speech,
        )
        for (aspect, pole), fan in zip(cells, fans, strict=True)
    )
    return FanChart(
        title,
        speech.say("measure-points"),
        tuple(int(month) for month in projection.months),
        month_axis(dossier, projection, 3, speech),
        _level_axis(fans, thresholds, speech),
        panels,
        4 if len(dossier.poles) in (2, 4) else 3,
        small=True,
        key=_key(panels, speech),
    )


def _weightiest(dossier: Dossier, cells: list[tuple[Aspect, Pole]]) -> list[tuple[Aspect, Pole]]:
    """As many cells as can be looked at, in their order.

    Those that a goal is about come first, then those of the greatest importance.
    """
    if len(cells) <= _MOST_CELLS:
        return cells
    aims = {f"{goal.aspect_id}/{goal.pole_id}" for goal in dossier.goals if goal.aspect_id}

    def weight(place: int) -> tuple[bool, float, int]:
        aspect, pole = cells[place]
        cell = dossier.get("cells", f"{aspect.id}/{pole.id}")
        return cell.id not in aims, -cell.importance, place

    return [cells[place] for place in sorted(sorted(range(len(cells)), key=weight)[:_MOST_CELLS])]


def _gain_axis(values: list[float], label: str, speech: Speech) -> Axis:
    low, high = min([0.0, *values]), max([0.0, *values])
    span = max(high - low, 0.1)
    step = next(
        base * 10.0**power
        for power in range(-2, 4)
        for base in (1, 2, 5)
        if span / (base * 10.0**power) <= 5
    )
    first, final = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    final = max(final, first + 1)
    ticks = tuple(Tick(i * step, speech.signed(i * step)) for i in range(first, final + 1))
    return Axis(first * step, final * step, ticks, label)


def attribution_chart(
    dossier: Dossier,
    table: str,
    points: Mapping[str, Mapping[str, float]],
    *,
    month: int,
    title: str,
    total_name: str,
    speech: Speech,
) -> BarChart:
    """What each row of `table` brings to each pole by `month`, the largest first, with the sum.

    Beyond 14 rows the smallest are drawn together.
    """
    poles = [pole for pole in dossier.poles if pole.id in points]
    ids = [row.id for row in dossier.table(table)]
    size = {i: max((abs(points[p.id].get(i, 0.0)) for p in poles), default=0.0) for i in ids}
    ranked = sorted(ids, key=lambda i: -size[i])
    shown, rest = ranked[:_MOST_BARS], ranked[_MOST_BARS:]
    panels: list[BarPanel] = []

    def bar(name: str, value: float, *, total: bool = False) -> Bar:
        return Bar(name, round(value, 4), speech.gain(value), total)

    for pole in poles:
        shares = points[pole.id]
        bars = [bar(dossier.name_of(table, i), shares.get(i, 0.0)) for i in shown]
        if rest:
            name = speech.say("others", number=str(len(rest)), count=len(rest))
            bars.append(bar(name, sum(shares.get(i, 0.0) for i in rest)))
        bars.append(bar(total_name, sum(shares.values()), total=True))
        panels.append(
            BarPanel(
                speech.say("index-of-pole", pole=speech.name(pole.name)),
                dossier.poles.index(pole),
                tuple(bars),
                _spoken_bars(pole.name, bars, speech),
            )
        )
    values = [bar.value for panel in panels for bar in panel.bars]
    axis = _gain_axis(values, speech.say("measure-gain", month=str(month)), speech)
    return BarChart(title, axis, tuple(panels), speech.say("key-bars"))


def _spoken_bars(pole_name: str, bars: list[Bar], speech: Speech) -> str:
    said = [speech.say("spoken-bar", name=speech.name(b.name), gain=b.label) for b in bars]
    return speech.say("spoken-bars", pole=speech.name(pole_name), bars="; ".join(said))


def bands_chart(dossier: Dossier, projection: Projection, speech: Speech) -> LayerChart:
    """The probability of each band over time."""
    bands = sorted(dossier.bands, key=lambda band: band.lower)
    panels: list[LayerPanel] = []
    last = int(projection.months[-1])
    for position, pole in enumerate(dossier.poles):
        found = projection.bands.get(pole.id, {})
        layers = tuple(
            Layer(
                band.name,
                speech.say(
                    "band-share",
                    band=speech.name(band.name),
                    percent=speech.probability(float(found[band.id][-1])),
                ),
                place / max(1, len(bands) - 1),
                _values(found[band.id]),
            )
            for place, band in enumerate(bands)
            if band.id in found
        )
        if layers:
            spoken = speech.say(
                "spoken-bands",
                pole=speech.name(pole.name),
                month=str(last),
                bands="; ".join(layer.label for layer in layers),
            )
            title = speech.say("index-of-pole", pole=speech.name(pole.name))
            panels.append(LayerPanel(title, position, layers, spoken))
    percents = tuple(Tick(v / 100, speech.percent(v)) for v in (0, 25, 50, 75, 100))
    return LayerChart(
        speech.say("chart-bands"),
        speech.say("measure-probability"),
        tuple(int(month) for month in projection.months),
        month_axis(dossier, projection, 4, speech),
        Axis(0, 1, percents, speech.say("axis-probability")),
        tuple(panels),
        min(len(panels), 2) or 1,
        key=speech.say("key-bands"),
    )
