"""The window “What it changes”: every edit counts at once and can be undone."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QToolButton

from equipoise.dossier.deletion import delete
from equipoise.dossier.judgment import Judgment
from equipoise.dossier.rows import Forcing
from equipoise.dossier.scenarios import scenario_difference
from equipoise.editing import edits, scenario_edits
from equipoise.projection.model import ProjectionModel
from equipoise.ui.scenarios.difference_page import place_on_screen

pytestmark = pytest.mark.qt_log_ignore("^This plugin does not support")

HOSTILE = '<img src="file:///etc/passwd"><b>bold</b>'
CELL = "military-coordination/russia"
PLACE = ("cells", CELL, "level")


@pytest.fixture
def window(panel, session):
    panel.show_scenario_page("drivers")
    return panel.scenario_window


def index(dossier, scenario_id: str = "balanced") -> dict[str, np.ndarray]:
    projection = ProjectionModel(dossier, scenario_id).project(dossier.weights_of(scenario_id))
    return {pole: fan.mean for pole, fan in projection.index.items()}


def same(one: dict[str, np.ndarray], two: dict[str, np.ndarray]) -> bool:
    return all(np.array_equal(one[pole], two[pole]) for pole in one)


def shown(page) -> list[list[str]]:
    listing = page.listing
    rows = [listing.topLevelItem(i) for i in range(listing.topLevelItemCount())]
    return [[row.text(c) for c in range(listing.columnCount())] for row in rows]


def test_a_driver_is_forced_and_freed(window, session) -> None:
    model = window.drivers.table.model
    row = model.place_of("iranian-relations")
    judged = index(session.dossier)
    assert model.text(row, 1) == "As judged"
    assert model.text(row, 2) == ""
    assert model.setData(model.index(row, 1), "Happens")
    onset = session.dossier.get("drivers", "iranian-relations").onset
    forcing = session.dossier.get("forcings", "balanced/iranian-relations")
    assert (forcing.state, forcing.month) == ("happens", round(onset.likely))
    assert model.setData(model.index(row, 2), "5")
    by_hand = session.dossier.with_table(
        "forcings",
        (*session.dossier.forcings_of("latitude-iran"), replace(forcing, month=5)),
    )
    assert same(index(session.dossier), index(by_hand))
    assert not same(index(session.dossier), judged)
    assert model.setData(model.index(row, 1), "Does not happen")
    assert model.text(row, 2) == ""
    assert model.setData(model.index(row, 1), "As judged")
    assert same(index(session.dossier), judged)
    session.undo_stack.undo()
    assert model.text(row, 1) == "Does not happen"


def test_a_judgment_is_found_changed_and_given_back(window, session, panel, qtbot) -> None:
    panel.show_scenario_page("judgments")
    page = window.overrides
    before = index(session.dossier)
    chooser = page.choose()
    qtbot.keyClicks(chooser.words, "military russia level")
    seen = [i for i in range(chooser.listing.count()) if not chooser.listing.item(i).isHidden()]
    assert [chooser.listing.item(i).text() for i in seen] == [
        "Cell · Military Coordination / Russia, Level"
    ]
    qtbot.mouseClick(chooser.ok, Qt.MouseButton.LeftButton)
    own = session.dossier.level_of(session.dossier.get("cells", CELL))
    assert session.dossier.get("overrides", f"balanced/cells/{CELL}/level").judgment == own
    assert same(index(session.dossier), before), "it begins as what the dossier says"

    page.editor.field("low").lineEdit().setText("60")
    page.editor.field("likely").lineEdit().setText("70")
    page.editor.field("high").lineEdit().setText("80")
    assert page.editor.commit()
    wanted = Judgment(60, 70, 80, own.confidence)
    assert session.dossier.get("overrides", f"balanced/cells/{CELL}/level").judgment == wanted
    by_hand = edits.set_field(session.dossier, "cells", CELL, "level", wanted)
    by_hand = scenario_edits.set_override(by_hand, "balanced", PLACE, None)
    assert same(index(session.dossier), index(by_hand))
    assert not same(index(session.dossier), before)
    assert same(index(session.dossier, "as-today"), index(by_hand, "as-today")) is False
    assert shown(page)[0][2] == f"60 – 70 – 80 · {own.confidence:g} %"

    page.editor.field("low").lineEdit().setText("90")
    assert not page.editor.commit()
    assert "greater than likely" in page.editor.problem.message
    page.editor.field("low").lineEdit().setText("60")
    assert page.editor.commit()
    qtbot.mouseClick(page.remove_button, Qt.MouseButton.LeftButton)
    assert session.dossier.overrides_of("balanced") == ()
    assert page.editor is None
    assert same(index(session.dossier), before)
    session.undo_stack.undo()
    assert shown(page)[0][0] == "Military Coordination / Russia, Level"


def test_an_override_that_leaves_the_dossier_out_of_order_is_refused_beside_it(
    window, session
) -> None:
    damping = session.dossier.dampings[0]
    window.overrides.add(("dampings", damping.id, "share"))
    editor = window.overrides.editor
    for part, value in (("low", "98"), ("likely", "99"), ("high", "100"), ("confidence", "100")):
        editor.field(part).lineEdit().setText(value)
    others = [
        d
        for d in session.dossier.dampings
        if d.driver_id == damping.driver_id and d.id != damping.id
    ]
    assert others, "the shipped dossier damps this driver twice"
    assert not editor.commit()
    assert "in the scenario “Balanced”" in editor.problem.message


def test_goals_are_set_aside_and_put_in_force(window, session, panel) -> None:
    panel.show_scenario_page("goals")
    model = window.goals.table.model
    place = model.index(model.place_of("western-partnership"), 0)
    unticked, ticked = Qt.CheckState.Unchecked, Qt.CheckState.Checked
    both = ProjectionModel(session.dossier, "balanced").project({}).all_goals
    assert model.setData(place, unticked, Qt.ItemDataRole.CheckStateRole)
    assert session.dossier.set_aside_in("balanced") == {"western-partnership"}
    alone = ProjectionModel(session.dossier, "balanced").project({})
    assert alone.all_goals == alone.goals["working-relationship"] != both
    assert model.setData(place, ticked, Qt.ItemDataRole.CheckStateRole)
    assert session.dossier.set_aside_in("balanced") == frozenset()
    assert model.text(0, 3) == "the index of Russia at least 50 at month 36"


def test_the_difference_lists_every_element_and_takes_one_back(
    window, session, panel, qtbot
) -> None:
    session.attempt(
        "Judge",
        lambda d: scenario_edits.set_override(d, "balanced", PLACE, Judgment(1, 2, 3)),
    )
    panel.show_scenario_page("difference")
    page = window.difference
    found = scenario_difference(session.dossier, "as-today", "balanced")
    rows = shown(page)
    widest = page.listing.fontMetrics().horizontalAdvance("Judgment")
    assert page.listing.columnWidth(0) > widest, "the kind is cut off"
    assert [row[1:4] for row in rows] == [[e.label, e.base, e.other] for e in found]
    assert ["Weight", "Embassy Task Force", "5 %", "20 %", ""] in rows
    assert rows[-1][:3] == ["Judgment", "Military Coordination / Russia, Level", "as judged"]

    place = [row[1] for row in rows].index("Embassy Task Force")
    button = page.listing.itemWidget(page.listing.topLevelItem(place), 4)
    assert isinstance(button, QToolButton)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert session.dossier.weights_of("balanced")["embassy-task-force"] == 5.0
    assert len(shown(page)) == len(rows) - 1
    session.undo_stack.undo()
    assert shown(page) == rows

    with qtbot.waitSignal(panel.go_to) as heard:
        page.listing.itemActivated.emit(page.listing.topLevelItem(place), 1)
    assert heard.args == ["recommendations", "embassy-task-force"]
    damping = session.dossier.dampings[0]
    assert place_on_screen(session.dossier, "dampings", damping.id) == (
        "recommendations",
        damping.recommendation_id,
    )
    session.show_scenario("as-today")
    assert page.listing.isHidden()
    assert "This is the base scenario" in page.said.text()


def test_what_no_longer_fits_is_kept_and_explained(window, session, panel) -> None:
    session.attempt(
        "Force",
        lambda d: d.with_row("forcings", Forcing("balanced", "iranian-relations", "happens", 99)),
    )
    session.attempt(
        "Judge",
        lambda d: scenario_edits.set_override(
            d, "balanced", ("drivers", "domestic-politics", "likelihood"), Judgment(1, 2, 3)
        ),
    )
    session.attempt(
        "Delete",
        lambda d: delete(d, "drivers", ["domestic-politics"], with_referring=True),
    )
    session.attempt(
        "Delete",
        lambda d: delete(d, "recommendations", ["cultural-diplomacy"], with_referring=True),
    )
    said = window.misfits.message
    assert "The weight of 15 % for the recommendation “Cultural Diplomacy” has no effect" in said
    assert "month 99, beyond the horizon of 36 months" in said
    assert "override for the driver “Domestic Politics" in said
    assert "(deleted)" in shown(window.overrides)[0][0]
    assert window.overrides.editor is None
    for _ in range(2):
        session.undo_stack.undo()
    assert "no effect" not in window.misfits.message
    assert session.dossier.weights_of("balanced")["cultural-diplomacy"] == 15.0


def test_a_locked_scenario_says_so_and_refuses(window, session, panel) -> None:
    session.attempt("Lock", lambda d: scenario_edits.set_locked(d, "balanced", True))
    before = session.dossier
    assert "locked" in window.heading.text()
    model = window.drivers.table.model
    assert not model.setData(model.index(0, 1), "Happens")
    assert "is locked" in window.refusal.message
    window.overrides.add(PLACE)
    panel.show_scenario_page("note")
    note = window.note.editor("note")
    note.area.setPlainText("Other words")
    assert not note.commit()
    assert "is locked" in note.problem.message
    note.discard()
    assert session.dossier is before
    session.attempt("Unlock", lambda d: scenario_edits.set_locked(d, "balanced", False))
    assert window.refusal.message == ""


def test_the_note_typed_last_is_kept_when_the_window_closes(window, session, panel, qtbot) -> None:
    panel.show_scenario_page("note")
    area = window.note.editor("note").area
    area.selectAll()
    qtbot.keyClicks(area, "Tests patience")
    window.close()
    assert session.dossier.get("scenarios", "balanced").note == "Tests patience"


def test_names_stand_as_typed(window, session, panel) -> None:
    session.attempt("Name", lambda d: scenario_edits.rename_scenario(d, "balanced", HOSTILE))
    session.attempt(
        "Name", lambda d: edits.set_field(d, "aspects", "military-coordination", "name", HOSTILE)
    )
    window.overrides.add(PLACE)
    assert window.heading.text() == HOSTILE
    assert shown(window.overrides)[0][0] == f"{HOSTILE} / Russia, Level"
    panel.show_scenario_page("difference")
    assert shown(window.difference)[-1][1] == f"{HOSTILE} / Russia, Level"
    for label in window.findChildren(QLabel):
        assert label.textFormat() == Qt.TextFormat.PlainText or HOSTILE not in label.text()
    assert "<img" not in window.overrides.listing.topLevelItem(0).toolTip(0)
