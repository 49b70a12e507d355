"""The Journal workspace: following the session, reasons, filters, and going back."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from equipoise.dossier.difference_words import lines
from equipoise.editing import edits
from equipoise.editing.session import Session
from equipoise.store.dossier_file import DossierFile
from equipoise.store.errors import SaveFailed
from equipoise.store.history import state_after
from equipoise.store.journal import Edit, JournalEntry, new_edit
from equipoise.ui.difference.lines_model import AFTER, BEFORE, ROW
from equipoise.ui.journal.journal_workspace import JournalWorkspace
from equipoise.ui.journal.past_dialog import PastDialog
from equipoise.ui.theme import DARK, LIGHT
from ui.journal.rich_journal import ADLER, BERG, MERGE

HOSTILE = "<b>&A</b> <img src='file:///etc/hostname'>\nsecond line"


def edit_of(file: DossierFile, action: str) -> Edit:
    return next(edit for edit in file.edits() if edit.action.startswith(action))


def listed(workspace: JournalWorkspace) -> list[Edit]:
    found = (workspace.model.edit_at(row) for row in range(workspace.model.rowCount()))
    return [edit for edit in found if edit is not None]


def waited(dialog: PastDialog, qtbot: QtBot) -> PastDialog:
    qtbot.waitUntil(dialog.progress.isHidden)
    return dialog


def went_back(
    workspace: JournalWorkspace, edit: Edit, qtbot: QtBot, *, restore: bool = True
) -> PastDialog:
    workspace.list.choose(edit.id)
    button = workspace.details.restore_button if restore else workspace.details.view_button
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    (dialog,) = workspace.findChildren(PastDialog)
    return waited(dialog, qtbot)


# -- following the session -----------------------------------------------------------------------


def test_all_edits_are_listed_and_the_newest_is_chosen(
    workspace: JournalWorkspace, file: DossierFile
) -> None:
    assert {edit.id for edit in listed(workspace)} == {edit.id for edit in file.edits()}
    assert workspace.list.chosen_edit_id == listed(workspace)[0].id
    assert workspace.filters.count.text() == f"{len(file.edits())} edits"


def test_an_edit_is_listed_at_once_and_the_choice_stays(
    workspace: JournalWorkspace, session: Session, file: DossierFile
) -> None:
    chosen = edit_of(file, "Horizon")
    workspace.list.choose(chosen.id)
    session.attempt("Subject", lambda d: edits.set_setting(d, "subject", "elsewhere"))
    assert listed(workspace)[0].action == "Subject"
    assert workspace.list.chosen_edit_id == chosen.id
    session.undo_stack.undo()
    assert [edit.kind for edit in listed(workspace)[:2]] == ["undo", "edit"]


def test_a_hidden_workspace_catches_up_when_it_is_shown(
    workspace: JournalWorkspace, session: Session
) -> None:
    workspace.hide()
    before = len(listed(workspace))
    session.attempt("Subject", lambda d: edits.set_setting(d, "subject", "elsewhere"))
    assert len(listed(workspace)) == before
    workspace.show()
    assert listed(workspace)[0].action == "Subject"


def test_a_drag_is_listed_when_it_ends(workspace: JournalWorkspace, session: Session) -> None:
    before = len(listed(workspace))
    gesture = session.begin_gesture()
    for seed in (20, 21, 22):
        assert session.attempt("Seed", lambda d, s=seed: edits.set_setting(d, "seed", s), gesture)
    assert len(listed(workspace)) == before
    session.end_gesture("Seed")
    assert len(listed(workspace)) == before + 1


# -- one edit ------------------------------------------------------------------------------------


def test_an_edit_tells_who_when_and_what(workspace: JournalWorkspace, file: DossierFile) -> None:
    edit = edit_of(file, "Horizon")
    workspace.list.choose(edit.id)
    details = workspace.details
    assert details.heading.text() == "Horizon"
    assert details.made.text() == (
        f"Monday, 2 March 2026, {edit.when + timedelta(hours=1):%H:%M:%S} · {ADLER}"
    )
    cells = details.view.lines
    assert (cells.index(0, BEFORE).data(), cells.index(0, AFTER).data()) == ("36", "48")


def test_an_edit_taken_in_says_by_whom_and_when(
    workspace: JournalWorkspace, file: DossierFile
) -> None:
    edit = next(edit for edit in file.edits() if edit.taken_in_by)
    workspace.list.choose(edit.id)
    details = workspace.details
    assert str(BERG) in details.made.text()
    assert details.origin.text().startswith(f"Taken in from another copy by “{MERGE}” of 4 March")
    assert not details.view_button.isEnabled()
    assert not details.restore_button.isEnabled()
    assert "another copy" in details.view_button.toolTip()


def test_an_undo_names_what_it_takes_back(workspace: JournalWorkspace, file: DossierFile) -> None:
    workspace.list.choose(edit_of(file, "Undo: Title").id)
    assert workspace.details.origin.text().startswith("Takes back “Title” of 2 March 2026")
    workspace.list.choose(edit_of(file, "Title").id)
    assert workspace.details.origin.text() == "Undone since."


def test_user_text_is_never_markup(
    workspace: JournalWorkspace, session: Session, file: DossierFile
) -> None:
    session.attempt(HOSTILE, lambda d: edits.set_setting(d, "subject", HOSTILE))
    workspace.list.choose(file.edits(1)[0].id)
    for label in workspace.findChildren(QLabel):
        if "img" in label.text():
            assert label.textFormat() == Qt.TextFormat.PlainText
    assert "<b>" in workspace.details.heading.text()
    model, row = workspace.model, workspace.model.row_of(file.edits(1)[0].id)
    for column in range(model.columnCount()):
        assert "<img" not in str(model.index(row, column).data(Qt.ItemDataRole.ToolTipRole))


# -- reasons -------------------------------------------------------------------------------------


def test_a_reason_is_written_down_when_the_field_is_left(
    workspace: JournalWorkspace, file: DossierFile
) -> None:
    edit = edit_of(file, "Horizon")
    workspace.list.choose(edit.id)
    workspace.details.note.setPlainText("  Asked for by the council.  ")
    assert workspace.details.note_button.isEnabled()
    workspace.list.choose(edit_of(file, "Seed").id)
    assert edit_of(file, "Horizon").note == "Asked for by the council."
    assert edit_of(file, "Seed").note == ""
    assert workspace.details.note.toPlainText() == ""
    row = workspace.model.row_of(edit.id)
    assert workspace.model.index(row, 5).data() == "Asked for by the council."


def test_a_reason_survives_an_edit_that_comes_while_it_is_typed(
    workspace: JournalWorkspace, session: Session, file: DossierFile
) -> None:
    workspace.list.choose(edit_of(file, "Horizon").id)
    workspace.details.note.setPlainText("half a sent")
    session.attempt("Subject", lambda d: edits.set_setting(d, "subject", "elsewhere"))
    assert workspace.details.note.toPlainText() == "half a sent"


def test_a_refused_reason_is_said_plainly_and_kept_as_typed(
    workspace: JournalWorkspace, file: DossierFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_edit_id: str, _note: str) -> None:
        raise SaveFailed(file.path, "the disk is full", "Make room and try again")

    edit = edit_of(file, "Horizon")
    workspace.list.choose(edit.id)
    with monkeypatch.context() as patch:
        patch.setattr(file, "annotate", refuse)
        workspace.details.note.setPlainText("because")
        workspace.list.choose(edit_of(file, "Seed").id)
    assert workspace.details.problem.isVisible()
    assert "“Horizon” is not written down" in workspace.details.problem.text()
    assert "the disk is full" in workspace.details.problem.text()
    assert edit_of(file, "Horizon").note == ""
    workspace.list.choose(edit.id)
    assert workspace.details.note.toPlainText() == "because"
    workspace.details.note_button.click()
    assert edit_of(file, "Horizon").note == "because"
    assert not workspace.details.problem.isVisible()


def test_a_reason_that_cannot_be_stored_is_refused(
    workspace: JournalWorkspace, file: DossierFile
) -> None:
    workspace.list.choose(edit_of(file, "Horizon").id)
    workspace.details.noted.emit(edit_of(file, "Horizon").id, "null \0 inside")
    assert "cannot be stored" in workspace.details.problem.text()


def test_reasons_of_a_file_open_for_reading_can_only_be_read(
    file: DossierFile, qtbot: QtBot
) -> None:
    path = file.path
    file.close()
    with DossierFile.open(path, read_only=True) as reading:
        workspace = JournalWorkspace(Session(reading.dossier, reading), reading)
        qtbot.addWidget(workspace)
        workspace.show()
        assert workspace.details.note.isReadOnly()
        dialog = went_back(workspace, edit_of(reading, "Horizon"), qtbot)
        assert not dialog.restore_button.isEnabled()
        assert dialog.view_button.isEnabled()
        workspace.stop()


# -- filters -------------------------------------------------------------------------------------


def test_filters_narrow_the_list_and_clear_brings_it_back(
    workspace: JournalWorkspace, qtbot: QtBot
) -> None:
    every, filters = len(listed(workspace)), workspace.filters
    qtbot.keyClicks(filters.text, "port strike")
    assert [edit.action for edit in listed(workspace)] == ["Add driver"]
    assert filters.count.text() == f"1 of {every} edits"
    qtbot.mouseClick(filters.clear_button, Qt.MouseButton.LeftButton)
    assert len(listed(workspace)) == every
    filters.person.setCurrentIndex(filters.person.findData(str(BERG)))
    filters.person.activated.emit(filters.person.currentIndex())
    assert {edit.person for edit in listed(workspace)} == {BERG.name}


def test_only_this_row_lists_what_concerns_it(
    workspace: JournalWorkspace, file: DossierFile, qtbot: QtBot
) -> None:
    workspace.list.choose(edit_of(file, "Remove goal").id)
    workspace.details.view.setCurrentIndex(workspace.details.view.lines.index(0, ROW))
    qtbot.mouseClick(workspace.details.row_button, Qt.MouseButton.LeftButton)
    assert [edit.action for edit in listed(workspace)] == ["Remove goal"]
    assert workspace.filters.table.value() == "goals"
    assert workspace.filters.row.currentText().endswith("(deleted)")


def test_a_day_that_is_none_filters_nothing_and_says_so(workspace: JournalWorkspace) -> None:
    every, filters = len(listed(workspace)), workspace.filters
    filters.first.setText("2026-13-01")
    filters.first.editingFinished.emit()
    assert len(listed(workspace)) == every
    assert "“2026-13-01” is not a day" in filters.problem.text()
    filters.first.setText("2026-03-04")
    filters.first.editingFinished.emit()
    assert not filters.problem.isVisible()
    assert 0 < len(listed(workspace)) < every
    filters.last.setText("2026-03-01")
    filters.last.editingFinished.emit()
    assert listed(workspace) == []
    assert "after the last" in filters.problem.text()
    assert workspace.details.edit_id == ""


def test_a_line_leads_to_its_row(
    workspace: JournalWorkspace, file: DossierFile, qtbot: QtBot
) -> None:
    workspace.list.choose(edit_of(file, "Add driver").id)
    workspace.details.view.setCurrentIndex(workspace.details.view.lines.index(0, ROW))
    with qtbot.waitSignal(workspace.go_to) as went:
        workspace.details.go_button.click()
    assert went.args == ["drivers", "ps"]


# -- going back ----------------------------------------------------------------------------------


def test_restoring_is_one_edit_that_can_be_undone(
    workspace: JournalWorkspace, session: Session, file: DossierFile, qtbot: QtBot
) -> None:
    edit, now = edit_of(file, "Horizon"), session.dossier
    then = state_after(now, file.edits(), edit.id)
    dialog = went_back(workspace, edit, qtbot)
    assert dialog.table.count == len(lines(now, then)) > 5
    assert dialog.table.view.lines.headerData(BEFORE, Qt.Orientation.Horizontal) == "Now"
    dialog.restore_button.click()
    assert session.dossier == then == file.dossier
    assert file.edits(1)[0].action.startswith("Restore the state of 2 March 2026")
    assert listed(workspace)[0].id == file.edits(1)[0].id
    session.undo_stack.undo()
    assert session.dossier == now == file.dossier


def test_the_state_of_then_can_be_looked_at(
    workspace: JournalWorkspace, session: Session, file: DossierFile, qtbot: QtBot
) -> None:
    edit = edit_of(file, "Add driver")
    dialog = went_back(workspace, edit, qtbot, restore=False)
    with qtbot.waitSignal(workspace.view_wanted) as wanted:
        dialog.view_button.click()
    then, title = wanted.args
    assert then == state_after(session.dossier, file.edits(), edit.id)
    assert title.startswith("as of 3 March 2026")


def test_the_newest_state_is_the_one_of_now(
    workspace: JournalWorkspace, file: DossierFile, qtbot: QtBot
) -> None:
    newest = next(edit for edit in file.edits() if not edit.taken_in_by)
    dialog = went_back(workspace, newest, qtbot)
    assert dialog.said.text() == "The dossier is now as it was then."
    assert not dialog.restore_button.isEnabled()
    assert dialog.view_button.isEnabled()


def test_where_the_journal_does_not_lead_back_it_says_so(
    workspace: JournalWorkspace, session: Session, file: DossierFile, qtbot: QtBot
) -> None:
    gone = JournalEntry("marks", "never-was", "", "meaning", "a", "b")
    spoilt = replace(new_edit(ADLER, "spoilt"), entries=(gone,))
    first = edit_of(file, "Begin")
    dialog = PastDialog(session, [spoilt, *file.edits()], first, workspace)
    waited(dialog, qtbot)
    assert dialog.said.text().startswith("This moment cannot be brought back: the journal")
    assert not dialog.restore_button.isEnabled()
    assert not dialog.view_button.isEnabled()
    dialog.reject()


def test_there_is_no_way_back_from_what_is_not_saved(
    workspace: JournalWorkspace,
    session: Session,
    file: DossierFile,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(*_args: object, **_more: object) -> str:
        raise SaveFailed(file.path, "the disk is full", "Make room and try again")

    with monkeypatch.context() as patch:
        patch.setattr(file, "save", refuse)
        session.attempt("Subject", lambda d: edits.set_setting(d, "subject", "elsewhere"))
        assert workspace.go_back(edit_of(file, "Horizon"), restore=True) is None
        assert workspace.message.text().startswith("The last edits could not be saved")
    dialog = workspace.go_back(edit_of(file, "Horizon"), restore=True)
    assert dialog is not None
    assert session.all_saved
    assert not workspace.message.isVisible()
    dialog.reject()


# -- a long journal, other tabs, themes ----------------------------------------------------------


def test_a_long_journal_is_read_beside_and_then_followed(tmp_path: Path, qtbot: QtBot) -> None:
    from equipoise.store.shipped import shipped_dossier

    dossier = shipped_dossier()
    start = datetime(2020, 1, 1, tzinfo=UTC)
    many = [
        replace(new_edit(ADLER, f"Edit {n}"), when=start + timedelta(hours=n)) for n in range(3000)
    ]
    with DossierFile.create(tmp_path / "long.equipoise", dossier, edits=many) as file:
        session = Session(file.dossier, file)
        workspace = JournalWorkspace(session, file)
        qtbot.addWidget(workspace)
        workspace.show()
        assert listed(workspace)[0].action == "Edit 2999"
        qtbot.waitUntil(lambda: len(listed(workspace)) == 3000)
        session.attempt("Subject", lambda d: edits.set_setting(d, "subject", "elsewhere"))
        assert len(listed(workspace)) == 3001
        assert listed(workspace)[0].action == "Subject"
        workspace.stop()


def test_other_parts_stand_beside_the_list(workspace: JournalWorkspace) -> None:
    assert not workspace.tabs.tabBar().isVisible()
    assert workspace.add_tab(QWidget(), "Conflicts") == 1
    assert workspace.tabs.tabBar().isVisible()


def test_days_and_rows_are_painted_in_both_themes(
    workspace: JournalWorkspace, qapp, qtbot: QtBot
) -> None:
    from equipoise.ui.style import apply_theme

    pictures = []
    for theme in (LIGHT, DARK):
        apply_theme(qapp, theme)
        workspace.set_theme(theme)
        view = workspace.list
        picture = view.viewport().grab().toImage()
        row = view.visualRect(workspace.model.index(0, 2)).center().y()
        ground = picture.pixelColor(picture.width() - 3, row).name()
        assert ground == theme.alternate
        pictures.append(ground)
    apply_theme(qapp, LIGHT)
    assert pictures[0] != pictures[1]
