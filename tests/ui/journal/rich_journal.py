"""A journal of many kinds of edits by two persons over some days, made by a real session."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from equipoise.dossier.deletion import delete
from equipoise.dossier.dossier import Dossier
from equipoise.dossier.judgment import Judgment
from equipoise.editing import edits, scenario_edits
from equipoise.editing.session import Session
from equipoise.person import Person, remember_person
from equipoise.store.dossier_file import DossierFile
from equipoise.store.journal import Edit, JournalEntry, new_edit
from equipoise.store.shipped import shipped_dossier

ADLER = Person("Ruth Adler", "Middle East desk")
BERG = Person("Jonas Berg", "Embassy")
FIRST_DAY = datetime(2026, 3, 2, 8, 30, tzinfo=UTC)
MERGE = "Merge with the copy of the embassy"


def rich_journal(path: Path) -> DossierFile:
    """An open file whose journal tells of fields, rows, order, undo, redo, notes and a merge."""
    dossier = shipped_dossier()
    with DossierFile.create(path, dossier) as file:
        session = Session(file.dossier, file)
        session.refused.connect(_stop)
        _edit(session, dossier)
        noted = next(e for e in file.edits() if e.action.startswith("Level of "))
        file.annotate(noted.id, "Talks of 3 March: the other side is ready to sign.")
        after, made = file.dossier, file.edits()
    path.unlink()
    return DossierFile.create(path, after, edits=_spread(list(reversed(made))))


def _stop(refusal: str) -> None:
    raise AssertionError(refusal)


def _edit(session: Session, dossier: Dossier) -> None:
    cell, driver = dossier.cells[0].id, dossier.drivers[0]
    remember_person(ADLER)
    name = dossier.name_of("cells", cell)
    for label, make in (
        (f"Level of {name}", lambda d: _level(d, cell, Judgment(45, 58, 70, 80))),
        ("Horizon", lambda d: edits.set_setting(d, "horizon", 48)),
        ("Title", lambda d: edits.set_setting(d, "title", f"{dossier.settings.title} (draft)")),
    ):
        session.attempt(label, make)
    session.undo_stack.undo()
    session.undo_stack.redo()
    session.undo_stack.undo()
    text = f"{driver.description} Seen again in February, and on a larger scale."
    session.attempt(
        f"Description of {driver.name}",
        lambda d: edits.set_field(d, "drivers", driver.id, "description", text),
    )
    remember_person(BERG)
    session.attempt(
        "Add driver",
        lambda d: edits.add_row(d, "drivers", 0, {"name": "Port strike", "kind": "external"}, "ps"),
    )
    first = dossier.scenarios[0].id
    session.attempt(
        "New scenario",
        lambda d: scenario_edits.new_scenario(d, "Quiet summer", first, "quiet"),
    )
    for percent in (10.0, 5.0, 12.0):
        recommendation = dossier.recommendations[0].id
        session.attempt(
            f"Weight of {dossier.recommendations[0].name}",
            lambda d, p=percent, r=recommendation: edits.set_field(
                d, "weights", f"{first}/{r}", "percent", p
            ),
        )
    gone = dossier.goals[-1]
    session.attempt("Remove goal", lambda d: delete(d, "goals", [gone.id], with_referring=True))
    session.attempt("Order of aspects", lambda d: d.with_table("aspects", reversed(d.aspects)))
    session.attempt(
        MERGE,
        lambda d: edits.set_field(d, "aspects", d.aspects[0].id, "name", "Trade and transit"),
        taken_in=_of_the_embassy(session.dossier),
    )
    remember_person(ADLER)
    session.attempt("Seed", lambda d: edits.set_setting(d, "seed", 4711))


def _level(dossier: Dossier, cell_id: str, level: Judgment) -> Dossier:
    return edits.set_field(dossier, "cells", cell_id, "level", level)


def _of_the_embassy(dossier: Dossier) -> list[Edit]:
    aspect = dossier.aspects[0]
    entry = JournalEntry(
        "aspects", aspect.id, aspect.name, "name", aspect.name, "Trade and transit"
    )
    edit = new_edit(BERG, f"Name of {aspect.name}")
    return [replace(edit, when=FIRST_DAY + timedelta(days=3, hours=2), entries=(entry,))]


def _spread(made: list[Edit]) -> list[Edit]:
    """The edits over six days, in the order in which they were made."""
    when, spread = FIRST_DAY, []
    for number, edit in enumerate(made):
        when += timedelta(hours=17 if number % 5 == 4 else 0, minutes=11, seconds=7)
        spread.append(edit if edit.taken_in_by else replace(edit, when=when))
    return spread
