"""The main job through the real `main()` and window: open, edit, weigh, undo, reopen, print."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QSlider, QStyle, QStyleOptionSlider
from pytestqt.qtbot import QtBot

from end_to_end.desk_driver import run_main
from equipoise.dossier.judgment import Judgment
from equipoise.dossier.yardsticks import PHIA
from equipoise.editing import edits
from equipoise.projection.model import ProjectionModel
from equipoise.store.dossier_file import DossierFile
from equipoise.store.shipped import shipped_dossier
from equipoise.ui import dialogs
from equipoise.ui.briefing.briefing_workspace import BriefingWorkspace
from equipoise.ui.briefing.printing import print_pages
from equipoise.ui.main_window import MainWindow

CELL = "military-coordination/russia"
ASPECTS = 1


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "israel.equipoise"
    DossierFile.create(path, shipped_dossier()).close()
    return path


def settle(window: MainWindow, qtbot: QtBot) -> None:
    """Wait until the exact projection of what is shown now has been drawn."""
    with qtbot.waitSignal(window.projector.settled, timeout=120_000):
        window.projector.ask(window.session.dossier, window.session.scenario_id)


def shown_medians(window: MainWindow) -> dict[str, float]:
    chart = window.projection_panel.index_chart
    found = {}
    for pole in window.session.dossier.poles:
        fan = chart.fan(pole.id)
        assert fan is not None
        found[pole.id] = float(fan.p50[-1])
    return found


def projected_medians(window: MainWindow) -> dict[str, float]:
    dossier, scenario = window.session.dossier, window.session.scenario_id
    model = ProjectionModel(dossier, scenario)
    projection = model.project(dossier.weights_of(scenario))
    return {pole: float(fan.p50[-1]) for pole, fan in projection.index.items()}


def handle_of(slider: QSlider) -> QPoint:
    option = QStyleOptionSlider()
    slider.initStyleOption(option)
    return (
        slider.style()
        .subControlRect(
            QStyle.ComplexControl.CC_Slider, option, QStyle.SubControl.SC_SliderHandle, slider
        )
        .center()
    )


def drag(slider: QSlider, pixels: int, qtbot: QtBot) -> None:
    """Press the handle, move it in small steps, release it."""
    at = handle_of(slider)
    left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton

    def send(
        kind: QEvent.Type, place: QPoint, button: Qt.MouseButton, held: Qt.MouseButton
    ) -> None:
        point = QPointF(place)
        event = QMouseEvent(
            kind, point, slider.mapToGlobal(point), button, held, Qt.KeyboardModifier.NoModifier
        )
        QApplication.sendEvent(slider, event)
        QApplication.processEvents()

    send(QEvent.Type.MouseButtonPress, at, left, left)
    for step in range(1, 11):
        place = at + QPoint(pixels * step // 10, 0)
        send(QEvent.Type.MouseMove, place, none, left)
    send(QEvent.Type.MouseButtonRelease, at + QPoint(pixels, 0), left, none)


def test_edit_weigh_undo_close_reopen(
    file: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept: dict[str, object] = {}

    def first(window: MainWindow) -> None:
        settle(window, qtbot)
        before = shown_medians(window)
        assert before == projected_medians(window)

        window.show_room(ASPECTS)
        model = window.room(ASPECTS).table.model
        column = next(
            c
            for c in range(model.columnCount())
            if "Russia" in str(model.headerData(c, Qt.Orientation.Horizontal))
            and "level" in str(model.headerData(c, Qt.Orientation.Horizontal)).lower()
        )
        row = model.place_of("military-coordination")
        assert model.setData(model.index(row, column), Judgment(70, 80, 88, 90))
        settle(window, qtbot)
        edited = shown_medians(window)
        assert edited["russia"] > before["russia"] + 2
        assert edited == projected_medians(window)

        slider = window.weights_panel.row("counterterrorism-efforts").slider
        drag(slider, 60, qtbot)
        settle(window, qtbot)
        dragged = shown_medians(window)
        assert dragged["west"] < edited["west"] - 0.3
        assert dragged == projected_medians(window)
        assert window.session.undo_stack.count() == 2, "the drag is one step"

        window.session.undo_stack.undo()
        settle(window, qtbot)
        assert shown_medians(window) == edited
        window.session.undo_stack.undo()
        settle(window, qtbot)
        assert shown_medians(window) == before
        window.session.undo_stack.redo()
        window.session.undo_stack.redo()
        kept["dossier"] = window.session.dossier

    assert run_main([str(file)], first, monkeypatch) == 0

    def again(window: MainWindow) -> None:
        assert window.session.dossier == kept["dossier"]
        cell = window.session.dossier.get("cells", CELL)
        assert cell.level == Judgment(70, 80, 88, 90)
        assert window.weights_panel.row("counterterrorism-efforts").number.value() > 10

    assert run_main([str(file)], again, monkeypatch) == 0


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler-utils is not installed")
def test_the_exported_briefing_has_the_figures_of_the_projection(
    file: Path, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "briefing.pdf"
    monkeypatch.setattr(dialogs, "ask_save", lambda *_: target)
    told: list[str] = []

    def act(window: MainWindow) -> None:
        window.session.show_scenario("west-first")
        action = next(
            a for menu in window.menuBar().actions() for a in menu.menu().actions()
            if a.text() == "&Export briefing…"
        )  # fmt: skip
        action.trigger()
        qtbot.waitUntil(lambda: window.strip.text().startswith("Briefing written"), timeout=120_000)
        told.append(window.strip.text())

    assert run_main([str(file)], act, monkeypatch) == 0
    assert told == [f"Briefing written: {target}"]
    text = subprocess.run(
        ["pdftotext", "-layout", str(target), "-"], capture_output=True, text=True, check=True
    ).stdout
    dossier = shipped_dossier()
    projection = ProjectionModel(dossier, "west-first").project(dossier.weights_of("west-first"))
    flat = " ".join(text.split())
    assert projection.all_goals is not None
    assert PHIA.statement(projection.all_goals, "all goals hold") in flat
    for pole in dossier.poles:
        fan = projection.index[pole.id]
        whole = re.escape(f"The {pole.name} index goes from a median of {fan.p50[0]:.0f}")
        assert re.search(whole, flat), whole
        assert f"5–95 % range {fan.p5[-1]:.0f}–{fan.p95[-1]:.0f}" in flat
    for page in text.rstrip("\f").split("\f"):
        lines = [line.strip() for line in page.splitlines() if line.strip()]
        assert lines[0] == lines[-1] == dossier.settings.handling_mark


def test_the_preview_shows_the_pages_and_they_print(
    file: Path, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    printed = tmp_path / "printed.pdf"

    def act(window: MainWindow) -> None:
        action = next(
            a for menu in window.menuBar().actions() for a in menu.menu().actions()
            if a.text() == "Pre&view briefing"
        )  # fmt: skip
        action.trigger()
        preview = window.findChild(BriefingWorkspace)
        assert preview is not None
        assert preview.isVisible()
        qtbot.waitUntil(lambda: preview.pages.page_count() >= 5, timeout=120_000)
        from datetime import date

        from equipoise.briefing.press.pdf import render_pages
        from equipoise.briefing.produce import produce
        from equipoise.briefing.request import Request

        request = Request(date.today())
        document = produce(window.session.dossier, window.session.scenario_id, request)
        pages = render_pages(document, 60.0)
        assert len(pages) == preview.pages.page_count()
        printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(printed))
        printer.setFullPage(True)
        print_pages(printer, pages)
        from pypdf import PdfReader

        assert len(PdfReader(printed).pages) == len(pages)

    assert run_main([str(file)], act, monkeypatch) == 0


def test_sliders_follow_the_scenario_and_normalise(
    file: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def act(window: MainWindow) -> None:
        window.session.show_scenario("as-today")
        panel = window.weights_panel
        weights = shipped_dossier().weights_of("as-today")
        for key, percent in weights.items():
            assert panel.row(key).number.value() == percent
        assert panel.unspent() == f"unspent {100 - sum(weights.values()):.1f} %"
        qtbot.mouseClick(panel._normalise, Qt.MouseButton.LeftButton)
        assert panel.unspent() == "unspent 0.0 %"
        settle(window, qtbot)
        assert shown_medians(window) == projected_medians(window)
        slider = panel.row("embassy-task-force").slider
        before = panel.row("embassy-task-force").number.value()
        qtbot.keyClick(slider, Qt.Key.Key_Right)
        assert panel.row("embassy-task-force").number.value() == pytest.approx(before + 1)

    assert run_main([str(file)], act, monkeypatch) == 0


def test_the_charts_show_what_the_command_line_computes(
    file: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def act(window: MainWindow) -> None:
        settle(window, qtbot)
        dossier = window.session.dossier
        model = ProjectionModel(dossier, "balanced")
        projection = model.project(dossier.weights_of("balanced"))
        panel = window.projection_panel
        for cell in dossier.cells:
            fan = panel.cell_grid.fan(cell.id)
            assert fan is not None
            assert np.array_equal(fan.p95, projection.cells[cell.id].p95)
        for pole in dossier.poles:
            shares = panel.band_chart.shares(pole.id)
            for band in dossier.bands:
                assert np.array_equal(shares[band.id], projection.bands[pole.id][band.id])
        assert projection.all_goals is not None
        assert f"({round(projection.all_goals * 100)} %) that all goals hold" in (
            window.status.result()
        )

    assert run_main([str(file)], act, monkeypatch) == 0


def test_another_dossier_takes_the_place_of_this_one(
    file: Path, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "other.equipoise"
    DossierFile.create(other, shipped_dossier()).close()
    monkeypatch.setattr(dialogs, "ask_open", lambda *_: other)

    def act(window: MainWindow) -> None:
        assert window.session.attempt("Title", lambda d: edits.set_setting(d, "title", "First"))
        next(
            a for menu in window.menuBar().actions() for a in menu.menu().actions()
            if a.text() == "&Open…"
        ).trigger()  # fmt: skip
        QApplication.processEvents()
        (shown,) = (
            w for w in QApplication.topLevelWidgets() if isinstance(w, MainWindow) and w.isVisible()
        )
        assert shown is not window
        assert shown.session.dossier.settings.title == shipped_dossier().settings.title
        with DossierFile.open(file) as free:
            assert free.dossier.settings.title == "First"
        settle(shown, qtbot)

    assert run_main([str(file)], act, monkeypatch) == 0
