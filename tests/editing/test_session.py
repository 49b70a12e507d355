"""Edits, undo, gestures, refusals and saving, with a real dossier file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from equipoise.dossier.dossier import Dossier
from equipoise.dossier.judgment import Judgment
from equipoise.editing import edits
from equipoise.editing.session import Session
from equipoise.person import Person
from equipoise.store.dossier_file import DossierFile
from equipoise.store.errors import SaveFailed
from equipoise.store.journal import new_edit
from equipoise.store.shipped import shipped_dossier

CELL = "economic-ties/west"


@pytest.fixture
def file(tmp_path: Path) -> Iterator[DossierFile]:
    with DossierFile.create(tmp_path / "a.equipoise", shipped_dossier()) as opened:
        yield opened


@pytest.fixture
def session(file: DossierFile, qtbot: QtBot) -> Session:
    return Session(file.dossier, file)


def importance(session: Session) -> float:
    return float(session.dossier.get("cells", CELL).importance)


def set_importance(session: Session, value: float, gesture: int | None = None) -> bool:
    return session.attempt(
        "Importance", lambda d: edits.set_field(d, "cells", CELL, "importance", value), gesture
    )


def test_an_edit_is_saved_at_once_with_its_journal_row(session: Session, file: DossierFile) -> None:
    before = importance(session)
    assert set_importance(session, 9.0)
    assert session.all_saved
    assert file.dossier == session.dossier
    edit = file.edits(1)[0]
    (entry,) = edit.entries
    assert (edit.action, entry.field) == ("Importance", "importance")
    assert (entry.old, entry.new) == (before, 9.0)


def test_undo_and_redo_travel_the_same_road(session: Session, file: DossierFile) -> None:
    before = session.dossier
    set_importance(session, 9.0)
    session.undo_stack.undo()
    assert session.dossier == before == file.dossier
    session.undo_stack.redo()
    assert importance(session) == 9.0
    assert file.dossier == session.dossier
    redone, undone, done = file.edits(3)
    assert [e.action for e in (redone, undone, done)] == [
        "Redo: Importance",
        "Undo: Importance",
        "Importance",
    ]
    assert (done.kind, done.of) == ("edit", "")
    assert (undone.kind, undone.of) == ("undo", done.id)
    assert (redone.kind, redone.of) == ("redo", done.id)


def test_a_gesture_is_one_undo_step_and_one_journal_entry(
    session: Session, file: DossierFile
) -> None:
    before = importance(session)
    entries = len(file.edits())
    gesture = session.begin_gesture()
    for value in (4.0, 5.0, 6.0):
        set_importance(session, value, gesture)
    assert len(file.edits()) == entries
    session.end_gesture("Importance")
    assert len(file.edits()) == entries + 1
    assert session.undo_stack.count() == 1
    session.undo_stack.undo()
    assert importance(session) == before


def test_gestures_minutes_apart_stay_apart(session: Session) -> None:
    for value in (4.0, 5.0):
        gesture = session.begin_gesture()
        set_importance(session, value, gesture)
        session.end_gesture("Importance")
    session.undo_stack.undo()
    assert importance(session) == 4.0


def test_a_gesture_that_comes_back_leaves_no_step(session: Session) -> None:
    before = importance(session)
    gesture = session.begin_gesture()
    set_importance(session, 8.0, gesture)
    set_importance(session, before, gesture)
    session.end_gesture("Importance")
    assert not session.undo_stack.canUndo()


def test_an_invalid_edit_is_refused_plainly_and_changes_nothing(
    session: Session, file: DossierFile, qtbot: QtBot
) -> None:
    before = session.dossier
    with qtbot.waitSignal(session.refused) as told:
        assert not session.attempt(
            "Level",
            lambda d: edits.set_field(d, "cells", CELL, "level", Judgment(90, 95, 120)),
        )
    assert told.args == ["Cells, “Economic Ties / West”, Level: high 120 lies outside 0–100 points"]
    assert session.dossier is before
    assert file.dossier == before
    assert not session.undo_stack.canUndo()


def test_what_cannot_be_saved_is_kept_told_and_saved_with_the_next_edit(
    session: Session, file: DossierFile, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(before: Dossier, after: Dossier, action: str, **_: object) -> str:
        raise SaveFailed(file.path, "the disk is full", "Free some room")

    saved = file.dossier
    monkeypatch.setattr(file, "save", full)
    with qtbot.waitSignals([session.refused, session.saved_changed]):
        set_importance(session, 9.0)
    assert importance(session) == 9.0
    assert not session.all_saved
    assert file.dossier == saved
    monkeypatch.undo()
    set_importance(session, 8.0)
    assert session.all_saved
    assert file.dossier.get("cells", CELL).importance == 8.0


def test_read_only_refuses_edits(tmp_path: Path, qtbot: QtBot) -> None:
    DossierFile.create(tmp_path / "b.equipoise", shipped_dossier()).close()
    with DossierFile.open(tmp_path / "b.equipoise", read_only=True) as file:
        session = Session(file.dossier, file)
        with qtbot.waitSignal(session.refused):
            assert not set_importance(session, 9.0)


def test_a_deleted_scenario_gives_way_to_the_first(session: Session, qtbot: QtBot) -> None:
    session.show_scenario("moscow-first")
    from equipoise.dossier.deletion import delete

    with qtbot.waitSignal(session.scenario_changed):
        session.attempt("Delete", lambda d: delete(d, "scenarios", ["moscow-first"]))
    assert session.scenario_id == session.dossier.scenarios[0].id


@pytest.fixture
def disk_full(file: DossierFile) -> Iterator[pytest.MonkeyPatch]:
    """Nothing can be saved until it is undone."""

    def full(before: Dossier, after: Dossier, action: str, **_: object) -> str:
        raise SaveFailed(file.path, "the disk is full", "Free some room")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(file, "save", full)
        yield patch


def test_undoing_what_could_not_be_saved_is_told_as_saved(
    session: Session, disk_full: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    set_importance(session, 9.0)
    with qtbot.waitSignal(session.saved_changed) as told:
        session.undo_stack.undo()
    assert told.args == [True]
    assert session.all_saved


def test_edits_that_had_to_wait_are_edits_of_their_own_in_the_journal(
    session: Session, file: DossierFile, disk_full: pytest.MonkeyPatch
) -> None:
    set_importance(session, 9.0)
    session.attempt("Title", lambda d: edits.set_setting(d, "title", "Later"))
    disk_full.undo()
    session.save_again()
    assert session.all_saved
    assert [e.action for e in file.edits(2)] == ["Title", "Importance"]
    session.undo_stack.undo()
    undone, done = file.edits(2)
    assert (undone.kind, undone.of) == ("undo", done.id)


def test_a_merge_undone_before_it_could_be_saved_took_nothing_in(
    session: Session, file: DossierFile, disk_full: pytest.MonkeyPatch
) -> None:
    brought = new_edit(Person("A. Berg"), "Note")
    session.attempt("Merge", lambda d: edits.set_setting(d, "title", "Merged"), taken_in=[brought])
    session.undo_stack.undo()
    disk_full.undo()
    set_importance(session, 9.0)
    assert [e.action for e in file.edits() if e.taken_in_by] == []
    session.undo_stack.undo()
    assert session.dossier.settings.title == shipped_dossier().settings.title


def test_a_merge_undone_and_redone_before_it_could_be_saved_takes_in_what_it_brings(
    session: Session, file: DossierFile, disk_full: pytest.MonkeyPatch
) -> None:
    brought = new_edit(Person("A. Berg"), "Note")
    session.attempt("Merge", lambda d: edits.set_setting(d, "title", "Merged"), taken_in=[brought])
    session.undo_stack.undo()
    disk_full.undo()
    session.undo_stack.redo()
    (merge,) = (e for e in file.edits() if e.action == "Merge")
    assert [e.taken_in_by for e in file.edits() if e.id == brought.id] == [merge.id]
    session.undo_stack.undo()
    assert file.edits(1)[0].of == merge.id


def test_an_edit_beside_a_gesture_ends_it(session: Session, file: DossierFile) -> None:
    gesture = session.begin_gesture()
    set_importance(session, 9.0, gesture)
    session.attempt("Title", lambda d: edits.set_setting(d, "title", "Beside"))
    assert not session.in_gesture
    assert [e.action for e in file.edits(2)] == ["Title", "Importance"]


def test_undo_in_a_gesture_ends_it(session: Session, file: DossierFile) -> None:
    before = session.dossier
    set_importance(session, 9.0, session.begin_gesture())
    session.undo_stack.undo()
    assert not session.in_gesture
    assert file.dossier == session.dossier == before
