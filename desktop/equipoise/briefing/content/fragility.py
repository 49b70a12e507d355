"""Beside every ranking, the smallest change that would overturn it; and what would change a word.

The changes are searched, not proved to be the smallest; the sentences say "found".
"""

from __future__ import annotations

from equipoise.briefing.codes import ALL_EFFORT, ALL_GOALS, code_of
from equipoise.briefing.content.goals import index_name, yardstick_of
from equipoise.briefing.document import Paragraph, Sentence
from equipoise.briefing.findings import Fragility
from equipoise.briefing.language.speech import Speech
from equipoise.dossier.dossier import Dossier
from equipoise.insight.fragility import ContributionFragility, EffortShift, JudgmentChange


def contribution_sentences(
    dossier: Dossier, fragility: Fragility | None, speech: Speech
) -> tuple[Sentence, ...]:
    """For each pole whose index is lifted, how little effort would have to move for another order.

    Stands beside the ranking of recommendations.
    """
    if fragility is None:
        return ()
    return tuple(
        Sentence(_contribution(dossier, found, speech), f"fragility:index:{pole.id}", (ALL_EFFORT,))
        for pole in dossier.poles
        if (found := fragility.contributions.get(pole.id)) is not None and found.leader_id
    )


def _contribution(dossier: Dossier, found: ContributionFragility, speech: Speech) -> str:
    def name(row_id: str) -> str:
        return speech.name(dossier.name_of("recommendations", row_id))

    facts = {"leader": name(found.leader_id), "pole": index_name(dossier, found.pole_id, speech)}
    shift = found.overturn
    if shift is None:
        return speech.say("fragility-effort-none", **facts)
    return speech.say(
        f"fragility-effort-{_ways(shift)}",
        percent=speech.rounded_percent(shift.percent),
        giver=name(shift.from_id) if shift.from_id else "",
        taker=name(shift.to_id) if shift.to_id else "",
        other=name(shift.leader_id),
        **facts,
    )


def _ways(shift: EffortShift) -> str:
    if not shift.from_id:
        return "spent"
    return "moved" if shift.to_id else "unspent"


def option_sentences(
    dossier: Dossier, fragility: Fragility | None, speech: Speech
) -> tuple[Sentence, ...]:
    """Which change of one judgment would make another scenario the likeliest to succeed.

    Stands beside the ranking of scenarios.
    """
    found = None if fragility is None else fragility.options
    if found is None or not found.leader_ids:
        return ()

    def name(row_id: str) -> str:
        return speech.name(dossier.name_of("scenarios", row_id))

    if len(found.leader_ids) > 1:
        equals = speech.listing(
            [speech.say("quoted", text=name(leader)) for leader in found.leader_ids]
        )
        text = speech.say("fragility-options-equal", scenarios=equals)
    elif found.overturn is None:
        text = speech.say("fragility-options-none", leader=name(found.leader_ids[0]))
    else:
        text = speech.say(
            "fragility-options",
            leader=name(found.leader_ids[0]),
            other=name(found.overturn.leader_id),
            change=_change(dossier, found.overturn.change, speech),
        )
    codes = tuple(code_of(dossier, "scenarios", leader) for leader in found.leader_ids)
    return (Sentence(text, "fragility:options", codes),)


def mind_changers(dossier: Dossier, fragility: Fragility | None, speech: Speech) -> Paragraph:
    """What would change our mind: the judgments that alone would change the word for success."""
    if fragility is not None and not fragility.searched:
        return Paragraph((Sentence(speech.say("mind-not-searched"), "mind:none", ()),))
    found = None if fragility is None else fragility.goals
    if found is None:
        return Paragraph(())
    yardstick = yardstick_of(dossier)
    said = [
        Sentence(
            speech.say(
                "mind-changer",
                change=_change(dossier, turn.change, speech),
                word=speech.likelihood(yardstick, turn.probability),
                percent=speech.probability(turn.probability),
            ),
            f"mind:{place}",
            (ALL_GOALS,),
        )
        for place, turn in enumerate(found.changes, 1)
    ]
    if not said:
        said = [Sentence(speech.say("mind-changer-none"), "mind:none", (ALL_GOALS,))]
    return Paragraph(tuple(said), speech.say("mind-lead"))


def _change(dossier: Dossier, change: JudgmentChange, speech: Speech) -> str:
    """A judgment and the value that it would need, as a clause."""
    return speech.say(
        "judgment-instead",
        field=speech.say(f"field-{change.field}"),
        name=speech.name(dossier.name_of(change.table, change.row_id)),
        needed=speech.number(round(change.needed, 1)),
        likely=speech.number(round(change.likely, 1)),
        unit=speech.say(f"unit-{change.field}"),
    )
