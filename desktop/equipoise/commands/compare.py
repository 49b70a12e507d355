"""Several scenarios side by side."""

from __future__ import annotations

import argparse
import json

from equipoise.commands.naming import read_dossier, rows_in_list

FEWEST, MOST = 2, 6


def compare(options: argparse.Namespace) -> None:
    """Print two to six scenarios side by side, on the same draws."""
    dossier = read_dossier(options)
    scenarios = rows_in_list(dossier, "scenarios", options.scenarios)
    if not FEWEST <= len(scenarios) <= MOST:
        raise ValueError(
            f"name {FEWEST} to {MOST} scenarios to compare, with commas between; "
            f"{len(scenarios)} named"
        )
    from equipoise.insight.report import comparison_json, comparison_text
    from equipoise.projection.comparison import compare as compared

    comparison = compared(dossier, [scenario.id for scenario in scenarios])
    if options.json:
        told = comparison_json(dossier, comparison)
        print(json.dumps(told, ensure_ascii=False, allow_nan=False))
    else:
        print(comparison_text(dossier, comparison))
