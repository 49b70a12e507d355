"""How cost grows with draws, months and recommendations: exponents fitted by least squares."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

import numpy as np
from checks import check_fans
from table import Figure, alternated

from equipoise.dossier.dossier import Dossier
from equipoise.projection.model import ProjectionModel
from equipoise.projection.tick import Tick
from equipoise.store.shipped import shipped_dossier

SCENARIO = "balanced"
ROUNDS = 5
BASE = {"draws": 2_048, "months": 36, "recommendations": 6}
SIZES = {
    "draws": (2_048, 4_096, 8_192, 16_384, 32_768),
    "months": (30, 60, 90, 120),
    "recommendations": (6, 12, 24, 48),
}


def exponent(sizes: Sequence[int], seconds: Sequence[float]) -> float:
    """The slope of log seconds over log size."""
    slope, _ = np.polyfit(np.log(sizes), np.log(seconds), 1)
    return float(slope)


def with_recommendations(dossier: Dossier, count: int) -> Dossier:
    """The dossier with copies of its recommendations, their effects and steps, without dampings."""
    own = dossier.recommendations
    tables: dict[str, list[object]] = {
        key: [] for key in ("recommendations", "recommendation_effects", "steps")
    }
    for number in range(count):
        source = own[number % len(own)]
        name = f"copy-{number:03}"
        tables["recommendations"].append(replace(source, id=name, name=name))
        for row in dossier.recommendation_effects:
            if row.recommendation_id == source.id:
                tables["recommendation_effects"].append(replace(row, recommendation_id=name))
        for step in dossier.steps_of(source.id):
            tables["steps"].append(replace(step, id=f"{name}-{step.id}", recommendation_id=name))
    bare = replace(dossier, dampings=(), weights=(), overrides=())
    for key, rows in tables.items():
        bare = bare.with_table(key, rows)  # type: ignore[arg-type]
    return bare


def figures() -> Iterator[Figure]:
    """One exponent for compiling and one for a tick, by what grows."""
    for what, sizes in SIZES.items():
        compiling, ticking = [], []
        for size in sizes:
            asked = {**BASE, what: size}
            dossier = with_recommendations(shipped_dossier(), asked["recommendations"])
            given = {"draws": asked["draws"], "months": asked["months"]}
            compile_seconds, tick_seconds = _seconds(dossier, given)
            compiling.append(compile_seconds)
            ticking.append(tick_seconds)
        yield Figure(
            f"growth with {what}, {sizes[0]:,} to {sizes[-1]:,}",
            "linear growth (exponent 1)",
            f"{exponent(sizes, ticking):.2f}",
            f"exponent of a tick in which all weights move; of compiling "
            f"{exponent(sizes, compiling):.2f}",
        )


def _seconds(dossier: Dossier, given: dict[str, int]) -> tuple[float, float]:
    def model() -> ProjectionModel:
        return ProjectionModel(dossier, SCENARIO, **given)

    made = model()
    tick = Tick(made)
    count = len(dossier.recommendations)

    def weights(number: int) -> dict[str, float]:
        return {r.id: (80.0 + number) / count for r in dossier.recommendations}

    check_fans(tick.project(weights(0)), made.project(weights(0)))
    compiling: Callable[[int], object] = lambda _: model()  # noqa: E731
    compiled, ticked = alternated(ROUNDS, compiling, lambda n: tick.project(weights(n)))
    return min(compiled), min(ticked)
