"""The projected outcome of one scenario, or of weights given on the command line."""

from __future__ import annotations

import argparse
import json
from collections.abc import Collection, Iterator

from equipoise.commands.naming import read_dossier, scenario_named
from equipoise.dossier.dossier import Dossier
from equipoise.dossier.fields import specifications
from equipoise.dossier.rows import Settings
from equipoise.dossier.validation import value_problem


def parse_weights(dossier: Dossier, text: str) -> dict[str, float]:
    """Weights written as NAME=PERCENT,NAME=PERCENT; names may hold commas and equals signs.

    Raises ValueError naming the faulty part.
    """
    by_name = {r.name.strip().casefold(): r.id for r in dossier.recommendations}
    weights: dict[str, float] = {}
    for part in _parts(text, by_name):
        name, equals, number = part.rpartition("=")
        identifier = by_name.get(name.strip().casefold())
        if not equals or identifier is None:
            names = ", ".join(f"“{r.name}”" for r in dossier.recommendations)
            raise ValueError(f"weights, “{part}”: names no recommendation; there are: {names}")
        if identifier in weights:
            raise ValueError(f"weights, “{name.strip()}”: is given twice")
        try:
            percent = float(number)
        except ValueError:
            raise ValueError(f"weights, “{name.strip()}”: “{number}” is not a number") from None
        if not 0 <= percent <= 100:
            raise ValueError(f"weights, “{name.strip()}”: {number} % lies outside 0–100 %")
        weights[identifier] = percent
    if sum(weights.values()) > 100 + 1e-6:
        raise ValueError(f"weights: add up to {sum(weights.values()):g} %, more than 100 %")
    return weights


def _parts(text: str, known: Collection[str]) -> Iterator[str]:
    """The parts between commas; a comma inside a known name separates nothing."""
    pieces = text.split(",")
    while pieces:
        joined = [",".join(pieces[:n]).strip() for n in range(1, len(pieces) + 1)]
        split = [part.rpartition("=") for part in joined]
        whole = [name.strip().casefold() in known and "," not in end for name, _, end in split]
        count = max((n for n, fits in enumerate(whole, start=1) if fits), default=1)
        if joined[count - 1]:
            yield joined[count - 1]
        del pieces[:count]


def _check_setting(field: str, value: int | None) -> None:
    if value is not None:
        spec = specifications(Settings)[field]
        fault = value_problem(spec, value)
        if fault:
            raise ValueError(f"{spec.label}: {fault}")


def project(options: argparse.Namespace) -> None:
    """Print the projected outcome."""
    from equipoise.projection.model import ProjectionModel

    for field, value in (
        ("draws", options.draws),
        ("seed", options.seed),
        ("horizon", options.months),
    ):
        _check_setting(field, value)
    dossier = read_dossier(options)
    scenario_id = scenario_named(dossier, options.scenario)
    if options.weights is not None:
        weights = parse_weights(dossier, options.weights)
        scenario_id = scenario_id if options.scenario is not None else None
    else:
        weights = dossier.weights_of(scenario_id) if scenario_id else {}
    model = ProjectionModel(
        dossier, scenario_id, draws=options.draws, seed=options.seed, months=options.months
    )
    from equipoise.projection.report import as_json, as_text

    projection = model.project(weights)
    if options.json:
        print(json.dumps(as_json(dossier, projection), ensure_ascii=False, allow_nan=False))
    else:
        print(as_text(dossier, projection))
