"""The command `brief` and its formats."""

from __future__ import annotations

from pathlib import Path

import pytest

from equipoise.__main__ import main


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    file = tmp_path / "a.equipoise"
    assert main(["new", str(file), "--template", "israel"]) == 0
    return file


def test_the_ending_of_the_output_decides_the_format(dossier: Path, tmp_path: Path) -> None:
    for name, begins in (("b.docx", b"PK"), ("b.html", b"<!DOCTYPE html>"), ("b.md", b"**")):
        out = tmp_path / name
        assert main(["brief", str(dossier), "-o", str(out)]) == 0
        assert out.read_bytes().startswith(begins)


def test_an_option_decides_the_format_whatever_the_ending(dossier: Path, tmp_path: Path) -> None:
    out = tmp_path / "b.txt"
    assert main(["brief", str(dossier), "--format", "md", "-o", str(out)]) == 0
    assert "## Bottom line" in out.read_text(encoding="utf-8")
    with pytest.raises(SystemExit):
        main(["brief", str(dossier), "--format", "rtf", "-o", str(out)])
