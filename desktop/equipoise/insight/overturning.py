"""The nearest judgments that overturn a statement about probabilities of success."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

import numpy as np
import numpy.typing as npt

from equipoise.insight.chances_of_success import ChancesOfSuccess, PlaceKey, key_of
from equipoise.insight.judged_places import JudgedPlace
from equipoise.insight.narrowing import narrowed

Floats = npt.NDArray[np.float64]

_PROBED = 40
"""Judgments and directions that are tried on few draws before the others."""
_PROBE = 0.5
"""How far, relative to a judgment's spread, it is moved when it is tried."""
_SLACK = 0.01
"""How much a trial on few draws may fall short, at most, and still be worth a look on all."""
_DOUBT = 2.0
"""How many times farther than estimated a judgment is looked for, and how many times nearer."""
_LEAST = 1e-9


@dataclass(frozen=True)
class Statement:
    """What may be overturned, in one of several `ways`.

    Each way has a margin, linear in the scenarios' probabilities: Σ factor·probability + offset.
    The statement is overturned where one margin is above 0; as judged none is.
    """

    ways: tuple[Mapping[str, float], ...]
    offsets: tuple[float, ...]

    def margins(self, chances: Mapping[str, float]) -> Floats:
        """Shape (ways,)."""
        return np.array(
            [
                offset + sum(factor * chances[key] for key, factor in way.items())
                for way, offset in zip(self.ways, self.offsets, strict=True)
            ]
        )

    def overturned(self, chances: Mapping[str, float], slack: float = 0.0) -> bool:
        """Whether a margin is above 0, or above −`slack`."""
        return bool((self.margins(chances) > -slack).any())


@dataclass(frozen=True)
class JudgmentChange:
    """One judgment moved with its likely value from `likely` to `needed`, in `unit`.

    `table`, `row_id` and `field` name it, `label` in words. `relative` is |needed − likely| as a
    part of its spread, high − low (of the quantity's whole range for one without spread).
    """

    table: str
    row_id: str
    field: str
    label: str
    unit: str
    likely: float
    needed: float
    relative: float


@dataclass(frozen=True)
class Overturned:
    """The change of a judgment, and the verified probabilities by scenario after it."""

    change: JudgmentChange
    chances: Mapping[str, float]


@dataclass(frozen=True)
class _Way:
    """A judgment in one direction, and how far it seems to have to move, relative to its spread."""

    place: JudgedPlace
    bound: float
    estimate: float

    @property
    def order(self) -> tuple[float, PlaceKey, float]:
        return self.estimate, key_of(self.place), self.bound

    def at(self, relative: float) -> float:
        """The likely value so far away, or the bound if that is nearer."""
        likely = self.place.judgment.likely
        if abs(self.bound - likely) <= relative * self.place.spread:
            return self.bound
        return likely + (relative if self.bound > likely else -relative) * self.place.spread


def nearest_overturns(
    chances: ChancesOfSuccess, statement: Statement, count: int, tell: Callable[[float], None]
) -> list[Overturned]:
    """Up to `count` judgments that overturn a statement with the smallest relative change.

    A search, not a proof. Judgments are ordered by the regression of the margins on their draws,
    the most promising tried on few draws, and followed in the order of what those say until no
    other one promises to be nearer. On the way to its bound a judgment is tried at eight places,
    so one that overturns only between two of them is missed; so may be one whose influence grows
    more than twice as fast as its regression or its trial says. What is returned is verified on all
    draws.
    """
    ways = sorted(_by_regression(chances, statement), key=lambda way: way.order)
    first, rest = ways[:_PROBED], ways[_PROBED:]
    probed: list[_Way] = []
    for i, way in enumerate(first):
        tell(0.5 * i / len(first))
        probed.append(_tried(chances, statement, way))
    found: dict[PlaceKey, Overturned] = {}
    ordered = [*sorted(probed, key=lambda way: way.order), *rest]
    for i, way in enumerate(ordered):
        limit = _limit(found, count)
        if way.estimate > _DOUBT * limit:
            continue
        answer = _followed(
            chances, statement, way, limit, partial(tell, 0.5 + 0.5 * i / len(ordered))
        )
        key = key_of(way.place)
        if answer is not None and (
            key not in found or answer.change.relative < found[key].change.relative
        ):
            found[key] = answer
    nearest = sorted(found.items(), key=lambda item: (item[1].change.relative, item[0]))
    return [answer for _, answer in nearest[:count]]


