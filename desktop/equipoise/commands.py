"""The commands without a window, for scripts and tests."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from equipoise.dossier.dossier import Dossier
from equipoise.dossier.fields import specifications
from equipoise.dossier.json_schema import json_schema
from equipoise.dossier.rows import Settings
from equipoise.dossier.starting import started
from equipoise.dossier.validation import value_problem
from equipoise.files import WORKED, templates

Command = Callable[[argparse.Namespace], None]


def run(arguments: Sequence[str]) -> int:
    """Run one command; returns the exit code (0 done, 1 the user's error, 2 wrong usage)."""
    options = _parser().parse_args(arguments)
    command: Command = options.command
    from equipoise.briefing.errors import BriefingError
    from equipoise.store.errors import StoreError

    try:
        command(options)
    except (StoreError, BriefingError, ValueError) as error:
        text = "; ".join(str(error).splitlines())
        file = str(getattr(options, "file", None) or "")
        where = f"{file}: " if file and file not in text else ""
        print(f"equipoise: {where}{text}", file=sys.stderr)
        return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="equipoise")
    commands = parser.add_subparsers(required=True)

    def add(name: str, command: Command, text: str) -> argparse.ArgumentParser:
        sub = commands.add_parser(name, help=text, description=text)
        sub.set_defaults(command=command)
        return sub

    new = add("new", _new, "Make a new dossier file from a template.")
    new.add_argument("file", type=Path, metavar="FILE")
    new.add_argument("--template", default="blank", metavar="NAME", help=", ".join(templates()))

    export = add("export", _export, "Write a dossier in its JSON form.")
    export.add_argument("file", type=Path, metavar="FILE")
    export.add_argument("-o", dest="output", type=Path, required=True, metavar="OUT.json")

    take_in = add("import", _import, "Make a dossier file from the JSON form.")
    take_in.add_argument("json", type=Path, metavar="IN.json")
    take_in.add_argument("-o", dest="output", type=Path, required=True, metavar="FILE")

    add("schema", _schema, "Print the JSON Schema of the JSON form.")

    brief = add("brief", _brief, "Write the briefing as PDF.")
    brief.add_argument("file", type=Path, metavar="FILE")
    brief.add_argument("-o", dest="output", type=Path, required=True, metavar="OUT.pdf")
    brief.add_argument("--scenario", metavar="NAME", help="default: the first")

    project = add("project", _project, "Print the projected outcome.")
    project.add_argument("file", type=Path, nargs="?", metavar="FILE", help="default: the shipped")
    project.add_argument("--scenario", metavar="NAME", help="its weights and forced drivers")
    project.add_argument("--weights", metavar="NAME=PERCENT,...", help="others get 0")
    project.add_argument("--draws", type=int, metavar="N")
    project.add_argument("--seed", type=int, metavar="S")
    project.add_argument("--months", type=int, metavar="T")
    project.add_argument("--json", action="store_true", help="print one JSON object")
    return parser


def read_dossier(path: Path | None) -> Dossier:
    """The dossier in a file, or the shipped one. Raises StoreError in plain words."""
    from equipoise.store.dossier_file import DossierFile
    from equipoise.store.shipped import shipped_dossier

    if path is None:
        return shipped_dossier()
    with DossierFile.open(path, read_only=True) as opened:
        return opened.dossier


def _new(options: argparse.Namespace) -> None:
    from equipoise.store.dossier_file import DossierFile
    from equipoise.store.exchange import import_json

    known = templates()
    if options.template not in known:
        raise ValueError(
            f"there is no template “{options.template}”; there are: {', '.join(known)}"
        )
    template = import_json(known[options.template])
    as_of = None if options.template == WORKED else date.today()
    DossierFile.create(options.file, started(template, as_of)).close()


def _export(options: argparse.Namespace) -> None:
    from equipoise.store.exchange import export_json

    export_json(read_dossier(options.file), options.output)


def _import(options: argparse.Namespace) -> None:
    from equipoise.store.dossier_file import DossierFile
    from equipoise.store.exchange import import_json

    DossierFile.create(options.output, import_json(options.json)).close()


def _schema(_: argparse.Namespace) -> None:
    print(json.dumps(json_schema(), indent=2, ensure_ascii=False))


def scenario_named(dossier: Dossier, name: str | None) -> str | None:
    """Identifier of the scenario of that name; of the first without a name; None if none exist.

    Raises ValueError, naming the scenarios there are.
    """
    if name is None:
        return dossier.scenarios[0].id if dossier.scenarios else None
    for scenario in dossier.scenarios:
        if scenario.name.casefold() == name.strip().casefold():
            return scenario.id
    names = ", ".join(f"“{s.name}”" for s in dossier.scenarios) or "none"
    raise ValueError(f"{dossier.settings.title}: there is no scenario “{name}”; there are: {names}")


def parse_weights(dossier: Dossier, text: str) -> dict[str, float]:
    """Weights written as NAME=PERCENT,NAME=PERCENT. Raises ValueError naming the faulty part."""
    by_name = {r.name.casefold(): r.id for r in dossier.recommendations}
    weights: dict[str, float] = {}
    for part in filter(None, (piece.strip() for piece in text.split(","))):
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


def _check_setting(field: str, value: int | None) -> None:
    if value is not None:
        spec = specifications(Settings)[field]
        fault = value_problem(spec, value)
        if fault:
            raise ValueError(f"{spec.label}: {fault}")


def _project(options: argparse.Namespace) -> None:
    from equipoise.projection.model import ProjectionModel

    for field, value in (
        ("draws", options.draws),
        ("seed", options.seed),
        ("horizon", options.months),
    ):
        _check_setting(field, value)
    dossier = read_dossier(options.file)
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


def _brief(options: argparse.Namespace) -> None:
    from equipoise.briefing.pdf import render_pdf
    from equipoise.briefing.produce import produce
    from equipoise.store.whole_file import write_whole

    dossier = read_dossier(options.file)
    scenario_id = scenario_named(dossier, options.scenario) or ""
    pdf = render_pdf(produce(dossier, scenario_id, date.today()))
    write_whole(options.output, pdf)
