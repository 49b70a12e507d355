"""What the effort buys: sentences, and the tables of recommendations, weights and steps."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from equipoise.briefing.basis import basis_cell
from equipoise.briefing.document import Cell, Column, Row, Table
from equipoise.briefing.goals import index_name
from equipoise.briefing.wording import (
    amount_text,
    gain_text,
    judgment_text,
    listing,
    month_text,
    plain_number,
    quoted,
)
from equipoise.dossier.dossier import Dossier
from equipoise.dossier.fields import Choice, specifications
from equipoise.dossier.rows import Recommendation, Step
from equipoise.projection.outcome import Projection, Swing

Swings: TypeAlias = Mapping[str, Mapping[str, Swing]]
"""Recommendation → pole → what all the effort on it would bring."""

_LISTED_FIRST = 8
_NOTICEABLE = 0.05


def totals(projection: Projection) -> Mapping[str, float]:
    """Points of the mean index in the last month that all effort together brings, by pole."""
    return {pole: sum(shares.values()) for pole, shares in projection.attribution.items()}


def trade_sentence(dossier: Dossier, projection: Projection) -> str:
    """What the weights buy and what they cost, by pole, in one plain sentence."""
    if sum(projection.weights.values()) == 0:
        return "No effort is spent in this scenario, so nothing is bought."
    change = totals(projection)
    gains = [p.id for p in dossier.poles if change.get(p.id, 0.0) >= _NOTICEABLE]
    costs = [p.id for p in dossier.poles if change.get(p.id, 0.0) <= -_NOTICEABLE]

    def amounts(poles: list[str]) -> str:
        return listing([f"{amount_text(change[p])} of {index_name(dossier, p)}" for p in poles])

    last = int(projection.months[-1])
    when = f"{month_text(dossier.settings.as_of, last)} (month {last})"
    if gains and costs:
        deed = f"buy {amounts(gains)} at a cost of {amounts(costs)}"
    elif gains:
        deed = f"buy {amounts(gains)}"
    elif costs:
        deed = f"cost {amounts(costs)} and gain nothing"
    else:
        deed = "change no index noticeably"
    return f"Compared with no effort, the weights {deed}, measured by the means in {when}."


def contribution_sentences(dossier: Dossier, projection: Projection) -> str:
    """Which recommendations bring most, and which give to one pole and take from another."""
    sentences: list[str] = []
    for pole in dossier.poles:
        shares = projection.attribution.get(pole.id, {})
        ranked = sorted(shares.items(), key=lambda item: -item[1])
        best = [item for item in ranked if item[1] >= _NOTICEABLE][:2]
        worst = [item for item in reversed(ranked) if item[1] <= -_NOTICEABLE][:2]
        parts: list[str] = []
        if best:
            parts.append(f"gains most from {_named(dossier, best)}")
        if worst:
            parts.append(f"pays most for {_named(dossier, worst)}")
        if parts:
            name = index_name(dossier, pole.id)
            sentences.append(f"{name[0].upper()}{name[1:]} {' and '.join(parts)}.")
    unspent = 100 - sum(projection.weights.values())
    if unspent >= _NOTICEABLE:
        sentences.append(f"Of the effort, {plain_number(round(unspent, 1))} % stays unspent.")
    return " ".join(sentences)


def _named(dossier: Dossier, items: list[tuple[str, float]]) -> str:
    return listing(
        [
            f"{quoted(dossier.name_of('recommendations', key))} ({gain_text(value)})"
            for key, value in items
        ]
    )


def swing_text(dossier: Dossier, swings: Mapping[str, Swing]) -> str:
    """What all the effort on one recommendation would bring, a line a pole."""
    return "\n".join(
        f"{pole.name}: {gain_text(swing.p5)} to {gain_text(swing.p95)}"
        for pole in dossier.poles
        if (swing := swings.get(pole.id)) is not None
    )


def weights_table(dossier: Dossier, projection: Projection) -> Table:
    """The weights, largest first, with what each buys; for the first page."""
    given = sorted(
        (r for r in dossier.recommendations if projection.weights.get(r.id, 0.0) > 0),
        key=lambda r: -projection.weights[r.id],
    )
    shown, further = given[:_LISTED_FIRST], given[_LISTED_FIRST:]
    rows = [
        _weight_row(dossier, projection, r.name, [r.id], projection.weights[r.id]) for r in shown
    ]
    if further:
        others = [r.id for r in further]
        percent = sum(projection.weights[i] for i in others)
        rows.append(_weight_row(dossier, projection, f"{len(others)} others", others, percent))
    spent = sum(projection.weights.values())
    if spent < 100 - _NOTICEABLE:
        rows.append(_weight_row(dossier, projection, "Unspent", [], 100 - spent))
    everything = [r.id for r in dossier.recommendations]
    rows.append(_weight_row(dossier, projection, "All effort", everything, spent, total=True))
    last = int(projection.months[-1])
    return Table(
        "Weights and what they buy",
        (
            Column("Recommendation", 3),
            Column("Weight", 0.8, numeric=True),
            *(Column(f"{pole.name}, points", 1.1, numeric=True) for pole in dossier.poles),
        ),
        tuple(rows),
        (
            f"Points of the mean index in month {last} against no effort; the shares add up to "
            "the whole change. A negative number is a cost."
        ),
    )


def _weight_row(
    dossier: Dossier,
    projection: Projection,
    name: str,
    ids: list[str],
    percent: float,
    *,
    total: bool = False,
) -> Row:
    shares = [
        Cell(
            gain_text(sum(projection.attribution.get(pole.id, {}).get(i, 0.0) for i in ids))
            if ids
            else "–"
        )
        for pole in dossier.poles
    ]
    weight = Cell(f"{plain_number(round(percent, 1))} %")
    return Row((Cell(name), weight, *shares), total=total)


def recommendations_table(dossier: Dossier, projection: Projection, swings: Swings | None) -> Table:
    """Every recommendation with its reason, weight, swing if known, contribution and basis."""
    rows: list[Row] = []
    for r in dossier.recommendations:
        shares = "\n".join(
            f"{pole.name}: {gain_text(projection.attribution.get(pole.id, {}).get(r.id, 0.0))}"
            for pole in dossier.poles
        )
        weight = Cell(f"{plain_number(round(projection.weights.get(r.id, 0.0), 1))} %")
        swing = () if swings is None else (Cell(swing_text(dossier, swings.get(r.id, {}))),)
        rows.append(
            Row((Cell(r.name, r.rationale), weight, *swing, Cell(shares), basis_cell(dossier, r)))
        )
    last = int(projection.months[-1])
    note = f"At this weight: points of the mean index in month {last}, against no effort."
    columns = [Column("Recommendation", 3.7), Column("Weight", 0.8, numeric=True)]
    if swings is not None:
        by = min((s.month for poles in swings.values() for s in poles.values()), default=last)
        columns.append(Column("All effort here", 1.9))
        note += (
            f" All effort here: points of the index by month {by} if this recommendation got the "
            "whole effort, from the 5 % to the 95 % quantile of the draws."
        )
    columns += [Column("At this weight", 1.5), Column("Rests on", 1.7)]
    return Table("Recommendations", tuple(columns), tuple(rows), note)


def steps_table(dossier: Dossier) -> Table:
    """The steps of each recommendation with their time, owner and status."""
    rows: list[Row] = []
    for recommendation in dossier.recommendations:
        steps = dossier.steps_of(recommendation.id)
        for position, step in enumerate(steps):
            rows.append(_step_row(dossier, recommendation, step, opens=position == 0))
        if not steps:
            rows.append(
                Row(
                    (
                        Cell(recommendation.name),
                        Cell("as a whole, no steps given"),
                        Cell(judgment_text(recommendation.lead_time)),
                        Cell(judgment_text(recommendation.phase_in)),
                        Cell("–"),
                        basis_cell(dossier, recommendation),
                    )
                )
            )
    return Table(
        "Implementation steps",
        (
            Column("Recommendation", 2.1),
            Column("Step", 2.5),
            Column("Start, months", 1.6),
            Column("Duration, months", 1.7),
            Column("Status", 1.2),
            Column("Rests on", 1.9),
        ),
        tuple(rows),
        (
            "Low / likely / high; in brackets how sure the judge is that the truth lies between "
            "low and high. A blocked step contributes nothing."
        ),
    )


def _step_row(dossier: Dossier, recommendation: Recommendation, step: Step, *, opens: bool) -> Row:
    status = specifications(Step)["status"]
    word = status.word(step.status) if isinstance(status, Choice) else step.status
    return Row(
        (
            Cell(recommendation.name if opens else ""),
            Cell(step.name, f"Owner: {step.owner or 'none named'}"),
            Cell(judgment_text(step.start)),
            Cell(judgment_text(step.duration)),
            Cell(word, "" if step.reversible else "cannot be taken back"),
            basis_cell(dossier, recommendation),
        ),
        opens=opens,
    )
