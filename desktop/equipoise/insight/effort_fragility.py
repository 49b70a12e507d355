"""How little effort would have to move for another recommendation to bring most to a pole."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from equipoise.insight.watch import Watch
from equipoise.projection.model import ProjectionModel

_BUDGET = 100.0
_ROUNDING = 1e-9


@dataclass(frozen=True)
class EffortShift:
    """A shift of effort after which another recommendation brings most to a pole's index.

    `percent` points of effort move from `from_id` to `to_id`, recommendations or "" for effort that
    is unspent. `weights_before` and `weights` are percent; `leader_id` brings most after the shift,
    `points` are what each brings then, in points of the mean index.
    """

    from_id: str
    to_id: str
    percent: float
    weights_before: Mapping[str, float]
    weights: Mapping[str, float]
    leader_id: str
    points: Mapping[str, float]


@dataclass(frozen=True)
class ContributionFragility:
    """Which recommendation brings most to a pole's index, and what would make it another one.

    `points` are what each brings at the last month against no effort, in points of the mean index
    (`Projection.attribution`); `leader_id` brings most, "" where none lifts the index. `overturn`
    is the smallest shift of effort, None where there is no leader or no such shift.
    """

    pole_id: str
    leader_id: str
    points: Mapping[str, float]
    overturn: EffortShift | None


def contribution_fragility(
    model: ProjectionModel,
    weights: Mapping[str, float],
    pole_id: str,
    *,
    progress: Callable[[float], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> ContributionFragility:
    """The smallest shift of effort that overturns who brings most to a pole at the last month.

    Effort moves from the leader to one other recommendation, from the leader to the unspent rest,
    or from the unspent rest to one other recommendation; in tenths of a percentage point, or all
    there is. Each such shift is narrowed down by halving on the exact attribution (Aumann–Shapley)
    of the model's own draws: another one leads at the shift found and not a tenth before it. Where
    a lead changed hands several times on the way, halving would find one of these places.

    Weights are percent. Raises KeyError for an unknown pole, ValueError for weights that are out of
    order, Cancelled when withdrawn.
    """
    watch = Watch(progress, cancelled)
    watch.at(0.0)
    model.dossier.get("poles", pole_id)
    before = {row_id: float(weights.get(row_id, 0.0)) for row_id in model.recommendation_ids}
    points = model.attribution(weights)[pole_id]
    leader = _leader(points)
    if not leader:
        watch.at(1.0)
        return ContributionFragility(pole_id, "", points, None)
    unspent = max(0.0, _BUDGET - sum(before.values()))
    others = sorted((i for i in before if i != leader), key=lambda i: (-points[i], i))
    shifts = [(leader, i) for i in others]
    shifts += [(leader, ""), *(("", i) for i in others)]
    best: EffortShift | None = None
    for i, (from_id, to_id) in enumerate(shifts):
        watch.at(i / len(shifts))
        room = before[from_id] if from_id else unspent
        tenths = math.ceil(room * 10 - _ROUNDING)
        if best is not None:
            tenths = min(tenths, math.ceil(best.percent * 10 - _ROUNDING) - 1)
        shift = _Shift(model, pole_id, before, from_id, to_id, room)
        found = shift.least(leader, tenths, partial(watch.at, i / len(shifts)))
        best = found or best
    watch.at(1.0)
    return ContributionFragility(pole_id, leader, points, best)


@dataclass(frozen=True)
class _Shift:
    """Effort moved from one place to another, up to `room` percentage points."""

    model: ProjectionModel
    pole_id: str
    before: Mapping[str, float]
    from_id: str
    to_id: str
    room: float

    def least(self, leader: str, tenths: int, tell: Callable[[], None]) -> EffortShift | None:
        """The least shift of up to so many tenths after which another one leads, or None."""
        if tenths <= 0:
            return None
        low, high, found = 0, tenths, self._after(tenths)
        if found.leader_id in ("", leader):
            return None
        while high - low > 1:
            tell()
            middle = (low + high) // 2
            tried = self._after(middle)
            if tried.leader_id in ("", leader):
                low = middle
            else:
                high, found = middle, tried
        return found

    def _after(self, tenths: int) -> EffortShift:
        percent = min(tenths / 10, self.room)
        weights = dict(self.before)
        if self.from_id:
            weights[self.from_id] = max(0.0, weights[self.from_id] - percent)
        if self.to_id:
            weights[self.to_id] += percent
        points = self.model.attribution(weights)[self.pole_id]
        return EffortShift(
            self.from_id,
            self.to_id,
            percent,
            self.before,
            weights,
            _leader(points),
            points,
        )


def _leader(points: Mapping[str, float]) -> str:
    """Who brings most; "" if nobody lifts the index. Equals by their identifiers."""
    first = min(points, key=lambda row_id: (-points[row_id], row_id), default="")
    return first if first and points[first] > 0 else ""
