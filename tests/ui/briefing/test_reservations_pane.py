"""Reservations are entered, changed, explained and removed in their pane, each step undoable."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from equipoise.dossier.deletion import delete
from equipoise.dossier.judgment import Judgment
from equipoise.dossier.marks import PRESETS
from equipoise.dossier.reservations import without_effect
from equipoise.editing import briefing_edits, edits, mark_edits, scenario_edits
from equipoise.person import current_person
from equipoise.ui.briefing.reservations_pane import ReservationsPane
from equipoise.ui.rooms.details_form import DetailsForm
from equipoise.ui.rooms.field_access import own_fields
from equipoise.ui.scenarios.judged_inputs import judged_inputs

pytestmark = pytest.mark.qt_log_ignore("^This plugin does not support")

HOSTILE = '<img src="file:///etc/passwd"><b>bold</b>'
CELL = ("cells", "military-coordination/russia", "level")
LOW = Judgment(20, 30, 40, 70)


@pytest.fixture
def pane(qtbot, session) -> ReservationsPane:
    made = ReservationsPane(session)
    qtbot.addWidget(made)
    made.resize(300, 600)
    with qtbot.waitExposed(made):
        made.show()
    return made


def reserve(session, place=CELL, judgment=LOW, person="A. Doubter", **words) -> str:
    before = {row.id for row in session.dossier.reservations}
    assert session.attempt(
        "Reserve",
        lambda d: briefing_edits.add_reservation(d, person, place, judgment, **words),
    )
    (row_id,) = {row.id for row in session.dossier.reservations} - before
    return row_id


def shown(pane) -> list[str]:
    return [pane.listing.item(row).text() for row in range(pane.listing.count())]


def test_one_is_added_for_whoever_signs_and_undone(qtbot, pane, session) -> None:
    assert pane.hint.isVisible()
    chooser = pane.choose()
    assert chooser.listing.count() == len(list(judged_inputs(session.dossier)))
    chooser.search("military russia level")
    chooser.accept()
    (row,) = session.dossier.reservations
    assert row.person == str(current_person())
    assert (row.table, row.row_id, row.field) == CELL
    assert row.judgment == session.dossier.level_of(session.dossier.get(*CELL[:2]))
    assert "value in force" in pane.effect.text()
    assert not pane.hint.isVisible()
    session.undo_stack.undo()
    assert shown(pane) == []
    assert pane.form is None
    assert not pane.remove_button.isEnabled()


def test_value_reason_person_and_mark_are_edited_in_the_terms_of_the_field(pane, session) -> None:
    session.attempt("Marks", lambda d: mark_edits.load_preset(d, PRESETS["nato"]))
    row_id = reserve(session)
    form = pane.form
    other = Judgment(10, 20, 30, 60)
    form.editor("judgment").field.edited.emit(other, None)
    area = form.editor("reason").area
    area.setPlainText("Three sources say so.")
    line = form.editor("person").line
    line.selectAll()
    QTest.keyClicks(line, "B. Sure")
    pane.commit()
    box = form.editor("mark_id").box
    box.setCurrentIndex(1)
    box.activated.emit(1)
    row = session.dossier.get("reservations", row_id)
    assert (row.judgment, row.reason, row.person) == (other, "Three sources say so.", "B. Sure")
    assert row.mark_id == session.dossier.marks[0].id
    assert shown(pane)[0].split("\n") == [
        "B. Sure",
        "Military Coordination / Russia, Level",
        "10 – 20 – 30 · 60 % · Three sources say so.",
    ]
    assert "of “Balanced” under this value" in pane.effect.text()
    for _ in range(4):
        session.undo_stack.undo()
    assert session.dossier.get("reservations", row_id).judgment == LOW


def test_a_value_outside_the_bounds_of_the_field_is_refused(pane, session) -> None:
    heard: list[str] = []
    session.refused.connect(heard.append)
    row_id = reserve(session)
    pane.form.editor("judgment").field.edited.emit(Judgment(-90, 20, 30, 60), None)
    assert len(heard) == 1
    assert "has no effect" in heard[0]
    assert session.dossier.get("reservations", row_id).judgment == LOW


def test_the_value_in_force_is_that_of_the_scenario_shown(pane, session) -> None:
    reserve(session)
    session.attempt(
        "Override", lambda d: scenario_edits.set_override(d, "balanced", CELL, Judgment(1, 2, 3))
    )
    assert pane.in_force.text().startswith("In force: 1 – 2 – 3")
    others = [row.id for row in session.dossier.scenarios if row.id != "balanced"]
    session.show_scenario(others[0])
    assert not pane.in_force.text().startswith("In force: 1 – 2 – 3")


def test_one_about_a_deleted_row_says_so_and_leads_nowhere(qtbot, pane, session) -> None:
    effect = next(i for i in judged_inputs(session.dossier) if i.place[0] == "driver_effects")
    driver = session.dossier.get(*effect.place[:2]).driver_id
    row_id = reserve(session, effect.place, effect.judgment)
    with qtbot.waitSignal(pane.go_to) as led:
        qtbot.mouseClick(pane.lead_button, Qt.MouseButton.LeftButton)
    assert tuple(led.args) == effect.place[:2]
    session.attempt("Delete", lambda d: delete(d, "drivers", [driver], with_referring=True))
    row = session.dossier.get("reservations", row_id)
    assert pane.without_effect.isVisible()
    assert pane.without_effect.message == without_effect(session.dossier, "balanced", row)
    assert "that row was deleted" in pane.without_effect.message
    assert "⚠ without effect" in shown(pane)[0]
    assert "(deleted)" in shown(pane)[0]
    assert not pane.effect.isVisible()
    assert not pane.lead_button.isEnabled()


def test_keys_add_lead_to_the_value_and_remove(qtbot, pane, session) -> None:
    for person in ("One", "Two", "Three"):
        reserve(session, person=person)
    pane.focus_row("reservations", session.dossier.reservations[1].id)
    qtbot.keyClick(pane.listing, Qt.Key.Key_Return)
    assert pane.form.isAncestorOf(pane.focusWidget())
    assert pane.focusWidget() is pane.form.editor("judgment").field
    pane.listing.setFocus()
    qtbot.keyClick(pane.listing, Qt.Key.Key_Delete)
    assert [row.person for row in session.dossier.reservations] == ["One", "Three"]
    assert pane.reservation_id() == session.dossier.reservations[1].id
    session.undo_stack.undo()
    assert [text.split("\n")[0] for text in shown(pane)] == ["One", "Two", "Three"]


def test_typing_is_taken_over_when_another_is_chosen(qtbot, pane, session) -> None:
    first, second = reserve(session, person="One"), reserve(session, person="Two")
    pane.focus_row("reservations", first)
    line = pane.form.editor("person").line
    line.setFocus()
    line.selectAll()
    qtbot.keyClicks(line, "Other")
    pane.focus_row("reservations", second)
    assert session.dossier.get("reservations", first).person == "Other"
    assert pane.form.row_id == second


def test_what_users_wrote_is_never_markup(pane, session) -> None:
    reserve(session, person=HOSTILE, reason=HOSTILE)
    assert HOSTILE in shown(pane)[0]
    assert "<img" not in pane.listing.item(0).toolTip()
    for label in pane.findChildren(QLabel):
        assert label.textFormat() == Qt.TextFormat.PlainText


def test_a_hidden_pane_catches_up(qtbot, session) -> None:
    pane = ReservationsPane(session)
    qtbot.addWidget(pane)
    reserve(session)
    assert shown(pane) == []
    with qtbot.waitExposed(pane):
        pane.show()
    assert len(shown(pane)) == 1


def test_a_judgment_says_in_its_room_how_many_reservations_there_are(qtbot, session) -> None:
    form = DetailsForm(session, "cells", own_fields("cells", ("level", "drift")))
    qtbot.addWidget(form)
    session.changed.connect(form.refresh)
    form.show_row(CELL[1])

    def captions() -> list[str]:
        return [label.text() for label in form.findChildren(QLabel) if "(" in label.text()]

    before = captions()
    reserve(session)
    assert captions() == [f"{before[0]} · 1 reservation", before[1]]
    reserve(session, person=HOSTILE)
    assert captions() == [f"{before[0]} · 2 reservations", before[1]]
    session.undo_stack.undo()
    session.undo_stack.undo()
    assert captions() == before


def test_what_comes_of_each_is_what_the_dossier_says_after_any_edit(pane, session) -> None:
    """Two dampings of one driver: what one may take away hangs on what the other does."""
    first, second = [row.id for row in session.dossier.recommendations[:2]]
    driver = session.dossier.drivers[0].id

    def damp(recommendation: str, high: float) -> None:
        share = Judgment(high - 20, high - 10, high, 100)
        assert session.attempt(
            "Damp", lambda d: edits.set_damping(d, recommendation, driver, share)
        )

    def told() -> list[bool]:
        return ["⚠" in text for text in shown(pane)]

    def expected() -> list[bool]:
        dossier, scenario = session.dossier, session.scenario_id
        return [bool(without_effect(dossier, scenario, row)) for row in dossier.reservations]

    session.attempt("Clear", lambda d: d.with_table("dampings", ()))
    damp(first, 30)
    damp(second, 30)
    place = ("dampings", f"{first}/{driver}", "share")
    reserve(session, place, Judgment(30, 40, 60, 100))
    reserve(session)
    assert told() == expected() == [False, False]
    damp(second, 60)
    assert told() == expected() == [True, False]
    session.attempt(
        "Less",
        lambda d: briefing_edits.replace_reservation(
            d, replace(d.reservations[0], judgment=Judgment(10, 20, 35, 100))
        ),
    )
    assert told() == expected() == [False, False]
    session.undo_stack.undo()
    assert told() == expected() == [True, False]
    damp(second, 30)
    assert told() == expected() == [False, False]
