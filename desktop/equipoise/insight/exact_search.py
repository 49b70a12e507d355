"""The last steps of the search, in tenths of a percent, on the exact probabilities."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Sequence

from equipoise.insight.allocations import Allocations, Weights

Success = Callable[[Weights], float]
"""Probability that the goal succeeds under an allocation; raises Cancelled when withdrawn."""

FAR = (10.0, 3.0, 1.0, 0.3, 0.1)
NEAR = (0.1, 0.3, 1.0)
_SHRINK = (10.0, 3.0, 1.0, 0.3, 0.1)
_LEAST = 1e-9


def climb(
    space: Allocations, success: Success, start: Weights, enough: float, sizes: Sequence[float]
) -> Weights:
    """Raise the probability move by move until it is `enough` or no move of any size helps."""
    best, reached = start, success(start)
    for size in sizes:
        better = True
        while better and reached < enough:
            better = False
            for moved in _moves(space, best, size):
                chance = success(moved)
                if chance > reached:
                    best, reached, better = moved, chance, True
                    if reached >= enough:
                        break
    return best


def _moves(space: Allocations, weights: Weights, size: float) -> Iterator[Weights]:
    """One weight up or down, or effort moved from one recommendation to another."""
    singles = [space.nudged(weights, i, by) for i in space.free for by in (size, -size)]
    pairs = (
        space.nudged(space.nudged(weights, i, size), j, -size)
        for i, j in itertools.permutations(space.free, 2)
    )
    yield from (moved for moved in (*singles, *pairs) if space.fits(moved))


def shrink(space: Allocations, success: Success, start: Weights, enough: float) -> Weights:
    """Make the change smaller while the probability stays `enough`, until no move of a size helps.

    Either one weight goes back towards its start, or one goes back and another gives a little more.
    """
    best = start
    better = True
    while better:
        better = False
        for size in _SHRINK:
            for moved in _smaller(space, success, best, size, enough):
                if space.change(moved) < space.change(best) - _LEAST:
                    best, better = moved, True
                    break
    return best


def _smaller(
    space: Allocations, success: Success, weights: Weights, size: float, enough: float
) -> Iterator[Weights]:
    changed = [i for i in space.free if abs(weights[i] - space.start[i]) > _LEAST]
    for i in changed:
        apart = float(weights[i] - space.start[i])
        back = -size if apart > 0 else size
        if abs(apart) < size:
            back = -apart
        nearer = space.nudged(weights, i, back)
        if space.fits(nearer) and success(nearer) >= enough:
            yield nearer
        for j in space.free:
            for way in (1.0, -1.0):
                if j != i and way * (weights[j] - space.start[j]) >= 0:
                    traded = _traded(
                        space, success, nearer, j, most=way * (abs(back) - 0.1), enough=enough
                    )
                    if traded is not None:
                        yield traded


def _traded(
    space: Allocations, success: Success, nearer: Weights, place: int, *, most: float, enough: float
) -> Weights | None:
    """The least further change of one weight, up to `most`, that is `enough`; None if none is."""

    def given(tenths: int) -> Weights:
        return space.nudged(nearer, place, tenths / 10 if most > 0 else -tenths / 10)

    high = int(abs(most) * 10 + 1e-6)
    if high < 1 or not space.fits(given(high)) or success(given(high)) < enough:
        return None
    low = 0
    while high - low > 1:
        middle = (low + high) // 2
        if space.fits(given(middle)) and success(given(middle)) >= enough:
            high = middle
        else:
            low = middle
    return given(high)
