"""Two copies of a dossier meet: where they parted, what the other has since, and who did what.

Every edit has an identifier that is the same in all copies. The copies parted at the latest edit
that both know; to know an edit is to have made it, or to have taken it in by a merge that has not
been undone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from equipoise.dossier.dossier import Dossier
from equipoise.dossier.merging.authors import Authors, Signature, Signed, last_signatures
from equipoise.store.contents import Contents
from equipoise.store.errors import OtherDossier
from equipoise.store.history import state_after
from equipoise.store.journal import Edit


@dataclass(frozen=True, slots=True)
class Meeting:
    """What a merge needs: the common ancestor, and what the other copy has done since.

    `parted` is the latest edit that both know. `to_take_in` are the edits of the other copy that
    ours does not know, oldest first.
    """

    base: Dossier
    parted: Edit
    theirs: Dossier
    to_take_in: tuple[Edit, ...]
    authors: Authors


def meet(ours: Contents, theirs: Contents, path: Path) -> Meeting:
    """Find where two copies parted; `path` is that of theirs.

    Raises OtherDossier if they never were one, HistoryGap if a journal does not lead back.
    """
    known_here, known_there = _known(ours.edits), _known(theirs.edits)
    candidates = [
        (*found, contents)
        for contents, known in ((ours, known_there), (theirs, known_here))
        if (found := _latest_known(contents.edits, known)) is not None
    ]
    if not candidates:
        raise OtherDossier(
            path,
            "is no copy of this dossier: the two were begun apart, and no edit is in both journals",
            "Send single scenarios or rows from one to the other instead",
        )
    # With two candidates (each copy has merged the other once) the one that knows more is closer.
    _, parted, of = max(candidates, key=lambda found: found[0])
    return Meeting(
        base=state_after(of.dossier, reversed(of.edits), parted.id),
        parted=parted,
        theirs=theirs.dossier,
        to_take_in=tuple(e for e in theirs.edits if e.id not in known_here),
        authors=Authors(signed(ours.edits), signed(theirs.edits)),
    )


def _known(edits: Sequence[Edit]) -> frozenset[str]:
    undone: set[str] = set()
    for edit in edits:
        if edit.kind == "undo":
            undone.add(edit.of)
        elif edit.kind == "redo":
            undone.discard(edit.of)
    return frozenset(e.id for e in edits if not e.taken_in_by or e.taken_in_by not in undone)


def _latest_known(edits: Sequence[Edit], known: frozenset[str]) -> tuple[int, Edit] | None:
    """The latest of a copy's own edits that the other knows, and how many edits lead up to it."""
    for place in range(len(edits) - 1, -1, -1):
        if not edits[place].taken_in_by and edits[place].id in known:
            return place, edits[place]
    return None


def signed(edits: Iterable[Edit]) -> Signed:
    """Who last changed what, from the edits of a copy, oldest first."""
    return last_signatures(_changes(edits))


def _changes(edits: Iterable[Edit]) -> Iterator[tuple[str, str, str, Signature]]:
    """Every change with who made it; what a merge took in stays signed by its author."""
    taken: set[tuple[str, str, str, str]] = set()
    for edit in edits:
        signature = Signature(edit.signature, edit.when.isoformat(timespec="seconds"))
        for entry in edit.entries:
            place = (entry.table, entry.row_id, entry.field)
            if edit.taken_in_by:
                taken.add((edit.taken_in_by, *place))
            elif (edit.id, *place) in taken:
                continue
            yield (*place, signature)
