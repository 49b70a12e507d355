"""The window's commands: words, shortcuts, help; and the menus that hold them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from PySide6.QtGui import QAction, QKeySequence, QUndoGroup
from PySide6.QtWidgets import QMainWindow

from equipoise.ui.plain import tooltip_text


class Command(NamedTuple):
    """A command of the menu bar: its key in the code, its words, its shortcut, what it does."""

    key: str
    text: str
    help: str
    keys: str = ""
    checkable: bool = False


LINE = None
"""Stands between groups of a menu."""

Menu = tuple[Command | None, ...]

_FILE: Menu = (
    Command("new", "&New dossier…", "Start a dossier from a template", "Ctrl+Shift+N"),
    Command("open", "&Open…", "Open another dossier file", "Ctrl+O"),
    Command(
        "save_copy",
        "Save a &copy as…",
        "Write this dossier, with its journal, to another file",
        "Ctrl+Shift+S",
    ),
    LINE,
    Command("import_json", "&Import JSON…", "Make a dossier file from the JSON form"),
    Command("export_json", "Export &JSON…", "Write this dossier in its JSON form"),
    Command("import_table", "Import &table…", "Take rows from a CSV or XLSX file into a table"),
    Command("export_table", "&Export tables…", "Write tables as CSV or XLSX"),
    LINE,
    Command("restore", "&Restore a backup…", "See what differs from a backup, and bring it back"),
    Command("repair", "Repair a &damaged file…", "Read what can be read into a new dossier"),
    LINE,
    Command("quit", "&Quit", "Close Equipoise; every edit is saved already", "Ctrl+Q"),
)
_EDIT: Menu = (
    Command(
        "paste_table",
        "Paste as &table…",
        "Take rows with a heading from the clipboard into a table, after a preview",
        "Ctrl+Shift+V",
    ),
    Command("person", "&Sign edits as…", "The name and desk that sign your edits"),
)
_WHAT_IF: Menu = (
    Command(
        "reach",
        "What would have to be &true…",
        "The smallest change of weights, or of judgments, that reaches a goal",
        "Ctrl+T",
    ),
    Command(
        "walk", "&Walk the weight…", "The outcome against one weight from 0 to 100 %", "Ctrl+W"
    ),
    Command(
        "blind",
        "&Blind-first weighting",
        "Hide the charts until the weights are committed, then see the shift",
    ),
)
_PROTECT: Menu = (
    Command("protect", "&Protect with a passphrase…", "Encrypt this dossier, or change how"),
    Command("unprotect", "&Remove the passphrase…", "Store this dossier unencrypted"),
    LINE,
    Command("lock", "&Lock now", "Take the dossier off the screen until it is unlocked", "Ctrl+L"),
    Command("safety", "&Safety settings…", "When to lock by itself, and where backups are kept"),
)
_COURIER: Menu = (
    Command("merge", "&Merge another copy…", "Bring two copies of this dossier together"),
    LINE,
    Command("send_scenario", "Send the &scenario…", "Write the scenario shown as a small file"),
    Command("send_rows", "Send &rows…", "Write chosen rows as a small file"),
    Command("take_in", "&Take in what was sent…", "Read scenarios or rows that were sent"),
    LINE,
    Command(
        "release", "&Release copy…", "A copy that holds what is at or below a handling mark only"
    ),
)
_BRIEFING: Menu = (
    Command(
        "preview_briefing",
        "Pre&view briefing",
        "Look at the pages as they will print, in the Briefing workspace",
        "Ctrl+Shift+P",
    ),
    Command(
        "export_briefing",
        "&Export briefing…",
        "Write the briefing as PDF, Word, HTML or Markdown",
        "Ctrl+E",
    ),
    Command(
        "issue_briefing",
        "&Issue briefing…",
        "Write the briefing, and enter it in the dossier, so that the next one says what changed",
    ),
    Command(
        "export_several",
        "Export &several briefings…",
        "Write several kinds, languages and formats, and the charts, at once",
        "Ctrl+Shift+E",
    ),
    Command("print_briefing", "&Print briefing…", "Print the briefing", "Ctrl+P"),
)
_VIEW: Menu = (
    Command("light", "&Light", "Dark text on a light ground", checkable=True),
    Command("dark", "&Dark", "Light text on a dark ground", checkable=True),
)
_HELP: Menu = (Command("about", "&About Equipoise", "Version and licence"),)

MENUS: Mapping[str, Menu] = {
    "&File": _FILE,
    "&Edit": _EDIT,
    "&What if": _WHAT_IF,
    "&Protect": _PROTECT,
    "C&ourier": _COURIER,
    "B&riefing": _BRIEFING,
    "&View": _VIEW,
    "&Help": _HELP,
}

Actions = Mapping[str, QAction]
"""The action of each command, by its key; the desk connects them."""


def fill_menu_bar(window: QMainWindow, undo_group: QUndoGroup) -> Actions:
    """The menus, with undo and redo of the active stack; returns the actions to be connected."""
    actions: dict[str, QAction] = {}
    for title, commands in MENUS.items():
        menu = window.menuBar().addMenu(title)
        if commands is _EDIT:
            menu.addActions(_undo_actions(window, undo_group))
            menu.addSeparator()
        for command in commands:
            if command is LINE:
                menu.addSeparator()
            else:
                actions[command.key] = _action(window, command)
                menu.addAction(actions[command.key])
    return actions


def _action(window: QMainWindow, command: Command) -> QAction:
    action = QAction(command.text, window)
    if command.keys:
        action.setProperty("shortcut", command.keys)
    action.setCheckable(command.checkable)
    action.setStatusTip(command.help)
    action.setToolTip(tooltip_text(command.help))
    return action


def _undo_actions(window: QMainWindow, undo_group: QUndoGroup) -> list[QAction]:
    undo = undo_group.createUndoAction(window, "&Undo")
    undo.setShortcuts([QKeySequence(QKeySequence.StandardKey.Undo)])
    redo = undo_group.createRedoAction(window, "&Redo")
    redo.setShortcuts([QKeySequence("Ctrl+Shift+Z"), QKeySequence("Ctrl+Y")])
    return [undo, redo]
