"""What the results assume: settings, cells, effects, spillovers, sources, words for numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from equipoise.briefing.codes import code_of
from equipoise.briefing.content.basis import basis_cell
from equipoise.briefing.content.goals import yardstick_of
from equipoise.briefing.document import Cell, Column, Row, Table
from equipoise.briefing.language.speech import Speech, term_message
from equipoise.dossier.confidence import source_grade
from equipoise.dossier.dossier import PRINT_SETTINGS, Dossier
from equipoise.dossier.fields import Choice, Flag, Number, specifications
from equipoise.dossier.rows import Settings

_GRADES = ("low", "moderate", "high")
_RECORDED = frozenset({"horizon", "seed", "draws"})
"""Settings that the record of the briefing states as the projection used them."""


def settings_table(dossier: Dossier, speech: Speech) -> Table:
    """Every setting that bears on the results, with its unit and meaning."""
    say = speech.say
    rows: list[Row] = []
    for name, spec in specifications(Settings).items():
        value = getattr(dossier.settings, name)
        if name in _RECORDED | PRINT_SETTINGS:
            continue
        if isinstance(spec, Number):
            shown = say(f"{name}.value", number=speech.number(value), count=value)
        elif isinstance(spec, Flag):
            shown = say("on" if value else "off")
        elif isinstance(spec, Choice):
            shown = say(f"{name}.value-{value}")
        else:
            continue
        rows.append(Row((Cell(say(name)), Cell(shown), Cell(say(f"{name}.help")))))
    return Table(
        say("settings-table"),
        (
            Column(say("settings-table.setting"), 1.3),
            Column(say("column-value"), 1),
            Column(say("settings-table.meaning"), 3.2),
        ),
        tuple(rows),
    )


def cells_table(dossier: Dossier, speech: Speech) -> Table:
    """Drift, importance and volatility of each cell, with the reasons given."""
    say = speech.say
    rows: list[Row] = []
    for aspect in dossier.aspects:
        for position, pole in enumerate(dossier.poles):
            cell = dossier.find("cells", f"{aspect.id}/{pole.id}")
            if cell is None:
                continue
            drift = dossier.drift_of(cell)
            rows.append(
                Row(
                    (
                        Cell(aspect.name if position == 0 else ""),
                        Cell(pole.name),
                        Cell("–" if drift is None else speech.judgment(drift)),
                        Cell(speech.number(cell.importance)),
                        Cell(speech.number(cell.volatility)),
                        Cell(cell.note or "–"),
                        basis_cell(dossier, cell, speech),
                    ),
                    opens=position == 0,
                    codes=(code_of(dossier, "cells", cell.id),),
                )
            )
    return Table(
        say("cells-table"),
        (
            Column(say("column-aspect"), 1.6),
            Column(say("column-pole"), 1.1),
            Column(say("cells-table.drift"), 2.3),
            Column(say("cells-table.importance"), 1.4, numeric=True),
            Column(say("cells-table.volatility"), 1.3, numeric=True),
            Column(say("column-why"), 4),
            Column(say("column-rests-on"), 1.6),
        ),
        tuple(rows),
        say("cells-table.note"),
    )


def _effect_rows(
    dossier: Dossier,
    owners: str,
    effects: Iterable[Any],
    owner_of: Callable[[Any], str],
    speech: Speech,
) -> tuple[Row, ...]:
    found: dict[tuple[str, str], list[str]] = {}
    for effect in effects:
        name = speech.name(dossier.name_of("aspects", effect.aspect_id))
        found.setdefault((owner_of(effect), effect.pole_id), []).append(
            speech.say("effect-on-cell", aspect=name, effect=speech.judgment(effect.effect))
        )
    return tuple(
        Row(
            (
                Cell(owner.name),
                *(Cell("\n".join(found.get((owner.id, pole.id), ["–"]))) for pole in dossier.poles),
                basis_cell(dossier, owner, speech),
            ),
            codes=(code_of(dossier, owners, owner.id),),
        )
        for owner in dossier.table(owners)
    )


def _effects_table(
    dossier: Dossier, title: str, heading: str, rows: tuple[Row, ...], speech: Speech
) -> Table:
    return Table(
        speech.say(title),
        (
            Column(speech.say(heading), 1.5),
            *(
                Column(speech.say("effects-on-pole", pole=speech.name(pole.name)), 3.2)
                for pole in dossier.poles
            ),
            Column(speech.say("column-rests-on"), 1.25),
        ),
        rows,
        speech.say("effects-note"),
    )


def recommendation_effects_table(dossier: Dossier, speech: Speech) -> Table:
    """The judged effects of each recommendation on the cells, a column a pole."""
    rows = _effect_rows(
        dossier,
        "recommendations",
        dossier.recommendation_effects,
        lambda effect: str(effect.recommendation_id),
        speech,
    )
    title = "recommendation-effects-table"
    return _effects_table(dossier, title, "column-recommendation", rows, speech)


def driver_effects_table(dossier: Dossier, speech: Speech) -> Table:
    """The judged effects of each driver on the cells, a column a pole."""
    rows = _effect_rows(
        dossier, "drivers", dossier.driver_effects, lambda effect: str(effect.driver_id), speech
    )
    return _effects_table(dossier, "driver-effects-table", "column-driver", rows, speech)


def dampings_table(dossier: Dossier, speech: Speech) -> Table:
    """Which driver each recommendation damps, and by how much at full effort."""
    rows = tuple(
        Row(
            (
                Cell(dossier.name_of("recommendations", damping.recommendation_id)),
                Cell(dossier.name_of("drivers", damping.driver_id)),
                Cell(speech.judgment(damping.share)),
                basis_cell(
                    dossier, dossier.get("recommendations", damping.recommendation_id), speech
                ),
            ),
            codes=(code_of(dossier, "dampings", damping.id),),
        )
        for damping in dossier.dampings
    )
    return Table(
        speech.say("dampings-table"),
        (
            Column(speech.say("column-recommendation"), 2.2),
            Column(speech.say("dampings-table.driver"), 2.2),
            Column(speech.say("dampings-table.share"), 1.7),
            Column(speech.say("column-rests-on"), 1.6),
        ),
        rows,
    )


def spillovers_table(dossier: Dossier, speech: Speech) -> Table:
    """How far a displacement of one cell carries over to another."""

    def place(aspect: str, pole: str) -> str:
        return speech.say(
            "cell",
            aspect=speech.name(dossier.name_of("aspects", aspect)),
            pole=speech.name(dossier.name_of("poles", pole)),
        )

    rows = tuple(
        Row(
            (
                Cell(place(s.from_aspect_id, s.from_pole_id)),
                Cell(place(s.to_aspect_id, s.to_pole_id)),
                Cell(speech.number(s.strength)),
                Cell(s.note or "–"),
                basis_cell(dossier, s, speech),
            ),
            codes=(code_of(dossier, "spillovers", s.id),),
        )
        for s in dossier.spillovers
    )
    return Table(
        speech.say("spillovers-table"),
        (
            Column(speech.say("spillovers-table.from"), 2.4),
            Column(speech.say("spillovers-table.to"), 2.4),
            Column(speech.say("spillovers-table.strength"), 0.6, numeric=True),
            Column(speech.say("column-why"), 3),
            Column(speech.say("column-rests-on"), 1.75),
        ),
        rows,
        speech.say("spillovers-table.note"),
    )


def sources_table(dossier: Dossier, speech: Speech) -> Table:
    """The sources with their Admiralty grade and what it supports alone."""
    say = speech.say
    rows: list[Row] = []
    for source in dossier.sources:
        meanings = (
            say(f"reliability-{source.reliability}"),
            say(f"credibility-{source.credibility}"),
        )
        published = "" if source.published is None else speech.day(source.published)
        rows.append(
            Row(
                (
                    Cell(source.name, published),
                    Cell(f"{source.reliability}{source.credibility}", "\n".join(meanings)),
                    Cell(say(f"confidence-{_GRADES[source_grade(source)]}")),
                    Cell(source.reference or "–", source.note),
                ),
                codes=(code_of(dossier, "sources", source.id),),
            )
        )
    return Table(
        say("sources-table"),
        (
            Column(say("sources-table.source"), 1.5),
            Column(say("sources-table.grade"), 1.5),
            Column(say("sources-table.confidence"), 0.9),
            Column(say("sources-table.reference"), 3.6),
        ),
        tuple(rows),
        say("sources-table.note"),
    )


def confidence_table(speech: Speech) -> Table:
    """What the confidence words mean."""
    return Table(
        speech.say("confidence-table"),
        (
            Column(speech.say("column-word"), 0.8),
            Column(speech.say("confidence-table.meaning"), 5),
        ),
        tuple(
            Row(
                (
                    Cell(speech.say(f"confidence-{word}")),
                    Cell(speech.say(f"confidence-table.{word}")),
                )
            )
            for word in reversed(_GRADES)
        ),
        speech.say("confidence-table.note"),
    )


def yardstick_table(dossier: Dossier, speech: Speech) -> Table:
    """The scale of estimative words, printed once."""
    yardstick = yardstick_of(dossier)
    return Table(
        speech.say("yardstick-table", yardstick=speech.say(yardstick.key)),
        (
            Column(speech.say("column-word"), 2),
            Column(speech.say("yardstick-table.probability"), 1),
        ),
        tuple(
            Row(
                (
                    Cell(speech.say(term_message(yardstick, term.word))),
                    Cell(
                        speech.say(
                            "percent-range",
                            low=speech.number(term.low),
                            high=speech.number(term.high),
                        )
                    ),
                )
            )
            for term in yardstick.terms
        ),
        speech.say("yardstick-table.note", source=speech.say(f"{yardstick.key}.source")),
        narrow=True,
    )
