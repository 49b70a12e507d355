"""The import dialog: preview, matching, report, one undo step, nothing while there are faults."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from equipoise.dossier.difference import difference
from equipoise.editing import edits
from equipoise.editing.session import Session
from equipoise.editing.table_columns import IDENTITY, Target, sheet_of
from equipoise.store.dossier_file import DossierFile
from equipoise.store.errors import SaveFailed
from equipoise.store.sheets.csv_form import pasted_sheet
from equipoise.store.sheets.sheet import Sheet
from equipoise.store.shipped import shipped_dossier
from equipoise.ui.sheets.import_dialog import ImportTableDialog
from equipoise.ui.style import apply_theme
from equipoise.ui.theme import DARK, LIGHT

pytestmark = pytest.mark.qt_log_ignore("^This plugin does not support")
DISPLAY, TIP = Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole


@pytest.fixture
def ask(qtbot, session: Session):
    """Open the dialog over some sheets and wait until the plan is there."""

    def opened(*sheets: Sheet, table: str = "drivers") -> ImportTableDialog:
        dialog = ImportTableDialog(session, sheets, table)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
        qtbot.addWidget(dialog)
        dialog.show()
        planned(dialog)
        return dialog

    def planned(dialog: ImportTableDialog) -> None:
        qtbot.waitUntil(lambda: dialog.plan is not None)

    opened.planned = planned
    return opened


def shown(dialog: ImportTableDialog, row: int, column: int, role=DISPLAY) -> str:
    return dialog.model.data(dialog.model.index(row, column), role) or ""


def test_a_good_sheet_is_taken_in_as_one_undo_step(ask, session: Session) -> None:
    before = session.dossier
    name = before.drivers[0].name
    dialog = ask(pasted_sheet(f"Driver\tKind\nNew <b>one</b>\tExternal\n{name}\tExternal\n"))
    assert [shown(dialog, row, 0) for row in (0, 1)] == ["New", "Changed"]
    assert dialog.said.text() == "1 new row, 1 changed, 0 as they are. No row is deleted."
    assert "was: " in shown(dialog, 1, 2, TIP)
    assert "&lt;b&gt;" in shown(dialog, 0, 1, TIP)
    dialog.take.click()
    assert not dialog.isVisible()
    assert session.undo_stack.undoText() == "Import 2 rows into Drivers"
    assert session.undo_stack.count() == 1
    assert session.dossier.drivers[0] == replace(before.drivers[0], kind="external")
    assert session.dossier.drivers[-1].name == "New <b>one</b>"
    session.undo_stack.undo()
    assert not difference(before, session.dossier)


def test_while_there_are_faults_nothing_can_be_imported(ask, session: Session) -> None:
    dialog = ask(pasted_sheet("Driver\tKind\tComment\nOne\tExternal\tx\nTwo\tExtenral\tx\n"))
    assert not dialog.take.isEnabled()
    assert "1 fault stands in the way" in dialog.said.text()
    assert dialog.note.text() == "Not read: “Comment”."
    assert dialog.faults.item(0).text().startswith("Line 3, Kind: “Extenral” is not one of")
    assert shown(dialog, 1, 0) == "⚠ Fault"
    assert shown(dialog, 1, 2) == "⚠ Extenral"
    assert "is not one of" in shown(dialog, 1, 2, TIP)
    dialog.faults.setCurrentRow(0)
    chosen = dialog.view.currentIndex()
    assert (chosen.row(), chosen.column()) == (1, 2)
    dialog.accept()
    assert dialog.isVisible()
    assert session.undo_stack.count() == 0


def test_columns_can_be_matched_by_hand(ask, session: Session) -> None:
    dialog = ask(pasted_sheet("Title\tKind\nOne\tExternal\n"))
    assert "no column with the name" in dialog.faults.item(0).text()
    assert dialog.matcher.boxes[0].currentText() == "(not read)"
    dialog.matcher.choose(0, Target("name"))
    assert not dialog.take.isEnabled()
    ask.planned(dialog)
    assert dialog.take.isEnabled()
    assert not dialog.faults.isVisible()
    dialog.take.click()
    assert session.dossier.drivers[-1].name == "One"


def test_a_sheet_that_says_nothing_new_leaves_nothing_to_do(ask, session: Session) -> None:
    dialog = ask(sheet_of(session.dossier, "drivers"))
    assert "nothing to import" in dialog.said.text()
    assert not dialog.take.isEnabled()
    assert shown(dialog, 0, 0) == "As it is"


def test_the_sheet_of_the_table_is_chosen_and_others_can_be(ask, session: Session) -> None:
    sheets = [sheet_of(session.dossier, key) for key in ("aspects", "drivers")]
    dialog = ask(*sheets)
    assert dialog.sheet is sheets[1]
    assert dialog.sheet_box.isVisible()
    dialog.sheet_box.setCurrentIndex(0)
    dialog.table_box.setCurrentText("Aspects")
    ask.planned(dialog)
    assert "nothing to import" in dialog.said.text()
    assert dialog.matcher.matching()[0] == IDENTITY
    guessed = ask(sheets[0], table="")
    assert guessed.table == "aspects"
    assert not guessed.sheet_box.isVisible()


def test_rows_of_another_dossier_are_matched_by_name(ask, session: Session) -> None:
    name = session.dossier.drivers[0].name
    dialog = ask(pasted_sheet(f"Identifier\tDriver\tKind\nforeign\t{name}\tExternal\n"))
    assert "is the name of another row too" in dialog.faults.item(0).text()
    dialog.key_box.setCurrentIndex(1)
    ask.planned(dialog)
    dialog.take.click()
    assert session.dossier.drivers[0].kind == "external"
    without = ask(pasted_sheet("Driver\nx\n"))
    assert not without.key_box.isEnabled()


def test_an_edit_made_meanwhile_is_taken_into_account(ask, session: Session) -> None:
    dialog = ask(pasted_sheet("Driver\tKind\nLate\tExternal\n"))
    assert dialog.model.rowCount() == 1
    session.attempt("Add", lambda d: edits.add_row(d, "drivers", None, {"name": "Late"}))
    assert dialog.plan is None
    ask.planned(dialog)
    assert shown(dialog, 0, 0) == "Changed"


def test_a_dossier_open_for_reading_only_takes_nothing_in(ask, session, monkeypatch) -> None:
    monkeypatch.setattr(Session, "read_only", True)
    dialog = ask(pasted_sheet("Driver\nx\n"))
    assert not dialog.take.isEnabled()
    assert "reading only" in dialog.problem.message


def test_closing_while_the_sheet_is_checked_is_harmless(qtbot, session: Session) -> None:
    rows = tuple((f"Driver {number}", "External") for number in range(3000))
    dialog = ImportTableDialog(session, [Sheet("s", ("Driver", "Kind"), rows)], "drivers")
    dialog.show()
    gone: list[bool] = []
    dialog.destroyed.connect(lambda: gone.append(True))
    dialog.close()
    qtbot.waitUntil(lambda: bool(gone))
    assert session.undo_stack.count() == 0
    session.attempt("Add", lambda d: edits.add_row(d, "drivers"))


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_nothing_is_cut_off_in_a_small_window(ask, theme) -> None:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    apply_theme(application, theme)
    dialog = ask(pasted_sheet("Driver\tKind\nTwo\tExtenral\n"))
    dialog.resize(dialog.minimumSizeHint())
    assert dialog.width() <= 1280
    assert dialog.height() <= 720
    assert dialog.model.theme is theme
    for button in dialog.buttons.buttons():
        assert button.width() >= button.sizeHint().width()


def test_headings_without_lines_leave_nothing_to_do(ask, session: Session) -> None:
    dialog = ask(Sheet("s", ("Driver", "Kind"), ()))
    assert dialog.model.rowCount() == 0
    assert "nothing to import" in dialog.said.text()
    assert not dialog.take.isEnabled()


def test_what_was_taken_in_but_could_not_be_saved_is_not_offered_again(
    qtbot, tmp_path, monkeypatch
) -> None:
    with DossierFile.create(tmp_path / "full.equipoise", shipped_dossier()) as file:

        def full(*_: object, **__: object) -> str:
            raise SaveFailed(file.path, "the disk is full", "Free some room")

        monkeypatch.setattr(file, "save", full)
        session = Session(file.dossier, file)
        dialog = ImportTableDialog(session, [pasted_sheet("Driver\tKind\nNew\tExternal\n")], "")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
        qtbot.addWidget(dialog)
        dialog.show()
        qtbot.waitUntil(lambda: dialog.plan is not None)
        dialog.take.click()
        assert not dialog.isVisible()
        assert not session.all_saved
        assert session.dossier.drivers[-1].name == "New"
