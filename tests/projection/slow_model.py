"""The projection as a slow loop: one draw, one month, one cell at a time, in plain floats.

Written from the model's equations alone, as the yardstick for the fast arrays.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from equipoise.dossier.dossier import Dossier
from equipoise.dossier.rows import Driver, Goal, Recommendation

Key = tuple[str, str, str]
Inputs = Mapping[Key, float]
"""What one draw holds for each judged input: table, row, quantity → value in dossier units."""

Noise = Mapping[str, Sequence[float]]
"""Standard normal shock by cell and month of one draw; entry t leads from month t to t + 1."""

Levels = dict[str, list[float]]
"""Cell or pole → level by month, 0 … T."""

POINTS_PER_LATENT = 25.0


def level(latent: float) -> float:
    return 100 / (1 + math.exp(-latent))


def effort(percent: float, k: float) -> float:
    w = percent / 100
    return w if k == 0 else (1 - math.exp(-k * w)) / (1 - math.exp(-k))


def _ramp(t: int, start: float, duration: float) -> float:
    if duration == 0:
        return 1.0 if t >= start else 0.0
    return min(max((t - start) / duration, 0.0), 1.0)


def progress(dossier: Dossier, recommendation: Recommendation, inputs: Inputs, t: int) -> float:
    """ρ_r(t)."""
    steps = [s for s in dossier.steps if s.recommendation_id == recommendation.id]
    if not steps:
        return _ramp(
            t,
            inputs["recommendations", recommendation.id, "lead_time"],
            inputs["recommendations", recommendation.id, "phase_in"],
        )
    done = 0.0
    for step in steps:
        if step.status != "blocked":
            start, duration = (
                inputs["steps", step.id, "start"],
                inputs["steps", step.id, "duration"],
            )
            done += step.share * _ramp(t, start, duration)
    whole = sum(step.share for step in steps)
    return done / whole if whole else 0.0


def force(
    dossier: Dossier, scenario_id: str | None, driver: Driver, inputs: Inputs, t: int
) -> float:
    """π_c(t)."""
    if driver.timing == "ongoing":
        happens, onset = True, 0
    else:
        likelihood = inputs["drivers", driver.id, "likelihood"]
        happens = inputs["drivers", driver.id, "occurrence"] < likelihood / 100
        onset = math.floor(inputs["drivers", driver.id, "onset"] + 0.5)
    for forcing in dossier.forcings:
        if forcing.scenario_id == scenario_id and forcing.driver_id == driver.id:
            happens, onset = forcing.state == "happens", forcing.month
    if not happens or t < onset:
        return 0.0
    return 1.0 if driver.half_life == 0 else 2 ** (-(t - onset) / driver.half_life)


@dataclass(frozen=True)
class Draw:
    """One draw of a dossier's inputs under a scenario and weights, followed for `months`."""

    dossier: Dossier
    scenario_id: str | None
    weights: Mapping[str, float]
    months: int
    inputs: Inputs
    noise: Noise

    def _strength(self, recommendation: Recommendation, t: int) -> float:
        """g(w_r) ρ_r(t)."""
        k = self.dossier.settings.diminishing_returns
        return effort(self.weights.get(recommendation.id, 0.0), k) * progress(
            self.dossier, recommendation, self.inputs, t
        )

    def _force(self, driver: Driver, t: int) -> float:
        return force(self.dossier, self.scenario_id, driver, self.inputs, t)

    def _damping(self, driver_id: str, recommendation_id: str) -> float:
        for damping in self.dossier.dampings:
            if (damping.driver_id, damping.recommendation_id) == (driver_id, recommendation_id):
                return self.inputs["dampings", damping.id, "share"] / 100
        return 0.0

    def _recommendation_push(self, recommendation: Recommendation, cell_id: str, t: int) -> float:
        """What a recommendation adds to f_t of a cell, its damping of drivers included."""
        strength = self._strength(recommendation, t)
        total = 0.0
        for row in self.dossier.recommendation_effects:
            if row.recommendation_id == recommendation.id and row.cell_id == cell_id:
                effect = self.inputs["recommendation_effects", row.id, "effect"]
                total += effect / POINTS_PER_LATENT * strength
        for driver in self.dossier.drivers:
            share = self._damping(driver.id, recommendation.id)
            if share:
                total -= self._undamped_push(driver, cell_id, t) * share * strength
        return total

    def _undamped_push(self, driver: Driver, cell_id: str, t: int) -> float:
        total = 0.0
        for row in self.dossier.driver_effects:
            if row.driver_id == driver.id and row.cell_id == cell_id:
                effect = self.inputs["driver_effects", row.id, "effect"]
                total += effect / POINTS_PER_LATENT * self._force(driver, t)
        return total

    def _driver_push(self, driver: Driver, cell_id: str, t: int) -> float:
        """What a driver adds to f_t of a cell, damped by the recommendations in force."""
        push = self._undamped_push(driver, cell_id, t)
        if push == 0:
            return 0.0
        left = 1.0
        for recommendation in self.dossier.recommendations:
            share = self._damping(driver.id, recommendation.id)
            if share:
                left -= share * self._strength(recommendation, t)
        return push * left

    def _displacement(self, push: Callable[[str, int], float]) -> Levels:
        """d_t of every cell under a push f_t."""
        settings = self.dossier.settings
        kappa = 1 - 2 ** (-1 / settings.response_half_life)
        d = {cell.id: [0.0] for cell in self.dossier.cells}
        for t in range(self.months):
            for cell_id, path in d.items():
                inflow = 0.0
                for row in self.dossier.spillovers:
                    if row.target_cell == cell_id:
                        inflow += row.strength * d[row.source_cell][t]
                path.append(path[t] + kappa * (inflow - path[t] + push(cell_id, t)))
        return d

    def _undisturbed(self) -> Levels:
        """x_0 + trend_t + o_t of every cell: what neither drivers nor recommendations move."""
        settings = self.dossier.settings
        phi = settings.trend_damping
        theta = 2 ** (-1 / settings.noise_half_life)
        latents: Levels = {}
        for cell in self.dossier.cells:
            share = self.inputs["cells", cell.id, "level"] / 100
            b = self.inputs["cells", cell.id, "drift"] / 12 / POINTS_PER_LATENT
            sigma = cell.volatility / POINTS_PER_LATENT
            x0 = math.log(share / (1 - share))
            trend, o = 0.0, 0.0
            path = [x0]
            for t in range(self.months):
                trend += b * phi ** (t + 1)
                o = theta * o + sigma * math.sqrt(1 - theta**2) * self.noise[cell.id][t]
                path.append(x0 + trend + o)
            latents[cell.id] = path
        return latents

    def _all_pushes(self, cell_id: str, t: int) -> float:
        total = 0.0
        for recommendation in self.dossier.recommendations:
            strength = self._strength(recommendation, t)
            for row in self.dossier.recommendation_effects:
                if row.recommendation_id == recommendation.id and row.cell_id == cell_id:
                    effect = self.inputs["recommendation_effects", row.id, "effect"]
                    total += effect / POINTS_PER_LATENT * strength
        for driver in self.dossier.drivers:
            total += self._driver_push(driver, cell_id, t)
        return total

    def latents(self) -> Levels:
        """x_t of every cell."""
        rest, d = self._undisturbed(), self._displacement(self._all_pushes)
        return {
            cell: [r + moved for r, moved in zip(path, d[cell], strict=True)]
            for cell, path in rest.items()
        }

    def levels(self) -> Levels:
        return {cell: [level(x) for x in path] for cell, path in self.latents().items()}

    def recommendation_parts(self) -> dict[str, Levels]:
        """δ_r by recommendation, cell and month: latent units against no effort."""
        return {
            r.id: self._displacement(lambda cell, t, r=r: self._recommendation_push(r, cell, t))
            for r in self.dossier.recommendations
        }

    def driver_parts(self) -> dict[str, Levels]:
        """δ_c by driver, cell and month: latent units against nothing happening."""
        return {
            c.id: self._displacement(lambda cell, t, c=c: self._driver_push(c, cell, t))
            for c in self.dossier.drivers
        }


