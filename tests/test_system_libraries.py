"""A missing system library gives one plain line that names it and the command that installs it."""

from __future__ import annotations

import sys

import pytest

from equipoise import system_libraries

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Linux only")


def absent(monkeypatch: pytest.MonkeyPatch, *libraries: str) -> None:
    monkeypatch.setattr(system_libraries, "_loads", lambda name: name not in libraries)


def test_nothing_missing_nothing_said(monkeypatch: pytest.MonkeyPatch) -> None:
    absent(monkeypatch)
    assert system_libraries.problem({"DISPLAY": ":0"}) == ""


def test_the_library_and_the_command_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    absent(monkeypatch, "libEGL.so.1", "libxcb-cursor.so.0")
    told = system_libraries.problem({"DISPLAY": ":0"})
    assert "libEGL.so.1, libxcb-cursor.so.0" in told
    assert told.endswith("sudo apt install libegl1 libxcb-cursor0")
    assert "\n" not in told


def test_wayland_and_offscreen_need_no_x11_libraries(monkeypatch: pytest.MonkeyPatch) -> None:
    absent(monkeypatch, "libxcb-cursor.so.0")
    assert system_libraries.problem({"WAYLAND_DISPLAY": "wayland-0"}) == ""
    assert system_libraries.problem({"QT_QPA_PLATFORM": "offscreen"}) == ""


def test_no_screen_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    absent(monkeypatch)
    assert "no screen" in system_libraries.problem({})


def test_libraries_are_really_looked_for() -> None:
    assert not system_libraries._loads("libno-such-thing.so.9")
    assert system_libraries._loads("libc.so.6")
