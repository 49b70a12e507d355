"""The bottom line up front: how likely the goals hold, what the effort buys, where it may lead."""

from __future__ import annotations

from equipoise.briefing.basis import basis_sentences
from equipoise.briefing.document import KeyJudgment
from equipoise.briefing.effort import contribution_sentences, trade_sentence
from equipoise.briefing.goals import goal_sentence, index_name, probability_of, yardstick_of
from equipoise.briefing.wording import level_range, level_text, month_text, quoted
from equipoise.dossier.dossier import Dossier
from equipoise.projection.outcome import Projection


def bottom_line(dossier: Dossier, projection: Projection) -> tuple[str, ...]:
    """The two or three sentences that a reader takes away."""
    gaps = dossier.gaps()
    if gaps:
        return ("There is nothing to judge yet.", *gaps)
    return (_success_sentence(dossier, projection), trade_sentence(dossier, projection))


def _success_sentence(dossier: Dossier, projection: Projection) -> str:
    goals = [goal for goal in dossier.goals if goal.kind == "goal"]
    if not goals:
        return "No goal is in force, so it cannot be said how likely success is."
    if projection.all_goals is None:
        return "At least one goal lies beyond the months projected, so success is not judged."
    clause = f"the goal {quoted(goals[0].name)} holds" if len(goals) == 1 else "all goals hold"
    return f"{yardstick_of(dossier).statement(projection.all_goals, clause)}."


def key_judgments(dossier: Dossier, projection: Projection) -> tuple[KeyJudgment, ...]:
    """Goals, red lines, effort, indices, and what all of it rests on, each in a few sentences."""
    found: list[KeyJudgment] = []
    for kind, heading in (("goal", "Goals"), ("red_line", "Red lines")):
        sentences = [
            goal_sentence(dossier, goal, probability_of(goal, projection))
            for goal in dossier.goals
            if goal.kind == kind
        ]
        if sentences:
            found.append(KeyJudgment(heading, "\n".join(sentences)))
    effort = contribution_sentences(dossier, projection)
    if effort:
        found.append(KeyJudgment("Effort", effort))
    ends = [index_end_sentence(dossier, projection, pole.id) for pole in dossier.poles]
    if any(ends):
        found.append(KeyJudgment("Indices", "\n".join(end for end in ends if end)))
    found.append(KeyJudgment("Basis", basis_sentences(dossier)))
    return tuple(found)


def index_end_sentence(dossier: Dossier, projection: Projection, pole_id: str) -> str:
    """Where an index ends: median, 5–95 % range and band; empty without such an index."""
    fan = projection.index.get(pole_id)
    if fan is None:
        return ""
    median = float(fan.p50[-1])
    last = int(projection.months[-1])
    name = index_name(dossier, pole_id)
    band = band_of(dossier, median)
    place = f", in the band {quoted(band)}" if band else ""
    return (
        f"{name[0].upper()}{name[1:]} goes from a median of {level_text(float(fan.p50[0]))} to "
        f"{level_text(median)} in {month_text(dossier.settings.as_of, last)} (5–95 % range "
        f"{level_range(float(fan.p5[-1]), float(fan.p95[-1]))}){place}."
    )


def band_of(dossier: Dossier, value: float) -> str:
    """The name of the band that a value lies in; empty without bands."""
    reached = [band for band in dossier.bands if band.lower <= value]
    return max(reached, key=lambda band: band.lower).name if reached else ""
