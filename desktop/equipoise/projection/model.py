"""The projection of one dossier under one scenario: ask it for any weights."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

from equipoise.dossier.dossier import Dossier
from equipoise.dossier.rows import Goal
from equipoise.dossier.scenarios import in_scenario
from equipoise.projection.attribution import latent_shares
from equipoise.projection.compiled import Compiled, compiled
from equipoise.projection.frame import Frame
from equipoise.projection.inputs import InputKey
from equipoise.projection.memo import Memo
from equipoise.projection.outcome import DriverAttribution, Projection, Swing
from equipoise.projection.quantiles import fans, order_places, quantile_fans
from equipoise.projection.responses import Part, Responses
from equipoise.projection.sampling_error import places_around

Floats = npt.NDArray[np.floating]


class NothingToProject(ValueError):
    """The dossier lacks poles, aspects or cells; the message says what is missing."""


class ProjectionModel:
    """Compiles a dossier and a scenario's forcing once; `project` then answers for any weights.

    `draws`, `seed` and `months` default to the dossier's settings. `precision` is the type of the
    large arrays: float64 where figures are stated. Of what `memo` remembers, only what changed is
    compiled; the numbers are the same with and without it.

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
        memo: Memo | None = None,
    ) -> None:
        if scenario_id:
            dossier.get("scenarios", scenario_id)
            dossier = in_scenario(dossier, scenario_id)
        if not dossier.cells:
            raise NothingToProject(" ".join(dossier.gaps()) or "The dossier has no cells.")
        settings = dossier.settings
        forcings = {}
        set_aside: frozenset[str] = frozenset()
        if scenario_id:
            forcings = {f.driver_id: f for f in dossier.forcings_of(scenario_id)}
            set_aside = dossier.set_aside_in(scenario_id)
        self._frame = Frame(
            dossier,
            set_aside,
            settings.seed if seed is None else seed,
            settings.draws if draws is None else draws,
            settings.horizon if months is None else months,
        )
        frame = self._frame
        self._compiled = compiled(
            dossier,
            forcings,
            seed=frame.seed,
            draws=frame.draws,
            months=frame.months,
            memo=memo or Memo(),
        )
        self._base: Floats = self._compiled.base.latent.astype(precision, copy=False)
        self._parts = tuple(
            Part(part.cells, part.latent.astype(precision, copy=False))
            for part in self._compiled.by_recommendation
        )
        self._importance: Floats = frame.importance.astype(precision)

    @property
    def frame(self) -> Frame:
        """What the figures are about: dossier, seed, draws, months, goals in force."""
        return self._frame

    @property
    def compiled(self) -> Compiled:
        """The parts that latent levels are put together from, in 64 bits."""
        return self._compiled

    @property
    def dossier(self) -> Dossier:
        """The dossier projected, with the scenario's overrides in place."""
        return self._frame.dossier

    @property
    def seed(self) -> int:
        """The seed of every draw."""
        return self._frame.seed

    @property
    def responses(self) -> Responses:
        """The inputs and the linear dynamics that the projection is compiled from."""
        return self._compiled.responses

    @property
    def recommendation_ids(self) -> tuple[str, ...]:
        """The recommendations, in the order of `returns` and of the responses."""
        return self._frame.recommendation_ids

    @property
    def importance(self) -> Floats:
        """Importances, shape (poles, cells), each row adding up to 1: index = importance @ levels.

        Poles in the dossier's order, cells in that of `responses.cell_ids`.
        """
        return self._importance

    def latent_parts(self, months: slice, cell_id: str = "") -> tuple[Floats, Floats]:
        """`base`, shape (months, cells, draws), and the responses, with recommendations first.

        Latent levels are base + Σ_r g(w_r)·response_r. Some months, and one cell, or all without
        `cell_id`; `base` may be a view and is not to be written to.
        """
        cells = slice(None)
        if cell_id:
            place = self._frame.cell_ids.index(cell_id)
            cells = slice(place, place + 1)
        base = self._base[months, cells]
        response = np.zeros((len(self._parts), *base.shape), base.dtype)
        for part, dense in zip(self._parts, response, strict=True):
            for i, cell in enumerate(part.cells):
                if not cell_id or cell == place:
                    dense[:, 0 if cell_id else cell] = part.latent[months, i]
        return base, response

    def inputs(self) -> Mapping[InputKey, npt.NDArray[np.float64]]:
        """Draws of every judged input, in the dossier's units, each of shape (draws,)."""
        return self._compiled.responses.inputs

    def noise(self) -> Mapping[str, npt.NDArray[np.float64]]:
        """Standard normal shocks of each cell, shape (months, draws)."""
        return self._compiled.responses.noise

    def returns(self, weights: Mapping[str, float]) -> npt.NDArray[np.float64]:
        """g(w) of each recommendation, in the order of the identifiers; weights are percent.

        Raises ValueError for an unknown recommendation, a negative weight, or more than 100 %.
        """
        return self._frame.returns(weights)

    def _latent(self, gains: npt.NDArray[np.float64]) -> Floats:
        latent = self._base.copy()
        for gain, part in zip(gains, self._parts, strict=True):
            if gain:
                factor = latent.dtype.type(gain)
                for month in range(len(latent)):  # a month fits the processor's cache
                    for i, cell in enumerate(part.cells):
                        latent[month, cell] += part.latent[month, i] * factor
        return latent

    @staticmethod
    def levels(latent: Floats) -> Floats:
        """100/(1 + e⁻ˣ), the logistic link, computed in place."""
        number = latent.dtype.type
        np.negative(latent, out=latent)
        with np.errstate(over="ignore"):  # beyond the largest number the level is 0
            np.exp(latent, out=latent)
        latent += number(1)
        np.divide(number(100), latent, out=latent)
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
        ordered = np.sort(index, axis=-1)
        at_least = np.array([(index >= band.lower).mean(axis=-1) for band in self._frame.bands])

        def series(goal: Goal) -> Floats:
            subject, place = self._frame.subject(goal)
            return np.asarray((levels if subject == "cell" else index)[:, place])

        return self._frame.projection(
            weights,
            index=index,
            index_fans=quantile_fans(
                ordered[..., order_places(self._frame.draws)],
                index.mean(axis=-1),
                self._frame.draws,
            ),
            index_around=ordered[..., places_around(self._frame.draws)],
            cell_fans=fans(levels),
            at_least=at_least,
            series=series,
            attribution=attribution,
        )

    def attribution(
        self, weights: Mapping[str, float], month: int | None = None
    ) -> dict[str, dict[str, float]]:
        """For each pole the points of its mean index that each recommendation brings.

        Against no effort, at `month` (default the last). Raises ValueError as `returns` does.
        """
        at = self._frame.months if month is None else month
        gains = self.returns(weights).astype(self._base.dtype)
        base, response = self._at(at)
        shares = latent_shares(base, response * gains[:, None, None]).mean(axis=-1)
        points = self._importance @ shares.T
        return self._frame.by_pole(self._frame.recommendation_ids, points)

    def _at(self, month: int) -> tuple[Floats, Floats]:
        """Base, shape (cells, draws), and responses, shape (recommendations, cells, draws)."""
        base, response = self.latent_parts(slice(month, month + 1))
        return base[0], response[:, 0]

    def driver_attribution(
        self, weights: Mapping[str, float], month: int | None = None
    ) -> DriverAttribution:
        """What each driver brings to the mean index at `month` (default the last).

        Measured against "nothing happens" with these weights. Raises ValueError as `returns` does,
        or for a month beyond the projection.
        """
        at = self._frame.months if month is None else month
        if not 0 <= at <= self._frame.months:
            raise ValueError(
                f"month {at} lies outside the projection of {self._frame.months} months"
            )
        gains = self.returns(weights)
        parts = self._compiled.responses.by_driver(gains, at)
        base, response = self._at(at)
        start = base + np.tensordot(gains, response, axes=1)
        start = start - parts.sum(axis=0)
        points = self._importance @ latent_shares(start, parts).mean(axis=-1).T
        return DriverAttribution(
            at, self._frame.by_pole(self._compiled.responses.driver_ids, points)
        )

    def swings(self, month: int | None = None) -> dict[str, dict[str, Swing]]:
        """For each recommendation and pole the change of the index if it got all the effort.

        Against no effort, at `month` (default the last), over the draws.
        """
        at = self._frame.months if month is None else month
        base, response = self._at(at)
        before = self._importance @ self.levels(base.copy())
        found: dict[str, dict[str, Swing]] = {}
        for i, recommendation_id in enumerate(self._frame.recommendation_ids):
            after = self._importance @ self.levels(base + response[i])
            low, middle, high = np.percentile(after - before, (5, 50, 95), axis=-1)
            found[recommendation_id] = {
                pole: Swing(at, float(low[j]), float(middle[j]), float(high[j]))
                for j, pole in enumerate(self._frame.pole_ids)
            }
        return found
