from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QLabel
from shown_charts import DOSSIER, LIFTED, PROJECTION, picture
from synthetic_projection import (
    synthetic_dossier,
    synthetic_driver_attribution,
    synthetic_projection,
)

from equipoise.dossier.dossier import Dossier
from equipoise.dossier.rows import Aspect, Band, Goal, Pole
from equipoise.projection.outcome import Projection
from equipoise.ui.charts.projection_panel import ProjectionPanel
from equipoise.ui.theme import DARK, LIGHT

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

HOSTILE = "<img src=file:///x>"


@pytest.fixture
def panel(qtbot) -> ProjectionPanel:
    panel = ProjectionPanel()
    qtbot.addWidget(panel)
    panel.resize(640, 600)
    with qtbot.waitExposed(panel):
        panel.show()
    return panel


def fill(panel: ProjectionPanel, dossier: Dossier, projection: Projection) -> None:
    panel.set_dossier(dossier)
    panel.set_projection(projection)
    panel.set_driver_attribution(synthetic_driver_attribution(dossier))


def test_all_charts_show_one_projection(panel: ProjectionPanel) -> None:
    fill(panel, DOSSIER, PROJECTION)
    panel.set_projection(LIFTED)
    assert panel.index_chart.fan("p0") is LIFTED.index["p0"]
    assert panel.cell_grid.fan("a1/p1") is LIFTED.cells["a1/p1"]
    assert panel.band_chart.shares("p1")["b2"] is LIFTED.bands["p1"]["b2"]
    assert panel.balance_plane.cloud().points[0].tolist() == LIFTED.index_draws["p0"][36].tolist()
    assert panel.attribution_chart.blocks()[0].total("p0") == pytest.approx(
        sum(LIFTED.attribution["p0"].values())
    )
    assert len(panel.attribution_chart.blocks()) == 2


def test_every_tab_repaints_with_the_projection(panel: ProjectionPanel) -> None:
    fill(panel, DOSSIER, PROJECTION)
    for tab in range(panel.tabs.count()):
        panel.tabs.setCurrentIndex(tab)
        panel.set_projection(PROJECTION)
        before = picture(panel.frames()[tab + 1])
        panel.set_projection(LIFTED)
        assert picture(panel.frames()[tab + 1]) != before


def test_the_index_stays_in_sight_beside_every_tab(panel: ProjectionPanel) -> None:
    fill(panel, DOSSIER, PROJECTION)
    for tab in range(panel.tabs.count()):
        panel.tabs.setCurrentIndex(tab)
        assert panel.index_chart.isVisible()
        assert panel.index_frame.height() >= 170
        assert panel.frames()[tab + 1].chart.isVisible()


def test_the_second_projection_reaches_the_fans(panel: ProjectionPanel) -> None:
    fill(panel, DOSSIER, PROJECTION)
    panel.set_compared(LIFTED)
    assert panel.index_chart.compared_fan("p0") is LIFTED.index["p0"]
    assert "dashed: no effort" in panel.index_frame.legend_label.text()
    panel.set_compared(None)
    assert panel.index_chart.compared_fan("p0") is None
    assert "dashed" not in panel.index_frame.legend_label.text()


def test_a_message_takes_the_place_of_the_charts_until_the_next_projection(
    panel: ProjectionPanel,
) -> None:
    panel.set_dossier(Dossier())
    panel.show_message(f"No aspect yet: add {HOSTILE}")
    assert panel.message.isVisible()
    assert panel.message.text() == f"No aspect yet: add {HOSTILE}"
    assert panel.message.textFormat() == Qt.TextFormat.PlainText
    assert not panel.index_chart.isVisible()
    fill(panel, DOSSIER, PROJECTION)
    assert panel.index_chart.isVisible()
    assert not panel.message.isVisible()


def test_light_and_dark_reach_every_chart(panel: ProjectionPanel) -> None:
    fill(panel, DOSSIER, PROJECTION)
    for theme in (DARK, LIGHT):
        panel.set_theme(theme)
        for tab, frame in enumerate(panel.frames()):
            panel.tabs.setCurrentIndex(max(tab - 1, 0))
            shown = picture(frame.chart.picture())
            assert shown.pixelColor(3, shown.height() - 3) == QColor(theme.base)


def test_hostile_names_are_painted_as_typed(panel: ProjectionPanel) -> None:
    dossier = replace(
        DOSSIER,
        poles=(Pole("p0", HOSTILE), Pole("p1", "<b>West</b>\n&amp;")),
        aspects=tuple(Aspect(a.id, f"{HOSTILE} {a.name}") for a in DOSSIER.aspects),
        bands=tuple(Band(b.id, f"<i>{b.name}</i>", b.lower) for b in DOSSIER.bands),
        goals=(Goal("g0", HOSTILE, pole_id="p0", month=24),),
    )
    fill(panel, dossier, PROJECTION)
    for tab in range(panel.tabs.count()):
        panel.tabs.setCurrentIndex(tab)
        assert not picture(panel).isNull()
    panel.index_chart.point_at(0, 24)
    assert f"{HOSTILE}: median" in panel.index_chart.reading()
    assert f"Goal “{HOSTILE}”" in panel.index_chart.reading()
    assert panel.cell_grid.title(0).startswith(HOSTILE)
    for label in panel.findChildren(QLabel):
        assert label.textFormat() == Qt.TextFormat.PlainText


def test_names_of_any_length_leave_the_plots_room(panel: ProjectionPanel) -> None:
    poles = ("The United States of America and its partners in Europe " * 2, "R")
    dossier = synthetic_dossier(poles, tuple(f"{i} {'very long aspect ' * 6}" for i in range(4)))
    fill(panel, dossier, synthetic_projection(dossier, draws=32))
    for tab in range(panel.tabs.count()):
        panel.tabs.setCurrentIndex(tab)
        assert not picture(panel).isNull()
    for chart in (panel.index_chart, panel.cell_grid, panel.band_chart, panel.balance_plane):
        for plot in chart.canvas.panels:
            assert plot.rect.width() >= 90
            assert chart.canvas.rect().contains(plot.rect.toAlignedRect())


@pytest.mark.parametrize("poles", [(), ("Russia",), ("A", "B", "C", "D", "E")])
@pytest.mark.parametrize("bands", [True, False])
def test_any_number_of_poles_is_painted(panel: ProjectionPanel, poles, bands: bool) -> None:
    dossier = synthetic_dossier(poles)
    if not bands:
        dossier = replace(dossier, bands=())
    fill(panel, dossier, synthetic_projection(dossier, draws=32))
    for tab in range(panel.tabs.count()):
        panel.tabs.setCurrentIndex(tab)
        assert not picture(panel).isNull()
    assert len(panel.index_chart.table()) == 1 + 37 * len(poles)


def test_every_control_has_tooltip_name_and_keyboard_way(panel: ProjectionPanel) -> None:
    fill(panel, DOSSIER, PROJECTION)
    plane = panel.balance_plane
    buttons = [frame.button for frame in panel.frames()]
    ours = [*buttons, plane.slider, plane.spin, plane.across, plane.up]
    for control in ours:
        assert control.toolTip()
        assert control.accessibleName()
        assert control.focusPolicy() & Qt.FocusPolicy.TabFocus
    assert all(panel.tabs.tabToolTip(i) for i in range(panel.tabs.count()))
