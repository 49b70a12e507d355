"""What a user can do to linkages of recommendations, each a function Dossier → Dossier.

Each raises ValueError, in plain words, for a linkage that contradicts or repeats another. Deleting
one is like deleting any row (`dossier.deletion`).
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from equipoise.dossier.dossier import Dossier
from equipoise.dossier.rows import Linkage


def add_linkage(
    dossier: Dossier, recommendation_id: str, kind: str, other_id: str, least: float
) -> Dossier:
    """A new linkage: `kind` is `excludes` or `requires`, `least` percent of the effort."""
    row = Linkage(recommendation_id, kind, other_id, least)
    _refuse_conflicts(dossier, row, "")
    return dossier.with_row("linkages", row)


def change_linkage(dossier: Dossier, linkage_id: str, field: str, value: object) -> Dossier:
    """One field of a linkage, which keeps its place in the table. Raises KeyError if it is gone."""
    changed: dict[str, Any] = {field: value}
    row: Linkage = replace(dossier.get("linkages", linkage_id), **changed)
    _refuse_conflicts(dossier, row, linkage_id)
    return dossier.with_table(
        "linkages", (row if old.id == linkage_id else old for old in dossier.linkages)
    )


def _refuse_conflicts(dossier: Dossier, row: Linkage, but_for: str) -> None:
    """Refuse a linkage to itself, one that stands already, and two that cannot both hold."""
    one = f"“{dossier.name_of('recommendations', row.recommendation_id)}”"
    two = f"“{dossier.name_of('recommendations', row.other_id)}”"
    if row.recommendation_id == row.other_id:
        raise ValueError(
            f"{one} cannot be linked to itself. Choose another recommendation as the other."
        )
    pair = {row.recommendation_id, row.other_id}
    for other in dossier.linkages:
        if other.id == but_for or {other.recommendation_id, other.other_id} != pair:
            continue
        if other.id == row.id or other.kind == row.kind == "excludes":
            raise ValueError(
                f"The linkage of {one} and {two} stands in the table already. Change it there."
            )
        if other.kind != row.kind:
            stands = dossier.name_of_row("linkages", other)
            raise ValueError(
                f"{one} {row.kind} {two} contradicts “{stands}”. Delete that linkage first."
            )
