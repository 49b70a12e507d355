"""Exchanging a dossier with others: merge, send, release."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from equipoise.commands.naming import row_named, scenario_named
from equipoise.commands.unlocking import contents_of_file, opened, tell_of_export, unlocked
from equipoise.dossier.dossier import Dossier

if TYPE_CHECKING:
    from equipoise.dossier.merging.merge import Merged
    from equipoise.dossier.release import Release
    from equipoise.store.dossier_file import DossierFile
    from equipoise.store.journal import Edit


def merge(options: argparse.Namespace) -> None:
    """Merge another copy, or what was sent, into a dossier file; conflicts wait in it."""
    other: Path = options.other
    with opened(options) as file:
        merged, edits = _merged(file, other, options)
        _tell(merged, file.dossier)
        if options.dry_run:
            return
        action = f"Merge {other.name}"
        file.save(file.dossier, merged.dossier, action, taken_in=edits)
        if not file.protected:
            tell_of_export(options, options.file)


def _merged(
    file: DossierFile, other: Path, options: argparse.Namespace
) -> tuple[Merged, tuple[Edit, ...]]:
    from equipoise.dossier.merging.merge import merge as brought_together
    from equipoise.store import open_files
    from equipoise.store.meeting import meet
    from equipoise.store.parcels import meet_parcel, read_parcel
    from equipoise.store.reading import contents_of

    open_files.refuse_open(other)
    if _is_text(other):
        return meet_parcel(file.dossier, file.contents(), read_parcel(other)), ()
    theirs = unlocked(other, options, lambda key: contents_of(other, key or file.key))
    meeting = meet(file.contents(), theirs, other)
    merged = brought_together(meeting.base, file.dossier, meeting.theirs, meeting.authors)
    return merged, meeting.to_take_in


def _is_text(path: Path) -> bool:
    if not path.is_file():
        return False
    try:
        with path.open("rb") as file:
            return file.read(1) == b"{"
    except OSError:
        return False


def _tell(merged: Merged, before: Dossier) -> None:
    from equipoise.dossier.difference_words import lines

    for line in lines(before, merged.dossier):
        if line.table != "conflicts":
            where = ", ".join(part for part in (line.table_name, line.row_name) if part)
            field = f", {line.field_label}" if line.field_label else ""
            print(f"{where}{field}: {line.old or '–'} → {line.new or '–'}")
    for conflict in merged.conflicts:
        where = ", ".join(part for part in (conflict.row_name, conflict.field) if part)
        print(f"CONFLICT  {where}: kept {conflict.kept or '–'}, other {conflict.other or '–'} ")
    for note in merged.notes:
        print(f"note: {note}")
    print(f"{len(merged.taken)} changes taken in, {len(merged.conflicts)} conflicts.")


def send(options: argparse.Namespace) -> None:
    """Write a scenario as a small file."""
    from equipoise.dossier.parcel import parcel_of_scenario
    from equipoise.person import current_person
    from equipoise.store.parcels import write_parcel

    contents = contents_of_file(options)
    scenario_id = scenario_named(contents.dossier, options.scenario)
    if scenario_id is None:
        raise ValueError("there is no scenario to send")
    past = [edit.id for edit in reversed(contents.edits)]
    parcel = parcel_of_scenario(
        contents.dossier,
        scenario_id,
        sender=current_person(),
        sent=datetime.now(UTC).isoformat(timespec="seconds"),
        origin=contents.edits[0].id,
        head=past[0],
        past=past[1:],
    )
    write_parcel(parcel, options.output)
    tell_of_export(options)


def release(options: argparse.Namespace) -> None:
    """Write a copy that holds what is at or below a handling mark only, and print what is gone."""
    from equipoise.dossier.release import release as released
    from equipoise.store.released import write_release

    dossier = contents_of_file(options).dossier
    found = released(dossier, row_named(dossier, "marks", options.at_or_below).id)
    for left in found.left_out:
        print(f"left out: {left.name} ({left.mark}): {left.why}")
    for mention in found.mentions:
        print(f"STILL NAMED: {', '.join(mention.names)} in {mention.row}, {mention.field}")
    for name, before, after in _outcomes(dossier, found):
        print(f"{name}: {before} → {after} that all goals hold, computed from judgments")
    write_release(found.dossier, options.output, overwrite=False)
    print(f"{len(found.left_out)} left out, {len(found.mentions)} texts to read before it leaves.")
    tell_of_export(options)


def _outcomes(dossier: Dossier, found: Release) -> list[tuple[str, str, str]]:
    """For each scenario that stays, the probability of all goals before and after."""
    from equipoise.dossier.yardsticks import percent_text
    from equipoise.projection.model import ProjectionModel

    said: list[tuple[str, str, str]] = []
    for scenario in found.dossier.scenarios:
        words: list[str] = []
        for state in (dossier, found.dossier):
            if state.gaps():
                words.append("nothing to project")
                continue
            projection = ProjectionModel(state, scenario.id).project(state.weights_of(scenario.id))
            held = projection.all_goals
            words.append("no goal" if held is None else percent_text(held))
        said.append((scenario.name, words[0], words[1]))
    return said
