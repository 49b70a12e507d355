"""Briefings without the window: written, issued, and their template."""

from __future__ import annotations

import argparse
import sys
from datetime import date
from typing import TYPE_CHECKING

from equipoise.commands.naming import read_dossier, rows_in_list, scenario_named
from equipoise.commands.unlocking import opened, tell_of_export

if TYPE_CHECKING:
    from equipoise.briefing.document import Document
    from equipoise.dossier.dossier import Dossier


def brief(options: argparse.Namespace) -> None:
    """Write a briefing in one of its formats; enter it as issued if that is asked for."""
    from equipoise.briefing.press.formats import format_of, render
    from equipoise.briefing.warnings import warnings_of
    from equipoise.store.whole_file import write_whole

    if options.issue:
        with opened(options) as file:
            document, scenario_id = _made(file.dossier, options)
            content = render(document, options.format or format_of(options.output))
            write_whole(options.output, content)
            file.save(file.dossier, _issued(file.dossier, document, scenario_id), "Issue briefing")
            dossier = file.dossier
    else:
        dossier = read_dossier(options)
        document, scenario_id = _made(dossier, options)
        write_whole(options.output, render(document, options.format or format_of(options.output)))
    for warning in warnings_of(document, dossier, scenario_id):
        print(f"equipoise: {warning}", file=sys.stderr)
    tell_of_export(options)


def _made(dossier: Dossier, options: argparse.Namespace) -> tuple[Document, str]:
    """The briefing that the options ask for, and the identifier of its scenario."""
    from equipoise.briefing.produce import produce
    from equipoise.briefing.request import Request
    from equipoise.briefing.template_folder.reading import read_template, standard_template

    scenario_id = scenario_named(dossier, options.scenario) or ""
    compared = tuple(row.id for row in rows_in_list(dossier, "scenarios", options.compare or ""))
    folder = options.template
    request = Request(
        date.today(),
        kind=options.kind,
        language=options.language,
        portion_marks=options.portion_marks,
        template=standard_template() if folder is None else read_template(folder),
    )
    return produce(dossier, scenario_id, request, compared), scenario_id


def _issued(dossier: Dossier, document: Document, scenario_id: str) -> Dossier:
    from equipoise.briefing.issuing import entry_of
    from equipoise.editing.briefing_edits import record_briefing

    return record_briefing(dossier, entry_of(document, dossier.name_of("scenarios", scenario_id)))


def template(options: argparse.Namespace) -> None:
    """Copy the template of the briefings into a new folder, or check one."""
    from equipoise.briefing.template_folder.copying import copy_template
    from equipoise.briefing.template_folder.reading import read_template

    if options.output is not None:
        copy_template(options.output)
        return
    for warning in read_template(options.check).warnings:
        print(f"equipoise: {warning}", file=sys.stderr)
    print(f"{options.check}: nothing is wrong with it")
