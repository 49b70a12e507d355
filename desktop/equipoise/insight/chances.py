"""The probability of one goal for many weights: only the cells and months that it needs."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

from equipoise.dossier.dossier import Dossier
from equipoise.dossier.rows import Goal
from equipoise.projection import link
from equipoise.projection.model import ProjectionModel
from equipoise.projection.success import breaks, holds

Floats = npt.NDArray[np.floating]
Flags = npt.NDArray[np.bool_]


class Chance:
    """The chance of one goal or red line under a projection model, exactly as `project` states it.

    The same draws and the same operations in the same order, so that the figures are equal to the
    last digit. Raises KeyError for an unknown goal, ValueError for one beyond the months projected.
    """

    def __init__(self, model: ProjectionModel, goal_id: str) -> None:
        goal: Goal = model.dossier.get("goals", goal_id)
        if goal.month > model.responses.months:
            raise ValueError(
                f"“{goal.name}” is about month {goal.month}, "
                f"beyond the {model.responses.months} months projected"
            )
        self._model = model
        self._goal = goal
        self._base, self._response = model.latent_parts(months_of(goal), cell_of(goal))

    def flags(self, weights: Mapping[str, float]) -> Flags:
        """For each draw whether the goal holds or the red line breaks; weights are percent.

        Raises ValueError as `ProjectionModel.returns` does.
        """
        latent = self._base.copy()
        for gain, response in zip(self._model.returns(weights), self._response, strict=True):
            if gain:
                latent += response * latent.dtype.type(gain)
        levels = link.levels(latent)
        return judged(self._goal, series(self._model, self._goal, levels))

    def probability(self, weights: Mapping[str, float]) -> float:
        """Probability that the goal holds, or risk that the red line breaks, as projected."""
        return float(self.flags(weights).mean())

    def success(self, weights: Mapping[str, float]) -> float:
        """Probability that the goal holds, or that the red line does not break."""
        flags = self.flags(weights)
        return float((flags if self._goal.kind == "goal" else ~flags).mean())


def months_of(goal: Goal) -> slice:
    """The months that a goal looks at."""
    return slice(goal.month if goal.time == "at" else 0, goal.month + 1)


def cell_of(goal: Goal) -> str:
    """The identifier of the cell that a goal looks at; "" for a pole's index."""
    return f"{goal.aspect_id}/{goal.pole_id}" if goal.aspect_id else ""


def pole_place(dossier: Dossier, goal: Goal) -> int:
    """Where the goal's pole stands among the poles."""
    return [pole.id for pole in dossier.poles].index(goal.pole_id)


def series(model: ProjectionModel, goal: Goal, levels: Floats) -> Floats:
    """What a goal looks at, shape (months, draws), from the levels of its cells and months."""
    if goal.aspect_id:
        return np.asarray(levels[:, 0])
    index = np.matmul(model.importance, levels)
    return np.asarray(index[:, pole_place(model.dossier, goal)])


def judged(goal: Goal, values: Floats) -> Flags:
    """Whether the goal holds or the red line breaks, draw by draw."""
    judge = holds if goal.kind == "goal" else breaks
    return judge(goal, values)
