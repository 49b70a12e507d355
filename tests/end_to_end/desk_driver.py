"""Drives the real `main()` in this process, as a person at the window would."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest
from PySide6.QtCore import QElapsedTimer, QTimer
from PySide6.QtWidgets import QApplication

from equipoise import bug_report
from equipoise.__main__ import main
from equipoise.desk import desk
from equipoise.ui.main_window import MainWindow

Act = Callable[[MainWindow], None]

_LONGEST_START = 60_000
"""Milliseconds that the window may take to hold its dossier."""


def run_main(arguments: Sequence[str], act: Act, monkeypatch: pytest.MonkeyPatch) -> int:
    """Start `equipoise` with these arguments, act on its window, close it; returns the exit code.

    Whatever goes wrong while acting, or in a slot of the program, fails the test.
    """
    faults: list[BaseException] = []

    def report(_path: Any, _tell: Any) -> bug_report.Hook:
        return lambda _kind, error, _trace: faults.append(error)

    monkeypatch.setattr(desk, "report_unexpected", report)

    def begin() -> None:
        windows = [w for w in QApplication.topLevelWidgets() if isinstance(w, MainWindow)]
        shown = [w for w in windows if w.isVisible() and w.furnished]
        if not shown and looked.elapsed() < _LONGEST_START:
            QTimer.singleShot(1, begin)
            return
        try:
            assert shown, "no window has been furnished"
            act(shown[0])
        except BaseException as error:
            faults.append(error)
        finally:
            application = QApplication.instance()
            assert application is not None
            application.quit()

    looked = QElapsedTimer()
    looked.start()
    QTimer.singleShot(0, begin)
    code = main(arguments)
    if faults:
        raise faults[0]
    return code
