"""A goal's probability when one judgment is another: only what hangs on it is computed anew."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from equipoise.dossier.dossier import Dossier
from equipoise.dossier.rows import Goal
from equipoise.insight.chances import cell_of, judged, months_of, series
from equipoise.insight.judged_places import JudgedPlace
from equipoise.projection.inputs import draw_row, judged_rows
from equipoise.projection.model import ProjectionModel
from equipoise.projection.responses import Responses

Floats = npt.NDArray[np.float64]


class Variants:
    """One goal under one model and fixed weights (percent), with one judgment at a time shifted.

    Latent levels are a sum over drivers and recommendations, so a shifted judgment changes them by
    the difference that its own driver or recommendation makes, found in a dossier of that alone.
    """

    def __init__(self, model: ProjectionModel, goal: Goal, weights: Mapping[str, float]) -> None:
        self._model = model
        self._goal = goal
        self._gains = dict(zip(model.recommendation_ids, model.returns(weights), strict=True))
        base, response = model.latent_parts(months_of(goal), cell_of(goal))
        latent = base.astype(np.float64)
        for gain, moved in zip(self._gains.values(), response, strict=True):
            latent += gain * moved
        self._latent: Floats = latent
        self._before: dict[tuple[str, str], Floats] = {}
        self.as_judged = self._success(latent.copy())
        """Probability that the goal succeeds with all judgments as they are."""

    def success(self, place: JudgedPlace, likely: float) -> float:
        """Probability that the goal succeeds when the judgment is shifted to `likely`."""
        part = _part(self._model.dossier, place)
        values = {place.field: place.shifted(likely)}
        row = replace(part.get(place.table, place.row_id), **values)
        changed = part.with_row(place.table, row)
        key = place.table, place.row_id
        new = next(r for r in judged_rows(changed) if (r.table, r.row_id) == key)
        responses = self._model.responses
        drawn = draw_row(new, self._model.seed, responses.draws)
        after = replace(responses, dossier=changed, inputs={**responses.inputs, **drawn})
        if key not in self._before:
            self._before = {key: self._influence(replace(responses, dossier=part), place)}
        difference = self._influence(after, place) - self._before[key]
        return self._success(self._latent + difference)

    def _influence(self, responses: Responses, place: JudgedPlace) -> Floats:
        """What hangs on a judgment, in the months and cells of the goal; one 0 for other cells."""
        months, cell = months_of(self._goal), cell_of(self._goal)
        cell_ids = self._model.responses.cell_ids
        if place.table == "cells":
            if cell:
                same = place.row_id == cell
                return responses.undriven()[months] if same else np.zeros((1, 1, 1))
            influence = np.zeros_like(self._latent)
            influence[:, cell_ids.index(place.row_id)] = responses.undriven()[months, 0]
            return influence
        gains = np.array([self._gains[row_id] for row_id in responses.recommendation_ids])
        driven = responses.driven(gains)[months]
        return driven[:, [cell_ids.index(cell)]] if cell else driven

    def _success(self, latent: Floats) -> float:
        """Probability that the goal succeeds; `latent` is used up."""
        values = series(self._model, self._goal, self._model.levels(latent))
        flags = judged(self._goal, values)
        return float((flags if self._goal.kind == "goal" else ~flags).mean())


def _part(dossier: Dossier, place: JudgedPlace) -> Dossier:
    """The dossier of what hangs on a judgment: its cell, driver or recommendation alone."""
    row = dossier.get(place.table, place.row_id)
    if place.table == "cells":
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
    if place.table in ("drivers", "driver_effects", "dampings"):
        driver_id = row.id if place.table == "drivers" else row.driver_id
        dampings = [d for d in dossier.dampings if d.driver_id == driver_id]
        drivers = {driver_id}
        owners = {d.recommendation_id for d in dampings}
        direct = set[str]()
    else:
        owner_id = row.id if place.table == "recommendations" else row.recommendation_id
        dampings = [d for d in dossier.dampings if d.recommendation_id == owner_id]
        drivers = {d.driver_id for d in dampings}
        owners = direct = {owner_id}
    return replace(
        dossier,
        drivers=tuple(d for d in dossier.drivers if d.id in drivers),
        driver_effects=tuple(e for e in dossier.driver_effects if e.driver_id in drivers),
        recommendations=tuple(r for r in dossier.recommendations if r.id in owners),
        recommendation_effects=tuple(
            e for e in dossier.recommendation_effects if e.recommendation_id in direct
        ),
        dampings=tuple(dampings),
        steps=tuple(s for s in dossier.steps if s.recommendation_id in owners),
    )
