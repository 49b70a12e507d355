"""What imports what, seen in a fresh interpreter; the import contracts run in `make check`."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = ("PySide6", "pyqtgraph", "sqlite_utils", "sqlcipher3", "typst", "scipy", "numpy")


def modules_after(statement: str) -> set[str]:
    program = f"import sys\n{statement}\nprint('\\n'.join(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    return {name.split(".")[0] for name in done.stdout.splitlines()}


@pytest.mark.parametrize(
    ("statement", "allowed"),
    [
        ("import equipoise.dossier.json_form, equipoise.dossier.json_schema", set()),
        ("import equipoise.__main__, equipoise.commands", set()),
        ("import equipoise.store.exchange", set()),
        ("import equipoise.projection.model", {"numpy"}),
        ("import equipoise.editing.edits", set()),
    ],
)
def test_a_layer_loads_no_more_than_it_needs(statement: str, allowed: set[str]) -> None:
    assert modules_after(statement) & set(HEAVY) <= allowed


def test_commands_without_a_window_never_load_qt() -> None:
    loaded = modules_after(
        "import io, contextlib\n"
        "from equipoise.__main__ import main\n"
        "with contextlib.redirect_stdout(io.StringIO()):\n"
        "    assert main(['project', '--draws', '64', '--json']) == 0"
    )
    assert "PySide6" not in loaded
    assert "numpy" in loaded


def test_nothing_of_the_program_imports_a_network_module() -> None:
    loaded = modules_after(
        "import equipoise.desk.desk, equipoise.ui.charts.projection_panel; "
        "import equipoise.briefing.press.pdf"
    )
    assert "PySide6" in loaded
    assert not loaded & {"http", "ftplib", "smtplib", "ssl", "requests", "httpx"}
