"""What the editable formats of a briefing are to say, in order; and the documents to say it of."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import date
from functools import cache, partial
from typing import Any

from briefing_sample import (
    PRODUCED,
    retitled,
    sample_document,
    sample_dossier,
    sample_material,
    sample_projection,
)

from equipoise.briefing.composing.compose import compose
from equipoise.briefing.document import (
    BarChart,
    Block,
    Chart,
    Document,
    Paragraph,
    Point,
    Sentence,
    Table,
    Words,
)
from equipoise.briefing.material import Material
from equipoise.briefing.produce import produce
from equipoise.briefing.request import Request
from equipoise.dossier.dossier import Dossier
from equipoise.dossier.json_form import loads
from equipoise.files import shipped_data

HOSTILE = (
    "<script>alert(1)</script> {{ 7*7 }} {% raw %} #eval(1) =cmd|' /C calc'!A1 file:///etc/passwd "
    "![x](file:///a.png) [y](javascript:z) <b>b</b> &amp; **s** _u_ `c` ~~d~~ | # $x$ www.a.org "
    'http://a.org me@a.org { INCLUDETEXT "/etc/passwd" } \\n --- \'\'\' """ ]]> --> ${x} %s @ref'
)
LINE_STARTS = ("# a", "- a", "+ a", "1. a", "23) a", "> a", "=== ", "---", "    a", ": a", "~~~ a")

_UNSEEN = re.compile("[,\\[\\]\\s\u200e\u200f\u2066-\u2069]+")


def squeezed(text: str) -> str:
    """The text without white space, directional marks, brackets and commas.

    Formats set these in their own ways; codes stand in brackets in some, with commas between them.
    """
    return _UNSEEN.sub("", text)


def hostile_document(kind: str = "full", language: str = "en") -> Document:
    """The sample with hostile text wherever a user can write."""
    request = Request(PRODUCED, kind=kind, language=language, version="9.8.7")
    return compose(sample_material(_hostile_dossier()), request)


def _hostile_dossier() -> Dossier:
    base = retitled(
        sample_dossier(),
        title=f"T {HOSTILE}",
        subject=HOSTILE,
        setting="\n".join((HOSTILE, *LINE_STARTS)),
        conclusion="nul\x00 bell\x07 esc\x1b half\ud800 no\uffff break\r\nend\u2028line\x0bfeed",
        handling_mark=f"M {HOSTILE}",
    )
    return replace(
        base,
        recommendations=tuple(
            replace(r, name=f"{r.name} {HOSTILE}", rationale=f"=1+1 {HOSTILE}")
            for r in base.recommendations
        ),
        drivers=tuple(replace(d, name=HOSTILE, description=HOSTILE) for d in base.drivers),
        aspects=tuple(replace(a, name=f"={a.name} {HOSTILE}") for a in base.aspects),
        sources=tuple(replace(s, note=HOSTILE) for s in base.sources),
        goals=tuple(replace(g, name=f"-{g.name} {HOSTILE}") for g in base.goals),
    )


def right_to_left_document() -> Document:
    """The sample as if its fixed words were Hebrew, with Hebrew, Arabic and Latin names."""
    base = retitled(
        sample_dossier(), title="ישראל בין רוסיה למערב", setting="ממשל חדש נכנס: NATO, −2.5.\nTwo."
    )
    names = {"trade": "סחר", "talks": "محادثات – talks"}
    document = sample_document(
        replace(base, aspects=tuple(replace(a, name=names[a.id]) for a in base.aspects))
    )
    words = {"Aspect": "היבט", "Recommendation": "המלצה", "Weight": "משקל", "Points": "נקודות"}
    return replace(
        _translated(document, words),
        direction="rtl",
        words=Words("תדריך", "השורה התחתונה", "עמוד {number} מתוך {count}"),
        bottom_line=(
            Sentence("סביר (\u206668 %\u2069) שהיעד “\u2068Warm coast\u2069” יתקיים."),
            Sentence("כן."),
        ),
    )


