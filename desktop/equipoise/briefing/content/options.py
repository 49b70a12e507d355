"""The options compared: scenarios side by side, on the same draws."""

from __future__ import annotations

from equipoise.briefing.codes import code_of
from equipoise.briefing.content.fragility import option_sentences
from equipoise.briefing.content.goals import probability_of, yardstick_of
from equipoise.briefing.document import Cell, Column, Row, Table
from equipoise.briefing.language.speech import Speech
from equipoise.briefing.material import Material
from equipoise.projection.outcome import Projection


def ranked(material: Material) -> list[str]:
    """The scenarios compared, the likeliest to reach all goals first, ties in their own order."""

    def chance(scenario_id: str) -> float:
        found = material.compared[scenario_id].all_goals
        return -1.0 if found is None else found

    return sorted(material.compared, key=chance, reverse=True)


def options_table(material: Material, speech: Speech) -> Table:
    """Each scenario compared: how likely all goals hold, red lines, where the indices end."""
    say = speech.say
    dossier = material.dossier
    rows = []
    for scenario_id in ranked(material):
        projection = material.compared[scenario_id]
        here = scenario_id == material.scenario_id
        rows.append(
            Row(
                (
                    Cell(
                        dossier.name_of("scenarios", scenario_id),
                        say("options-table.here") if here else "",
                    ),
                    _success(material, projection, speech),
                    Cell("\n".join(_risks(material, projection, speech)) or "–"),
                    *(
                        Cell(
                            say(
                                "median-and-range",
                                median=speech.level(float(fan.p50[-1])),
                                range=speech.level_range(float(fan.p5[-1]), float(fan.p95[-1])),
                            )
                        )
                        for pole in dossier.poles
                        if (fan := projection.index.get(pole.id)) is not None
                    ),
                ),
                codes=(code_of(dossier, "scenarios", scenario_id),),
            )
        )
    return Table(
        say("options-table"),
        (
            Column(say("options-table.scenario"), 2),
            Column(say("options-table.success"), 1.6),
            Column(say("options-table.risks"), 2.2),
            *(
                Column(say("index-of-pole", pole=speech.name(pole.name)), 1.2)
                for pole in dossier.poles
                if pole.id in material.projection.index
            ),
        ),
        tuple(rows),
        say("options-table.note", month=str(int(material.projection.months[-1]))),
        after=option_sentences(dossier, material.fragility, speech),
    )


def _success(material: Material, projection: Projection, speech: Speech) -> Cell:
    chance = projection.all_goals
    if chance is None:
        return Cell("–")
    return Cell(
        speech.likelihood(yardstick_of(material.dossier), chance), speech.probability(chance)
    )


def _risks(material: Material, projection: Projection, speech: Speech) -> list[str]:
    """The risk of each red line in force here, a line each."""
    return [
        speech.say(
            "of-pole",
            pole=speech.name(goal.name),
            value=speech.probability(risk),
        )
        for goal in material.dossier.goals
        if goal.kind == "red_line" and (risk := probability_of(goal, projection)) is not None
    ]
