"""Fragility against the slow way: rebuild the projection for every value of every judgment."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

from equipoise.dossier.dossier import TABLES, Dossier
from equipoise.dossier.fields import Judged, specifications
from equipoise.dossier.judgment import Judgment
from equipoise.dossier.rows import JUDGED_TABLES, GoalSetAside, Override, Weight
from equipoise.dossier.validation import validated
from equipoise.dossier.yardsticks import ICD203, PHIA, YARDSTICKS
from equipoise.insight.fragility import (
    Cancelled,
    JudgmentChange,
    goal_fragility,
    scenario_fragility,
)
from equipoise.projection.model import ProjectionModel
from projection.sample_dossier import sample_dossier

SCENARIOS = ("judged", "storm", "calm")
Place = tuple[str, str, str]


def small(draws: int = 128) -> Dossier:
    """Two goals, three scenarios with effort in each, one of which overrides two judgments."""
    dossier = sample_dossier()
    kept = ("goal-index-at_least-at", "goal-trade-at_least-by")
    dossier = dossier.with_table("goals", [dossier.get("goals", goal_id) for goal_id in kept])
    for row in (Weight("calm", "talks", 40.0), Weight("calm", "tour", 20.0)):
        dossier = dossier.with_row("weights", row)
    for row in (
        Override("calm", "driver_effects", "war/arms/north", "effect", Judgment(-9, -5, -1)),
        Override("calm", "cells", "trade/south", "level", Judgment(20, 35, 60)),
    ):
        dossier = dossier.with_row("overrides", row)
    return validated(replace(dossier, settings=replace(dossier.settings, draws=draws)))


def chance(dossier: Dossier, scenario_id: str) -> float:
    model = ProjectionModel(dossier, scenario_id)
    found = model.project(dossier.weights_of(scenario_id)).all_goals
    assert found is not None
    return found


def judgment_of(dossier: Dossier, place: Place) -> Judgment:
    table, row_id, field = place
    row = dossier.get(table, row_id)
    if table == "cells":
        found = dossier.level_of(row) if field == "level" else dossier.drift_of(row)
    else:
        found = getattr(row, field)
    assert isinstance(found, Judgment)
    return found


def moved(dossier: Dossier, place: Place, likely: float) -> Dossier:
    """The dossier with the whole judgment moved, kept in the quantity's bounds."""
    table, row_id, field = place
    spec = specifications(TABLES[table].row_class)[field]
    assert isinstance(spec, Judged)
    old = judgment_of(dossier, place)
    low = min(max(old.low + likely - old.likely, spec.minimum), likely)
    high = max(min(old.high + likely - old.likely, spec.maximum), likely)
    changes = {field: Judgment(low, likely, high, old.confidence)}
    return dossier.with_row(table, replace(dossier.get(table, row_id), **changes))


def all_places(dossier: Dossier) -> Iterator[tuple[Place, float]]:
    """Every judgment of the dossier, and its spread."""
    for table, _ in JUDGED_TABLES:
        for row in dossier.table(table):
            for field, spec in specifications(type(row)).items():
                if isinstance(spec, Judged):
                    place = table, row.id, field
                    judgment = judgment_of(dossier, place)
                    whole = spec.maximum - spec.minimum
                    yield place, (judgment.high - judgment.low) or whole


def nearer_values(
    dossier: Dossier, relative: Callable[[Place], float], every: int = 1
) -> Iterator[tuple[Place, float]]:
    """Values nearer than the relative changes given, both ways, that the dossier can hold."""
    for place, spread in list(all_places(dossier))[::every]:
        for part in (-0.9, 0.9):
            value = judgment_of(dossier, place).likely + part * relative(place) * spread
            try:
                validated(moved(dossier, place, value))
            except ValueError:
                continue
            yield place, value


def place_of(change: JudgmentChange) -> Place:
    return change.table, change.row_id, change.field


def nearer(change: JudgmentChange, by: float = 0.0201) -> float:
    """A value just before the change: found to a hundredth, and rounded to one."""
    return change.needed - by if change.needed > change.likely else change.needed + by


def reordered(dossier: Dossier) -> Dossier:
    for key in TABLES:
        dossier = dossier.with_table(key, reversed(dossier.table(key)))
    return dossier


def likeliest(dossier: Dossier) -> str:
    return max(SCENARIOS, key=lambda scenario_id: chance(dossier, scenario_id))


def test_another_scenario_leads_at_the_change_and_not_before_it() -> None:
    dossier = small()
    found = scenario_fragility(dossier, SCENARIOS)
    assert found.chances == {i: chance(dossier, i) for i in SCENARIOS}
    (leader,) = found.leader_ids
    assert leader == likeliest(dossier)
    assert found.overturn is not None
    change = found.overturn.change
    after = moved(dossier, place_of(change), change.needed)
    assert found.overturn.chances == {i: chance(after, i) for i in SCENARIOS}
    assert found.overturn.leader_id == likeliest(after) != leader
    assert likeliest(moved(dossier, place_of(change), nearer(change))) == leader


def test_no_judgment_overturns_the_scenarios_nearer() -> None:
    dossier = small(64)
    found = scenario_fragility(dossier, ("judged", "calm"))
    assert found.overturn is not None
    assert found.leader_ids == ("judged",)
    tried = 0
    for place, value in nearer_values(dossier, lambda _: found.overturn.change.relative, 2):
        after = moved(dossier, place, value)
        tried += 1
        assert chance(after, "calm") <= chance(after, "judged"), (place, value)
    assert tried > 30


