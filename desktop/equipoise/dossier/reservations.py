"""Reservations: the dossier as the dissenter sees it, and why a reservation may be without effect.

A reservation does not change the dossier, and the sums that hold across its rows (damping) are not
checked for it: a dissent must not keep others from judging. It has effect only while the dossier
would be in order with the dissenter's value.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from equipoise.dossier.dossier import TABLES, Dossier
from equipoise.dossier.rows import Reservation
from equipoise.dossier.validation import problems_of


def under_reservation(
    dossier: Dossier, scenario_id: str, reservation: Reservation
) -> Dossier | None:
    """The dossier with the dissenter's value; None while the reservation is without effect.

    The value takes the place of the dossier's own judgment and, where the scenario (`scenario_id`,
    "" for none) overrides that, of the override as well. The dissenter wins, because the figure
    that the reservation is a footnote to was computed with the override: a value that lost to it
    would change nothing. Overrides of other scenarios stay. A cell leaves its posture term.
    """
    if dossier.find(reservation.table, reservation.row_id) is None:
        return None
    seen = _seen(dossier, scenario_id, reservation)
    return None if any(problems_of(seen)) else seen


def without_effect(dossier: Dossier, scenario_id: str, reservation: Reservation) -> str:
    """Why a reservation has no effect in a scenario now, in plain words; empty if it has."""
    if dossier.find(reservation.table, reservation.row_id) is None:
        name = reservation.remembered or reservation.row_id
        what = TABLES[reservation.table].one
        return (
            f"The reservation of {reservation.person} about the {what} “{name}” has no effect: "
            "that row was deleted."
        )
    problem = next(problems_of(_seen(dossier, scenario_id, reservation)), None)
    if problem is None:
        return ""
    return (
        f"The reservation of {reservation.person} has no effect, because with this value the "
        f"dossier would not be in order. {problem}"
    )


def _seen(dossier: Dossier, scenario_id: str, reservation: Reservation) -> Dossier:
    row = dossier.get(reservation.table, reservation.row_id)
    changed: dict[str, Any] = {reservation.field: reservation.judgment}
    seen = dossier.with_row(reservation.table, replace(row, **changed))
    place = (reservation.table, reservation.row_id, reservation.field)
    for override in dossier.overrides_of(scenario_id):
        if (override.table, override.row_id, override.field) == place:
            seen = seen.with_row("overrides", replace(override, judgment=reservation.judgment))
    return seen
