"""The dossier: all rows, frozen, with lookups by identifier."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, Protocol, Self

from equipoise.dossier import rows
from equipoise.dossier.fields import References, specifications
from equipoise.dossier.judgment import Judgment


class Row(Protocol):
    """Anything with a stable identifier."""

    @property
    def id(self) -> str:
        """The stable identifier, unique within its table."""
        ...


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the dossier: its row class and what users call one row and many."""

    key: str
    row_class: type[Any]
    one: str
    many: str


TABLES: Mapping[str, Table] = {
    table.key: table
    for table in (
        Table("poles", rows.Pole, "pole", "Poles"),
        Table("terms", rows.Term, "posture term", "Posture terms"),
        Table("aspects", rows.Aspect, "aspect", "Aspects"),
        Table("cells", rows.Cell, "cell", "Cells"),
        Table("spillovers", rows.Spillover, "spillover", "Spillovers"),
        Table("drivers", rows.Driver, "driver", "Drivers"),
        Table("driver_effects", rows.DriverEffect, "driver effect", "Driver effects"),
        Table("recommendations", rows.Recommendation, "recommendation", "Recommendations"),
        Table("steps", rows.Step, "step", "Steps"),
        Table(
            "recommendation_effects",
            rows.RecommendationEffect,
            "recommendation effect",
            "Recommendation effects",
        ),
        Table("dampings", rows.Damping, "damping", "Damping of drivers"),
        Table("sources", rows.Source, "source", "Sources"),
        Table("bands", rows.Band, "band", "Bands"),
        Table("goals", rows.Goal, "goal or red line", "Goals and red lines"),
        Table("scenarios", rows.Scenario, "scenario", "Scenarios"),
        Table("weights", rows.Weight, "weight", "Weights"),
        Table("forcings", rows.Forcing, "forcing", "Forcings"),
        Table("overrides", rows.Override, "override", "Overrides"),
        Table("goals_set_aside", rows.GoalSetAside, "goal set aside", "Goals set aside"),
        Table("linkages", rows.Linkage, "linkage", "Linkages"),
        Table("marks", rows.Mark, "handling mark", "Handling marks"),
        Table("conflicts", rows.Conflict, "conflict", "Conflicts"),
        Table("reservations", rows.Reservation, "reservation", "Reservations"),
        Table("briefing_texts", rows.BriefingText, "briefing text", "Briefing texts"),
        Table("names_abroad", rows.NameAbroad, "name abroad", "Names abroad"),
        Table("briefings_issued", rows.BriefingIssued, "issued briefing", "Issued briefings"),
        Table("briefing_sections", rows.BriefingSection, "briefing section", "Briefing sections"),
    )
}


NOT_PROJECTED = frozenset(
    {
        "sources",
        "linkages",
        "marks",
        "conflicts",
        "reservations",
        "briefing_texts",
        "names_abroad",
        "briefings_issued",
        "briefing_sections",
    }
)
"""Tables that no projected figure depends on."""

PRINT_SETTINGS = frozenset({"authority", "author", "portion_marks"})
"""Settings that bear on the printed briefing alone, and on no projected figure."""

ABOUT_JUDGMENTS = ("overrides", "reservations")
"""Tables whose rows put another judgment beside a judged one (`table`, `row_id`, `field`)."""

REMEMBERING = ("weights", "forcings", *ABOUT_JUDGMENTS)
"""Tables whose rows stay when the row that they are about goes, and remember its name."""

_OF_SCENARIOS: Mapping[str, tuple[str, str]] = {
    "weights": ("recommendations", "recommendation_id"),
    "forcings": ("drivers", "driver_id"),
    "overrides": ("", ""),
    "goals_set_aside": ("goals", "goal_id"),
}
"""The parts of a scenario: what table they are about, and the field that says which row."""

_LANGUAGE_WORDS = dict(rows.LANGUAGES)
_NAMED_OF_BRIEFINGS: Mapping[str, Callable[[Any], str]] = {
    "briefing_texts": lambda row: f"{row.place} ({row.language})",
    "names_abroad": lambda row: f"{row.name} ({_LANGUAGE_WORDS.get(row.language, row.language)})",
    "briefings_issued": lambda row: f"{row.kind} ({row.language}), {row.day}",
    "briefing_sections": lambda row: f"{row.kind} / {row.section}",
}
"""The names of rows that belong to briefings."""


