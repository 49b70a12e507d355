"""The shipped dossier with the national marks: RESTRICTED by default, some rows SECRET."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication

from equipoise.dossier.dossier import Dossier
from equipoise.dossier.marks import PRESETS
from equipoise.editing import edits, mark_edits
from equipoise.editing.session import Session
from equipoise.store.shipped import shipped_dossier
from equipoise.ui.style import apply_theme, load_fonts
from equipoise.ui.theme import LIGHT

SECRET_ROWS = (("recommendations", "embassy-task-force"), ("goals", "western-partnership"))


def named(dossier: Dossier, name: str) -> str:
    """Identifier of the mark of that name."""
    return next(mark.id for mark in dossier.marks if mark.name == name)


@pytest.fixture
def dossier() -> Dossier:
    shipped = shipped_dossier()
    made = replace(shipped, settings=replace(shipped.settings, draws=256))
    made = mark_edits.load_preset(made, PRESETS["national"])
    made = mark_edits.set_default_mark(made, named(made, "RESTRICTED"))
    made = mark_edits.set_marks(made, SECRET_ROWS, named(made, "SECRET"))
    words = "Wait until the <b>Embassy Task Force</b> has reported."
    return edits.set_setting(made, "conclusion", words)


@pytest.fixture
def session(qapp: QApplication, dossier: Dossier) -> Session:
    load_fonts()
    apply_theme(qapp, LIGHT)
    made = Session(dossier, None)
    made.show_scenario("balanced")
    return made
