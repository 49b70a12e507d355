"""An edit compiles only what it touches, and the numbers are those of a model compiled anew."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np
import pytest

from equipoise.dossier.dossier import Dossier
from equipoise.dossier.judgment import Judgment
from equipoise.dossier.rows import Forcing, RecommendationEffect, Spillover
from equipoise.projection.comparison import compare, sharing_order
from equipoise.projection.memo import Memo
from equipoise.projection.model import ProjectionModel
from equipoise.projection.tick import Tick
from projection.sample_dossier import sample_dossier

J = Judgment
WEIGHTS = {"talks": 30.0, "fair": 40.0, "tour": 20.0}

Edit = Callable[[Dossier], Dossier]


def row(table: str, row_id: str, **values: Any) -> Edit:
    return lambda d: d.with_row(table, replace(d.get(table, row_id), **values))


def setting(**values: Any) -> Edit:
    return lambda d: replace(d, settings=replace(d.settings, **values))


EDITS: dict[str, Edit] = {
    "an effect of a recommendation": row(
        "recommendation_effects", "talks/arms/north", effect=J(3, 11, 26)
    ),
    "an effect of a driver": row("driver_effects", "polls/arms/south", effect=J(-20, -10, 20)),
    "a damping": row("dampings", "talks/war", share=J(10, 31, 40)),
    "a level": row("cells", "arts/south", level=J(40, 50, 70)),
    "a term": row("terms", "warm", level=J(61, 68, 75)),
    "a volatility": row("cells", "trade/north", volatility=5.0),
    "an importance": row("cells", "trade/north", importance=1.0),
    "a likelihood": row("drivers", "gas", likelihood=J(50, 70, 90)),
    "a half-life": row("drivers", "polls", half_life=3.0),
    "a timing": row("drivers", "polls", timing="ongoing"),
    "a review-by date": row("drivers", "gas", review_by=date(2027, 1, 1)),
    "a start": row("steps", "host", start=J(2, 8, 14)),
    "a share of a step": row("steps", "host", share=1.0),
    "a step unblocked": row("steps", "visas", status="planned"),
    "a lead time": row("recommendations", "talks", lead_time=J(1, 2, 5)),
    "a spillover": lambda d: d.with_row(
        "spillovers", Spillover("trade", "north", "arms", "north", 0.2)
    ),
    "ageing": setting(ageing=False),
    "a day": setting(as_of=date(2026, 9, 1)),
    "a trend": setting(trend_damping=0.9),
    "a response half-life": setting(response_half_life=6.0),
    "a noise half-life": setting(noise_half_life=3.0),
    "a seed": setting(seed=5),
    "more draws": setting(draws=130),
    "a horizon": setting(horizon=20),
    "a forcing": lambda d: d.with_row("forcings", Forcing("judged", "polls", "happens", 5)),
    "a row more": lambda d: d.with_row(
        "recommendation_effects", RecommendationEffect("fair", "arts", "north", J(1, 2, 3))
    ),
    "rows less": lambda d: d.without("drivers", ["gas"]).with_table(
        "driver_effects", [r for r in d.driver_effects if r.driver_id != "gas"]
    ),
    "another order": lambda d: replace(
        d,
        cells=d.cells[::-1],
        drivers=d.drivers[::-1],
        driver_effects=d.driver_effects[::-1],
        recommendations=d.recommendations[::-1],
        dampings=d.dampings[::-1],
        steps=d.steps[::-1],
    ),
}


def assert_as_anew(dossier: Dossier, scenario_id: str, memo: Memo) -> None:
    known = ProjectionModel(dossier, scenario_id, memo=memo)
    anew = ProjectionModel(dossier, scenario_id)
    for mine, theirs in zip(
        known.latent_parts(slice(None)), anew.latent_parts(slice(None)), strict=True
    ):
        assert np.array_equal(mine, theirs)
    weights = {key: WEIGHTS[key] for key in WEIGHTS if dossier.find("recommendations", key)}
    one, other = known.project(weights), anew.project(weights)
    quick, fresh = Tick(known, memo).project(weights), Tick(anew).project(weights)
    for pole in one.index_draws:
        assert np.array_equal(one.index_draws[pole], other.index_draws[pole])
        assert np.array_equal(quick.index_draws[pole], fresh.index_draws[pole])
    assert one.goals == other.goals
    assert one.attribution == other.attribution


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS.keys())
def test_one_edit_and_its_undoing(edit: Edit) -> None:
    memo, before = Memo(), sample_dossier()
    for dossier in (before, edit(before), before):
        assert_as_anew(dossier, "judged", memo)


def test_edit_upon_edit_and_scenario_after_scenario() -> None:
    memo, dossier = Memo(versions=2), sample_dossier()
    for number, edit in enumerate(EDITS.values()):
        dossier = edit(dossier)
        assert_as_anew(dossier, ("judged", "storm", "calm")[number % 3], memo)
        memo.forget_unasked()


@pytest.mark.parametrize(
    ("edit", "touched"),
    [
        ("an effect of a recommendation", {"talks"}),
        ("a damping", {"talks"}),
        ("a start", {"fair"}),
        ("an effect of a driver", {"base", "talks"}),
        ("a level", {"base"}),
        ("an importance", set()),
    ],
)
def test_only_what_an_edit_touches_is_compiled(edit: str, touched: set[str]) -> None:
    memo = Memo()
    before = ProjectionModel(sample_dossier(), memo=memo).compiled
    after = ProjectionModel(EDITS[edit](sample_dossier()), memo=memo).compiled
    ids = before.responses.recommendation_ids
    parts = zip(ids, before.by_recommendation, after.by_recommendation, strict=True)
    changed = {row_id for row_id, one, other in parts if one is not other}
    if before.base is not after.base:
        changed.add("base")
    assert changed == touched


def test_a_memo_keeps_so_many_versions_and_forgets_rows_that_are_gone() -> None:
    made: list[tuple[str, int]] = []

    def ask(memo: Memo, name: str, value: int) -> None:
        memo.of(name, (value,), lambda: made.append((name, value)))

    memo = Memo(versions=2)
    for value in (1, 2, 1, 3, 1, 2):
        ask(memo, "a", value)
    assert made == [("a", 1), ("a", 2), ("a", 3), ("a", 2)]
    ask(memo, "b", 1)
    memo.forget_unasked()
    ask(memo, "a", 2)
    memo.forget_unasked()
    made.clear()
    ask(memo, "a", 2)
    ask(memo, "b", 1)
    assert made == [("b", 1)]


def test_arrays_serve_again_only_as_the_very_same() -> None:
    memo, one = Memo(), np.zeros(3)
    first = memo.of("a", (one, 1), object)
    assert memo.of("a", (one, 1), object) is first
    assert memo.of("a", (one.copy(), 1), object) is not first


def test_a_quick_comparison_is_that_of_each_scenario_alone() -> None:
    dossier = sample_dossier()
    ids = ["storm", "judged", "calm"]
    found = compare(dossier, ids, draws=96, quick=True)
    assert list(found.projections) == ids
    for scenario_id, projection in found.projections.items():
        tick = Tick(ProjectionModel(dossier, scenario_id, draws=96))
        expected = tick.project(dossier.weights_of(scenario_id))
        for pole, draws in expected.index_draws.items():
            assert np.array_equal(projection.index_draws[pole], draws)
    exact = compare(dossier, ids, draws=96)
    for scenario_id in ids:
        alone = ProjectionModel(dossier, scenario_id, draws=96)
        expected = alone.project(dossier.weights_of(scenario_id))
        for pole, draws in expected.index_draws.items():
            assert np.array_equal(exact.projections[scenario_id].index_draws[pole], draws)


def test_scenarios_that_decide_alike_stand_together() -> None:
    dossier = sample_dossier()
    like = replace(dossier.scenarios[0], id="like", name="Like")
    dossier = dossier.with_row("scenarios", like)
    order = sharing_order(dossier, ["judged", "storm", "like", "calm"])
    assert sorted(order) == ["calm", "judged", "like", "storm"]
    assert abs(order.index("judged") - order.index("like")) == 1
