"""One tick of a slider: the whole projection for new weights, close to what the machine can do.

Halves of the latent levels, h = (base + Σ_r g(w_r)·response_r)/2, are held in 32 bits with the
draws last, and worked on in blocks of months that fit the processor's cache: put together, linked,
summed into the indices and sorted, before the next block is read. With t = tanh h levels are
50 + 50·t. The link is monotone, so the quantiles of a cell are taken from h and linked then; an
index needs the link of every draw.

From press to release of a slider the latent levels lie on a plane, h = rest + g(w_d)·response_d/2
with one recommendation d dragged: two tensors are read instead of one a recommendation.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from equipoise.dossier.rows import Goal
from equipoise.projection.memo import Memo
from equipoise.projection.model import ProjectionModel
from equipoise.projection.outcome import Projection
from equipoise.projection.quantiles import order_places, order_statistics, quantile_fans
from equipoise.projection.responses import Part
from equipoise.projection.sampling_error import places_around

Short = npt.NDArray[np.float32]

_BLOCK = 1 << 16
"""Numbers in a block of months, unless one month has more: 256 kilobytes."""


@dataclass(frozen=True, slots=True)
class _Plane:
    """`rest` is base and all but the recommendation at the place `dragged`, at these gains."""

    dragged: int
    gains: tuple[float, ...]
    rest: Short

    def holds(self, gains: tuple[float, ...]) -> bool:
        """Whether only the dragged recommendation has moved since."""
        return all(
            i == self.dragged or one == other
            for i, (one, other) in enumerate(zip(self.gains, gains, strict=True))
        )


class Tick:
    """A compiled model in the form in which `project` is quickest; not to be shared by threads.

    Fans are within 1e-3 points of those of the model in 64 bits. A probability differs by no more
    than the share of draws that lie as near to a threshold. Where only one weight moves from call
    to call, its plane is kept and two tensors are read.

    With a `memo`, what an edit left as it was is not converted again.
    """

    def __init__(self, model: ProjectionModel, memo: Memo | None = None) -> None:
        memo = memo or Memo()
        frame = self._frame = model.frame
        self._base = _half(memo, "base", model.compiled.base).latent
        self._parts: list[Part] = [
            _half(memo, row_id, part)
            for row_id, part in zip(
                frame.recommendation_ids, model.compiled.by_recommendation, strict=True
            )
        ]
        months, cells, draws = self._base.shape
        self._importance: Short = frame.importance.astype(np.float32)
        self._lowers = np.array([band.lower for band in frame.bands], np.float32)
        self._gains: tuple[float, ...] | None = None
        self._plane: _Plane | None = None
        size = max(1, min(months, _BLOCK // (cells * draws)))
        self._blocks = [slice(m, min(m + size, months)) for m in range(0, months, size)]
        self._latent: Short = np.empty((size, cells, draws), np.float32)
        self._linked: Short = np.empty((size, cells, draws), np.float32)
        self._moved: Short = np.empty((size, cells, draws), np.float32)
        self._ordered: Short = np.empty((size, len(frame.pole_ids), draws), np.float32)
        self._idle_linked: Short = np.tanh(self._base[-1])
        self._mean: Short = np.full(draws, 1.0 / draws, np.float32)
        self._places = order_places(draws)
        self._index_places = np.concatenate((self._places, places_around(draws)))
        self._weighted: Short = self._importance * np.float32(50.0)
        self._watched = _watched(frame.goals, [frame.subject(goal) for goal in frame.goals])

    @property
    def bytes_per_draw(self) -> int:
        """What a draw takes in memory: base, responses, the plane and the buffers."""
        held: list[npt.NDArray[np.float32]] = [self._base, *(p.latent for p in self._parts)]
        held += [self._base, self._latent, self._linked, self._moved, self._ordered]
        return sum(array.nbytes for array in held) // int(self._base.shape[-1])

    def project(self, weights: Mapping[str, float]) -> Projection:
        """The projected outcome for weights in percent; recommendations not named get 0.

        Raises ValueError as `ProjectionModel.returns` does.
        """
        frame = self._frame
        gains = tuple(float(gain) for gain in frame.returns(weights))
        months, cells, draws = self._base.shape
        poles, places = len(frame.pole_ids), len(self._places)
        index: Short = np.empty((months, poles, draws), np.float32)
        index_order = np.empty((months, poles, len(self._index_places)))
        latent_order = np.empty((months, cells, places))
        linked_mean: Short = np.empty((months, cells), np.float32)
        at_least = np.empty((len(frame.bands), months, poles))
        watched = {place: np.empty((m, draws), np.float32) for place, m in self._watched.items()}
        for block, latent in self._contracted(gains):
            linked = np.tanh(latent, out=self._linked[: len(latent)])
            np.matmul(self._weighted, linked, out=index[block])
            index[block] += np.float32(50.0)
            np.matmul(linked, self._mean, out=linked_mean[block])
            for place, values in watched.items():
                until = min(block.stop, len(values))
                if until > block.start:
                    values[block.start : until] = linked[: until - block.start, place]
            if block.stop == months:
                attribution = self._attribution(gains, latent[-1], linked[-1])
            latent_order[block] = order_statistics(latent)
            ordered = self._ordered[: len(latent)]
            ordered[...] = index[block]
            ordered.sort(axis=-1)
            index_order[block] = ordered[..., self._index_places]
            self._count(ordered, at_least[:, block])

        def series(goal: Goal) -> Short:
            subject, place = frame.subject(goal)
            if subject == "cell":
                return np.float32(50.0) + np.float32(50.0) * watched[place]
            return index[:, place]

        means = 50.0 + 50.0 * linked_mean.astype(np.float64)
        return frame.projection(
            weights,
            index=index,
            index_fans=quantile_fans(index_order[..., :places], means @ frame.importance.T, draws),
            index_around=index_order[..., places:],
            cell_fans=quantile_fans(50.0 + 50.0 * np.tanh(latent_order), means, draws),
            at_least=at_least,
            series=series,
            attribution=frame.by_pole(frame.recommendation_ids, attribution),
        )

    def _contracted(self, gains: tuple[float, ...]) -> Iterator[tuple[slice, Short]]:
        """Latent levels by block of months, each in the same buffer, which may be used up."""
        plane = self._plane_of(gains)
        start, moving = self._base, [i for i, gain in enumerate(gains) if gain]
        if plane is not None:
            start, moving = plane.rest, [plane.dragged]
        for block in self._blocks:
            latent = self._latent[: block.stop - block.start]
            self._put_together(start, moving, gains, block, latent)
            yield block, latent

    def _put_together(
        self,
        start: Short,
        moving: list[int],
        gains: tuple[float, ...],
        block: slice,
        latent: Short,
    ) -> None:
        """Write `start` and the responses of those moving, in a block of months, to `latent`."""
        added = start[block]
        for place in moving:
            part = self._parts[place]
            count = len(part.cells)
            moved = self._moved[: len(latent), :count]
            np.multiply(part.latent[block], np.float32(gains[place]), out=moved)
            if count == latent.shape[1]:
                np.add(added, moved, out=latent)
            else:
                if added is not latent:
                    latent[...] = added
                for i, cell in enumerate(part.cells):
                    latent[:, cell] += moved[:, i]
            added = latent
        if added is not latent:
            latent[...] = added

    def _plane_of(self, gains: tuple[float, ...]) -> _Plane | None:
        """The plane these gains lie on, made where one weight has moved since the last tick."""
        before, self._gains = self._gains, gains
        if self._plane is not None and self._plane.holds(gains):
            return self._plane
        if before is None:
            return None
        moved = [i for i, (a, b) in enumerate(zip(before, gains, strict=True)) if a != b]
        if len(moved) != 1:
            return None
        rest = np.empty_like(self._base) if self._plane is None else self._plane.rest
        others = [i for i, gain in enumerate(gains) if gain and i != moved[0]]
        for block in self._blocks:
            self._put_together(self._base, others, gains, block, rest[block])
        self._plane = _Plane(moved[0], gains, rest)
        return self._plane

    def _count(self, ordered: Short, at_least: npt.NDArray[np.float64]) -> None:
        """The share of draws at or above the lower end of each band, from draws in order."""
        draws = ordered.shape[-1]
        for month, poles in enumerate(ordered):
            for pole, row in enumerate(poles):
                at_least[:, month, pole] = 1.0 - row.searchsorted(self._lowers) / draws

    def _attribution(
        self, gains: tuple[float, ...], latent: Short, linked: Short
    ) -> npt.NDArray[np.float64]:
        """Aumann–Shapley shares of the mean index, shape (poles, recommendations).

        The change of a level from h₀ by s is 50·(t − t₀) = 50·tanh(s)·(1 − t·t₀), so that each part
        of s counts 50·(1 − t·t₀)·tanh(s)/s, which tends to 50·(1 − t²).
        """
        moved = latent - self._base[-1]
        still = moved == 0
        secant = np.tanh(moved)
        moved[still] = secant[still] = 1.0
        secant /= moved
        secant *= 1 - linked * self._idle_linked
        found = np.zeros((len(self._importance), len(gains)))
        share = np.float32(50.0 / latent.shape[-1])
        for i, (gain, part) in enumerate(zip(gains, self._parts, strict=True)):
            if gain:
                points = np.einsum("cn,cn->c", secant[part.cells], part.latent[-1])
                found[:, i] = self._importance[:, part.cells] @ (points * (share * gain))
        return found


def _half(memo: Memo, name: str, part: Part) -> Part:
    """Half of the latent levels, in 32 bits."""

    def made() -> Part:
        latent = part.latent.astype(np.float32)
        latent *= np.float32(0.5)
        return Part(part.cells, latent)

    return memo.of(("half", name), (part,), made)


def _watched(goals: tuple[Goal, ...], subjects: list[tuple[str, int]]) -> dict[int, int]:
    """The cells that goals are about, and up to what month (not counted itself) they look."""
    found: dict[int, int] = {}
    for goal, (subject, place) in zip(goals, subjects, strict=True):
        if subject == "cell":
            found[place] = max(found.get(place, 0), goal.month + 1)
    return found
