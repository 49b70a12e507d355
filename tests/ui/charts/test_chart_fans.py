from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from shown_charts import DOSSIER, LIFTED, PROJECTION, move_mouse, picture, shown
from synthetic_projection import synthetic_dossier, synthetic_projection

from equipoise.dossier.rows import Settings
from equipoise.ui.charts.cell_grid import CellGrid
from equipoise.ui.charts.index_chart import IndexChart
from equipoise.ui.theme import DARK, LIGHT

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


def test_the_index_chart_shows_the_fans_of_the_projection(qtbot) -> None:
    chart = shown(qtbot, IndexChart())
    for pole in DOSSIER.poles:
        assert chart.fan(pole.id) is PROJECTION.index[pole.id]
    chart.set_projection(LIFTED)
    assert chart.fan("p0") is LIFTED.index["p0"]


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_median_and_bands_are_painted_where_the_numbers_are(qtbot, theme) -> None:
    dossier = replace(synthetic_dossier(("Russia",)), goals=())
    projection = synthetic_projection(dossier)
    chart = IndexChart()
    chart.set_theme(theme)
    shown(qtbot, chart, dossier, projection, (900, 500))
    grabbed, panel, fan = picture(chart), chart.canvas.panels[0], projection.index["p0"]
    month = 21  # no tick, so neither a grid line nor a mark
    x = round(panel.x(month))

    def colour(level: float) -> QColor:
        return grabbed.pixelColor(x, round(panel.y(level)))

    pole, base = QColor(theme.pole(0)), QColor(theme.base)

    def distance(colour: QColor) -> int:
        return sum(abs(a - b) for a, b in zip(colour.getRgb()[:3], pole.getRgb()[:3], strict=True))

    median = colour(fan.p50[month])
    inner = colour((fan.p50[month] + 2 * fan.p75[month]) / 3)
    outer = colour((fan.p75[month] + fan.p95[month]) / 2)
    outside = colour(fan.p95[month] + 3)
    assert outside == base
    assert distance(median) < distance(inner) < distance(outer) < distance(outside)


def test_another_projection_paints_other_pixels(qtbot) -> None:
    chart = shown(qtbot, IndexChart())
    before = picture(chart)
    assert picture(chart) == before
    chart.set_projection(LIFTED)
    assert picture(chart) != before


def test_a_theme_repaints_the_ground(qtbot) -> None:
    chart = shown(qtbot, IndexChart())
    for theme in (DARK, LIGHT):
        chart.set_theme(theme)
        assert picture(chart).pixelColor(4, 4) == QColor(theme.base)


def test_pointing_reads_the_nearest_month_in_words(qtbot) -> None:
    chart = shown(qtbot, IndexChart())
    panel = chart.canvas.panels[0]
    before = picture(chart)
    move_mouse(chart.canvas, panel.x(24.3), panel.rect.center().y())
    fan = PROJECTION.index["p0"]
    lines = chart.reading().splitlines()
    assert lines[0] == "Month 24 · Jan 2028"
    assert lines[1] == (
        f"Russia: median {fan.p50[24]:.1f}, 50 %: {fan.p25[24]:.1f}–{fan.p75[24]:.1f}, "
        f"90 %: {fan.p5[24]:.1f}–{fan.p95[24]:.1f}"
    )
    assert lines[-1] == (
        "Goal “Talks with Russia bear fruit”: Russia at least 55 at month 24 (Jan 2028), "
        "holds with 68 %"
    )
    assert picture(chart) != before
    move_mouse(chart.canvas, 2, 2)
    assert chart.reading() == ""
    assert picture(chart) == before


def test_arrow_keys_read_month_by_month(qtbot) -> None:
    chart = shown(qtbot, IndexChart())
    chart.setFocus()
    for key, month in (
        (Qt.Key.Key_Left, 36),
        (Qt.Key.Key_Left, 35),
        (Qt.Key.Key_PageDown, 29),
        (Qt.Key.Key_Home, 0),
        (Qt.Key.Key_Left, 0),
        (Qt.Key.Key_Right, 1),
    ):
        qtbot.keyClick(chart, key)
        assert chart.month == month
        assert chart.accessibleDescription() == chart.reading()
    qtbot.keyClick(chart, Qt.Key.Key_Escape)
    assert chart.month is None


def test_goals_and_red_lines_carry_their_probability(qtbot) -> None:
    chart = shown(qtbot, IndexChart())
    assert [marker.label() for marker in chart.markers()] == [
        "Talks with Russia bear fruit: 68 %",
        "The West stays close: risk 8 %",
    ]
    short = synthetic_projection(DOSSIER, months=12)
    chart.set_projection(replace(short, goals={"g0": None}, red_lines={"g1": None}))
    assert chart.markers() == []
    assert chart.canvas.panels[0].span.right == 12


def test_a_second_projection_stands_as_an_outline(qtbot) -> None:
    chart = shown(qtbot, IndexChart())
    plain = picture(chart)
    chart.set_compared(LIFTED, "no effort")
    assert chart.compared_fan("p1") is LIFTED.index["p1"]
    assert "no effort" in chart.legend()
    assert picture(chart) != plain
    chart.point_at(0, 6)
    assert f"dashed, no effort: median {LIFTED.index['p0'].p50[6]:.1f}" in chart.reading()
    chart.point_away()
    chart.set_compared(None, "")
    assert picture(chart) == plain


