"""The window as it stands before its dossier is there: frame, menus, place on the screen, theme.

Nothing heavy is imported here: the first window is painted before the rest of the program is read.
"""

from __future__ import annotations

from PySide6.QtCore import QSettings
from PySide6.QtGui import QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from equipoise.ui.actions import fill_menu_bar
from equipoise.ui.main_window import MainWindow
from equipoise.ui.theme import DARK, LIGHT, THEMES, Theme

_HALF_LIGHT = 128


def settings() -> QSettings:
    """What the program remembers of the user's choices."""
    return QSettings("equipoise", "equipoise")


def chosen_theme() -> Theme:
    """The theme chosen before, else that of the desktop, seen by the ground of its windows."""
    chosen = settings().value("theme")
    if isinstance(chosen, str) and chosen in THEMES:
        return THEMES[chosen]
    ground = QGuiApplication.palette().color(QPalette.ColorRole.Window)
    return DARK if ground.lightness() < _HALF_LIGHT else LIGHT


def empty_window(application: QApplication, theme: Theme, message: str = "") -> MainWindow:
    """A main window, not shown yet, with its menus and where it stood last; closing it quits."""
    window = MainWindow(message)
    window.commands = fill_menu_bar(window, window.undo_group)
    window.set_theme(theme)
    window.closed.connect(application.quit)
    geometry = settings().value("geometry")
    if geometry is not None:
        window.restoreGeometry(geometry)
    return window
