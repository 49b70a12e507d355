"""The cable: numbered paragraphs of prose under a ruled head, the summary first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import count

from equipoise.briefing.codes import ALL_EFFORT, code_of
from equipoise.briefing.composing.framing import framed
from equipoise.briefing.content.at_risk import goals_said
from equipoise.briefing.content.bottom_line import (
    basis_said,
    bottom_line,
    effort_said,
    indices_said,
)
from equipoise.briefing.content.driving import (
    description_said,
    driver_said,
    drivers_rest_said,
    if_it_happens,
    strongest_drivers,
)
from equipoise.briefing.content.effort import by_weight
from equipoise.briefing.content.fragility import (
    contribution_sentences,
    mind_changers,
    option_sentences,
)
from equipoise.briefing.content.goals import index_name, probability_of, yardstick_of
from equipoise.briefing.content.options import ranked
from equipoise.briefing.content.recommended import (
    brings_said,
    effort_rest_said,
    rationale_said,
    recommend_said,
    steps_said,
)
from equipoise.briefing.content.since import changes_since
from equipoise.briefing.content.sourced import draws_said, sources_said
from equipoise.briefing.document import Block, Document, HeadLine, Paragraph, Section, Sentence
from equipoise.briefing.language.speech import Speech, listed
from equipoise.briefing.material import Material
from equipoise.briefing.request import Request
from equipoise.dossier.rows import Pole

_MOST_GOALS = 3
_MOST_DRIVERS = 4
_MOST_RECOMMENDATIONS = 5
_MOST_STEPS = 3
_MOST_ASPECTS = 8


def cable(material: Material, request: Request, speech: Speech) -> Document:
    """The cable of the material; its paragraphs are numbered through all its sections."""
    document = framed(
        material,
        request,
        speech,
        sections=(
            ("summary", _summary(material, speech)),
            ("relations", _relations(material, speech)),
            ("forces", _forces(material, speech)),
            ("options", _options(material, speech)),
            ("outlook", _outlook(material, speech)),
            ("recommendation", _recommendation(material, speech)),
            ("confidence", _confidence(material, speech)),
            ("comment", (_paragraph(Sentence(material.dossier.settings.conclusion, own=True)),)),
        ),
    )
    return replace(
        document, head=_head(document, material, speech), sections=_numbered(document.sections)
    )


def _paragraph(*said: Sentence, lead: str = "") -> Paragraph:
    return Paragraph(tuple(sentence for sentence in said if sentence.text), lead)


def _numbered(sections: Iterable[Section]) -> tuple[Section, ...]:
    """The sections with their paragraphs numbered from 1 to the last."""
    numbers = count(1)

    def numbered(block: Block) -> Block:
        if isinstance(block, Paragraph):
            return replace(block, number=f"{next(numbers)}.")
        return block

    return tuple(
        replace(section, blocks=tuple(numbered(block) for block in section.blocks))
        for section in sections
    )


def _head(document: Document, material: Material, speech: Speech) -> tuple[HeadLine, ...]:
    """From whom, on what, of which scenario and day; what is not known is left out."""
    say = speech.say
    sender = document.authority[0] if document.authority else document.author
    as_of = speech.day(material.dossier.settings.as_of)
    scenario = material.dossier.find("scenarios", material.scenario_id)
    if scenario is None:
        reference = say("cable-reference-without-scenario", day=as_of)
    else:
        reference = say("cable-reference", scenario=speech.name(scenario.name), day=as_of)
    lines = (
        (say("cable-from"), sender),
        (say("cable-subject"), document.title),
        (say("cable-ref"), reference),
        (say("cable-date"), speech.day(document.produced)),
    )
    return tuple(HeadLine(label, value) for label, value in lines if value)


def _summary(material: Material, speech: Speech) -> tuple[Paragraph, ...]:
    return (
        _paragraph(*bottom_line(material.dossier, material.projection, speech)),
        _paragraph(*_weights_said(material, speech)),
        _paragraph(*_since(material, speech)),
    )


def _since(material: Material, speech: Speech) -> tuple[Sentence, ...]:
    return () if material.since is None else changes_since(material, material.since, speech)


def _weights_said(material: Material, speech: Speech) -> tuple[Sentence, ...]:
    """Where the effort goes, in one sentence."""
    rows = by_weight(material.dossier, material.projection)
    if not rows:
        return ()
    shares = [
        speech.say(
            "weight-of",
            recommendation=speech.name(row.name),
            percent=speech.rounded_percent(material.projection.weights[row.id]),
        )
        for row in rows[: listed(len(rows), _MOST_RECOMMENDATIONS)]
    ]
    rest = len(rows) - len(shares)
    if rest:
        shares.append(speech.say("others", number=str(rest), count=rest))
    text = speech.say("weights-said", shares=speech.listing(shares))
    return (Sentence(text, "weights", (ALL_EFFORT,)),)


def _relations(material: Material, speech: Speech) -> tuple[Paragraph, ...]:
    dossier = material.dossier
    scenario = dossier.find("scenarios", material.scenario_id)
    noted: tuple[Paragraph, ...] = ()
    if scenario is not None and scenario.note:
        lead = speech.say("scenario-lead", scenario=speech.name(scenario.name))
        noted = (_paragraph(Sentence(scenario.note, own=True), lead=lead),)
    return (
        _paragraph(Sentence(dossier.settings.setting, own=True)),
        *noted,
        *(_paragraph(*_levels_said(material, pole, speech)) for pole in dossier.poles),
    )


def _levels_said(material: Material, pole: Pole, speech: Speech) -> tuple[Sentence, ...]:
    """The levels towards a pole now, the most important aspects first."""
    dossier = material.dossier
    cells = [
        (dossier.name_of("aspects", cell.aspect_id), cell, level)
        for cell in sorted(dossier.cells, key=lambda cell: -cell.importance)
        if cell.pole_id == pole.id and (level := dossier.level_of(cell)) is not None
    ]
    if not cells:
        return ()
    shown = cells[: listed(len(cells), _MOST_ASPECTS)]
    items = []
    for aspect, cell, level in shown:
        facts = {"aspect": speech.name(aspect), "level": speech.level(level.likely)}
        if cell.term_id:
            term = speech.name(dossier.name_of("terms", cell.term_id))
            items.append(speech.say("level-in-words", term=term, **facts))
        else:
            items.append(speech.say("level-alone", **facts))
    rest = len(cells) - len(shown)
    if rest:
        items.append(speech.say("others", number=str(rest), count=rest))
    text = speech.say("levels-said", pole=speech.name(pole.name), levels=speech.listing(items))
    codes = tuple(code_of(dossier, "cells", cell.id) for _, cell, _ in shown)
    return (Sentence(text, f"levels:{pole.id}", codes),)


def _forces(material: Material, speech: Speech) -> tuple[Paragraph, ...]:
    strongest = strongest_drivers(material)[:_MOST_DRIVERS]
    rest = drivers_rest_said(material, _MOST_DRIVERS, speech)
    return tuple(
        _paragraph(
            driver_said(material, driver, speech),
            if_it_happens(material, driver, speech),
            description_said(material, driver),
            *(rest if driver is strongest[-1] else ()),
        )
        for driver in strongest
    )


def _options(material: Material, speech: Speech) -> tuple[Paragraph, ...]:
    """Each scenario compared: how likely all goals hold, red lines, where the indices end."""
    return (
        *(
            _paragraph(
                *_option_said(material, scenario_id, speech),
                lead=speech.say(
                    "scenario-lead",
                    scenario=speech.name(material.dossier.name_of("scenarios", scenario_id)),
                ),
            )
            for scenario_id in ranked(material)
        ),
        _paragraph(*option_sentences(material.dossier, material.fragility, speech)),
    )


def _option_said(material: Material, scenario_id: str, speech: Speech) -> tuple[Sentence, ...]:
    dossier, projection = material.dossier, material.compared[scenario_id]
    code = code_of(dossier, "scenarios", scenario_id)
    if projection.all_goals is None:
        success = speech.say("option-unjudged")
    else:
        opening = speech.likelihood_opening(yardstick_of(dossier), projection.all_goals)
        success = speech.say("success-of-all-goals", opening=opening)
    said = [Sentence(success, f"option:{scenario_id}", (code,))]
    risks = [
        speech.say("risk-of", goal=speech.name(goal.name), risk=speech.probability(risk))
        for goal in dossier.goals
        if goal.kind == "red_line" and (risk := probability_of(goal, projection)) is not None
    ]
    if risks:
        text = speech.say("option-risks", risks=speech.listing(risks))
        said.append(Sentence(text, f"option-risks:{scenario_id}", (code,)))
    ends = [
        speech.say(
            "end-of",
            pole=index_name(dossier, pole.id, speech),
            median=speech.level(float(fan.p50[-1])),
            range=speech.level_range(float(fan.p5[-1]), float(fan.p95[-1])),
        )
        for pole in dossier.poles
        if (fan := projection.index.get(pole.id)) is not None
    ]
    month = speech.month(dossier.settings.as_of, int(projection.months[-1]))
    text = speech.say("option-ends", ends=speech.listing(ends), month=month)
    said.append(Sentence(text, f"option-ends:{scenario_id}", (code,)))
    return tuple(said)


def _outlook(material: Material, speech: Speech) -> tuple[Paragraph, ...]:
    return (
        _paragraph(*indices_said(material.dossier, material.projection, speech)),
        _paragraph(*goals_said(material, "goal", _MOST_GOALS, speech)),
        _paragraph(*goals_said(material, "red_line", _MOST_GOALS, speech)),
        mind_changers(material.dossier, material.fragility, speech),
    )


def _recommendation(material: Material, speech: Speech) -> tuple[Paragraph, ...]:
    rows = by_weight(material.dossier, material.projection)
    rest: Sequence[Sentence] = effort_rest_said(material, _MOST_RECOMMENDATIONS, speech)
    return (
        *(
            _paragraph(
                recommend_said(material, row, speech),
                *rationale_said(material, row),
                brings_said(material, row, speech),
                *steps_said(material, row, _MOST_STEPS, speech),
            )
            for row in rows[:_MOST_RECOMMENDATIONS]
        ),
        _paragraph(*rest, effort_said(material.dossier, material.projection, speech)),
        _paragraph(*contribution_sentences(material.dossier, material.fragility, speech)),
    )


def _confidence(material: Material, speech: Speech) -> tuple[Paragraph, ...]:
    return (
        _paragraph(basis_said(material.dossier, speech)),
        _paragraph(*sources_said(material, speech), draws_said(material, speech)),
    )
