"""Charts and panels of many poles and cells: legible, or scrolled, and painted where seen only."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from pytestqt.qtbot import QtBot

from equipoise.dossier.dossier import Dossier
from equipoise.dossier.missing_cells import with_missing_cells
from equipoise.dossier.rows import Aspect, Pole
from equipoise.editing.session import Session
from equipoise.projection.model import ProjectionModel
from equipoise.store.shipped import shipped_dossier
from equipoise.ui.charts import axes
from equipoise.ui.charts.cell_grid import CellGrid
from equipoise.ui.charts.index_chart import IndexChart
from equipoise.ui.charts.ink import Ink
from equipoise.ui.weights.weights_panel import WeightsPanel

POLES, ASPECTS = 8, 20


@pytest.fixture(scope="module")
def many() -> Dossier:
    """The shipped dossier with more poles and aspects, and few draws."""
    dossier = shipped_dossier()
    poles = [Pole(f"p{i}", f"Power number {i}") for i in range(POLES - 2)]
    aspects = [Aspect(f"a{i}", f"Aspect with a name {i}") for i in range(ASPECTS - 4)]
    dossier = replace(
        dossier,
        settings=replace(dossier.settings, draws=64),
        poles=(*dossier.poles, *poles),
        aspects=(*dossier.aspects, *aspects),
    )
    return with_missing_cells(dossier)


def shown(chart: CellGrid | IndexChart, dossier: Dossier, qtbot: QtBot) -> None:
    qtbot.addWidget(chart)
    chart.set_dossier(dossier)
    chart.set_projection(ProjectionModel(dossier, "balanced").project({}))
    chart.resize(697, 150)
    chart.show()
    qtbot.waitExposed(chart)


def test_only_cells_in_sight_are_painted(
    many: Dossier, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    chart = CellGrid()
    shown(chart, many, qtbot)
    painted: list[object] = []
    real = axes.paint_frame

    def watched(painter: object, ink: object, panel: object) -> None:
        painted.append(panel)
        real(painter, ink, panel)  # type: ignore[arg-type]

    monkeypatch.setattr(axes, "paint_frame", watched)
    chart.canvas.view.viewport().update()
    qtbot.waitUntil(lambda: bool(painted))
    assert chart.panel_count() == POLES * ASPECTS
    assert 0 < len(painted) < POLES * ASPECTS / 4
    painted.clear()
    chart.canvas.grab()
    assert len(painted) == POLES * ASPECTS


def test_titles_of_many_cells_have_room(many: Dossier, qtbot: QtBot) -> None:
    chart = CellGrid()
    shown(chart, many, qtbot)
    panel = chart.canvas.panels[-1]
    title = chart.ink.width((chart.title(POLES * ASPECTS - 1), "100 → 100"), chart.ink.small)
    assert panel.rect.width() > title


def test_labels_of_many_indices_do_not_overlap(
    many: Dossier, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    chart = IndexChart()
    shown(chart, many, qtbot)
    written: dict[str, float] = {}
    real = Ink.write

    def watched(self: Ink, painter, rect, text, *arguments, **named) -> None:
        written[text] = rect.top()
        real(self, painter, rect, text, *arguments, **named)

    monkeypatch.setattr(Ink, "write", watched)
    chart.canvas.view.viewport().update()
    qtbot.waitUntil(lambda: bool(written))
    tops = sorted(written[pole.name] for pole in many.poles)
    line = chart.ink.line(chart.ink.bold)
    assert all(after - before >= line - 1 for before, after in pairwise(tops))
    assert not any(text.startswith("90 %") for text in written)
    chart.resize(697, 600)
    qtbot.waitUntil(lambda: any(text.startswith("90 %") for text in written))


def test_swings_of_many_poles_can_be_scrolled_to(many: Dossier, qtbot: QtBot) -> None:
    session = Session(many, None)
    panel = WeightsPanel(session)
    qtbot.addWidget(panel)
    panel.resize(600, 300)
    panel.show()
    qtbot.waitExposed(panel)
    bar = panel._scroll.horizontalScrollBar()
    assert bar.maximum() > 0
    bar.setValue(bar.maximum())
    last = panel._pole_names[-1]
    right = last.mapTo(panel._scroll.viewport(), last.rect().bottomRight()).x()
    assert right <= panel._scroll.viewport().width()
