"""The month looked at: a slider, its calendar month, and playing through time."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSlider, QWidget

from equipoise.ui.charts.wording import month_words
from equipoise.ui.plain import plain_label, plain_tooltip

_TICK = 350
_PAGE = 12
_PLAY, _PAUSE = "▶ &Play", "❚❚ &Pause"


class TimeBar(QWidget):
    """Scrubs through the months; `moved` tells the month, while playing one a tick."""

    moved = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._as_of: date | None = None
        self._at_end = True
        self.timer = QTimer(self)
        self.timer.setInterval(_TICK)
        self.timer.timeout.connect(self.step)
        self.play = QPushButton(_PLAY)
        self.play.setAccessibleName("Play through the months")
        plain_tooltip(self.play, "Go through the months by themselves, up to the last (Alt+P)")
        self.play.clicked.connect(self.toggle)
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setAccessibleName("Month looked at")
        self.slider.setPageStep(_PAGE)
        self.slider.setMaximum(0)
        plain_tooltip(
            self.slider,
            "The month that all charts and tables look at. Arrow keys go by a month, page keys "
            "by 12.",
        )
        self.slider.valueChanged.connect(self._moved)
        self.label = plain_label()
        self.label.setMinimumWidth(self.fontMetrics().horizontalAdvance("Month 120 · Mmm 0000") + 8)
        self.state = plain_label()
        self.state.setObjectName("muted")
        self.state.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        widest = self.fontMetrics().horizontalAdvance("131,072 draws · refining …")
        self.state.setMinimumWidth(widest + 8)
        title = plain_label("&Month")
        title.setBuddy(self.slider)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 4, 8, 4)
        row.setSpacing(8)
        row.addWidget(self.play)
        row.addWidget(title)
        row.addWidget(self.slider, 1)
        row.addWidget(self.label)
        row.addWidget(self.state)
        self._tell()

    @property
    def month(self) -> int:
        """The month looked at."""
        return self.slider.value()

    def set_months(self, as_of: date, last: int) -> None:
        """Offer the months up to `last`; who looked at the last one goes on looking at it."""
        self._as_of = as_of
        at_end = self._at_end
        if last != self.slider.maximum():
            self.slider.setMaximum(last)
        if at_end:
            self.slider.setValue(last)
        self._tell()

    def set_month(self, month: int) -> None:
        """Look at another month."""
        self.slider.setValue(month)

    def toggle(self) -> None:
        """Play or pause; at the end playing begins anew."""
        if self.timer.isActive():
            self.pause()
        else:
            if self.month >= self.slider.maximum():
                self.slider.setValue(0)
            self.timer.start()
            self._tell()

    def pause(self) -> None:
        """Stop playing."""
        self.timer.stop()
        self._tell()

    def step(self) -> None:
        """Go on by a month; stops at the last."""
        self.slider.setValue(self.month + 1)
        if self.month >= self.slider.maximum():
            self.pause()

    def _moved(self, month: int) -> None:
        self._at_end = month >= self.slider.maximum()
        self._tell()
        self.moved.emit(month)

    def _tell(self) -> None:
        playing = self.timer.isActive()
        text = _PAUSE if playing else _PLAY
        if self.play.text() != text:
            self.play.setText(text)
            self.play.setAccessibleName("Pause playing" if playing else "Play through the months")
        self.label.setText("" if self._as_of is None else month_words(self._as_of, self.month))
