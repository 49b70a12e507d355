"""Locking the window: the dossier leaves the screen, and unlocking leads back to the same place."""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QClipboard, QShortcut
from PySide6.QtWidgets import QApplication, QDialog, QMainWindow, QStatusBar, QToolTip, QWidget

from equipoise.ui.protection.lock_screen import Check, LockScreen
from equipoise.ui.protection.put_away import FocusPlace, PutAwayWindow

LOCKED_TITLE = "Equipoise – locked"

_KEPT_TYPES = (Qt.WindowType.Window, Qt.WindowType.Tool)
_MOST_DIALOGS = 50
_WIDER_THAN_ANY = 16_000


class Locker(QObject):
    """Locks a window, and with it every other window of the program.

    While locked the window holds a lock screen and nothing else: its contents and its status bar
    are taken out of it, so that no key, pointer, screen reader or picture of the window reaches
    them, and what is being typed there is taken over. Windows beside it are put away and come back;
    dialogs are rejected, menus closed. Whatever wants to show itself meanwhile is treated the same.
    Shortcuts are dead, the title names nothing, and what the program put on the clipboard is gone.
    """

    locked = Signal()
    unlocked = Signal()

    def __init__(self, window: QMainWindow, check: Check) -> None:
        super().__init__(window)
        self._window = window
        self._check = check
        # A window that is never shown: its parts are in no tree of visible widgets.
        self._holder = QWidget(window, Qt.WindowType.Window)
        self._screen: LockScreen | None = None
        self._centre: QWidget | None = None
        self._status: QStatusBar | None = None
        self._hidden: list[QWidget] = []
        self._windows: list[PutAwayWindow] = []
        self._title = ""
        self._places: list[FocusPlace] = []

    @property
    def is_locked(self) -> bool:
        """Whether the dossier is out of sight."""
        return self._screen is not None

    @property
    def screen(self) -> LockScreen | None:
        """The lock screen while it is shown."""
        return self._screen

    def lock(self) -> None:
        """Lock now; nothing happens if it is locked already."""
        if self._screen is not None:
            return
        window = self._window
        self._screen = LockScreen(self._check)
        self._screen.unlocked.connect(self.unlock)
        self._title = window.windowTitle()
        active = QApplication.activeWindow()
        self._places = [FocusPlace(window)]
        if active is not None and active is not window and active.windowType() in _KEPT_TYPES:
            self._places.append(FocusPlace(active))
        QApplication.instance().installEventFilter(self)  # type: ignore[union-attr]
        self._clear_clipboard()
        QToolTip.hideText()
        self._close_popups_and_dialogs()
        for other in QApplication.topLevelWidgets():
            known_to_the_screen = other.windowHandle() is not None
            if known_to_the_screen and self._foreign(other):
                self._put_away(other)
        self._veil()
        self.locked.emit()

    def unlock(self) -> None:
        """Show everything again as it was; the check has been passed."""
        screen, self._screen = self._screen, None
        if screen is None:
            return
        QApplication.instance().removeEventFilter(self)  # type: ignore[union-attr]
        window = self._window
        self._unveil()
        screen.deleteLater()
        window.setWindowTitle(self._title)
        for put_away in self._windows:
            put_away.bring_back()
        self._windows.clear()
        for place in self._places:
            place.restore()
        self._places.clear()
        self.unlocked.emit()

    def _veil(self) -> None:
        window, screen = self._window, self._screen
        if screen is None:
            return
        self._centre = window.takeCentralWidget()
        if self._centre is not None:
            self._centre.setParent(self._holder)
        direct = Qt.FindChildOption.FindDirectChildrenOnly
        self._status = window.statusBar()
        self._status.setParent(self._holder)
        self._hidden = [
            part
            for part in window.findChildren(QWidget, options=direct)
            if not part.isWindow() and not part.isHidden()
        ]
        for part in self._hidden:  # the menu bar, which may be the system's own, and what else
            part.hide()
            part.setEnabled(False)
        window.setCentralWidget(screen)
        screen.show()
        window.setWindowTitle(LOCKED_TITLE)
        screen.setFocus(Qt.FocusReason.OtherFocusReason)

    def _unveil(self) -> None:
        window = self._window
        screen = window.takeCentralWidget()
        if screen is not None:
            screen.hide()
        if self._centre is not None:
            window.setCentralWidget(self._centre)
            self._centre.show()
        if self._status is not None:
            window.setStatusBar(self._status)
            self._status.show()
        for part in self._hidden:
            part.setEnabled(True)
            part.show()
        self._centre = self._status = None
        self._hidden.clear()

    def _foreign(self, widget: QWidget) -> bool:
        """Whether a window is neither the locked one nor part of the lock screen."""
        if widget is self._window or widget is self._holder:
            return False
        if widget.windowType() == Qt.WindowType.ToolTip:
            return False
        around: QWidget | None = widget
        while around is not None and around is not self._screen:
            around = around.parentWidget()
        return around is None

    def _close_popups_and_dialogs(self) -> None:
        for _ in range(_MOST_DIALOGS):
            topmost = QApplication.activePopupWidget() or QApplication.activeModalWidget()
            if topmost is None or not self._foreign(topmost):
                return
            self._put_away(topmost)

    def _put_away(self, other: QWidget) -> None:
        """Keep a window for later, reject a dialog, close what is gone when one looks away."""
        if other.windowType() in _KEPT_TYPES and not other.isModal():
            self._windows.append(PutAwayWindow.of(other, self._holder))
            return
        if not other.isVisible():
            return
        if isinstance(other, QDialog):
            other.reject()
        elif other.windowType() == Qt.WindowType.Popup:
            other.close()
        if shiboken6.isValid(other) and other.isVisible():
            other.hide()

    def _clear_clipboard(self) -> None:
        clipboard = QApplication.clipboard()
        if clipboard.ownsClipboard():
            clipboard.clear()
        if clipboard.supportsSelection() and clipboard.ownsSelection():
            clipboard.clear(QClipboard.Mode.Selection)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """While locked: no shortcut, no other title, no other window."""
        kind = event.type()
        if kind == QEvent.Type.Shortcut:
            return isinstance(watched, QAction | QShortcut)
        if kind == QEvent.Type.WindowTitleChange and watched is self._window:
            self._keep_title()
        elif kind == QEvent.Type.Show and isinstance(watched, QWidget):
            self._keep_out(watched)
        return False

    def _keep_title(self) -> None:
        title = self._window.windowTitle()
        if self._screen is not None and title != LOCKED_TITLE:
            self._title = title
            self._window.setWindowTitle(LOCKED_TITLE)

    def _keep_out(self, widget: QWidget) -> None:
        """Send a window away that shows itself; until that is possible it is blank."""
        if not (widget.isWindow() and self._window.isVisible() and self._foreign(widget)):
            return
        curtain, title = _curtain_over(widget), widget.windowTitle()
        widget.setWindowTitle(LOCKED_TITLE)

        def dismiss() -> None:
            if not shiboken6.isValid(widget):
                return
            if self._screen is not None and widget.isVisible():
                self._put_away(widget)
            if shiboken6.isValid(widget):
                widget.setWindowTitle(title)
                curtain.deleteLater()

        # Later: a dialog that is rejected before its own loop runs would wait for ever.
        QTimer.singleShot(0, self, dismiss)


def _curtain_over(widget: QWidget) -> QWidget:
    """An empty surface over all that a window shows."""
    curtain = QWidget(widget)
    curtain.setAutoFillBackground(True)
    curtain.setGeometry(0, 0, _WIDER_THAN_ANY, _WIDER_THAN_ANY)
    curtain.show()
    curtain.raise_()
    return curtain
