"""What the figures of a projection are about: everything but the draws of its levels."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from equipoise.dossier.dossier import Dossier
from equipoise.dossier.rows import Band, Goal
from equipoise.projection.effort import returns
from equipoise.projection.importances import importances
from equipoise.projection.outcome import Fan, Projection
from equipoise.projection.sampling_error import sampling_error
from equipoise.projection.success import breaks, holds

Floats = npt.NDArray[np.floating]

_BUDGET = 100.0


@dataclass(frozen=True)
class Frame:
    """A dossier with its scenario's overrides in place, the goals set aside, draws and months.

    Cells and recommendations stand in the order of their identifiers, poles in the dossier's.
    """

    dossier: Dossier
    set_aside: frozenset[str]
    seed: int
    draws: int
    months: int

    @cached_property
    def cell_ids(self) -> tuple[str, ...]:
        """The cells, in the order of the arrays."""
        return tuple(sorted(cell.id for cell in self.dossier.cells))

    @cached_property
    def recommendation_ids(self) -> tuple[str, ...]:
        """The recommendations, in the order of the arrays."""
        return tuple(sorted(r.id for r in self.dossier.recommendations))

    @cached_property
    def pole_ids(self) -> tuple[str, ...]:
        """The poles, in the order of the arrays."""
        return tuple(pole.id for pole in self.dossier.poles)

    @cached_property
    def importance(self) -> npt.NDArray[np.float64]:
        """Importances, shape (poles, cells), each row adding up to 1."""
        return importances(self.dossier, self.cell_ids)

    @cached_property
    def bands(self) -> tuple[Band, ...]:
        """The bands of the index from low to high."""
        return tuple(sorted(self.dossier.bands, key=lambda band: band.lower))

    @cached_property
    def goals(self) -> tuple[Goal, ...]:
        """The goals and red lines whose month lies within the months projected."""
        return tuple(goal for goal in self.dossier.goals if goal.month <= self.months)

    def returns(self, weights: Mapping[str, float]) -> npt.NDArray[np.float64]:
        """g(w) of each recommendation, in the order of the identifiers; weights are percent.

        Raises ValueError for an unknown recommendation, a negative weight, or more than 100 %.
        """
        unknown = set(weights) - set(self.recommendation_ids)
        if unknown:
            raise ValueError(f"no such recommendation: {', '.join(sorted(unknown))}")
        if sum(weights.values()) > _BUDGET + 1e-6:
            raise ValueError(f"the weights add up to {sum(weights.values()):g} %, more than 100 %")
        k = self.dossier.settings.diminishing_returns
        return np.array(
            [returns(weights.get(i, 0.0) / _BUDGET, k) for i in self.recommendation_ids]
        )

    def subject(self, goal: Goal) -> tuple[str, int]:
        """Whether a goal is about a `cell` or an `index`, and its place in the arrays."""
        if goal.aspect_id:
            return "cell", self.cell_ids.index(f"{goal.aspect_id}/{goal.pole_id}")
        return "index", self.pole_ids.index(goal.pole_id)

    def by_pole(self, ids: tuple[str, ...], points: Floats) -> dict[str, dict[str, float]]:
        """Points, shape (poles, ids), by the identifiers of both."""
        return {
            pole: {row_id: float(points[i, j]) for j, row_id in enumerate(ids)}
            for i, pole in enumerate(self.pole_ids)
        }

    def projection(
        self,
        weights: Mapping[str, float],
        *,
        index: Floats,
        index_fans: list[Fan],
        index_around: Floats,
        cell_fans: list[Fan],
        at_least: Floats,
        series: Callable[[Goal], Floats],
        attribution: Mapping[str, Mapping[str, float]],
    ) -> Projection:
        """The outcome put together.

        `index` has shape (months + 1, poles, draws), `index_around` its order statistics at
        `places_around`, shape (months + 1, poles, places); `at_least` gives the share of draws at
        or above each of `bands`, shape (bands, months + 1, poles); `series` the levels that a goal
        is about, shape (months + 1, draws) or as many months as the goal looks at.
        """
        flags = {
            goal.id: (holds if goal.kind == "goal" else breaks)(goal, series(goal))
            for goal in self.goals
        }
        chances = {goal_id: float(flag.mean()) for goal_id, flag in flags.items()}
        goals = [g for g in self.dossier.goals if g.kind == "goal"]
        in_force = [g for g in goals if g.id not in self.set_aside]
        every = [flags[g.id] for g in in_force if g.id in flags]
        complete = bool(every) and len(every) == len(in_force)
        red_lines = [g for g in self.dossier.goals if g.kind == "red_line"]
        above = np.concatenate((at_least[1:], np.zeros_like(at_least[:1])))
        shares = at_least - above
        return Projection(
            months=np.arange(self.months + 1),
            seed=self.seed,
            draws=self.draws,
            weights={r.id: weights.get(r.id, 0.0) for r in self.dossier.recommendations},
            index=dict(zip(self.pole_ids, index_fans, strict=True)),
            cells=dict(zip(self.cell_ids, cell_fans, strict=True)),
            bands={
                pole: {band.id: shares[b, :, i] for b, band in enumerate(self.bands)}
                for i, pole in enumerate(self.pole_ids)
            },
            goals={g.id: chances.get(g.id) for g in goals},
            red_lines={g.id: chances.get(g.id) for g in red_lines},
            all_goals=float(np.logical_and.reduce(every).mean()) if complete else None,
            attribution=attribution,
            index_draws={pole: index[:, i] for i, pole in enumerate(self.pole_ids)},
            sampling_error=sampling_error(index_around, self.draws),
        )
