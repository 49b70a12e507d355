"""What a user does to conflicts, each a function Dossier → Dossier."""

from __future__ import annotations

from collections.abc import Sequence

from equipoise.dossier.conflicts import Which, choose, choose_all
from equipoise.dossier.dossier import Dossier


def settle(dossier: Dossier, conflict_ids: Sequence[str], which: Which) -> Dossier:
    """Choose what is kept, or the other alternative, for one conflict or several at once.

    Raises ValueError in plain words if an alternative no longer fits or the choice was made
    already.
    """
    if any(dossier.find("conflicts", conflict_id) is None for conflict_id in conflict_ids):
        raise ValueError("This choice was made already; nothing is left to choose.")
    if len(conflict_ids) == 1:
        return choose(dossier, conflict_ids[0], which)
    return choose_all(dossier, which, conflict_ids)
