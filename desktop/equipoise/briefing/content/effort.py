"""What the effort buys: sentences, and the tables of recommendations, weights and steps."""

from __future__ import annotations

import math
from collections.abc import Mapping

from equipoise.briefing.codes import ALL_EFFORT, code_of
from equipoise.briefing.content.basis import basis_cell
from equipoise.briefing.content.goals import index_name
from equipoise.briefing.document import Cell, Column, Row, Sentence, Table
from equipoise.briefing.findings import Swings
from equipoise.briefing.language.speech import Speech
from equipoise.dossier.dossier import Dossier
from equipoise.dossier.rows import Recommendation, Step
from equipoise.projection.outcome import Projection, Swing

_LISTED_FIRST = 8
_NOTICEABLE = 0.05


def totals(projection: Projection) -> Mapping[str, float]:
    """Points of the mean index in the last month that all effort together brings, by pole."""
    return {pole: sum(shares.values()) for pole, shares in projection.attribution.items()}


def trade_sentence(dossier: Dossier, projection: Projection, speech: Speech) -> str:
    """What the weights buy and what they cost, by pole, in one plain sentence."""
    if sum(projection.weights.values()) == 0:
        return speech.say("effort-none")
    gains, costs = gains_and_costs(dossier, totals(projection), speech)
    last = int(projection.months[-1])
    facts = {"month": speech.month(dossier.settings.as_of, last), "number": str(last)}
    if gains and costs:
        return speech.say("effort-gains-and-costs", gains=gains, costs=costs, **facts)
    if gains:
        return speech.say("effort-gains", gains=gains, **facts)
    if costs:
        return speech.say("effort-costs", costs=costs, **facts)
    return speech.say("effort-nothing", **facts)


def gains_and_costs(
    dossier: Dossier, change: Mapping[str, float], speech: Speech
) -> tuple[str, str]:
    """What indices gain and what they lose by a change in points by pole; empty for nothing."""

    def amounts(sign: int) -> str:
        return speech.listing(
            [
                speech.say(
                    "amount-of-index",
                    amount=speech.points(change[pole.id]),
                    pole=index_name(dossier, pole.id, speech),
                )
                for pole in dossier.poles
                if sign * change.get(pole.id, 0.0) >= _NOTICEABLE
            ]
        )

    return amounts(1), amounts(-1)


def contribution_sentences(dossier: Dossier, projection: Projection, speech: Speech) -> str:
    """Which recommendations bring most, and which give to one pole and take from another."""
    sentences: list[str] = []
    for pole in dossier.poles:
        shares = projection.attribution.get(pole.id, {})
        ranked = sorted(shares.items(), key=lambda item: -item[1])
        best = [item for item in ranked if item[1] >= _NOTICEABLE][:2]
        worst = [item for item in reversed(ranked) if item[1] <= -_NOTICEABLE][:2]
        name = index_name(dossier, pole.id, speech)
        gains, costs = _named(dossier, best, speech), _named(dossier, worst, speech)
        if gains and costs:
            sentences.append(
                speech.say("index-gains-and-pays", pole=name, gains=gains, costs=costs)
            )
        elif gains:
            sentences.append(speech.say("index-gains", pole=name, gains=gains))
        elif costs:
            sentences.append(speech.say("index-pays", pole=name, costs=costs))
    unspent = 100 - sum(projection.weights.values())
    if unspent >= _NOTICEABLE:
        sentences.append(speech.say("unspent-share", percent=speech.rounded_percent(unspent)))
    return " ".join(sentences)


def _named(dossier: Dossier, items: list[tuple[str, float]], speech: Speech) -> str:
    return speech.listing(
        [
            speech.say(
                "contribution",
                recommendation=speech.name(dossier.name_of("recommendations", key)),
                gain=speech.gain(value),
            )
            for key, value in items
        ]
    )


def swing_text(dossier: Dossier, swings: Mapping[str, Swing], speech: Speech) -> str:
    """What all the effort on one recommendation would bring, a line a pole."""
    return "\n".join(
        speech.say(
            "swing-of-pole",
            pole=speech.name(pole.name),
            low=speech.gain(swing.p5),
            high=speech.gain(swing.p95),
        )
        for pole in dossier.poles
        if (swing := swings.get(pole.id)) is not None
    )


def by_weight(dossier: Dossier, projection: Projection) -> list[Recommendation]:
    """The recommendations that get effort, the largest share first, ties in their own order."""
    return sorted(
        (r for r in dossier.recommendations if projection.weights.get(r.id, 0.0) > 0),
        key=lambda r: -projection.weights[r.id],
    )


