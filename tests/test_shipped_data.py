"""The shipped dossier and templates: in form, complete, labelled, and no trivial choice."""

from __future__ import annotations

import itertools
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from jsonschema.validators import validator_for

from equipoise.dossier.confidence import confidence_word, source_label
from equipoise.dossier.dossier import TABLES, Dossier
from equipoise.dossier.fields import References, specifications
from equipoise.dossier.json_form import dumps, loads
from equipoise.dossier.json_schema import json_schema
from equipoise.dossier.judgment import Judgment
from equipoise.dossier.validation import problems_of
from equipoise.files import shipped_data
from equipoise.projection.model import ProjectionModel
from equipoise.projection.outcome import Projection

ISRAEL = shipped_data("israel.json")
FILES = [ISRAEL, *sorted(shipped_data("templates").glob("*.json"))]
GRID_DRAWS = 1024
GRID_STEP = 25
LABEL = "illustrative judgment"

Weights = Mapping[str, float]


def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def israel() -> Dossier:
    return loads(text_of(ISRAEL))


# The form


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_shipped_file_is_in_order_and_written_as_an_export_writes_it(path: Path) -> None:
    text = text_of(path)
    assert dumps(loads(text)) == text
    schema = json.loads(text_of(shipped_data("dossier.schema.json")))
    Draft202012Validator(schema).validate(json.loads(text))


def test_the_published_schema_is_the_one_the_program_makes() -> None:
    schema = json_schema()
    published = text_of(shipped_data("dossier.schema.json"))
    assert published == json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
    assert validator_for(schema) is Draft202012Validator
    Draft202012Validator.check_schema(schema)


def test_both_templates_are_shipped_and_the_blank_one_says_what_is_missing() -> None:
    assert [path.stem for path in FILES[1:]] == ["blank", "two-poles"]
    blank, starter = (loads(text_of(path)) for path in FILES[1:])
    assert len(blank.poles) == 2
    assert (blank.aspects, blank.recommendations) == ((), ())
    assert len(blank.gaps()) == 2
    assert blank.scenarios
    assert blank.bands
    assert (len(starter.aspects), len(starter.recommendations)) == (3, 2)
    assert starter.gaps() == ()


def test_the_starter_template_projects() -> None:
    starter = loads(text_of(FILES[2]))
    scenario = starter.scenarios[0]
    projection = ProjectionModel(starter, scenario.id, draws=256).project(
        starter.weights_of(scenario.id)
    )
    assert projection.all_goals is not None
    assert 0 < projection.all_goals < 1


# Every row of the source, under its own name

POSTURES = {
    ("Military Coordination", "Russia"): "Engaged",
    ("Military Coordination", "West"): "Supporting",
    ("Diplomatic Relations", "Russia"): "Growing",
    ("Diplomatic Relations", "West"): "Stable",
    ("Economic Ties", "Russia"): "Expanding",
    ("Economic Ties", "West"): "Strong",
}
IMPACTS = {
    "Military Coordination": (
        "Military Cooperation",
        "Enhanced regional security and operational efficiencies",
    ),
    "Economic Ties": (
        "Economic Collaboration",
        "Increased foreign investment and technological partnerships",
    ),
    "Cultural Engagement": (
        "Cultural Engagement",
        "Strengthened people-to-people ties between nations",
    ),
}
DRIVERS = {
    "external": ["U.S. leadership shift"],
    "opportunity": [
        "Shared Interests",
        "Energy Collaboration",
        "Military Coordination",
        "Cultural Exchanges",
    ],
    "challenge": ["Geopolitical Tensions", "Domestic Politics", "Iranian Relations"],
}
RECOMMENDATIONS = {
    "Cultural Diplomacy": [
        "art exhibitions",
        "film festivals",
        "academic conferences featuring Israeli culture",
    ],
    "Economic Collaborations": ["trade missions and investment forums in both countries"],
    "Regional Security Dialogues": [
        "trilateral talks of Russia and U.S. allies with Israel, focused on regional stability"
    ],
    "Counterterrorism Efforts": ["task forces for intelligence sharing and for strategy"],
    "Sustained Communication Channel": [],
    "Embassy Task Force": [],
}


def test_subject_poles_and_aspects_stand_as_in_the_source(israel: Dossier) -> None:
    assert israel.settings.subject == "Israel"
    assert [pole.name for pole in israel.poles] == ["Russia", "West"]
    assert [aspect.name for aspect in israel.aspects] == [
        "Military Coordination",
        "Diplomatic Relations",
        "Economic Ties",
        "Cultural Engagement",
    ]
    assert all(aspect.considerations for aspect in israel.aspects)


