"""Walking the weight: the same figures as the projection, flips where they are said to be."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from equipoise.dossier.dossier import Dossier
from equipoise.dossier.rows import GoalSetAside
from equipoise.insight.walk import Walk, scaled, walk
from equipoise.projection.model import ProjectionModel
from equipoise.store.shipped import shipped_dossier


def shipped(draws: int = 512) -> Dossier:
    dossier = shipped_dossier()
    return replace(dossier, settings=replace(dossier.settings, draws=draws))


WEIGHTS = {"a": 20.0, "b": 30.0, "c": 10.0}


@pytest.mark.parametrize(
    ("percent", "expected"),
    [
        (20.0, WEIGHTS),
        (0.0, {"a": 0.0, "b": 45.0, "c": 15.0}),  # the others take what it gives up, 3 : 1
        (50.0, {"a": 50.0, "b": 30.0, "c": 10.0}),  # what is unspent comes first
        (60.0, {"a": 60.0, "b": 30.0, "c": 10.0}),
        (80.0, {"a": 80.0, "b": 15.0, "c": 5.0}),  # then the others give way, 3 : 1
        (100.0, {"a": 100.0, "b": 0.0, "c": 0.0}),
    ],
)
def test_how_the_others_are_scaled(percent: float, expected: dict[str, float]) -> None:
    assert scaled(WEIGHTS, "a", percent) == pytest.approx(expected)


def test_what_nobody_else_can_take_stays_unspent() -> None:
    assert scaled({"a": 40.0, "b": 0.0}, "a", 10.0) == {"a": 10.0, "b": 0.0}


@pytest.fixture(scope="module")
def walked() -> Walk:
    return walk(shipped(), "balanced", "counterterrorism-efforts", points=11)


def test_ends_and_middle_are_what_the_projection_says(walked: Walk) -> None:
    dossier = shipped()
    model = ProjectionModel(dossier, "balanced")
    weights = dossier.weights_of("balanced")
    assert walked.current in walked.percents
    for place in (0, list(walked.percents).index(walked.current), -1):
        percent = float(walked.percents[place])
        projected = model.project(scaled(weights, "counterterrorism-efforts", percent))
        for pole, series in walked.index.items():
            for name in ("p5", "p50", "p95"):
                assert series[name][place] == getattr(projected.index[pole], name)[-1]
        assert {k: v[place] for k, v in walked.goals.items()} == projected.goals
        assert {k: v[place] for k, v in walked.red_lines.items()} == projected.red_lines
        assert walked.all_goals is not None
        assert walked.all_goals[place] == projected.all_goals


def test_flips_lie_between_two_tenths(walked: Walk) -> None:
    dossier = shipped()
    model = ProjectionModel(dossier, "balanced")
    weights = dossier.weights_of("balanced")
    by_name = {g.name: g for g in dossier.goals}
    kinds = set()
    for flip in walked.flips:
        before, after = (
            model.project(scaled(weights, "counterterrorism-efforts", percent))
            for percent in (flip.percent - 0.1, flip.percent)
        )
        assert flip.text.startswith(f"From {flip.percent:g} % on, ")
        if "accepted" in flip.text:
            (name,) = re.findall("breaking “(.*)” ", flip.text)
            goal = by_name[name]
            limit = goal.accepted_risk / 100
            over = [(p.red_lines[goal.id] or 0) > limit for p in (before, after)]
            assert over == ([False, True] if "exceeds" in flip.text else [True, False])
            kinds.add("red line")
        elif "futures" in flip.text:
            (name,) = re.findall("“(.*)” holds", flip.text)
            half = [(p.goals[by_name[name].id] or 0) >= 0.5 for p in (before, after)]
            assert half == ([False, True] if "at least" in flip.text else [True, False])
            kinds.add("goal")
        else:
            new, old = re.findall("“(.*?)”", flip.text)
            pole = next(p.id for p in dossier.poles if flip.text.endswith(f"{p.name}."))
            firsts = [
                dossier.name_of("recommendations", max(shares, key=lambda k: shares[k]))
                for shares in (before.attribution[pole], after.attribution[pole])
            ]
            assert firsts == [old, new]
            kinds.add("first place")
    assert kinds == {"red line", "goal", "first place"}
    assert [f.percent for f in walked.flips] == sorted(f.percent for f in walked.flips)


def test_goals_set_aside_do_not_flip() -> None:
    dossier = shipped(128)
    for goal in dossier.goals:
        dossier = dossier.with_row("goals_set_aside", GoalSetAside("balanced", goal.id))
    found = walk(dossier, "balanced", "counterterrorism-efforts", points=3)
    assert found.all_goals is None
    assert not [f for f in found.flips if "contributes" not in f.text]


def test_another_month_and_bad_questions() -> None:
    dossier = shipped(128)
    recommendation = dossier.recommendations[0].id
    found = walk(dossier, "as-today", recommendation, month=12, points=3)
    fan = ProjectionModel(dossier, "as-today").project(dossier.weights_of("as-today")).index["west"]
    place = list(found.percents).index(found.current)
    assert found.month == 12
    assert found.index["west"]["p50"][place] == fan.p50[12]
    with pytest.raises(ValueError, match="month 37 lies outside"):
        walk(dossier, "as-today", recommendation, month=37)
    with pytest.raises(ValueError, match="two points"):
        walk(dossier, "as-today", recommendation, points=1)
