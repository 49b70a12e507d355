"""Projections of a dossier too large to be held compiled: worked through slice by slice of draws.

Streams give the same numbers whatever the number of draws, so a slice is compiled by itself, used,
and forgotten. What is kept of each draw are the levels that quantiles are taken from.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from threading import Lock

import numpy as np
import numpy.typing as npt

from equipoise.dossier.rows import Forcing
from equipoise.projection.attribution import level_secant
from equipoise.projection.frame import Frame
from equipoise.projection.inputs import draw_inputs
from equipoise.projection.link import levels
from equipoise.projection.memo import Memo
from equipoise.projection.outcome import Fan
from equipoise.projection.quantiles import fans
from equipoise.projection.responses import Part, Responses
from equipoise.projection.streams import normals

Floats = npt.NDArray[np.float64]

_HOLDING = Lock()
_PATIENCE = 0.05
"""Seconds between two looks at whether to give up while another thread holds its levels."""

_SLICE = 1 << 28
"""Bytes that a slice of draws may take while it is compiled."""


@dataclass(frozen=True, slots=True)
class Levels:
    """What the draws of a projection come to: fans of cells, and the draws of indices and goals."""

    cell_fans: list[Fan]
    index: Floats
    watched: Mapping[int, Floats]
    attribution: Floats


@dataclass(frozen=True, slots=True)
class _Slice:
    """Some draws: the linear part of each, and the presence π of its drivers."""

    draws: slice
    responses: Responses
    presence: Mapping[str, Floats]

    def base(self) -> Floats:
        """Latent levels without effort, shape (months + 1, cells, draws)."""
        latent = self.responses.undriven()
        driven = self.responses.by_drivers(self.presence)
        for place, cell in enumerate(driven.cells):
            latent[:, cell] += driven.latent[:, place]
        return latent

    def effort(self, gains: Floats, kernel: Floats) -> list[Part]:
        """What each recommendation brings at the last month; see `Responses.at_last`."""
        found = []
        for recommendation_id, gain in zip(self.responses.recommendation_ids, gains, strict=True):
            if gain:
                moved = self.at_last(recommendation_id, kernel)
                found.append(Part(moved.cells, gain * moved.latent))
            else:
                found.append(Part(np.empty(0, np.intp), np.empty((0, self.responses.draws))))
        return found

    def at_last(self, recommendation_id: str, kernel: Floats) -> Part:
        """The response at the last month alone."""
        progress = self.responses.progress_of(recommendation_id)
        forces = self.responses.recommendation_forces(recommendation_id, progress, self.presence)
        return self.responses.at_last(forces, kernel)

    def response(self, recommendation_id: str) -> Part:
        """How latent levels respond to full effort on a recommendation."""
        progress = self.responses.progress_of(recommendation_id)
        return self.responses.by_recommendation(recommendation_id, progress, self.presence)


class Sliced:
    """Asks each slice of draws in turn; `between` is called before each and may raise to give up.

    With a `memo` only the inputs that changed are drawn.
    """

    def __init__(
        self,
        frame: Frame,
        forcings: Mapping[str, Forcing],
        memo: Memo,
        between: Callable[[], None] | None = None,
    ) -> None:
        self._frame = frame
        self._forcings = forcings
        self._between = between or (lambda: None)
        self.inputs = draw_inputs(frame.dossier, frame.seed, frame.draws, memo, self._between)

    @cached_property
    def width(self) -> int:
        """Draws in a slice: a multiple of 64, but for the last."""
        dossier = self._frame.dossier
        series = 5 * len(dossier.cells) + len(dossier.drivers)
        return max(64, _SLICE // (8 * (self._frame.months + 1) * series) // 64 * 64)

    def levels(self, gains: Floats, watched: tuple[int, ...]) -> Levels:
        """Levels for g(w) of the recommendations; `watched` are places of cells to be kept.

        The attribution has shape (poles, recommendations), at the last month. Of several threads
        one at a time may hold the levels of all draws.
        """
        while not _HOLDING.acquire(timeout=_PATIENCE):
            self._between()
        try:
            return self._levels(gains, watched)
        finally:
            _HOLDING.release()

    def _levels(self, gains: Floats, watched: tuple[int, ...]) -> Levels:
        frame = self._frame
        importance = frame.importance
        shape = (frame.months + 1, len(frame.cell_ids), frame.draws)
        found = np.empty(shape)
        index = np.empty((shape[0], len(frame.pole_ids), frame.draws))
        points = np.zeros((len(frame.pole_ids), len(gains)))
        moving = [i for i, gain in enumerate(gains) if gain]
        for part in self._slices(frame.months):
            base = part.base()
            start = base[-1].copy()
            last = [Part(np.empty(0, np.intp), np.empty((0, start.shape[-1])))] * len(gains)
            for i in moving:
                response = part.response(frame.recommendation_ids[i])
                for month in range(len(base)):
                    for place, cell in enumerate(response.cells):
                        base[month, cell] += response.latent[month, place] * gains[i]
                last[i] = Part(response.cells, response.latent[-1] * gains[i])
            points += self._shared(start, last)
            found[..., part.draws] = levels(base)
            index[..., part.draws] = importance @ base
        return Levels(
            [fans(found[:, cell : cell + 1])[0] for cell in range(shape[1])],
            index,
            {cell: found[:, cell].copy() for cell in watched},
            points / frame.draws,
        )

    def swings(self, month: int) -> Floats:
        """The change of each index by all effort on one recommendation, at `month`.

        Shape (recommendations, poles, draws).
        """
        frame = self._frame
        importance = frame.importance
        changes = np.empty((len(frame.recommendation_ids), len(frame.pole_ids), frame.draws))
        kernel = self._kernel(month)
        for part in self._slices(month):
            base = part.base()[-1]
            before = levels(base.copy())
            for i, recommendation_id in enumerate(frame.recommendation_ids):
                moved = part.at_last(recommendation_id, kernel)
                after = levels(base[moved.cells] + moved.latent)
                after -= before[moved.cells]
                changes[i, :, part.draws] = importance[:, moved.cells] @ after
        return changes

    def by_recommendation(self, gains: Floats, month: int) -> Floats:
        """Points that each recommendation brings to the mean indices, shape (poles, ids)."""
        points = np.zeros((len(self._frame.pole_ids), len(gains)))
        kernel = self._kernel(month)
        for part in self._slices(month):
            start = part.base()[-1]
            points += self._shared(start, part.effort(gains, kernel))
        return points / self._frame.draws

    def by_driver(self, gains: Floats, month: int) -> Floats:
        """Points that each driver brings to the mean indices at `month`, shape (poles, drivers)."""
        frame = self._frame
        drivers = sorted(driver.id for driver in frame.dossier.drivers)
        points = np.zeros((len(frame.pole_ids), len(drivers)))
        kernel = self._kernel(month)
        for part in self._slices(month):
            latent = part.base()[-1]
            for moved in part.effort(gains, kernel):
                latent[moved.cells] += moved.latent
            parts = [
                part.responses.at_last(forces, kernel)
                for forces in part.responses.driver_forces(gains, part.presence)
            ]
            for moved in parts:
                latent[moved.cells] -= moved.latent
            points += self._shared(latent, parts)
        return points / frame.draws

    def _shared(self, start: Floats, parts: Sequence[Part]) -> Floats:
        """Points of each part in the change from `start`, summed over draws: (poles, parts)."""
        importance = self._frame.importance
        total = np.zeros_like(start)
        for part in parts:
            total[part.cells] += part.latent
        secant = level_secant(start, total)
        points = [
            importance[:, part.cells] @ (secant[part.cells] * part.latent).sum(axis=-1)
            for part in parts
        ]
        return np.stack(points, axis=1) if points else np.zeros((len(importance), 0))

    def _kernel(self, month: int) -> Floats:
        """What acts on a cell in each month before brings to all at `month`."""
        some = next(self._parts(month))
        return some.impulses(slice(month, month + 1))[:, 0]

    def _slices(self, months: int) -> Iterator[_Slice]:
        for number, responses in enumerate(self._parts(months)):
            self._between()
            first = number * self.width
            presence = {key: responses.presence_of(key) for key in responses.driver_ids}
            yield _Slice(slice(first, first + responses.draws), responses, presence)

    def _parts(self, months: int) -> Iterator[Responses]:
        frame = self._frame
        for first in range(0, frame.draws, self.width):
            draws = min(self.width, frame.draws - first)
            some = slice(first, first + draws)
            inputs = {key: values[some] for key, values in self.inputs.items()}
            noise = _Noise(frame, months, draws, first)
            yield Responses(frame.dossier, self._forcings, inputs, noise, months, draws)


class _Noise(Mapping[str, Floats]):
    """The noise of some draws, made when it is asked for."""

    def __init__(self, frame: Frame, months: int, draws: int, first: int) -> None:
        self._frame = frame
        self._asked = (frame.seed, draws, months)
        self._first = first

    def __getitem__(self, cell_id: str) -> Floats:
        return normals(*self._asked, cell_id, self._first)

    def __iter__(self) -> Iterator[str]:
        return iter(self._frame.cell_ids)

    def __len__(self) -> int:
        return len(self._frame.cell_ids)