def _translated(part: Any, words: dict[str, str]) -> Any:
    if isinstance(part, str):
        return words.get(part, part)
    if isinstance(part, tuple):
        return tuple(_translated(item, words) for item in part)
    if is_dataclass(part):
        named = {f.name: _translated(getattr(part, f.name), words) for f in fields(part)}
        return replace(part, **named)  # type: ignore[type-var]
    return part


@cache
def shipped_document() -> Document:
    """The briefing of the shipped dossier, on few draws."""
    dossier = loads(shipped_data("israel.json").read_text(encoding="utf-8"))
    dossier = replace(dossier, settings=replace(dossier.settings, draws=256))
    return produce(dossier, dossier.scenarios[0].id, Request(date(2026, 3, 4)))


def bare_document() -> Document:
    """A briefing without goals, drivers, mark or subject."""
    dossier = retitled(sample_dossier().with_table("goals", ()), handling_mark="", subject="")
    projection = replace(sample_projection(), goals={}, red_lines={}, all_goals=None)
    return compose(Material(dossier, "mixed", projection), Request(PRODUCED, version="1"))


DOCUMENTS: dict[str, Callable[[], Document]] = {
    "sample": sample_document,
    "hostile": hostile_document,
    "right to left": right_to_left_document,
    "shipped": shipped_document,
    "bare": bare_document,
    "hostile one page": partial(hostile_document, "one-page"),
    "hostile talking points": partial(hostile_document, "talking-points"),
    "hostile talking points, from the right": partial(hostile_document, "talking-points", "he"),
    "hostile cable": partial(hostile_document, "cable"),
    "hostile cable, from the right": partial(hostile_document, "cable", "he"),
    "hostile annex": partial(hostile_document, "annex"),
}


def expected(document: Document, chart: Callable[[Chart], Iterator[str]]) -> Iterator[str]:
    """Every text of a document in reading order; `chart` says what stands for a chart."""
    yield " · ".join(part for part in (document.words.briefing, document.subject) if part)
    yield document.title
    yield document.occasion
    for line in document.head:
        yield from (line.label, line.value)
    if document.bottom_line:
        yield document.words.bottom_line
    for sentence in document.bottom_line:
        yield from _said(sentence)
    for judgment in document.key_judgments:
        yield judgment.heading
        for sentence in judgment.said:
            yield from _said(sentence)
    for block in document.opening:
        yield from _expected_block(block, document, chart)
    for section in document.sections:
        yield section.heading
        for block in section.blocks:
            yield from _expected_block(block, document, chart)


def _said(sentence: Sentence) -> Iterator[str]:
    yield sentence.text
    yield from sentence.codes


def _expected_block(
    block: Block, document: Document, chart: Callable[[Chart], Iterator[str]]
) -> Iterator[str]:
    if isinstance(block, Paragraph):
        yield block.number
        yield f"{block.lead}." if block.lead else ""
        for sentence in block.said:
            yield from _said(sentence)
    elif isinstance(block, Point):
        yield from _said(block.said)
        for answer in block.answers:
            yield from (document.words.asked, answer.question)
            for sentence in answer.said:
                yield from _said(sentence)
    elif isinstance(block, Table):
        yield block.title
        yield block.note
        yield from (column.heading for column in block.columns)
        for row in block.rows:
            for place, cell in enumerate(row.cells):
                yield cell.text
                if place == 0 and not block.resolves:
                    yield from row.codes
                yield cell.detail
        for sentence in block.after:
            yield from _said(sentence)
    else:
        measure = block.value_axis.label if isinstance(block, BarChart) else block.measure
        yield f"{block.title} ({measure})"
        yield from chart(block)


def spoken(chart: Chart) -> str:
    """The descriptions of a chart's panels."""
    return " ".join(panel.alternative for panel in chart.panels)
