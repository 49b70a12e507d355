"""Briefings issued are listed newest first, and their seals can be copied."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from equipoise.dossier.rows import BriefingIssued
from equipoise.editing import briefing_edits
from equipoise.ui.briefing.issued_pane import IssuedPane

SEAL = "0123456789abcdef" * 4
ISSUED = (
    BriefingIssued("b1", date(2026, 5, 3), "full", "he", "Balanced", SEAL),
    BriefingIssued("b2", date(2026, 5, 1), "cable", "en"),
    BriefingIssued("b3", date(2026, 5, 3), "odd-kind", "xx", "A <b>\nB", SEAL[::-1]),
)


@pytest.fixture
def pane(qtbot, session) -> IssuedPane:
    made = IssuedPane(session)
    qtbot.addWidget(made)
    made.resize(300, 600)
    with qtbot.waitExposed(made):
        made.show()
    assert made.hint.isVisible()
    for row in ISSUED:
        session.attempt("Issue", lambda d, row=row: briefing_edits.record_briefing(d, row))
    return made


def shown(pane) -> list[str]:
    return [pane.listing.item(row).text() for row in range(pane.listing.count())]


def test_the_newest_comes_first_and_of_one_day_the_later(pane) -> None:
    assert not pane.hint.isVisible()
    assert shown(pane) == [
        "2026-05-03 · odd-kind · xx\nA <b> B · seal fedcba98…",
        "2026-05-03 · Full briefing · Hebrew\nBalanced · seal 01234567…",
        "2026-05-01 · Cable · English\nno scenario · no seal",
    ]


def test_the_seal_of_the_one_chosen_is_copied(qtbot, pane, session) -> None:
    assert pane.focus_row("briefings_issued", "b1")
    assert pane.seal.text() == SEAL
    qtbot.mouseClick(pane.copy_button, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == SEAL
    pane.focus_row("briefings_issued", "b3")
    pane.listing.setFocus()
    qtbot.keyClick(pane.listing, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == SEAL[::-1]
    pane.focus_row("briefings_issued", "b2")
    assert not pane.copy_button.isEnabled()
    assert not pane.focus_row("briefings_issued", "unknown")


def test_undo_takes_a_briefing_out_and_the_choice_stays(pane, session) -> None:
    pane.focus_row("briefings_issued", "b2")
    session.undo_stack.undo()
    assert len(shown(pane)) == 2
    assert pane.seal.text() == ""
    assert not pane.copy_button.isEnabled()
