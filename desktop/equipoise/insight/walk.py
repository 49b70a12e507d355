"""Walking the weight: the outcome against the weight of one recommendation, and where it flips."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from equipoise.dossier.dossier import Dossier
from equipoise.dossier.rows import Goal
from equipoise.insight.chances import Chance
from equipoise.projection import link
from equipoise.projection.model import ProjectionModel
from equipoise.projection.quantiles import fans

Floats = npt.NDArray[np.float64]

BUDGET = 100.0


@dataclass(frozen=True)
class Flip:
    """A weight, in percent, from which on something is otherwise; said in a plain sentence."""

    percent: float
    text: str


@dataclass(frozen=True)
class Walk:
    """The outcome against the weight of one recommendation, 0 to 100 %.

    `percents` has shape (points,) and holds the `current` weight too; so have all series. `index`
    gives for each pole the 5, 50 and 95 % quantiles in `month`, in points; `goals` the probability
    (0…1) that each goal holds, `red_lines` the risk that each breaks, both at their own months;
    `all_goals` that all goals in force hold together, None without any.
    """

    recommendation_id: str
    month: int
    percents: Floats
    index: Mapping[str, Mapping[str, Floats]]
    goals: Mapping[str, Floats]
    red_lines: Mapping[str, Floats]
    all_goals: Floats | None
    current: float
    flips: tuple[Flip, ...]


def scaled(
    weights: Mapping[str, float], recommendation_id: str, percent: float
) -> dict[str, float]:
    """The weights (percent) when one recommendation gets `percent` and the others are scaled.

    The effort spent in all stays what it is: what the one gives up goes to the others in proportion
    to their weights. When it grows, it takes what is unspent first; when that is used up, the
    others give way in proportion. Where the others have no weight, the rest stays unspent.
    """
    others = sum(w for row_id, w in weights.items() if row_id != recommendation_id)
    now = weights[recommendation_id]
    kept = others + now - percent if percent < now else min(others, BUDGET - percent)
    factor = kept / others if others > 0 else 0.0
    found = {row_id: w * factor for row_id, w in weights.items()}
    found[recommendation_id] = percent
    return dict(weights) if percent == now else found


def walk(
    dossier: Dossier,
    scenario_id: str,
    recommendation_id: str,
    *,
    month: int | None = None,
    points: int = 21,
) -> Walk:
    """Walk the weight of one recommendation from 0 to 100 %, the others scaled (see `scaled`).

    `month` (default the last) is that of the indices and of the recommendations' contributions to
    them. Flips are found between neighbouring points and narrowed down to a tenth of a percent: a
    goal's probability crosses 50 %, a red line's risk its accepted risk, another recommendation
    contributes most to an index. Goals set aside in the scenario are not reported as flips.

    Raises KeyError for an unknown scenario or recommendation, ValueError for a month beyond the
    horizon or fewer than two points.
    """
    dossier.get("recommendations", recommendation_id)
    if points < 2:
        raise ValueError("a walk needs at least two points")
    model = ProjectionModel(dossier, scenario_id)
    last = model.responses.months
    at = last if month is None else month
    if not 0 <= at <= last:
        raise ValueError(f"month {at} lies outside the projection of {last} months")
    path = _Path(model, dossier.weights_of(scenario_id), recommendation_id, at)
    percents = np.unique(np.append(np.linspace(0.0, BUDGET, points), path.current))
    goals = {g.id: path.chances(g, percents) for g in path.goals if g.kind == "goal"}
    red_lines = {g.id: path.chances(g, percents) for g in path.goals if g.kind == "red_line"}
    aside = dossier.set_aside_in(scenario_id)
    in_force = [g for g in path.goals if g.id not in aside]
    return Walk(
        recommendation_id,
        at,
        percents,
        path.index(percents),
        goals,
        red_lines,
        path.together([g for g in in_force if g.kind == "goal"], percents),
        path.current,
        tuple(_flips(path, in_force, percents)),
    )


class _Path:
    """What one scenario leads to when one recommendation gets a given percent."""

    def __init__(
        self,
        model: ProjectionModel,
        weights: Mapping[str, float],
        recommendation_id: str,
        month: int,
    ) -> None:
        self.model = model
        self.current = float(weights[recommendation_id])
        self.goals: list[Goal] = [
            g for g in model.dossier.goals if g.month <= model.responses.months
        ]
        self._weights = weights
        self._recommendation_id = recommendation_id
        self._month = month
        self._chance = {g.id: Chance(model, g.id) for g in self.goals}
        self._firsts: dict[float, dict[str, str]] = {}

    def _at(self, percent: float) -> dict[str, float]:
        return scaled(self._weights, self._recommendation_id, percent)

    def chance(self, goal: Goal, percent: float) -> float:
        """Probability that a goal holds, or risk that a red line breaks."""
        return self._chance[goal.id].probability(self._at(percent))

    def chances(self, goal: Goal, percents: Floats) -> Floats:
        """The same at every point."""
        return np.array([self.chance(goal, float(p)) for p in percents])

    def together(self, goals: list[Goal], percents: Floats) -> Floats | None:
        """Probability that all goals hold together, at every point."""
        if not goals:
            return None
        return np.array(
            [
                np.logical_and.reduce(
                    [self._chance[g.id].flags(self._at(float(p))) for g in goals]
                ).mean()
                for p in percents
            ]
        )

    def index(self, percents: Floats) -> dict[str, dict[str, Floats]]:
        """Quantiles of each pole's index at every point."""
        base, response = self.model.latent_parts(slice(self._month, self._month + 1))
        by_point = []
        for percent in percents:
            latent = base.copy()
            gains = self.model.returns(self._at(float(percent)))
            for gain, moved in zip(gains, response, strict=True):
                if gain:
                    latent += moved * latent.dtype.type(gain)
            by_point.append(fans(np.matmul(self.model.importance, link.levels(latent))))
        return {
            pole.id: {
                name: np.array([float(getattr(found[i], name)[0]) for found in by_point])
                for name in ("p5", "p50", "p95")
            }
            for i, pole in enumerate(self.model.dossier.poles)
        }

    def first(self, pole_id: str, percent: float) -> str:
        """The recommendation that lifts a pole's mean index most; "" if none does."""
        if percent not in self._firsts:
            shares = self.model.attribution(self._at(percent), self._month)
            self._firsts[percent] = {
                pole: max(by_row, key=lambda row_id: by_row[row_id])
                if by_row and max(by_row.values()) > 0
                else ""
                for pole, by_row in shares.items()
            }
        return self._firsts[percent][pole_id]


