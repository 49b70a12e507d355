"""A dossier open for reading only shows its reservations and names, and takes none."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from equipoise.dossier.judgment import Judgment
from equipoise.editing import briefing_edits
from equipoise.editing.session import Session
from equipoise.store.dossier_file import DossierFile
from equipoise.store.shipped import shipped_dossier
from equipoise.ui.briefing.names_pane import NamesPane
from equipoise.ui.briefing.reservations_pane import ReservationsPane

pytestmark = pytest.mark.qt_log_ignore("^This plugin does not support")

CELL = ("cells", "military-coordination/russia", "level")


@pytest.fixture
def reading(tmp_path: Path, qapp):
    unnamed = shipped_dossier().with_table("names_abroad", ())
    dossier = briefing_edits.add_name_abroad(unnamed, "Russia", "he", "רוסיה")
    dossier = briefing_edits.add_reservation(dossier, "A. Doubter", CELL, Judgment(20, 30, 40))
    DossierFile.create(tmp_path / "b.equipoise", dossier).close()
    with DossierFile.open(tmp_path / "b.equipoise", read_only=True) as file:
        yield Session(file.dossier, file)


def test_reservations_can_be_read_and_lead_to_their_rows(qtbot, reading) -> None:
    pane = ReservationsPane(reading)
    qtbot.addWidget(pane)
    with qtbot.waitExposed(pane):
        pane.show()
    assert pane.listing.count() == 1
    assert pane.choose() is None
    assert not pane.add_button.isEnabled()
    assert not pane.remove_button.isEnabled()
    assert "reading only" in pane.add_button.toolTip()
    assert pane.lead_button.isEnabled()
    with qtbot.waitSignal(reading.refused):
        qtbot.keyClick(pane.listing, Qt.Key.Key_Delete)
    assert len(reading.dossier.reservations) == 1


def test_names_can_be_read_only(qtbot, reading) -> None:
    pane = NamesPane(reading)
    qtbot.addWidget(pane)
    with qtbot.waitExposed(pane):
        pane.show()
    assert pane.table.model.text(0, 2) == "רוסיה"
    assert not pane.add_button.isEnabled()
    pane.lacking.setChecked(True)
    pane.missing.setCurrentCell(0, 1)
    qtbot.keyClick(pane.missing, Qt.Key.Key_Return)
    assert pane.missing.state() != pane.missing.State.EditingState
    qtbot.keyClick(pane.missing, Qt.Key.Key_A)
    assert pane.missing.state() != pane.missing.State.EditingState
    with qtbot.waitSignal(reading.refused):
        pane.table.model.setData(pane.table.model.index(0, 2), "אחר")
