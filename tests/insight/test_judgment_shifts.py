"""Judgments that alone would reach a goal, each verified by projecting the changed dossier."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest

from equipoise.dossier.dossier import Dossier
from equipoise.dossier.rows import Goal
from equipoise.dossier.validation import validated
from equipoise.insight.judged_places import JudgedPlace, judged_places
from equipoise.insight.reverse_search import Cancelled, judgment_shifts
from equipoise.projection.model import ProjectionModel
from equipoise.store.shipped import shipped_dossier

GOAL = "working-relationship"


def shipped(draws: int = 512) -> Dossier:
    dossier = shipped_dossier()
    return replace(dossier, settings=replace(dossier.settings, draws=draws))


def places(dossier: Dossier, scenario_id: str) -> dict[tuple[str, str, str], JudgedPlace]:
    forcings = {f.driver_id: f for f in dossier.forcings_of(scenario_id)}
    found = judged_places(dossier, forcings, dossier.weights_of(scenario_id))
    return {(p.table, p.row_id, p.field): p for p in found}


def projected(dossier: Dossier, place: JudgedPlace, likely: float) -> float:
    row = dossier.get(place.table, place.row_id)
    changes = {place.field: place.shifted(likely)}
    changed = validated(dossier.with_row(place.table, replace(row, **changes)))
    model = ProjectionModel(changed, "balanced")
    return float(model.project(dossier.weights_of("balanced")).goals[GOAL] or 0)


def test_each_shift_reaches_it_and_less_does_not() -> None:
    dossier = shipped()
    wanted = 0.8
    shifts = judgment_shifts(dossier, "balanced", GOAL, wanted)
    known = places(dossier, "balanced")
    assert {s.table for s in shifts} >= {"cells", "driver_effects", "recommendation_effects"}
    relative = []
    for shift in shifts:
        place = known[shift.table, shift.row_id, shift.field]
        relative.append(abs(shift.needed - shift.likely) / place.spread)
        assert shift.probability >= wanted
    assert relative == sorted(relative)
    chosen = {s.table: s for s in reversed(shifts)}
    for shift in chosen.values():
        place = known[shift.table, shift.row_id, shift.field]
        assert projected(dossier, place, shift.needed) == pytest.approx(shift.probability, abs=1e-9)
        way = place.bounds[1] if shift.needed > shift.likely else place.bounds[0]
        less = shift.needed - 0.004 * (way - shift.likely)
        assert projected(dossier, place, less) < wanted


def test_nothing_is_needed_or_nothing_does() -> None:
    dossier = shipped(256)
    assert judgment_shifts(dossier, "balanced", GOAL, 0.5) == ()
    goal = replace(dossier.get("goals", GOAL), threshold=99.5)
    assert judgment_shifts(dossier.with_row("goals", goal), "balanced", GOAL, 0.5) == ()


def test_a_judgment_without_influence_is_given_up_at_its_bound() -> None:
    dossier = shipped(128)
    model = ProjectionModel(dossier, "balanced")
    chance = model.project(dossier.weights_of("balanced")).goals[GOAL] or 0
    asked = itertools.count()
    shifts = judgment_shifts(
        dossier, "balanced", GOAL, chance + 0.005, cancelled=lambda: next(asked) > 1_000
    )
    assert shifts
    assert not [s for s in shifts if s.table == "cells" and s.row_id.endswith("/west")]


def test_it_can_be_withdrawn() -> None:
    with pytest.raises(Cancelled):
        judgment_shifts(shipped(256), "balanced", GOAL, 0.8, cancelled=lambda: True)


def test_only_judgments_that_the_projection_uses_are_asked() -> None:
    dossier = shipped(64)
    used = places(dossier, "latitude-iran")
    assert ("drivers", "iranian-relations", "likelihood") not in used, "forced to happen"
    assert ("drivers", "iranian-relations", "likelihood") in places(dossier, "balanced")
    idle = {r for r, w in dossier.weights_of("west-first").items() if w == 0}
    effects = [
        dossier.get(table, row_id)
        for table, row_id, _ in places(dossier, "west-first")
        if table == "recommendation_effects"
    ]
    assert effects
    assert not idle & {effect.recommendation_id for effect in effects}


def test_a_shift_keeps_the_bounds_of_quantity_and_damping() -> None:
    dossier = shipped(64)
    for place in places(dossier, "balanced").values():
        row = dossier.get(place.table, place.row_id)
        for bound in place.bounds:
            values = {place.field: place.shifted(bound)}
            validated(dossier.with_row(place.table, replace(row, **values)))


def test_a_red_line_is_to_hold() -> None:
    dossier = shipped(256)
    line: Goal = dossier.get("goals", "collision-over-syria")
    assert line.kind == "red_line"
    (best, *_) = judgment_shifts(dossier, "as-today", line.id, 0.95)
    assert best.probability >= 0.95
    assert "Russia" in best.label
