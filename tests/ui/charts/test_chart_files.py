from __future__ import annotations

import csv
import io
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox
from shown_charts import DOSSIER, LIFTED, PROJECTION
from synthetic_projection import synthetic_driver_attribution

from equipoise.dossier.rows import Pole
from equipoise.ui.charts import picture
from equipoise.ui.charts.attribution_chart import AttributionChart
from equipoise.ui.charts.balance_plane import BalancePlane
from equipoise.ui.charts.band_chart import BandChart
from equipoise.ui.charts.cell_grid import CellGrid
from equipoise.ui.charts.frame import ChartFrame
from equipoise.ui.charts.index_chart import IndexChart

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

CHARTS = [IndexChart, CellGrid, BandChart, BalancePlane, AttributionChart]
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "pictures"
    place.mkdir()
    return place


def framed(qtbot, make, dossier=DOSSIER) -> ChartFrame:
    frame = ChartFrame(make)
    qtbot.addWidget(frame)
    frame.resize(640, 360)
    frame.set_dossier(dossier)
    frame.set_projection(PROJECTION)
    with qtbot.waitExposed(frame):
        frame.show()
    return frame


def table_in(path: Path) -> list[list[str]]:
    return list(csv.reader(io.StringIO(path.read_bytes().decode("utf-8-sig"))))


@pytest.mark.parametrize("make", CHARTS)
def test_every_chart_saves_as_picture_drawing_and_table(qtbot, folder: Path, make) -> None:
    frame = framed(qtbot, make)
    for suffix in picture.KINDS:
        with qtbot.waitSignal(frame.saved) as saved:
            assert frame.save(folder / f"chart{suffix}")
        assert saved.args == [str(folder / f"chart{suffix}")]
    assert (folder / "chart.png").read_bytes().startswith(b"\x89PNG\r\n\x1a\n")
    assert QImage(str(folder / "chart.png")).width() >= 2 * 600
    drawing = ElementTree.parse(folder / "chart.svg")
    words = [text.text for text in drawing.iter(f"{SVG}text")]
    assert f"{frame.chart.heading} – Synthetic" in words
    assert words.count("For official use only") == 2
    assert any("Computed from judgments as of 15 January 2026" in (w or "") for w in words)
    assert list(drawing.iter(f"{SVG}image")) == []
    rows = table_in(folder / "chart.csv")
    assert len(rows) == len(frame.chart.table()) > 1
    assert sorted(p.name for p in folder.iterdir()) == ["chart.csv", "chart.png", "chart.svg"]


def test_the_index_table_holds_the_figures_of_the_projection(qtbot, folder: Path) -> None:
    framed(qtbot, IndexChart).save(folder / "index.csv")
    head, *rows = table_in(folder / "index.csv")
    assert head == ["month", "calendar", "pole", "p5", "p25", "p50", "p75", "p95", "mean"]
    assert len(rows) == 2 * 37
    fan = PROJECTION.index["p1"]
    row = rows[37 + 12]
    assert row[:3] == ["12", "Jan 2027", "West"]
    for value, name in zip(row[3:], head[3:], strict=True):
        assert float(value) == pytest.approx(float(getattr(fan, name)[12]), rel=1e-8)


def test_the_other_tables_hold_the_figures_of_the_projection(qtbot, folder: Path) -> None:
    framed(qtbot, CellGrid).save(folder / "cells.csv")
    cells = {tuple(row[:4]): row[4:] for row in table_in(folder / "cells.csv")}
    assert len(cells) == 8 * 37 + 1
    found = float(cells["36", "Jan 2029", "Economic Ties", "Russia"][2])
    assert found == pytest.approx(PROJECTION.cells["a2/p0"].p50[36], rel=1e-8)

    framed(qtbot, BandChart).save(folder / "bands.csv")
    bands = {tuple(row[:4]): row[4] for row in table_in(folder / "bands.csv")}
    assert len(bands) == 2 * 37 * 5 + 1
    found = float(bands["36", "Jan 2029", "West", "Cooperative"])
    assert found == pytest.approx(PROJECTION.bands["p1"]["b3"][36], rel=1e-8)

    framed(qtbot, BalancePlane).save(folder / "balance.csv")
    head, *points = table_in(folder / "balance.csv")
    assert head == ["month", "calendar", "Russia", "West"]
    assert [float(p[2]) for p in points] == pytest.approx(PROJECTION.index_draws["p0"][36])

    frame = framed(qtbot, AttributionChart)
    frame.chart.set_driver_attribution(synthetic_driver_attribution(DOSSIER, 24))
    frame.save(folder / "attribution.csv")
    rows = {tuple(row[:4]): row[4] for row in table_in(folder / "attribution.csv")}
    total = float(rows["recommendations", "36", "Whole change", "West"])
    assert total == pytest.approx(sum(PROJECTION.attribution["p1"].values()))
    assert float(rows["drivers", "24", "Shared Interests", "Russia"]) == pytest.approx(0.5)


