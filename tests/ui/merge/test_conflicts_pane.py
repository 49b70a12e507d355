"""The pane of open conflicts: both alternatives, authors, choices that can be undone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from equipoise.dossier.judgment import Judgment
from equipoise.dossier.rows import Conflict
from equipoise.editing.edits import set_field, set_weights
from equipoise.editing.session import Session
from equipoise.ui.merge.conflicts_pane import ConflictsPane


@pytest.fixture
def pane(qtbot, session: Session) -> ConflictsPane:
    made = ConflictsPane(session)
    qtbot.addWidget(made)
    made.resize(1180, 620)
    with qtbot.waitExposed(made):
        made.show()
    return made


def place_of(pane: ConflictsPane, session: Session, field: str) -> int:
    return [conflict.field for conflict in session.dossier.conflicts].index(field)


def first_driver(session: Session):
    return session.dossier.drivers[0]


def test_every_conflict_has_a_line_and_both_alternatives_with_author_and_date(
    pane: ConflictsPane, session: Session
) -> None:
    assert pane.heading.text() == "4 conflicts wait for a choice"
    assert pane.table.rowCount() == 4
    pane.table.selectRow(place_of(pane, session, "description"))
    assert pane.kept.value.toPlainText() == "Seen from here it is slow.\nVery."
    assert pane.other.value.toPlainText() == "Seen from there it is <i>fast</i>."
    assert pane.kept.signed.text().startswith("Anna Weiss (Desk), 2026-05-01")
    assert pane.other.signed.text().startswith("Bela <b>Kiss</b> (Embassy), 2026-05-02")
    assert pane.other.signed.textFormat() == Qt.TextFormat.PlainText
    assert "Both copies changed it." in pane.reason.text()


def test_taking_the_other_is_one_step_that_can_be_undone(
    qtbot, pane: ConflictsPane, session: Session
) -> None:
    before = session.dossier
    pane.table.selectRow(place_of(pane, session, "likelihood"))
    qtbot.mouseClick(pane.take_button, Qt.MouseButton.LeftButton)
    assert first_driver(session).likelihood == Judgment(60, 70, 80, 90)
    assert pane.table.rowCount() == 3
    name = first_driver(session).name
    assert session.undo_stack.undoText() == f"Take the other: {name}, Likelihood"
    session.undo_stack.undo()
    assert session.dossier == before
    assert pane.table.rowCount() == 4


def test_keeping_removes_the_conflict_and_changes_nothing_else(
    qtbot, pane: ConflictsPane, session: Session
) -> None:
    pane.table.selectRow(place_of(pane, session, "likelihood"))
    qtbot.mouseClick(pane.keep_button, Qt.MouseButton.LeftButton)
    assert first_driver(session).likelihood == Judgment(10, 20, 30)
    assert len(session.dossier.conflicts) == 3


def test_a_deletion_of_the_other_copy_can_be_carried_out(
    pane: ConflictsPane, session: Session
) -> None:
    row = place_of(pane, session, "")
    driver = session.dossier.conflicts[row].row_id
    pane.table.selectRow(row)
    assert pane.other.value.toPlainText() == "No such row"
    pane.choose("other")
    assert session.dossier.find("drivers", driver) is None


def test_a_choice_that_does_not_fit_is_refused_in_plain_words(
    qtbot, pane: ConflictsPane, session: Session
) -> None:
    pane.table.selectRow(place_of(pane, session, "percent"))
    with qtbot.waitSignal(session.refused) as refusal:
        pane.choose("other")
    assert "more than the whole effort" in refusal.args[0]
    assert len(session.dossier.conflicts) == 4


def test_several_conflicts_are_settled_at_once(
    qtbot, pane: ConflictsPane, session: Session
) -> None:
    first = session.dossier.recommendations[0].id
    session.attempt("Make room", lambda d: set_weights(d, "balanced", {first: 10.0}))
    pane.table.selectAll()
    assert pane.take_button.text() == "&Take the other for 4"
    qtbot.mouseClick(pane.take_button, Qt.MouseButton.LeftButton)
    assert session.dossier.conflicts == ()
    assert pane.heading.text().startswith("No conflicts")
    assert not pane.splitter.isVisible()
    session.undo_stack.undo()
    assert pane.splitter.isVisible()


def test_what_was_edited_since_is_shown_and_said(pane: ConflictsPane, session: Session) -> None:
    pane.table.selectRow(place_of(pane, session, "description"))
    driver = first_driver(session).id
    session.attempt("Describe", lambda d: set_field(d, "drivers", driver, "description", "New"))
    assert pane.kept.value.toPlainText() == "New"
    assert "edited since" in pane.kept.signed.text()


def test_enter_goes_to_the_row_by_which_it_is_shown(
    qtbot, pane: ConflictsPane, session: Session
) -> None:
    pane.table.selectRow(place_of(pane, session, "percent"))
    recommendation = session.dossier.recommendations[-1].id
    with qtbot.waitSignal(pane.go_to) as asked:
        qtbot.keyClick(pane.table, Qt.Key.Key_Return)
    assert asked.args == ["recommendations", recommendation]
    pane.table.selectRow(place_of(pane, session, "likelihood"))
    with qtbot.waitSignal(pane.go_to) as asked:
        qtbot.mouseClick(pane.go_button, Qt.MouseButton.LeftButton)
    assert asked.args == ["drivers", first_driver(session).id]


def test_a_conflict_about_a_row_that_is_gone_can_only_be_kept(
    qtbot, pane: ConflictsPane, session: Session
) -> None:
    lost = Conflict("x", "planets", "mars", "mass", "Mars", '"1"', other='"2"')
    session.attempt("Add", lambda d: d.with_table("conflicts", [lost]))
    assert not pane.go_button.isEnabled()
    with qtbot.waitSignal(session.refused):
        pane.choose("other")
    pane.choose("kept")
    assert session.dossier.conflicts == ()


def test_a_hidden_pane_catches_up_when_it_is_shown(
    qtbot, pane: ConflictsPane, session: Session
) -> None:
    pane.hide()
    session.attempt("Settle", lambda d: d.with_table("conflicts", d.conflicts[:1]))
    assert pane.table.rowCount() == 4
    with qtbot.waitExposed(pane):
        pane.show()
    assert pane.table.rowCount() == 1
    assert pane.heading.text() == "1 conflict waits for a choice"
