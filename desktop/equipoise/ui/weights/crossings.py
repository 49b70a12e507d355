"""What the weights shown cross: linkages, preconditions, and red lines beyond the accepted risk."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from equipoise.dossier.dossier import Dossier
from equipoise.dossier.linkages import breaches
from equipoise.dossier.rows import Goal
from equipoise.dossier.scenarios import in_scenario
from equipoise.dossier.yardsticks import YARDSTICKS, percent_text
from equipoise.ui.plain import one_line


@dataclass(frozen=True, slots=True)
class Crossing:
    """One thing crossed: the row that says so, the recommendations concerned, plain words."""

    table: str
    row_id: str
    recommendation_ids: tuple[str, ...]
    text: str


def rule_crossings(dossier: Dossier, scenario_id: str) -> tuple[Crossing, ...]:
    """Linkages and preconditions that the weights of a scenario break."""
    if not scenario_id:
        return ()
    weights = dossier.weights_of(scenario_id)
    return tuple(
        Crossing(b.table, b.row_id, b.recommendation_ids, one_line(b.text))
        for b in breaches(in_scenario(dossier, scenario_id), weights)
    )


def red_line_crossings(
    dossier: Dossier, scenario_id: str, risks: Mapping[str, float | None]
) -> tuple[Crossing, ...]:
    """Red lines in force whose risk, a probability from a projection, exceeds the accepted one.

    Each names the recommendations with weight whose judged effect pulls against the line.
    """
    yardstick = YARDSTICKS[dossier.settings.yardstick]
    aside = dossier.set_aside_in(scenario_id)
    found: list[Crossing] = []
    for line in dossier.goals:
        risk = risks.get(line.id)
        if line.kind != "red_line" or line.id in aside or risk is None:
            continue
        if risk * 100 > line.accepted_risk:
            accepted = f"{line.accepted_risk:g} %"
            shown = percent_text(risk)
            shown = f"just over {accepted}" if shown == accepted else shown
            text = (
                f"Red line “{one_line(line.name)}”: risk {shown} – "
                f"{yardstick.word(risk)}; accepted {accepted}."
            )
            against = _pulling_against(dossier, scenario_id, line)
            found.append(Crossing("goals", line.id, against, text))
    return tuple(found)


def _pulling_against(dossier: Dossier, scenario_id: str, line: Goal) -> tuple[str, ...]:
    weights = dossier.weights_of(scenario_id)
    share = {
        cell.id: cell.importance
        for cell in dossier.cells
        if cell.pole_id == line.pole_id and line.aspect_id in ("", cell.aspect_id)
    }
    sign = 1 if line.relation == "at_least" else -1
    pull = dict.fromkeys(weights, 0.0)
    for effect in in_scenario(dossier, scenario_id).recommendation_effects:
        pull[effect.recommendation_id] += (
            sign * share.get(effect.cell_id, 0.0) * effect.effect.likely
        )
    return tuple(key for key, percent in weights.items() if percent > 0 and pull[key] < 0)