def test_a_dossier_ahead_of_its_projection_is_shown_as_far_as_known(qtbot) -> None:
    chart = shown(qtbot, IndexChart())
    chart.set_dossier(synthetic_dossier(("Russia", "West", "China")))
    assert chart.fan("p1") is PROJECTION.index["p1"]
    assert chart.fan("p2") is None
    chart.set_dossier(synthetic_dossier(("Russia",)))
    assert chart.fan("p1") is None
    assert {row[2] for row in chart.table()[1:]} == {"Russia"}


@pytest.mark.parametrize("chart_class", [IndexChart, CellGrid])
@pytest.mark.parametrize("months", [1, 120])
def test_short_and_long_horizons_fit(qtbot, chart_class, months: int) -> None:
    projection = synthetic_projection(DOSSIER, months=months, draws=32)
    chart = shown(qtbot, chart_class(), DOSSIER, projection)
    assert chart.canvas.panels[0].span.right == months
    assert not picture(chart).isNull()


def test_a_hidden_chart_draws_when_it_is_shown(qtbot) -> None:
    chart = IndexChart()
    qtbot.addWidget(chart)
    chart.resize(400, 200)
    chart.set_dossier(DOSSIER)
    chart.set_projection(PROJECTION)
    blank = picture(chart)
    with qtbot.waitExposed(chart):
        chart.show()
    assert picture(chart) != blank


def test_a_change_of_weights_alone_keeps_the_fans(qtbot) -> None:
    chart = shown(qtbot, IndexChart())
    items = dict(chart._fans)
    chart.set_dossier(replace(DOSSIER, weights=()))
    assert chart._fans == items
    chart.set_dossier(replace(DOSSIER, settings=Settings(title="Other")))
    chart.settle()
    assert chart._fans != items


def test_the_grid_has_a_fan_for_every_cell(qtbot) -> None:
    grid = shown(qtbot, CellGrid(), size=(600, 350))
    assert [grid.title(i) for i in range(grid.panel_count())][:3] == [
        "Military Coordination / Russia",
        "Military Coordination / West",
        "Diplomatic Relations / Russia",
    ]
    for cell in DOSSIER.cells:
        assert grid.fan(cell.id) is PROJECTION.cells[cell.id]


def test_the_plots_of_the_grid_stand_apart_inside_it(qtbot) -> None:
    grid = shown(qtbot, CellGrid(), size=(600, 350))
    area = grid.canvas.rect()
    rects = [panel.rect for panel in grid.canvas.panels]
    assert len(rects) == 8
    for i, rect in enumerate(rects):
        assert area.contains(rect.toAlignedRect())
        assert rect.width() > 200
        assert rect.height() > 40
        assert not any(rect.intersects(other) for other in rects[i + 1 :])


def test_many_cells_scroll_and_stay_readable(qtbot) -> None:
    dossier = synthetic_dossier(aspects=tuple(f"Aspect {i}" for i in range(14)))
    grid = shown(qtbot, CellGrid(), dossier, synthetic_projection(dossier, draws=32), (600, 300))
    assert grid.canvas.height() > 600
    assert all(panel.rect.height() >= 30 for panel in grid.canvas.panels)
    grid.setFocus()
    for _ in range(20):
        qtbot.keyClick(grid, Qt.Key.Key_Down)
    assert grid.reading().startswith("Aspect 10 / Russia")
    assert grid._scroll.verticalScrollBar().value() > 0


def test_a_cell_is_read_under_the_mouse(qtbot) -> None:
    grid = shown(qtbot, CellGrid(), size=(600, 350))
    panel = grid.canvas.panels[0]
    move_mouse(grid.canvas, panel.x(30), panel.rect.center().y())
    fan = PROJECTION.cells["a0/p0"]
    lines = grid.reading().splitlines()
    assert lines[:2] == ["Military Coordination / Russia", "Month 30 · Jul 2028"]
    assert f"median {fan.p50[30]:.1f}" in lines[2]
    assert lines[3].startswith("Goal “Trade grows”: Military Coordination / Russia at least 70 by")


def test_charts_have_names_for_those_who_do_not_see_them(qtbot) -> None:
    for chart_class in (IndexChart, CellGrid):
        chart = shown(qtbot, chart_class())
        assert chart.accessibleName() == chart.heading
        assert chart.canvas.view.accessibleName() == chart.heading
        assert chart.accessibleDescription()


def test_fans_take_single_precision(qtbot) -> None:
    fan = PROJECTION.index["p0"]
    single = replace(
        fan, **{name: getattr(fan, name).astype(np.float32) for name in ("p5", "p50", "p95")}
    )
    chart = shown(
        qtbot, IndexChart(), DOSSIER, replace(PROJECTION, index={**PROJECTION.index, "p0": single})
    )
    assert chart.fan("p0") is single


def test_the_month_read_stays_within_a_shorter_projection(qtbot) -> None:
    chart = shown(qtbot, IndexChart())
    chart.point_at(0, 30)
    chart.set_projection(synthetic_projection(DOSSIER, months=12, draws=32))
    assert chart.reading().startswith("Month 12 · Jan 2027")
