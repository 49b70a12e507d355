"""The shipped dossier with few draws, its session, and its Weights panel."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication

from equipoise.editing.session import Session
from equipoise.projection.model import ProjectionModel
from equipoise.store.shipped import shipped_dossier
from equipoise.ui.style import apply_theme, load_fonts
from equipoise.ui.theme import LIGHT
from equipoise.ui.weights.weights_panel import WeightsPanel


@pytest.fixture
def session(qapp: QApplication) -> Session:
    """A session over the shipped dossier that keeps nothing, on the scenario “Balanced”.

    Fonts and style are the program's own, so that sizes are those a user sees.
    """
    load_fonts()
    apply_theme(qapp, LIGHT)
    dossier = shipped_dossier()
    made = Session(replace(dossier, settings=replace(dossier.settings, draws=1024)), None)
    made.show_scenario("balanced")
    return made


@pytest.fixture
def panel(session: Session, qtbot) -> WeightsPanel:
    """The panel on screen; every edit is projected at once, as the window does behind it."""
    made = WeightsPanel(session)
    qtbot.addWidget(made)

    def project() -> None:
        dossier, scenario_id = session.dossier, session.scenario_id
        model = ProjectionModel(dossier, scenario_id)
        made.show_projection(model.project(dossier.weights_of(scenario_id)))

    session.changed.connect(project)
    session.scenario_changed.connect(project)
    made.resize(660, made.wanted_height())
    made.show()
    qtbot.waitExposed(made)
    project()
    return made
