"""The cells that come about where an aspect meets a pole that it has no cell towards."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator

from equipoise.dossier.dossier import Dossier
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


def with_missing_cells(dossier: Dossier) -> Dossier:
    """The dossier with a new cell wherever an aspect and a pole have none."""
    aspects, poles = ([row.id for row in dossier.table(key)] for key in ("aspects", "poles"))
    missing = tuple(missing_cells(aspects, poles, {cell.id for cell in dossier.cells}))
    return dossier.with_table("cells", (*dossier.cells, *missing)) if missing else dossier
