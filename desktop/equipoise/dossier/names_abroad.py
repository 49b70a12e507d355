"""Names as another language writes them: which lack it, and the dossier so written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from equipoise.dossier.deletion import RowKey
from equipoise.dossier.dossier import Dossier

NAMED_TABLES = (
    "poles",
    "terms",
    "aspects",
    "drivers",
    "recommendations",
    "steps",
    "sources",
    "bands",
    "goals",
    "scenarios",
)
"""The tables whose names briefings print."""

_STRAND = "strand"
_OF_SETTINGS = ("title", "subject")


def names_printed(dossier: Dossier) -> tuple[str, ...]:
    """Every name that briefings print, each once: title, subject, then those of rows in order."""
    names = [getattr(dossier.settings, field) for field in _OF_SETTINGS]
    for key in NAMED_TABLES:
        for row in dossier.table(key):
            names += (row.name, getattr(row, _STRAND, ""))
    found: dict[str, str] = {}
    for name in names:
        if name.strip():
            found.setdefault(plain_name(name), name.strip())
    return tuple(found.values())


def names_without(dossier: Dossier, language: str) -> tuple[str, ...]:
    """The names that briefings print and that nobody has said how to write in a language."""
    written = {plain_name(row.name) for row in dossier.names_abroad if row.language == language}
    return tuple(name for name in names_printed(dossier) if plain_name(name) not in written)


def rows_named(dossier: Dossier, name: str) -> Iterator[RowKey]:
    """Every row that has a name, or an aspect whose strand of closer ties has it.

    Capitals and spaces around it make no difference, as nowhere among names.
    """
    wanted = plain_name(name)
    for key in NAMED_TABLES:
        for row in dossier.table(key):
            if wanted in (plain_name(row.name), plain_name(getattr(row, _STRAND, ""))):
                yield key, row.id


def named_in(dossier: Dossier, language: str) -> Dossier:
    """The dossier with its names as `language` writes them, for print alone.

    Names of rows, strands of closer ties, the title and the subject are written as `names_abroad`
    says; those it does not know stay, and so do identifiers and all other texts. Two names may be
    written alike, so the result need not be in order and is not to be stored.
    """
    written = {
        plain_name(row.name): row.written
        for row in dossier.names_abroad
        if row.language == language
    }
    if not written:
        return dossier
    for key in NAMED_TABLES:
        table = dossier.table(key)
        renamed = tuple(_renamed(row, written) for row in table)
        if renamed != table:
            dossier = dossier.with_table(key, renamed)
    settings = dossier.settings
    changed: dict[str, Any] = {
        field: written.get(plain_name(getattr(settings, field)), getattr(settings, field))
        for field in _OF_SETTINGS
    }
    return replace(dossier, settings=replace(settings, **changed))


def _renamed(row: Any, written: dict[str, str]) -> Any:
    changed: dict[str, Any] = {
        field: written[plain_name(getattr(row, field))]
        for field in ("name", _STRAND)
        if plain_name(getattr(row, field, "")) in written
    }
    return replace(row, **changed) if changed else row


def plain_name(name: str) -> str:
    """What names are compared by: capitals and spaces around make no difference."""
    return name.strip().casefold()
