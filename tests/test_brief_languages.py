from __future__ import annotations

import io
from pathlib import Path

import pypdf
import pytest

from equipoise.__main__ import main


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    file = tmp_path / "a.equipoise"
    assert main(["new", str(file), "--template", "israel"]) == 0
    return file


@pytest.mark.parametrize("language", ["en", "he", "ru"])
def test_the_briefing_is_written_in_the_language_asked_for(
    dossier: Path, tmp_path: Path, language: str
) -> None:
    out = tmp_path / "out.pdf"
    assert main(["brief", str(dossier), "--language", language, "-o", str(out)]) == 0
    reader = pypdf.PdfReader(io.BytesIO(out.read_bytes()))
    assert reader.root_object["/Lang"] == language


def test_an_unknown_language_is_wrong_usage(
    dossier: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["brief", str(dossier), "--language", "fr", "-o", str(tmp_path / "out.pdf")])
    assert stopped.value.code == 2
    told = capsys.readouterr().err
    assert all(language in told for language in ("--language", "en", "he", "ru"))
