"""Handling marks: which one is in force for a row, and lists of marks that are in use in the world.

The lists are those of their owners: the Traffic Light Protocol version 2.0 of FIRST (August 2022);
NATO's security policy C-M(2002)49; the UK's Government Security Classifications Policy (Cabinet
Office, 2023, with the marking -SENSITIVE); the US Executive Order 13526 (2009); the EU's Council
Decision 2013/488/EU, whose Appendix B sets the four national grades side by side. They say how
closely a row is held against the others of the same list; ranks of different lists do not compare.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any

from equipoise.dossier.deletion import RowKey
from equipoise.dossier.dossier import ABOUT_JUDGMENTS, TABLES, Dossier
from equipoise.dossier.fields import Reference, specifications
from equipoise.dossier.names_abroad import rows_named
from equipoise.dossier.rows import Mark

MARK_FIELD = "mark_id"
MARKED_TABLES = tuple(
    key for key, table in TABLES.items() if MARK_FIELD in specifications(table.row_class)
)
"""The tables whose rows can carry a mark of their own."""


def highest_mark(dossier: Dossier) -> Mark | None:
    """The mark with the highest rank, the first of equals; None where there is no mark."""
    return max(dossier.marks, key=lambda mark: mark.rank, default=None)


def default_mark(dossier: Dossier) -> Mark | None:
    """What rows without a mark of their own count as: the one chosen, else the highest there is."""
    chosen: Mark | None = dossier.find("marks", dossier.settings.default_mark_id)
    return highest_mark(dossier) if chosen is None else chosen


def own_mark(dossier: Dossier, row: Any) -> Mark | None:
    """The mark that the row itself carries; None if it carries none, or cannot."""
    found: Mark | None = dossier.find("marks", getattr(row, MARK_FIELD, ""))
    return found


def owners_of(dossier: Dossier, table: str, row: Any) -> tuple[RowKey, ...]:
    """The rows that a row belongs to, and counts as high as; none for rows on their own.

    They are those it names by owned references. A row that has no identifier of its own and no
    owner (a spillover) belongs to all the rows it joins; overrides and reservations belong to the
    judged row too; a conflict belongs to the row that it is about, and a name abroad to the rows
    that have the name.
    """
    if table == "conflicts":
        found = [(row.table, row.row_id)]
    elif table == "names_abroad":
        found = list(rows_named(dossier, row.name))
    else:
        references = [
            (spec, (spec.table, getattr(row, name)))
            for name, spec in specifications(type(row)).items()
            if isinstance(spec, Reference)
        ]
        found = [key for spec, key in references if spec.owned]
        if not found and not any(field.name == "id" for field in fields(row)):
            found = [key for spec, key in references if not spec.optional]
        if table in ABOUT_JUDGMENTS:
            found.append((row.table, row.row_id))
    return tuple(
        key
        for key in found
        if key[0] in TABLES and key[0] != "conflicts" and dossier.find(*key) is not None
    )


def mark_of(dossier: Dossier, table: str, row: Any) -> Mark | None:
    """The mark in force for a row; None only where the dossier has no marks.

    The row's own mark; else the highest of the rows that it belongs to; else the default mark. A
    mark counts as itself. A reservation, which tells of the judged row, never counts as less than
    that row, whatever its own mark.
    """
    if isinstance(row, Mark):
        return row
    own = own_mark(dossier, row)
    if own is not None and table != "reservations":
        return own
    in_force = [own] if own is not None else []
    in_force += [
        mark
        for key, row_id in owners_of(dossier, table, row)
        if (mark := mark_of(dossier, key, dossier.get(key, row_id))) is not None
    ]
    return max(in_force, key=lambda mark: mark.rank, default=default_mark(dossier))


def rows_carrying(dossier: Dossier, mark_id: str) -> Iterator[RowKey]:
    """Every row that carries the mark itself, table by table."""
    for key in MARKED_TABLES:
        for row in dossier.table(key):
            if row.mark_id == mark_id:
                yield key, row.id


@dataclass(frozen=True, slots=True)
class PresetMark:
    """A mark of a list: its name, its rank (the higher, the more closely held), its meaning."""

    name: str
    rank: int
    meaning: str


@dataclass(frozen=True, slots=True)
class Preset:
    """A list of marks under the name of the scheme it comes from, the least closely held first."""

    name: str
    marks: tuple[PresetMark, ...]


def _preset(name: str, *marks: tuple[str, str]) -> Preset:
    """Ranks in tens, so that a mark of one's own fits between two of the list."""
    return Preset(
        name,
        tuple(PresetMark(mark, 10 * place, meaning) for place, (mark, meaning) in enumerate(marks)),
    )


