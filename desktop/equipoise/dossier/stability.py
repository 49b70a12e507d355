"""Whether spillovers die out: the spectral radius of their matrix must stay below 1."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence

from equipoise.dossier.rows import Spillover

_SQUARINGS = 40


def unstable_spillovers(
    spillovers: Iterable[Spillover],
) -> Iterator[tuple[tuple[Spillover, ...], float]]:
    """Each group of spillovers that feed each other with spectral radius ≥ 1, and that radius.

    The radius of the whole matrix is the largest over its strongly connected groups of cells, so
    each group is judged by itself and named by its own rows.
    """
    rows = [s for s in spillovers if s.strength]
    reach = _reachable(rows)
    seen: set[str] = set()
    for start in sorted(reach):
        if start in seen:
            continue
        group = sorted(cell for cell in reach[start] if start in reach.get(cell, set()))
        seen.update(group)
        inside = tuple(s for s in rows if s.source_cell in group and s.target_cell in group)
        if inside:
            radius = spectral_radius(_matrix(group, inside))
            if radius >= 1 - 1e-9:
                yield inside, radius


def _reachable(rows: Sequence[Spillover]) -> dict[str, set[str]]:
    forward: dict[str, list[str]] = {}
    for row in rows:
        forward.setdefault(row.source_cell, []).append(row.target_cell)
    reach: dict[str, set[str]] = {}
    for start, neighbours in forward.items():
        found: set[str] = set()
        todo = list(neighbours)
        while todo:
            cell = todo.pop()
            if cell not in found:
                found.add(cell)
                todo.extend(forward.get(cell, ()))
        reach[start] = found
    return reach


def _matrix(cells: Sequence[str], rows: Iterable[Spillover]) -> list[list[float]]:
    place = {cell: i for i, cell in enumerate(cells)}
    matrix = [[0.0] * len(cells) for _ in cells]
    for row in rows:
        matrix[place[row.target_cell]][place[row.source_cell]] = row.strength
    return matrix


def spectral_radius(matrix: Sequence[Sequence[float]]) -> float:
    """Spectral radius of a square matrix by Gelfand's formula, lim ‖Mᵏ‖^(1/k), k a power of two.

    Repeated squaring with rescaling; holds for complex and defective eigenvalues alike.
    """
    power = [list(row) for row in matrix]
    logarithm = 0.0
    for squaring in range(_SQUARINGS):
        norm = max(sum(abs(value) for value in row) for row in power)
        if norm == 0:
            return 0.0
        logarithm += math.log(norm) / 2**squaring
        power = [[value / norm for value in row] for row in power]
        columns = list(zip(*power, strict=True))
        power = [
            [sum(a * b for a, b in zip(row, column, strict=True)) for column in columns]
            for row in power
        ]
    return math.exp(logarithm)
