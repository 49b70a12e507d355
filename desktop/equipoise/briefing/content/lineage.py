"""Where the figures come from: each code of a briefing led back to rows, sources and constants."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from equipoise.briefing.codes import (
    ALL_DRIVERS,
    ALL_EFFORT,
    ALL_GOALS,
    LETTERS,
    code_of,
    index_code,
)
from equipoise.briefing.content.dependencies import Dependencies, RowKey, Rows
from equipoise.briefing.content.effort import swing_text, totals
from equipoise.briefing.content.goals import index_name, probability_of, yardstick_of
from equipoise.briefing.document import Cell, Column, Row, Table
from equipoise.briefing.language.speech import Speech
from equipoise.briefing.material import Material
from equipoise.dossier.dossier import TABLES, Dossier
from equipoise.dossier.judgment import PERT_SHAPE
from equipoise.dossier.rows import Goal
from equipoise.dossier.scenarios import in_scenario
from equipoise.projection.outcome import Projection

_CODE = re.compile(r"^([A-Z])(\d+)(?:\.(\d+))?$")
_NAMED = (
    "cells",
    "drivers",
    "recommendations",
    "steps",
    "dampings",
    "spillovers",
    "goals",
    "scenarios",
    "aspects",
    "poles",
    "sources",
    "reservations",
)
"""The tables whose rows stand in print by their codes, in this order."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where the figures under one code come from.

    `figures` are those printed, in words. `rows` are all rows that they rest on, by table and
    identifier; `rests_on` says the same in codes, for print. `sources` are those of these rows,
    with their grades; `how` is how the figures are computed.
    """

    code: str
    what: str
    figures: tuple[str, ...]
    rows: tuple[tuple[str, str], ...]
    rests_on: str
    sources: tuple[str, ...]
    how: str


def origin(material: Material, code: str, speech: Speech) -> Origin | None:
    """Where the figures under a code come from; None for a code that the dossier does not have."""
    found = origins(material, (code,), speech)
    return found[0] if found else None


def origins(material: Material, codes: Iterable[str], speech: Speech) -> tuple[Origin, ...]:
    """The origins of these codes, in their order, without those that the dossier does not have."""
    found = _Lineage(material, speech)
    return tuple(o for code in codes if (o := found.origin(code, alone=True)) is not None)


def lineage_table(material: Material, document_codes: Iterable[str], speech: Speech) -> Table:
    """The codes that occur in a document, explained, a row a code; the table resolves them.

    What holds for all of them (draws, seed, weights, constants) stands once, above the table.
    """
    say = speech.say
    found = _Lineage(material, speech)
    rows = []
    for code in sorted(set(document_codes), key=_place_of_code):
        one = found.origin(code, alone=False)
        if one is not None:
            rows.append(
                Row(
                    (
                        Cell(code),
                        Cell(one.what, "\n".join(one.figures)),
                        Cell(one.rests_on, "\n".join(one.sources)),
                        Cell(one.how),
                    ),
                    codes=(code,),
                )
            )
    run = found.run(material.projection.weights)
    return Table(
        say("lineage-table"),
        (
            Column(say("lineage-table.code"), 0.6),
            Column(say("lineage-table.figure"), 2.6),
            Column(say("lineage-table.rests-on"), 2.4),
            Column(say("lineage-table.how"), 3),
        ),
        tuple(rows),
        f"{say('lineage-table.note')} {run}",
        resolves=True,
    )


def _place_of_code(code: str) -> tuple[str, int, int]:
    found = _CODE.match(code)
    return (code, 0, 0) if found is None else (found[1], int(found[2]), int(found[3] or 0))


@dataclass(frozen=True, slots=True)
class _Told:
    """What a code stands for, before it is put into words for print."""

    what: str
    figures: tuple[str, ...]
    rows: Rows
    how: str
    weights: Mapping[str, float] | None = None


class _Lineage:
    """Resolves the codes of one dossier in one scenario."""

    def __init__(self, material: Material, speech: Speech) -> None:
        self.material = material
        self.dossier: Dossier = material.dossier
        self.projection: Projection = material.projection
        self.speech = speech
        self.tree = self._tree(material.scenario_id, material.projection.weights)

    def _tree(self, scenario_id: str, weights: Mapping[str, float]) -> Dependencies:
        return Dependencies(in_scenario(self.material.original, scenario_id), scenario_id, weights)

    @cached_property
    def _codes(self) -> dict[RowKey, str]:
        """The code of each row that has one, in the order of print."""
        found: dict[RowKey, str] = {}
        for table in _NAMED:
            if table == "cells":
                for a, aspect in enumerate(self.dossier.aspects, 1):
                    for p, pole in enumerate(self.dossier.poles, 1):
                        if self.dossier.find("cells", f"{aspect.id}/{pole.id}") is not None:
                            found["cells", f"{aspect.id}/{pole.id}"] = f"C{a}.{p}"
            else:
                # Rows in force only have the places that print shows.
                for place, row in enumerate(self.dossier.table(table), 1):
                    found[table, row.id] = f"{LETTERS[table]}{place}"
        return found

    @cached_property
    def _keys(self) -> dict[str, RowKey]:
        return {code: key for key, code in self._codes.items()}

    @cached_property
    def _poles(self) -> dict[str, str]:
        return {index_code(self.dossier, pole.id): pole.id for pole in self.dossier.poles}

    def origin(self, code: str, *, alone: bool) -> Origin | None:
        """The origin of a code; `alone` it says itself what holds for all."""
        told = self._told(code)
        if told is None:
            return None
        how = told.how
        if told.weights is not None and alone:
            how = f"{how} {self.run(told.weights)}"
        return Origin(
            code,
            told.what,
            told.figures,
            tuple(sorted(told.rows, key=self._row_place)),
            self._rests_on(told.rows, code),
            self._sources(told.rows),
            how,
        )

    def _told(self, code: str) -> _Told | None:
        whole: dict[str, Callable[[], _Told]] = {
            ALL_GOALS: self._all_goals,
            ALL_EFFORT: self._all_effort,
            ALL_DRIVERS: self._all_drivers,
        }
        if code in whole:
            return whole[code]()
        if code in self._poles:
            return self._index(self._poles[code])
        key = self._keys.get(code)
        if key is None:
            return None
        table, row_id = key
        of_table: dict[str, Callable[[str], _Told]] = {
            "cells": self._cell,
            "goals": lambda goal_id: self._goal(self.dossier.get("goals", goal_id)),
            "recommendations": self._recommendation,
            "drivers": self._driver,
            "scenarios": self._scenario,
        }
        if table in of_table:
            return of_table[table](row_id)
        return self._entered(table, row_id)

    def _computed(self, what: str, how: str, figures: Iterable[str], rows: Rows) -> _Told:
        return _Told(what, tuple(figures), rows, how, self.projection.weights)

    def _chance(self, probability: float | None) -> Iterator[str]:
        if probability is not None:
            yield self.speech.say(
                "lineage-likelihood",
                word=self.speech.likelihood(yardstick_of(self.dossier), probability),
                percent=self.speech.probability(probability),
            )

    def _by_pole(self, values: Mapping[str, float]) -> Iterator[str]:
        for pole in self.dossier.poles:
            if pole.id in values:
                yield self.speech.say(
                    "of-pole",
                    pole=self.speech.name(pole.name),
                    value=self.speech.gain(values[pole.id]),
                )

    def _all_goals(self) -> _Told:
        say = self.speech.say
        figures = self._chance(self.projection.all_goals)
        rows = self.tree.all_goals()
        return self._computed(say("lineage-all-goals"), say("lineage-all-goals.how"), figures, rows)

    def _goal(self, goal: Goal) -> _Told:
        say, name = self.speech.say, self.speech.name(goal.name)
        if goal.kind == "goal":
            what, how = say("lineage-goal", name=name), say("lineage-goal.how")
        else:
            what, how = say("lineage-red-line", name=name), say("lineage-red-line.how")
        figures = self._chance(probability_of(goal, self.projection))
        return self._computed(what, how, figures, self.tree.goal(goal))

    def _index(self, pole_id: str) -> _Told:
        say = self.speech.say
        figures = []
        fan = self.projection.index.get(pole_id)
        if fan is not None:
            figures.append(
                say(
                    "median-and-range",
                    median=self.speech.level(float(fan.p50[-1])),
                    range=self.speech.level_range(float(fan.p5[-1]), float(fan.p95[-1])),
                )
            )
        shares = self.projection.bands.get(pole_id, {})
        figures += [
            say(
                "of-pole",
                pole=self.speech.name(band.name),
                value=self.speech.probability(float(shares[band.id][-1])),
            )
            for band in sorted(self.dossier.bands, key=lambda band: band.lower)
            if band.id in shares
        ]
        rows = self.tree.index(pole_id) | {("bands", band.id) for band in self.dossier.bands}
        name = index_name(self.dossier, pole_id, self.speech)
        what = say("lineage-index", pole=name)
        return self._computed(what, say("lineage-index.how"), figures, rows)

    def _cell(self, cell_id: str) -> _Told:
        say, cell = self.speech.say, self.dossier.get("cells", cell_id)
        what = say(
            "cell",
            aspect=self.speech.name(self.dossier.name_of("aspects", cell.aspect_id)),
            pole=self.speech.name(self.dossier.name_of("poles", cell.pole_id)),
        )
        figures = []
        level, fan = self.dossier.level_of(cell), self.projection.cells.get(cell_id)
        if level is not None:
            figures.append(self.speech.judgment(level))
        if fan is not None:
            figures.append(
                say(
                    "median-and-range",
                    median=self.speech.level(float(fan.p50[-1])),
                    range=self.speech.level_range(float(fan.p5[-1]), float(fan.p95[-1])),
                )
            )
        rows = self.tree.cell(cell_id)
        return self._computed(
            say("lineage-cell", cell=what), say("lineage-cell.how"), figures, rows
        )

    def _recommendation(self, row_id: str) -> _Told:
        say = self.speech.say
        shares = {
            pole: given[row_id]
            for pole, given in self.projection.attribution.items()
            if row_id in given
        }
        swings = (self.material.swings or {}).get(row_id, {})
        figures = [
            self.speech.rounded_percent(self.projection.weights.get(row_id, 0.0)),
            *self._by_pole(shares),
            *(line for line in (swing_text(self.dossier, swings, self.speech),) if line),
        ]
        name = self.speech.name(self.dossier.name_of("recommendations", row_id))
        what = say("lineage-recommendation", name=name)
        month = min((swing.month for swing in swings.values()), default=0)
        how = say("lineage-recommendation.how", month=str(int(self.projection.months[-1])))
        if swings:
            how = f"{how} {say('lineage-recommendation.swing', month=str(month))}"
        return self._computed(what, how, figures, self.tree.recommendation(row_id))

    def _all_effort(self) -> _Told:
        say = self.speech.say
        how = say("lineage-all-effort.how", month=str(int(self.projection.months[-1])))
        figures = self._by_pole(totals(self.projection))
        rows = self.tree.all_effort()
        return self._computed(say("lineage-all-effort"), how, figures, rows)

    def _driver(self, row_id: str) -> _Told:
        say, drivers = self.speech.say, self.material.drivers
        points = {} if drivers is None else drivers.points
        shares = {pole: given[row_id] for pole, given in points.items() if row_id in given}
        name = self.speech.name(self.dossier.name_of("drivers", row_id))
        month = int(self.projection.months[-1]) if drivers is None else drivers.month
        how = say("lineage-driver.how", month=str(month))
        what = say("lineage-driver", name=name)
        return self._computed(what, how, self._by_pole(shares), self.tree.driver(row_id))

    def _all_drivers(self) -> _Told:
        say, drivers = self.speech.say, self.material.drivers
        points = {} if drivers is None else drivers.points
        month = int(self.projection.months[-1]) if drivers is None else drivers.month
        sums = {pole: sum(given.values()) for pole, given in points.items()}
        how = say("lineage-all-drivers.how", month=str(month))
        rows = self.tree.all_drivers()
        return self._computed(say("lineage-all-drivers"), how, self._by_pole(sums), rows)

    def _scenario(self, scenario_id: str) -> _Told:
        """A scenario compared: all that its line in the comparison shows."""
        say, whole = self.speech.say, self.material.original
        weights = whole.weights_of(scenario_id)
        tree = self._tree(scenario_id, weights)
        rows = tree.all_goals() | {("scenarios", scenario_id)}
        rows |= frozenset().union(
            *(tree.goal(goal) for goal in self.dossier.goals if goal.kind == "red_line"),
            *(tree.index(pole.id) for pole in self.dossier.poles),
        )
        compared = self.material.compared.get(scenario_id)
        name = self.speech.name(self.dossier.name_of("scenarios", scenario_id))
        return _Told(
            say("lineage-scenario", name=name),
            () if compared is None else tuple(self._chance(compared.all_goals)),
            rows,
            say("lineage-scenario.how", weights=self._weights(weights)),
            weights,
        )

    def _entered(self, table: str, row_id: str) -> _Told:
        say = self.speech.say
        rows: Rows = frozenset({(table, row_id)})
        figures: tuple[str, ...] = ()
        row = self.dossier.get(table, row_id)
        if table == "steps":
            rows = self.tree.step(row_id)
            figures = (self.speech.judgment(row.start), self.speech.judgment(row.duration))
        elif table == "dampings":
            rows = self.tree.damping(row_id)
            figures = (self.speech.judgment(row.share),)
        elif table == "spillovers":
            figures = (self.speech.number(row.strength),)
        elif table == "sources":
            figures = (f"{row.reliability}{row.credibility}",)
        elif table == "reservations":
            rows |= {(row.table, row.row_id)}
            figures = (self.speech.judgment(row.judgment),)
        known = row.person if table == "reservations" else self.dossier.name_of(table, row_id)
        name = self.speech.name(known)
        what = say("lineage-entered", table=table, name=name)
        return _Told(what, figures, rows, say("lineage-entered.how"))

    def run(self, weights: Mapping[str, float]) -> str:
        """What holds for every computed figure: draws, seed, weights and constants."""
        speech, s = self.speech, self.dossier.settings
        return speech.say(
            "lineage-run",
            draws=str(self.projection.draws),
            count=self.projection.draws,
            seed=str(self.projection.seed),
            month=str(int(self.projection.months[-1])),
            weights=self._weights(weights),
            shape=speech.number(PERT_SHAPE),
            damping=speech.number(s.trend_damping),
            response=speech.number(s.response_half_life),
            noise=speech.number(s.noise_half_life),
            returns=speech.number(s.diminishing_returns),
        )

    def _weights(self, weights: Mapping[str, float]) -> str:
        given = [
            self.speech.say(
                "lineage-weight",
                code=code_of(self.dossier, "recommendations", r.id),
                percent=self.speech.rounded_percent(weights[r.id]),
            )
            for r in self.dossier.recommendations
            if weights.get(r.id, 0.0) > 0
        ]
        return ", ".join(given) or self.speech.say("lineage-no-weights")

    def _row_place(self, key: RowKey) -> tuple[int, int, str, str]:
        """Rows with codes in the order of print, then the others by table."""
        places = self._places
        table, row_id = key
        return (places.get(key, len(places)), list(TABLES).index(table), table, row_id)

    @cached_property
    def _places(self) -> dict[RowKey, int]:
        return {key: place for place, key in enumerate(self._codes)}

    def _rests_on(self, rows: Rows, own: str) -> str:
        """The codes of the rows, three or more in a row shortened to the first and the last."""
        runs: list[str] = []
        for table in _NAMED:
            codes = [code for key, code in self._codes.items() if key[0] == table]
            wanted = {self._codes[key] for key in rows if key[0] == table and key in self._codes}
            for present, group in groupby(codes, key=wanted.__contains__):
                run = list(group)
                if present:
                    runs += [f"{run[0]}–{run[-1]}"] if len(run) > 2 else run
        return self.speech.formula(", ".join(runs) or own)

    def _sources(self, rows: Rows) -> tuple[str, ...]:
        """The sources of the rows with their grades; says so where a judgment has none."""
        named: set[str] = set()
        unsourced = False
        for table, row_id in rows:
            # A goal set aside here may count in a scenario compared.
            row = self.dossier.find(table, row_id)
            if table == "sources":
                named.add(row_id)
            elif row is not None and hasattr(row, "source_ids"):
                named.update(row.source_ids)
                unsourced = unsourced or not row.source_ids
        found = [
            self.speech.say(
                "lineage-source",
                code=f"{LETTERS['sources']}{place}",
                name=self.speech.name(source.name),
                grade=f"{source.reliability}{source.credibility}",
            )
            for place, source in enumerate(self.dossier.sources, 1)
            if source.id in named
        ]
        return (*found, *((self.speech.say("unsourced"),) if unsourced else ()))