def test_no_judgment_changes_the_term_nearer_than_those_found() -> None:
    dossier = small(64)
    found = goal_fragility(dossier, "storm", 3)
    assert found is not None
    assert len(found.changes) == 3
    known = {place_of(c.change): c.change for c in found.changes}
    farthest = found.changes[-1].change.relative
    term = YARDSTICKS[dossier.settings.yardstick].term
    values = nearer_values(dossier, lambda p: known[p].relative if p in known else farthest, 2)
    for place, value in values:
        assert term(chance(moved(dossier, place, value), "storm")) == found.term, (place, value)


@pytest.mark.parametrize("yardstick", [PHIA, ICD203])
def test_each_change_of_term_is_one_and_less_is_not(yardstick) -> None:
    dossier = small(256)
    settings = replace(dossier.settings, yardstick=yardstick.key)
    dossier = replace(dossier, settings=settings)
    found = goal_fragility(dossier, "judged")
    assert found is not None
    assert found.probability == chance(dossier, "judged")
    assert found.term == yardstick.term(found.probability)
    relative = [c.change.relative for c in found.changes]
    assert relative == sorted(relative)
    assert len({place_of(c.change) for c in found.changes}) == 3
    spreads = dict(all_places(dossier))
    for answer in found.changes:
        change = answer.change
        place = place_of(change)
        assert change.likely == judgment_of(dossier, place).likely
        distance = abs(change.needed - change.likely)
        assert change.relative == pytest.approx(distance / spreads[place])
        assert answer.direction == ("up" if change.needed > change.likely else "down")
        assert answer.probability == chance(moved(dossier, place, change.needed), "judged")
        assert answer.term == yardstick.term(answer.probability) != found.term
        just_before = chance(moved(dossier, place, nearer(change)), "judged")
        assert yardstick.term(just_before) == found.term


def test_order_of_rows_and_scenarios_does_not_matter() -> None:
    dossier = small(64)
    other = reordered(dossier)
    found = scenario_fragility(dossier, SCENARIOS)
    assert scenario_fragility(other, SCENARIOS[::-1]) == found
    assert scenario_fragility(dossier, ("storm", "calm", "judged", "storm")) == found
    assert goal_fragility(other, "calm") == goal_fragility(dossier, "calm")


def test_an_overridden_judgment_stays_where_it_is_overridden() -> None:
    dossier = small(64)
    row = Override("judged", "cells", "trade/south", "level", Judgment(20, 40, 60))
    both = dossier.with_row("overrides", row)
    found = scenario_fragility(both, ("judged", "calm"))
    assert found.overturn is None or place_of(found.overturn.change) != (
        "cells",
        "trade/south",
        "level",
    )
    alone = goal_fragility(both, "judged", 6)
    assert alone is not None
    (own,) = [
        c.change
        for c in alone.changes
        if c.change.row_id == "trade/south" and c.change.field == "level"
    ]
    assert own.likely == 40


def test_equals_and_scenarios_without_goals() -> None:
    dossier = small(64)
    aside = [GoalSetAside("calm", goal.id) for goal in dossier.goals]
    found = scenario_fragility(dossier.with_table("goals_set_aside", aside), ("judged", "calm"))
    assert found.leader_ids == ("judged",)
    assert found.chances["calm"] is None
    assert found.overturn is None
    assert goal_fragility(dossier.with_table("goals_set_aside", aside), "calm") is None
    never = [replace(goal, relation="at_least", threshold=100.0) for goal in dossier.goals]
    found = scenario_fragility(dossier.with_table("goals", never), SCENARIOS)
    assert found.leader_ids == tuple(sorted(SCENARIOS))
    assert found.overturn is None
    nobody = scenario_fragility(dossier.with_table("goals", ()), SCENARIOS)
    assert nobody.leader_ids == ()
    assert nobody.chances == dict.fromkeys(SCENARIOS)


def test_nothing_found_is_said() -> None:
    dossier = small(64)
    goals = [replace(goal, relation="at_most", threshold=100.0) for goal in dossier.goals]
    found = goal_fragility(dossier.with_table("goals", goals), "judged")
    assert found is not None
    assert found.probability == 1.0
    assert found.changes == ()


def test_progress_is_told_and_it_can_be_withdrawn() -> None:
    dossier = small(64)
    told: list[float] = []
    scenario_fragility(dossier, SCENARIOS, progress=told.append)
    goal_fragility(dossier, "judged", progress=told.append)
    assert told.count(1.0) == 2
    turn = told.index(1.0) + 1
    assert told[:turn] == sorted(told[:turn])
    assert told[turn:] == sorted(told[turn:])
    with pytest.raises(Cancelled):
        scenario_fragility(dossier, SCENARIOS, cancelled=lambda: True)
    with pytest.raises(Cancelled):
        goal_fragility(dossier, "judged", cancelled=lambda: True)
    with pytest.raises(KeyError):
        scenario_fragility(dossier, ("judged", "no scenario"))
    with pytest.raises(KeyError):
        goal_fragility(dossier, "no scenario")
