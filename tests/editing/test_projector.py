"""The background projection: quick answer first, exact answer next, latest question wins."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from equipoise.dossier.dossier import Dossier
from equipoise.dossier.judgment import Judgment
from equipoise.editing import briefing_edits, edits
from equipoise.editing import projector as projector_module
from equipoise.editing.projector import DRAFT_DRAWS, Projector, Question, draft_draws
from equipoise.projection.footprint import compiled_bytes
from equipoise.projection.model import ProjectionModel
from equipoise.projection.outcome import Projection
from equipoise.projection.tick import Tick
from equipoise.store.shipped import shipped_dossier


@pytest.fixture
def projector(qtbot: QtBot) -> Iterator[Projector]:
    projector = Projector()
    yield projector
    projector.stop()


def answers(projector: Projector) -> list[tuple[Question, Any]]:
    found: list[tuple[Question, Any]] = []
    projector.projected.connect(lambda question, projection: found.append((question, projection)))
    return found


def test_draft_then_exact_then_what_is_derived(projector: Projector, qtbot: QtBot) -> None:
    dossier = shipped_dossier()
    found = answers(projector)
    with qtbot.waitSignal(projector.settled, timeout=60_000) as settled:
        projector.ask(dossier, "balanced")
    assert [projection.draws for _, projection in found] == [DRAFT_DRAWS, dossier.settings.draws]
    weights = dossier.weights_of("balanced")
    model = ProjectionModel(dossier, "balanced")
    expected = model.project(weights)
    for pole, fan in expected.index.items():
        for mine, theirs in zip(found[1][1].index[pole].quantiles(), fan.quantiles(), strict=True):
            assert np.array_equal(mine, theirs)
        draft = ProjectionModel(dossier, "balanced", draws=DRAFT_DRAWS).project(weights)
        assert np.abs(found[0][1].index[pole].p50 - draft.index[pole].p50).max() < 1e-3
    assert settled.args is not None
    derived = settled.args[1]
    assert derived.drivers == model.driver_attribution(weights)
    assert derived.swings == model.swings(12)
    assert set(derived.no_effort.weights.values()) == {0.0}


def test_the_last_question_is_answered_last(projector: Projector, qtbot: QtBot) -> None:
    dossier = shipped_dossier()
    found = answers(projector)
    last = dossier
    for percent in range(0, 60, 2):
        last = edits.set_weight(dossier, "balanced", "embassy-task-force", float(percent))
        projector.ask(last, "balanced", draft_only=percent < 58)
    with qtbot.waitSignal(projector.settled, timeout=60_000):
        pass
    assert found[-1][0].dossier is last
    assert found[-1][1].weights["embassy-task-force"] == 58.0
    assert len(found) < 30


def test_changed_judgments_compile_anew(projector: Projector, qtbot: QtBot) -> None:
    dossier = shipped_dossier()
    found = answers(projector)
    for importance in (1.0, 50.0):
        edited = edits.set_field(dossier, "cells", "economic-ties/russia", "importance", importance)
        with qtbot.waitSignal(projector.settled, timeout=60_000):
            projector.ask(edited, "balanced")
    assert found[1][1].index["russia"].p50[-1] != found[3][1].index["russia"].p50[-1]


def test_edit_after_edit_says_what_a_fresh_model_says(projector: Projector, qtbot: QtBot) -> None:
    dossier = edits.set_setting(shipped_dossier(), "draws", 256)
    found = answers(projector)
    effect = dossier.recommendation_effects[0]
    steps = (
        dossier,
        edits.set_field(dossier, "recommendation_effects", effect.id, "effect", Judgment(1, 9, 20)),
        edits.set_field(dossier, "cells", "economic-ties/russia", "volatility", 9.0),
        dossier,
    )
    for asked in steps:
        with qtbot.waitSignal(projector.settled, timeout=60_000):
            projector.ask(asked, "balanced")
        weights = asked.weights_of("balanced")
        model = ProjectionModel(asked, "balanced")
        draft, exact = Tick(model).project(weights), model.project(weights)
        for answer, expected in zip(found[-2:], (draft, exact), strict=True):
            for pole, draws in expected.index_draws.items():
                assert np.array_equal(answer[1].index_draws[pole], draws)


def test_what_bears_on_print_alone_compiles_nothing_anew(
    projector: Projector, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    compiled: list[Dossier] = []

    def counted(dossier: Dossier, *given: Any, **named: Any) -> ProjectionModel:
        compiled.append(dossier)
        return ProjectionModel(dossier, *given, **named)

    monkeypatch.setattr("equipoise.editing.projector.ProjectionModel", counted)
    dossier = shipped_dossier()
    signed = edits.set_setting(dossier, "author", "A. Author")
    for asked in (dossier, briefing_edits.set_briefing_text(signed, "en", "success", "So.", "")):
        with qtbot.waitSignal(projector.settled, timeout=60_000):
            projector.ask(asked, "balanced")
    assert [given is dossier for given in compiled] == [True, True], "draft and exact, once"


def test_nothing_to_project_is_said(projector: Projector, qtbot: QtBot) -> None:
    with qtbot.waitSignal(projector.nothing, timeout=60_000) as told:
        projector.ask(Dossier(), "")
    assert told.args is not None
    assert "No pole yet" in told.args[0]


def test_a_large_dossier_is_drafted_with_as_many_draws_as_fit(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    dossier = shipped_dossier()
    assert draft_draws(dossier) == DRAFT_DRAWS
    per_draw = compiled_bytes(dossier, dossier.settings.horizon)
    monkeypatch.setattr(projector_module, "_DRAFT_BYTES", 300 * per_draw)
    assert draft_draws(dossier) == 256
    assert draft_draws(Dossier()) == min(DRAFT_DRAWS, Dossier().settings.draws)


def test_exact_figures_by_slices_give_way_to_a_newer_question(
    projector: Projector, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    dossier = shipped_dossier()
    after = edits.set_weight(dossier, "balanced", "embassy-task-force", 7.0)
    begun: list[int] = []

    def model(*arguments: Any, draws: int | None = None, **named: Any) -> ProjectionModel:
        if draws is None:  # exact
            give_up = named.pop("between")

            def between() -> None:
                if not begun:
                    projector.ask(after, "balanced", draft_only=True)
                begun.append(1)
                give_up()

            named.update(held=0, between=between)
        return ProjectionModel(*arguments, draws=draws, **named)

    monkeypatch.setattr(projector_module, "ProjectionModel", model)
    found = answers(projector)
    projector.ask(dossier, "balanced")
    qtbot.waitUntil(lambda: len(found) == 2, timeout=60_000)
    assert [projection.draws for _, projection in found] == [DRAFT_DRAWS, DRAFT_DRAWS]
    assert [question.dossier for question, _ in found] == [dossier, after]
    assert begun == [1]
    with qtbot.waitSignal(projector.settled, timeout=60_000):
        projector.ask(after, "balanced")
    assert found[-1][1].draws == dossier.settings.draws


def test_the_exact_answer_waits_until_the_draft_was_painted(
    projector: Projector, qtbot: QtBot
) -> None:
    heard: list[str] = []

    def painted() -> None:
        heard.append("painted")
        projector.go_on()

    def projected(_question: Question, projection: Projection) -> None:
        heard.append("draft" if projection.draws == DRAFT_DRAWS else "exact")
        QTimer.singleShot(100, painted)

    projector.waits = True
    projector.projected.connect(projected)
    with qtbot.waitSignal(projector.settled, timeout=60_000):
        projector.ask(shipped_dossier(), "balanced")
    assert heard[:3] == ["draft", "painted", "exact"]


def test_a_newer_question_does_not_wait_for_the_paint_of_an_older(
    projector: Projector, qtbot: QtBot
) -> None:
    dossier = shipped_dossier()
    newer = edits.set_weight(dossier, "balanced", "embassy-task-force", 7.0)
    projector.waits = True
    found = answers(projector)
    projector.ask(dossier, "balanced")
    qtbot.waitUntil(lambda: bool(found), timeout=60_000)
    projector.ask(newer, "balanced", draft_only=True)
    qtbot.waitUntil(lambda: found[-1][0].dossier is newer, timeout=60_000)
    assert [projection.draws for _, projection in found] == [DRAFT_DRAWS, DRAFT_DRAWS]