_GRAVE = "Disclosure could do exceptionally grave harm"
_SERIOUS = "Disclosure could do serious harm"
_HARM = "Disclosure could do harm"
_UNDESIRABLE = "Disclosure would be a disadvantage"
_STATE = "to the state or its interests."
_NATO = "to the Alliance."
_EU = "to the Union or its member states."

PRESETS: Mapping[str, Preset] = {
    "national": _preset(
        "National, five grades",
        ("UNCLASSIFIED", "Not classified; may still be for official use only."),
        ("RESTRICTED", f"{_UNDESIRABLE} {_STATE}"),
        ("CONFIDENTIAL", f"{_HARM} {_STATE}"),
        ("SECRET", f"{_SERIOUS} {_STATE}"),
        ("TOP SECRET", f"{_GRAVE} {_STATE}"),
    ),
    "uk": _preset(
        "United Kingdom (GSCP)",
        ("OFFICIAL", "Routine government business."),
        ("OFFICIAL-SENSITIVE", "Within OFFICIAL; held by those who need to know."),
        ("SECRET", "Very sensitive; needs heightened protection against capable threats."),
        ("TOP SECRET", "The most sensitive; needs protection against the most serious threats."),
    ),
    "us": _preset(
        "United States (EO 13526)",
        ("UNCLASSIFIED", "Not classified; may still be controlled."),
        ("CONFIDENTIAL", f"{_HARM} to national security."),
        ("SECRET", f"{_SERIOUS} to national security."),
        ("TOP SECRET", f"{_GRAVE} to national security."),
    ),
    "nato": _preset(
        "NATO",
        ("NATO UNCLASSIFIED", "Belongs to NATO; for official purposes, not for publication."),
        ("NATO RESTRICTED", f"{_UNDESIRABLE} {_NATO}"),
        ("NATO CONFIDENTIAL", f"{_HARM} {_NATO}"),
        ("NATO SECRET", f"{_SERIOUS} {_NATO}"),
        ("COSMIC TOP SECRET", f"{_GRAVE} {_NATO}"),
    ),
    "eu": _preset(
        "European Union",
        ("RESTREINT UE/EU RESTRICTED", f"{_UNDESIRABLE} {_EU}"),
        ("CONFIDENTIEL UE/EU CONFIDENTIAL", f"{_HARM} {_EU}"),
        ("SECRET UE/EU SECRET", f"{_SERIOUS} {_EU}"),
        ("TRÈS SECRET UE/EU TOP SECRET", f"{_GRAVE} {_EU}"),
    ),
    "tlp": _preset(
        "Traffic Light Protocol 2.0",
        ("TLP:CLEAR", "May be passed on without limit."),
        ("TLP:GREEN", "May be passed on within the community, not in public."),
        ("TLP:AMBER", "For the organisation and its clients, where they need to know."),
        ("TLP:AMBER+STRICT", "For the organisation only, where it needs to know."),
        ("TLP:RED", "For the eyes and ears of the individual recipients only."),
    ),
}
"""Lists of marks by key; the names of the marks are those of their owners, letter for letter."""
