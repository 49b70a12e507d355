"""Bands, balance and attribution."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QLabel
from shown_charts import DOSSIER, LIFTED, PROJECTION, move_mouse, picture, shown
from synthetic_projection import (
    RECOMMENDATIONS,
    synthetic_dossier,
    synthetic_driver_attribution,
    synthetic_projection,
)

from equipoise.ui.charts.attribution_chart import AttributionChart
from equipoise.ui.charts.balance_plane import (
    MOST_POINTS,
    TOO_FEW,
    BalancePlane,
    strain_words,
)
from equipoise.ui.charts.band_chart import BandChart, band_colour
from equipoise.ui.theme import DARK, LIGHT

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


def test_bands_stack_to_certainty(qtbot) -> None:
    chart = shown(qtbot, BandChart())
    for place, pole in enumerate(DOSSIER.poles):
        edges, total = chart.edges(place), np.zeros(37)
        for layer, band in enumerate(DOSSIER.bands):
            assert chart.shares(pole.id)[band.id] is PROJECTION.bands[pole.id][band.id]
            total = total + PROJECTION.bands[pole.id][band.id]
            assert edges[layer + 1] == pytest.approx(total)
        assert edges[-1] == pytest.approx(np.ones(37))


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_a_band_is_painted_in_its_colour_where_it_lies(qtbot, theme) -> None:
    chart = BandChart()
    chart.set_theme(theme)
    shown(qtbot, chart, size=(700, 400))
    panel, edges = chart.canvas.panels[0], chart.edges(0)
    widest = int(np.argmax(np.diff(edges[:, 20])))
    x, y = panel.x(20), panel.y(float(edges[widest, 20] + edges[widest + 1, 20]) / 2)
    assert picture(chart).pixelColor(round(x), round(y)) == QColor(theme.bands[widest])


def test_bands_are_read_from_the_highest_down(qtbot) -> None:
    chart = shown(qtbot, BandChart())
    panel = chart.canvas.panels[1]
    move_mouse(chart.canvas, panel.x(12), panel.rect.center().y())
    lines = chart.reading().splitlines()
    assert lines[0] == "West · Month 12 · Jan 2027"
    assert [line.split(":")[0] for line in lines[1:]] == [
        "Strategic",
        "Cooperative",
        "Transactional",
        "Strained",
        "Hostile",
    ]


def test_bands_of_any_number_take_colours_from_end_to_end() -> None:
    colours = LIGHT.bands
    assert [band_colour(colours, i, 2) for i in range(2)] == [colours[0], colours[4]]
    assert [band_colour(colours, i, 5) for i in range(5)] == list(colours)
    assert band_colour(colours, 0, 1) == colours[2]


def test_the_plane_shows_the_futures_of_the_last_month_first(qtbot) -> None:
    plane = shown(qtbot, BalancePlane())
    assert plane.month == 36
    across, up = plane.cloud().points
    assert np.array_equal(across, PROJECTION.index_draws["p0"][36])
    assert np.array_equal(up, PROJECTION.index_draws["p1"][36])
    path = plane.cloud().path
    assert np.array_equal(path[0], PROJECTION.index["p0"].p50)
    assert np.array_equal(path[1], PROJECTION.index["p1"].p50)


def test_the_plane_follows_its_month(qtbot) -> None:
    plane = shown(qtbot, BalancePlane())
    before = picture(plane.canvas)
    plane.slider.setFocus()
    qtbot.keyClick(plane.slider, Qt.Key.Key_PageDown)
    assert (plane.month, plane.spin.value()) == (24, 24)
    assert np.array_equal(plane.cloud().points[0], PROJECTION.index_draws["p0"][24])
    assert len(plane.cloud().path[0]) == 25
    assert picture(plane.canvas) != before
    assert plane.reading().startswith("Month 24 · Jan 2028\nRussia: median ")
    plane.spin.setValue(3)
    assert plane.slider.value() == 3
    plane.set_projection(LIFTED)
    assert plane.month == 3
    assert np.array_equal(plane.cloud().points[1], LIFTED.index_draws["p1"][3])


def test_the_last_month_stays_the_last_when_the_horizon_moves(qtbot) -> None:
    plane = shown(qtbot, BalancePlane())
    plane.set_projection(synthetic_projection(DOSSIER, months=48, draws=32))
    assert plane.month == 48
    plane.set_month(40)
    plane.set_projection(synthetic_projection(DOSSIER, months=12, draws=32))
    assert plane.month == 12


def test_the_plane_paints_a_thousand_points_at_most(qtbot) -> None:
    projection = synthetic_projection(DOSSIER, months=2, draws=2500)
    plane = shown(qtbot, BalancePlane(), DOSSIER, projection)
    across, up = plane.cloud().points
    assert 500 <= across.size == up.size <= MOST_POINTS
    assert set(across) <= set(projection.index_draws["p0"][2])


@pytest.mark.parametrize("poles", [(), ("Russia",)])
def test_the_plane_says_plainly_that_it_needs_two_poles(qtbot, poles) -> None:
    dossier = synthetic_dossier(poles)
    plane = shown(qtbot, BalancePlane(), dossier, synthetic_projection(dossier, draws=32))
    notes = [label.text() for label in plane.findChildren(QLabel) if label.isVisible()]
    assert notes == [TOO_FEW]
    assert not plane.canvas.isVisible()
    plane.set_dossier(DOSSIER)
    plane.set_projection(PROJECTION)
    assert plane.canvas.isVisible()


def test_with_three_poles_the_axes_can_be_chosen(qtbot) -> None:
    dossier = synthetic_dossier(("Russia", "West", "China"))
    projection = synthetic_projection(dossier, draws=64)
    plane = shown(qtbot, BalancePlane(), dossier, projection)
    qtbot.keyClick(plane.up, Qt.Key.Key_Down)
    assert [pole.name for pole in plane.poles()] == ["Russia", "China"]
    assert np.array_equal(plane.cloud().points[1], projection.index_draws["p2"][36])
    qtbot.keyClick(plane.across, Qt.Key.Key_End)
    assert [pole.name for pole in plane.poles()] == ["China", "Russia"]


@pytest.mark.parametrize(
    ("first", "second", "words"),
    [
        (50.2, 49.9, "Strain: none, the medians are equal"),
        (50.0, 51.2, "Strain: 1 point, closer to West"),
        (61.0, 45.0, "Strain: 16 points, closer to Russia"),
    ],
)
def test_strain_is_the_distance_of_the_medians(first: float, second: float, words: str) -> None:
    assert strain_words("Russia", "West", first, second) == words


def test_attribution_shows_every_recommendation_and_the_sum(qtbot) -> None:
    chart = shown(qtbot, AttributionChart())
    (block,) = chart.blocks()
    assert [name for name, _ in block.rows] == list(RECOMMENDATIONS)
    for pole in DOSSIER.poles:
        given = PROJECTION.attribution[pole.id]
        assert [points[pole.id] for _, points in block.rows] == list(given.values())
        assert block.total(pole.id) == pytest.approx(sum(given.values()))


def test_attribution_shows_drivers_when_it_has_them(qtbot) -> None:
    chart = shown(qtbot, AttributionChart())
    before = picture(chart.picture())
    drivers = synthetic_driver_attribution(DOSSIER, 24)
    chart.set_driver_attribution(drivers)
    assert picture(chart.picture()) != before
    block = chart.blocks()[1]
    assert "Month 24" in block.heading
    assert block.rows[2] == ("Geopolitical Tensions", {"p0": 2.0, "p1": pytest.approx(1.3)})
    chart.set_driver_attribution(None)
    assert len(chart.blocks()) == 1


def test_gains_are_filled_to_the_right_and_losses_pale_to_the_left(qtbot) -> None:
    dossier = synthetic_dossier(("Russia",))
    projection = synthetic_projection(dossier, draws=32)
    projection.attribution["p0"].update(dict.fromkeys(projection.attribution["p0"], 0.0))
    projection.attribution["p0"].update(r0=4.0, r1=-2.0)
    chart = shown(qtbot, AttributionChart(), dossier, projection, (600, 300))
    grabbed = picture(chart.picture())
    full = [
        x
        for x in range(grabbed.width())
        if sum(
            grabbed.pixelColor(x, y) == QColor(LIGHT.pole(0))
            for y in range(round(2.2 * chart._row_height()), round(3 * chart._row_height()))
        )
        > 6
    ]
    assert full
    row = round(3.5 * chart._row_height() + 4)
    loss = grabbed.pixelColor(full[0] - 10, row)
    assert loss not in (QColor(LIGHT.base), QColor(LIGHT.pole(0)))
    assert loss.red() > loss.blue()
