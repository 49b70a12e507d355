"""The columns by which a table of the dossier stands in a sheet, and its rows written to one.

A judgment takes four columns of numbers (low, likely, high, confidence), so that a spreadsheet can
sort, average and draw them; one column with the whole judgment as text is read as well. Rows with
an identifier of their own carry it; link rows are known by what they join.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import MISSING, dataclass, fields
from functools import cache
from typing import Any

from equipoise.dossier.dossier import TABLES, Dossier
from equipoise.dossier.field_text import text_of
from equipoise.dossier.fields import (
    Day,
    Field,
    Judged,
    Number,
    Reference,
    References,
    Text,
    specifications,
)
from equipoise.dossier.json_form import value_to_plain
from equipoise.dossier.judgment import Judgment
from equipoise.editing.row_names import RowNames
from equipoise.store.sheets.sheet import Sheet, Value

IDENTIFIER = "Identifier"
PARTS = ("low", "likely", "high", "confidence")


SHEET_TABLES = tuple(
    key for key in TABLES if key not in ("briefing_texts", "briefings_issued", "briefing_sections")
)
"""The tables that stand in sheets; what belongs to briefings is written and read by them alone."""


@dataclass(frozen=True, slots=True)
class Target:
    """What a column is about: a field (`id` for the identifier), or one part of a judgment."""

    field: str
    part: str = ""


IDENTITY = Target("id")


def has_identifier(table: str) -> bool:
    """Whether rows of the table have an identifier of their own, not one made of what they join."""
    return any(field.name == "id" for field in fields(TABLES[table].row_class))


@cache
def link_fields(table: str) -> tuple[str, ...]:
    """The fields that make the identifier of a link row; empty for other tables.

    They are those that a row cannot be without, judgments apart.
    """
    if has_identifier(table):
        return ()
    row_class = TABLES[table].row_class
    specs = specifications(row_class)
    required = required_fields(table)
    return tuple(name for name in required if not isinstance(specs[name], Judged))


@cache
def required_fields(table: str) -> tuple[str, ...]:
    """The fields that have no value of their own in a new row."""
    row_class = TABLES[table].row_class
    specs = specifications(row_class)
    return tuple(f.name for f in fields(row_class) if f.default is MISSING and f.name in specs)


@cache
def columns_of(table: str) -> Mapping[Target, str]:
    """The columns that are written, in order, with their headings."""
    found: dict[Target, str] = {IDENTITY: IDENTIFIER} if has_identifier(table) else {}
    for name, spec in specifications(TABLES[table].row_class).items():
        if isinstance(spec, Judged):
            found.update({Target(name, part): f"{spec.label} {part}" for part in PARTS})
        else:
            found[Target(name)] = spec.label
    return found


@cache
def readable_columns(table: str) -> Mapping[Target, str]:
    """The columns that are read: those written, and each judgment as one text."""
    whole = {
        Target(name): spec.label
        for name, spec in specifications(TABLES[table].row_class).items()
        if isinstance(spec, Judged)
    }
    return {**columns_of(table), **whole}


def match_columns(table: str, headings: Sequence[str]) -> tuple[Target | None, ...]:
    """For each heading the column that it means: by label, else by the field's own name.

    Capitals, spaces, hyphens and underscores make no difference. None where nothing fits.
    """
    known: dict[str, Target] = {}
    for names in (_labels(table), _field_names(table)):
        for name, target in names:
            known.setdefault(_plain(name), target)
    return tuple(known.get(_plain(heading)) for heading in headings)


def _labels(table: str) -> Iterator[tuple[str, Target]]:
    for target, label in readable_columns(table).items():
        yield label, target


def _field_names(table: str) -> Iterator[tuple[str, Target]]:
    for target in readable_columns(table):
        yield f"{target.field} {target.part}", target
        yield f"{target.field.removesuffix('_ids').removesuffix('_id')} {target.part}", target


def _plain(heading: str) -> str:
    return " ".join(heading.replace("_", " ").replace("-", " ").casefold().split())


def best_table(sheet: Sheet) -> str:
    """The table that a sheet is most likely about: the one of its name, else of its headings."""
    name = _plain(sheet.name)
    for key in SHEET_TABLES:
        if name in (_plain(key), _plain(TABLES[key].many)):
            return key

    def fitting(key: str) -> tuple[int, int]:
        found = {target for target in match_columns(key, sheet.headings) if target is not None}
        return len(found), -len(columns_of(key))

    return max(SHEET_TABLES, key=fitting)


def sheet_of(dossier: Dossier, table: str) -> Sheet:
    """All rows of a table as a sheet. Numbers and days stay what they are, all else is text.

    Reading it back changes nothing.
    """
    names = RowNames(dossier)
    specs = specifications(TABLES[table].row_class)
    columns = columns_of(table)
    rows = tuple(
        tuple(_cell(dossier, names, specs, row, target) for target in columns)
        for row in dossier.table(table)
    )
    return Sheet(TABLES[table].many, tuple(columns.values()), rows)


def _cell(
    dossier: Dossier, names: RowNames, specs: Mapping[str, Field], row: Any, target: Target
) -> Value:
    value = getattr(row, target.field)
    if target == IDENTITY:
        return str(value)
    if target.part:
        judgment: Judgment | None = value
        return None if judgment is None else _number(getattr(judgment, target.part))
    match specs[target.field]:
        case Number():
            return _number(value)
        case Day() | Text():
            cell: Value = value
            return cell
        case Reference() as spec:
            return names.text(spec, value)
        case References() as spec:
            return names.list_text(spec, value)
        case spec:
            return text_of(dossier, spec, value)


def _number(value: float) -> Value:
    number: Value = value_to_plain(value)
    return number
