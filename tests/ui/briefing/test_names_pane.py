"""Names abroad are added, written one after another, locked and filtered by language."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit

from equipoise.dossier.names_abroad import names_without
from equipoise.editing import briefing_edits
from equipoise.ui.briefing.names_pane import NamesPane

pytestmark = pytest.mark.qt_log_ignore("^This plugin does not support")

HEBREW, RUSSIAN = "רוסיה", "Россия"


@pytest.fixture
def session(session):
    """The shipped dossier as if nobody had written its names in another language yet."""
    session.attempt("Forget names", lambda d: d.with_table("names_abroad", ()))
    return session


@pytest.fixture
def pane(qtbot, session) -> NamesPane:
    made = NamesPane(session)
    qtbot.addWidget(made)
    made.resize(300, 600)
    with qtbot.waitExposed(made):
        made.show()
    return made


@pytest.fixture
def heard(session) -> list[str]:
    found: list[str] = []
    session.refused.connect(found.append)
    return found


def known(session) -> list[tuple[str, str, str, bool]]:
    return [(r.name, r.language, r.written, r.locked) for r in session.dossier.names_abroad]


def add(session, name="Russia", language="he", written=HEBREW, *, locked=True) -> str:
    assert session.attempt(
        "Add",
        lambda d: briefing_edits.add_name_abroad(d, name, language, written, locked=locked),
    )
    return session.dossier.names_abroad[-1].id


def shown(pane) -> list[list[str]]:
    model = pane.table.model
    columns = range(model.columnCount())
    return [[model.text(row, column) for column in columns] for row in range(model.rowCount())]


def test_a_name_of_the_dossier_is_chosen_and_written(qtbot, pane, session) -> None:
    offered = [pane.name.itemText(row) for row in range(pane.name.count())]
    assert {"Israel", "Russia", "West", "Military Coordination", "Balanced"} <= set(offered)
    assert len(offered) == len(set(offered))
    pane.name.setCurrentIndex(offered.index("Russia"))
    pane.written.setText(HEBREW)
    qtbot.keyClick(pane.written, Qt.Key.Key_Return)
    assert known(session) == [("Russia", "he", HEBREW, True)]
    assert shown(pane) == [["Russia", "Hebrew", HEBREW, "yes"]]
    assert (pane.name.currentText(), pane.written.text()) == ("", "")
    session.undo_stack.undo()
    assert shown(pane) == []


def test_a_name_may_be_typed_and_its_beginning_is_not_completed(qtbot, pane, session) -> None:
    qtbot.keyClicks(pane.name.lineEdit(), "Mil")
    pane.written.setText("צבא")
    qtbot.mouseClick(pane.add_button, Qt.MouseButton.LeftButton)
    assert known(session) == [("Mil", "he", "צבא", True)]


def test_what_cannot_be_added_is_said_beneath(qtbot, pane, session) -> None:
    qtbot.mouseClick(pane.add_button, Qt.MouseButton.LeftButton)
    assert pane.problem.message == "Give a name of the dossier, and how it is written."
    add(session)
    pane.name.setEditText("russia")
    pane.written.setText("אחר")
    pane.add()
    assert "stands in another row already" in pane.problem.message
    assert pane.written.text() == "אחר"
    assert len(session.dossier.names_abroad) == 1


def test_a_locked_name_refuses_edit_paste_and_removal_in_plain_words(
    qtbot, pane, session, heard
) -> None:
    add(session)
    model, view = pane.table.model, pane.table.view
    before = session.dossier
    assert not model.setData(model.index(0, 2), "אחר")
    view.select_rows([model.row_id(0)])
    qtbot.keyClick(view, Qt.Key.Key_Delete)
    QGuiApplication.clipboard().setText("West")
    pane.table.paste()
    said = "The name abroad “Russia (Hebrew)” is locked. Unlock it to change it."
    assert heard == [said] * 3
    assert session.dossier is before


def test_unlocked_a_name_is_edited_and_removed(qtbot, pane, session, heard) -> None:
    add(session)
    model, view = pane.table.model, pane.table.view
    ticks = model.index(0, 3)
    assert model.setData(ticks, Qt.CheckState.Unchecked.value, Qt.ItemDataRole.CheckStateRole)
    assert model.setData(model.index(0, 2), "רוסיה הפדרלית")
    assert model.setData(model.index(0, 1), "arabic")
    assert known(session) == [("Russia", "ar", "רוסיה הפדרלית", False)]
    pane.show_language("")
    view.select_rows([session.dossier.names_abroad[0].id])
    qtbot.mouseClick(pane.table.buttons["delete"], Qt.MouseButton.LeftButton)
    assert known(session) == []
    assert not heard
    for _ in range(4):
        session.undo_stack.undo()
    assert known(session) == [("Russia", "he", HEBREW, True)]


def test_removal_is_refused_as_a_whole_where_one_is_locked(qtbot, pane, session, heard) -> None:
    ids = [add(session, locked=False), add(session, "West", written="מערב")]
    pane.table.view.select_rows(ids)
    pane.table.delete()
    assert len(known(session)) == 2
    assert "“West (Hebrew)” is locked" in heard[0]


def test_only_the_language_chosen_is_listed(pane, session) -> None:
    add(session)
    add(session, language="ru", written=RUSSIAN)
    assert [row[2] for row in shown(pane)] == [HEBREW]
    assert pane.table.view.isColumnHidden(1)
    pane.show_language("ru")
    assert [row[2] for row in shown(pane)] == [RUSSIAN]
    assert pane.into.value() == "ru"
    pane.show_language("")
    assert [row[2] for row in shown(pane)] == [HEBREW, RUSSIAN]
    assert not pane.table.view.isColumnHidden(1)
    assert not pane.lacking.isVisible()
    pane.show_language("he")
    assert pane.focus_row("names_abroad", session.dossier.names_abroad[1].id)
    assert pane.language.value() == "ru"


def test_names_that_a_language_lacks_are_counted_and_written_one_after_another(
    qtbot, pane, session
) -> None:
    lacking = list(names_without(session.dossier, "he"))
    assert pane.lacking.text() == f"List {len(lacking)} names without Hebrew"
    assert not pane.missing.isVisible()
    pane.lacking.setChecked(True)
    assert pane.missing.names() == lacking
    pane.missing.setFocus()
    pane.missing.setCurrentCell(1, 1)
    for written in ("אחת", "שתיים"):
        qtbot.keyClick(pane.missing, Qt.Key.Key_Return)
        editor = QApplication.focusWidget()
        assert isinstance(editor, QLineEdit)
        editor.setText(written)
        count = len(session.dossier.names_abroad)
        qtbot.keyClick(editor, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda count=count: len(session.dossier.names_abroad) == count + 1)
    assert [row[:3] for row in known(session)] == [
        (lacking[1], "he", "אחת"),
        (lacking[2], "he", "שתיים"),
    ]
    assert pane.missing.names() == [lacking[0], *lacking[3:]]
    assert pane.missing.currentRow() == 1
    assert pane.lacking.text() == f"List {len(lacking) - 2} names without Hebrew"
    session.undo_stack.undo()
    assert pane.missing.names() == [lacking[0], *lacking[2:]]


def test_a_name_just_typed_is_taken_over_before_the_pane_goes(pane, session) -> None:
    pane.lacking.setChecked(True)
    pane.missing.item(0, 1).setText("ישראל")
    pane.commit()
    assert known(session) == [(session.dossier.settings.title, "he", "ישראל", True)]


def test_a_language_that_lacks_nothing_says_so(pane, session) -> None:
    def write_all(dossier):
        for name in names_without(dossier, "he"):
            dossier = briefing_edits.add_name_abroad(dossier, name, "he", f"{name} בעברית")
        return dossier

    pane.lacking.setChecked(True)
    session.attempt("All", write_all)
    assert pane.lacking.text() == "No name lacks Hebrew"
    assert not pane.missing.isVisible()


def test_names_are_shown_as_typed(pane, session) -> None:
    hostile = '<img src="file:///etc/passwd">'
    session.attempt(
        "Subject",
        lambda d: replace(d, settings=replace(d.settings, title=hostile)),
    )
    pane.lacking.setChecked(True)
    assert pane.missing.item(0, 0).text() == hostile
    assert "<img" not in pane.missing.item(0, 0).toolTip()
    for label in pane.findChildren(QLabel):
        assert label.textFormat() == Qt.TextFormat.PlainText
