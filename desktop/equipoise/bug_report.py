"""Bugs of ours: a traceback in a log file, and one plain line for the user."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

LOG = logging.getLogger("equipoise")


def log_to(folder: Path) -> Path:
    """Write warnings and errors to a log file in `folder`; returns its path."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "equipoise.log"
    for handler in list(LOG.handlers):
        LOG.removeHandler(handler)
        handler.close()
    handler = RotatingFileHandler(
        path, maxBytes=512_000, backupCount=1, encoding="utf-8", delay=True
    )
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    LOG.addHandler(handler)
    return path


Hook = Callable[[type[BaseException], BaseException, TracebackType | None], None]


def report_unexpected(log_path: Path, tell: Callable[[str], None]) -> Hook:
    """A `sys.excepthook` that logs an unexpected exception with its traceback and tells plainly."""

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        LOG.error("unexpected fault", exc_info=(kind, error, trace))
        tell(
            "Equipoise met a fault of its own; your saved edits are safe. "
            f"Details for the maintainers are in {log_path}."
        )

    return hook
