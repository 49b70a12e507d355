"""How far each future lies on the right side of a goal, for many allocations at once.

The probability of a goal is a staircase in the weights, which no optimiser can descend. The margin
below which a share 1 − P of the futures lies is continuous in them, and at least 0 exactly where
the goal succeeds with probability P: that is what the search works with.
"""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from equipoise.dossier.rows import Goal
from equipoise.insight.chances import cell_of, months_of, pole_place
from equipoise.projection.model import ProjectionModel

Floats = npt.NDArray[np.floating]
Weights = npt.NDArray[np.float64]

_AT_ONCE = 2_000_000
_BANDWIDTH = 0.2


class Margins:
    """Margins of one goal over the first `draws` draws of a model, in single precision.

    In points for an index; in latent units for a cell, whose link is monotone and needs no
    evaluation. Weights are percent, shape (allocations, recommendations), in the model's order.
    """

    def __init__(self, model: ProjectionModel, goal_id: str, draws: int | None = None) -> None:
        goal: Goal = model.dossier.get("goals", goal_id)
        base, response = model.latent_parts(months_of(goal), cell_of(goal))
        importance = np.ones(1)
        self._of_cell = bool(goal.aspect_id)
        if not self._of_cell:
            importance = np.asarray(model.importance[pole_place(model.dossier, goal)])
            kept = importance > 0
            base, response, importance = base[:, kept], response[:, :, kept], importance[kept]
        self._base = base[..., :draws].astype(np.float32)
        self._response = response[..., :draws].astype(np.float32)
        self._importance = importance.astype(np.float32)
        self._sign = np.float32(1 if goal.relation == "at_least" else -1)
        self._threshold = goal.threshold
        if self._of_cell:
            share = min(max(goal.threshold / 100, 1e-9), 1 - 1e-9)
            self._threshold = math.log(share / (1 - share))
        self._best_month = goal.kind == "goal"
        self._returns = model.dossier.settings.diminishing_returns

    @property
    def draws(self) -> int:
        """How many futures are looked at."""
        return int(self._base.shape[-1])

    def _gains(self, weights: Weights) -> Weights:
        """g(w), as `projection.effort.returns`, for arrays."""
        k = self._returns
        share = weights / 100
        if abs(k) < 1e-9:
            return share
        gains: Weights = np.expm1(-k * share) / math.expm1(-k)
        return gains

    def _slopes(self, weights: Weights) -> Weights:
        """dg/dw per percent."""
        k = self._returns
        if abs(k) < 1e-9:
            return np.full(weights.shape, 0.01)
        slopes: Weights = -k * np.exp(-k * weights / 100) / math.expm1(-k) / 100
        return slopes

    def of(self, weights: Weights, at: Callable[[float], None] | None = None) -> Floats:
        """Margins, shape (allocations, draws); `at` is told the part done."""
        found = np.empty((len(weights), self.draws), dtype=np.float32)
        together = max(1, _AT_ONCE // self._base.size)
        for first in range(0, len(weights), together):
            chosen = slice(first, first + together)
            by_month = self._by_month(self._latent(weights[chosen]))
            best = by_month.max(axis=1) if self._best_month else by_month.min(axis=1)
            found[chosen] = best
            if at is not None:
                at(min(1.0, (first + together) / len(weights)))
        return found

    def _latent(self, weights: Weights) -> Floats:
        gains = self._gains(weights).astype(np.float32)
        moved = gains @ self._response.reshape(len(self._response), self._base.size)
        moved += self._base.reshape(-1)
        return np.asarray(moved.reshape(len(weights), *self._base.shape))

    def _by_month(self, latent: Floats) -> Floats:
        """Margins by month, shape (allocations, months, draws)."""
        if self._of_cell:
            return np.asarray(self._sign * (latent[:, :, 0] - np.float32(self._threshold)))
        levels = 50 + 50 * np.tanh(latent / 2)
        index = np.einsum("c,amcd->amd", self._importance, levels)
        return np.asarray(self._sign * (index - np.float32(self._threshold)))

    def quantiles(self, margins: Floats, probability: float) -> Weights:
        """The margin that a share `probability` of the draws reaches, shape (allocations,)."""
        place = self.draws - min(max(math.ceil(probability * self.draws - 1e-9), 1), self.draws)
        return np.partition(margins, place, axis=-1)[:, place].astype(np.float64)

    def slope(self, weights: Weights, probability: float) -> tuple[float, Weights]:
        """The quantile for one allocation, shape (recommendations,), and how it grows a percent.

        The gradient of a quantile is the mean gradient of the draws that lie on it; draws near it
        stand in for those, weighted by a normal kernel.
        """
        latent = self._latent(weights[None])[0]
        by_month = self._by_month(latent[None])[0]
        decisive = by_month.argmax(axis=0) if self._best_month else by_month.argmin(axis=0)
        margins = np.take_along_axis(by_month, decisive[None], axis=0)[0]
        quantile = float(self.quantiles(margins[None], probability)[0])
        width = _BANDWIDTH * float(margins.std()) + 1e-9
        near = np.flatnonzero(np.abs(margins - quantile) <= 3 * width)
        kernel = np.exp(-(((margins[near] - quantile) / width) ** 2) / 2)
        link = np.ones((1, len(near)))
        if not self._of_cell:
            tanh = np.tanh(latent[decisive[near], :, near].T / 2)
            link = 25 * (1 - tanh**2) * self._importance[:, None]
        moves = self._response[:, decisive[near], :, near]  # (near, recommendations, cells)
        mean = np.einsum("nrc,cn,n->r", moves, link, kernel) / kernel.sum()
        return quantile, float(self._sign) * mean * self._slopes(weights)
