"""Bringing edits into the file, in their order; what could not be saved yet waits its turn."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Protocol

from equipoise.dossier.dossier import Dossier
from equipoise.store.journal import Edit


class DossierSaver(Protocol):
    """Where a session keeps its dossier."""

    @property
    def read_only(self) -> bool:
        """Whether the dossier may be looked at only."""
        ...

    def save(
        self,
        before: Dossier,
        after: Dossier,
        action: str,
        *,
        kind: str = "edit",
        of: str = "",
        taken_in: Iterable[Edit] = (),
    ) -> str:
        """Keep the changes as one edit of the journal, all or nothing; its identifier.

        Raises StoreError.
        """
        ...

    def edits(self, limit: int | None = None) -> list[Edit]:
        """The latest edits of the journal, newest first. Raises StoreError."""
        ...

    def annotate(self, edit_id: str, note: str) -> None:
        """Write into the journal why an edit was made. Raises StoreError and KeyError."""
        ...


@dataclass(frozen=True, slots=True)
class Step:
    """One edit on its way to the file; `saved` is told its identifier in the journal."""

    before: Dossier
    after: Dossier
    action: str
    saved: Callable[[str], None]
    kind: str = "edit"
    of: str = ""
    taken_in: tuple[Edit, ...] = ()


class Unsaved:
    """The edits that the file does not hold yet, oldest first; each becomes an edit of its own."""

    def __init__(self) -> None:
        self._steps: list[Step] = []

    def add(self, step: Step) -> None:
        """Line up an edit; one that goes back to where an unsaved one began takes that out."""
        for place, waiting in enumerate(self._steps):
            if waiting.before is step.after:
                del self._steps[place:]
                return
        self._steps.append(step)

    def save(self, saver: DossierSaver) -> None:
        """Save all that wait, one after the other.

        Raises StoreError at the first that cannot be saved; it waits on, with all after it.
        """
        while self._steps:
            step = self._steps[0]
            edit_id = saver.save(
                step.before,
                step.after,
                step.action,
                kind=step.kind,
                of=step.of,
                taken_in=step.taken_in,
            )
            del self._steps[0]
            if edit_id:
                step.saved(edit_id)
