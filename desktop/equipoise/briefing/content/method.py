"""How the results come about, in plain sentences with every constant; and the end matter."""

from __future__ import annotations

from equipoise.briefing.document import Cell, Column, Paragraph, Row, Sentence, Table
from equipoise.briefing.language.speech import Speech
from equipoise.briefing.material import Material
from equipoise.briefing.request import Request
from equipoise.dossier.dossier import Dossier
from equipoise.dossier.judgment import AGEING_PER_MONTH, LEAST_CONFIDENCE, PERT_SHAPE
from equipoise.projection.outcome import STANDARD_ERRORS, SamplingError

_DIMINISHING = "(1 − e^(−kw)) / (1 − e^(−k))"


def method_paragraphs(dossier: Dossier, speech: Speech) -> tuple[Paragraph, ...]:
    """The model in a few plain sentences."""
    say = speech.say
    s = dossier.settings
    judgments = [say("method-judgments.text", shape=speech.number(PERT_SHAPE))]
    if s.ageing:
        judgments.append(
            say(
                "method-judgments.ageing",
                number=speech.number(AGEING_PER_MONTH),
                count=AGEING_PER_MONTH,
                least=speech.percent(LEAST_CONFIDENCE),
            )
        )
    else:
        judgments.append(say("method-judgments.no-ageing"))
    levels = say(
        "method-levels.text",
        damping=speech.number(s.trend_damping),
        noise=speech.number(s.noise_half_life),
        noise_count=s.noise_half_life,
        response=speech.number(s.response_half_life),
        response_count=s.response_half_life,
    )
    if s.diminishing_returns == 0:
        returns = say("method-effort.linear")
    else:
        returns = say(
            "method-effort.diminishing",
            formula=speech.formula(_DIMINISHING),
            number=speech.number(s.diminishing_returns),
        )
    effort = [say("method-effort.text"), returns, say("method-effort.drivers")]
    return (
        _led(" ".join(judgments), say("method-judgments")),
        _led(levels, say("method-levels")),
        _led(" ".join(effort), say("method-effort")),
        _led(say("method-results.text"), say("method-results")),
    )


def _led(text: str, lead: str) -> Paragraph:
    return Paragraph((Sentence(text),), lead)


def _sampling_error(error: SamplingError, speech: Speech) -> str:
    return speech.say(
        "sampling-error",
        index=speech.number(round(error.index, 1)),
        share=speech.number(round(error.share, 1)),
        errors=speech.number(STANDARD_ERRORS),
    )


def end_matter_table(material: Material, request: Request, speech: Speech) -> Table:
    """What is needed to compute the same briefing again."""
    say = speech.say
    dossier, projection = material.dossier, material.projection
    last = int(projection.months[-1])
    as_of = dossier.settings.as_of
    months = say("record-table.months-to", number=str(last), month=speech.month(as_of, last))
    scenario = dossier.find("scenarios", material.scenario_id)
    facts = (
        ("dossier", dossier.settings.title),
        ("scenario", scenario.name if scenario else say("record-table.no-scenario")),
        ("as-of", speech.day(as_of)),
        ("months", months),
        ("seed", str(projection.seed)),
        ("draws", str(projection.draws)),
        ("sampling-error", _sampling_error(projection.sampling_error, speech)),
        ("program", say("program", version=request.version)),
        ("produced", speech.day(request.produced)),
    )
    return Table(
        say("record-table"),
        (Column(say("record-table.item"), 1), Column(say("column-value"), 4)),
        tuple(Row((Cell(say(f"record-table.{name}")), Cell(value))) for name, value in facts),
        say("record-table.note"),
    )
