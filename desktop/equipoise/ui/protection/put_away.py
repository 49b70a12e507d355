"""Taking a widget or window out of sight and out of reach, and putting it back as it was."""

from __future__ import annotations

from dataclasses import dataclass

import shiboken6
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QWidget


@dataclass(frozen=True, slots=True)
class PutAwayWindow:
    """A window that became a hidden part of `holder`, so that it has no place on any screen.

    Hiding it would not do: what hidden windows say stays within reach of screen readers.
    """

    window: QWidget
    parent: QWidget | None
    flags: Qt.WindowType
    geometry: QRect
    state: Qt.WindowState
    shown: bool

    @classmethod
    def of(cls, window: QWidget, holder: QWidget) -> PutAwayWindow:
        """Put a window away."""
        put_away = cls(
            window,
            window.parentWidget(),
            window.windowFlags(),
            window.normalGeometry() if window.isMaximized() else window.geometry(),
            window.windowState(),
            window.isVisible(),
        )
        window.setParent(holder, Qt.WindowType.Widget)
        return put_away

    def bring_back(self) -> None:
        """Put it where it was, unless it has been deleted meanwhile."""
        if not shiboken6.isValid(self.window):
            return
        self.window.setParent(self.parent, self.flags)
        self.window.setGeometry(self.geometry)
        self.window.setWindowState(self.state)
        if self.shown:
            self.window.show()


class FocusPlace:
    """Which widget had the keyboard; if it is gone by then, the nearest one around it."""

    def __init__(self, window: QWidget) -> None:
        self._around: list[QWidget] = []
        widget: QWidget | None = window.focusWidget()
        while widget is not None and widget is not window:
            self._around.append(widget)
            widget = widget.parentWidget()

    def restore(self) -> None:
        """Give the keyboard back."""
        for widget in self._around:
            takes_focus = (
                shiboken6.isValid(widget)
                and widget.isEnabled()
                and widget.focusPolicy() != Qt.FocusPolicy.NoFocus
            )
            if takes_focus:
                widget.setFocus(Qt.FocusReason.OtherFocusReason)
                return
