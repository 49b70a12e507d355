"""Sentences in the user's own words: taken over, kept, flagged, and taken back."""

from __future__ import annotations

from PySide6.QtCore import Qt

from equipoise.editing import edits
from equipoise.editing.then import Then

OWN = "Odds favour us: <b>all</b> of it holds."


def reword(workspace, qtbot, place: str, text: str) -> None:
    workspace.edit(place)
    workspace.texts.editor.setPlainText(text)
    qtbot.keyClick(workspace.texts.editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def test_a_sentence_is_reworded_and_taken_back(open_workspace, wait, qtbot, dossier) -> None:
    workspace = open_workspace(dossier)
    texts = workspace.texts
    computed = workspace.answer.document.bottom_line[0].text
    reword(workspace, qtbot, "success", OWN)
    assert texts.list.currentItem().text() == f"✎ {OWN}"
    wait(workspace)
    said = workspace.answer.document.bottom_line[0]
    assert (said.text, said.computed) == (OWN, computed)
    assert texts.editor.toPlainText() == OWN
    assert texts.computed.toPlainText() == f"Computed: {computed}"
    workspace.session.undo_stack.undo()
    wait(workspace)
    assert workspace.answer.document.bottom_line[0].text == computed
    workspace.session.undo_stack.redo()
    wait(workspace)
    assert workspace.answer.document.bottom_line[0].text == OWN
    texts.only.setChecked(True)
    assert texts.list.count() == 1
    texts.list.setCurrentRow(0)
    texts.back.click()
    wait(workspace)
    assert workspace.answer.document.bottom_line[0].text == computed
    assert texts.list.count() == 0


def test_a_wording_belongs_to_its_language(open_workspace, wait, qtbot, dossier) -> None:
    workspace = open_workspace(dossier)
    reword(workspace, qtbot, "success", OWN)
    workspace.choices.choose(language="ru")
    wait(workspace)
    assert OWN not in workspace.answer.document.bottom_line[0].text
    assert not workspace.texts.back.isEnabled()


def test_what_the_figures_do_not_say_is_named_while_typing(open_workspace, dossier) -> None:
    workspace = open_workspace(dossier)
    workspace.edit("success")
    workspace.texts.editor.setPlainText("All goals hold, certainly at 99.5 %.")
    assert "“99.5”" in workspace.texts.wrong.toPlainText()
    assert workspace.texts.wrong.isVisible()
    workspace.texts.editor.setPlainText("All goals may hold.")
    assert not workspace.texts.wrong.isVisible()


def test_a_changed_figure_is_told(open_workspace, wait, qtbot, dossier) -> None:
    workspace = open_workspace(dossier)
    computed = workspace.answer.document.bottom_line[0].text
    reword(workspace, qtbot, "success", OWN)
    wait(workspace)
    assert not workspace.texts.changed.isVisible()
    goal = dossier.goals[0].id
    workspace.session.attempt("Goal", lambda d: edits.set_field(d, "goals", goal, "threshold", 1.0))
    wait(workspace)
    assert workspace.answer.document.bottom_line[0].computed != computed
    assert computed in workspace.texts.changed.toPlainText()
    assert workspace.texts.changed.isVisible()


def test_escape_leaves_and_typing_survives_new_pages(open_workspace, wait, qtbot, dossier) -> None:
    workspace = open_workspace(dossier)
    texts = workspace.texts
    workspace.edit("success")
    texts.editor.setPlainText("Half a sent")
    workspace.session.attempt("Title", lambda d: edits.set_setting(d, "title", "Other"))
    wait(workspace)
    assert texts.editor.toPlainText() == "Half a sent"
    qtbot.keyClick(texts.editor, Qt.Key.Key_Escape)
    assert texts.editor.toPlainText() == workspace.answer.document.bottom_line[0].text
    assert not workspace.session.dossier.briefing_texts


def test_the_past_cannot_be_reworded(open_workspace, qtbot, dossier) -> None:
    workspace = open_workspace(dossier, Then())
    workspace.edit("success")
    assert workspace.texts.editor.isReadOnly()
    workspace.texts.commit()
    assert not workspace.session.dossier.briefing_texts
    assert not workspace.choices.marks.isEnabled()
