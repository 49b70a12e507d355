"""The one-page brief: what a minister reads before a meeting, on one page whatever the dossier."""

from __future__ import annotations

from dataclasses import replace

from equipoise.briefing.codes import index_code
from equipoise.briefing.composing.framing import framed
from equipoise.briefing.content.at_risk import goals_said
from equipoise.briefing.content.bottom_line import basis_said, bottom_line, indices_said
from equipoise.briefing.content.charts import index_chart
from equipoise.briefing.content.effort import by_weight, weights_table
from equipoise.briefing.content.fragility import contribution_sentences, mind_changers
from equipoise.briefing.document import Document, FanChart, KeyJudgment, Sentence, Table
from equipoise.briefing.language.speech import Speech
from equipoise.briefing.material import Material
from equipoise.briefing.request import Request

_MOST_SAID = 3
_MOST_WEIGHTS = 6
_MOST_COLUMNS = 4
_MOST_SHIFTS = 2
_MOST_MINDS = 2


def one_page(material: Material, request: Request, speech: Speech) -> Document:
    """The one-page brief of the material: from its bottom line to what would change our mind."""
    dossier, projection = material.dossier, material.projection
    minds = mind_changers(dossier, material.fragility, speech)
    return framed(
        material,
        request,
        speech,
        bottom_line=bottom_line(dossier, projection, speech),
        key_judgments=_judgments(material, speech),
        opening=(
            _chart(material, speech),
            _weights(material, speech),
            replace(minds, said=minds.said[:_MOST_MINDS]),
        ),
    )


def _judgments(material: Material, speech: Speech) -> tuple[KeyJudgment, ...]:
    say = speech.say
    found = (
        (say("judgment-goals"), goals_said(material, "goal", _MOST_SAID, speech)),
        (say("judgment-red-lines"), goals_said(material, "red_line", _MOST_SAID, speech)),
        (say("judgment-indices"), _indices(material, speech)),
        (say("judgment-basis"), (basis_said(material.dossier, speech),)),
    )
    return tuple(KeyJudgment(heading, said) for heading, said in found if said)


def _indices(material: Material, speech: Speech) -> tuple[Sentence, ...]:
    """Where the indices end, the most moved first; beyond three sentences they are counted."""
    said = indices_said(material.dossier, material.projection, speech)
    if len(said) <= _MOST_SAID:
        return said
    index = material.projection.index
    moved = {pole: abs(float(fan.p50[-1]) - float(fan.p50[0])) for pole, fan in index.items()}
    ranked = sorted(said, key=lambda one: -moved[one.place.removeprefix("index:")])
    named, rest = ranked[: _MOST_SAID - 1], ranked[_MOST_SAID - 1 :]
    text = speech.say("further-indices", number=str(len(rest)), count=len(rest))
    codes = tuple(index_code(material.dossier, one.place.removeprefix("index:")) for one in rest)
    return (*named, Sentence(text, "indices:rest", codes))


def _chart(material: Material, speech: Speech) -> FanChart:
    """The indices; more than two stand small beside each other."""
    chart = index_chart(material.dossier, material.projection, speech)
    if len(chart.panels) <= chart.columns:
        return chart
    return replace(chart, columns=min(len(chart.panels), _MOST_COLUMNS), small=True)


def _weights(material: Material, speech: Speech) -> Table:
    """The weights in six rows at most, their sum, and what would overturn their ranking."""
    dossier, projection = material.dossier, material.projection
    given = len(by_weight(dossier, projection))
    listed = _MOST_WEIGHTS if given <= _MOST_WEIGHTS else _MOST_WEIGHTS - 1
    after = contribution_sentences(dossier, material.fragility, speech)[:_MOST_SHIFTS]
    return weights_table(dossier, projection, speech, listed=listed, after=after)
