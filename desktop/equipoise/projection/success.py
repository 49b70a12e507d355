"""Whether goals hold and red lines break, draw by draw."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from equipoise.dossier.rows import Goal

Floats = npt.NDArray[np.floating]
Flags = npt.NDArray[np.bool_]


def satisfied(goal: Goal, levels: Floats) -> Flags:
    """Whether the statement is true in each month and draw; `levels` has shape (months, draws)."""
    if goal.relation == "at_least":
        return np.asarray(levels >= goal.threshold)
    return np.asarray(levels <= goal.threshold)


def holds(goal: Goal, levels: Floats) -> Flags:
    """Whether a goal is met, shape (draws,): at its month, or in any month up to it."""
    true = satisfied(goal, levels[: goal.month + 1])
    return true[-1] if goal.time == "at" else np.asarray(true.any(axis=0))


def breaks(red_line: Goal, levels: Floats) -> Flags:
    """Whether a red line breaks, shape (draws,): at its month, or in any month up to it."""
    true = satisfied(red_line, levels[: red_line.month + 1])
    return ~true[-1] if red_line.time == "at" else np.asarray(~true.all(axis=0))
