"""Start the window and wire the parts together."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from equipoise import system_libraries


def run_window(path: Path | None) -> int:
    """Open the window on a dossier file, or on the working copy of the shipped dossier.

    Returns the exit code: 1 if the file cannot be opened or no window can, told in one line on
    stderr (and in a box where a person may not see stderr).
    """
    problem = system_libraries.problem(os.environ)
    if problem:
        print(f"equipoise: {problem}", file=sys.stderr)
        return 1
    from PySide6.QtWidgets import QApplication

    from equipoise.bug_report import log_to
    from equipoise.desk.furnished import furnished_desk
    from equipoise.desk.opening import open_asking, open_unasked
    from equipoise.editing.opening import working_copy
    from equipoise.person import data_folder
    from equipoise.store.errors import StoreError
    from equipoise.ui.dialogs import tell
    from equipoise.ui.icons import application_icon
    from equipoise.ui.style import load_fonts

    application = QApplication.instance() or QApplication(sys.argv[:1])
    if not isinstance(application, QApplication):
        raise TypeError("a Qt application without widgets is running already")
    application.setApplicationName("equipoise")
    application.setApplicationDisplayName("Equipoise")
    application.setDesktopFileName("equipoise")
    application.setWindowIcon(application_icon())
    load_fonts()
    folder = data_folder()
    log_path = log_to(folder)
    try:
        welcome = ""
        if path is None:
            path, welcome = working_copy(folder)
        # Where nobody sees the window, nobody could answer a question.
        seen = application.platformName() != "offscreen"
        opened = open_asking(path, None) if seen else open_unasked(path)
    except StoreError as error:
        print(f"equipoise: {error}", file=sys.stderr)
        if application.platformName() != "offscreen":
            tell(None, "Equipoise", str(error))
        return 1
    if opened is None:
        return 0
    desk = furnished_desk(application, log_path)
    file, note = opened
    desk.show(file, note or welcome)
    code = application.exec()
    desk.leave()
    return code
