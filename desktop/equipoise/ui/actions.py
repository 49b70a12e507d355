"""The window's commands: words, shortcuts, help; and the menus that hold them."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QAction, QKeySequence, QUndoStack
from PySide6.QtWidgets import QMainWindow

from equipoise.ui.plain import tooltip_text


def _action(window: QMainWindow, text: str, keys: str, help_text: str) -> QAction:
    action = QAction(text, window)
    if keys:
        action.setShortcut(QKeySequence(keys))
    action.setStatusTip(help_text)
    action.setToolTip(tooltip_text(help_text))
    return action


@dataclass(frozen=True, slots=True)
class Actions:
    """Every command of the menu bar; the application connects them."""

    new: QAction
    open: QAction
    save_copy: QAction
    import_json: QAction
    export_json: QAction
    export_briefing: QAction
    preview_briefing: QAction
    print_briefing: QAction
    quit: QAction
    reach: QAction
    walk: QAction
    blind: QAction
    light: QAction
    dark: QAction
    about: QAction


def make_actions(window: QMainWindow) -> Actions:
    """The actions of one window."""
    actions = Actions(
        new=_action(window, "&New dossier…", "Ctrl+Shift+N", "Start a dossier from a template"),
        open=_action(window, "&Open…", "Ctrl+O", "Open another dossier file"),
        save_copy=_action(
            window, "Save a &copy as…", "Ctrl+Shift+S", "Write this dossier to another file"
        ),
        import_json=_action(window, "&Import JSON…", "", "Make a dossier file from the JSON form"),
        export_json=_action(window, "Export &JSON…", "", "Write this dossier in its JSON form"),
        export_briefing=_action(window, "&Export briefing…", "Ctrl+E", "Write the briefing as PDF"),
        preview_briefing=_action(
            window, "Pre&view briefing…", "Ctrl+Shift+P", "Look at the pages as they will print"
        ),
        print_briefing=_action(window, "&Print briefing…", "Ctrl+P", "Print the briefing"),
        quit=_action(window, "&Quit", "Ctrl+Q", "Close Equipoise; every edit is saved already"),
        reach=_action(
            window,
            "What would have to be &true…",
            "Ctrl+T",
            "The smallest change of weights, or of judgments, that reaches a goal",
        ),
        walk=_action(
            window, "&Walk the weight…", "Ctrl+W", "The outcome against one weight from 0 to 100 %"
        ),
        blind=_action(
            window,
            "&Blind-first weighting",
            "",
            "Hide the charts until the weights are committed, then see the shift",
        ),
        light=_action(window, "&Light", "", "Dark text on a light ground"),
        dark=_action(window, "&Dark", "", "Light text on a dark ground"),
        about=_action(window, "&About Equipoise", "", "Version and licence"),
    )
    for choice in (actions.light, actions.dark):
        choice.setCheckable(True)
    return actions


def fill_menu_bar(window: QMainWindow, actions: Actions, undo_stack: QUndoStack) -> None:
    """File, Edit, Briefing, View and Help menus, with undo and redo of the session."""
    bar = window.menuBar()
    file_menu = bar.addMenu("&File")
    file_menu.addActions([actions.new, actions.open, actions.save_copy])
    file_menu.addSeparator()
    file_menu.addActions([actions.import_json, actions.export_json])
    file_menu.addSeparator()
    file_menu.addAction(actions.quit)
    undo = undo_stack.createUndoAction(window, "&Undo")
    undo.setShortcut(QKeySequence.StandardKey.Undo)
    redo = undo_stack.createRedoAction(window, "&Redo")
    redo.setShortcuts([QKeySequence("Ctrl+Shift+Z"), QKeySequence("Ctrl+Y")])
    bar.addMenu("&Edit").addActions([undo, redo])
    bar.addMenu("&What if").addActions([actions.reach, actions.walk, actions.blind])
    bar.addMenu("B&riefing").addActions(
        [actions.preview_briefing, actions.export_briefing, actions.print_briefing]
    )
    bar.addMenu("&View").addActions([actions.light, actions.dark])
    bar.addMenu("&Help").addAction(actions.about)
