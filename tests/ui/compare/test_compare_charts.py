"""What the charts and tables of the workspace show equals the comparison."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QPushButton

from equipoise.dossier.deletion import delete
from equipoise.dossier.yardsticks import percent_text
from equipoise.editing import edits, scenario_edits
from equipoise.projection.comparison import compare
from equipoise.ui.charts import picture
from equipoise.ui.compare.chances_pane import short_percent
from equipoise.ui.compare.overlay_chart import difference_bound
from equipoise.ui.theme import DARK, LIGHT

IDS = ["as-today", "balanced", "moscow-first"]
POLES = ("russia", "west")


def test_fans_and_differences_are_those_of_the_comparison(open_workspace, dossier) -> None:
    chart = open_workspace(dossier).overlay_frame.chart
    expected = compare(dossier, IDS)
    for pole in POLES:
        for scenario_id in IDS:
            mine = chart.fan(pole, scenario_id)
            theirs = expected.projections[scenario_id].index[pole]
            for one, other in zip(mine.quantiles(), theirs.quantiles(), strict=True):
                assert np.array_equal(one, other)
        apart = (
            expected.projections["balanced"].index_draws[pole]
            - expected.projections["as-today"].index_draws[pole]
        )
        shown = chart.difference(pole)
        quantiles = np.percentile(apart, (5, 25, 50, 75, 95), axis=1)
        for one, other in zip(shown.quantiles(), quantiles, strict=True):
            assert np.allclose(one, other, rtol=1e-12, atol=1e-12)


def test_the_difference_follows_the_other_scenario(open_workspace, dossier) -> None:
    workspace = open_workspace(dossier)
    box = workspace.chooser.other
    box.setCurrentIndex(box.findData("moscow-first"))
    box.activated.emit(box.currentIndex())
    chart = workspace.overlay_frame.chart
    expected = compare(dossier, IDS).difference("moscow-first", "as-today", "west")
    assert np.array_equal(chart.difference("west").p50, expected.p50)
    assert "Moscow first" in workspace.differences.heading.text()


def test_the_axis_of_differences_is_round_and_wide_enough(open_workspace, dossier) -> None:
    chart = open_workspace(dossier).overlay_frame.chart
    fans = [chart.difference(pole) for pole in POLES]
    bound = difference_bound(fans)
    assert bound >= max(float(np.max(np.abs((fan.p5, fan.p95)))) for fan in fans)
    assert chart.canvas.panels[1].span.top == bound == -chart.canvas.panels[3].span.bottom


def test_who_beats_whom_follows_the_month(open_workspace, dossier) -> None:
    workspace = open_workspace(dossier)
    expected = compare(dossier, IDS)
    seen = []
    for month in (36, 4):
        workspace.time.set_month(month)
        for pole in POLES:
            matrix = workspace.chances.matrices[pole]
            for row, one in enumerate(IDS):
                for column, other in enumerate(IDS):
                    text = matrix.text_at(row, column + 1)
                    seen.append(text)
                    if one == other:
                        assert text == "·"
                    else:
                        chance = expected.beats(one, other, pole, month)
                        assert text == short_percent(chance)
    assert seen[: len(seen) // 2] != seen[len(seen) // 2 :]
    tip = workspace.chances.matrices["west"].item(1, 1).toolTip()
    assert "Month 4" in tip
    assert "Balanced" in tip
    assert "As today" in tip


def test_goals_and_red_lines_with_the_accepted_risk(open_workspace, dossier) -> None:
    table = open_workspace(dossier).chances.goals
    expected = compare(dossier, IDS).projections
    marked = 0
    for row, goal in enumerate(dossier.goals):
        for column, scenario_id in enumerate(IDS):
            projection = expected[scenario_id]
            chance = {**projection.goals, **projection.red_lines}[goal.id]
            text = table.text_at(row, column + 1)
            over = goal.kind == "red_line" and chance * 100 > goal.accepted_risk
            marked += over
            assert text.splitlines()[0] == short_percent(chance)
            assert text.endswith("▲ over") == over
            assert percent_text(chance) in table.item(row, column + 1).toolTip()
    assert 0 < marked < 6
    last = len(dossier.goals)
    assert table.text_at(last, 2) == short_percent(expected["balanced"].all_goals)


def test_a_goal_set_aside_and_one_beyond_the_horizon(open_workspace, dossier) -> None:
    goal = dossier.goals[0]
    changed = scenario_edits.set_goal_in_force(dossier, "balanced", goal.id, False)
    changed = changed.with_row("goals", replace(dossier.goals[1], month=60))
    table = open_workspace(changed).chances.goals
    assert table.text_at(0, 2) == "set aside"
    assert table.text_at(0, 1).endswith("%")
    assert table.text_at(1, 1) == "beyond\nhorizon"


def test_bands_and_contributions(open_workspace, dossier) -> None:
    workspace = open_workspace(dossier)
    workspace.time.set_month(20)
    expected = compare(dossier, IDS).projections
    bars, contributions = workspace.band_frame.chart, workspace.contribution_frame.chart
    for scenario_id in IDS:
        for pole in POLES:
            shares = bars.shares(scenario_id, pole)
            for band_id, share in shares.items():
                assert share == expected[scenario_id].bands[pole][band_id][20]
            assert sum(shares.values()) == pytest.approx(1.0)
            for row in dossier.recommendations:
                given = expected[scenario_id].attribution[pole][row.id]
                assert contributions.points(scenario_id, row.id, pole) == given
    assert len(bars.table()) == 1 + 2 * 3 * len(dossier.bands)
    assert {row[0] for row in bars.table()[1:]} == {20}
    assert len(contributions.table()) == 1 + 2 * 3 * len(dossier.recommendations)


def test_clouds_and_paths(open_workspace, dossier) -> None:
    workspace = open_workspace(dossier)
    workspace.tabs.setCurrentWidget(workspace.plane_frame)
    workspace.time.set_month(12)
    expected = compare(dossier, IDS).projections
    clouds = workspace.plane_frame.chart.clouds()
    assert set(clouds) == set(IDS)
    for scenario_id, cloud in clouds.items():
        draws = expected[scenario_id].index_draws
        assert np.array_equal(cloud.points[0], draws["russia"][12])
        assert np.array_equal(cloud.points[1], draws["west"][12])
        assert np.array_equal(cloud.path[0], expected[scenario_id].index["russia"].p50[:13])
    span = workspace.plane_frame.chart.canvas.panels[0].span
    for cloud in clouds.values():
        assert span.left <= cloud.points[0].min() <= cloud.points[1].max() <= span.top


def test_a_press_on_the_chart_chooses_the_month(open_workspace, dossier) -> None:
    workspace = open_workspace(dossier)
    chart = workspace.overlay_frame.chart
    panel = chart.canvas.panels[0]
    at = QPointF(panel.x(9), panel.rect.center().y())
    viewport = chart.canvas.view.viewport()
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    press = QEvent.Type.MouseButtonPress
    QApplication.sendEvent(
        viewport, QMouseEvent(press, at, viewport.mapToGlobal(at), left, left, none)
    )
    assert workspace.time.month == 9


def test_keys_read_the_chart_and_choose_the_month(open_workspace, dossier, qtbot) -> None:
    workspace = open_workspace(dossier)
    chart = workspace.overlay_frame.chart
    chart.setFocus()
    for key in (Qt.Key.Key_Home, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Down):
        qtbot.keyClick(chart, key)
    assert chart.reading().startswith("Russia · Month 2")
    assert "B Balanced less A: median" in chart.reading()
    qtbot.keyClick(chart, Qt.Key.Key_Return)
    assert workspace.time.month == 2


def test_charts_leave_as_files_and_enlarge(open_workspace, dossier, tmp_path) -> None:
    workspace = open_workspace(dossier)
    for number, frame in enumerate(workspace.frames()):
        for suffix in picture.KINDS:
            path = tmp_path / f"chart{number}{suffix}"
            assert frame.save(path)
            assert path.stat().st_size > 400
    dialog = workspace.overlay_frame.enlarge()
    big = workspace.overlay_frame.charts()[1]
    assert np.array_equal(
        big.fan("russia", "balanced").p50,
        workspace.overlay_frame.chart.fan("russia", "balanced").p50,
    )
    workspace.time.set_month(5)
    assert big.at == 5
    dialog.close()


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
@pytest.mark.parametrize("size", [(1150, 640), (1850, 1000)], ids=["small", "large"])
def test_nothing_is_cut_off(open_workspace, wait_for_answer, dossier, theme, size) -> None:
    workspace = open_workspace(scenario_edits.new_scenario(dossier, "Sixth", "west-first"))
    workspace.chooser.choose([row.id for row in workspace.session.dossier.scenarios])
    workspace.set_theme(theme)
    workspace.resize(*size)
    wait_for_answer(workspace)
    assert (workspace.width(), workspace.height()) == size
    for index in range(workspace.tabs.count()):
        workspace.tabs.setCurrentIndex(index)
        workspace.grab()
        for area in workspace.findChildren(QAbstractScrollArea):
            assert not area.isVisible() or area.horizontalScrollBar().maximum() == 0, area
        for button in workspace.findChildren(QPushButton):
            assert not button.isVisible() or button.width() >= button.minimumSizeHint().width()
    bar = workspace.tabs.tabBar()
    assert bar.tabRect(bar.count() - 1).right() <= workspace.tabs.width()
    chart = workspace.overlay_frame.chart
    assert len(chart.canvas.panels) == 4
    for panel in chart.canvas.panels:
        assert panel.rect.width() > 100
        assert panel.rect.height() > 50
        assert chart.canvas.rect().contains(panel.rect.toRect())
    ground = (
        workspace.grab()
        .toImage()
        .pixelColor(chart.mapTo(workspace, chart.rect().bottomRight() - QPoint(3, 3)))
    )
    assert ground.name() == theme.base


def test_one_pole_alone_and_four(open_workspace, dossier) -> None:
    workspace = open_workspace(delete(dossier, "poles", ["west"], with_referring=True))
    workspace.tabs.setCurrentWidget(workspace.plane_frame)
    assert "two poles" in workspace.plane_frame.chart._note.text()
    assert workspace.plane_frame.chart._note.isVisible()
    assert len(workspace.overlay_frame.chart.canvas.panels) == 2
    added = edits.add_row(dossier, "poles", row_id="gulf")
    added = edits.add_row(added, "poles", row_id="asia")
    workspace = open_workspace(added)
    chart = workspace.overlay_frame.chart
    assert len(chart.canvas.panels) == 8
    assert chart.canvas.height() > chart.height()
    for number, panel in enumerate(chart.canvas.panels[1:]):
        assert panel.rect.top() > chart.canvas.panels[number].rect.bottom()
    assert set(workspace.chances.matrices) == {"russia", "west", "gulf", "asia"}
    plane = workspace.plane_frame.chart
    workspace.tabs.setCurrentWidget(workspace.plane_frame)
    plane.across.setCurrentIndex(plane.across.findData("gulf"))
    plane.across.activated.emit(plane.across.currentIndex())
    expected = compare(added, IDS).projections["balanced"].index_draws["gulf"]
    assert np.array_equal(plane.clouds()["balanced"].points[0], expected[36])
    assert plane.poles()[0].id == "gulf"
