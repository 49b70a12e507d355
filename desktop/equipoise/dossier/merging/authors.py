"""Who last changed what in a copy of the dossier, and when."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Signature:
    """Who changed something, as “Name (desk)”, and when, as an ISO date and time; "" if unknown."""

    by: str = ""
    at: str = ""


UNKNOWN = Signature()

Signed = Callable[[str, str, str], Signature]
"""Table key, row identifier and field to the signature of the last change; the field "" asks for
the last change of the row as a whole or of any of its fields."""


def nobody_known(_table: str, _row_id: str, _field: str) -> Signature:
    """A copy of which nobody knows who changed it."""
    return UNKNOWN


@dataclass(frozen=True, slots=True)
class Authors:
    """Who changed what in our copy and in theirs."""

    ours: Signed = nobody_known
    theirs: Signed = nobody_known


def last_signatures(changes: Iterable[tuple[str, str, str, Signature]]) -> Signed:
    """Signatures from changes (table, row, field, who and when), oldest first.

    A field that no change names was last changed when its row was added or put back as a whole.
    """
    last: dict[tuple[str, str, str], tuple[int, Signature]] = {}
    of_row: dict[tuple[str, str], Signature] = {}
    for number, (table, row_id, field, signature) in enumerate(changes):
        last[table, row_id, field] = number, signature
        of_row[table, row_id] = signature

    def signed(table: str, row_id: str, field: str) -> Signature:
        if not field:
            return of_row.get((table, row_id), UNKNOWN)
        never = (-1, UNKNOWN)
        own, whole = (last.get((table, row_id, name), never) for name in (field, ""))
        return max(own, whole, key=lambda change: change[0])[1]

    return signed
