"""The handling mark of the dossier: chosen from lists, or any text; and the briefing's settings."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from equipoise.dossier.marks import PRESETS
from equipoise.editing import edits, mark_edits
from equipoise.ui.rooms.handling_mark_editor import HandlingMarkEditor
from equipoise.ui.rooms.overview_room import OverviewRoom


@pytest.fixture
def room(qtbot, session) -> OverviewRoom:
    made = OverviewRoom(session)
    qtbot.addWidget(made)
    made.resize(600, 560)
    with qtbot.waitExposed(made):
        made.show()
    return made


@pytest.fixture
def editor(room) -> HandlingMarkEditor:
    found = room.situation.editor("handling_mark")
    assert isinstance(found, HandlingMarkEditor)
    return found


def offered(editor) -> list[str]:
    return [editor.box.itemText(row).strip() for row in range(editor.box.count())]


def choose(editor, mark: str) -> None:
    place = editor.box.findData(mark)
    editor.box.setCurrentIndex(place)
    editor.box.activated.emit(place)


def test_own_marks_come_first_then_every_list_under_its_name(editor, session) -> None:
    lists = [text for p in PRESETS.values() for text in (p.name, *(m.name for m in p.marks))]
    assert offered(editor) == ["(none)", *lists]
    session.attempt("Load", lambda d: mark_edits.load_preset(d, PRESETS["tlp"]))
    own = [mark.name for mark in reversed(PRESETS["tlp"].marks)]
    assert offered(editor) == ["(none)", "Marks of this dossier", *own, *lists]
    heading = editor.box.model().index(1, 0)
    assert not heading.flags() & Qt.ItemFlag.ItemIsEnabled


def test_a_mark_is_chosen_and_taken_away_each_one_undo_step(editor, session) -> None:
    choose(editor, "NATO SECRET")
    assert session.dossier.settings.handling_mark == "NATO SECRET"
    assert editor.line.text() == "NATO SECRET"
    choose(editor, "")
    assert session.dossier.settings.handling_mark == ""
    assert editor.line.text() == ""
    session.undo_stack.undo()
    assert editor.line.text() == "NATO SECRET"
    session.undo_stack.undo()
    assert session.dossier.settings.handling_mark == ""


def test_free_text_stays_as_typed(qtbot, editor, session) -> None:
    editor.line.setFocus()
    qtbot.keyClicks(editor.line, "NATO")
    session.attempt("Load", lambda d: mark_edits.load_preset(d, PRESETS["eu"]))
    assert editor.line.text() == "NATO"
    qtbot.keyClick(editor.line, Qt.Key.Key_Return)
    assert session.dossier.settings.handling_mark == "NATO"
    editor.line.selectAll()
    qtbot.keyClicks(editor.line, "secret, Ministers only")
    editor.commit()
    assert session.dossier.settings.handling_mark == "secret, Ministers only"


def test_authority_author_and_portion_marks_stand_in_the_form(qtbot, room, session) -> None:
    form = room.situation
    form.editor("authority").area.setPlainText("Issued by the Desk\nDeclassify 2050")
    qtbot.keyClicks(form.editor("author").line, "T. Ester")
    room.commit()
    form.editor("portion_marks").check.click()
    settings = session.dossier.settings
    assert settings.authority == "Issued by the Desk\nDeclassify 2050"
    assert (settings.author, settings.portion_marks) == ("T. Ester", True)
    session.attempt("Elsewhere", lambda d: edits.set_setting(d, "author", ""))
    assert form.editor("author").line.text() == ""
