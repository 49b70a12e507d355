"""What would have to be true: weights, and judgments, that reach a goal."""

from __future__ import annotations

import argparse
import json
import math

from equipoise.commands.naming import read_dossier, row_named, rows_in_list, scenario_named


def parse_probability(text: str) -> float:
    """A probability in 0…1 from a probability (0.7) or percent (70 or 70%).

    A bare number up to 1 is a probability, as the JSON objects give them; above 1 it is percent.
    Raises ValueError in plain words.
    """
    number = text.strip()
    explicit = number.endswith("%")
    try:
        percent = float(number.removesuffix("%"))
    except ValueError:
        raise ValueError(f"probability: “{text}” is no number; write 70, 70% or 0.7") from None
    if not (math.isfinite(percent) and 0 <= percent <= 100):
        raise ValueError(f"probability: {text} lies outside 0–100 %")
    return percent if percent <= 1 and not explicit else percent / 100


def reach(options: argparse.Namespace) -> None:
    """Print the smallest change of weights that reaches a goal, and the judgments that would."""
    wanted = parse_probability(options.probability)
    dossier = read_dossier(options)
    goal = row_named(dossier, "goals", options.goal)
    scenario_id = scenario_named(dossier, options.scenario)
    if scenario_id is None:
        raise ValueError(f"{dossier.settings.title}: there is no scenario yet; add one first")
    locked = [row.id for row in rows_in_list(dossier, "recommendations", options.lock)]
    from equipoise.insight import reverse_search
    from equipoise.insight.report import reach_json, reach_text

    answer = reverse_search.reach(dossier, scenario_id, goal.id, wanted, locked=locked)
    shifts = None
    if not options.no_judgments:
        shifts = reverse_search.judgment_shifts(dossier, scenario_id, goal.id, wanted)
    if options.json:
        told = reach_json(dossier, scenario_id, goal, wanted=wanted, answer=answer, shifts=shifts)
        print(json.dumps(told, ensure_ascii=False, allow_nan=False))
    else:
        print(reach_text(dossier, scenario_id, goal, wanted=wanted, answer=answer, shifts=shifts))
