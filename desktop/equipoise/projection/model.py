"""The projection of one dossier under one scenario: ask it for any weights."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

import numpy as np
import numpy.typing as npt

from equipoise.dossier.dossier import Dossier
from equipoise.dossier.rows import Goal
from equipoise.dossier.scenarios import in_scenario
from equipoise.projection.attribution import latent_shares
from equipoise.projection.compiled import Compiled, compiled
from equipoise.projection.footprint import attributed_bytes, compiled_bytes, draws_that_fit
from equipoise.projection.frame import Frame
from equipoise.projection.inputs import InputKey
from equipoise.projection.link import levels
from equipoise.projection.memo import Memo
from equipoise.projection.outcome import DriverAttribution, Fan, Projection, Swing
from equipoise.projection.quantiles import fans, order_places, quantile_fans
from equipoise.projection.responses import Part, Responses
from equipoise.projection.sampling_error import places_around
from equipoise.projection.sliced import Sliced

Floats = npt.NDArray[np.floating]


class NothingToProject(ValueError):
    """The dossier lacks poles, aspects or cells; the message says what is missing."""


class TooLarge(NothingToProject):
    """The dossier cannot be held compiled with so many draws; the message says what can be done."""


_HELD = 4 << 30
"""Bytes that a compiled model may take; a larger one is worked through by slices of draws."""


class ProjectionModel:
    """Compiles a dossier and a scenario's forcing once; `project` then answers for any weights.

    `draws`, `seed` and `months` default to the dossier's settings. `precision` is the type of the
    large arrays: float64 where figures are stated. Of what `memo` remembers, only what changed is
    compiled; the numbers are the same with and without it.

    A dossier that would take more than `held` bytes is not held compiled: each question compiles it
    slice by slice of draws, calling `between` before each, which may raise to give up. Means are
    then summed in another order; what is asked for the compiled parts raises TooLarge.

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
        held: int = _HELD,
        between: Callable[[], None] | None = None,
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
        self._importance: Floats = frame.importance.astype(precision)
        self._sliced: Sliced | None = None
        if self._bytes_per_draw() * frame.draws > held:
            self._sliced = Sliced(frame, forcings, memo or Memo(), between)
            return
        self._held = compiled(
            dossier,
            forcings,
            seed=frame.seed,
            draws=frame.draws,
            months=frame.months,
            memo=memo or Memo(),
        )
        self._base: Floats = self._held.base.latent.astype(precision, copy=False)
        self._parts = tuple(
            Part(part.cells, part.latent.astype(precision, copy=False))
            for part in self._held.by_recommendation
        )

    @property
    def _compiled(self) -> Compiled:
        self._must_be_held()
        return self._held

    def _too_large(self) -> TooLarge:
        draws, per_draw = self._frame.draws, self._bytes_per_draw()
        return TooLarge(
            f"This would need about {draws * per_draw / 2**30:.0f} GB of memory with {draws:,} "
            f"draws. Set the draws to {draws_that_fit(_HELD, per_draw):,} or fewer in the Overview."
        )

    def _bytes_per_draw(self) -> int:
        dossier = self._frame.dossier
        return compiled_bytes(dossier, self._frame.months) + attributed_bytes(dossier)

    @property
    def held(self) -> bool:
        """Whether the dossier is held compiled; if not, each question compiles it anew."""
        return self._sliced is None

    def _must_be_held(self) -> None:
        if not self.held:
            raise self._too_large()

    @property
    def frame(self) -> Frame:
        """What the figures are about: dossier, seed, draws, months, goals in force."""
        return self._frame

    @property
    def compiled(self) -> Compiled:
        """The parts that latent levels are put together from, in 64 bits. Raises TooLarge."""
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
        `cell_id`; `base` may be a view and is not to be written to. Raises TooLarge.
        """
        self._must_be_held()
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
        return self._compiled.responses.inputs if self._sliced is None else self._sliced.inputs

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

    def project(self, weights: Mapping[str, float]) -> Projection:
        """The projected outcome for weights in percent; recommendations not named get 0.

        Raises ValueError as `returns` does.
        """
        gains = self.returns(weights)
        if self._sliced is not None:
            return self._project_slices(self._sliced, weights, gains)
        latent = self._latent(gains)
        attribution = self.attribution(weights)
        cells = levels(latent)
        index = np.matmul(self._importance, cells)
        return self._outcome(weights, index, fans(cells), lambda i: cells[:, i], attribution)

    def _project_slices(
        self, sliced: Sliced, weights: Mapping[str, float], gains: npt.NDArray[np.float64]
    ) -> Projection:
        subjects = map(self._frame.subject, self._frame.goals)
        watched = tuple({place for subject, place in subjects if subject == "cell"})
        found = sliced.levels(gains, watched)
        attribution = self._frame.by_pole(self._frame.recommendation_ids, found.attribution)
        series = found.watched.__getitem__
        return self._outcome(weights, found.index, found.cell_fans, series, attribution)

    def _outcome(
        self,
        weights: Mapping[str, float],
        index: Floats,
        cell_fans: list[Fan],
        cell: Callable[[int], Floats],
        attribution: Mapping[str, Mapping[str, float]],
    ) -> Projection:
        """The outcome; `cell` gives the levels of a cell by its place."""
        ordered = np.sort(index, axis=-1)
        at_least = np.array([(index >= band.lower).mean(axis=-1) for band in self._frame.bands])

        def series(goal: Goal) -> Floats:
            subject, place = self._frame.subject(goal)
            return cell(place) if subject == "cell" else np.asarray(index[:, place])

        return self._frame.projection(
            weights,
            index=index,
            index_fans=quantile_fans(
                ordered[..., order_places(self._frame.draws)],
                index.mean(axis=-1),
                self._frame.draws,
            ),
            index_around=ordered[..., places_around(self._frame.draws)],
            cell_fans=cell_fans,
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
        if self._sliced is not None:
            points = self._sliced.by_recommendation(self.returns(weights), at)
            return self._frame.by_pole(self._frame.recommendation_ids, points)
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
        if self._sliced is not None:
            ids = tuple(sorted(driver.id for driver in self.dossier.drivers))
            points = self._sliced.by_driver(gains, at)
            return DriverAttribution(at, self._frame.by_pole(ids, points))
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
        found: dict[str, dict[str, Swing]] = {}
        for recommendation_id, change in zip(
            self._frame.recommendation_ids, self._changes(at), strict=True
        ):
            low, middle, high = np.percentile(change, (5, 50, 95), axis=-1)
            found[recommendation_id] = {
                pole: Swing(at, float(low[j]), float(middle[j]), float(high[j]))
                for j, pole in enumerate(self._frame.pole_ids)
            }
        return found

    def _changes(self, month: int) -> Iterable[Floats]:
        """The change of the indices by all effort on each recommendation, (poles, draws)."""
        if self._sliced is not None:
            return self._sliced.swings(month)
        base, response = self._at(month)
        before = self._importance @ levels(base.copy())
        return (self._importance @ levels(base + moved) - before for moved in response)
