"""The projection of one dossier under one scenario: ask it for any weights."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

from equipoise.dossier.dossier import Dossier
from equipoise.dossier.rows import Goal
from equipoise.dossier.scenarios import in_scenario
from equipoise.projection.attribution import latent_shares
from equipoise.projection.effort import returns
from equipoise.projection.importances import importances
from equipoise.projection.inputs import InputKey, draw_inputs
from equipoise.projection.outcome import DriverAttribution, Projection, Swing
from equipoise.projection.quantiles import fans
from equipoise.projection.responses import Responses, noise_of
from equipoise.projection.success import breaks, holds

Floats = npt.NDArray[np.floating]

_BUDGET = 100.0


class NothingToProject(ValueError):
    """The dossier lacks poles, aspects or cells; the message says what is missing."""


class ProjectionModel:
    """Compiles a dossier and a scenario's forcing once; `project` then answers for any weights.

    `draws`, `seed` and `months` default to the dossier's settings. `precision` is the type of the
    large arrays: float64 where figures are stated, float32 while a slider is dragged.

    Raises NothingToProject where the dossier has no cells, KeyError for an unknown scenario.
    """

    def __init__(
        self,
        dossier: Dossier,
        scenario_id: str | None = None,
        *,
        draws: int | None = None,
        seed: int | None = None,
        months: int | None = None,
        precision: npt.DTypeLike = np.float64,
    ) -> None:
        if scenario_id:
            dossier.get("scenarios", scenario_id)
            dossier = in_scenario(dossier, scenario_id)
        if not dossier.cells:
            raise NothingToProject(" ".join(dossier.gaps()) or "The dossier has no cells.")
        settings = dossier.settings
        self._dossier = dossier
        self._draws = settings.draws if draws is None else draws
        self._seed = settings.seed if seed is None else seed
        self._months = settings.horizon if months is None else months
        forcings = {}
        self._set_aside: frozenset[str] = frozenset()
        if scenario_id:
            forcings = {f.driver_id: f for f in dossier.forcings_of(scenario_id)}
            self._set_aside = dossier.set_aside_in(scenario_id)
        self._inputs = draw_inputs(dossier, self._seed, self._draws)
        self._noise = noise_of(dossier, self._seed, self._draws, self._months)
        self._responses = Responses(
            dossier, forcings, self._inputs, self._noise, self._months, self._draws
        )
        base, response = self._responses.by_recommendation()
        self._base: Floats = base.astype(precision, copy=False)
        self._response: Floats = response.astype(precision, copy=False)
        self._importance: Floats = importances(dossier, self._responses.cell_ids).astype(precision)

    @property
    def dossier(self) -> Dossier:
        """The dossier projected, with the scenario's overrides in place."""
        return self._dossier

    @property
    def seed(self) -> int:
        """The seed of every draw."""
        return self._seed

    @property
    def responses(self) -> Responses:
        """The inputs and the linear dynamics that the projection is compiled from."""
        return self._responses

    @property
    def recommendation_ids(self) -> tuple[str, ...]:
        """The recommendations, in the order of `returns` and of the responses."""
        return self._responses.recommendation_ids

    @property
    def importance(self) -> Floats:
        """Importances, shape (poles, cells), each row adding up to 1: index = importance @ levels.

        Poles in the dossier's order, cells in that of `responses.cell_ids`.
        """
        return self._importance

    def latent_parts(self, months: slice, cell_id: str = "") -> tuple[Floats, Floats]:
        """`base`, shape (months, cells, draws), and the responses, with recommendations first.

        Latent levels are base + Σ_r g(w_r)·response_r. Views of some months and of one cell, or of
        all without `cell_id`; not to be written to.
        """
        cells = slice(None)
        if cell_id:
            place = self._responses.cell_ids.index(cell_id)
            cells = slice(place, place + 1)
        return self._base[months, cells], self._response[:, months, cells]

    def inputs(self) -> Mapping[InputKey, npt.NDArray[np.float64]]:
        """Draws of every judged input, in the dossier's units, each of shape (draws,)."""
        return self._inputs

    def noise(self) -> Mapping[str, npt.NDArray[np.float64]]:
        """Standard normal shocks of each cell, shape (months, draws)."""
        return self._noise

    def returns(self, weights: Mapping[str, float]) -> npt.NDArray[np.float64]:
        """g(w) of each recommendation, in the order of the identifiers; weights are percent.

        Raises ValueError for an unknown recommendation, a negative weight, or more than 100 %.
        """
        ids = self._responses.recommendation_ids
        unknown = set(weights) - set(ids)
        if unknown:
            raise ValueError(f"no such recommendation: {', '.join(sorted(unknown))}")
        if sum(weights.values()) > _BUDGET + 1e-6:
            raise ValueError(f"the weights add up to {sum(weights.values()):g} %, more than 100 %")
        k = self._dossier.settings.diminishing_returns
        return np.array([returns(weights.get(i, 0.0) / _BUDGET, k) for i in ids])

    def _latent(self, gains: npt.NDArray[np.float64]) -> Floats:
        latent = self._base.copy()
        for gain, response in zip(gains, self._response, strict=True):
            if gain:
                latent += response * self._base.dtype.type(gain)
        return latent

    @staticmethod
    def levels(latent: Floats) -> Floats:
        """50 + 50·tanh(x/2), the logistic link, computed in place."""
        latent *= latent.dtype.type(0.5)
        np.tanh(latent, out=latent)
        latent *= latent.dtype.type(50)
        latent += latent.dtype.type(50)
        return latent

    def project(self, weights: Mapping[str, float]) -> Projection:
        """The projected outcome for weights in percent; recommendations not named get 0.

        Raises ValueError as `returns` does.
        """
        gains = self.returns(weights)
        latent = self._latent(gains)
        attribution = self.attribution(weights)
        levels = self.levels(latent)
        index = np.matmul(self._importance, levels)
        poles = [pole.id for pole in self._dossier.poles]
        by_goal = self._by_goal(levels, index)
        goals = [g for g in self._dossier.goals if g.kind == "goal"]
        in_force = [g for g in goals if g.id not in self._set_aside]
        every = [by_goal[g.id] for g in in_force if g.month <= self._months]
        complete = bool(every) and len(every) == len(in_force)
        return Projection(
            months=np.arange(self._months + 1),
            seed=self._seed,
            draws=self._draws,
            weights={r.id: weights.get(r.id, 0.0) for r in self._dossier.recommendations},
            index=dict(zip(poles, fans(index), strict=True)),
            cells=dict(zip(self._responses.cell_ids, fans(levels), strict=True)),
            bands={pole: self._bands(index[:, i]) for i, pole in enumerate(poles)},
            goals={g.id: _mean(by_goal.get(g.id)) for g in goals},
            red_lines={
                g.id: _mean(by_goal.get(g.id)) for g in self._dossier.goals if g.kind == "red_line"
            },
            all_goals=float(np.logical_and.reduce(every).mean()) if complete else None,
            attribution=attribution,
            index_draws={pole: index[:, i] for i, pole in enumerate(poles)},
        )

    def _bands(self, index: Floats) -> dict[str, Floats]:
        ordered = sorted(self._dossier.bands, key=lambda band: band.lower)
        at_least = [(index >= band.lower).mean(axis=1) for band in ordered]
        at_least.append(np.zeros(len(index)))
        return {band.id: at_least[i] - at_least[i + 1] for i, band in enumerate(ordered)}

    def _by_goal(self, levels: Floats, index: Floats) -> dict[str, npt.NDArray[np.bool_]]:
        """For each goal in the horizon whether it holds, for each red line whether it breaks."""
        found = {}
        for goal in self._dossier.goals:
            if goal.month <= self._months:
                series = self._series(goal, levels, index)
                judge = holds if goal.kind == "goal" else breaks
                found[goal.id] = judge(goal, series)
        return found

    def _series(self, goal: Goal, levels: Floats, index: Floats) -> Floats:
        if goal.aspect_id:
            cell = self._responses.cell_ids.index(f"{goal.aspect_id}/{goal.pole_id}")
            return np.asarray(levels[:, cell])
        poles = [pole.id for pole in self._dossier.poles]
        return np.asarray(index[:, poles.index(goal.pole_id)])

    def attribution(
        self, weights: Mapping[str, float], month: int | None = None
    ) -> dict[str, dict[str, float]]:
        """For each pole the points of its mean index that each recommendation brings.

        Against no effort, at `month` (default the last). Raises ValueError as `returns` does.
        """
        at = self._months if month is None else month
        gains = self.returns(weights)
        parts = self._response[:, at] * gains[:, None, None].astype(self._response.dtype)
        shares = latent_shares(self._base[at], parts).mean(axis=-1)
        points = self._importance @ shares.T
        ids = self._responses.recommendation_ids
        return self._by_pole(ids, points)

    def _by_pole(self, ids: tuple[str, ...], points: Floats) -> dict[str, dict[str, float]]:
        return {
            pole.id: {row_id: float(points[i, j]) for j, row_id in enumerate(ids)}
            for i, pole in enumerate(self._dossier.poles)
        }

    def driver_attribution(
        self, weights: Mapping[str, float], month: int | None = None
    ) -> DriverAttribution:
        """What each driver brings to the mean index at `month` (default the last).

        Measured against "nothing happens" with these weights. Raises ValueError as `returns` does,
        or for a month beyond the projection.
        """
        at = self._months if month is None else month
        if not 0 <= at <= self._months:
            raise ValueError(f"month {at} lies outside the projection of {self._months} months")
        gains = self.returns(weights)
        parts = self._responses.by_driver(gains, at)
        start = self._base[at] + np.tensordot(gains, self._response[:, at], axes=1)
        start = start - parts.sum(axis=0)
        points = self._importance @ latent_shares(start, parts).mean(axis=-1).T
        return DriverAttribution(at, self._by_pole(self._responses.driver_ids, points))

    def swings(self, month: int | None = None) -> dict[str, dict[str, Swing]]:
        """For each recommendation and pole the change of the index if it got all the effort.

        Against no effort, at `month` (default the last), over the draws.
        """
        at = self._months if month is None else month
        before = self._importance @ self.levels(self._base[at].copy())
        found: dict[str, dict[str, Swing]] = {}
        for i, recommendation_id in enumerate(self._responses.recommendation_ids):
            after = self._importance @ self.levels(self._base[at] + self._response[i, at])
            low, middle, high = np.percentile(after - before, (5, 50, 95), axis=-1)
            found[recommendation_id] = {
                pole.id: Swing(at, float(low[j]), float(middle[j]), float(high[j]))
                for j, pole in enumerate(self._dossier.poles)
            }
        return found


def _mean(flags: npt.NDArray[np.bool_] | None) -> float | None:
    return None if flags is None else float(flags.mean())
