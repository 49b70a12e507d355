"""Which dossier, and which of its rows, the words of a command line mean."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import Any

from equipoise.commands.unlocking import contents_of_file
from equipoise.dossier.dossier import TABLES, Dossier


def read_dossier(options: argparse.Namespace) -> Dossier:
    """The dossier in the file that a command names, or the shipped one without a file.

    Raises StoreError in plain words.
    """
    from equipoise.store.shipped import shipped_dossier

    if options.file is None:
        return shipped_dossier()
    return contents_of_file(options).dossier


def scenario_named(dossier: Dossier, name: str | None) -> str | None:
    """Identifier of the scenario of that name; of the first without a name; None if none exist.

    Raises ValueError, naming the scenarios there are.
    """
    if name is None:
        return dossier.scenarios[0].id if dossier.scenarios else None
    scenario_id: str = row_named(dossier, "scenarios", name).id
    return scenario_id


def row_named(dossier: Dossier, table: str, name: str) -> Any:
    """The row of that name, whatever its case. Raises ValueError, naming the rows there are."""
    (row,) = rows_named(dossier, table, [name])
    return row


def rows_in_list(dossier: Dossier, table: str, text: str) -> list[Any]:
    """The rows named in a list with commas, in its order; names may hold commas themselves.

    Raises ValueError, naming the rows there are, or the one that is named twice.
    """
    known = {row.name.strip().casefold() for row in dossier.table(table)}
    pieces = text.split(",")
    names: list[str] = []
    while pieces:
        longest = next(
            (n for n in range(len(pieces), 1, -1) if _joined(pieces[:n]).casefold() in known), 1
        )
        names.append(_joined(pieces[:longest]))
        del pieces[:longest]
    rows = rows_named(dossier, table, [name for name in names if name])
    for row in rows:
        if rows.count(row) > 1:
            raise ValueError(f"the {TABLES[table].one} “{row.name}” is named twice")
    return rows


def _joined(pieces: Sequence[str]) -> str:
    return ",".join(pieces).strip()


def rows_named(dossier: Dossier, table: str, names: Sequence[str]) -> list[Any]:
    """The rows of these names. Raises ValueError, naming the rows there are."""
    by_name = {row.name.strip().casefold(): row for row in dossier.table(table)}
    for name in names:
        if name.strip().casefold() not in by_name:
            there = ", ".join(f"“{row.name}”" for row in dossier.table(table)) or "none"
            raise ValueError(
                f"{dossier.settings.title}: there is no {TABLES[table].one} “{name}”; "
                f"there are: {there}"
            )
    return [by_name[name.strip().casefold()] for name in names]
