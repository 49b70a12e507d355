"""The table of differences: its sentence, its lines, its speed, and the way to each row."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from equipoise.dossier.difference_words import Line, lines
from equipoise.dossier.rows import Mark
from equipoise.editing import edits
from equipoise.ui.difference.difference_table import NOTHING, DifferenceTable
from equipoise.ui.difference.lines_model import AFTER, BEFORE, ROW, WHERE
from projection.sample_dossier import sample_dossier

HOSTILE = "<b>&A</b> <img src='file:///etc/hostname'>\nsecond line"


@pytest.fixture
def table(qtbot) -> DifferenceTable:
    made = DifferenceTable()
    qtbot.addWidget(made)
    made.resize(900, 400)
    made.show()
    return made


def texts(table: DifferenceTable, row: int) -> list[str]:
    model = table.view.lines
    return [str(model.index(row, column).data()) for column in range(model.columnCount())]


def test_the_sentence_counts_fields_rows_and_orders(table: DifferenceTable) -> None:
    before = sample_dossier()
    table.show_difference(before, before)
    assert (table.sentence.text(), table.count) == (NOTHING, 0)
    after = edits.set_setting(before, "horizon", 36)
    table.show_difference(before, after)
    assert table.sentence.text() == "1 field in 1 row differs."
    after = edits.set_setting(after, "seed", 7)
    after = edits.set_field(after, "poles", "north", "name", "High North")
    after = after.with_row("marks", Mark("m", "Limited"))
    after = after.with_table("aspects", reversed(after.aspects))
    table.show_difference(before, after)
    assert table.sentence.text() == (
        "3 fields in 2 rows differ, 1 row added, order changed in 1 table."
    )
    table.show_difference(after, before)
    assert "1 row removed" in table.sentence.text()


def test_cells_show_text_as_typed(table: DifferenceTable) -> None:
    before = sample_dossier()
    table.show_difference(before, edits.set_setting(before, "subject", HOSTILE))
    assert texts(table, 0) == [
        "Settings",
        before.settings.title,
        "Subject",
        before.settings.subject,
        "<b>&A</b> <img src='file:///etc/hostname'> ¶ second line",
    ]
    tip = table.view.lines.index(0, AFTER).data(Qt.ItemDataRole.ToolTipRole)
    assert "&lt;b&gt;&amp;A" in tip
    assert "<b>" not in tip
    assert table.view.editTriggers() == table.view.EditTrigger.NoEditTriggers


def test_enter_and_double_click_go_to_the_row(table: DifferenceTable, qtbot) -> None:
    before = sample_dossier()
    after = edits.set_field(before, "poles", "north", "name", "High North")
    after = after.with_table("aspects", reversed(after.aspects))
    table.show_difference(before, after)
    table.view.setCurrentIndex(table.view.lines.index(0, ROW))
    with qtbot.waitSignal(table.go_to) as went:
        qtbot.keyClick(table.view, Qt.Key.Key_Return)
    assert went.args == ["poles", "north"]
    with qtbot.assertNotEmitted(table.go_to):
        table.view.setCurrentIndex(table.view.lines.index(1, ROW))
        qtbot.keyClick(table.view, Qt.Key.Key_Return)


def test_chosen_lines_are_copied_tab_separated(table: DifferenceTable) -> None:
    before = sample_dossier()
    table.show_difference(before, edits.set_setting(before, "horizon", 36))
    table.view.selectRow(0)
    table.view.copy()
    assert QGuiApplication.clipboard().text() == (
        f"Settings\t{before.settings.title}\tHorizon\t24\t36"
    )


def test_ten_thousand_lines_are_shown_and_sorted_at_once(table: DifferenceTable) -> None:
    before = sample_dossier().with_table(
        "marks", (Mark(f"m{i}", f"Mark {i}", meaning="before") for i in range(10_000))
    )
    after = before.with_table(
        "marks", (replace(mark, meaning=f"after {mark.id}") for mark in before.marks)
    )
    begun = time.process_time()
    said = lines(before, after)
    told = time.process_time()
    table.show_lines(said)
    table.view.sortByColumn(AFTER, Qt.SortOrder.DescendingOrder)
    shown = time.process_time()
    assert table.count == 10_000
    assert texts(table, 0)[AFTER] == "after m9999"
    assert told - begun < 3
    assert shown - told < 1


def test_sorting_keeps_the_line_that_was_chosen(table: DifferenceTable) -> None:
    said = [
        Line("marks", "Handling marks", f"m{i}", f"Mark {i}", "rank", "Rank", str(i), str(9 - i))
        for i in range(10)
    ]
    table.show_lines(said)
    table.view.setCurrentIndex(table.view.lines.index(3, WHERE))
    table.view.sortByColumn(AFTER, Qt.SortOrder.AscendingOrder)
    assert [texts(table, row)[AFTER] for row in range(10)] == [str(i) for i in range(10)]
    assert table.view.currentIndex().row() == 6
    assert texts(table, 6)[BEFORE] == "3"
    table.view.sortByColumn(-1, Qt.SortOrder.AscendingOrder)
    assert texts(table, 0)[BEFORE] == "0"