def _flips(path: _Path, goals: list[Goal], percents: Floats) -> list[Flip]:
    found: list[Flip] = []
    dossier = path.model.dossier
    for goal in goals:
        limit = 50.0 if goal.kind == "goal" else goal.accepted_risk

        def state(percent: float, goal: Goal = goal, limit: float = limit) -> str:
            chance = path.chance(goal, percent) * 100
            above = chance >= limit if goal.kind == "goal" else chance > limit
            return "above" if above else "below"

        found += [
            Flip(percent, _crossing(goal, percent, after))
            for percent, _, after in _changes(state, percents)
        ]
    for pole in dossier.poles:

        def leader(percent: float, pole_id: str = pole.id) -> str:
            return path.first(pole_id, percent)

        for percent, before, after in _changes(leader, percents):
            if not after and percent >= BUDGET:
                continue  # only because nothing else has any weight there
            text = f"From {percent:g} % on, no recommendation lifts the index {pole.name}."
            if after:
                instead = f" instead of “{_named(dossier, before)}”" if before else ""
                text = (
                    f"From {percent:g} % on, “{_named(dossier, after)}”{instead} "
                    f"contributes most to the index {pole.name}."
                )
            found.append(Flip(percent, text))
    return sorted(found, key=lambda flip: flip.percent)


def _named(dossier: Dossier, recommendation_id: str) -> str:
    return dossier.name_of("recommendations", recommendation_id)


def _crossing(goal: Goal, percent: float, after: str) -> str:
    if goal.kind == "goal":
        part = "at least half" if after == "above" else "fewer than half"
        return f"From {percent:g} % on, “{goal.name}” holds in {part} of the futures."
    verb = "exceeds" if after == "above" else "stays within"
    return (
        f"From {percent:g} % on, the risk of breaking “{goal.name}” "
        f"{verb} the accepted {goal.accepted_risk:g} %."
    )


def _changes(state: Callable[[float], str], percents: Floats) -> list[tuple[float, str, str]]:
    """Where a state is another than before: percent in tenths, the state before, the state after.

    At the percent given the state is the new one; a tenth below it is another.
    """
    found: list[tuple[float, str, str]] = []
    tenths = sorted({round(float(p) * 10) for p in percents})
    known = state(tenths[0] / 10)
    for low, high in itertools.pairwise(tenths):
        after = state(high / 10)
        if after != known:
            below, above = low, high
            while above - below > 1:
                middle = (below + above) // 2
                if state(middle / 10) == after:
                    above = middle
                else:
                    below = middle
            found.append((above / 10, known, after))
        known = after
    return found