@dataclass(frozen=True)
class Dossier:
    """A whole dossier. Immutable: an edit makes a new one (`with_row`, `without`, `with_table`).

    The order of the rows in a table is the user's and has no influence on any result.
    """

    settings: rows.Settings = field(default_factory=rows.Settings)
    poles: tuple[rows.Pole, ...] = ()
    terms: tuple[rows.Term, ...] = ()
    aspects: tuple[rows.Aspect, ...] = ()
    cells: tuple[rows.Cell, ...] = ()
    spillovers: tuple[rows.Spillover, ...] = ()
    drivers: tuple[rows.Driver, ...] = ()
    driver_effects: tuple[rows.DriverEffect, ...] = ()
    recommendations: tuple[rows.Recommendation, ...] = ()
    steps: tuple[rows.Step, ...] = ()
    recommendation_effects: tuple[rows.RecommendationEffect, ...] = ()
    dampings: tuple[rows.Damping, ...] = ()
    sources: tuple[rows.Source, ...] = ()
    bands: tuple[rows.Band, ...] = ()
    goals: tuple[rows.Goal, ...] = ()
    scenarios: tuple[rows.Scenario, ...] = ()
    weights: tuple[rows.Weight, ...] = ()
    forcings: tuple[rows.Forcing, ...] = ()
    overrides: tuple[rows.Override, ...] = ()
    goals_set_aside: tuple[rows.GoalSetAside, ...] = ()
    linkages: tuple[rows.Linkage, ...] = ()
    marks: tuple[rows.Mark, ...] = ()
    conflicts: tuple[rows.Conflict, ...] = ()
    reservations: tuple[rows.Reservation, ...] = ()
    briefing_texts: tuple[rows.BriefingText, ...] = ()
    names_abroad: tuple[rows.NameAbroad, ...] = ()
    briefings_issued: tuple[rows.BriefingIssued, ...] = ()
    briefing_sections: tuple[rows.BriefingSection, ...] = ()

    def table(self, key: str) -> tuple[Any, ...]:
        """All rows of a table, in the user's order. Raises KeyError for an unknown table."""
        if key not in TABLES:
            raise KeyError(key)
        rows_of_table: tuple[Any, ...] = getattr(self, key)
        return rows_of_table

    @cached_property
    def _indexes(self) -> dict[str, dict[str, Any]]:
        return {}

    def _by_id(self, key: str) -> Mapping[str, Any]:
        """The rows of a table by their identifiers, made when first asked for."""
        found = self._indexes.get(key)
        if found is None:
            found = self._indexes[key] = {row.id: row for row in self.table(key)}
        return found

    def find(self, key: str, row_id: str) -> Any | None:
        """The row of a table with that identifier, or None."""
        return self._by_id(key).get(row_id)

    def get(self, key: str, row_id: str) -> Any:
        """The row of a table with that identifier. Raises KeyError."""
        return self._by_id(key)[row_id]

    @cached_property
    def naming_source(self) -> Mapping[str, tuple[tuple[str, str], ...]]:
        """The rows that name each source, as table and identifier, in the order of the tables."""
        found: dict[str, list[tuple[str, str]]] = {}
        for key, table in TABLES.items():
            for name, spec in specifications(table.row_class).items():
                if isinstance(spec, References) and spec.table == "sources":
                    for row in self.table(key):
                        for source_id in getattr(row, name):
                            found.setdefault(source_id, []).append((key, row.id))
        return {source_id: tuple(dict.fromkeys(rows)) for source_id, rows in found.items()}

    def with_table(self, key: str, table: Iterable[Row]) -> Self:
        """A dossier in which a table has these rows."""
        if key not in TABLES:
            raise KeyError(key)
        changed: dict[str, Any] = {key: tuple(table)}
        made = replace(self, **changed)
        made._indexes.update({k: index for k, index in self._indexes.items() if k != key})
        return made

    def with_row(self, key: str, row: Row, index: int | None = None) -> Self:
        """A dossier in which `row` replaces the one with its identifier, or is added.

        A new row goes to the end, or before position `index`.
        """
        present = self.table(key)
        if row.id in self._by_id(key):
            return self.with_table(key, (row if old.id == row.id else old for old in present))
        place = len(present) if index is None else index
        return self.with_table(key, (*present[:place], row, *present[place:]))

    def without(self, key: str, row_ids: Iterable[str]) -> Self:
        """A dossier without these rows of a table."""
        gone = set(row_ids)
        return self.with_table(key, (row for row in self.table(key) if row.id not in gone))

    def name_of(self, key: str, row_id: str) -> str:
        """The name that users know a row by; for link rows the names of what they join."""
        row = self.find(key, row_id)
        return self.name_of_row(key, row) if row is not None else row_id

    def name_of_row(self, key: str, row: Any) -> str:
        """Like `name_of`, for a row at hand (which may belong to no dossier yet)."""
        if key in ("cells", "driver_effects", "recommendation_effects"):
            cell = self._joined(("aspects", row.aspect_id), ("poles", row.pole_id))
            if key == "cells":
                return cell
            owner = "drivers" if key == "driver_effects" else "recommendations"
            owner_id = row.driver_id if key == "driver_effects" else row.recommendation_id
            return f"{self.name_of(owner, owner_id)} → {cell}"
        if key == "spillovers":
            source = self._joined(("aspects", row.from_aspect_id), ("poles", row.from_pole_id))
            target = self._joined(("aspects", row.to_aspect_id), ("poles", row.to_pole_id))
            return f"{source} → {target}"
        if key == "dampings":
            return (
                f"{self.name_of('recommendations', row.recommendation_id)} → "
                f"{self.name_of('drivers', row.driver_id)}"
            )
        if key in _OF_SCENARIOS:
            scenario = self.name_of("scenarios", row.scenario_id)
            return f"{scenario} / {self.name_of_part(key, row)}"
        if key == "linkages":
            bound = self.name_of("recommendations", row.recommendation_id)
            return f"{bound} {row.kind} {self.name_of('recommendations', row.other_id)}"
        if key == "conflicts":
            return str(row.row_name) or str(row.row_id)
        if key == "reservations":
            return f"{row.person} / {self.name_of_part(key, row)}"
        if key in _NAMED_OF_BRIEFINGS:
            return _NAMED_OF_BRIEFINGS[key](row)
        return str(row.name) or "(no name)"

    def name_of_part(self, key: str, row: Any) -> str:
        """What a weight, forcing, override, goal set aside or reservation is about."""
        if key in ABOUT_JUDGMENTS:
            table, row_id = row.table, row.row_id
        else:
            table, field = _OF_SCENARIOS[key]
            row_id = getattr(row, field)
        known = self.find(table, row_id)
        if known is None:
            return getattr(row, "remembered", "") or row_id
        name = self.name_of_row(table, known)
        if key in ABOUT_JUDGMENTS:
            spec = specifications(TABLES[table].row_class).get(row.field)
            return f"{name}, {row.field if spec is None else spec.label}"
        return name

    def _joined(self, *parts: tuple[str, str]) -> str:
        return " / ".join(self.name_of(key, row_id) for key, row_id in parts)

    def level_of(self, cell: rows.Cell) -> Judgment | None:
        """The level judgment in force: the cell's own, else its posture term's."""
        if cell.level is not None:
            return cell.level
        term = self.find("terms", cell.term_id)
        return None if term is None else term.level

    def drift_of(self, cell: rows.Cell) -> Judgment | None:
        """The drift judgment in force: the cell's own, else its posture term's."""
        if cell.drift is not None:
            return cell.drift
        term = self.find("terms", cell.term_id)
        return None if term is None else term.drift

    def steps_of(self, recommendation_id: str) -> tuple[rows.Step, ...]:
        """The implementation steps of a recommendation, in order."""
        return tuple(s for s in self.steps if s.recommendation_id == recommendation_id)

    def weights_of(self, scenario_id: str) -> dict[str, float]:
        """Percent of the effort for every recommendation in a scenario; 0 where none is given."""
        given = {
            w.recommendation_id: w.percent for w in self.weights if w.scenario_id == scenario_id
        }
        return {r.id: given.get(r.id, 0.0) for r in self.recommendations}

    def forcings_of(self, scenario_id: str) -> tuple[rows.Forcing, ...]:
        """The drivers that a scenario forces."""
        return tuple(f for f in self.forcings if f.scenario_id == scenario_id)

    def overrides_of(self, scenario_id: str) -> tuple[rows.Override, ...]:
        """The judgments that a scenario puts in the place of the dossier's own."""
        return tuple(o for o in self.overrides if o.scenario_id == scenario_id)

    def set_aside_in(self, scenario_id: str) -> frozenset[str]:
        """The goals and red lines that are not in force in a scenario."""
        return frozenset(g.goal_id for g in self.goals_set_aside if g.scenario_id == scenario_id)

    def base_scenario_id(self) -> str:
        """The scenario that others are compared with: the one named so, else the first; or ""."""
        named = self.settings.base_scenario_id
        if self.find("scenarios", named) is not None:
            return named
        return self.scenarios[0].id if self.scenarios else ""

    def reservations_about(
        self, table: str, row_id: str, field: str
    ) -> tuple[rows.Reservation, ...]:
        """The reservations against one judgment, in order."""
        place = (table, row_id, field)
        return tuple(r for r in self.reservations if (r.table, r.row_id, r.field) == place)

    def gaps(self) -> tuple[str, ...]:
        """What is still missing before there is anything to project, in plain words."""
        missing: list[str] = []
        if not self.poles:
            missing.append("No pole yet: add the powers towards which postures are taken.")
        if not self.aspects:
            missing.append("No aspect yet: add the strands of the relationship.")
        if not self.recommendations:
            missing.append("No recommendation yet: add what could be done.")
        return tuple(missing)


def projected_settings(dossier: Dossier) -> rows.Settings:
    """The settings with those of the printed briefing as in a new dossier.

    Two dossiers whose settings differ in nothing else have the same projection.
    """
    bare: dict[str, Any] = {name: getattr(rows.Settings(), name) for name in PRINT_SETTINGS}
    return replace(dossier.settings, **bare)