def test_cells_have_the_posture_terms_of_the_source_and_follow_them(israel: Dossier) -> None:
    rated = {
        (
            israel.name_of("aspects", cell.aspect_id),
            israel.name_of("poles", cell.pole_id),
        ): israel.name_of("terms", cell.term_id)
        for cell in israel.cells
        if cell.term_id
    }
    assert rated == POSTURES
    for cell in israel.cells:
        follows = bool(cell.term_id)
        assert (cell.level is None, cell.drift is None) == (follows, follows)
        assert cell.note


def test_impacts_stand_as_in_the_source(israel: Dossier) -> None:
    found = {a.name: (a.strand, a.impact) for a in israel.aspects if a.strand or a.impact}
    assert found == IMPACTS
    assert {a.name for a in israel.aspects if a.developments} == set(IMPACTS)


def test_drivers_stand_as_in_the_source(israel: Dossier) -> None:
    found: dict[str, list[str]] = {}
    for driver in israel.drivers:
        found.setdefault(driver.kind, []).append(driver.name)
        assert driver.description
        assert any(effect.driver_id == driver.id for effect in israel.driver_effects)
    assert found == DRIVERS


def test_recommendations_and_their_steps_stand_as_in_the_source(israel: Dossier) -> None:
    found = {r.name: [step.name for step in israel.steps_of(r.id)] for r in israel.recommendations}
    assert found == RECOMMENDATIONS
    assert all(recommendation.rationale for recommendation in israel.recommendations)


# What is judged says so


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_row_that_can_name_sources_names_the_illustrative_judgment(path: Path) -> None:
    dossier = loads(text_of(path))
    assert [(s.name, s.reliability, s.credibility) for s in dossier.sources] == [(LABEL, "F", "6")]
    assert all(LABEL in term.description for term in dossier.terms)
    for key, table in TABLES.items():
        specs = specifications(table.row_class)
        if not any(isinstance(spec, References) for spec in specs.values()):
            continue
        for row in dossier.table(key):
            assert source_label(dossier, row) == LABEL
            if "review_by" in specs:
                assert confidence_word(dossier, row) == "low"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_judgments_are_stated_with_modest_confidence(path: Path) -> None:
    for judgment in judgments_of(loads(text_of(path))):
        assert 60 <= judgment.confidence <= 75


def judgments_of(dossier: Dossier) -> list[Judgment]:
    values: list[Any] = [
        getattr(row, name)
        for key, table in TABLES.items()
        for row in dossier.table(key)
        for name in specifications(table.row_class)
    ]
    found = [value for value in values if isinstance(value, Judgment)]
    assert found
    return found


def test_the_dossier_stays_in_order_while_its_judgments_age(israel: Dossier) -> None:
    """Ageing widens the damping judgments; together they may never exceed 100 % of a driver."""
    aged = replace(israel, settings=replace(israel.settings, as_of=date(2045, 1, 1)))
    assert list(problems_of(aged)) == []


# The choice is not trivial


@dataclass(frozen=True)
class Course:
    """The four things by which a course of action is told better or worse here."""

    russia: float
    west: float
    all_goals: float
    worst_risk: float


def course_of(projection: Projection) -> Course:
    assert projection.all_goals is not None
    risks = [risk for risk in projection.red_lines.values() if risk is not None]
    assert risks
    return Course(
        russia=float(projection.index["russia"].mean[-1]),
        west=float(projection.index["west"].mean[-1]),
        all_goals=projection.all_goals,
        worst_risk=max(risks),
    )


@pytest.fixture(scope="module")
def model(israel: Dossier) -> ProjectionModel:
    """With the dossier's own seed and draws: what a user sees."""
    return ProjectionModel(israel, "balanced")


@pytest.fixture(scope="module")
def no_effort(model: ProjectionModel) -> Course:
    return course_of(model.project({}))


@pytest.fixture(scope="module")
def singles(israel: Dossier, model: ProjectionModel) -> dict[str, Course]:
    return {r.name: course_of(model.project({r.id: 100.0})) for r in israel.recommendations}


