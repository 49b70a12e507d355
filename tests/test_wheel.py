"""The wheel, installed alone, starts from any folder with its data and resources."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]

START = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from equipoise.__main__ import main
application = QApplication(sys.argv[:1])

def seen():
    shown = [w for w in application.topLevelWidgets() if getattr(w, "furnished", False)]
    if shown:
        print(shown[0].windowTitle())
        application.quit()

timer = QTimer()
timer.timeout.connect(seen)
timer.start(20)
sys.exit(main([]))
"""


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The scripts folder of an environment that has the wheel and sees only the dependencies."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder)]
    subprocess.run([*build, str(ROOT)], check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    home = folder / "environment"
    venv.create(home, with_pip=False)
    site = next(home.glob("lib/python*/site-packages"), home / "Lib" / "site-packages")
    # A path line in a .pth file is not itself searched for .pth files, so an editable install of
    # the checkout stays out of sight.
    (site / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    subprocess.run(
        [sys.executable, "-m", "pip", "--python", str(home), "install", "--quiet", "--no-deps",
         "--no-index", str(wheel)],
        check=True,
        capture_output=True,
    )  # fmt: skip
    return home / ("Scripts" if os.name == "nt" else "bin")


def run(scripts: Path, folder: Path, *command: str) -> subprocess.CompletedProcess[str]:
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONPATH"}
    return subprocess.run(
        [str(scripts / command[0]), *command[1:]],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_the_installed_package_is_the_wheel(installed: Path, tmp_path: Path) -> None:
    done = run(installed, tmp_path, "python", "-c", "import equipoise; print(equipoise.__file__)")
    assert str(installed.parent) in done.stdout


def test_the_command_finds_its_data_from_any_folder(installed: Path, tmp_path: Path) -> None:
    done = run(installed, tmp_path, "equipoise", "project", "--draws", "64", "--json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["dossier"] == "Israel between Russia and the West"


def test_the_briefing_finds_its_template_and_fonts(installed: Path, tmp_path: Path) -> None:
    assert run(installed, tmp_path, "equipoise", "new", "a.equipoise").returncode == 0
    done = run(installed, tmp_path, "equipoise", "new", "b.equipoise", "--template", "israel")
    assert done.returncode == 0, done.stderr
    done = run(installed, tmp_path, "equipoise", "brief", "b.equipoise", "-o", "b.pdf")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "b.pdf").read_bytes().startswith(b"%PDF")


def test_the_window_opens_on_the_shipped_dossier(installed: Path, tmp_path: Path) -> None:
    done = run(installed, tmp_path, "python", "-c", START)
    assert done.returncode == 0, done.stderr
    assert "Israel between Russia and the West" in done.stdout
