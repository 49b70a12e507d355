"""A dossier and a projection made of plain numpy, so that chart tests know every figure."""

from __future__ import annotations

from datetime import date

import numpy as np

from equipoise.dossier.dossier import Dossier
from equipoise.dossier.judgment import Judgment
from equipoise.dossier.rows import (
    Aspect,
    Band,
    Cell,
    Driver,
    Goal,
    Pole,
    Recommendation,
    Settings,
)
from equipoise.projection.outcome import DriverAttribution, Fan, Projection, SamplingError

ASPECTS = ("Military Coordination", "Diplomatic Relations", "Economic Ties", "Cultural Engagement")
RECOMMENDATIONS = (
    "Cultural Diplomacy",
    "Economic Collaborations",
    "Regional Security Dialogues",
    "Counterterrorism Efforts",
    "Sustained Communication Channel",
    "Embassy Task Force",
)
DRIVERS = ("U.S. leadership shift", "Shared Interests", "Geopolitical Tensions")
BANDS = (
    ("Hostile", 0.0),
    ("Strained", 20.0),
    ("Transactional", 40.0),
    ("Cooperative", 60.0),
    ("Strategic", 80.0),
)


def synthetic_dossier(
    poles: tuple[str, ...] = ("Russia", "West"), aspects: tuple[str, ...] = ASPECTS
) -> Dossier:
    """A dossier with rows p0, p1 … a0, a1 … r0, r1 … and goals g0 (index), g1 (red line)."""
    level = Judgment(40, 50, 60)
    goals = []
    if len(poles) > 1:
        goals = [
            Goal("g0", "Talks with Russia bear fruit", "goal", "", "p0", "at_least", 55, "at", 24),
            Goal("g1", "The West stays close", "red_line", "", "p1", "at_least", 60, "by", 36),
        ]
        if aspects:
            goals.append(Goal("g2", "Trade grows", "goal", "a0", "p0", "at_least", 70, "by", 30))
    return Dossier(
        settings=Settings(
            title="Synthetic", as_of=date(2026, 1, 15), handling_mark="For official use only"
        ),
        poles=tuple(Pole(f"p{i}", name) for i, name in enumerate(poles)),
        aspects=tuple(Aspect(f"a{i}", name) for i, name in enumerate(aspects)),
        cells=tuple(
            Cell(f"a{i}", f"p{j}", level=level, drift=Judgment(0, 0, 0))
            for i in range(len(aspects))
            for j in range(len(poles))
        ),
        drivers=tuple(Driver(f"d{i}", name) for i, name in enumerate(DRIVERS)),
        recommendations=tuple(
            Recommendation(f"r{i}", name) for i, name in enumerate(RECOMMENDATIONS)
        ),
        bands=tuple(Band(f"b{i}", name, lower) for i, (name, lower) in enumerate(BANDS)),
        goals=tuple(goals),
    )


def _fan(draws: np.ndarray) -> Fan:
    return Fan(*np.percentile(draws, (5, 25, 50, 75, 95), axis=1), draws.mean(axis=1))


def synthetic_projection(
    dossier: Dossier, *, seed: int = 1, months: int = 36, draws: int = 512, lift: float = 0.0
) -> Projection:
    """Random walks on the logit scale; `lift` latent units are reached at the last month."""
    random = np.random.default_rng(seed)
    time = np.arange(months + 1)

    def walk(start: float, end: float) -> np.ndarray:
        noise = random.normal(0, 0.09, (months + 1, draws)).cumsum(axis=0)
        noise -= noise[0]
        slope = (start + (end - start + lift) * time / max(months, 1))[:, None]
        return 100 / (1 + np.exp(-(slope + noise + random.normal(0, 0.12, draws))))

    index, cells, bands = {}, {}, {}
    edges = [b.lower for b in dossier.bands] + [100.0]
    for j, pole in enumerate(dossier.poles):
        index[pole.id] = walk(-0.2 + 0.95 * (j % 2) - 0.3 * (j // 2), 0.25 + 0.5 * (j % 2))
        for i, aspect in enumerate(dossier.aspects):
            level = -0.6 + 0.4 * (i % 4) + 0.5 * (j % 2)
            cells[f"{aspect.id}/{pole.id}"] = walk(level, level + 0.5 - 0.3 * (j % 2))
        shares = [np.histogram(row, edges)[0] / draws for row in index[pole.id]]
        bands[pole.id] = {
            band.id: np.array([share[k] for share in shares])
            for k, band in enumerate(dossier.bands)
        }
    return Projection(
        months=time,
        seed=seed,
        draws=draws,
        weights={r.id: 10.0 for r in dossier.recommendations},
        index={key: _fan(values) for key, values in index.items()},
        cells={key: _fan(values) for key, values in cells.items()},
        bands=bands,
        goals={g.id: 0.68 for g in dossier.goals if g.kind == "goal"},
        red_lines={g.id: 0.08 for g in dossier.goals if g.kind == "red_line"},
        all_goals=0.61,
        attribution={
            pole.id: {
                r.id: float(round(random.normal(0.8 if j % 2 == 0 else -0.4, 1.1), 3))
                for r in dossier.recommendations
            }
            for j, pole in enumerate(dossier.poles)
        },
        index_draws=index,
        sampling_error=SamplingError(1.0, 4.0),
    )


def synthetic_driver_attribution(dossier: Dossier, month: int = 36) -> DriverAttribution:
    """Points that count up by driver and down by pole."""
    return DriverAttribution(
        month,
        {
            pole.id: {d.id: 1.5 * i - 1.0 - 0.7 * j for i, d in enumerate(dossier.drivers)}
            for j, pole in enumerate(dossier.poles)
        },
    )
