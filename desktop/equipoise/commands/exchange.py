"""Files: a new dossier, its JSON form and the schema of that."""

from __future__ import annotations

import argparse
import json
from datetime import date

from equipoise.commands.naming import read_dossier
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
