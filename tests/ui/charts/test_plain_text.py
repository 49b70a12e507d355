from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import Qt as GuiQt
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QWidget

from equipoise.ui.plain import one_line, plain_label, plain_tooltip, tooltip_text

HOSTILE = "<img src=file:///x> & <b>bold</b>"


def test_a_label_shows_markup_as_typed(qtbot) -> None:
    label = plain_label(HOSTILE)
    qtbot.addWidget(label)
    assert label.text() == HOSTILE
    assert label.textFormat() == Qt.TextFormat.PlainText


@pytest.mark.parametrize("text", [HOSTILE, "two\nlines", "a < b", "&amp;"])
def test_a_tooltip_shows_markup_as_typed(qtbot, text: str) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    plain_tooltip(widget, text)
    assert GuiQt.mightBeRichText(widget.toolTip())
    shown = QTextDocument()
    shown.setHtml(widget.toolTip())
    assert shown.toPlainText() == text


def test_no_text_is_no_tooltip() -> None:
    assert tooltip_text("") == ""


def test_one_line_folds_white_space() -> None:
    assert one_line(" a\n\tb  c ") == "a b c"
