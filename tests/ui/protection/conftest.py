"""The program's own fonts and style, and a protected file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from equipoise.store.dossier_file import DossierFile
from equipoise.store.key import Key, new_key
from equipoise.store.shipped import shipped_dossier
from equipoise.ui.style import apply_theme, load_fonts
from equipoise.ui.theme import LIGHT
from ui.protection.passphrases import PASSPHRASE


@pytest.fixture(autouse=True)
def own_style(qapp: QApplication) -> Iterator[None]:
    before = qapp.font()
    load_fonts()
    apply_theme(qapp, LIGHT)
    yield
    qapp.setFont(before)


@pytest.fixture(scope="session")
def key() -> Key:
    return new_key(PASSPHRASE)


@pytest.fixture
def protected(tmp_path: Path, key: Key) -> Path:
    path = tmp_path / "norland.equipoise"
    DossierFile.create(path, shipped_dossier(), key=key).close()
    return path
