"""Bugs of ours: a traceback in a log file, and one plain line for the user.

While a protected dossier is open no text that could come from it is logged: see `withhold_texts`.
"""

from __future__ import annotations

import logging
import sys
import threading
import traceback
import warnings
from collections.abc import Callable, Iterator
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType
from typing import Any, TextIO

LOG = logging.getLogger("equipoise")

_WITHOUT_TEXTS = "without_texts"
"""Attribute of a log record: what may be written of it although texts are withheld."""

_WITHHELD = "(texts withheld: the dossier is protected)"


class _Formatter(logging.Formatter):
    """Writes records as they are; while `withheld`, only what no dossier can have a part in."""

    withheld = False

    def format(self, record: logging.LogRecord) -> str:
        """The record as one text; withheld: time, level, place of the call, types and frames."""
        if not self.withheld:
            return super().format(record)
        place = f"{record.pathname}:{record.lineno}:{record.funcName}"
        what = getattr(record, _WITHOUT_TEXTS, place)
        lines = [f"{self.formatTime(record)} {record.levelname} {what} {_WITHHELD}"]
        error = record.exc_info[1] if record.exc_info else None
        if error is not None:
            lines += _skeleton(error)
        return "\n".join(lines)


_FORMATTER = _Formatter("%(asctime)s %(levelname)s %(message)s")


class _LogFile(RotatingFileHandler):
    def handleError(self, record: logging.LogRecord) -> None:
        """Tell on stderr what could not be logged, unless that would give its texts away."""
        if not _FORMATTER.withheld:
            super().handleError(record)


def log_to(folder: Path) -> Path:
    """Write warnings and errors to a log file in `folder`; returns its path."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "equipoise.log"
    for handler in list(LOG.handlers):
        LOG.removeHandler(handler)
        handler.close()
    handler = _LogFile(path, maxBytes=512_000, backupCount=1, encoding="utf-8", delay=True)
    handler.setFormatter(_FORMATTER)
    LOG.addHandler(handler)
    return path


def forget_log(folder: Path) -> None:
    """Delete the log in `folder`: it may hold texts of a dossier that is protected from now on."""
    for handler in LOG.handlers:
        handler.close()  # It opens the file again with the next record.
    for path in folder.glob("equipoise.log*"):
        path.unlink(missing_ok=True)


Hook = Callable[[type[BaseException], BaseException, TracebackType | None], None]


def report_unexpected(log_path: Path, tell: Callable[[str], None]) -> Hook:
    """A `sys.excepthook` that logs an unexpected exception with its traceback and tells plainly."""

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            if not _FORMATTER.withheld:
                sys.__excepthook__(kind, error, trace)
            return
        LOG.error("unexpected fault", exc_info=(kind, error, trace))
        tell(
            "Equipoise met a fault of its own; your saved edits are safe. "
            f"Details for the maintainers are in {log_path}."
        )

    return hook


def withhold_texts() -> None:
    """Log no text from now on that a protected dossier could have brought.

    Of every record only time, level and the place of the call are written, of every exception and
    those it came from only types and frames (file:line:function), without messages and values; of
    a Python warning only its category and place. The same holds for what Python would otherwise
    print by itself, since many systems keep what a program prints: faults in threads, in
    destructors, and those that end the program.
    """
    _FORMATTER.withheld = True
    if not _replaced:
        _replaced.update(
            showwarning=warnings.showwarning,
            excepthook=sys.excepthook,
            thread=threading.excepthook,
            unraisable=sys.unraisablehook,
        )
        warnings.showwarning = _show_warning
        threading.excepthook = _thread_ended
        if logging.lastResort is not None:
            logging.lastResort.setFormatter(_FORMATTER)
        sys.unraisablehook = _unraisable
        if sys.excepthook is sys.__excepthook__:
            sys.excepthook = _program_ended


def withhold_no_longer() -> None:
    """Undo `withhold_texts`: for a process that goes on after everything protected was closed."""
    _FORMATTER.withheld = False
    if _replaced:
        warnings.showwarning = _replaced["showwarning"]
        threading.excepthook = _replaced["thread"]
        if logging.lastResort is not None:
            logging.lastResort.setFormatter(None)
        sys.unraisablehook = _replaced["unraisable"]
        if sys.excepthook is _program_ended:
            sys.excepthook = _replaced["excepthook"]
        _replaced.clear()


_replaced: dict[str, Any] = {}
"""What Python called before texts were withheld."""


def _chain(error: BaseException) -> Iterator[tuple[str, BaseException]]:
    """An exception, those it came from, and those it groups, each once, and how it belongs."""
    waiting, seen = [("", error)], set[int]()
    while waiting:
        how, one = waiting.pop(0)
        if id(one) in seen:
            continue
        seen.add(id(one))
        yield how, one
        if isinstance(one, BaseExceptionGroup):
            waiting += [("grouped: ", part) for part in one.exceptions]
        if one.__cause__ is not None:
            waiting.append(("caused by: ", one.__cause__))
        elif one.__context__ is not None and not one.__suppress_context__:
            waiting.append(("while handling: ", one.__context__))


def _skeleton(error: BaseException) -> list[str]:
    """The types and frames of an exception and those it came from; no message, no value."""
    lines = []
    for how, one in _chain(error):
        lines.append(f"{how}{type(one).__module__}.{type(one).__qualname__}")
        for frame, line in traceback.walk_tb(one.__traceback__):
            code = frame.f_code
            lines.append(f"  {code.co_filename}:{line}:{code.co_qualname}")
    return lines


def _show_warning(  # noqa: PLR0917
    message: Warning | str,
    category: type[Warning],
    filename: str,
    lineno: int,
    file: TextIO | None = None,
    line: str | None = None,
) -> None:
    del message, file, line
    place = f"{category.__name__} at {filename}:{lineno}"
    LOG.warning("Python warning", extra={_WITHOUT_TEXTS: place})


def _log(what: str, error: BaseException | None) -> None:
    LOG.error(what, exc_info=error, extra={_WITHOUT_TEXTS: what})


def _thread_ended(arguments: threading.ExceptHookArgs) -> None:
    if arguments.exc_type is not SystemExit:
        _log("a thread ended with a fault", arguments.exc_value)


def _unraisable(fault: Any) -> None:
    _log("a fault could not be raised", fault.exc_value)


def _program_ended(
    kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> None:
    del trace
    if not issubclass(kind, KeyboardInterrupt):
        _log("the program ended with a fault", error)
        print("equipoise: a fault of the program ended it", file=sys.stderr)
