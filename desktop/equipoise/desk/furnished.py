"""The desk with everything that its menus can do."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QApplication

from equipoise.desk.briefing_commands import BriefingCommands
from equipoise.desk.courier_commands import CourierCommands
from equipoise.desk.desk import Desk
from equipoise.desk.file_commands import FileCommands
from equipoise.desk.protection_commands import ProtectionCommands
from equipoise.desk.table_commands import TableCommands


def furnished_desk(application: QApplication, log_path: Path) -> Desk:
    """A desk whose commands are all carried out."""
    desk = Desk(application, log_path)
    for group in (
        FileCommands,
        TableCommands,
        ProtectionCommands,
        CourierCommands,
        BriefingCommands,
    ):
        group(desk)
    return desk
