"""What a scenario decides otherwise than the base scenario, apart from the weights."""

from __future__ import annotations

from collections.abc import Sequence

from equipoise.briefing.document import Cell, Column, Row, Table
from equipoise.briefing.language.speech import Speech
from equipoise.dossier.dossier import Dossier
from equipoise.dossier.judgment import Judgment
from equipoise.dossier.scenarios import ElementDifference, ScenarioState, state_of

_KINDS = {"forcing": "change-driver", "override": "change-judgment", "goal": "change-goal"}


def changes_table(
    dossier: Dossier, scenario_id: str, changes: Sequence[ElementDifference], speech: Speech
) -> Table:
    """The drivers, judgments and goals in which the scenario differs from the base scenario.

    `dossier` is as in the scenario: without the goals that the scenario sets aside.
    """
    base_id = dossier.base_scenario_id()
    base = dossier.name_of("scenarios", base_id)
    states = state_of(dossier, base_id), state_of(dossier, scenario_id)
    return Table(
        speech.say("changes-table", base=speech.name(base)),
        (
            Column(speech.say("column-kind"), 0.6),
            Column(speech.say("changes-table.what"), 2),
            Column(base),
            Column(speech.say("changes-table.this")),
        ),
        tuple(
            Row(
                (
                    Cell(speech.say(_KINDS[change.kind])),
                    Cell(_label(dossier, change, speech)),
                    *(Cell(text) for text in _texts(dossier, change, states, speech)),
                )
            )
            for change in changes
            if change.kind in _KINDS
        ),
    )


def _label(dossier: Dossier, change: ElementDifference, speech: Speech) -> str:
    if change.kind == "goal":
        return change.label
    if dossier.find(change.table, change.row_id) is None:
        name = _remembered_name(dossier, change)
        return speech.say("change-deleted", name=speech.name(name))
    name = dossier.name_of(change.table, change.row_id)
    if change.kind != "override":
        return name
    field = speech.say(f"field-{_place(change)[2]}")
    return speech.say("change-field", name=speech.name(name), field=field)


def _remembered_name(dossier: Dossier, change: ElementDifference) -> str:
    """The name that a deleted row had, as the scenarios that speak of it remember it."""
    if change.kind == "forcing":
        names = [f.remembered for f in dossier.forcings if f.driver_id == change.row_id]
    else:
        names = [
            o.remembered
            for o in dossier.overrides
            if (o.table, o.row_id, o.field) == _place(change)
        ]
    return next(filter(None, names), change.row_id)


def _place(change: ElementDifference) -> tuple[str, str, str]:
    table, row_id, field = change.key.split("\x1f")
    return table, row_id, field


def _texts(
    dossier: Dossier,
    change: ElementDifference,
    states: tuple[ScenarioState, ScenarioState],
    speech: Speech,
) -> tuple[str, str]:
    """What the base scenario says, and what this one says."""
    if change.kind == "goal":
        here = dossier.find("goals", change.row_id) is not None
        texts = speech.say("set-aside"), speech.say("in-force")
        return texts if here else (texts[1], texts[0])
    if change.kind == "forcing":
        one, two = (_forcing(state.forcings.get(change.key), speech) for state in states)
    else:
        place = _place(change)
        one, two = (_judgment(state.overrides.get(place), speech) for state in states)
    return one, two


def _forcing(forcing: tuple[str, int] | None, speech: Speech) -> str:
    if forcing is None:
        return speech.say("as-judged")
    if forcing[0] == "happens":
        return speech.say("happens-in-month", month=str(forcing[1]))
    return speech.say("does-not-happen")


def _judgment(judgment: Judgment | None, speech: Speech) -> str:
    if judgment is None:
        return speech.say("as-judged")
    low, likely, high = (speech.number(v) for v in (judgment.low, judgment.likely, judgment.high))
    confidence = speech.percent(judgment.confidence)
    return speech.say("judgment-changed", low=low, likely=likely, high=high, confidence=confidence)
