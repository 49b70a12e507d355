"""The judgment editor: numbers, picture, keys, refusals."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from equipoise.dossier.fields import Judged, specifications
from equipoise.dossier.judgment import Judgment
from equipoise.dossier.rows import Driver, Term
from equipoise.editing import edits
from equipoise.editing.session import Session
from equipoise.ui.judgment.judgment_editor import JudgmentEditor
from equipoise.ui.judgment.judgment_popup import JudgmentPopup

LIKELIHOOD = specifications(Driver)["likelihood"]
assert isinstance(LIKELIHOOD, Judged)


@pytest.fixture
def editor(qtbot, session: Session) -> JudgmentEditor:
    """The likelihood of the first driver (30 – 50 – 70 · 80 %), bound to the session."""
    editor = JudgmentEditor(session, LIKELIHOOD, "Likelihood of Election")

    def write(judgment: Judgment, gesture: int | None) -> None:
        session.attempt(
            "Change likelihood",
            lambda d: edits.set_field(d, "drivers", "d1", "likelihood", judgment),
            gesture,
        )

    editor.edited.connect(write)
    session.changed.connect(lambda _: editor.show_judgment(likelihood(session)))
    editor.show_judgment(likelihood(session))
    editor.resize(420, 300)
    qtbot.addWidget(editor)
    editor.show()
    qtbot.waitExposed(editor)
    return editor


def likelihood(session: Session) -> Judgment:
    found: Judgment = session.dossier.get("drivers", "d1").likelihood
    return found


def type_into(qtbot, editor: JudgmentEditor, part: str, text: str) -> None:
    field = editor.field(part)
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, text)
    qtbot.keyClick(field, Qt.Key.Key_Return)


def test_typed_numbers_are_taken_over_and_undone(qtbot, editor, session) -> None:
    type_into(qtbot, editor, "confidence", "60")
    assert likelihood(session) == Judgment(30, 50, 70, 60)
    session.undo_stack.undo()
    assert likelihood(session) == Judgment(30, 50, 70, 80)
    assert editor.field("confidence").text() == "80"


def test_low_above_likely_is_told_and_nothing_typed_is_lost(qtbot, editor, session) -> None:
    type_into(qtbot, editor, "low", "60")
    assert likelihood(session) == Judgment(30, 50, 70, 80)
    assert "low (60) is greater than likely (50)" in editor.problem.message
    assert editor.problem.isVisible()
    assert editor.field("low").text() == "60"
    type_into(qtbot, editor, "likely", "65")
    assert likelihood(session) == Judgment(60, 65, 70, 80)
    assert not editor.problem.isVisible()
    assert session.undo_stack.count() == 1


@pytest.mark.parametrize(
    "wrong",
    [
        ("low", "some", "“some” is not a number"),
        ("high", "101", "lies outside 0–100"),
        ("confidence", "30", "must lie between 50 and 100"),
        ("likely", "", "a number is needed"),
        ("likely", "nan", "is not a number"),
    ],
)
def test_what_cannot_be_is_told(qtbot, editor, session, wrong) -> None:
    part, text, reason = wrong
    field = editor.field(part)
    field.setFocus()
    field.lineEdit().setText(text)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert reason in editor.problem.message
    assert field.text() == text
    assert likelihood(session) == Judgment(30, 50, 70, 80)


def test_a_drag_is_live_and_one_undo_step(qtbot, editor, session) -> None:
    picture, handle = editor.picture, editor.picture.handle("high")
    seen: list[float] = []
    session.changed.connect(lambda _: seen.append(likelihood(session).high))
    centre = handle.rect().center()
    QTest.mousePress(handle, Qt.MouseButton.LeftButton, pos=centre)
    for value in (75, 80, 90):
        target = picture.mapToGlobal(QPoint(round(picture.x_of(value)), 60))
        QTest.mouseMove(handle, handle.mapFromGlobal(target))
    QTest.mouseRelease(handle, Qt.MouseButton.LeftButton, pos=centre)
    assert seen == [75, 80, 90]
    assert likelihood(session) == Judgment(30, 50, 90, 80)
    assert session.undo_stack.count() == 1
    session.undo_stack.undo()
    assert likelihood(session) == Judgment(30, 50, 70, 80)


def test_a_handle_stops_at_its_neighbour(qtbot, editor, session) -> None:
    editor.picture.move_part("low", 95)
    assert likelihood(session) == Judgment(50, 50, 70, 80)


def test_likely_stays_inside_its_bounds(qtbot, session) -> None:
    spec = specifications(Term)["level"]
    assert isinstance(spec, Judged)
    editor = JudgmentEditor(session, spec, "Level")
    qtbot.addWidget(editor)
    editor.show_judgment(Judgment(0, 5, 20))
    moved: list[Judgment] = []
    editor.picture.moved.connect(moved.append)
    editor.picture.move_part("likely", -10)
    assert moved == [Judgment(0, 1, 20)]


def test_arrow_keys_move_a_handle(qtbot, editor, session) -> None:
    handle = editor.picture.handle("likely")
    handle.setFocus()
    qtbot.keyClick(handle, Qt.Key.Key_Right)
    assert likelihood(session).likely == 51
    qtbot.keyClick(handle, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    assert likelihood(session).likely == 46
    assert session.undo_stack.count() == 2
    assert handle.accessibleName() == "likely 46 %"


def test_steps_in_a_row_are_one_undo_step(qtbot, editor, session) -> None:
    field = editor.field("high")
    field.setFocus()
    for _ in range(3):
        qtbot.keyClick(field, Qt.Key.Key_Up)
    assert likelihood(session).high == 73
    assert session.undo_stack.count() == 1


def test_popup_closed_with_numbers_out_of_order_tells_so(qtbot, session, refusals, editor) -> None:
    popup = JudgmentPopup(
        session,
        LIKELIHOOD,
        "Likelihood of Election",
        lambda: likelihood(session),
        write=lambda judgment, gesture: None,
        parent=editor,
    )
    popup.open_at(editor.rect())
    popup.editor.field("low").lineEdit().setText("99")
    popup.close()
    assert len(refusals) == 1
    assert "left as it was: low (99) is greater than likely (50)" in refusals[0]
