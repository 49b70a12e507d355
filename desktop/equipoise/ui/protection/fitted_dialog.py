"""A dialog as high as its wrapped texts need; Qt by itself reckons them for another width."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog


class FittedDialog(QDialog):
    """Opens just high enough, and grows when it has more to say."""

    def showEvent(self, event: QShowEvent) -> None:
        """Take the height that the texts need."""
        if not event.spontaneous():
            self.resize(self.width(), self._needed())
        super().showEvent(event)

    def event(self, event: QEvent) -> bool:
        """Grow where a part asks for more room."""
        handled = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest and self.isVisible():
            self.resize(self.width(), max(self.height(), self._needed()))
        return handled

    def _needed(self) -> int:
        layout = self.layout()
        if layout is None:
            return self.height()
        layout.activate()
        return layout.totalHeightForWidth(self.width())
