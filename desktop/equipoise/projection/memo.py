"""Results remembered together with all that they rest on."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, TypeVar

import numpy as np

Result = TypeVar("Result")


class Memo:
    """Computes anew only what an edit touches.

    A result is known by a name and by the things that it rests on. It serves again where each of
    them is the very same object or, but for arrays, an equal one: rows are frozen, and arrays that
    were remembered are never written to. Of each name the last `versions` results that served are
    kept. `before` is called before anything is computed; what it raises ends the work. Not to be
    shared between threads.
    """

    def __init__(self, versions: int = 1, before: Callable[[], None] | None = None) -> None:
        self._versions = versions
        self._before = before
        self._known: dict[Hashable, list[tuple[tuple[object, ...], Any]]] = {}
        self._asked: set[Hashable] = set()

    def of(
        self, name: Hashable, rests_on: tuple[object, ...], compute: Callable[[], Result]
    ) -> Result:
        """The result of this name that rests on these things, computed where it is not known."""
        self._asked.add(name)
        known = self._known.setdefault(name, [])
        for place, (before, _) in enumerate(known):
            if _same(before, rests_on):
                known.append(known.pop(place))
                found: Result = known[-1][1]
                return found
        del known[: max(0, len(known) + 1 - self._versions)]  # room for the new one
        if self._before is not None:
            self._before()
        computed = compute()
        known.append((rests_on, computed))
        return computed

    def forget_unasked(self) -> None:
        """Forget the names that were not asked for since the last call: rows that are gone."""
        self._known = {name: self._known[name] for name in self._known if name in self._asked}
        self._asked.clear()


def _same(before: tuple[object, ...], now: tuple[object, ...]) -> bool:
    return len(before) == len(now) and all(
        one is other
        or (not isinstance(one, np.ndarray) and not isinstance(other, np.ndarray) and one == other)
        for one, other in zip(before, now, strict=True)
    )
