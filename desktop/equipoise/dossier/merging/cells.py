"""The cells that come about where an aspect of one copy meets a pole of the other."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator

from equipoise.dossier.judgment import Judgment
from equipoise.dossier.rows import Cell

MISSING_LEVEL = Judgment(30, 50, 70, 50)
MISSING_DRIFT = Judgment(-2, 0, 2, 50)
"""What is judged of a cell that nobody has judged: about the middle, at the least confidence."""


def missing_cells(
    aspect_ids: Iterable[str], pole_ids: Iterable[str], present: Container[str]
) -> Iterator[Cell]:
    """A cell for each aspect towards each pole whose identifier is not `present`."""
    poles = tuple(pole_ids)
    for aspect_id in aspect_ids:
        for pole_id in poles:
            cell = Cell(aspect_id, pole_id, level=MISSING_LEVEL, drift=MISSING_DRIFT)
            if cell.id not in present:
                yield cell