@pytest.fixture(scope="module")
def grid(israel: Dossier) -> dict[tuple[int, ...], Course]:
    """Every way of spending the whole effort in shares of GRID_STEP percent."""
    model = ProjectionModel(israel, "balanced", draws=GRID_DRAWS)
    ids = [r.id for r in israel.recommendations]
    return {
        shares: course_of(model.project(dict(zip(ids, map(float, shares), strict=True))))
        for shares in itertools.product(range(0, 101, GRID_STEP), repeat=len(ids))
        if sum(shares) == 100
    }


@pytest.fixture(scope="module")
def named(israel: Dossier, model: ProjectionModel) -> dict[str, Projection]:
    """The scenarios that leave the drivers as judged: same futures, other weights."""
    return {
        scenario.name: model.project(israel.weights_of(scenario.id))
        for scenario in israel.scenarios
        if not israel.forcings_of(scenario.id)
    }


def test_no_single_recommendation_dominates(
    singles: dict[str, Course], grid: dict[tuple[int, ...], Course]
) -> None:
    for name, single in singles.items():
        beaten = [
            any(other.russia > single.russia for other in grid.values()),
            any(other.west > single.west for other in grid.values()),
            any(other.all_goals > single.all_goals for other in grid.values()),
            any(other.worst_risk < single.worst_risk for other in grid.values()),
        ]
        assert any(beaten), name
    best = {
        max(singles, key=lambda name: singles[name].russia),
        max(singles, key=lambda name: singles[name].west),
        max(singles, key=lambda name: singles[name].all_goals),
        min(singles, key=lambda name: singles[name].worst_risk),
    }
    assert len(best) >= 3


def test_a_mixed_course_beats_every_single_recommendation(
    singles: dict[str, Course], named: dict[str, Projection]
) -> None:
    mixed = course_of(named["Balanced"])
    assert mixed.all_goals > max(single.all_goals for single in singles.values()) + 0.05


def test_gain_with_russia_costs_something_with_the_west(
    no_effort: Course, grid: dict[tuple[int, ...], Course], named: dict[str, Projection]
) -> None:
    best_for_west = max(grid.values(), key=lambda course: course.west)
    for course in sorted(grid.values(), key=lambda course: course.russia)[-10:]:
        assert course.russia > no_effort.russia + 5
        assert course.west < no_effort.west - 2
        assert course.west < best_for_west.west - 5
    assert best_for_west.russia < max(course.russia for course in grid.values()) - 5
    for name in ("Balanced", "Moscow first"):
        assert min(named[name].attribution["west"].values()) < 0
        assert min(named[name].attribution["russia"].values()) >= 0


def test_unspent_effort_does_worse(
    israel: Dossier, model: ProjectionModel, no_effort: Course, named: dict[str, Projection]
) -> None:
    weights = israel.weights_of("balanced")
    assert sum(weights.values()) == 100
    half = course_of(model.project({r: w / 2 for r, w in weights.items()}))
    assert no_effort.all_goals < half.all_goals < course_of(named["Balanced"]).all_goals - 0.1
    assert sum(israel.weights_of("as-today").values()) <= 50
    for projection in named.values():
        assert course_of(projection).all_goals > no_effort.all_goals


def test_even_the_best_course_leaves_the_outcome_open(grid: dict[tuple[int, ...], Course]) -> None:
    assert 0.35 <= max(course.all_goals for course in grid.values()) <= 0.85


def test_the_one_sided_courses_endanger_different_things(
    israel: Dossier, named: dict[str, Projection]
) -> None:
    def broken(name: str) -> set[str]:
        projection = named[name]
        risks = dict(projection.red_lines)
        for goal_id, probability in projection.goals.items():
            assert probability is not None
            risks[goal_id] = 1 - probability
        found = set()
        for goal_id, risk in risks.items():
            goal = israel.get("goals", goal_id)
            assert risk is not None
            if risk * 100 > goal.accepted_risk:
                found.add(goal.name)
        return found

    assert broken("Moscow first") == {
        "Western partnership kept",
        "No loss of Western military support",
    }
    assert broken("West first") == {
        "Working relationship with Moscow",
        "No collision course over Syria",
    }
    assert broken("Balanced") == set()


def test_the_first_scenario_is_the_balanced_one_and_the_stress_test_is_harder(
    israel: Dossier, named: dict[str, Projection]
) -> None:
    assert israel.scenarios[0].name == "Balanced"
    (stress,) = (s for s in israel.scenarios if israel.forcings_of(s.id))
    weights = israel.weights_of(stress.id)
    assert weights == israel.weights_of("balanced")
    projection = ProjectionModel(israel, stress.id).project(weights)
    assert course_of(projection).all_goals < course_of(named["Balanced"]).all_goals
