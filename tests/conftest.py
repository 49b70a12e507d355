"""Set-up of all tests: no screen needed, a private home, plain words for a missing library."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from equipoise import system_libraries
from equipoise.person import Person, remember_person

_HOMES = ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME")

TESTER = Person("T. Ester", "Testing desk")
"""Signs the edits of every test; a first start, which asks for a name, has a test of its own."""

SHARED = Path(__file__).resolve().parents[2] / "shared"


def pytest_configure(config: pytest.Config) -> None:
    problem = system_libraries.problem(os.environ)
    if problem:
        pytest.exit(problem, returncode=1)


@pytest.fixture(autouse=True)
def private_home(tmp_path: Path) -> Iterator[Path]:
    """No test sees or changes the settings and dossiers of whoever runs it.

    Patched apart from a test's own `monkeypatch`, whose `undo` must not bring the real home back.
    """
    home = tmp_path / "home"
    home.mkdir()
    with pytest.MonkeyPatch.context() as patch:
        for name in _HOMES:
            patch.setenv(name, str(home))
        remember_person(TESTER)
        yield home


@pytest.fixture
def shared() -> Path:
    """Reference cases and history beside the checkout; absent on a user's machine."""
    if not SHARED.is_dir():
        pytest.skip("the folder shared/ does not stand beside the checkout")
    return SHARED
