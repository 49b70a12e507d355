"""The bottom line up front: how likely the goals hold, what the effort buys, where it may lead."""

from __future__ import annotations

from equipoise.briefing.codes import ALL_EFFORT, ALL_GOALS, code_of, index_code
from equipoise.briefing.content.basis import basis_sentences
from equipoise.briefing.content.effort import contribution_sentences, trade_sentence
from equipoise.briefing.content.goals import goal_sentence, index_name, probability_of, yardstick_of
from equipoise.briefing.document import KeyJudgment, Sentence
from equipoise.briefing.language.speech import Speech
from equipoise.dossier.dossier import Dossier
from equipoise.dossier.rows import Goal
from equipoise.projection.outcome import Projection


def bottom_line(dossier: Dossier, projection: Projection, speech: Speech) -> tuple[Sentence, ...]:
    """The two or three sentences that a reader takes away."""
    gaps = _gaps(dossier)
    if gaps:
        return tuple(Sentence(speech.say(message)) for message in ("nothing-to-judge", *gaps))
    return (
        Sentence(_success_sentence(dossier, projection, speech), "success", (ALL_GOALS,)),
        trade_said(dossier, projection, speech),
    )


def trade_said(dossier: Dossier, projection: Projection, speech: Speech) -> Sentence:
    """What the weights buy and what they cost."""
    return Sentence(trade_sentence(dossier, projection, speech), "trade", (ALL_EFFORT,))


def goal_said(dossier: Dossier, projection: Projection, goal: Goal, speech: Speech) -> Sentence:
    """How likely a goal holds, or a red line breaks, and what it asks."""
    return Sentence(
        goal_sentence(dossier, goal, probability_of(goal, projection), speech),
        f"goal:{goal.id}",
        (code_of(dossier, "goals", goal.id),),
    )


def effort_said(dossier: Dossier, projection: Projection, speech: Speech) -> Sentence:
    """What brings most to each index and what takes most from it; without text if nothing does."""
    return Sentence(contribution_sentences(dossier, projection, speech), "effort", (ALL_EFFORT,))


def indices_said(dossier: Dossier, projection: Projection, speech: Speech) -> tuple[Sentence, ...]:
    """Where each index ends."""
    return tuple(
        Sentence(end, f"index:{pole.id}", (index_code(dossier, pole.id),))
        for pole in dossier.poles
        if (end := index_end_sentence(dossier, projection, pole.id, speech))
    )


def basis_said(dossier: Dossier, speech: Speech) -> Sentence:
    """What all results are, and what they rest on."""
    return Sentence(basis_sentences(dossier, speech), "basis")


def _gaps(dossier: Dossier) -> list[str]:
    """The messages about what is still missing before there is anything to project."""
    needed = ("poles", "aspects", "recommendations")
    return [f"gap-{table}" for table in needed if not dossier.table(table)]


def _success_sentence(dossier: Dossier, projection: Projection, speech: Speech) -> str:
    goals = [goal for goal in dossier.goals if goal.kind == "goal"]
    if not goals:
        return speech.say("success-without-goals")
    if projection.all_goals is None:
        return speech.say("success-beyond-months")
    opening = speech.likelihood_opening(yardstick_of(dossier), projection.all_goals)
    if len(goals) == 1:
        return speech.say("success-of-goal", opening=opening, goal=speech.name(goals[0].name))
    return speech.say("success-of-all-goals", opening=opening)


def key_judgments(
    dossier: Dossier, projection: Projection, speech: Speech
) -> tuple[KeyJudgment, ...]:
    """Goals, red lines, effort, indices, and what all of it rests on, each in a few sentences."""
    found: list[KeyJudgment] = []
    for kind, heading in (("goal", "judgment-goals"), ("red_line", "judgment-red-lines")):
        said = tuple(
            goal_said(dossier, projection, goal, speech)
            for goal in dossier.goals
            if goal.kind == kind
        )
        if said:
            found.append(KeyJudgment(speech.say(heading), said))
    effort = effort_said(dossier, projection, speech)
    if effort.text:
        found.append(KeyJudgment(speech.say("judgment-effort"), (effort,)))
    said = indices_said(dossier, projection, speech)
    if said:
        found.append(KeyJudgment(speech.say("judgment-indices"), said))
    found.append(KeyJudgment(speech.say("judgment-basis"), (basis_said(dossier, speech),)))
    return tuple(found)


def index_end_sentence(
    dossier: Dossier, projection: Projection, pole_id: str, speech: Speech
) -> str:
    """Where an index ends: median, 5–95 % range and band; empty without such an index."""
    fan = projection.index.get(pole_id)
    if fan is None:
        return ""
    median = float(fan.p50[-1])
    facts = {
        "pole": index_name(dossier, pole_id, speech),
        "start": speech.level(float(fan.p50[0])),
        "end": speech.level(median),
        "month": speech.month(dossier.settings.as_of, int(projection.months[-1])),
        "range": speech.level_range(float(fan.p5[-1]), float(fan.p95[-1])),
    }
    band = band_of(dossier, median)
    if not band:
        return speech.say("index-end", **facts)
    return speech.say("index-end-in-band", band=speech.name(band), **facts)


def band_of(dossier: Dossier, value: float) -> str:
    """The name of the band that a value lies in; empty without bands."""
    reached = [band for band in dossier.bands if band.lower <= value]
    return max(reached, key=lambda band: band.lower).name if reached else ""
