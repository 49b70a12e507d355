"""Files: a new dossier, its JSON form and the schema of that, the briefing."""

from __future__ import annotations

import argparse
import json
import sys
from datetime import date

from equipoise.commands.naming import read_dossier, scenario_named
from equipoise.commands.unlocking import tell_of_export
from equipoise.dossier.json_schema import json_schema
from equipoise.dossier.starting import started
from equipoise.files import WORKED, templates


def new(options: argparse.Namespace) -> None:
    """Make a new dossier file from a template."""
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


def export(options: argparse.Namespace) -> None:
    """Write a dossier in its JSON form."""
    from equipoise.store.exchange import export_json

    export_json(read_dossier(options), options.output)
    tell_of_export(options)


def take_in(options: argparse.Namespace) -> None:
    """Make a dossier file from the JSON form."""
    from equipoise.store.dossier_file import DossierFile
    from equipoise.store.exchange import import_json

    DossierFile.create(options.output, import_json(options.json)).close()


def schema(_: argparse.Namespace) -> None:
    """Print the JSON Schema of the JSON form."""
    print(json.dumps(json_schema(), indent=2, ensure_ascii=False))


def brief(options: argparse.Namespace) -> None:
    """Write the briefing in one of its formats."""
    from equipoise.briefing.formats import format_of, render
    from equipoise.briefing.produce import produce
    from equipoise.briefing.warnings import warnings_of
    from equipoise.store.whole_file import write_whole

    dossier = read_dossier(options)
    scenario_id = scenario_named(dossier, options.scenario) or ""
    document = produce(dossier, scenario_id, date.today(), options.language)
    form = options.format or format_of(options.output)
    write_whole(options.output, render(document, form))
    for warning in warnings_of(document, dossier, scenario_id):
        print(f"equipoise: {warning}", file=sys.stderr)
    tell_of_export(options)


def template(options: argparse.Namespace) -> None:
    """Copy the template of the briefings into a new folder, or check one."""
    from equipoise.briefing.template_copy import copy_template
    from equipoise.briefing.template_reading import read_template

    if options.output is not None:
        copy_template(options.output)
        return
    for warning in read_template(options.check).warnings:
        print(f"equipoise: {warning}", file=sys.stderr)
    print(f"{options.check}: nothing is wrong with it")
