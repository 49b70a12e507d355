"""The chance of success when one judgment is another: only what hangs on it is computed anew."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from equipoise.dossier.dossier import Dossier
from equipoise.dossier.judgment import Judgment
from equipoise.dossier.rows import Damping, DriverEffect, Goal, RecommendationEffect
from equipoise.insight.chances import cell_of, judged, months_of, pole_place
from equipoise.insight.judged_places import JudgedPlace
from equipoise.insight.shared_draws import SharedDraws
from equipoise.projection import link
from equipoise.projection.effort import returns
from equipoise.projection.importances import importances
from equipoise.projection.inputs import InputKey, judged_row
from equipoise.projection.responses import Responses

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

_PROPORTIONAL = frozenset({"effect", "share"})
"""Judgments that the latent levels are linear in, draw by draw."""


@dataclass(frozen=True)
class _Part:
    """What hangs on one judgment: a dossier of that alone, and its influence as judged.

    `slope` is how the influence grows with the judged quantity, where it does so linearly.
    """

    key: tuple[str, str, str]
    responses: Responses
    influence: Floats
    slope: Floats | None


class Variants:
    """The success of some goals in one scenario, with its weights, one judgment at a time shifted.

    Success is that every goal holds and no red line among them breaks, on the draws given. Latent
    levels are a sum over drivers and recommendations, so a shifted judgment changes them by the
    difference that its own driver or recommendation makes, found in a dossier of that alone. Only
    the months and cells that the goals look at are computed.
    """

    def __init__(self, draws: SharedDraws, scenario_id: str, goals: Sequence[Goal]) -> None:
        self._draws = draws
        self._responses = draws.responses(scenario_id)
        self._goals = tuple(goals)
        self.dossier = self._responses.dossier
        """The dossier with the scenario's overrides in place."""
        self.weights: Mapping[str, float] = self.dossier.weights_of(scenario_id)
        self._importance = importances(self.dossier, self._responses.cell_ids)
        looked_at = [months_of(goal) for goal in goals]
        self._months = slice(min(m.start for m in looked_at), max(m.stop for m in looked_at))
        self._cells = self._cells_looked_at()
        impulses = self._responses.impulses(self._months)[:, :, self._cells]
        self._shape = impulses.shape[1], len(self._cells), draws.draws
        self._impulses = [np.ascontiguousarray(rows.reshape(-1, draws.months)) for rows in impulses]
        undriven = self._responses.undriven()[self._months][:, self._cells]
        self._latent: Floats = undriven + self._driven(self._responses)
        self._part: _Part | None = None
        self.successes = self._successes(self._latent.copy())
        """For each draw whether it is a success with all judgments as they are."""
        self.as_judged = float(self.successes.mean())
        """Probability of success with all judgments as they are."""

    @property
    def responses(self) -> Responses:
        """The dynamics as judged."""
        return self._responses

    def _cells_looked_at(self) -> list[int]:
        cell_ids = self._responses.cell_ids
        found: set[int] = set()
        for goal in self._goals:
            if goal.aspect_id:
                found.add(cell_ids.index(cell_of(goal)))
            else:
                row = self._importance[pole_place(self.dossier, goal)]
                found.update(int(i) for i in np.flatnonzero(row))
        return sorted(found)

    def success(self, place: JudgedPlace, likely: float) -> float:
        """Probability of success when the judgment is shifted to `likely`."""
        return self.with_judgment(place.table, place.row_id, place.field, place.shifted(likely))

    def with_judgment(self, table: str, row_id: str, field: str, judgment: Judgment) -> float:
        """Probability of success with another judgment in the place of the one in force."""
        if table == "cells" and self._responses.cell_ids.index(row_id) not in self._cells:
            return self.as_judged
        part = self._part_of((table, row_id, field))
        dossier = part.responses.dossier
        changes = {field: judgment}
        row = replace(dossier.get(table, row_id), **changes)
        new = judged_row(dossier, table, row)
        if new is None:
            raise KeyError(row_id)
        drawn = self._draws.row(new)
        if part.slope is not None:
            moved = drawn[part.key] - self._responses.inputs[part.key]
            return self._success(self._latent + part.slope * moved)
        after = self._influence(_with_inputs(part.responses, drawn), table, row_id)
        return self._success(self._latent + (after - part.influence))

    def _part_of(self, key: tuple[str, str, str]) -> _Part:
        """The part that hangs on a judgment; that of the judgment asked about last is kept."""
        if self._part is None or self._part.key != key:
            table, row_id, field = key
            responses = replace(self._responses, dossier=_part(self.dossier, table, row_id))
            influence = self._influence(responses, table, row_id)
            slope = None
            if field in _PROPORTIONAL and table != "steps":
                one_more = {key: responses.inputs[key] + 1.0}
                slope = self._influence(_with_inputs(responses, one_more), table, row_id)
                slope -= influence
            self._part = _Part(key, responses, influence, slope)
        return self._part

    def _influence(self, responses: Responses, table: str, row_id: str) -> Floats:
        """What hangs on a judgment, in the months and cells looked at."""
        if table != "cells":
            return self._driven(responses)
        influence = np.zeros(self._shape)
        place = self._cells.index(self._responses.cell_ids.index(row_id))
        influence[:, place] = responses.undriven()[self._months, 0]
        return influence

    def _driven(self, responses: Responses) -> Floats:
        k = self.dossier.settings.diminishing_returns
        gains = [returns(self.weights[i] / 100.0, k) for i in responses.recommendation_ids]
        found = np.zeros((self._shape[0] * self._shape[1], self._shape[2]))
        for place, force in responses.forces(np.array(gains)).items():
            found += self._impulses[place] @ force
        return found.reshape(self._shape)

    def _success(self, latent: Floats) -> float:
        return float(self._successes(latent).mean())

    def _successes(self, latent: Floats) -> Flags:
        """For each draw whether it is a success; `latent` is used up."""
        levels = link.levels(latent)
        success = np.ones(self._shape[2], dtype=np.bool_)
        for goal in self._goals:
            months = months_of(goal)
            first = months.start - self._months.start
            of_goal = levels[first : first + months.stop - months.start]
            if goal.aspect_id:
                cell = self._responses.cell_ids.index(cell_of(goal))
                values = of_goal[:, self._cells.index(cell)]
            else:
                importance = self._importance[pole_place(self.dossier, goal), self._cells]
                values = np.matmul(importance, of_goal)
            flags = judged(goal, values)
            success &= flags if goal.kind == "goal" else ~flags
        return success