def test_names_never_become_formulas_in_a_table(qtbot, folder: Path) -> None:
    poles = (Pole("p0", "=HYPERLINK(1)"), Pole("p1", "West, “East”"))
    framed(qtbot, IndexChart, replace(DOSSIER, poles=poles)).save(folder / "index.csv")
    assert {row[2] for row in table_in(folder / "index.csv")[1:]} == {
        "'=HYPERLINK(1)",
        "West, “East”",
    }


def test_a_picture_does_not_show_which_chart_has_the_keyboard(qtbot) -> None:
    frame = framed(qtbot, IndexChart)
    before = picture.image(frame.chart)
    frame.activateWindow()
    frame.chart.setFocus()
    qtbot.waitUntil(frame.chart.hasFocus)
    assert picture.image(frame.chart) == before


def test_copy_puts_the_picture_on_the_clipboard(qtbot) -> None:
    frame = framed(qtbot, IndexChart)
    QGuiApplication.clipboard().clear()
    frame.copy_action.trigger()
    copied = QGuiApplication.clipboard().image()
    assert copied.size() == picture.image(frame.chart).size()


@pytest.mark.parametrize(
    ("name", "kind", "file"),
    [("a.svg", ".png", "a.svg"), ("a", ".csv", "a.csv"), ("a", ".png", "a.png")],
)
def test_save_as_takes_the_kind_from_name_or_filter(
    qtbot, folder: Path, monkeypatch, *, name: str, kind: str, file: str
) -> None:
    frame = framed(qtbot, IndexChart)
    answer = (str(folder / name), picture.KINDS[kind])
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: answer)
    frame.save_action.trigger()
    assert [path.name for path in folder.iterdir()] == [file]


def test_a_save_called_off_writes_nothing(qtbot, folder: Path, monkeypatch) -> None:
    frame = framed(qtbot, IndexChart)
    monkeypatch.chdir(folder)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: ("", ""))
    frame.save_action.trigger()
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize("name", ["no-such-folder/chart.png", "chart.xlsx"])
def test_what_cannot_be_saved_is_told_in_plain_words(qtbot, folder: Path, name: str) -> None:
    frame = framed(qtbot, IndexChart)
    assert not frame.save(folder / name)
    (box,) = frame.findChildren(QMessageBox)
    assert box.textFormat() == Qt.TextFormat.PlainText
    assert Path(name).name in box.text()
    assert "Traceback" not in box.text()
    box.close()
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize("make", CHARTS)
def test_an_enlarged_chart_shows_the_same_and_stays_live(qtbot, make) -> None:
    frame = framed(qtbot, make)
    if isinstance(frame.chart, BalancePlane):
        frame.chart.set_month(7)
    if isinstance(frame.chart, AttributionChart):
        frame.chart.set_driver_attribution(synthetic_driver_attribution(DOSSIER))
    dialog = frame.enlarge()
    qtbot.waitUntil(lambda: dialog.windowHandle().isExposed())
    small, large = frame.charts()
    assert type(large) is make
    assert not dialog.isModal()
    assert large.table() == small.table()
    frame.set_projection(LIFTED)
    assert large.table() == small.table()
    assert large.projection is LIFTED
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert frame.charts() == [small]


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_the_context_menu_offers_the_same_actions(qtbot) -> None:
    frame = framed(qtbot, IndexChart)
    viewport = frame.chart.canvas.view.viewport()
    at = QPoint(50, 50)
    QApplication.sendEvent(
        viewport,
        QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, viewport.mapToGlobal(at)),
    )
    assert frame.menu.isVisible()
    words = [action.text().replace("&", "") for action in frame.menu.actions()]
    assert words == ["Copy picture", "Save as…", "Enlarge"]
    assert all(action.toolTip() for action in frame.menu.actions())
    frame.menu.close()
