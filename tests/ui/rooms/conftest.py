"""A small dossier, a session over it, and the offscreen platform's harmless remarks."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtWidgets import QApplication

from equipoise.dossier.dossier import Dossier
from equipoise.dossier.judgment import Judgment
from equipoise.dossier.rows import (
    Aspect,
    Band,
    Cell,
    Driver,
    DriverEffect,
    Goal,
    Pole,
    Recommendation,
    RecommendationEffect,
    Scenario,
    Settings,
    Source,
    Spillover,
    Step,
    Term,
)
from equipoise.dossier.validation import validated
from equipoise.editing.session import Session

ENGAGED = Judgment(40, 55, 70, 75)
STABLE = Judgment(60, 70, 80, 80)
DRIFT = Judgment(-1, 0, 1, 80)
EFFECT = Judgment(2, 5, 8, 70)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The offscreen platform says of every popup what it cannot do; nothing else is let pass."""
    for item in items:
        if "rooms" in item.path.parts:
            item.add_marker(pytest.mark.qt_log_ignore("^This plugin does not support"))


def small_dossier() -> Dossier:
    """Two poles, three aspects, two drivers, two recommendations, two sources."""
    return validated(
        Dossier(
            settings=Settings(title="Test", subject="Freedonia", as_of=date(2026, 1, 1)),
            poles=(Pole("p1", "North"), Pole("p2", "South")),
            terms=(
                Term("engaged", "Engaged", ENGAGED, DRIFT),
                Term("stable", "Stable", STABLE, DRIFT),
            ),
            aspects=(Aspect("a1", "Trade"), Aspect("a2", "Culture"), Aspect("a3", "Borders")),
            cells=(
                Cell("a1", "p1", "engaged", source_ids=("s1",)),
                Cell("a1", "p2", "stable"),
                Cell("a2", "p1", "engaged"),
                Cell("a2", "p2", "stable"),
                Cell("a3", "p1", level=Judgment(20, 30, 40), drift=DRIFT),
                Cell("a3", "p2", "stable"),
            ),
            spillovers=(Spillover("a1", "p1", "a2", "p1", 0.2),),
            drivers=(
                Driver("d1", "Election", half_life=6, source_ids=("s1",)),
                Driver("d2", "Drought", kind="external", timing="ongoing"),
            ),
            driver_effects=(DriverEffect("d1", "a1", "p1", EFFECT),),
            recommendations=(Recommendation("r1", "Talk"), Recommendation("r2", "Wait")),
            steps=(
                Step("t1", "r1", "Invite"),
                Step("t2", "r2", "Watch"),
                Step("t3", "r1", "Meet"),
            ),
            recommendation_effects=(RecommendationEffect("r1", "a1", "p1", EFFECT),),
            sources=(
                Source("s1", "Cable", reliability="B", credibility="2"),
                Source("s2", "Rumour"),
            ),
            bands=(Band("b1", "low", 0), Band("b2", "high", 50)),
            goals=(Goal("g1", "Keep North", pole_id="p1"),),
            scenarios=(Scenario("base", "Base"),),
        )
    )


@pytest.fixture
def session(qapp: QApplication) -> Session:
    """A session over the small dossier that keeps nothing."""
    return Session(small_dossier(), None)


@pytest.fixture
def refusals(session: Session) -> list[str]:
    """What the session refuses, as it happens."""
    heard: list[str] = []
    session.refused.connect(heard.append)
    return heard
