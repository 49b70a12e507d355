"""Fusion style, bundled fonts, and the style sheet of a theme."""

from __future__ import annotations

from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication

from equipoise.files import resource
from equipoise.ui.theme import Theme

FONT_FAMILY = "Noto Sans"
FONT_SIZE = 9


STYLE = "Fusion"
"""The style that the application is made with; the binding is slow to change it later."""

_WINDOW_FONTS = ("NotoSans-Regular.ttf", "NotoSans-Bold.ttf")


def load_window_fonts() -> None:
    """Make known the bundled fonts that the window's own words need, and use them."""
    for name in _WINDOW_FONTS:
        QFontDatabase.addApplicationFont(str(resource("fonts", name)))
    font = QFont(FONT_FAMILY, FONT_SIZE)
    font.setStyleStrategy(QFont.StyleStrategy.PreferAntialias)
    QApplication.setFont(font)


def load_other_fonts() -> None:
    """Make known the bundled fonts for what a dossier may say in any language and letters."""
    for path in sorted(resource("fonts").glob("*.ttf")):
        if path.name not in _WINDOW_FONTS:
            QFontDatabase.addApplicationFont(str(path))


def load_fonts() -> None:
    """Make all bundled fonts known and use them, so that every machine shows the same letters."""
    load_window_fonts()
    load_other_fonts()


def apply_theme(application: QApplication, theme: Theme) -> None:
    """Set palette and style sheet for the whole application, which has the `STYLE` already."""
    application.setPalette(theme.palette())
    # The stubs ask for bytes; the binding takes a str only.
    application.setPalette(theme.tick_palette(), "QCheckBox")  # type: ignore[arg-type]
    application.setStyleSheet(style_sheet(theme))


def style_sheet(theme: Theme) -> str:
    """What the palette alone cannot say."""
    return f"""
    QMainWindow, QDialog {{ background: {theme.window}; }}
    QToolTip {{ background: {theme.raised}; color: {theme.text}; border: 1px solid {theme.line};
        padding: 4px; }}
    QSplitter::handle {{ background: {theme.line}; }}
    QSplitter::handle:horizontal {{ width: 1px; }}
    QSplitter::handle:vertical {{ height: 1px; }}
    QHeaderView::section {{ background: {theme.alternate}; color: {theme.text}; padding: 4px 6px;
        border: none; border-right: 1px solid {theme.line};
        border-bottom: 1px solid {theme.line}; }}
    QTableView {{ gridline-color: {theme.line}; border: 1px solid {theme.line};
        selection-background-color: {theme.accent}; selection-color: {theme.accent_text}; }}
    QLineEdit, QPlainTextEdit {{ border: 1px solid {theme.line}; border-radius: 2px;
        padding: 2px; }}
    QLineEdit:focus, QPlainTextEdit:focus {{ border-color: {theme.accent}; }}
    QAbstractSpinBox QLineEdit, QComboBox QLineEdit {{ border: none; padding: 0; }}
    QStatusBar {{ background: {theme.window}; border-top: 1px solid {theme.line}; }}
    QStatusBar::item {{ border: none; }}
    QMenuBar {{ background: {theme.window}; border-bottom: 1px solid {theme.line}; }}
    #rail {{ background: {theme.alternate}; border-right: 1px solid {theme.line}; }}
    #rail QToolButton {{ border: none; border-left: 3px solid transparent; padding: 8px 4px;
        color: {theme.text}; background: transparent; }}
    #rail QToolButton:hover {{ background: {theme.base}; }}
    #rail QToolButton:checked {{ background: {theme.base}; border-left-color: {theme.accent};
        font-weight: bold; }}
    #rail QToolButton:focus {{ background: {theme.base}; }}
    QLabel#warning {{ background: {theme.raised}; border-bottom: 1px solid {theme.warning}; }}
    #strip {{ background: {theme.raised}; border: 1px solid {theme.warning};
        border-left: 4px solid {theme.warning}; }}
    #heading {{ font-weight: bold; }}
    #handling {{ font-weight: bold; color: {theme.danger}; }}
    #muted {{ color: {theme.muted}; }}
    #over {{ color: {theme.danger}; font-weight: bold; }}
    """
