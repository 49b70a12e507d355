"""Generated edits: dossiers that went on from another one, each edit in order by itself."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import strategies as st

from dossier.generated import days, judgments, texts
from equipoise.dossier.deletion import delete
from equipoise.dossier.dossier import TABLES, Dossier
from equipoise.dossier.fields import (
    Choice,
    Day,
    Field,
    Flag,
    Judged,
    Number,
    Reference,
    References,
    specifications,
)
from equipoise.dossier.judgment import Judgment
from equipoise.dossier.rows import (
    Aspect,
    BriefingIssued,
    BriefingSection,
    BriefingText,
    Cell,
    Damping,
    DriverEffect,
    Mark,
    NameAbroad,
    Recommendation,
    RecommendationEffect,
    Reservation,
    Scenario,
    Source,
    Spillover,
    Step,
    Weight,
)
from equipoise.dossier.validation import InvalidDossier, problems_of

EDITED = tuple(key for key in TABLES if key != "conflicts")
KINDS = ("aspect", "source", "scenario", "recommendation", "mark", "link", "briefing", "briefing")


def a_value(draw: st.DrawFn, dossier: Dossier, spec: Field) -> Any:
    """A value that a field may have; references name rows of the dossier."""
    match spec:
        case Number():
            numbers = st.integers if spec.whole else st.floats
            return draw(numbers(spec.minimum, spec.maximum))  # type: ignore[operator]
        case Judged():
            return draw(judgments(spec.minimum, spec.maximum, margin=0.5))
        case Choice():
            return draw(st.sampled_from([key for key, _ in spec.options]))
        case Flag():
            return draw(st.booleans())
        case Day():
            return draw(days)
        case Reference():
            ids = [row.id for row in dossier.table(spec.table)]
            return draw(st.sampled_from([*ids, ""]))
        case References():
            ids = [row.id for row in dossier.table(spec.table)]
            return tuple(draw(st.lists(st.sampled_from(ids), unique=True))) if ids else ()
        case _:
            return draw(texts)


def _changed_field(draw: st.DrawFn, dossier: Dossier, _mine: str) -> Dossier:
    key = draw(st.sampled_from(["settings", *(k for k in EDITED if dossier.table(k))]))
    row = (
        dossier.settings if key == "settings" else draw(st.sampled_from(dossier.table(key)))  # type: ignore[arg-type]
    )
    specs = specifications(type(row))
    name = draw(st.sampled_from(list(specs)))
    if key not in ("settings", "steps") and f"{getattr(row, name)}" in row.id.split("/"):
        return dossier
    value = a_value(draw, dossier, specs[name])
    changed = replace(row, **{name: value})
    if changed.id != row.id:
        return dossier
    if key == "settings":
        return replace(dossier, settings=changed)
    return dossier.with_row(key, changed)


def _deleted_row(draw: st.DrawFn, dossier: Dossier, _mine: str) -> Dossier:
    keys = [k for k in EDITED if dossier.table(k) and k != "cells"]
    key = draw(st.sampled_from(keys))
    row = draw(st.sampled_from(dossier.table(key)))
    try:
        return delete(dossier, key, [row.id], with_referring=True)
    except InvalidDossier:
        return dossier  # a mark that rows carry stays


def _moved_row(draw: st.DrawFn, dossier: Dossier, _mine: str) -> Dossier:
    key = draw(st.sampled_from(EDITED))
    return dossier.with_table(key, draw(st.permutations(dossier.table(key))))


def _added_row(draw: st.DrawFn, dossier: Dossier, mine: str) -> Dossier:
    """A new row; `mine` tells the rows of one copy from those of another."""
    number = sum(len(dossier.table(key)) for key in TABLES)
    new, name = f"{mine}{number}", f"{draw(texts)}{draw(st.integers(0, 2))}+"
    effect = draw(judgments(-5, 5))
    cells, drivers, recommendations = dossier.cells, dossier.drivers, dossier.recommendations
    kind = draw(st.sampled_from(KINDS))
    if kind == "aspect":
        made = dossier.with_row("aspects", Aspect(new, name))
        for pole in dossier.poles:
            made = made.with_row("cells", Cell(new, pole.id, "", effect_level(), effect))
        for driver in drivers[:1]:
            for pole in dossier.poles[:1]:
                made = made.with_row(
                    "driver_effects", DriverEffect(driver.id, new, pole.id, effect)
                )
        return made
    if kind == "source":
        return dossier.with_row("sources", Source(new, name), draw(st.integers(0, 1)))
    if kind == "mark":
        return dossier.with_row("marks", Mark(new, name, draw(st.integers(0, 99))))
    if kind == "briefing":
        return _of_briefings(draw, dossier, new, name)
    if kind == "scenario":
        made = dossier.with_row("scenarios", Scenario(new, name))
        for row in recommendations:
            made = made.with_row("weights", Weight(new, row.id, draw(st.floats(0, 50))))
        return made
    if kind == "recommendation":
        made = dossier.with_row("recommendations", Recommendation(new, name))
        return made.with_row("steps", Step(f"{new}s", new, name))
    if not cells or not recommendations:
        return dossier
    cell, other = draw(st.sampled_from(cells)), draw(st.sampled_from(cells))
    row = draw(st.sampled_from(recommendations))
    made = dossier.with_row(
        "recommendation_effects",
        RecommendationEffect(row.id, cell.aspect_id, cell.pole_id, effect),
    )
    strength = draw(st.floats(-1, 1))
    made = made.with_row(
        "spillovers",
        Spillover(cell.aspect_id, cell.pole_id, other.aspect_id, other.pole_id, strength),
    )
    for driver in drivers[:1]:
        made = made.with_row("dampings", Damping(row.id, driver.id, draw(judgments(0, 60))))
    return made


def _of_briefings(draw: st.DrawFn, dossier: Dossier, new: str, name: str) -> Dossier:
    """A reservation, a name abroad, a sentence, a section or an issued briefing more."""
    language = draw(st.sampled_from(["en", "he"]))
    rows: list[tuple[str, Any]] = [
        ("names_abroad", NameAbroad(new, draw(st.sampled_from(["A", "B"])), language, name)),
        ("briefing_texts", BriefingText(language, draw(st.sampled_from(["a", "b:c/d"])), name)),
        ("briefing_sections", BriefingSection("full", draw(st.sampled_from(["a", "b", "c"])))),
        ("briefings_issued", BriefingIssued(new, draw(days), "full", language, record=name)),
    ]
    if dossier.drivers:
        judged = ("drivers", draw(st.sampled_from(dossier.drivers)).id, "likelihood")
        rows.append(("reservations", Reservation(new, name, *judged, draw(judgments(0, 100)))))
    key, row = draw(st.sampled_from(rows))
    return dossier.with_row(key, row, draw(st.integers(0, 2)))


def effect_level() -> Judgment:
    """A level that every cell may have."""
    return Judgment(40, 50, 60)


EDITS = (_changed_field, _changed_field, _changed_field, _deleted_row, _moved_row, _added_row)


@st.composite
def edited(draw: st.DrawFn, dossier: Dossier, mine: str, most: int = 6) -> Dossier:
    """The dossier after some edits; one that would leave it out of order is not made."""
    for _ in range(draw(st.integers(0, most))):
        after = draw(st.sampled_from(EDITS))(draw, dossier, mine)
        if not any(problems_of(after)):
            dossier = after
    return dossier
