"""What a user can do to handling marks, each a function Dossier → Dossier."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from equipoise.dossier.deletion import RowKey
from equipoise.dossier.dossier import TABLES, Dossier
from equipoise.dossier.marks import MARKED_TABLES, Preset, rows_carrying
from equipoise.dossier.rows import Mark
from equipoise.editing.edits import new_identifier, refuse_locked


def load_preset(dossier: Dossier, preset: Preset) -> Dossier:
    """The marks of a list, in its order, in the place of those there are.

    A mark of the same name stays the same mark, with the rank and meaning of the list. Other marks
    stay, behind the list, while a row or the default mark needs them.
    """
    present = {mark.name.strip().casefold(): mark for mark in dossier.marks}
    loaded = []
    for wanted in preset.marks:
        same = present.pop(wanted.name.casefold(), None)
        row_id = new_identifier() if same is None else same.id
        loaded.append(Mark(row_id, wanted.name, wanted.rank, wanted.meaning))
    return dossier.with_table("marks", (*loaded, *marks_kept(dossier, preset)))


def marks_kept(dossier: Dossier, preset: Preset) -> tuple[Mark, ...]:
    """The marks that are not in a list but stay when it is loaded, because they are in use."""
    names = {mark.name.casefold() for mark in preset.marks}
    return tuple(
        mark
        for mark in dossier.marks
        if mark.name.strip().casefold() not in names and _in_use(dossier, mark.id)
    )


def _in_use(dossier: Dossier, mark_id: str) -> bool:
    carried = next(rows_carrying(dossier, mark_id), None) is not None
    return carried or dossier.settings.default_mark_id == mark_id


def delete_marks(dossier: Dossier, mark_ids: Iterable[str]) -> Dossier:
    """Take marks away. Raises ValueError, in plain words, for a mark that is in use.

    Rows are never left without the mark that they carried: they would then count as the default
    mark, which may rank lower.
    """
    gone = tuple(mark_ids)
    for mark_id in gone:
        name = dossier.name_of("marks", mark_id)
        count = sum(1 for _ in rows_carrying(dossier, mark_id))
        if count:
            rows = "1 row carries" if count == 1 else f"{count} rows carry"
            raise ValueError(
                f"The mark “{name}” cannot be deleted while {rows} it. "
                "Give them another mark first."
            )
        if dossier.settings.default_mark_id == mark_id:
            raise ValueError(
                f"The mark “{name}” cannot be deleted while it is the default mark. "
                "Choose another default mark first."
            )
    return dossier.without("marks", gone)


def set_marks(dossier: Dossier, rows: Iterable[RowKey], mark_id: str) -> Dossier:
    """One mark for many rows, each given as table and identifier; "" takes their own marks away.

    Raises ValueError for rows of a table that carries no marks, and for a locked scenario.
    """
    for table, row_id in rows:
        if table not in MARKED_TABLES:
            carrying = ", ".join(TABLES[key].many for key in MARKED_TABLES)
            raise ValueError(
                f"{TABLES[table].many} carry no handling mark of their own, only these do: "
                f"{carrying}."
            )
        if table == "scenarios":
            refuse_locked(dossier, row_id)
        changed: dict[str, Any] = {"mark_id": mark_id}
        dossier = dossier.with_row(table, replace(dossier.get(table, row_id), **changed))
    return dossier


def set_default_mark(dossier: Dossier, mark_id: str) -> Dossier:
    """What rows without a mark of their own count as; "" is the highest mark there is."""
    return replace(dossier, settings=replace(dossier.settings, default_mark_id=mark_id))
