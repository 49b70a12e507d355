"""Migration 1: the tables of the first release, in an empty file. Frozen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sqlite_utils import Database


def _judged(name: str) -> dict[str, type[Any]]:
    return {
        f"{name}_low": float,
        f"{name}_likely": float,
        f"{name}_high": float,
        f"{name}_confidence": float,
    }


_TABLES: dict[str, dict[str, type[Any]]] = {
    "settings": {
        "id": str,
        "title": str,
        "subject": str,
        "setting": str,
        "conclusion": str,
        "handling_mark": str,
        "as_of": str,
        "horizon": int,
        "seed": int,
        "draws": int,
        "trend_damping": float,
        "response_half_life": float,
        "noise_half_life": float,
        "diminishing_returns": float,
        "yardstick": str,
        "ageing": int,
    },
    "poles": {"id": str, "position": int, "name": str, "description": str},
    "terms": {
        "id": str,
        "position": int,
        "name": str,
        **_judged("level"),
        **_judged("drift"),
        "description": str,
    },
    "aspects": {
        "id": str,
        "position": int,
        "name": str,
        "considerations": str,
        "strand": str,
        "impact": str,
        "developments": str,
    },
    "cells": {
        "id": str,
        "position": int,
        "aspect_id": str,
        "pole_id": str,
        "term_id": str,
        **_judged("level"),
        **_judged("drift"),
        "importance": float,
        "volatility": float,
        "note": str,
        "source_ids": str,
        "review_by": str,
    },
    "spillovers": {
        "id": str,
        "position": int,
        "from_aspect_id": str,
        "from_pole_id": str,
        "to_aspect_id": str,
        "to_pole_id": str,
        "strength": float,
        "note": str,
        "source_ids": str,
    },
    "drivers": {
        "id": str,
        "position": int,
        "name": str,
        "kind": str,
        "description": str,
        "timing": str,
        **_judged("likelihood"),
        **_judged("onset"),
        "half_life": float,
        "source_ids": str,
        "review_by": str,
    },
    "driver_effects": {
        "id": str,
        "position": int,
        "driver_id": str,
        "aspect_id": str,
        "pole_id": str,
        **_judged("effect"),
    },
    "recommendations": {
        "id": str,
        "position": int,
        "name": str,
        "rationale": str,
        **_judged("lead_time"),
        **_judged("phase_in"),
        "source_ids": str,
        "review_by": str,
    },
    "steps": {
        "id": str,
        "position": int,
        "recommendation_id": str,
        "name": str,
        "owner": str,
        "share": float,
        **_judged("start"),
        **_judged("duration"),
        "status": str,
        "reversible": int,
    },
    "recommendation_effects": {
        "id": str,
        "position": int,
        "recommendation_id": str,
        "aspect_id": str,
        "pole_id": str,
        **_judged("effect"),
    },
    "dampings": {
        "id": str,
        "position": int,
        "recommendation_id": str,
        "driver_id": str,
        **_judged("share"),
    },
    "sources": {
        "id": str,
        "position": int,
        "name": str,
        "reference": str,
        "published": str,
        "reliability": str,
        "credibility": str,
        "note": str,
    },
    "bands": {"id": str, "position": int, "name": str, "lower": float},
    "goals": {
        "id": str,
        "position": int,
        "name": str,
        "kind": str,
        "aspect_id": str,
        "pole_id": str,
        "relation": str,
        "threshold": float,
        "time": str,
        "month": int,
        "accepted_risk": float,
    },
    "scenarios": {"id": str, "position": int, "name": str, "note": str},
    "weights": {
        "id": str,
        "position": int,
        "scenario_id": str,
        "recommendation_id": str,
        "percent": float,
    },
    "forcings": {
        "id": str,
        "position": int,
        "scenario_id": str,
        "driver_id": str,
        "state": str,
        "month": int,
    },
    "journal": {
        "id": int,
        "at": str,
        "action": str,
        "table_name": str,
        "row_id": str,
        "row_name": str,
        "field": str,
        "old": str,
        "new": str,
    },
}
_OPTIONAL: dict[str, set[str]] = {
    "cells": {*_judged("level"), *_judged("drift"), "review_by"},
    "drivers": {"review_by"},
    "recommendations": {"review_by"},
    "sources": {"published"},
    "journal": {"old", "new"},
}


def migrate(database: Database) -> None:
    """Make every table, its columns typed strictly, `id` as primary key."""
    for name, columns in _TABLES.items():
        required = [column for column in columns if column not in _OPTIONAL.get(name, ())]
        database.table(name).create(columns, pk="id", not_null=required, strict=True)
