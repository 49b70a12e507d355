"""Two changed versions of one row become one, field by field."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from equipoise.dossier.fields import References, specifications
from equipoise.dossier.merging.values import REMEMBERED


def merged_row(base: Any | None, ours: Any, theirs: Any) -> tuple[Any, tuple[str, ...]]:
    """The row with what either side changed, and the fields that both changed differently.

    Those stay as in `ours`. Lists of references that both changed lose what either took away and
    gain what either added. Without a common `base` every field that differs is a conflict.
    """
    taken: dict[str, Any] = {}
    conflicting: list[str] = []
    for name, spec in specifications(type(ours)).items():
        our, their = getattr(ours, name), getattr(theirs, name)
        before = None if base is None else getattr(base, name)
        if our == their or (base is not None and their == before):
            continue
        if base is not None and our == before:
            taken[name] = their
        elif name == REMEMBERED:
            taken[name] = our or their
        elif base is not None and isinstance(spec, References):
            taken[name] = _merged_list(getattr(base, name), our, their)
        else:
            conflicting.append(name)
    return (replace(ours, **taken) if taken else ours), tuple(conflicting)


def _merged_list(
    base: tuple[str, ...], ours: tuple[str, ...], theirs: tuple[str, ...]
) -> tuple[str, ...]:
    gone = set(base) - set(theirs)
    kept = [item for item in ours if item not in gone]
    return (*kept, *(item for item in theirs if item not in base and item not in kept))