def importances(dossier: Dossier, pole_id: str) -> dict[str, float]:
    """Normalised importance of each cell of a pole."""
    cells = [cell for cell in dossier.cells if cell.pole_id == pole_id]
    total = sum(cell.importance for cell in cells)
    return {cell.id: cell.importance / total for cell in cells}


def index(dossier: Dossier, pole_id: str, levels: Levels, month: int) -> float:
    shares = importances(dossier, pole_id)
    return sum(share * levels[cell_id][month] for cell_id, share in shares.items())


def mean_slope(x1: float, change: float) -> float:
    """(L(x1) − L(x1 − change)) / change in points per latent unit, without cancellation.

    By σ(b) − σ(a) = sinh((b − a)/2) / (2 cosh(a/2) cosh(b/2)); the limit is L′(x1).
    """
    ratio = 0.5 if change == 0 else math.sinh(change / 2) / change
    return 100 * ratio / (2 * math.cosh((x1 - change) / 2) * math.cosh(x1 / 2))


def attribution(
    draws: Sequence[Draw], parts_of: Callable[[Draw], dict[str, Levels]], month: int
) -> dict[str, dict[str, float]]:
    """Pole → cause → points of the mean index in `month`, by the Aumann–Shapley rule."""
    dossier = draws[0].dossier
    points: dict[str, dict[str, list[float]]] = {pole.id: {} for pole in dossier.poles}
    for draw in draws:
        latents, parts = draw.latents(), parts_of(draw)
        for pole in dossier.poles:
            shares = importances(dossier, pole.id)
            for cause in parts:
                total = 0.0
                for cell_id, share in shares.items():
                    change = sum(parts[other][cell_id][month] for other in parts)
                    slope = mean_slope(latents[cell_id][month], change)
                    total += share * slope * parts[cause][cell_id][month]
                points[pole.id].setdefault(cause, []).append(total)
    return {
        pole: {cause: mean(values) for cause, values in by_cause.items()}
        for pole, by_cause in points.items()
    }