def _with_inputs(responses: Responses, drawn: Mapping[InputKey, Floats]) -> Responses:
    return replace(responses, inputs={**responses.inputs, **drawn})


def _part(dossier: Dossier, table: str, row_id: str) -> Dossier:
    """The dossier of what hangs on a judgment: its cell, driver or recommendation alone."""
    row = dossier.get(table, row_id)
    if table == "cells":
        return replace(
            dossier,
            cells=(replace(row, volatility=0.0),),  # noise cancels out of a difference
            spillovers=(),
            drivers=(),
            driver_effects=(),
            recommendations=(),
            recommendation_effects=(),
            dampings=(),
            steps=(),
        )
    effects: tuple[DriverEffect, ...] = ()
    direct: tuple[RecommendationEffect, ...] = ()
    dampings: tuple[Damping, ...] = ()
    if table == "recommendation_effects":
        direct = (row,)
    elif table == "driver_effects":
        effects = (row,)
        dampings = tuple(d for d in dossier.dampings if d.driver_id == row.driver_id)
    elif table == "dampings":
        effects = tuple(e for e in dossier.driver_effects if e.driver_id == row.driver_id)
        dampings = (row,)
    elif table == "drivers":
        effects = tuple(e for e in dossier.driver_effects if e.driver_id == row_id)
        dampings = tuple(d for d in dossier.dampings if d.driver_id == row_id)
    else:
        owner = row_id if table == "recommendations" else row.recommendation_id
        direct = tuple(e for e in dossier.recommendation_effects if e.recommendation_id == owner)
        dampings = tuple(d for d in dossier.dampings if d.recommendation_id == owner)
        damped = {d.driver_id for d in dampings}
        effects = tuple(e for e in dossier.driver_effects if e.driver_id in damped)
    drivers = {row_id} | {e.driver_id for e in effects} | {d.driver_id for d in dampings}
    owners = {row_id} | {d.recommendation_id for d in dampings}
    owners |= {e.recommendation_id for e in direct}
    if table == "steps":
        owners.add(row.recommendation_id)
    return replace(
        dossier,
        drivers=tuple(d for d in dossier.drivers if d.id in drivers),
        driver_effects=effects,
        recommendations=tuple(r for r in dossier.recommendations if r.id in owners),
        recommendation_effects=direct,
        dampings=dampings,
        steps=tuple(s for s in dossier.steps if s.recommendation_id in owners),
    )
