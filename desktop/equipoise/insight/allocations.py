"""The allocations that a search may choose from: free weights, within the budget."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Weights = npt.NDArray[np.float64]
Places = npt.NDArray[np.int64]

BUDGET = 100.0
_CLOSE = 1e-9
_ROUNDING = 1e-6


@dataclass(frozen=True)
class Allocations:
    """Weights in percent, shape (recommendations,) or (allocations, recommendations).

    `start` are the weights as they are, `free` the places of those that may change, `room` what
    they may have together.
    """

    ids: tuple[str, ...]
    start: Weights
    free: Places
    room: float

    @classmethod
    def around(
        cls, ids: Sequence[str], weights: Mapping[str, float], locked: Collection[str]
    ) -> Allocations:
        """The allocations that leave the locked weights as they are."""
        start = np.array([weights.get(row_id, 0.0) for row_id in ids], dtype=np.float64)
        free = np.array([i for i, row_id in enumerate(ids) if row_id not in locked], dtype=np.int64)
        fixed = start.sum() - start[free].sum()
        return cls(tuple(ids), start, free, max(0.0, BUDGET - float(fixed)))

    def with_free(self, values: Weights) -> Weights:
        """Whole allocations from free weights, shape (allocations, free); scaled into the room."""
        kept = np.maximum(values, 0.0)
        spent = kept.sum(axis=-1, keepdims=True)
        kept = kept * np.where(spent > self.room, self.room / np.maximum(spent, _CLOSE), 1.0)
        whole = np.tile(self.start, (len(values), 1))
        whole[:, self.free] = kept
        return whole

    def change(self, weights: Weights) -> Weights:
        """Percentage points of effort moved, Σ|Δw|."""
        return np.asarray(np.abs(weights - self.start).sum(axis=-1))

    def extremes(self) -> Weights:
        """All the room for one recommendation, for each; and nothing for any."""
        return self.with_free(
            np.vstack([np.eye(len(self.free)), np.zeros(len(self.free))]) * BUDGET
        )

    def sample(self, count: int, rng: np.random.Generator) -> Weights:
        """Free weights and an unspent rest, uniform on the simplex."""
        parts = rng.dirichlet(np.ones(len(self.free) + 1), size=count)
        return self.with_free(parts[:, :-1] * self.room)

    def fits(self, weights: Weights) -> bool:
        """Whether free weights are in order."""
        chosen = weights[self.free]
        return bool((chosen >= 0).all() and chosen.sum() <= self.room + _ROUNDING)

    def tenths(self, weights: Weights) -> Weights:
        """Changed weights in tenths of a percent, within the room; others exactly as they are."""
        whole = np.where(np.abs(weights - self.start) < 0.05, self.start, np.round(weights, 1))
        while not self.fits(whole):
            raised = self.free[np.argmax((whole - self.start)[self.free])]
            whole[raised] = round(whole[raised] - 0.1, 1)
        return whole

    def nudged(self, weights: Weights, place: int, by: float) -> Weights:
        """One weight moved by tenths; it stops at its start, and lands on tenths otherwise."""
        moved = weights.copy()
        target = round(float(weights[place]) + by, 1)
        before, after = weights[place] - self.start[place], target - self.start[place]
        if abs(after) < _CLOSE or before * after < 0:
            target = float(self.start[place])
        moved[place] = target
        return moved

    def named(self, weights: Weights) -> dict[str, float]:
        """Percent by identifier."""
        return {row_id: float(w) for row_id, w in zip(self.ids, weights, strict=True)}
