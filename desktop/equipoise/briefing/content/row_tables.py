"""Tables of the technical annex: rows that bear on the results and stand in no other briefing."""

from __future__ import annotations

from collections.abc import Iterable

from equipoise.briefing.codes import code_of
from equipoise.briefing.document import Cell, Column, Row, Table
from equipoise.briefing.language.speech import Speech
from equipoise.briefing.material import Material
from equipoise.dossier.dossier import Dossier
from equipoise.dossier.rows import Override, Scenario


def terms_table(dossier: Dossier, speech: Speech) -> Table:
    """The posture terms: the level and the drift that each stands for."""
    say = speech.say
    return Table(
        say("terms-table"),
        (
            Column(say("terms-table.term"), 1.2),
            Column(say("aspects-table.level"), 1.6),
            Column(say("cells-table.drift"), 1.6),
            Column(say("settings-table.meaning"), 3),
        ),
        tuple(
            Row(
                (
                    Cell(term.name),
                    Cell(speech.judgment(term.level)),
                    Cell(speech.judgment(term.drift)),
                    Cell(term.description or "–"),
                )
            )
            for term in dossier.terms
        ),
        say("how-judgments-read"),
    )


def bands_of_table(dossier: Dossier, speech: Speech) -> Table:
    """The bands with the points from which each holds."""
    say = speech.say
    return Table(
        say("band-bounds-table"),
        (
            Column(say("band-bounds-table.band"), 2),
            Column(say("band-bounds-table.lower"), 1, numeric=True),
        ),
        tuple(
            Row((Cell(band.name), Cell(speech.number(band.lower))))
            for band in sorted(dossier.bands, key=lambda band: band.lower)
        ),
        narrow=True,
    )


def linkages_table(dossier: Dossier, speech: Speech) -> Table:
    """Which recommendations exclude or require each other, and from which weight on."""
    say = speech.say

    def name(row_id: str) -> str:
        return dossier.name_of("recommendations", row_id)

    return Table(
        say("linkages-table"),
        (
            Column(say("column-recommendation"), 2),
            Column(say("linkages-table.kind"), 0.9),
            Column(say("linkages-table.other"), 2),
            Column(say("linkages-table.least"), 0.9, numeric=True),
            Column(say("column-why"), 2.6),
        ),
        tuple(
            Row(
                (
                    Cell(name(linkage.recommendation_id)),
                    Cell(
                        say(
                            "linkage-excludes" if linkage.kind == "excludes" else "linkage-requires"
                        )
                    ),
                    Cell(name(linkage.other_id)),
                    Cell(speech.percent(linkage.least)),
                    Cell(linkage.note or "–"),
                ),
                codes=(code_of(dossier, "recommendations", linkage.recommendation_id),),
            )
            for linkage in dossier.linkages
        ),
        say("linkages-table.note"),
    )


def step_order_table(dossier: Dossier, speech: Speech) -> Table:
    """What part of its recommendation each step brings, and what it waits for."""
    say = speech.say
    return Table(
        say("step-order-table"),
        (
            Column(say("steps-table.step"), 3),
            Column(say("step-order-table.share"), 0.8, numeric=True),
            Column(say("step-order-table.after"), 3),
            Column(say("step-order-table.reversible"), 1.2),
        ),
        tuple(
            Row(
                (
                    Cell(step.name, dossier.name_of("recommendations", step.recommendation_id)),
                    Cell(speech.number(step.share)),
                    Cell(
                        dossier.name_of("steps", step.after_step_id) if step.after_step_id else "–"
                    ),
                    Cell(say("yes" if step.reversible else "no")),
                ),
                codes=(code_of(dossier, "steps", step.id),),
            )
            for step in dossier.steps
        ),
        say("step-order-table.note"),
    )


def reviews_table(dossier: Dossier, speech: Speech) -> Table:
    """The rows whose judgments are to be reviewed by a day, and whether it has passed."""
    say = speech.say
    rows = []
    for table in ("cells", "drivers", "recommendations"):
        for row in dossier.table(table):
            if row.review_by is None:
                continue
            passed = dossier.settings.as_of > row.review_by
            rows.append(
                Row(
                    (
                        Cell(dossier.name_of_row(table, row)),
                        Cell(
                            speech.day(row.review_by), say("reviews-table.passed") if passed else ""
                        ),
                    ),
                    codes=(code_of(dossier, table, row.id),),
                )
            )
    return Table(
        say("reviews-table"),
        (Column(say("reviews-table.row"), 3), Column(say("reviews-table.by"), 1.4)),
        tuple(rows),
    )


def scenarios_table(material: Material, speech: Speech) -> Table:
    """Every scenario with all that it decides: weights, drivers, judgments, goals set aside."""
    say = speech.say
    return Table(
        say("scenarios-table"),
        (
            Column(say("options-table.scenario"), 1.6),
            Column(say("scenarios-table.weights"), 2.3),
            Column(say("scenarios-table.forcings"), 1.6),
            Column(say("scenarios-table.overrides"), 1.8),
            Column(say("scenarios-table.aside"), 1.2),
        ),
        tuple(
            Row(
                (
                    Cell(scenario.name, scenario.note),
                    _lines(_weights(material.dossier, scenario, speech)),
                    _lines(_forcings(material.dossier, scenario, speech)),
                    _lines(
                        _override(material.dossier, override, speech)
                        for override in material.dossier.overrides_of(scenario.id)
                    ),
                    _lines(_set_aside(material, scenario)),
                ),
                codes=(code_of(material.dossier, "scenarios", scenario.id),),
            )
            for scenario in material.dossier.scenarios
        ),
    )


def _lines(texts: Iterable[str]) -> Cell:
    return Cell("\n".join(texts) or "–")


def _weights(dossier: Dossier, scenario: Scenario, speech: Speech) -> list[str]:
    return [
        _of(dossier.name_of_part("weights", weight), speech.rounded_percent(weight.percent), speech)
        for weight in dossier.weights
        if weight.scenario_id == scenario.id and weight.percent
    ]


def _forcings(dossier: Dossier, scenario: Scenario, speech: Speech) -> list[str]:
    return [
        _of(
            dossier.name_of_part("forcings", forcing),
            speech.say("happens-in-month", month=str(forcing.month))
            if forcing.state == "happens"
            else speech.say("does-not-happen"),
            speech,
        )
        for forcing in dossier.forcings_of(scenario.id)
    ]


def _override(dossier: Dossier, override: Override, speech: Speech) -> str:
    row = dossier.find(override.table, override.row_id)
    name = override.remembered or override.row_id
    if row is not None:
        name = dossier.name_of_row(override.table, row)
    field = speech.say(f"field-{override.field}")
    what = speech.say("change-field", name=speech.name(name), field=field)
    return speech.say("of-pole", pole=what, value=speech.judgment(override.judgment))


def _set_aside(material: Material, scenario: Scenario) -> list[str]:
    """Their names; those that this scenario sets aside are no longer in the material's dossier."""
    gone = {change.row_id: change.label for change in material.changes if change.kind == "goal"}
    return [
        gone.get(goal_id, material.dossier.name_of("goals", goal_id))
        for goal_id in sorted(material.dossier.set_aside_in(scenario.id))
    ]


def _of(name: str, value: str, speech: Speech) -> str:
    return speech.say("of-pole", pole=speech.name(name), value=value)
