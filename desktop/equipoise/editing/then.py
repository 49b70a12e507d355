"""The dossier of an earlier moment, which can be looked at only."""

from __future__ import annotations

from collections.abc import Iterable

from equipoise.dossier.dossier import Dossier
from equipoise.store.journal import Edit


class Then:
    """Where a session keeps a dossier of the past: nowhere, for it takes no edits."""

    @property
    def read_only(self) -> bool:
        """What was cannot be edited."""
        return True

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
        """Never called: a session refuses the edits of what may be looked at only."""
        raise RuntimeError("the past cannot be edited")

    def edits(self, limit: int | None = None) -> list[Edit]:
        """The journal belongs to the dossier as it is now."""
        return []

    def annotate(self, edit_id: str, note: str) -> None:
        """There is nothing to annotate. Raises KeyError."""
        raise KeyError(edit_id)
