"""The rows that the benchmark prints."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """One ratio: what was measured, against what, and what there is to know about it."""

    what: str
    against: str
    ratio: str
    note: str

    def __str__(self) -> str:
        return f"| {self.what} | {self.against} | {self.ratio} | {self.note} |"


HEAD = "| what | against | ratio (median) | for orientation |\n| --- | --- | --- | --- |"


def alternated(rounds: int, *actions: Callable[[int], object]) -> list[list[float]]:
    """Processor seconds of each action in each round, in turn, so that all meet the same load."""
    times: list[list[float]] = [[] for _ in actions]
    for number in range(rounds):
        for found, action in zip(times, actions, strict=True):
            begun = time.thread_time()
            action(number)
            found.append(time.thread_time() - begun)
    return times


def ratio(one: Sequence[float], other: Sequence[float]) -> float:
    """The median over rounds of one against the other."""
    return statistics.median(a / b for a, b in zip(one, other, strict=True))


def milliseconds(seconds: Sequence[float]) -> str:
    """The median, in milliseconds."""
    return f"{statistics.median(seconds) * 1e3:.1f} ms"
