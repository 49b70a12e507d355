"""A projection for readers outside the window: by the names of the dossier's rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from equipoise.dossier.dossier import Dossier
from equipoise.dossier.yardsticks import YARDSTICKS, percent_text
from equipoise.projection.outcome import FAN_PERCENTILES, Fan, Projection


def as_json(dossier: Dossier, projection: Projection) -> dict[str, Any]:
    """The projection as JSON values; probabilities in 0…1, levels and attribution in points.

    `sampling_error` is in points and percentage points. `goals` are probabilities of holding,
    `red_lines` of breaking; null beyond the months projected.
    """

    def named(table: str, values: Mapping[str, Any]) -> dict[str, Any]:
        return {row.name: values[row.id] for row in dossier.table(table) if row.id in values}

    return {
        "dossier": dossier.settings.title,
        "seed": projection.seed,
        "draws": projection.draws,
        "sampling_error": asdict(projection.sampling_error),
        "months": projection.months.tolist(),
        "weights": named("recommendations", projection.weights),
        "index": named("poles", {k: _fan(fan) for k, fan in projection.index.items()}),
        "cells": {
            dossier.name_of_row("cells", cell): _fan(projection.cells[cell.id])
            for cell in dossier.cells
        },
        "bands": named(
            "poles",
            {
                pole_id: named("bands", {k: p.tolist() for k, p in bands.items()})
                for pole_id, bands in projection.bands.items()
            },
        ),
        "goals": named("goals", projection.goals),
        "red_lines": named("goals", projection.red_lines),
        "attribution": named(
            "poles",
            {k: named("recommendations", shares) for k, shares in projection.attribution.items()},
        ),
    }


def _fan(fan: Fan) -> dict[str, list[float]]:
    found = {
        f"p{percent}": values.tolist()
        for percent, values in zip(FAN_PERCENTILES, fan.quantiles(), strict=True)
    }
    return {**found, "mean": fan.mean.tolist()}


def as_text(dossier: Dossier, projection: Projection) -> str:
    """The projection in a few plain lines, computed from judgments and saying so."""
    yardstick = YARDSTICKS[dossier.settings.yardstick]
    last = int(projection.months[-1])
    lines = [f"{dossier.settings.title}: computed from judgments, month {last}"]
    for pole in dossier.poles:
        fan = projection.index[pole.id]
        lines.append(
            f"  Index {pole.name}: median {fan.p50[-1]:.1f}, "
            f"90 % of futures between {fan.p5[-1]:.1f} and {fan.p95[-1]:.1f}"
        )
    for goal in dossier.goals:
        chances = projection.goals if goal.kind == "goal" else projection.red_lines
        chance = chances[goal.id]
        verb = "holds" if goal.kind == "goal" else "breaks"
        word = "beyond the months projected"
        if chance is not None:
            word = f"{yardstick.word(chance)} ({percent_text(chance)})"
        lines.append(f"  {goal.name} {verb}: {word}")
    error = projection.sampling_error
    lines.append(
        f"  {projection.draws} draws, seed {projection.seed}; sampling error: indices "
        f"± {error.index:.1f} points, probabilities ± {error.share:.1f} percentage points"
    )
    return "\n".join(lines)
