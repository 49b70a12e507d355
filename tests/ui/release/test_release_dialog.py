"""The window that makes a release copy."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from equipoise.dossier.dossier import TABLES
from equipoise.dossier.release import release
from equipoise.dossier.yardsticks import percent_text
from equipoise.editing import edits, mark_edits
from equipoise.editing.session import Session
from equipoise.projection.model import ProjectionModel
from equipoise.ui.release import release_dialog
from equipoise.ui.release.release_dialog import ReleaseDialog

RESTRICTED, SECRET = "RESTRICTED", "SECRET"


@pytest.fixture
def dialog(qtbot, session: Session) -> ReleaseDialog:
    return shown(qtbot, session)


def shown(qtbot, session: Session) -> ReleaseDialog:
    made = ReleaseDialog(session)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    qtbot.waitUntil(lambda: not made.busy, timeout=60_000)
    return made


def choose(qtbot, dialog: ReleaseDialog, mark: str) -> None:
    place = dialog.mark.findText(mark)
    dialog.mark.setCurrentIndex(place)
    dialog.mark.activated.emit(place)
    qtbot.waitUntil(lambda: not dialog.busy, timeout=60_000)


def rows(preview) -> dict[str, list[list[str]]]:
    groups = [preview.topLevelItem(i) for i in range(preview.topLevelItemCount())]
    return {
        group.text(0): [
            [group.child(i).text(c) for c in range(preview.columnCount())]
            for i in range(group.childCount())
        ]
        for group in groups
    }


def chance(dossier) -> float:
    model = ProjectionModel(dossier, "balanced")
    found = model.project(dossier.weights_of("balanced")).all_goals
    assert found is not None
    return found


def test_the_preview_says_what_goes_why_and_what_still_names_it(qtbot, dialog, session) -> None:
    choose(qtbot, dialog, RESTRICTED)
    found = release(session.dossier, dialog.mark.value())
    left_out = rows(dialog.left_out)
    assert sum(len(group) for group in left_out.values()) == len(found.left_out)
    assert left_out["Recommendations (1)"] == [
        ["Embassy Task Force", "SECRET", "carries the mark SECRET"]
    ]
    why = "belongs to the recommendation “Embassy Task Force”, which is left out"
    assert all(entry[2] == why for entry in left_out["Recommendation effects (4)"])
    assert dialog.tabs.tabText(0) == f"&Left out ({len(found.left_out)})"
    assert rows(dialog.mentions)["Settings (1)"] == [
        [
            session.dossier.settings.title,
            "Conclusion",
            "Embassy Task Force",
            "Wait until the <b>Embassy Task Force</b> has reported.",
        ]
    ]
    before = sum(len(session.dossier.table(key)) for key in TABLES)
    gone = len(found.left_out)
    assert dialog.said.text().startswith(
        f"Of {before} rows, {before - gone} stay and {gone} are left out."
    )
    assert "(bookmark" in dialog.said.text()
    assert "Still named" in dialog.problem.message


def test_the_change_of_the_outcome_is_said_as_computed_from_judgments(
    qtbot, dialog, session
) -> None:
    choose(qtbot, dialog, RESTRICTED)
    found = release(session.dossier, dialog.mark.value())
    before, after = (percent_text(chance(d)) for d in (session.dossier, found.dossier))
    said = dialog.outcome.text()
    assert before != after
    assert f"({before}) that both goals hold now; in the copy" in said
    assert f"({after}) that the one goal holds" in said
    assert "“Balanced”" in said
    assert said.endswith("Computed from judgments.")


def test_what_is_written_is_the_copy_of_the_dossier_as_it_stands(qtbot, dialog, session) -> None:
    choose(qtbot, dialog, RESTRICTED)
    session.attempt("Title", lambda d: edits.set_setting(d, "title", "Another title"))
    assert not dialog.write_button.isEnabled()
    qtbot.waitUntil(lambda: not dialog.busy, timeout=60_000)
    with qtbot.waitSignal(dialog.write_wanted) as heard:
        qtbot.mouseClick(dialog.write_button, Qt.MouseButton.LeftButton)
    assert heard.args == [release(session.dossier, dialog.mark.value())]
    assert heard.args[0].dossier.settings.title == "Another title"
    assert heard.args[0].dossier.settings.handling_mark == RESTRICTED


def test_a_row_listed_leads_to_it(qtbot, dialog, session) -> None:
    choose(qtbot, dialog, RESTRICTED)
    groups = [dialog.left_out.topLevelItem(i) for i in range(dialog.left_out.topLevelItemCount())]
    effects = next(g for g in groups if g.text(0).startswith("Recommendation effects"))
    with qtbot.waitSignal(dialog.go_to) as heard:
        dialog.left_out.itemActivated.emit(effects.child(0), 0)
    assert heard.args == ["recommendations", "embassy-task-force"]
    weights = next(g for g in groups if g.text(0).startswith("Weights"))
    with qtbot.waitSignal(dialog.go_to) as heard:
        dialog.left_out.itemActivated.emit(weights.child(0), 0)
    assert heard.args == ["recommendations", "embassy-task-force"]
    with qtbot.waitSignal(dialog.go_to) as heard:
        dialog.mentions.itemActivated.emit(dialog.mentions.topLevelItem(0).child(0), 0)
    assert heard.args == ["settings", "settings"]
    with qtbot.assertNotEmitted(dialog.go_to):
        dialog.left_out.itemActivated.emit(effects, 0)


def test_it_follows_the_dossier_also_while_hidden(qtbot, dialog, session) -> None:
    choose(qtbot, dialog, SECRET)
    assert rows(dialog.left_out) == {
        "Handling marks (1)": [["TOP SECRET", "TOP SECRET", "ranks above SECRET"]]
    }
    dialog.hide()
    top = next(mark.id for mark in session.dossier.marks if mark.name == "TOP SECRET")
    session.attempt(
        "Mark", lambda d: mark_edits.set_marks(d, [("drivers", "iranian-relations")], top)
    )
    assert not dialog.write_button.isEnabled()
    dialog.show()
    qtbot.waitUntil(lambda: not dialog.busy, timeout=60_000)
    assert dialog.mark.currentText() == SECRET
    assert [entry[1] for entry in rows(dialog.left_out)["Drivers (1)"]] == ["TOP SECRET"]


def test_a_default_mark_above_the_copy_is_explained(qtbot, dialog) -> None:
    assert dialog.mark.currentText() == "UNCLASSIFIED", "the lowest mark comes first"
    assert "The copy holds too little to project" in dialog.problem.message
    assert "count as RESTRICTED: choose a lower default mark" in dialog.problem.message
    assert "texts are emptied" in dialog.said.text()
    assert dialog.outcome.text() == "The copy holds no scenario, so there is no outcome to compare."


def test_without_marks_it_says_what_to_do_first(qtbot, session) -> None:
    bare = replace(session.dossier, settings=replace(session.dossier.settings, default_mark_id=""))
    for key in ("recommendations", "goals"):
        bare = bare.with_table(key, (replace(r, mark_id="") for r in bare.table(key)))
    dialog = shown(qtbot, Session(bare.with_table("marks", ()), None))
    assert "Load or add marks in the Overview first" in dialog.problem.message
    assert not dialog.write_button.isEnabled()
    assert rows(dialog.left_out) == {}


def test_a_fault_is_told_and_nothing_can_be_written(qtbot, dialog, monkeypatch) -> None:
    def broken(*_arguments):
        raise RuntimeError("broken")

    monkeypatch.setattr(release_dialog, "release", broken)
    with qtbot.waitSignal(dialog.failed) as heard:
        choose(qtbot, dialog, SECRET)
    assert str(heard.args[0]) == "broken"
    assert not dialog.write_button.isEnabled()
    assert "none is written" in dialog.problem.message


def test_names_are_read_in_full_and_stand_as_typed(qtbot, dialog, session) -> None:
    choose(qtbot, dialog, RESTRICTED)
    widest = dialog.left_out.fontMetrics().horizontalAdvance("Embassy Task Force")
    assert dialog.left_out.columnWidth(0) > widest
    tip = dialog.mentions.topLevelItem(0).child(0).toolTip(3)
    assert "&lt;b&gt;" in tip
    for label in dialog.findChildren(QLabel):
        assert "<" not in label.text() or label.textFormat() == Qt.TextFormat.PlainText
