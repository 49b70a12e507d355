"""What the log tells of a fault, and what it keeps to itself while a dossier is protected."""

from __future__ import annotations

import gc
import logging
import subprocess
import sys
import threading
import warnings
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from equipoise import bug_report
from equipoise.bug_report import LOG, log_to, report_unexpected, withhold_no_longer, withhold_texts

MARKER = "Posture towards Qarth 4711"


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Path]:
    yield log_to(tmp_path / "logs")
    withhold_no_longer()
    for handler in list(LOG.handlers):
        LOG.removeHandler(handler)
        handler.close()


class OwnFault(RuntimeError):
    def __repr__(self) -> str:
        return f"OwnFault({MARKER})"


def chained() -> BaseException:
    """An exception with the marker in its message, arguments, notes, locals, cause and context."""
    posture = MARKER
    try:
        try:
            try:
                raise KeyError(posture)  # noqa: TRY301
            except KeyError:
                raise OwnFault(f"context {posture}")  # noqa: B904
        except OwnFault as error:
            raise ValueError(posture, {"title": posture}) from error
    except ValueError as error:
        error.add_note(posture)
        return ExceptionGroup(posture, [error, ZeroDivisionError(posture)])


def log_everything(log: Path) -> str:
    """Every way in which a text could get into the log; returns the log."""
    error = chained()
    LOG.error("%s failed", MARKER, exc_info=error)
    LOG.error(f"{MARKER} failed", exc_info=(type(error), error, error.__traceback__))
    LOG.warning("odd: %(title)s", {"title": MARKER})
    try:
        raise OwnFault(MARKER)  # noqa: TRY301
    except OwnFault:
        LOG.exception("again %s", MARKER, stack_info=True)
    hook = report_unexpected(log, lambda _told: None)
    hook(type(error), error, error.__traceback__)
    return log.read_text(encoding="utf-8")


def test_texts_are_logged_for_the_maintainers_of_an_unprotected_dossier(log: Path) -> None:
    """The control of the next test."""
    written = log_everything(log)
    assert written.count(MARKER) > 10
    assert "Traceback" in written


def test_no_text_reaches_the_log_while_withheld(log: Path) -> None:
    withhold_texts()
    written = log_everything(log)
    for word in (MARKER, *MARKER.split()[1:], "Posture"):
        assert word not in written


def test_what_remains_still_leads_to_the_fault(log: Path) -> None:
    withhold_texts()
    LOG.error("%s failed", MARKER, exc_info=chained())
    written = log.read_text(encoding="utf-8")
    lines = written.splitlines()
    assert "ERROR" in lines[0]
    assert f"{__file__}:" in lines[0]
    assert lines[0].endswith("(texts withheld: the dossier is protected)")
    assert "builtins.ExceptionGroup" in written
    assert "grouped: builtins.ValueError" in written
    assert "grouped: builtins.ZeroDivisionError" in written
    assert "caused by: test_bug_report.OwnFault" in written
    assert "while handling: builtins.KeyError" in written
    start = chained.__code__.co_firstlineno
    assert f"  {__file__}:{start + 6}:chained" in lines, "the frame that raised the KeyError"


def test_exceptions_that_point_at_each_other_end(log: Path) -> None:
    withhold_texts()
    one, other = ValueError("one"), ValueError("other")
    one.__cause__, other.__cause__ = other, one
    LOG.error("circle", exc_info=one)
    assert log.read_text(encoding="utf-8").count("builtins.ValueError") == 2


def test_warnings_of_python_tell_category_and_place_alone(
    log: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        withhold_texts()
        warnings.warn(f"odd value {MARKER}", UserWarning, stacklevel=1)
        withhold_no_longer()
    written = log.read_text(encoding="utf-8")
    assert f"UserWarning at {__file__}:" in written
    assert MARKER not in written
    assert MARKER not in capsys.readouterr().err


def test_faults_of_threads_and_destructors_are_told_without_texts(
    log: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    class Falls:
        def __del__(self) -> None:
            raise OwnFault(MARKER)

    def work() -> None:
        raise OwnFault(MARKER)

    withhold_texts()
    thread = threading.Thread(target=work, name=MARKER)
    thread.start()
    thread.join()
    Falls()
    gc.collect()
    withhold_no_longer()
    written = log.read_text(encoding="utf-8")
    assert "a thread ended with a fault" in written
    assert "a fault could not be raised" in written
    assert written.count("test_bug_report.OwnFault") == 2
    assert MARKER not in written + capsys.readouterr().err


def test_a_log_that_cannot_be_written_gives_nothing_away(
    log: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """`logging` itself would print message and arguments on stderr."""
    log.mkdir(parents=True)
    LOG.error("%s failed", MARKER)
    assert MARKER in capsys.readouterr().err, "the control"
    withhold_texts()
    LOG.error("%s failed", MARKER)
    assert MARKER not in capsys.readouterr().err


def test_everything_is_as_before_when_texts_are_withheld_no_longer(log: Path) -> None:
    before = (sys.excepthook, threading.excepthook, sys.unraisablehook, warnings.showwarning)
    withhold_texts()
    withhold_texts()
    assert warnings.showwarning is not before[3]
    withhold_no_longer()
    withhold_no_longer()
    after = (sys.excepthook, threading.excepthook, sys.unraisablehook, warnings.showwarning)
    assert all(one is other for one, other in zip(before, after, strict=True))
    LOG.error("%s failed", MARKER)
    assert MARKER in log.read_text(encoding="utf-8")


@pytest.mark.parametrize("withheld", [False, True])
def test_a_program_that_ends_with_a_fault_prints_no_text_while_withheld(withheld: bool) -> None:
    """What a program prints is often kept: in .xsession-errors, or the journal of the system."""
    program = f"""
from equipoise.bug_report import LOG, withhold_texts
if {withheld}:
    withhold_texts()
LOG.error("no log file yet: %s", {MARKER!r})
raise RuntimeError({MARKER!r})
"""
    ran = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )
    assert ran.returncode == 1
    assert (MARKER in ran.stderr) is not withheld
    assert "RuntimeError" in ran.stderr


def test_interrupting_from_the_keyboard_prints_no_text_while_withheld(
    log: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    hook = report_unexpected(log, lambda _told: None)
    fault = KeyboardInterrupt(MARKER)
    hook(KeyboardInterrupt, fault, None)
    assert MARKER in capsys.readouterr().err, "the control"
    withhold_texts()
    hook(KeyboardInterrupt, fault, None)
    assert capsys.readouterr().err == ""
    assert not log.exists()


def test_a_thread_that_is_told_to_end_is_no_fault(log: Path) -> None:
    withhold_texts()
    bug_report.threading.excepthook(  # type: ignore[arg-type]
        SimpleNamespace(
            exc_type=SystemExit, exc_value=SystemExit(), exc_traceback=None, thread=None
        )
    )
    assert logging.getLogger("equipoise") is LOG
    assert not log.exists()
