"""Generated dossiers with handling marks: every text of every row holds a marker of that row.

Identifiers and markers end in “~”, so that none is the beginning of another.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import Any

from hypothesis import strategies as st

from equipoise.dossier.dossier import TABLES, Dossier
from equipoise.dossier.fields import Text, specifications
from equipoise.dossier.judgment import Judgment
from equipoise.dossier.rows import (
    Aspect,
    Band,
    BriefingIssued,
    BriefingSection,
    BriefingText,
    Cell,
    Conflict,
    Damping,
    Driver,
    DriverEffect,
    Forcing,
    Goal,
    GoalSetAside,
    Linkage,
    Mark,
    NameAbroad,
    Override,
    Pole,
    Recommendation,
    RecommendationEffect,
    Reservation,
    Scenario,
    Settings,
    Source,
    Spillover,
    Step,
    Term,
    Weight,
)
from equipoise.dossier.scenarios import ScenarioState

NUMBERS = Judgment(10, 20, 30)
_MEANT = frozenset({"bookmark", "row_id", "field"})


def marker(key: str, place: int, name: str) -> str:
    """The text that only one field of one row holds."""
    return f"marker {key} {place} {name}~"


def identifiers(key: str, count: int) -> list[str]:
    return [f"{key}-{place}~" for place in range(count)]


def planted(dossier: Dossier) -> Dossier:
    """The dossier with a marker in every text but those that mean something."""
    for key in TABLES:
        rows = []
        for place, row in enumerate(dossier.table(key)):
            texts: dict[str, Any] = {
                name: marker(key, place, name)
                for name, spec in specifications(type(row)).items()
                if isinstance(spec, Text)
                and name not in _MEANT
                and not (name == "remembered" and not row.remembered)
                and not (key == "conflicts" and name == "table")
            }
            rows.append(replace(row, **texts))
        dossier = dossier.with_table(key, rows)
    texts = {
        name: marker("settings", 0, name)
        for name, spec in specifications(Settings).items()
        if isinstance(spec, Text)
    }
    return replace(dossier, settings=replace(dossier.settings, **texts))


def some(rows: Sequence[Any]) -> st.SearchStrategy[list[Any]]:
    """Any of the rows, in any order."""
    return st.lists(st.sampled_from(rows), unique=True) if rows else st.just([])


@st.composite
def marked_dossiers(draw: st.DrawFn) -> Dossier:
    """A dossier in order with rows in every table, and marks, or none, on rows that can carry one.

    Scenarios speak of rows that were deleted, and their bookmarks of every row there is.
    """
    marks = [
        Mark(i, i, draw(st.integers(0, 3))) for i in identifiers("marks", draw(st.integers(1, 4)))
    ]
    carried = st.sampled_from(["", *(m.id for m in marks)])

    def ids(key: str, least: int, most: int) -> list[str]:
        return identifiers(key, draw(st.integers(least, most)))

    def one(options: Sequence[str]) -> str:
        return draw(st.sampled_from(options))

    poles, terms = ids("poles", 1, 2), identifiers("terms", 2)
    aspects, sources = ids("aspects", 1, 3), ids("sources", 0, 3)
    drivers, recommendations = ids("drivers", 0, 2), ids("recommendations", 0, 3)
    goals, scenarios = ids("goals", 0, 3), ids("scenarios", 0, 2)
    used = some(sources)
    grid = [(a, p) for a in aspects for p in poles]
    cells = []
    for i, (a, p) in enumerate(grid):
        follows = draw(st.booleans())
        own = None if follows else NUMBERS
        importance = 1.0 if i < len(poles) else draw(st.sampled_from([0.0, 1.0]))
        term = one(terms) if follows else one(["", *terms])
        cells.append(
            Cell(
                a,
                p,
                term,
                own,
                own,
                importance,
                source_ids=tuple(draw(used)),
                mark_id=draw(carried),
            )
        )
    steps: list[Step] = []
    for i in identifiers("steps", draw(st.integers(0, 3)) if recommendations else 0):
        after = one(["", *(s.id for s in steps)])
        steps.append(Step(i, one(recommendations), i, after_step_id=after, mark_id=draw(carried)))
    effects = [
        (owner, *cell) for owner in (*drivers, *recommendations) for cell in draw(some(grid))
    ]
    judged = [
        *(("cells", f"{a}/{p}", "level") for a, p in grid),
        *(("drivers", d, "likelihood") for d in drivers),
        *(("steps", s.id, "start") for s in steps),
        *(("drivers", "drivers-deleted~", "likelihood") for _ in range(1)),
    ]
    settings = Settings(
        horizon=60,
        base_scenario_id=one(["", *scenarios]),
        default_mark_id=draw(carried),
    )
    linked = [(r, o) for r in recommendations for o in recommendations if r != o]
    everything = ScenarioState(
        dict.fromkeys([*recommendations, "recommendations-deleted~"], 1.0),
        {d: (one(["happens", "secret~"]), 3) for d in drivers},
        dict.fromkeys([*judged, ("nothing~", "nothing~", "nothing~")], NUMBERS),
        frozenset(goals),
    )
    named = {
        "aspects": [Aspect(i, i, mark_id=draw(carried)) for i in aspects],
        "drivers": [
            Driver(i, i, source_ids=tuple(draw(used)), mark_id=draw(carried)) for i in drivers
        ],
        "recommendations": [
            Recommendation(i, i, source_ids=tuple(draw(used)), mark_id=draw(carried))
            for i in recommendations
        ],
        "sources": [Source(i, i, mark_id=draw(carried)) for i in sources],
        "goals": [
            Goal(i, i, aspect_id=one(["", *aspects]), pole_id=one(poles), mark_id=draw(carried))
            for i in goals
        ],
        "scenarios": [
            Scenario(
                i, i, bookmark=one(["", "unreadable~", everything.text()]), mark_id=draw(carried)
            )
            for i in scenarios
        ],
    }
    decided = [(s, r) for s in scenarios for r in (*recommendations, "recommendations-deleted~")]
    forced = [(s, d) for s in scenarios for d in (*drivers, "drivers-deleted~")]
    place = st.sampled_from(["success", *(f"goal:{g}" for g in goals)])
    found = planted(
        Dossier(
            settings=settings,
            poles=tuple(Pole(i, i) for i in poles),
            terms=tuple(Term(i, i, NUMBERS, NUMBERS) for i in terms),
            aspects=tuple(named["aspects"]),
            cells=tuple(cells),
            spillovers=tuple(
                Spillover(*one_cell, *other, 0.1, source_ids=tuple(draw(used)))
                for one_cell, other in pairwise(grid)
            ),
            drivers=tuple(named["drivers"]),
            driver_effects=tuple(DriverEffect(*e, NUMBERS) for e in effects if e[0] in drivers),
            recommendations=tuple(named["recommendations"]),
            steps=tuple(steps),
            recommendation_effects=tuple(
                RecommendationEffect(*e, NUMBERS) for e in effects if e[0] in recommendations
            ),
            dampings=tuple(
                Damping(r, d, Judgment(1, 2, 3, 100)) for r in recommendations for d in drivers
            ),
            sources=tuple(named["sources"]),
            bands=tuple(Band(i, i, 50.0 * n) for n, i in enumerate(identifiers("bands", 2))),
            goals=tuple(named["goals"]),
            scenarios=tuple(named["scenarios"]),
            weights=tuple(
                Weight(s, r, 5.0, "x" if "deleted" in r else "") for s, r in draw(some(decided))
            ),
            forcings=tuple(
                Forcing(s, d, remembered="x" if "deleted" in d else "")
                for s, d in draw(some(forced))
            ),
            overrides=tuple(
                Override(s, *place, NUMBERS, "x" if "deleted" in place[1] else "")
                for s in scenarios
                for place in draw(some(judged))
            ),
            goals_set_aside=tuple(
                GoalSetAside(s, g)
                for s, g in draw(some([(s, g) for s in scenarios for g in goals]))
            ),
            linkages=tuple(Linkage(r, "requires", o) for r, o in draw(some(linked))),
            marks=tuple(marks),
            conflicts=tuple(
                Conflict(i, one(["aspects", "cells"]), one(aspects)) for i in ids("conflicts", 0, 2)
            ),
            reservations=tuple(
                Reservation(
                    i,
                    i,
                    *judged_place,
                    NUMBERS,
                    remembered="x" if "deleted" in judged_place[1] else "",
                    mark_id=draw(carried),
                )
                for i in ids("reservations", 0, 3)
                for judged_place in [draw(st.sampled_from(judged))]
            ),
            briefings_issued=tuple(
                BriefingIssued(i, date(2026, 1, 1), i, i, mark_id=draw(carried))
                for i in ids("briefings_issued", 0, 2)
            ),
            briefing_sections=(BriefingSection("full", "drivers"),),
        )
    )
    texts = [
        replace(BriefingText("en", draw(place)), mark_id=draw(carried))
        for _ in range(draw(st.integers(0, 1)))
    ]
    texts = [
        replace(row, **{name: marker("briefing_texts", n, name) for name in ("text", "computed")})
        for n, row in enumerate(texts)
    ]
    return _with_names_abroad(draw, found).with_table("briefing_texts", texts)


def _with_names_abroad(draw: st.DrawFn, dossier: Dossier) -> Dossier:
    """Some of the names that rows have, and one that none has, in another language."""
    named = [row.name for key in ("aspects", "goals", "scenarios") for row in dossier.table(key)]
    names = [*draw(some(named)), "nobody~"]
    return dossier.with_table(
        "names_abroad",
        (
            NameAbroad(i, name, "he", marker("names_abroad", n, "written"))
            for n, (i, name) in enumerate(
                zip(identifiers("names_abroad", len(names)), names, strict=True)
            )
        ),
    )
