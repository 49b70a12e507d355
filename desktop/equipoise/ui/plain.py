"""User text on screen is text, never markup: the one place that makes labels and tooltips of it.

Qt guesses whether a label or tooltip is rich text; rich text may open files named in it. Text
that a dossier brings must therefore never be left to that guess.

This and the other parts of the window that is shown first set properties by the names of their
values: to import the namespace `Qt` makes all its enumerations, a sixth of a bare window's start.
"""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QWidget


def plain_label(text: str = "", parent: QWidget | None = None) -> QLabel:
    """A label that shows `text` as typed, now and after every later setText."""
    label = QLabel(parent)
    label.setProperty("textFormat", "PlainText")
    label.setText(text)
    return label


_ESCAPES = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#x27;", "\n": "<br>"}
)


def tooltip_text(text: str) -> str:
    """What to hand to Qt so that a tooltip shows `text` as typed, wrapped, with its line breaks.

    Tooltips have no text format of their own; only escaped markup is sure to be shown as typed.
    """
    if not text:
        return ""
    return f"<p>{text.translate(_ESCAPES)}</p>"


def plain_tooltip(widget: QWidget, text: str) -> None:
    """Give a widget a tooltip that shows `text` as typed."""
    widget.setToolTip(tooltip_text(text))


def one_line(text: str) -> str:
    """Text with every run of white space, line breaks too, as one space: fit for a chart label."""
    return " ".join(text.split())
