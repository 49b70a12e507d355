"""Goals and red lines in the Overview: every field is edited, contradictions are said plainly."""

from __future__ import annotations

from equipoise.dossier.rows import Goal
from equipoise.ui.rooms.overview_room import OverviewRoom


def test_every_field_of_a_goal_is_edited_in_the_table(qtbot, session) -> None:
    room = OverviewRoom(session)
    qtbot.addWidget(room)
    room.show()
    assert room.focus_row("goals", "g1")
    model = room.tables["goals"].model
    labels = [access.label for access in model.columns]
    for label, text in (
        ("Name", "Keep South out"),
        ("Kind", "Red line"),
        ("Pole", "South"),
        ("Aspect", "Trade"),
        ("Relation", "at most"),
        ("Threshold", "62.5"),
        ("Time", "by month"),
        ("Month", "24"),
        ("Accepted risk", "15"),
    ):
        assert model.setData(model.index(0, labels.index(label)), text), label
    assert session.dossier.get("goals", "g1") == Goal(
        "g1", "Keep South out", "red_line", "a1", "p2", "at_most", 62.5, "by", 24, 15
    )
    assert model.setData(model.index(0, labels.index("Aspect")), "none")
    assert session.dossier.get("goals", "g1").aspect_id == "", "the index of the pole again"
    assert not model.setData(model.index(0, labels.index("Month")), "48")
    assert session.dossier.get("goals", "g1").month == 24


def test_contradictory_red_lines_are_said_plainly_and_block_nothing(qtbot, session) -> None:
    room = OverviewRoom(session)
    qtbot.addWidget(room)
    room.show()
    assert not room.missing.isVisible()
    lines = (
        Goal("g1", "Close <b>ties</b>", "red_line", "", "p1", "at_least", 60, "by", 36),
        Goal("g2", "Keep distance", "red_line", "", "p1", "at_most", 40, "at", 12),
    )
    assert session.attempt("Lines", lambda d: d.with_table("goals", lines))
    assert room.missing.message == (
        "“Close <b>ties</b>” and “Keep distance” contradict each other: the index of North cannot "
        "be at least 60 and at most 40 in month 12."
    )
    session.undo_stack.undo()
    assert not room.missing.isVisible()