def weights_table(
    dossier: Dossier,
    projection: Projection,
    speech: Speech,
    *,
    listed: int = _LISTED_FIRST,
    after: tuple[Sentence, ...] = (),
) -> Table:
    """The weights, largest first, with what each buys; beyond those `listed`, in one sum.

    `after` are sentences that stand below it.
    """
    say = speech.say
    given = by_weight(dossier, projection)
    shown, further = given[:listed], given[listed:]

    def row(name: str, ids: list[str], percent: float, *, total: bool = False) -> Row:
        shares = [
            Cell(
                speech.gain(sum(projection.attribution.get(pole.id, {}).get(i, 0.0) for i in ids))
                if ids
                else "–"
            )
            for pole in dossier.poles
        ]
        code = ALL_EFFORT if total else ""
        if len(ids) == 1 and not total:
            code = code_of(dossier, "recommendations", ids[0])
        return Row(
            (Cell(name), Cell(speech.rounded_percent(percent)), *shares),
            total=total,
            codes=(code,) if code else (),
        )

    rows = [row(r.name, [r.id], projection.weights[r.id]) for r in shown]
    if further:
        others = [r.id for r in further]
        name = say("others", number=str(len(others)), count=len(others))
        rows.append(row(name, others, sum(projection.weights[i] for i in others)))
    spent = sum(projection.weights.values())
    if spent < 100 - _NOTICEABLE:
        rows.append(row(say("unspent"), [], 100 - spent))
    everything = [r.id for r in dossier.recommendations]
    rows.append(row(say("all-effort"), everything, spent, total=True))
    return Table(
        say("weights-table"),
        (
            Column(say("column-recommendation"), 3),
            Column(say("column-weight"), 0.8, numeric=True),
            *(
                Column(say("weights-table.points", pole=speech.name(pole.name)), 1.1, numeric=True)
                for pole in dossier.poles
            ),
        ),
        tuple(rows),
        say("weights-table.note", month=str(int(projection.months[-1]))),
        after=after,
    )


def recommendations_table(
    dossier: Dossier, projection: Projection, swings: Swings | None, speech: Speech
) -> Table:
    """Every recommendation with its reason, weight, swing if known, contribution and basis."""
    say = speech.say
    rows: list[Row] = []
    for r in dossier.recommendations:
        shares = "\n".join(
            say(
                "of-pole",
                pole=speech.name(pole.name),
                value=speech.gain(projection.attribution.get(pole.id, {}).get(r.id, 0.0)),
            )
            for pole in dossier.poles
        )
        weight = Cell(speech.rounded_percent(projection.weights.get(r.id, 0.0)))
        swing = () if swings is None else (Cell(swing_text(dossier, swings.get(r.id, {}), speech)),)
        basis = basis_cell(dossier, r, speech)
        rows.append(
            Row(
                (Cell(r.name, r.rationale), weight, *swing, Cell(shares), basis),
                codes=(code_of(dossier, "recommendations", r.id),),
            )
        )
    last = int(projection.months[-1])
    notes = [say("recommendations-table.note", month=str(last))]
    columns = [
        Column(say("column-recommendation"), 3.7),
        Column(say("column-weight"), 0.8, numeric=True),
    ]
    if swings is not None:
        by = min((s.month for poles in swings.values() for s in poles.values()), default=last)
        columns.append(Column(say("recommendations-table.all-effort"), 1.9))
        notes.append(say("recommendations-table.note-of-swings", month=str(by)))
    columns += [
        Column(say("recommendations-table.contribution"), 1.5),
        Column(say("column-rests-on"), 1.7),
    ]
    return Table(say("recommendations-table"), tuple(columns), tuple(rows), " ".join(notes))


def around(dossier: Dossier, month: float, speech: Speech) -> str:
    """A likely month with its calendar date: "month 3, around April 2025"."""
    return speech.say(
        "around-month", number=speech.number(month), month=calendar_month(dossier, month, speech)
    )


def calendar_month(dossier: Dossier, month: float, speech: Speech) -> str:
    """The calendar month nearest to a number of months after the as-of date, halves upwards."""
    return speech.month(dossier.settings.as_of, math.floor(month + 0.5))


def steps_table(dossier: Dossier, speech: Speech) -> Table:
    """The steps of each recommendation with their time, owner and status."""
    say = speech.say
    rows: list[Row] = []
    for recommendation in dossier.recommendations:
        steps = dossier.steps_of(recommendation.id)
        for position, step in enumerate(steps):
            rows.append(_step_row(dossier, recommendation, step, speech, opens=position == 0))
        if not steps:
            rows.append(
                Row(
                    (
                        Cell(recommendation.name),
                        Cell(say("no-steps")),
                        Cell(
                            speech.judgment(recommendation.lead_time),
                            around(dossier, recommendation.lead_time.likely, speech),
                        ),
                        Cell(speech.judgment(recommendation.phase_in)),
                        Cell("–"),
                        basis_cell(dossier, recommendation, speech),
                    ),
                    codes=(code_of(dossier, "recommendations", recommendation.id),),
                )
            )
    return Table(
        say("steps-table"),
        (
            Column(say("column-recommendation"), 2.1),
            Column(say("steps-table.step"), 2.5),
            Column(say("steps-table.start"), 1.6),
            Column(say("steps-table.duration"), 1.7),
            Column(say("steps-table.status"), 1.2),
            Column(say("column-rests-on"), 1.9),
        ),
        tuple(rows),
        say("steps-table.note"),
    )


def _step_row(
    dossier: Dossier, recommendation: Recommendation, step: Step, speech: Speech, *, opens: bool
) -> Row:
    say = speech.say
    owner = say("step-owner-unnamed")
    if step.owner:
        owner = say("step-owner", owner=speech.name(step.owner))
    return Row(
        (
            Cell(recommendation.name if opens else ""),
            Cell(step.name, owner),
            Cell(speech.judgment(step.start), around(dossier, step.start.likely, speech)),
            Cell(speech.judgment(step.duration)),
            Cell(say(f"status-{step.status}"), "" if step.reversible else say("step-irreversible")),
            basis_cell(dossier, recommendation, speech),
        ),
        opens=opens,
        codes=(code_of(dossier, "steps", step.id),),
    )
