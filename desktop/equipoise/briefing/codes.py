"""Codes: a letter and a position that lead from a printed figure to the rows it rests on.

A code names what a figure is about, not where it stands: the same figure has the same code in
every kind of briefing of the same dossier. Positions are those of the user's own order.
"""

from __future__ import annotations

from equipoise.dossier.dossier import Dossier

LETTERS = {
    "aspects": "A",
    "poles": "P",
    "cells": "C",
    "drivers": "D",
    "recommendations": "R",
    "steps": "T",
    "spillovers": "L",
    "dampings": "M",
    "sources": "S",
    "goals": "G",
    "scenarios": "V",
    "reservations": "N",
}
"""The letter of each table whose rows have codes."""

ALL_GOALS = "G0"
ALL_EFFORT = "R0"
ALL_DRIVERS = "D0"


def code_of(dossier: Dossier, table: str, row_id: str) -> str:
    """The code of a row: "D3" for the third driver; a cell's is "C2.1", by aspect and pole."""
    if table == "cells":
        aspect, pole = row_id.split("/")
        return f"C{_place(dossier, 'aspects', aspect)}.{_place(dossier, 'poles', pole)}"
    return f"{LETTERS[table]}{_place(dossier, table, row_id)}"


def index_code(dossier: Dossier, pole_id: str) -> str:
    """The code of a pole's index and of its bands: "X1" for the first pole."""
    return f"X{_place(dossier, 'poles', pole_id)}"


def _place(dossier: Dossier, table: str, row_id: str) -> int:
    return next((place for place, row in enumerate(dossier.table(table), 1) if row.id == row_id), 0)
