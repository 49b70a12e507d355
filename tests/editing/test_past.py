"""After reopening, what can be undone and redone is what could be before."""

from __future__ import annotations

import tempfile
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication

from equipoise.dossier.difference import difference
from equipoise.dossier.dossier import Dossier
from equipoise.dossier.rows import Mark
from equipoise.editing import edits
from equipoise.editing.past import Undoable, undoable
from equipoise.editing.session import Session
from equipoise.person import Person
from equipoise.store.dossier_file import DossierFile
from equipoise.store.journal import Edit, JournalEntry, new_edit, with_entries
from projection.sample_dossier import sample_dossier

NOBODY = Person("N. N.")

_ACTIONS = st.lists(
    st.one_of(
        st.tuples(st.just("horizon"), st.integers(24, 26)),
        st.tuples(st.just("add"), st.integers(0, 3)),
        st.tuples(st.just("remove"), st.integers(0, 3)),
        st.tuples(st.just("turn"), st.just(0)),
        st.tuples(st.just("undo"), st.just(0)),
        st.tuples(st.just("redo"), st.just(0)),
        st.tuples(st.just("reopen"), st.just(0)),
    ),
    min_size=4,
    max_size=24,
)


def edited(dossier: Dossier, what: str, number: int) -> Dossier:
    if what == "horizon":
        return edits.set_setting(dossier, "horizon", number)
    if what == "turn":
        return dossier.with_table("marks", reversed(dossier.marks))
    if what == "add":
        return dossier.with_row("marks", Mark(f"m{number}", f"Mark {number}"), number // 2)
    return dossier.without("marks", [f"m{number}"])


class Told:
    """The undo stack as a list of states and a place in it: what the session should offer."""

    def __init__(self, dossier: Dossier) -> None:
        self.states = [dossier]
        self.texts: list[str] = []
        self.place = 0

    def edit(self, text: str, after: Dossier) -> None:
        if not difference(self.states[self.place], after):
            return
        self.states[self.place + 1 :] = [after]
        self.texts[self.place :] = [text]
        self.place += 1

    def move(self, by: int) -> None:
        self.place = min(max(self.place + by, 0), len(self.texts))

    def check(self, session: Session) -> None:
        """The same texts; and undone to the beginning and redone to the end, the same states."""
        stack = session.undo_stack
        assert [stack.text(i) for i in range(stack.count())] == self.texts
        assert stack.index() == self.place
        assert session.dossier == self.states[self.place]


def reopened(path: Path) -> tuple[DossierFile, Session]:
    file = DossierFile.open(path)
    session = Session(file.dossier, file)
    found = undoable(file.dossier, file.edits())
    session.remember_past(found.done, found.undone)
    return file, session


@settings(
    max_examples=30,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(_ACTIONS)
def test_a_reopened_dossier_offers_the_same_undo_and_redo(
    qapp: QApplication, actions: list[tuple[str, int]]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.equipoise"
        DossierFile.create(path, sample_dossier()).close()
        file, session = reopened(path)
        told = Told(file.dossier)
        for what, number in [*actions, ("reopen", 0)]:
            if what == "undo":
                session.undo_stack.undo()
                told.move(-1)
            elif what == "redo":
                session.undo_stack.redo()
                told.move(1)
            elif what == "reopen":
                file.close()
                file, session = reopened(path)
                told.check(session)
            else:
                text = f"{what} {number}"
                session.attempt(text, lambda d, w=what, n=number: edited(d, w, n))
                told.edit(text, edited(told.states[told.place], what, number))
            assert session.all_saved
        file.close()
        alone = Session(session.dossier, None)
        found = undoable(session.dossier, _journal(path))
        alone.remember_past(found.done, found.undone)
        for place in range(len(told.states)):
            alone.undo_stack.setIndex(place)
            assert alone.dossier == told.states[place]


def _journal(path: Path) -> list[Edit]:
    with DossierFile.open(path) as file:
        return file.edits()


# -- journals made by hand -----------------------------------------------------------------------


class Journal:
    """Edits of the horizon, newest last; `undo` goes to a value without saying what it undoes."""

    def __init__(self) -> None:
        self.dossier = sample_dossier()
        self.edits = [new_edit(NOBODY, "Begin")]

    def set(self, horizon: int, action: str, kind: str = "edit", **more: str) -> None:
        after = edits.set_setting(self.dossier, "horizon", horizon)
        found = difference(self.dossier, after)
        made = replace(new_edit(NOBODY, action, kind, ""), **more)
        self.edits.append(with_entries(made, self.dossier, after, found))
        self.dossier = after

    def undoable(self, most: int = 100) -> Undoable:
        return undoable(self.dossier, list(reversed(self.edits)), most)


def actions_of(found: Undoable) -> tuple[list[str], list[str]]:
    return [p.edit.action for p in found.done], [p.edit.action for p in found.undone]


def test_a_new_file_offers_nothing() -> None:
    assert Journal().undoable() == Undoable()


def test_one_undo_may_lead_back_over_several_steps() -> None:
    journal = Journal()
    for horizon in (10, 11, 12):
        journal.set(horizon, f"to {horizon}")
    journal.set(10, "Undo: to 11", "undo")
    assert actions_of(journal.undoable()) == (["to 10"], ["to 11", "to 12"])
    journal.set(11, "Redo: to 11", "redo")
    assert actions_of(journal.undoable()) == (["to 10", "to 11"], ["to 12"])
    journal.set(30, "to 30")
    assert actions_of(journal.undoable()) == (["to 10", "to 11", "to 30"], [])


def test_an_undo_of_what_was_never_saved_alone_is_a_step_itself() -> None:
    journal = Journal()
    journal.set(12, "two changes that were saved together")
    journal.set(11, "Undo: the second of them", "undo")
    found = journal.undoable()
    assert actions_of(found) == (
        ["two changes that were saved together", "Undo: the second of them"],
        [],
    )
    assert [p.before.settings.horizon for p in found.done] == [24, 12]


def test_edits_taken_in_from_another_copy_are_no_steps() -> None:
    journal = Journal()
    journal.set(12, "to 12")
    other = Journal()
    other.set(50, "theirs", taken_in_by="merge")
    journal.edits.append(other.edits[-1])
    journal.set(13, "Merge")
    assert actions_of(journal.undoable()) == (["to 12", "Merge"], [])


def test_where_the_journal_breaks_off_the_stack_begins() -> None:
    journal = Journal()
    journal.set(12, "to 12")
    gone = JournalEntry("marks", "never-was", "", "meaning", "a", "b")
    journal.edits.append(replace(new_edit(NOBODY, "spoilt"), entries=(gone,)))
    journal.set(13, "to 13")
    assert actions_of(journal.undoable()) == (["to 13"], [])


def test_the_latest_steps_are_kept_and_undo_does_not_shift_them() -> None:
    journal = Journal()
    for number in range(40):
        journal.set(20 + number, f"step {number}")
    for number in range(39, 29, -1):
        journal.set(19 + number, f"Undo: step {number}", "undo")
    done, undone = actions_of(journal.undoable(most=8))
    assert done == [f"step {number}" for number in range(22, 30)]
    assert undone == [f"step {number}" for number in range(30, 38)]


def test_a_long_journal_is_read_in_part_only() -> None:
    journal = Journal()
    for number in range(300):
        journal.set(20 + number % 50, f"step {number}")
    early = new_edit(NOBODY, "early")
    start = datetime(2020, 1, 1, tzinfo=UTC)
    many = [
        replace(
            early,
            when=start + timedelta(minutes=n),
            entries=(JournalEntry("settings", "settings", "", "seed", n, n + 1),),
        )
        for n in range(100_000)
    ]
    newest_first = [*reversed(journal.edits), *reversed(many)]
    begun = time.process_time()
    found = undoable(journal.dossier, newest_first)
    assert time.process_time() - begun < 1
    assert [p.edit.action for p in found.done] == [f"step {n}" for n in range(200, 300)]
    assert all(a.after == b.before for a, b in zip(found.done, found.done[1:], strict=False))
