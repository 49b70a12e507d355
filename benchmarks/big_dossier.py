"""A large dossier of made-up rows, the same for the same seed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from random import Random

from equipoise.dossier.dossier import Dossier
from equipoise.dossier.judgment import Judgment
from equipoise.dossier.rows import (
    Aspect,
    Band,
    Cell,
    Damping,
    Driver,
    DriverEffect,
    Forcing,
    Goal,
    Linkage,
    Pole,
    Recommendation,
    RecommendationEffect,
    Scenario,
    Settings,
    Source,
    Spillover,
    Step,
    Term,
    Weight,
)
from equipoise.dossier.validation import validated

_FIRST = ("Bilateral", "Joint", "Regional", "Maritime", "Digital", "Civil", "Energy", "Border")
_SECOND = ("dialogue", "trade", "transit", "defence", "research", "visa", "banking", "aviation")
_THIRD = ("framework", "pressure", "agreement", "programme", "dispute", "corridor", "mission")
_BANDS = ("Hostile", "Strained", "Correct", "Friendly", "Allied")


def big_dossier(
    seed: int = 1,
    *,
    poles: int = 8,
    aspects: int = 60,
    recommendations: int = 200,
    drivers: int = 500,
    sources: int = 300,
) -> Dossier:
    """A dossier in order in which every driver and recommendation touches 3 to 8 cells."""
    maker = _Maker(seed, poles, aspects, (recommendations, drivers, sources))
    return validated(maker.dossier())


def many_sources(dossier: Dossier, count: int, seed: int = 1) -> Dossier:
    """The dossier with so many sources besides its own; each driver rests on one more."""
    random = Random(seed)
    added = tuple(_source(random, len(dossier.sources) + number) for number in range(count))
    drivers = (
        replace(driver, source_ids=(*driver.source_ids, random.choice(added).id))
        for driver in dossier.drivers
    )
    return validated(replace(dossier, sources=(*dossier.sources, *added), drivers=tuple(drivers)))


def _name(random: Random, number: int) -> str:
    words = (random.choice(words) for words in (_FIRST, _SECOND, _THIRD))
    return f"{' '.join(words)} {number + 1}"


def _source(random: Random, number: int) -> Source:
    known = random.random() < 0.9
    day = date(2015, 1, 1) + timedelta(days=random.randrange(3650)) if known else None
    return Source(
        f"source-{number:06}",
        _name(random, number),
        reference=f"Archive {random.randrange(900)}, folder {random.randrange(90)}",
        published=day,
        reliability=random.choice("ABCDEF"),
        credibility=random.choice("123456"),
        note=random.choice(("", "", "Heard twice.", "Needs a second look.")),
    )


class _Maker:
    """Numbers of rows, and one sequence of chances for all of them."""

    def __init__(self, seed: int, poles: int, aspects: int, rows: tuple[int, int, int]) -> None:
        recommendations, drivers, self._sources = rows
        self._random = Random(seed)
        self._poles = [f"pole-{i}" for i in range(poles)]
        self._aspects = [f"aspect-{i:02}" for i in range(aspects)]
        self._recommendations = [f"recommendation-{i:03}" for i in range(recommendations)]
        self._drivers = [f"driver-{i:03}" for i in range(drivers)]
        self._cells = [(aspect, pole) for aspect in self._aspects for pole in self._poles]

    def _judgment(self, low: float, high: float) -> Judgment:
        a, b, c = sorted(round(self._random.uniform(low, high)) for _ in range(3))
        return Judgment(a, b, c, float(self._random.choice((60, 70, 80, 90))))

    def _touched(self) -> list[tuple[str, str]]:
        most = min(8, len(self._cells))
        return self._random.sample(self._cells, self._random.randint(min(3, most), most))

    def dossier(self) -> Dossier:
        scenarios = tuple(
            Scenario(f"scenario-{i}", name)
            for i, name in enumerate(("As today", "Even effort", "Few things"))
        )
        return Dossier(
            settings=Settings(title="A large dossier", base_scenario_id=scenarios[0].id),
            poles=tuple(Pole(p, f"Power number {i + 1}") for i, p in enumerate(self._poles)),
            terms=self._terms(),
            aspects=tuple(Aspect(a, _name(self._random, i)) for i, a in enumerate(self._aspects)),
            cells=self._cell_rows(),
            spillovers=self._spillovers(),
            drivers=self._driver_rows(),
            driver_effects=tuple(
                DriverEffect(driver, *cell, self._judgment(-12, 12))
                for driver in self._drivers
                for cell in self._touched()
            ),
            recommendations=self._recommendation_rows(),
            steps=self._steps(),
            recommendation_effects=tuple(
                RecommendationEffect(row, *cell, self._judgment(-10, 30))
                for row in self._recommendations
                for cell in self._touched()
            ),
            dampings=self._dampings(),
            sources=tuple(_source(self._random, i) for i in range(self._sources)),
            bands=tuple(Band(f"band-{i}", name, 20.0 * i) for i, name in enumerate(_BANDS)),
            goals=self._goals(),
            scenarios=scenarios,
            weights=self._weights(),
            forcings=tuple(
                Forcing(scenarios[-1].id, driver, "happens", 6) for driver in self._drivers[:5]
            ),
            linkages=self._linkages(),
        )

    def _terms(self) -> tuple[Term, ...]:
        return tuple(
            Term(
                f"term-{i}",
                f"Posture {i + 1}",
                Judgment(middle - 8, middle, middle + 8),
                Judgment(-3, 0, 3),
            )
            for i, middle in enumerate(range(15, 95, 10))
        )

    def _cell_rows(self) -> tuple[Cell, ...]:
        rows = []
        for aspect, pole in self._cells:
            importance = round(self._random.uniform(0.5, 5), 1)
            if self._random.random() < 0.5:
                term = f"term-{self._random.randrange(8)}"
                rows.append(Cell(aspect, pole, term, importance=importance))
            else:
                level, drift = self._judgment(20, 80), self._judgment(-5, 5)
                rows.append(Cell(aspect, pole, "", level, drift, importance))
        return tuple(rows)

    def _spillovers(self) -> tuple[Spillover, ...]:
        """Each from a cell to one that stands further down, so that none feeds itself."""
        found = {}
        for _ in range(len(self._cells) * 5 // 8):
            first, second = sorted(self._random.sample(range(len(self._cells)), 2))
            strength = round(self._random.uniform(-0.2, 0.3), 2)
            row = Spillover(*self._cells[first], *self._cells[second], strength)
            found[row.id] = row
        return tuple(found.values())

    def _some_sources(self) -> tuple[str, ...]:
        count = min(self._random.randrange(3), self._sources)
        return tuple(f"source-{i:06}" for i in self._random.sample(range(self._sources), count))

    def _driver_rows(self) -> tuple[Driver, ...]:
        return tuple(
            Driver(
                driver,
                _name(self._random, i),
                kind=self._random.choice(("challenge", "opportunity", "external")),
                timing=self._random.choice(("ongoing", "event")),
                likelihood=self._judgment(5, 95),
                onset=self._judgment(0, 30),
                half_life=self._random.choice((0.0, 6.0, 12.0)),
                source_ids=self._some_sources(),
            )
            for i, driver in enumerate(self._drivers)
        )

    def _recommendation_rows(self) -> tuple[Recommendation, ...]:
        return tuple(
            Recommendation(row, _name(self._random, i), source_ids=self._some_sources())
            for i, row in enumerate(self._recommendations)
        )

    def _steps(self) -> tuple[Step, ...]:
        return tuple(
            Step(
                f"{row}-step-{i}",
                row,
                f"Step {i + 1}",
                owner=self._random.choice(("Ministry", "Embassy", "Cabinet")),
                start=self._judgment(0, 12),
                duration=self._judgment(1, 12),
            )
            for row in self._recommendations[::2]
            for i in range(self._random.randint(1, 4))
        )

    def _dampings(self) -> tuple[Damping, ...]:
        """At most one for each driver: together they may take away no more than all of it."""
        count = min(len(self._drivers), len(self._recommendations) // 2)
        return tuple(
            Damping(self._random.choice(self._recommendations), driver, Judgment(10, 20, 30))
            for driver in self._random.sample(self._drivers, count)
        )

    def _goals(self) -> tuple[Goal, ...]:
        goals = [
            Goal(f"goal-{i}", f"Power number {i + 1} stays correct", pole_id=p, threshold=45)
            for i, p in enumerate(self._poles)
        ]
        for i in range(2 * len(self._poles)):
            aspect, pole = self._random.choice(self._cells)
            kind = ("goal", "red_line")[i % 2]
            goals.append(
                Goal(
                    f"cell-goal-{i}",
                    f"Line {i + 1} holds",
                    kind,
                    aspect,
                    pole,
                    threshold=float(self._random.randint(10, 60)),
                    time=("at", "by")[i // 2 % 2],
                    month=self._random.randint(6, 36),
                )
            )
        return tuple(goals)

    def _weights(self) -> tuple[Weight, ...]:
        rows = self._recommendations
        even = int(1000 / len(rows)) / 10
        few = self._random.sample(rows, min(5, len(rows)))
        return (
            *(Weight("scenario-0", row, even) for row in rows[: len(rows) // 2]),
            *(Weight("scenario-1", row, even) for row in rows),
            *(Weight("scenario-2", row, 100.0 / len(few)) for row in few),
        )

    def _linkages(self) -> tuple[Linkage, ...]:
        count = len(self._recommendations) // 10
        return tuple(
            Linkage(*self._pair(kind)) for kind in ("excludes", "requires") for _ in range(count)
        )

    def _pair(self, kind: str) -> tuple[str, str, str]:
        one, other = self._random.sample(self._recommendations, 2)
        return one, kind, other
