"""Comparisons and answers of the reverse search for readers outside the window, by names."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from typing import Any

from equipoise.dossier.dossier import Dossier
from equipoise.dossier.rows import Goal
from equipoise.dossier.scenarios import scenario_difference
from equipoise.dossier.yardsticks import YARDSTICKS, percent_text
from equipoise.insight.judgment_shifts import JudgmentShift
from equipoise.insight.reverse_search import Reach
from equipoise.projection.comparison import Comparison
from equipoise.projection.outcome import FAN_PERCENTILES, Fan
from equipoise.projection.report import as_json

_SHOWN = 10


def comparison_json(dossier: Dossier, comparison: Comparison) -> dict[str, Any]:
    """Several scenarios as JSON values; probabilities in 0…1, levels and differences in points.

    `differences` and `beats` hold each pair once, in the order asked for; `diff` leads from the
    first scenario to each of the others.
    """
    ids = list(comparison.projections)
    first = comparison.projections[ids[0]]
    scenarios: dict[str, Any] = {}
    for scenario_id, projection in comparison.projections.items():
        told = as_json(dossier, projection)
        kept = ("weights", "index", "goals", "red_lines")
        scenarios[_scenario(dossier, scenario_id)] = {
            **{key: told[key] for key in kept},
            "all_goals": projection.all_goals,
            "attribution": told["attribution"],
        }
    pairs = list(itertools.combinations(ids, 2))
    return {
        "dossier": dossier.settings.title,
        "seed": first.seed,
        "draws": first.draws,
        "months": first.months.tolist(),
        "scenarios": scenarios,
        "differences": {
            _pair(dossier, one, "−", other): {
                pole.name: _fan(comparison.difference(one, other, pole.id))
                for pole in dossier.poles
            }
            for one, other in pairs
        },
        "beats": {
            _pair(dossier, one, "over", other): {
                pole.name: [
                    comparison.beats(one, other, pole.id, int(month)) for month in first.months
                ]
                for pole in dossier.poles
            }
            for one, other in pairs
        },
        "diff": {
            _pair(dossier, ids[0], "→", other): [
                {"kind": d.kind, "label": d.label, "from": d.base, "to": d.other}
                for d in scenario_difference(dossier, ids[0], other)
            ]
            for other in ids[1:]
        },
    }


def _scenario(dossier: Dossier, scenario_id: str) -> str:
    return dossier.name_of("scenarios", scenario_id)


def _pair(dossier: Dossier, one: str, word: str, other: str) -> str:
    return f"{_scenario(dossier, one)} {word} {_scenario(dossier, other)}"


def _fan(fan: Fan) -> dict[str, list[float]]:
    found = {
        f"p{percent}": values.tolist()
        for percent, values in zip(FAN_PERCENTILES, fan.quantiles(), strict=True)
    }
    return {**found, "mean": fan.mean.tolist()}


def comparison_text(dossier: Dossier, comparison: Comparison) -> str:
    """Several scenarios in a few plain lines, computed from judgments and saying so."""
    ids = list(comparison.projections)
    first = comparison.projections[ids[0]]
    last = int(first.months[-1])
    lines = [f"{dossier.settings.title}: scenarios compared, computed from judgments, month {last}"]
    for scenario_id, projection in comparison.projections.items():
        medians = ", ".join(
            f"{pole.name} {projection.index[pole.id].p50[-1]:.1f}" for pole in dossier.poles
        )
        chance = projection.all_goals
        goals = "" if chance is None else f"; all goals hold: {_words(dossier, chance)}"
        lines.append(f"  {_scenario(dossier, scenario_id)}: median index {medians}{goals}")
    for one, other in itertools.combinations(ids, 2):
        for pole in dossier.poles:
            fan = comparison.difference(one, other, pole.id)
            beats = comparison.beats(one, other, pole.id, last)
            lines.append(
                f"  {_pair(dossier, one, '−', other)}, {pole.name}: median {fan.p50[-1]:+.1f}, "
                f"90 % of futures between {fan.p5[-1]:+.1f} and {fan.p95[-1]:+.1f}; "
                f"higher in {percent_text(beats)} of them"
            )
    lines.append(f"  {first.draws} draws, seed {first.seed}, the same for every scenario")
    return "\n".join(lines)


def _words(dossier: Dossier, probability: float) -> str:
    word = YARDSTICKS[dossier.settings.yardstick].word(probability)
    return f"{word} ({percent_text(probability)})"


def reach_json(
    dossier: Dossier,
    scenario_id: str,
    goal: Goal,
    *,
    wanted: float,
    answer: Reach,
    shifts: Sequence[JudgmentShift] | None,
) -> dict[str, Any]:
    """An answer of the reverse search as JSON values; probabilities in 0…1, weights in percent.

    `judgments` is null where they were not asked for.
    """
    return {
        "dossier": dossier.settings.title,
        "goal": goal.name,
        "probability": wanted,
        "scenario": _scenario(dossier, scenario_id),
        "found": answer.found,
        "reached": answer.probability,
        "change": answer.change,
        "weights": _by_name(dossier, answer.weights),
        "from": _by_name(dossier, dossier.weights_of(scenario_id)),
        "judgments": None
        if shifts is None
        else [
            {
                "row": dossier.name_of(shift.table, shift.row_id),
                "field": shift.label.rpartition(", ")[2],
                "unit": shift.unit,
                "likely": shift.likely,
                "needed": shift.needed,
                "probability": shift.probability,
            }
            for shift in shifts
        ],
    }


def _by_name(dossier: Dossier, weights: Mapping[str, float]) -> dict[str, float]:
    return {r.name: weights[r.id] for r in dossier.recommendations}


def reach_text(
    dossier: Dossier,
    scenario_id: str,
    goal: Goal,
    *,
    wanted: float,
    answer: Reach,
    shifts: Sequence[JudgmentShift] | None,
) -> str:
    """An answer of the reverse search in a few plain lines."""
    success = "holds" if goal.kind == "goal" else "does not break"
    asked = f"“{goal.name}” {success} with at least {wanted * 100:g} %"
    reached = f"{answer.probability * 100:.1f} %"
    if not answer.found:
        opening = f"No allocation of the effort does it; the closest reaches {reached}:"
    elif answer.change:
        opening = f"The smallest change moves {answer.change:g} points of effort ({reached}):"
    else:
        opening = f"Nothing has to change ({reached})."
    scenario = _scenario(dossier, scenario_id)
    lines = [
        f"{dossier.settings.title}, scenario “{scenario}”, computed from judgments",
        f"  Wanted: {asked}.",
        f"  {opening}",
    ]
    start = dossier.weights_of(scenario_id)
    lines += [
        f"    {r.name}: {start[r.id]:g} % → {answer.weights[r.id]:g} %"
        for r in dossier.recommendations
        if answer.weights[r.id] != start[r.id]
    ]
    if shifts:
        lines.append("  With the weights as they are, one of these judgments alone would do:")
        lines += [f"    {s.label}: {s.likely:g} → {s.needed:g} {s.unit}" for s in shifts[:_SHOWN]]
        if len(shifts) > _SHOWN:
            lines.append(f"    and {len(shifts) - _SHOWN} more (--json lists all)")
    elif shifts is not None and not (answer.found and not answer.change):
        lines.append("  No single judgment would do it with the weights as they are.")
    return "\n".join(lines)
