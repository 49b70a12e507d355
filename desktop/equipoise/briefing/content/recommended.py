"""What is recommended, in sentences: the effort, its reason, what it brings, when it begins."""

from __future__ import annotations

from equipoise.briefing.codes import ALL_EFFORT, code_of
from equipoise.briefing.content.effort import by_weight, calendar_month, gains_and_costs
from equipoise.briefing.document import Sentence
from equipoise.briefing.language.speech import Speech
from equipoise.briefing.material import Material
from equipoise.dossier.rows import Recommendation, Step


def recommend_said(material: Material, row: Recommendation, speech: Speech) -> Sentence:
    """That a recommendation is to get its share of the effort."""
    text = speech.say(
        "recommend",
        recommendation=speech.name(row.name),
        percent=speech.rounded_percent(material.projection.weights[row.id]),
    )
    return Sentence(text, f"recommend:{row.id}", (_code(material, row),))


def rationale_said(material: Material, row: Recommendation) -> tuple[Sentence, ...]:
    """What speaks for it, in the user's words; nothing where none are given."""
    if not row.rationale:
        return ()
    return (Sentence(row.rationale, codes=(_code(material, row),), own=True),)


def brings_said(material: Material, row: Recommendation, speech: Speech) -> Sentence:
    """What it brings to each index and takes from it, at its weight."""
    projection = material.projection
    change = {pole: shares.get(row.id, 0.0) for pole, shares in projection.attribution.items()}
    gains, costs = gains_and_costs(material.dossier, change, speech)
    last = int(projection.months[-1])
    facts = {"month": speech.month(material.dossier.settings.as_of, last), "number": str(last)}
    if gains and costs:
        text = speech.say("course-gains-and-costs", gains=gains, costs=costs, **facts)
    elif gains:
        text = speech.say("course-gains", gains=gains, **facts)
    elif costs:
        text = speech.say("course-costs", costs=costs, **facts)
    else:
        text = speech.say("course-nothing", **facts)
    return Sentence(text, f"contribution:{row.id}", (_code(material, row),))


def begins_said(material: Material, row: Recommendation, speech: Speech) -> Sentence:
    """When it begins: its first step that is not done, and who carries it out."""
    dossier = material.dossier
    steps = dossier.steps_of(row.id)
    if not steps:
        month = calendar_month(dossier, row.lead_time.likely, speech)
        text = speech.say("begins-as-a-whole", month=month)
        return Sentence(text, f"begin:{row.id}", (_code(material, row),))
    waiting = [step for step in steps if step.status != "done"] or list(steps)
    first = min(waiting, key=lambda step: step.start.likely)
    text = speech.say(
        "first-step",
        step=speech.name(first.name),
        status=first.status,
        month=calendar_month(dossier, first.start.likely, speech),
    )
    return Sentence(
        f"{text} {_owner(first, speech)}",
        f"begin:{row.id}",
        (code_of(dossier, "steps", first.id),),
    )


def steps_said(
    material: Material, row: Recommendation, most: int, speech: Speech
) -> tuple[Sentence, ...]:
    """A sentence a step with its dates and owner, at most `most`; further ones are counted."""
    dossier = material.dossier
    steps = dossier.steps_of(row.id)
    if not steps:
        return (begins_said(material, row, speech),)
    shown = steps if len(steps) <= most else steps[: most - 1]
    said = []
    for step in shown:
        text = speech.say(
            "step-said",
            step=speech.name(step.name),
            status=step.status,
            start=calendar_month(dossier, step.start.likely, speech),
            end=calendar_month(dossier, step.start.likely + step.duration.likely, speech),
        )
        code = code_of(dossier, "steps", step.id)
        if step.owner:
            text = f"{text} {_owner(step, speech)}"
        said.append(Sentence(text, f"step:{step.id}", (code,)))
    rest = len(steps) - len(shown)
    if rest:
        text = speech.say("further-steps", number=str(rest), count=rest)
        said.append(Sentence(text, f"steps:{row.id}", (_code(material, row),)))
    return tuple(said)


def effort_rest_said(material: Material, most: int, speech: Speech) -> tuple[Sentence, ...]:
    """What share of the effort goes to recommendations beyond the first `most`, if any does."""
    rest = by_weight(material.dossier, material.projection)[most:]
    if not rest:
        return ()
    share = sum(material.projection.weights[row.id] for row in rest)
    text = speech.say(
        "further-recommendations",
        number=str(len(rest)),
        count=len(rest),
        percent=speech.rounded_percent(share),
    )
    return (Sentence(text, "recommendations:rest", (ALL_EFFORT,)),)


def _owner(step: Step, speech: Speech) -> str:
    if step.owner:
        return speech.say("owner-said", owner=speech.name(step.owner))
    return speech.say("owner-unnamed")


def _code(material: Material, row: Recommendation) -> str:
    return code_of(material.dossier, "recommendations", row.id)
