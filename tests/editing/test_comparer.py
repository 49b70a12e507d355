"""The background comparison: quick answer first, exact answer next, latest question wins."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from equipoise.dossier.dossier import Dossier
from equipoise.dossier.rows import Scenario
from equipoise.editing import briefing_edits, edits, scenario_edits
from equipoise.editing.comparer import Compared, Comparer
from equipoise.editing.projector import DRAFT_DRAWS
from equipoise.projection.comparison import compare
from equipoise.store.shipped import shipped_dossier

PAIR = ["as-today", "balanced"]


@pytest.fixture
def comparer(qtbot: QtBot) -> Iterator[Comparer]:
    comparer = Comparer()
    yield comparer
    comparer.stop()


@pytest.fixture
def answers(comparer: Comparer) -> list[Compared]:
    found: list[Compared] = []
    comparer.compared.connect(found.append)
    return found


def small_dossier(draws: int = 64) -> Dossier:
    dossier = shipped_dossier()
    return replace(dossier, settings=replace(dossier.settings, draws=draws))


def settled(qtbot: QtBot, comparer: Comparer, dossier: Dossier, ids: list[str]) -> None:
    """Ask, and wait for the answer with the dossier's own number of draws."""
    with qtbot.waitSignal(
        comparer.compared,
        timeout=60_000,
        check_params_cb=lambda a: a.settled and a.dossier is dossier and list(a.ids) == ids,
    ):
        comparer.ask(dossier, ids)


def test_draft_then_the_dossiers_own_draws(
    comparer: Comparer, answers: list[Compared], qtbot: QtBot
) -> None:
    dossier = small_dossier(DRAFT_DRAWS + 256)
    settled(qtbot, comparer, dossier, PAIR)
    assert [(a.settled, a.comparison.projections["balanced"].draws) for a in answers] == [
        (False, DRAFT_DRAWS),
        (True, DRAFT_DRAWS + 256),
    ]
    expected = compare(dossier, PAIR)
    for pole in ("russia", "west"):
        mine = answers[1].comparison.projections["balanced"].index_draws[pole]
        assert np.array_equal(mine, expected.projections["balanced"].index_draws[pole])


def test_the_difference_is_taken_future_by_future(
    comparer: Comparer, answers: list[Compared], qtbot: QtBot
) -> None:
    settled(qtbot, comparer, small_dossier(), [*PAIR, "moscow-first"])
    draws = answers[0].comparison.projections
    assert set(answers[0].differences) == {"balanced", "moscow-first"}
    for other, poles in answers[0].differences.items():
        for pole, fan in poles.items():
            apart = draws[other].index_draws[pole] - draws["as-today"].index_draws[pole]
            low, middle, high = np.percentile(apart, (5, 50, 95), axis=1)
            assert np.allclose(fan.p5, low)
            assert np.allclose(fan.p50, middle)
            assert np.allclose(fan.p95, high)


def test_what_is_known_is_not_projected_again(
    comparer: Comparer, answers: list[Compared], qtbot: QtBot
) -> None:
    dossier = small_dossier()
    settled(qtbot, comparer, dossier, PAIR)
    settled(qtbot, comparer, dossier, ["west-first", *PAIR])
    edited = edits.set_weight(dossier, "balanced", "embassy-task-force", 3.0)
    settled(qtbot, comparer, edited, PAIR)
    first, second, third = (answer.comparison.projections for answer in answers)
    assert second["as-today"] is first["as-today"]
    assert third["as-today"] is first["as-today"]
    assert third["balanced"].weights["embassy-task-force"] == 3.0


def test_what_bears_on_print_alone_is_not_projected_again(
    comparer: Comparer, answers: list[Compared], qtbot: QtBot
) -> None:
    dossier = small_dossier()
    settled(qtbot, comparer, dossier, PAIR)
    printed = briefing_edits.set_sections(dossier, "full", [("drivers", False)])
    printed = briefing_edits.add_name_abroad(printed, "Russia", "ru", "Россия")
    printed = edits.set_setting(printed, "authority", "The desk")
    settled(qtbot, comparer, edits.set_setting(printed, "portion_marks", True), PAIR)
    first, second = (answer.comparison.projections for answer in answers)
    assert all(second[scenario_id] is first[scenario_id] for scenario_id in PAIR)


def test_every_scenario_is_projected_anew_when_a_judgment_changes(
    comparer: Comparer, answers: list[Compared], qtbot: QtBot
) -> None:
    dossier = small_dossier()
    settled(qtbot, comparer, dossier, PAIR)
    edited = edits.set_field(dossier, "cells", "economic-ties/russia", "importance", 50.0)
    settled(qtbot, comparer, edited, PAIR)
    expected = compare(edited, PAIR).projections
    for scenario_id in PAIR:
        mine = answers[1].comparison.projections[scenario_id].index["russia"].p50
        assert np.array_equal(mine, expected[scenario_id].index["russia"].p50)
        assert mine[-1] != answers[0].comparison.projections[scenario_id].index["russia"].p50[-1]


def test_the_last_question_is_answered_last(
    comparer: Comparer, answers: list[Compared], qtbot: QtBot
) -> None:
    dossier = small_dossier()
    last = dossier
    for percent in range(20):
        last = edits.set_weight(dossier, "balanced", "embassy-task-force", float(percent))
        comparer.ask(last, PAIR)
    qtbot.waitUntil(lambda: bool(answers) and answers[-1].dossier is last, timeout=60_000)
    assert len(answers) < 20
    assert answers[-1].comparison.projections["balanced"].weights["embassy-task-force"] == 19.0


def test_nothing_to_compare_is_said(comparer: Comparer, qtbot: QtBot) -> None:
    empty = Dossier(scenarios=(Scenario("one", "One"), Scenario("two", "Two")))
    with qtbot.waitSignal(comparer.nothing, timeout=60_000) as told:
        comparer.ask(empty, ["one", "two"])
    assert told.args is not None
    assert "No pole yet" in told.args[0]


def test_questions_after_the_end_are_not_answered(comparer: Comparer, qtbot: QtBot) -> None:
    comparer.stop()
    with qtbot.assertNotEmitted(comparer.compared, wait=50):
        comparer.ask(small_dossier(2), PAIR)


def test_a_duplicate_differs_in_nothing(
    comparer: Comparer, answers: list[Compared], qtbot: QtBot
) -> None:
    dossier = scenario_edits.new_scenario(small_dossier(), "Twin", "balanced", "twin")
    settled(qtbot, comparer, dossier, ["balanced", "twin"])
    fan = answers[0].differences["twin"]["russia"]
    assert not fan.p5.any()
    assert not fan.p95.any()
    assert answers[0].comparison.beats("twin", "balanced", "russia", 36) == 0.5
