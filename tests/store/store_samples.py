"""Dossiers for the store's tests."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

from equipoise.dossier.dossier import Dossier
from equipoise.dossier.judgment import Judgment
from equipoise.dossier.rows import (
    BriefingIssued,
    BriefingSection,
    BriefingText,
    Conflict,
    GoalSetAside,
    Linkage,
    Mark,
    NameAbroad,
    Override,
    Reservation,
    Source,
    Step,
)
from equipoise.dossier.validation import validated
from equipoise.store.dossier_file import DossierFile
from projection.sample_dossier import sample_dossier

AWKWARD = "Ünïcode עברית العربية 🙂\n'quoted' \"twice\"; DROP TABLE poles; --\t end <b>"


def rich_dossier() -> Dossier:
    """Rows in every table, awkward texts, long numbers, optional fields both full and empty."""
    dossier = sample_dossier()
    settings = replace(
        dossier.settings,
        setting=AWKWARD,
        ageing=False,
        yardstick="icd203",
        default_mark_id="open",
        authority=AWKWARD,
        author="A. Author",
        portion_marks=True,
    )
    cell = replace(
        dossier.get("cells", "arms/south"),
        level=Judgment(0.1, 100 / 3, 99.9, 66.6),
        note=AWKWARD,
        source_ids=("memo", "cable"),
        review_by=date(2031, 12, 31),
        mark_id="close",
    )
    memo = Source("memo", AWKWARD, AWKWARD, date(1999, 2, 28), "A", "1", "“quoted”")
    step = Step("last", "talks", "Say goodbye", AWKWARD, 1e-9, reversible=False)
    step = replace(step, after_step_id=dossier.steps[0].id)
    level = Judgment(10, 20, 30, 55.5)
    conflict = Conflict(
        "c1", "bands", "high", "name", AWKWARD, '"A"', "B (C)", "2026-01-02", "", "", "", AWKWARD
    )
    place = ("cells", "arms/south", "level")
    issued = BriefingIssued("b1", date(2026, 3, 2), "one-page", "en", "Judged", "0f" * 32, AWKWARD)
    return validated(
        replace(dossier, settings=settings)
        .with_row("sources", memo, 0)
        .with_row("cells", cell)
        .with_row("steps", step)
        .with_row("overrides", Override("judged", "cells", "arms/south", "level", level))
        .with_row("goals_set_aside", GoalSetAside("judged", dossier.goals[0].id))
        .with_row("linkages", Linkage("talks", "requires", "fair", 12.5, AWKWARD))
        .with_row("marks", Mark("open", "Open", 0, AWKWARD))
        .with_row("marks", Mark("close", "Close", 7))
        .with_row("conflicts", conflict)
        .with_row("reservations", Reservation("r1", "D. Senter", *place, level, AWKWARD))
        .with_row("briefing_texts", BriefingText("en", "goal:g/1", AWKWARD, "As computed.", "open"))
        .with_row("names_abroad", NameAbroad("n1", "Arms", "he", AWKWARD, False))
        .with_row("briefings_issued", issued)
        .with_row("briefing_sections", BriefingSection("full", "sources"))
        .with_row("briefing_sections", BriefingSection("full", "drivers", False))
    )


def retitled(dossier: Dossier, title: str) -> Dossier:
    """The dossier under another title."""
    return replace(dossier, settings=replace(dossier.settings, title=title))


def actions(file: DossierFile) -> list[str]:
    """What was done to a file, newest first, up to its beginning."""
    return [edit.action for edit in file.edits()]


def leave_cut_off_save(path: Path, folder: Path) -> Path:
    """A copy, in `folder`, of the rich dossier's file amid a save, with the journal of that save.

    So a killed program leaves them: pages are overwritten already, and the journal undoes them.
    """
    with DossierFile.create(path, rich_dossier()) as file:
        database = file._database
        database.execute("PRAGMA cache_size=1")
        database.execute("BEGIN")
        for key in ("sources", "goals", "steps", "poles", "bands"):
            database.execute(f'UPDATE "{key}" SET name = name || hex(zeroblob(9000))')
        for name in (path.name, f"{path.name}-journal"):
            # Another process copies: a second handle here would give up the lock.
            copy = "import shutil, sys; shutil.copy(*sys.argv[1:])"
            command = [sys.executable, "-c", copy, path.with_name(name), folder]
            subprocess.run(command, check=True, timeout=60)
        database.execute("ROLLBACK")
    assert (folder / path.name).read_bytes() != path.read_bytes()
    return folder / path.name
