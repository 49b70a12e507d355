"""Which rows of a dossier a computed figure rests on: those that could move it.

A level rests on its own cell, and on every driver and recommendation whose influence reaches it,
directly or by spillovers. Spillovers carry only what drivers and recommendations move, so the
level of the cell that an influence comes through does not matter, and its row is not named.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

from equipoise.dossier.dossier import Dossier
from equipoise.dossier.rows import Goal, Spillover

RowKey: TypeAlias = tuple[str, str]
"""Table and row identifier."""

Rows: TypeAlias = frozenset[RowKey]


@dataclass(frozen=True)
class Dependencies:
    """What rests on what in a dossier under one scenario.

    `dossier` has the scenario's judgments in place; `weights` are percent. A row that can move
    nothing by its judgments but belongs to one that can is named with it: a recommendation with its
    steps (it says when they age), a blocked step (its share counts), a driver that is forced.
    """

    dossier: Dossier
    scenario_id: str
    weights: Mapping[str, float]

    def cell(self, cell_id: str) -> Rows:
        """What the level of a cell rests on."""
        return self._levels({cell_id}, self._acting)

    def index(self, pole_id: str) -> Rows:
        """What the index of a pole rests on."""
        counting = {c for c in self._counting if self.dossier.get("cells", c).pole_id == pole_id}
        return self._levels(counting, self._acting)

    def goal(self, goal: Goal) -> Rows:
        """What the probability of a goal or the risk of a red line rests on."""
        own = frozenset({("goals", goal.id)})
        if goal.month > self.dossier.settings.horizon:
            return own
        if goal.aspect_id:
            return own | self.cell(f"{goal.aspect_id}/{goal.pole_id}")
        return own | self.index(goal.pole_id)

    def all_goals(self) -> Rows:
        """What the probability rests on that every goal in force holds."""
        aside = self.dossier.set_aside_in(self.scenario_id)
        goals = [g for g in self.dossier.goals if g.kind == "goal" and g.id not in aside]
        return frozenset().union(*(self.goal(goal) for goal in goals))

    def recommendation(self, recommendation_id: str) -> Rows:
        """What a recommendation's contribution and swing rest on, with its own judgments."""
        acting = frozenset({recommendation_id}) & self._able
        if recommendation_id in self._acting:
            acting = self._acting
        reached = self._reached_by_effort({recommendation_id} & self._able)
        return self._own_of_recommendation(recommendation_id) | self._levels(reached, acting)

    def all_effort(self) -> Rows:
        """What the change that all effort brings rests on."""
        return self._levels(self._reached_by_effort(self._acting), self._acting) | frozenset(
            ("weights", w.id) for w in self.dossier.weights if w.scenario_id == self.scenario_id
        )

    def driver(self, driver_id: str) -> Rows:
        """What a driver's contribution rests on, with its own judgments."""
        return self._own_of_driver(driver_id) | self._levels(
            self._reached_by_drivers({driver_id} - self._out), self._acting
        )

    def all_drivers(self) -> Rows:
        """What the change that all drivers bring rests on."""
        happening = {driver.id for driver in self.dossier.drivers} - self._out
        return self._levels(self._reached_by_drivers(happening), self._acting)

    def step(self, step_id: str) -> Rows:
        """A step ages with its recommendation and rests on its sources."""
        owner = self.dossier.get("steps", step_id).recommendation_id
        return self._said({("steps", step_id), ("recommendations", owner)})

    def damping(self, damping_id: str) -> Rows:
        """A damping ages with its recommendation and rests on its sources."""
        row = self.dossier.get("dampings", damping_id)
        return self._said(
            {
                ("dampings", damping_id),
                ("recommendations", row.recommendation_id),
                ("drivers", row.driver_id),
            }
        )

    @cached_property
    def _counting(self) -> frozenset[str]:
        """The cells that count in an index."""
        return frozenset(cell.id for cell in self.dossier.cells if cell.importance > 0)

    @cached_property
    def _out(self) -> frozenset[str]:
        """The drivers that do not happen in the scenario."""
        return frozenset(
            f.driver_id
            for f in self.dossier.forcings_of(self.scenario_id)
            if f.state == "does_not_happen"
        )

    @cached_property
    def _able(self) -> frozenset[str]:
        """The recommendations that effort can make act: not all of their steps are blocked."""
        return frozenset(
            r.id
            for r in self.dossier.recommendations
            if not (steps := self.dossier.steps_of(r.id))
            or any(step.status != "blocked" and step.share > 0 for step in steps)
        )

    @cached_property
    def _acting(self) -> frozenset[str]:
        """The recommendations that act with these weights."""
        return frozenset(key for key, percent in self.weights.items() if percent > 0) & self._able

    def _levels(self, cells: Iterable[str], acting: frozenset[str]) -> Rows:
        """All that the levels of these cells rest on, when these recommendations act."""
        targets = frozenset(cells)
        if not targets:
            return frozenset()
        dossier = self.dossier
        found: set[RowKey] = set()
        for cell_id in targets:
            cell = dossier.get("cells", cell_id)
            found.add(("cells", cell_id))
            if cell.term_id and (cell.level is None or cell.drift is None):
                found.add(("terms", cell.term_id))
        ways = self._upstream(targets)
        drivers: set[str] = set()
        moved: set[str] = set()
        for effect in dossier.driver_effects:
            if effect.driver_id not in self._out and effect.cell_id in ways:
                drivers.add(effect.driver_id)
                moved.add(effect.cell_id)
                found |= {("drivers", effect.driver_id), ("driver_effects", effect.id)}
        for effort in dossier.recommendation_effects:
            if effort.recommendation_id in acting and effort.cell_id in ways:
                moved.add(effort.cell_id)
                found |= {("recommendation_effects", effort.id)}
                found |= self._time_course(effort.recommendation_id)
        for damping in dossier.dampings:
            if damping.recommendation_id in acting and damping.driver_id in drivers:
                found |= {("dampings", damping.id)} | self._time_course(damping.recommendation_id)
        moving = self._downstream(moved)
        found |= {
            ("spillovers", s.id)
            for s in self._spilling
            if s.target_cell in ways and s.source_cell in moving
        }
        return self._said(found)

    def _time_course(self, recommendation_id: str) -> set[RowKey]:
        steps = {("steps", step.id) for step in self.dossier.steps_of(recommendation_id)}
        return {("recommendations", recommendation_id)} | steps

    def _own_of_recommendation(self, recommendation_id: str) -> Rows:
        found = self._time_course(recommendation_id)
        for table in ("recommendation_effects", "dampings"):
            rows = self.dossier.table(table)
            found |= {(table, r.id) for r in rows if r.recommendation_id == recommendation_id}
        return self._said(found)

    def _own_of_driver(self, driver_id: str) -> Rows:
        effects = [e for e in self.dossier.driver_effects if e.driver_id == driver_id]
        return self._said({("drivers", driver_id), *(("driver_effects", e.id) for e in effects)})

    def _said(self, found: set[RowKey]) -> Rows:
        """The rows, with what the scenario says about them."""
        return frozenset(found | set(self._of_scenario(found)))

    def _of_scenario(self, found: set[RowKey]) -> Iterator[RowKey]:
        for weight in self.dossier.weights:
            key = ("recommendations", weight.recommendation_id)
            if weight.scenario_id == self.scenario_id and key in found:
                yield "weights", weight.id
        for forcing in self.dossier.forcings_of(self.scenario_id):
            if ("drivers", forcing.driver_id) in found:
                yield "forcings", forcing.id
        for override in self.dossier.overrides_of(self.scenario_id):
            if (override.table, override.row_id) in found:
                yield "overrides", override.id

    def _reached_by_effort(self, recommendations: Iterable[str]) -> frozenset[str]:
        """The counting cells that these recommendations move, by effects and by damping."""
        acting = frozenset(recommendations)
        damped = {
            d.driver_id for d in self.dossier.dampings if d.recommendation_id in acting
        } - self._out
        cells = {
            e.cell_id for e in self.dossier.recommendation_effects if e.recommendation_id in acting
        }
        cells |= {e.cell_id for e in self.dossier.driver_effects if e.driver_id in damped}
        return self._downstream(cells) & self._counting

    def _reached_by_drivers(self, drivers: Iterable[str]) -> frozenset[str]:
        happening = frozenset(drivers)
        cells = {e.cell_id for e in self.dossier.driver_effects if e.driver_id in happening}
        return self._downstream(cells) & self._counting

    @cached_property
    def _spilling(self) -> tuple[Spillover, ...]:
        return tuple(s for s in self.dossier.spillovers if s.strength)

    def _upstream(self, cells: Iterable[str]) -> frozenset[str]:
        return _closed(cells, [(s.target_cell, s.source_cell) for s in self._spilling])

    def _downstream(self, cells: Iterable[str]) -> frozenset[str]:
        return _closed(cells, [(s.source_cell, s.target_cell) for s in self._spilling])


def _closed(start: Iterable[str], ways: Iterable[tuple[str, str]]) -> frozenset[str]:
    """All that can be reached from the start, with the start."""
    onward: dict[str, list[str]] = {}
    for here, there in ways:
        onward.setdefault(here, []).append(there)
    found = set(start)
    waiting = list(found)
    while waiting:
        for there in onward.get(waiting.pop(), ()):
            if there not in found:
                found.add(there)
                waiting.append(there)
    return frozenset(found)
