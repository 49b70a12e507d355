"""How much memory a compiled dossier takes, before it is compiled."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from equipoise.dossier.dossier import Dossier

_NUMBER = 8
_INPUTS_OF_ROW = 2


def compiled_bytes(dossier: Dossier, months: int) -> int:
    """About what a draw takes in a compiled model: base, responses, presences, inputs."""
    series = 4 * len(dossier.cells) + len(dossier.drivers) + len(dossier.recommendations)
    series += _cells_reached(dossier)
    rows = len(dossier.cells) + 2 * len(dossier.drivers) + 2 * len(dossier.recommendations)
    rows += len(dossier.driver_effects) + len(dossier.recommendation_effects) + len(dossier.steps)
    return _NUMBER * ((months + 1) * series + _INPUTS_OF_ROW * rows)


def attributed_bytes(dossier: Dossier) -> int:
    """What a draw takes where a month's parts are attributed, each in all cells."""
    return _NUMBER * len(dossier.cells) * (len(dossier.recommendations) + len(dossier.drivers))


def draws_that_fit(limit: int, per_draw: int) -> int:
    """The largest power of two of draws that take no more than `limit` bytes; at least 64."""
    return 1 << (max(64, limit // max(per_draw, 1)).bit_length() - 1)


def _cells_reached(dossier: Dossier) -> int:
    """The cells that each recommendation reaches, with spillovers, summed."""
    followers: dict[str, set[str]] = {}
    for spillover in dossier.spillovers:
        followers.setdefault(spillover.source_cell, set()).add(spillover.target_cell)
    by_driver: dict[str, set[str]] = {}
    for effect in dossier.driver_effects:
        by_driver.setdefault(effect.driver_id, set()).add(effect.cell_id)
    acted_on: dict[str, set[str]] = {}
    for row in dossier.recommendation_effects:
        acted_on.setdefault(row.recommendation_id, set()).add(row.cell_id)
    for damping in dossier.dampings:
        cells = by_driver.get(damping.driver_id, set())
        acted_on.setdefault(damping.recommendation_id, set()).update(cells)
    return sum(len(_with_followers(cells, followers)) for cells in acted_on.values())


def _with_followers(cells: Iterable[str], followers: Mapping[str, set[str]]) -> set[str]:
    reached = set(cells)
    frontier = set(reached)
    while frontier:
        frontier = set().union(*(followers.get(cell, set()) for cell in frontier)) - reached
        reached |= frontier
    return reached
