"""What every kind of briefing has around its content: title, occasion, marks, fixed words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias

from equipoise.briefing.document import (
    BarChart,
    Block,
    Document,
    FanChart,
    HeadLine,
    KeyJudgment,
    LayerChart,
    Point,
    Section,
    Sentence,
    Table,
    Words,
    codes_in,
)
from equipoise.briefing.language.speech import Speech
from equipoise.briefing.material import Material
from equipoise.briefing.request import Request
from equipoise.dossier.dossier import Dossier

Blocks: TypeAlias = Sequence[Block]

Closing: TypeAlias = Callable[[tuple[str, ...]], Blocks]
"""Makes the blocks of a section from the codes that stand in all the rest of the document."""


def framed(
    material: Material,
    request: Request,
    speech: Speech,
    *,
    bottom_line: tuple[Sentence, ...] = (),
    key_judgments: tuple[KeyJudgment, ...] = (),
    opening: Sequence[Block] = (),
    sections: Sequence[tuple[str, Blocks | Closing]] = (),
    head: tuple[HeadLine, ...] = (),
) -> Document:
    """A briefing of this content; what has nothing to show is left out.

    `sections` are keys, of which “section-KEY” is the heading, with their blocks. Those that
    explain the codes of the others are made after them, wherever they stand.
    """
    say = speech.say
    settings = material.dossier.settings
    template = request.template
    keys = [key for key, _ in sections]
    usual = template.sections.get(request.kind, tuple(keys))
    order = own_order(material.dossier, request.kind, keys, usual)
    if request.sections is not None:
        order = list(request.sections)
    given = {key: part for key, part in sections if key in order}
    filled = {key: _filled(part) for key, part in given.items() if not callable(part)}
    said = (bottom_line, key_judgments, tuple(opening), tuple(filled.values()))
    codes = tuple(dict.fromkeys(codes_in(said)))
    filled |= {key: _filled(part(codes)) for key, part in given.items() if callable(part)}
    return Document(
        kind=request.kind,
        language=speech.language,
        direction=speech.direction,
        words=Words(
            briefing=say(f"kind-{request.kind}"),
            bottom_line=say("bottom-line"),
            page=say("page", number="{number}", count="{count}"),
            notes=say("notes"),
            asked=say("if-asked"),
            seal=say("seal-line", code="{code}"),
        ),
        title=settings.title,
        subject=settings.subject,
        occasion=occasion(material, speech),
        handling_mark=settings.handling_mark,
        produced=request.produced,
        program=say("program", version=request.version),
        bottom_line=bottom_line,
        key_judgments=key_judgments,
        opening=_filled(opening),
        sections=tuple(
            Section(say(f"section-{key}"), filled[key], key) for key in order if filled.get(key)
        ),
        head=head,
        authority=tuple(settings.authority.strip().splitlines()) or template.authority,
        author=settings.author,
        letterhead=template.letterhead.lines(speech.language),
        template=template,
    )


def own_order(
    dossier: Dossier, kind: str, sections: Sequence[str], usual: Sequence[str]
) -> list[str]:
    """The sections of a kind that the user wants, in the user's order."""
    return [section for section, shown in arranged(dossier, kind, sections, usual) if shown]


def arranged(
    dossier: Dossier, kind: str, sections: Sequence[str], usual: Sequence[str]
) -> list[tuple[str, bool]]:
    """All sections of a kind in the user's order, each with whether it is to be printed.

    One that the user never decided about stands behind the one that it follows by itself, and is
    printed if it is among the `usual`, whose order is that of the template.
    """
    natural = [section for section in usual if section in sections]
    natural += [section for section in sections if section not in natural]
    rows = [row for row in dossier.briefing_sections if row.kind == kind]
    found = [(row.section, row.shown) for row in rows if row.section in sections]
    order = [section for section, _ in found]
    before = -1
    for section in natural:
        if section not in order:
            order.insert(before + 1, section)
            found.insert(before + 1, (section, section in usual))
        before = order.index(section)
    return found


def occasion(material: Material, speech: Speech) -> str:
    """The scenario, the day it starts from, and how far it looks."""
    last = int(material.projection.months[-1])
    as_of = material.dossier.settings.as_of
    facts: dict[str, str | float] = {
        "day": speech.day(as_of),
        "number": str(last),
        "count": last,
        "month": speech.month(as_of, last),
    }
    row = material.dossier.find("scenarios", material.scenario_id)
    if row is None:
        return speech.say("occasion-without-scenario", **facts)
    return speech.say("occasion", scenario=speech.name(row.name), **facts)


def _filled(blocks: Blocks) -> tuple[Block, ...]:
    """The blocks that have something to show."""

    def empty(block: Block) -> bool:
        if isinstance(block, Table):
            return not block.rows
        if isinstance(block, BarChart):
            return not any(bar.value for panel in block.panels for bar in panel.bars)
        if isinstance(block, FanChart | LayerChart):
            return not block.panels
        if isinstance(block, Point):
            return not block.said.text
        return not block.text

    return tuple(block for block in blocks if not empty(block))
