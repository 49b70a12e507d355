"""Blind-first weighting: hidden until committed; the shift is told and kept in the note."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt

from equipoise.editing import edits, scenario_edits
from equipoise.editing.session import Session
from equipoise.projection.model import ProjectionModel
from equipoise.store.dossier_file import DossierFile
from equipoise.store.shipped import shipped_dossier
from equipoise.ui.scenarios.blind_first import BlindFirst

pytestmark = pytest.mark.qt_log_ignore("^This plugin does not support")

TALKS, CULTURE, COUNTER = (
    "regional-security-dialogues",
    "cultural-diplomacy",
    "counterterrorism-efforts",
)


def test_outcomes_are_hidden_until_the_weights_are_committed(panel, session, qtbot) -> None:
    heard: list[bool] = []
    panel.blind.hidden_changed.connect(heard.append)
    panel.show_swings(ProjectionModel(session.dossier, "balanced").swings(12))
    row = panel.row(COUNTER)
    assert row.swings[0].text()
    panel.bar.menu.commands["blind"].trigger()
    assert panel.bar.menu.commands["blind"].isChecked()
    assert heard == [True]
    assert panel.warnings.isHidden()
    assert row.swings[0].text() == row.swings[0].toolTip() == ""
    assert row.slider.accessibleDescription() == "", "a screen reader must not give it away"
    row.number.setValue(60.0)
    panel.row("sustained-communication-channel").number.setValue(2.0)
    assert panel.warnings.crossings == ()
    assert row.mark.text() == ""
    panel.show_swings(ProjectionModel(session.dossier, "balanced").swings(12))
    assert row.swings[0].text() == ""

    qtbot.mouseClick(panel.blind_strip.commit, Qt.MouseButton.LeftButton)
    assert heard == [True, False]
    assert panel.warnings.isVisible()
    assert row.swings[0].text()
    assert len(panel.warnings.crossings) >= 2
    assert "no shift yet" in panel.blind_strip.line.text()


def test_the_shift_is_told_in_words_and_kept_in_the_note(panel, session, qtbot) -> None:
    panel.blind.start()
    panel.row(CULTURE).number.setValue(10.0)
    panel.blind.commit()
    assert panel.blind.shift() == ""
    panel.row(TALKS).number.setValue(30.0)
    panel.row(CULTURE).number.setValue(12.5)
    told = (
        "Shift since the blind weights: Cultural Diplomacy 10 → 12.5 %, "
        "Regional Security Dialogues 35 → 30 %"
    )
    assert panel.blind_strip.line.text() == told
    note = session.dossier.get("scenarios", "balanced").note
    steps = session.undo_stack.count()
    qtbot.mouseClick(panel.blind_strip.close_button, Qt.MouseButton.LeftButton)
    kept = session.dossier.get("scenarios", "balanced").note
    assert kept == f"{note}\n{date.today().isoformat()}, blind-first weighting. {told}."
    assert session.undo_stack.undoText() == "Blind-first: shift noted"
    assert session.undo_stack.count() == steps + 1
    assert panel.blind_strip.isHidden()
    assert not panel.bar.menu.commands["blind"].isChecked()
    session.undo_stack.undo()
    assert session.dossier.get("scenarios", "balanced").note == note


def test_the_day_and_an_unchanged_mind_are_noted_too(session) -> None:
    blind = BlindFirst(session, today=lambda: date(2026, 3, 1))
    blind.start()
    blind.commit()
    assert blind.close_comparison()
    assert session.dossier.get("scenarios", "balanced").note.endswith(
        "\n2026-03-01, blind-first weighting. The weights were not changed after the charts "
        "were seen."
    )


def test_the_journal_keeps_the_shift_with_its_words(qapp, tmp_path) -> None:
    with DossierFile.create(tmp_path / "kept.equipoise", shipped_dossier()) as file:
        session = Session(file.dossier, file)
        session.show_scenario("balanced")
        blind = BlindFirst(session)
        blind.start()
        blind.commit()
        session.attempt("W", lambda d: edits.set_weight(d, "balanced", TALKS, 30.0))
        assert blind.close_comparison()
        (edit,) = file.edits(limit=1)
    (entry,) = edit.entries
    assert edit.action == "Blind-first: shift noted"
    assert (entry.row_id, entry.field) == ("balanced", "note")
    assert "Regional Security Dialogues 35 → 30 %" in str(entry.new)


def test_the_shift_belongs_to_the_scenario_committed(session) -> None:
    blind = BlindFirst(session)
    blind.start()
    session.show_scenario("west-first")
    assert blind.hidden, "another scenario gives nothing away"
    blind.commit()
    session.show_scenario("balanced")
    session.attempt("W", lambda d: edits.set_weight(d, "balanced", CULTURE, 50.0))
    assert blind.shift() == ""
    session.attempt("W", lambda d: edits.set_weight(d, "west-first", TALKS, 45.0))
    assert blind.shift() == "Shift since the blind weights: Regional Security Dialogues 55 → 45 %"
    session.attempt("Delete", lambda d: scenario_edits.delete_scenario(d, "west-first"))
    assert not blind.active


def test_a_note_that_is_refused_keeps_the_comparison_open(session) -> None:
    blind = BlindFirst(session)
    blind.start()
    blind.commit()
    session.attempt("Lock", lambda d: scenario_edits.set_locked(d, "balanced", True))
    assert not blind.close_comparison()
    assert blind.comparing
    blind.stop()
    assert not blind.active


def test_leaving_the_mode_before_the_commit_brings_the_charts_back(session) -> None:
    heard: list[bool] = []
    blind = BlindFirst(session)
    blind.hidden_changed.connect(heard.append)
    blind.start()
    blind.stop()
    assert heard == [True, False]
    assert not blind.comparing
    assert session.undo_stack.count() == 0
