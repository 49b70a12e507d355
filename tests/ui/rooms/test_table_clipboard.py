"""What is copied from a table is safe to paste into a spreadsheet, and comes back exactly."""

from __future__ import annotations

from dataclasses import replace

import pytest

from equipoise.editing.session import Session
from equipoise.ui.rooms.field_access import own_fields
from equipoise.ui.rooms.row_table import RowTable
from equipoise.ui.rooms.table_clipboard import Paste, copied

COLUMNS = ("name", "description", "kind", "likelihood", "half_life")


@pytest.fixture
def table(qtbot, session: Session) -> RowTable:
    row = replace(session.dossier.drivers[0], name="=cmd|' /C calc'!A0", description="'-1")
    assert session.attempt("Hostile", lambda d: d.with_row("drivers", row))
    table = RowTable(session, "drivers", own_fields("drivers", COLUMNS))
    table.refresh(None)
    qtbot.addWidget(table)
    return table


def test_text_that_a_spreadsheet_would_run_is_copied_behind_an_apostrophe(table) -> None:
    cells = copied(table.model, [0]).rstrip("\n").split("\t")
    assert cells == ["'=cmd|' /C calc'!A0", "''-1", "Challenge", "30 – 50 – 70 · 80 %", "6"]


def test_a_paste_takes_the_apostrophe_back(table, session: Session) -> None:
    before = session.dossier
    text = copied(table.model, [0])
    paste = Paste(table.model, text, 0, 0, can_add=True)
    assert paste(before) == before
    emptied = before.with_row("drivers", replace(before.drivers[0], name="x", description=""))
    assert paste(emptied) == before
