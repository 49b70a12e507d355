"""What every group of commands has: the desk it works at, and what it carries out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtCore import QObject

from equipoise.desk.desk import Desk
from equipoise.ui import dialogs
from equipoise.ui.protection.unprotected import may_leave

CarriedOut = Mapping[str, Callable[[], object]]
"""What carries out a command of the menu, by its key."""


class Commands(QObject):
    """A group of the menu's commands."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.desk = desk
        desk.take_up(self.carried_out())

    def carried_out(self) -> CarriedOut:
        """What carries out each command of the group."""
        raise NotImplementedError

    def ask_where(self, what: str, title: str, name: str, kinds: str) -> Path | None:
        """Where to write something unencrypted; None if the user does not want to after all.

        `what` begins a sentence: “The briefing”.
        """
        window = self.desk.shown
        if not may_leave(window, what):
            return None
        return dialogs.ask_save(window, title, dialogs.file_name(name), kinds)
