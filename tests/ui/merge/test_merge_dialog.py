"""The preview of a merge, and the choice of rows to send."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QStyle, QStyleOptionViewItem

from equipoise.dossier.dossier import Dossier
from equipoise.dossier.merging.merge import Merged
from equipoise.dossier.parcel import parcel_of_rows
from equipoise.editing.session import Session
from equipoise.person import Person
from equipoise.ui.merge.merge_dialog import MergeDialog
from equipoise.ui.merge.send_rows_dialog import SendRowsDialog
from equipoise.ui.style import apply_theme
from equipoise.ui.theme import DARK

IN, CONFLICTS, NOTES = range(3)


def shown(qtbot, dialog: QDialog) -> None:
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.show()


def test_the_preview_lists_what_comes_in_the_conflicts_and_the_notes(
    qtbot, session: Session, merged: Merged, ours: Dossier
) -> None:
    dialog = MergeDialog(merged, ours, "Merge <b>x</b>.equipoise")
    shown(qtbot, dialog)
    assert [dialog.tabs.tabText(i) for i in range(3)] == [
        "What comes &in (2)",
        "C&onflicts (4)",
        "&Notes (1)",
    ]
    model = dialog.incoming.view.lines
    listed = {(model.line(i).table, model.line(i).field) for i in range(2)}
    assert listed == {("recommendations", "rationale"), ("sources", "")}
    assert dialog.conflicts.rowCount() == 4
    assert "“Wire” of the other copy" in dialog.notes.toPlainText()
    assert dialog.heading.textFormat() == Qt.TextFormat.PlainText
    qtbot.mouseClick(dialog.merge_button, Qt.MouseButton.LeftButton)
    assert dialog.result() == QDialog.DialogCode.Accepted


def test_escape_changes_nothing(qtbot, session: Session, merged: Merged, ours: Dossier) -> None:
    dialog = MergeDialog(merged, ours, "Merge")
    shown(qtbot, dialog)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.result() == QDialog.DialogCode.Rejected


def test_a_merge_that_brings_nothing_says_so(qtbot, session: Session, ours: Dossier) -> None:
    dialog = MergeDialog(Merged(ours, (), ()), ours, "Merge")
    shown(qtbot, dialog)
    assert dialog.said.isVisible()
    assert dialog.said.text().startswith("Nothing comes in")
    assert not dialog.merge_button.isEnabled()
    assert not any(dialog.tabs.isTabEnabled(i) for i in range(3))


@pytest.fixture
def sending(qtbot, session: Session) -> SendRowsDialog:
    dialog = SendRowsDialog(session.dossier)
    shown(qtbot, dialog)
    return dialog


def heading(dialog: SendRowsDialog, name: str):
    headings = [dialog.rows.topLevelItem(i) for i in range(dialog.rows.topLevelItemCount())]
    return next(item for item in headings if item.text(0).startswith(name))


def test_nothing_is_sent_before_a_row_is_ticked(sending: SendRowsDialog) -> None:
    assert sending.chosen() == {}
    assert not sending.send_button.isEnabled()
    assert sending.said.text() == "Nothing is ticked yet."


def test_ticked_rows_are_chosen_and_what_goes_along_is_told(
    qtbot, sending: SendRowsDialog, session: Session
) -> None:
    recommendation = session.dossier.recommendations[0]
    heading(sending, "Recommendations").child(0).setCheckState(0, Qt.CheckState.Checked)
    qtbot.waitUntil(sending.send_button.isEnabled)
    assert sending.chosen() == {"recommendations": [recommendation.id]}
    parcel = parcel_of_rows(session.dossier, sending.chosen(), sender=Person(""), sent="")
    along = sum(len(rows) for rows in parcel.rows.values()) - 1
    assert along > 3
    assert sending.said.text().startswith(f"1 row ticked, {along} more go along, handling mark: ")
    assert "Sent as names only: " in sending.said.text()
    sending._note.setText("  For your eyes ")
    assert sending.note() == "For your eyes"


def test_a_tick_at_a_table_takes_all_its_rows_but_never_rows_that_are_hidden(
    sending: SendRowsDialog, session: Session
) -> None:
    drivers = heading(sending, "Drivers")
    drivers.setCheckState(0, Qt.CheckState.Checked)
    assert sending.chosen() == {"drivers": [row.id for row in session.dossier.drivers]}
    drivers.setCheckState(0, Qt.CheckState.Unchecked)
    sending.search.setText(session.dossier.drivers[0].name.upper())
    assert not drivers.child(0).isHidden()
    assert drivers.child(1).isHidden()
    assert not drivers.flags() & Qt.ItemFlag.ItemIsUserCheckable
    sending.search.clear()
    assert drivers.flags() & Qt.ItemFlag.ItemIsUserCheckable


def test_an_empty_tick_box_can_be_seen_on_a_dark_ground(
    sending: SendRowsDialog, qapp: QApplication
) -> None:
    apply_theme(qapp, DARK)
    tree = sending.rows
    item = tree.topLevelItem(0)
    QApplication.processEvents()
    option = QStyleOptionViewItem()
    option.initFrom(tree)
    option.features |= QStyleOptionViewItem.ViewItemFeature.HasCheckIndicator
    option.rect = tree.visualItemRect(item)
    part = QStyle.SubElement.SE_ItemViewItemCheckIndicator
    box = tree.style().subElementRect(part, option, tree).center()
    picture = tree.viewport().grab().toImage()
    inside = picture.pixelColor(box).lightness()
    ground = picture.pixelColor(tree.viewport().width() - 10, box.y()).lightness()
    assert inside - ground > 20
