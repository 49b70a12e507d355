"""The search over allocations as numbers without steps: everywhere first, then downhill."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from equipoise.insight.allocations import Allocations, Weights
from equipoise.insight.margins import Margins

Tell = Callable[[float], None]

_GENERATIONS = 60
_POPULATION = 20
"""Allocations a generation for each free recommendation."""
_LARGEST_POPULATION = 160
_INFEASIBLE = 1e6


def everywhere(
    space: Allocations, margins: Margins, probability: float, seed: int, tell: Tell
) -> tuple[Weights, bool]:
    """The best allocation by differential evolution (Storn and Price 1997), and whether it reaches.

    The smallest change of those that reach the probability; where none does, the highest
    probability. Starts from the extremes, the weights as they are, and a sample of the simplex.
    """
    half = _Half(tell)

    def smallest(weights: Weights) -> Weights:
        quantiles = margins.quantiles(margins.of(weights), probability)
        return np.asarray(np.where(quantiles >= 0, space.change(weights), _INFEASIBLE - quantiles))

    def likeliest(weights: Weights) -> Weights:
        found = margins.of(weights)
        # The quantile breaks ties between allocations under which no future succeeds.
        ties = 1e-6 * np.tanh(margins.quantiles(found, probability))
        return np.asarray(-(found >= 0).mean(axis=1) - ties)

    best, cost = _evolve(space, smallest, seed, half.first)
    if cost < _INFEASIBLE / 2:
        return best, True
    best, _ = _evolve(space, likeliest, seed, half.second)
    return best, False


class _Half:
    """Progress of a search that may need a second run."""

    def __init__(self, tell: Tell) -> None:
        self._tell = tell

    def first(self, done: float) -> None:
        self._tell(done / 2)

    def second(self, done: float) -> None:
        self._tell(0.5 + done / 2)


def _evolve(
    space: Allocations, cost: Callable[[Weights], Weights], seed: int, tell: Tell
) -> tuple[Weights, float]:
    from scipy.optimize import Bounds, differential_evolution

    rng = np.random.default_rng(seed)
    count = min(_POPULATION * len(space.free), _LARGEST_POPULATION)
    first = np.vstack([space.start[None], space.extremes(), space.sample(count, rng)])
    calls = 0

    def of_population(values: Any) -> Any:
        """Scipy hands the population over as (free, allocations)."""
        nonlocal calls
        tell(min(1.0, calls / (_GENERATIONS + 1)))
        calls += 1
        return cost(space.with_free(values.T))

    found = differential_evolution(
        of_population,
        Bounds(np.zeros(len(space.free)), np.full(len(space.free), max(space.room, 1e-9))),
        init=np.clip(first[:, space.free], 0.0, space.room),
        maxiter=_GENERATIONS,
        tol=1e-4,
        atol=1e-3,
        mutation=(0.4, 0.9),
        recombination=0.8,
        rng=rng,
        polish=False,
        vectorized=True,
        updating="deferred",
    )
    tell(1.0)
    best = space.with_free(np.asarray(found.x)[None])[0]
    return best, float(found.fun)


def downhill(
    space: Allocations, margins: Margins, probability: float, start: Weights, tell: Tell
) -> Weights:
    """The smallest change near `start` that reaches the probability, by SLSQP (Kraft 1988).

    Rises u and falls v of each weight are variables of their own, so that the change Σ(u + v) is
    linear and weights that need not change stay put.
    """
    from scipy.optimize import Bounds, minimize

    free, origin = space.free, space.start[space.free]
    count = len(free)
    calls = 0

    def weights_of(x: Weights) -> Weights:
        whole = space.start.copy()
        whole[free] = np.clip(origin + 100 * (x[:count] - x[count:]), 0, space.room)
        return whole

    known: tuple[bytes, tuple[float, Weights]] = (b"", (0.0, np.zeros(0)))

    def slope(x: Weights) -> tuple[float, Weights]:
        nonlocal known, calls
        if known[0] != x.tobytes():
            calls += 1
            tell(min(1.0, calls / 100))
            known = x.tobytes(), margins.slope(weights_of(x), probability)
        return known[1]

    def gradient(x: Weights) -> Weights:
        of_free = 100 * slope(x)[1][free]
        return np.concatenate([of_free, -of_free])

    def total(x: Weights) -> float:
        return float(x.sum())

    def ones(x: Weights) -> Weights:
        return np.ones(x.shape)

    moved = (start[free] - origin) / 100
    spending = np.concatenate([-np.ones(count), np.ones(count)])
    unspent = (space.room - origin.sum()) / 100
    constraints: Any = [
        {"type": "ineq", "fun": lambda x: slope(x)[0], "jac": gradient},
        {"type": "ineq", "fun": lambda x: unspent + spending @ x, "jac": lambda _: spending},
    ]
    most = np.concatenate([np.full(count, space.room / 100), origin / 100])
    found = minimize(
        total,
        np.concatenate([np.maximum(moved, 0), np.maximum(-moved, 0)]),
        jac=ones,
        bounds=Bounds(np.zeros(2 * count), most),
        constraints=constraints,
        method="SLSQP",
        options={"maxiter": 60, "ftol": 1e-6},
    )
    return np.asarray(space.with_free(weights_of(np.asarray(found.x))[free][None])[0])
