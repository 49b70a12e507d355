"""A small dossier by hand that uses every means of the model once."""

from __future__ import annotations

from datetime import date

from equipoise.dossier.dossier import Dossier
from equipoise.dossier.judgment import Judgment
from equipoise.dossier.rows import (
    Aspect,
    Band,
    Cell,
    Damping,
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

J = Judgment


def sample_dossier() -> Dossier:
    """Two poles, three aspects, five drivers, three recommendations, three scenarios."""
    return validated(
        Dossier(
            settings=Settings(
                title="A relationship between north and south",
                subject="Middleland",
                handling_mark="SAMPLE",
                as_of=date(2026, 3, 1),
                horizon=24,
                seed=20260301,
                draws=128,
                trend_damping=0.95,
                response_half_life=5.0,
                noise_half_life=2.5,
                diminishing_returns=1.7,
            ),
            poles=(Pole("north", "North"), Pole("south", "South")),
            terms=(
                Term("warm", "Warm", J(60, 68, 75), J(0, 2, 5)),
                Term("cool", "Cool", J(25, 35, 48, 70), J(-6, -2, 1, 90)),
            ),
            aspects=(Aspect("trade", "Trade"), Aspect("arms", "Arms"), Aspect("arts", "Arts")),
            cells=(
                Cell("trade", "north", "warm", importance=3.0, volatility=4.0),
                Cell("arms", "north", "cool", drift=J(-1, 0, 4), importance=2.0, volatility=7.5),
                Cell("arts", "north", level=J(50, 50, 50), drift=J(0, 0, 0), volatility=0.0),
                Cell("trade", "south", "cool", level=J(0, 30, 100, 60), importance=1.5),
                Cell(
                    "arms",
                    "south",
                    "warm",
                    importance=0.0,
                    source_ids=("cable",),
                    review_by=date(2025, 3, 1),
                ),
                Cell("arts", "south", "warm", importance=4.5, volatility=1.0),
            ),
            spillovers=(
                Spillover("trade", "north", "arms", "north", 0.4),
                Spillover("arms", "north", "trade", "north", 0.3),
                Spillover("arms", "north", "arms", "south", -0.5),
                Spillover("trade", "south", "trade", "north", -0.2),
                Spillover("arts", "south", "arts", "south", 0.25),
            ),
            drivers=(
                Driver("war", "War next door", "challenge", timing="ongoing"),
                Driver("fashion", "Fashion", "opportunity", timing="ongoing", half_life=9.0),
                Driver("polls", "Elections", "external", onset=J(3, 6, 9), half_life=8.0),
                Driver(
                    "gas",
                    "Gas field",
                    "opportunity",
                    likelihood=J(50, 65, 90),
                    onset=J(0, 4, 30, 60),
                    review_by=date(2025, 9, 1),
                ),
                Driver("rumour", "Rumour", likelihood=J(100, 100, 100), onset=J(0, 1, 2)),
            ),
            driver_effects=(
                DriverEffect("war", "arms", "north", J(-14, -9, -3)),
                DriverEffect("war", "trade", "south", J(-8, -2, 3)),
                DriverEffect("fashion", "arts", "south", J(0, 6, 14)),
                DriverEffect("polls", "arms", "south", J(-30, -12, 20)),
                DriverEffect("polls", "trade", "north", J(-25, 5, 25)),
                DriverEffect("gas", "trade", "north", J(4, 10, 18, 95)),
                DriverEffect("gas", "trade", "south", J(2, 12, 30)),
            ),
            recommendations=(
                Recommendation("talks", "Talks", lead_time=J(0, 2, 5), phase_in=J(0, 3, 10)),
                Recommendation("fair", "Trade fair"),
                Recommendation("tour", "Orchestra tour", review_by=date(2025, 12, 1)),
            ),
            steps=(
                Step("stand", "fair", "Book a stand", share=2.0, start=J(0, 1, 3)),
                Step("visas", "fair", "Ease visas", share=1.0, status="blocked"),
                Step("host", "fair", "Host the fair", share=3.0, start=J(4, 8, 14), status="done"),
                Step(
                    "night",
                    "tour",
                    "One great night",
                    share=1.0,
                    start=J(5, 5, 5),
                    duration=J(0, 0, 0),
                    status="under_way",
                ),
                Step("radio", "tour", "On the radio", share=0.5, duration=J(1, 2, 20)),
            ),
            recommendation_effects=(
                RecommendationEffect("talks", "arms", "north", J(2, 12, 25)),
                RecommendationEffect("talks", "arms", "south", J(-15, -6, 0)),
                RecommendationEffect("fair", "trade", "north", J(5, 18, 30)),
                RecommendationEffect("fair", "trade", "south", J(-4, 8, 16)),
                RecommendationEffect("tour", "arts", "north", J(-100, 10, 100, 50)),
                RecommendationEffect("tour", "arts", "south", J(5, 10, 12)),
            ),
            dampings=(
                Damping("talks", "war", J(10, 30, 45)),
                Damping("tour", "war", J(0, 10, 20)),
                Damping("talks", "polls", J(20, 40, 60)),
            ),
            sources=(Source("cable", "Cable 12", reliability="B", credibility="2"),),
            bands=(
                Band("high", "High", 62.5),
                Band("low", "Low", 0),
                Band("middle", "Middle", 45),
            ),
            goals=tuple(_goals()),
            scenarios=(
                Scenario("judged", "As judged"),
                Scenario("storm", "Storm"),
                Scenario("calm", "Calm"),
            ),
            weights=(
                Weight("judged", "talks", 30),
                Weight("judged", "fair", 50),
                Weight("storm", "tour", 100),
            ),
            forcings=(
                Forcing("storm", "polls", "happens", 4),
                Forcing("storm", "fashion", "does_not_happen"),
                Forcing("storm", "rumour", "happens", 0),
                Forcing("calm", "war", "happens", 7),
                Forcing("calm", "polls", "does_not_happen", 3),
                Forcing("calm", "gas", "happens", 23),
            ),
        )
    )


def _goals() -> list[Goal]:
    """Every combination of kind, subject, relation and time."""
    subjects = (("", "north", 56.0, 66.0), ("trade", "south", 30.0, 60.0))
    goals: list[Goal] = []
    for kind in ("goal", "red_line"):
        for aspect, pole, floor, ceiling in subjects:
            for relation, threshold in (("at_least", floor), ("at_most", ceiling)):
                for time, month in (("at", 24), ("by", 17)):
                    name = f"{kind} {aspect or 'index'} {relation} {time}"
                    row_id = name.replace(" ", "-")
                    goals.append(
                        Goal(row_id, name, kind, aspect, pole, relation, threshold, time, month)
                    )
    return goals
