"""Above the pages: zoom, which page is looked at, what is going on, and what can be done."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QToolButton, QWidget

from equipoise.ui.briefing.pages_view import FIT, PagesView
from equipoise.ui.elided_label import ElidedLabel
from equipoise.ui.plain import plain_label, plain_tooltip

_ZOOMS = (FIT, 0.5, 0.75, 1.0, 1.25, 1.5, 2.0, 3.0)
_COMMANDS = (
    ("export_briefing", "Export…", "Write this briefing as PDF, Word, HTML or Markdown (Ctrl+E)"),
    (
        "export_several",
        "Export several…",
        "Write several kinds, languages and formats, and the charts, at once (Ctrl+Shift+E)",
    ),
    ("print_briefing", "Print…", "Print this briefing (Ctrl+P)"),
)


class PageBar(QWidget):
    """Steers a `PagesView`; `command_wanted` carries the key of a command of the menu."""

    command_wanted = Signal(str)

    def __init__(self, pages: PagesView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pages = pages
        self.smaller = self._step("−", "Smaller (Ctrl+−)", pages.reduce)
        self.larger = self._step("+", "Larger (Ctrl++)", pages.enlarge)
        self.zoom = QComboBox()
        self.zoom.setAccessibleName("Zoom")
        plain_tooltip(
            self.zoom,
            "How large the pages are shown; Ctrl+0 fits the width, Ctrl and the wheel zoom",
        )
        for zoom in _ZOOMS:
            self.zoom.addItem(_zoom_words(zoom), zoom)
        self.zoom.activated.connect(lambda _row: pages.set_zoom(float(self.zoom.currentData())))
        self.page = plain_label("")
        self.state = ElidedLabel()
        self.state.setObjectName("muted")
        self.buttons: dict[str, QPushButton] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 4, 8, 4)
        for part in (self.smaller, self.zoom, self.larger, self.page, self.state):
            row.addWidget(part)
        row.addStretch(1)
        for key, text, tip in _COMMANDS:
            button = QPushButton(text)
            plain_tooltip(button, tip)
            button.clicked.connect(lambda _checked=False, key=key: self.command_wanted.emit(key))
            self.buttons[key] = button
            row.addWidget(button)
        for keys, act in (
            ("Ctrl++", pages.enlarge),
            ("Ctrl+=", pages.enlarge),
            ("Ctrl+-", pages.reduce),
            ("Ctrl+0", lambda: pages.set_zoom(FIT)),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.activated.connect(act)
        pages.zoomed.connect(self._show_zoom)
        pages.page_changed.connect(self._show_page)
        self._show_zoom()

    def say(self, text: str) -> None:
        """Say what is going on; empty when nothing is."""
        self.state.setText(text)
        self.state.setAccessibleName(text)

    def _step(self, text: str, tip: str, act: object) -> QToolButton:
        button = QToolButton()
        button.setText(text)
        button.setAccessibleName(tip.split(" (", maxsplit=1)[0])
        plain_tooltip(button, tip)
        button.clicked.connect(act)
        return button

    def _show_zoom(self) -> None:
        place = self.zoom.findData(self._pages.zoom)
        if place < 0:
            self.zoom.setCurrentIndex(-1)
            self.zoom.setPlaceholderText(_zoom_words(self._pages.zoom))
        else:
            self.zoom.setCurrentIndex(place)

    def _show_page(self) -> None:
        count = self._pages.page_count()
        self.page.setText(f"Page {self._pages.page()} of {count}" if count else "")


def _zoom_words(zoom: float) -> str:
    return "Fit width" if zoom == FIT else f"{zoom * 100:.0f} %"