def _limit(found: Mapping[PlaceKey, Overturned], count: int) -> float:
    """The relative change beyond which another judgment is of no interest."""
    known = sorted(answer.change.relative for answer in found.values())
    return known[count - 1] if len(known) >= count else np.inf


def _by_regression(chances: ChancesOfSuccess, statement: Statement) -> Iterator[_Way]:
    """Every judgment in both directions, by least squares of the margins on its own draws.

    Inputs are independent, so one slope at a time will do. A judgment without spread has no slope
    and comes first, to be tried.
    """
    gaps = -statement.margins(chances.as_judged)
    successes = chances.successes
    per_draw = np.array(
        [
            sum(factor * successes[key].astype(np.float64) for key, factor in way.items())
            for way in statement.ways
        ]
    )
    centred = per_draw - per_draw.mean(axis=1, keepdims=True)
    for place in chances.places:
        drawn = chances.drawn(place)
        apart = drawn - drawn.mean()
        variance = float(apart @ apart)
        slopes = centred @ apart / variance if variance > _LEAST else None
        for bound in place.bounds:
            if bound == place.judgment.likely:
                continue
            estimate = 0.0
            if slopes is not None:
                gains = slopes * (1 if bound > place.judgment.likely else -1) * place.spread
                estimate = _least(gaps, gains)
            yield _Way(place, bound, estimate)


def _least(gaps: Floats, gains: Floats) -> float:
    """The least multiple of the gains that closes one of the gaps; infinite where none grows."""
    growing = gains > _LEAST
    return float((gaps[growing] / gains[growing]).min()) if growing.any() else np.inf


def _tried(chances: ChancesOfSuccess, statement: Statement, way: _Way) -> _Way:
    """The same with an estimate from one trial on few draws."""
    start = statement.margins(chances.as_judged)
    value = way.at(_PROBE)
    moved = abs(value - way.place.judgment.likely) / way.place.spread
    gains = statement.margins(chances.roughly(way.place, value)) - start
    return _Way(way.place, way.bound, moved * _least(-start, gains))


def _followed(
    chances: ChancesOfSuccess,
    statement: Statement,
    way: _Way,
    limit: float,
    tell: Callable[[], None],
) -> Overturned | None:
    """The nearest value on the way that overturns the statement, not farther than `limit`."""
    place, likely = way.place, way.place.judgment.likely

    def few(value: float) -> bool:
        tell()
        return statement.overturned(chances.roughly(place, value))

    def whole(value: float) -> bool:
        tell()
        return statement.overturned(chances.exactly(place, value))

    end = way.at(min(limit, max(_DOUBT * way.estimate, _PROBE)))
    if end != way.at(limit) and not few(end):
        end = way.at(limit)
    tries = (end, (end + likely) / 2)
    gap = -float(statement.margins(chances.as_judged).max())
    slack = min(_SLACK, gap / 2)
    if not any(statement.overturned(chances.roughly(place, v), slack) for v in tries):
        return None
    if not any(few(v) or whole(v) for v in tries):
        return None
    needed = narrowed(likely, end, few, whole)
    if needed is None:
        return None
    change = JudgmentChange(
        place.table,
        place.row_id,
        place.field,
        place.label,
        place.spec.unit,
        likely,
        needed,
        abs(needed - likely) / place.spread,
    )
    return Overturned(change, chances.exactly(place, needed))
