"""A small dossier and a projection of it written by hand, so that every printed figure is known."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np

from equipoise.briefing.composing.compose import compose
from equipoise.briefing.document import Document
from equipoise.briefing.material import Material
from equipoise.briefing.request import Request
from equipoise.dossier.dossier import Dossier
from equipoise.dossier.judgment import Judgment
from equipoise.dossier.rows import (
    Aspect,
    Band,
    Cell,
    Driver,
    DriverEffect,
    Forcing,
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
    Weight,
)
from equipoise.dossier.validation import validated
from equipoise.projection.outcome import DriverAttribution, Fan, Projection, SamplingError, Swing

MONTHS = 12
PRODUCED = date(2026, 3, 4)


def sample_dossier() -> Dossier:
    """Two poles, two aspects, one driver, two recommendations; two sources of unlike grade."""
    guess, report = ("guess",), ("report",)
    return validated(
        Dossier(
            settings=Settings(
                title="Highland between the coast and the plain",
                subject="Highland",
                setting="A new government takes office on the coast.",
                conclusion="Talk to both.",
                handling_mark="EXERCISE ONLY",
                as_of=date(2026, 2, 1),
                horizon=MONTHS,
                seed=7,
                draws=512,
            ),
            poles=(Pole("coast", "Coast"), Pole("plain", "Plain")),
            terms=(Term("warm", "Warm", Judgment(50, 60, 70, 75), Judgment(-1, 0, 1)),),
            aspects=(
                Aspect("trade", "Trade", "Ports matter.", "Commerce", "Cheaper grain"),
                Aspect("talks", "Talks"),
            ),
            cells=(
                Cell("trade", "coast", "warm", source_ids=guess),
                Cell("trade", "plain", "warm", source_ids=guess),
                Cell("talks", "coast", "warm", source_ids=report),
                Cell("talks", "plain", "", Judgment(30, 40, 50), Judgment(-2, -1, 0)),
            ),
            spillovers=(Spillover("trade", "coast", "talks", "plain", -0.25, "Envy.", guess),),
            drivers=(
                Driver(
                    "drought",
                    "Drought",
                    description="Rain fails.",
                    likelihood=Judgment(20, 30, 40, 90),
                    onset=Judgment(1, 4, 9, 90),
                    half_life=6,
                    source_ids=report,
                ),
            ),
            driver_effects=(DriverEffect("drought", "trade", "coast", Judgment(-9, -5, -1)),),
            recommendations=(
                Recommendation("envoy", "Send an envoy", "Words are cheap.", source_ids=guess),
                Recommendation("road", "Build a road", source_ids=guess),
            ),
            steps=(Step("survey", "road", "Survey the pass", "Ministry of Works"),),
            recommendation_effects=(
                RecommendationEffect("envoy", "talks", "coast", Judgment(2, 6, 9)),
                RecommendationEffect("road", "trade", "plain", Judgment(-8, -4, -1)),
            ),
            sources=(
                Source("guess", "illustrative judgment"),
                Source("report", "Port report", reliability="B", credibility="2"),
            ),
            bands=(Band("low", "low"), Band("middle", "middle", 40), Band("top", "top", 60)),
            goals=(
                Goal("warmth", "Warm coast", pole_id="coast", threshold=50, month=12),
                Goal(
                    "break",
                    "Talks with the plain",
                    "red_line",
                    "talks",
                    "plain",
                    threshold=25,
                    time="by",
                    month=12,
                    accepted_risk=15,
                ),
            ),
            scenarios=(Scenario("mixed", "Mixed", "A bit of both."),),
            weights=(Weight("mixed", "envoy", 60), Weight("mixed", "road", 15)),
            forcings=(Forcing("mixed", "drought", "happens", 3),),
        )
    )


def fan(start: float, end: float, spread: float) -> Fan:
    """Quantiles at fixed distances around a straight line."""
    middle = np.linspace(start, end, MONTHS + 1)
    near, far = spread / 2, spread
    return Fan(middle - far, middle - near, middle, middle + near, middle + far, middle)


def sample_projection() -> Projection:
    """What the sample's projection says, by hand."""
    ones = np.ones(MONTHS + 1)
    return Projection(
        months=np.arange(MONTHS + 1),
        seed=7,
        draws=512,
        weights={"envoy": 60.0, "road": 15.0},
        index={"coast": fan(48, 57.2, 8), "plain": fan(52, 47.7, 6)},
        cells={
            "trade/coast": fan(60, 55, 9),
            "trade/plain": fan(60, 61, 9),
            "talks/coast": fan(60, 66, 9),
            "talks/plain": fan(40, 37, 11),
        },
        bands={
            "coast": {"low": 0.0 * ones, "middle": 0.7 * ones, "top": 0.3 * ones},
            "plain": {"low": 0.1 * ones, "middle": 0.897 * ones, "top": 0.003 * ones},
        },
        goals={"warmth": 0.68},
        red_lines={"break": 0.22},
        all_goals=0.68,
        attribution={"coast": {"envoy": 3.26, "road": 0.4}, "plain": {"envoy": 0.2, "road": -1.5}},
        index_draws={"coast": np.full((MONTHS + 1, 2), 50.0), "plain": np.full((13, 2), 50.0)},
        sampling_error=SamplingError(1.26, 6.63),
    )


def sample_drivers() -> DriverAttribution:
    """What the sample's driver brings, by hand."""
    return DriverAttribution(MONTHS, {"coast": {"drought": -1.1}, "plain": {"drought": 0.0}})


def sample_document(dossier: Dossier | None = None, language: str = "en") -> Document:
    """The sample's briefing, with everything that can be printed."""
    return compose(sample_material(dossier), Request(PRODUCED, language=language, version="9.8.7"))


def sample_material(dossier: Dossier | None = None) -> Material:
    """Everything that the sample's briefings are made of."""
    return Material(
        sample_dossier() if dossier is None else dossier,
        "mixed",
        sample_projection(),
        sample_drivers(),
        {"envoy": {"coast": Swing(MONTHS, 2.04, 4.0, 6.5)}, "road": {}},
    )


def retitled(dossier: Dossier, **settings: str) -> Dossier:
    """The dossier with other texts in its settings."""
    return replace(dossier, settings=replace(dossier.settings, **settings))
