"""Which rows stand after a merge: additions, deletions, and deletions that cannot be carried out.

A row that one side deleted stays if the other side changed it, or has something that cannot be
without it. What went with it (parts, rows that name it) comes back as far as it still can be.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from equipoise.dossier.deletion import RowKey
from equipoise.dossier.dossier import REMEMBERING, Dossier
from equipoise.dossier.merging.rows import merged_row
from equipoise.dossier.merging.values import (
    CONFLICTS,
    REMEMBERED,
    Rows,
    about,
    all_rows,
    needs,
    references_of,
    rows_of,
    same_but_for_bookkeeping,
    stands,
)
from equipoise.dossier.missing_cells import missing_cells

Side = Literal["ours", "theirs"]
_SIDES: tuple[tuple[Side, Side], ...] = (("ours", "theirs"), ("theirs", "ours"))


@dataclass(slots=True)
class Undeleted:
    """A row that stays though one side deleted it: which side, and because of what.

    `changed` says that the other side changed the row itself; `because` are rows of the other side
    that changed, or that cannot be without it.
    """

    deleted_by: Side
    changed: bool
    because: list[RowKey] = field(default_factory=list)


@dataclass(slots=True)
class Draft:
    """A merge under way: the rows so far, and what a person has to decide.

    `both_changed` are fields (table, row, field) changed differently; `new_cells` are cells that
    neither copy has.
    """

    base: Rows
    ours: Rows
    theirs: Rows
    rows: Rows
    both_changed: list[tuple[str, str, str]] = field(default_factory=list)
    undeleted: dict[RowKey, Undeleted] = field(default_factory=dict)
    new_cells: list[str] = field(default_factory=list)

    def side(self, side: Side) -> Rows:
        """The rows of one copy."""
        return self.ours if side == "ours" else self.theirs


def joined(base: Dossier | None, ours: Dossier, theirs: Dossier) -> Draft:
    """The rows of both copies together; every reference names a row that stands, if any has it."""
    draft = Draft(rows_of(base), rows_of(ours), rows_of(theirs), rows_of(None))
    for key in draft.rows:
        for row_id in dict.fromkeys([*draft.ours[key], *draft.theirs[key]]):
            _join(draft, key, row_id)
    while _bring_back_named(draft) or _bring_back_parts(draft) or _complete_cells(draft):
        pass
    _fold(draft)
    _set_remembered(draft, [d for d in (theirs, ours, base) if d is not None])
    return draft


def _join(draft: Draft, key: str, row_id: str) -> None:
    base, ours, theirs = (rows[key].get(row_id) for rows in (draft.base, draft.ours, draft.theirs))
    if ours is not None and theirs is not None:
        if key == CONFLICTS:
            draft.rows[key][row_id] = theirs if ours == base else ours
            if theirs not in (base, draft.rows[key][row_id]):
                beside = replace(theirs, id=f"{row_id}-theirs")
                draft.rows[key].setdefault(beside.id, beside)
            return
        row, fields = merged_row(base, ours, theirs)
        draft.rows[key][row_id] = row
        draft.both_changed += [(key, row_id, name) for name in fields]
        return
    row = theirs if ours is None else ours
    if base is None:
        draft.rows[key][row_id] = row
    elif not same_but_for_bookkeeping(base, row):
        draft.rows[key][row_id] = row
        deleted_by: Side = "ours" if ours is None else "theirs"
        if key != CONFLICTS:
            draft.undeleted[key, row_id] = Undeleted(deleted_by, changed=True)


def _bring_back_named(draft: Draft) -> bool:
    """Bring back every row that a row which stands names, if a side still has it."""
    missing: dict[RowKey, list[RowKey]] = {}
    for table, row in all_rows(draft.rows):
        for target in references_of(row):
            if not stands(draft.rows, target):
                missing.setdefault(target, []).append((table, row.id))
    back = [_bring_back(draft, target, because) for target, because in missing.items()]
    return any(back)


def _bring_back(draft: Draft, key: RowKey, because: list[RowKey]) -> bool:
    """Put a row back that one side still has; False where neither has it."""
    table, row_id = key
    for having, deleting in _SIDES:
        row = draft.side(having).get(table, {}).get(row_id)
        if row is not None:
            draft.rows[table][row_id] = row
            draft.undeleted[key] = Undeleted(deleting, changed=False, because=because)
            return True
    return False


def _bring_back_parts(draft: Draft) -> bool:
    """Bring back what one side deleted together with a row that stays, if it still can be."""
    found = False
    for having, deleting in _SIDES:
        back = {k for k, undeleted in draft.undeleted.items() if undeleted.deleted_by == deleting}
        if not back:
            continue
        for table, row in all_rows(draft.side(having)):
            if stands(draft.rows, (table, row.id)) or back.isdisjoint(needs(row)):
                continue
            if all(stands(draft.rows, target) for target in needs(row)):
                draft.rows[table][row.id] = row
                draft.undeleted[table, row.id] = Undeleted(deleting, changed=False)
                found = True
    return found


def _complete_cells(draft: Draft) -> bool:
    """Every aspect has a cell towards every pole, also where each came from another copy."""
    rows = draft.rows
    missing = list(missing_cells(rows["aspects"], rows["poles"], rows["cells"]))
    for cell in missing:
        if not _bring_back(draft, ("cells", cell.id), []):
            rows["cells"][cell.id] = cell
            draft.new_cells.append(cell.id)
    return bool(missing)


def _fold(draft: Draft) -> None:
    """What cannot be without another row that stays is no question of its own; that row is."""
    before = dict(draft.undeleted)
    for key, undeleted in before.items():
        roots = set(_roots(draft, before, key))
        if roots == {key}:
            continue
        del draft.undeleted[key]
        reasons = ([key] if undeleted.changed else []) + undeleted.because
        for root in roots:
            known = draft.undeleted[root].because
            known += [reason for reason in reasons if reason not in known and reason not in roots]


def _roots(draft: Draft, undeleted: dict[RowKey, Undeleted], key: RowKey) -> Iterator[RowKey]:
    """The rows for which a deletion is put off in the first place: the row or what it is part of.

    Rows need others of other tables only, so this ends.
    """
    owners = [
        owner
        for owner in needs(draft.rows[key[0]][key[1]])
        if owner in undeleted and undeleted[owner].deleted_by == undeleted[key].deleted_by
    ]
    for owner in owners:
        yield from _roots(draft, undeleted, owner)
    if not owners:
        yield key


def _set_remembered(draft: Draft, copies: list[Dossier]) -> None:
    """Names of deleted rows are remembered where they are gone, and not where they came back."""
    for table in REMEMBERING:
        for row_id, row in draft.rows[table].items():
            target = about(table, row)
            if target is None:
                continue
            here = stands(draft.rows, target)
            agreed = stands(draft.ours, target) and stands(draft.theirs, target)
            if here and not agreed and row.remembered:
                draft.rows[table][row_id] = _remembering(row, "")
            elif not here and not row.remembered:
                names = [d.name_of(*target) for d in copies if d.find(*target) is not None]
                draft.rows[table][row_id] = _remembering(row, names[0] if names else target[1])


def _remembering(row: Any, name: str) -> Any:
    return replace(row, **{REMEMBERED: name})
