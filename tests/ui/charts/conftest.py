from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from equipoise.ui.style import load_fonts


@pytest.fixture(autouse=True)
def shipped_fonts(qapp: QApplication) -> Iterator[None]:
    """The fonts that the program ships, as it uses them; the former font comes back."""
    before = qapp.font()
    load_fonts()
    yield
    qapp.setFont(before)
