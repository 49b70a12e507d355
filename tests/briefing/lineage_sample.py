"""A dossier made to be hard to trace, and which of its rows move which figures, by trying all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np

from equipoise.briefing.codes import (
    ALL_DRIVERS,
    ALL_EFFORT,
    ALL_GOALS,
    code_of,
    index_code,
)
from equipoise.dossier.dossier import TABLES, Dossier
from equipoise.dossier.fields import Judged, specifications
from equipoise.dossier.judgment import Judgment
from equipoise.dossier.rows import (
    JUDGED_TABLES,
    Aspect,
    Band,
    Cell,
    Damping,
    Driver,
    DriverEffect,
    Forcing,
    Goal,
    GoalSetAside,
    Override,
    Pole,
    Recommendation,
    RecommendationEffect,
    Scenario,
    Settings,
    Source,
    Spillover,
    Step,
    Term,
    Weight,
)
from equipoise.dossier.validation import validated
from equipoise.projection.model import ProjectionModel

Key = tuple[str, str]


def tangled_dossier() -> Dossier:
    """Chains of spillovers, damping, what is out, blocked, weightless or does not count."""
    some, other = ("some",), ("other",)
    effect = Judgment(4, 8, 12)
    return validated(
        Dossier(
            settings=Settings(title="Tangle", as_of=date(2026, 1, 1), horizon=12, draws=64, seed=5),
            poles=(Pole("n", "North"), Pole("s", "South")),
            terms=(
                Term("calm", "Calm", Judgment(50, 60, 70), Judgment(-1, 0, 1)),
                Term("tense", "Tense", Judgment(30, 40, 50), Judgment(-2, -1, 0)),
            ),
            aspects=tuple(Aspect(i, i.title()) for i in ("trade", "talks", "arms", "arts")),
            cells=(
                Cell("trade", "n", "calm", source_ids=some),
                Cell("trade", "s", "calm", Judgment(40, 45, 50), Judgment(-1, 0, 1)),
                Cell("talks", "n", "tense", source_ids=other),
                Cell("talks", "s", "tense", Judgment(30, 35, 40), source_ids=some),
                Cell("arms", "n", "calm", importance=0, source_ids=some),
                Cell("arms", "s", "tense", source_ids=some),
                Cell("arts", "n", "calm", source_ids=some),
                Cell("arts", "s", "calm", source_ids=some),
            ),
            spillovers=(
                Spillover("arms", "n", "trade", "n", 0.4, source_ids=some),
                Spillover("trade", "n", "talks", "n", 0.3, source_ids=some),
                Spillover("talks", "n", "talks", "s", 0.0, source_ids=some),
                Spillover("arts", "n", "arts", "s", 0.5, source_ids=some),
            ),
            drivers=(
                Driver(
                    "flood",
                    "Flood",
                    likelihood=Judgment(70, 80, 90),
                    onset=Judgment(0, 1, 2),
                    half_life=6,
                    source_ids=some,
                ),
                Driver("embargo", "Embargo", timing="ongoing", source_ids=other),
                Driver("fair", "Fair", source_ids=some),
                Driver(
                    "coup",
                    "Coup",
                    likelihood=Judgment(60, 70, 80),
                    onset=Judgment(0, 1, 3),
                    source_ids=some,
                ),
                Driver("idle", "Idle", source_ids=some),
            ),
            driver_effects=(
                DriverEffect("flood", "arms", "n", effect),
                DriverEffect("embargo", "talks", "s", Judgment(-12, -8, -4)),
                DriverEffect("fair", "arms", "s", effect),
                DriverEffect("coup", "talks", "n", effect),
            ),
            recommendations=(
                Recommendation("aid", "Aid", source_ids=some),
                Recommendation("visit", "Visit", source_ids=some),
                Recommendation("guard", "Guard", source_ids=some),
                Recommendation("stuck", "Stuck", source_ids=some),
                Recommendation("later", "Later", source_ids=some),
            ),
            steps=(
                Step("fund", "aid", "Fund", start=Judgment(0, 1, 2)),
                Step("halt", "aid", "Halt", status="blocked"),
                Step("wait", "stuck", "Wait", status="blocked"),
            ),
            recommendation_effects=(
                RecommendationEffect("aid", "trade", "s", effect),
                RecommendationEffect("visit", "arms", "n", effect),
                RecommendationEffect("stuck", "trade", "n", effect),
                RecommendationEffect("later", "talks", "s", effect),
            ),
            dampings=(
                Damping("guard", "embargo", Judgment(10, 20, 30)),
                Damping("aid", "coup", Judgment(10, 20, 30)),
                Damping("later", "fair", Judgment(10, 20, 30)),
            ),
            sources=(Source("some", "Some"), Source("other", "Other", "", None, "B", "2")),
            bands=(Band("low", "low"), Band("high", "high", 50)),
            goals=(
                Goal("warm", "Warm north", pole_id="n", threshold=55, month=12),
                Goal(
                    "talk",
                    "Talks",
                    "goal",
                    "talks",
                    "s",
                    threshold=33,
                    month=10,
                ),
                Goal("aside", "Aside", "goal", "arts", "s", threshold=50, month=12),
                Goal(
                    "line",
                    "Line",
                    "red_line",
                    "arms",
                    "s",
                    "at_least",
                    threshold=38,
                    time="by",
                    month=12,
                ),
                Goal("far", "Far", pole_id="s", threshold=50, month=12),
            ),
            scenarios=(Scenario("here", "Here"), Scenario("there", "There")),
            weights=(
                Weight("here", "aid", 30),
                Weight("here", "visit", 20),
                Weight("here", "guard", 10),
                Weight("here", "stuck", 10),
                Weight("there", "later", 40),
            ),
            forcings=(
                Forcing("here", "coup", "does_not_happen"),
                Forcing("here", "fair", "happens", 2),
            ),
            overrides=(
                Override("here", "driver_effects", "flood/arms/n", "effect", Judgment(8, 9, 10)),
            ),
            goals_set_aside=(GoalSetAside("here", "aside"), GoalSetAside("here", "far")),
        )
    )


def figures(dossier: Dossier, scenario_id: str) -> dict[str, Any]:
    """Everything computed that a code stands for, by code, in full precision."""
    model = ProjectionModel(dossier, scenario_id)
    weights = dossier.weights_of(scenario_id)
    projection = model.project(weights)
    drivers, swings = model.driver_attribution(weights).points, model.swings()
    poles = [pole.id for pole in dossier.poles]
    found: dict[str, Any] = {ALL_GOALS: projection.all_goals}
    for pole in poles:
        found[index_code(dossier, pole)] = projection.index_draws[pole]
    for cell in dossier.cells:
        found[code_of(dossier, "cells", cell.id)] = projection.cells[cell.id].quantiles()
    for goal in dossier.goals:
        given = projection.goals if goal.kind == "goal" else projection.red_lines
        found[code_of(dossier, "goals", goal.id)] = given[goal.id]
    for r in dossier.recommendations:
        found[code_of(dossier, "recommendations", r.id)] = [
            (projection.attribution[p][r.id], swings[r.id][p].p5, swings[r.id][p].p95)
            for p in poles
        ]
    for d in dossier.drivers:
        found[code_of(dossier, "drivers", d.id)] = [drivers[p][d.id] for p in poles]
    found[ALL_EFFORT] = [list(projection.attribution[p].values()) for p in poles]
    found[ALL_DRIVERS] = [list(drivers[p].values()) for p in poles]
    return found


def changed(dossier: Dossier) -> Iterator[tuple[Key, Dossier]]:
    """The dossier with each of its judgments changed, one at a time, by the row that has it."""
    for table in (*(key for key, _ in JUDGED_TABLES), "terms"):
        for name, spec in specifications(TABLES[table].row_class).items():
            if not isinstance(spec, Judged):
                continue
            low, high = spec.minimum, spec.maximum
            for row in dossier.table(table):
                if getattr(row, name) is None:
                    continue
                for at in (0.52, 0.8):
                    values: dict[str, Any] = {
                        name: Judgment(*(low + (high - low) * (at + d) for d in (0, 0.01, 0.02)))
                    }
                    yield (table, row.id), dossier.with_row(table, replace(row, **values))
    for override in dossier.overrides:
        other = replace(override, judgment=Judgment(20, 25, 30))
        yield ("overrides", override.id), dossier.with_row("overrides", other)


def moved(dossier: Dossier, scenario_id: str) -> dict[str, set[Key]]:
    """The rows whose judgments move the figures of each code, found by changing each of them."""
    before = figures(dossier, scenario_id)
    found: dict[str, set[Key]] = {code: set() for code in before}
    for key, other in changed(dossier):
        for code, value in figures(other, scenario_id).items():
            if not _same(value, before[code]):
                found[code].add(key)
    return found


def _same(one: Any, two: Any) -> bool:
    if one is None or two is None:
        return one is two
    return bool(np.allclose(one, two, rtol=0, atol=1e-9))
