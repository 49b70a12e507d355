"""The chart of the cells holds as many as can be looked at: those that weigh most."""

from __future__ import annotations

from dataclasses import replace

import pytest
from briefing_sample import sample_dossier, sample_projection

from equipoise.briefing.content import charts
from equipoise.briefing.content.charts import cells_chart
from equipoise.briefing.language.messages import LANGUAGES
from equipoise.briefing.language.speech import Speech


def titles(dossier, most: int, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    monkeypatch.setattr(charts, "_MOST_CELLS", most)
    return [panel.title for panel in cells_chart(dossier, sample_projection(), Speech()).panels]


def test_cells_with_a_goal_come_first_then_those_of_importance(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    dossier = sample_dossier()
    dossier = dossier.with_table(
        "cells",
        [
            replace(c, importance={"trade/coast": 1.0, "trade/plain": 3.0}.get(c.id, 2.0))
            for c in dossier.cells
        ],
    )
    every = titles(dossier, 4, monkeypatch)
    assert len(every) == 4
    about = {f"{goal.aspect_id}/{goal.pole_id}" for goal in dossier.goals if goal.aspect_id}
    assert about == {"talks/plain"}
    assert titles(dossier, 1, monkeypatch) == [every[3]]
    assert titles(dossier, 2, monkeypatch) == [every[1], every[3]]
    assert titles(dossier, 3, monkeypatch) == every[1:]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_title_says_how_many_are_shown(monkeypatch: pytest.MonkeyPatch, language: str) -> None:
    monkeypatch.setattr(charts, "_MOST_CELLS", 3)
    title = cells_chart(sample_dossier(), sample_projection(), Speech(language)).title
    assert "3" in title
    assert "4" in title