def mean(values: Sequence[float]) -> float:
    return math.fsum(values) / len(values)


def quantile(values: Sequence[float], percent: float) -> float:
    """Linear interpolation between order statistics (definition 7 of Hyndman and Fan 1996)."""
    ordered = sorted(values)
    place = (len(ordered) - 1) * percent / 100
    below = math.floor(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (place - below) * (ordered[above] - ordered[below])


def band_of(dossier: Dossier, value: float) -> str:
    """The band whose lower bound is the highest that `value` reaches."""
    return max((b for b in dossier.bands if b.lower <= value), key=lambda b: b.lower).id


def _true_in(goal: Goal, dossier: Dossier, levels: Levels, month: int) -> bool:
    if goal.aspect_id:
        value = levels[f"{goal.aspect_id}/{goal.pole_id}"][month]
    else:
        value = index(dossier, goal.pole_id, levels, month)
    return value >= goal.threshold if goal.relation == "at_least" else value <= goal.threshold


def holds(goal: Goal, dossier: Dossier, levels: Levels) -> bool:
    """Whether a goal is reached in one draw."""
    first = 0 if goal.time == "by" else goal.month
    return any(_true_in(goal, dossier, levels, m) for m in range(first, goal.month + 1))


def breaks(red_line: Goal, dossier: Dossier, levels: Levels) -> bool:
    """Whether a red line is crossed in one draw."""
    first = 0 if red_line.time == "by" else red_line.month
    return not all(_true_in(red_line, dossier, levels, m) for m in range(first, red_line.month + 1))
