"""The passphrase on the command line: from a descriptor, the environment, or a prompt."""

from __future__ import annotations

import argparse
import os
import pty
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from equipoise.commands.passphrase import add_options, new_passphrase_from, passphrase_from

PROGRAM = """
import argparse, sys
from equipoise.commands.passphrase import add_options, new_passphrase_from, passphrase_from
parser = argparse.ArgumentParser()
add_options(parser, new=True)
try:
    options = parser.parse_args()
    print("present:", passphrase_from(options))
    print("new:", new_passphrase_from(options))
except ValueError as error:
    print("refused:", error)
"""


def options(*arguments: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    add_options(parser, new=True)
    return parser.parse_args(arguments)


@pytest.fixture
def pipe() -> Iterator[tuple[int, int]]:
    ends = os.pipe()
    yield ends
    for end in ends:
        with suppress(OSError):
            os.close(end)


def test_one_line_from_a_descriptor_and_the_next_for_the_new_one(pipe: tuple[int, int]) -> None:
    read, write = pipe
    os.write(write, "cafe\u0301 noir\r\nזית\nrest".encode())
    given = options("--passphrase-fd", str(read), "--new-passphrase-fd", str(read))
    assert passphrase_from(given) == "caf\u00e9 noir"
    assert new_passphrase_from(given) == "זית"
    assert os.read(read, 10) == b"rest"


def test_a_line_without_its_end_is_a_line(pipe: tuple[int, int]) -> None:
    read, write = pipe
    os.write(write, b"short")
    os.close(write)
    assert passphrase_from(options("--passphrase-fd", str(read))) == "short"


def test_the_environment_is_wiped_so_that_no_child_inherits_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("EQUIPOISE_PASSPHRASE", "old one")
    monkeypatch.setenv("EQUIPOISE_NEW_PASSPHRASE", "new one")
    assert passphrase_from(options(), confirm=True) == "old one"
    assert new_passphrase_from(options()) == "new one"
    seen = subprocess.run(["env"], capture_output=True, text=True, check=True).stdout
    assert "HOME=" in seen
    assert "PASSPHRASE" not in seen


def test_a_descriptor_goes_before_the_environment_which_is_wiped_all_the_same(
    monkeypatch: pytest.MonkeyPatch, pipe: tuple[int, int]
) -> None:
    monkeypatch.setenv("EQUIPOISE_PASSPHRASE", "from the environment")
    os.write(pipe[1], b"from the descriptor\n")
    assert passphrase_from(options("--passphrase-fd", str(pipe[0]))) == "from the descriptor"
    assert "EQUIPOISE_PASSPHRASE" not in os.environ


@pytest.mark.parametrize(
    ("sent", "told"),
    [(b"\n", "is empty"), (b"", "is empty"), (b"\xff\xfe\n", "UTF-8"), (b"a\x07b\n", "U+0007")],
)
def test_what_is_no_passphrase_is_refused(pipe: tuple[int, int], sent: bytes, told: str) -> None:
    read, write = pipe
    os.write(write, sent)
    os.close(write)
    with pytest.raises(ValueError, match=re.escape(told)) as caught:
        passphrase_from(options("--passphrase-fd", str(read)))
    assert f"--passphrase-fd {read}" in str(caught.value)


def test_an_endless_line_is_refused(tmp_path: Path) -> None:
    long = tmp_path / "long"
    long.write_bytes(b"x" * 100_000)
    with long.open("rb") as file, pytest.raises(ValueError, match="too long"):
        passphrase_from(options("--passphrase-fd", str(file.fileno())))


def test_a_descriptor_that_is_not_open_is_told_plainly(pipe: tuple[int, int]) -> None:
    os.close(pipe[0])
    with pytest.raises(ValueError, match=r"--passphrase-fd \d+ cannot be read: Bad file desc"):
        passphrase_from(options("--passphrase-fd", str(pipe[0])))
    with pytest.raises(ValueError, match="cannot be read: there is no such"):
        passphrase_from(options("--passphrase-fd", "9" * 30))


@pytest.mark.parametrize("given", ["-1", "x", "1.5", ""])
def test_what_is_no_descriptor_is_wrong_usage(
    given: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        options(f"--passphrase-fd={given}")
    assert "no file descriptor" in capsys.readouterr().err


def test_an_empty_variable_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EQUIPOISE_PASSPHRASE", "")
    with pytest.raises(ValueError, match="EQUIPOISE_PASSPHRASE: the passphrase is empty"):
        passphrase_from(options())


def test_no_passphrase_can_be_an_argument(capsys: pytest.CaptureFixture[str]) -> None:
    for wrong in (["--passphrase", "secret"], ["--passphrase=secret"]):
        with pytest.raises(SystemExit):
            options(*wrong)


def test_without_a_terminal_nothing_is_read_from_what_all_can_see() -> None:
    ran = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        input="typed for all to see\n",
        capture_output=True,
        text=True,
        start_new_session=True,
        check=True,
    )
    assert "refused: a passphrase is needed and there is no terminal" in ran.stdout
    assert "typed for all to see" not in ran.stdout + ran.stderr
    assert "Traceback" not in ran.stderr


def at_a_terminal(*typed: str) -> str:
    """What the program prints when somebody types these lines, one at each prompt."""
    terminal, far_end = pty.openpty()
    child = subprocess.Popen(
        [sys.executable, "-c", PROGRAM],
        stdin=far_end,
        stdout=far_end,
        stderr=far_end,
        start_new_session=True,
    )
    os.close(far_end)
    screen = b""
    waiting = list(typed)
    while True:
        try:
            part = os.read(terminal, 1000)
        except OSError:  # the program has ended
            break
        if not part:
            break
        screen += part
        if screen.rstrip().endswith((b"assphrase:", b"again:")) and waiting and b": " in part:
            os.write(terminal, f"{waiting.pop(0)}\n".encode())
    child.wait(30)
    os.close(terminal)
    return screen.decode()


def test_at_a_terminal_the_new_one_is_asked_twice_and_nothing_is_echoed() -> None:
    screen = at_a_terminal("old one", "new one", "new one")
    assert "Passphrase:" in screen
    assert "New passphrase:" in screen
    assert screen.count("old one") == screen.count("new one") == 1, "only what the program printed"
    assert "new: new one" in screen


def test_two_that_differ_are_refused() -> None:
    screen = at_a_terminal("old one", "new one", "new two")
    assert "refused: the two passphrases differ" in screen
    assert "new one" not in screen
