"""Linkages and preconditions that weights break."""

from __future__ import annotations

from dataclasses import replace

import pytest

from equipoise.dossier.dossier import Dossier
from equipoise.dossier.judgment import Judgment
from equipoise.dossier.linkages import breaches
from equipoise.dossier.rows import Linkage, Recommendation, Step

FIRST = Step("s1", "r1", "Invite", start=Judgment(1, 2, 3), duration=Judgment(3, 4, 5))
SECOND = Step("s2", "r2", "Meet", start=Judgment(4, 6, 9), after_step_id="s1")


def dossier(*linkages: Linkage, steps: tuple[Step, ...] = ()) -> Dossier:
    return Dossier(
        recommendations=(Recommendation("r1", "Talk"), Recommendation("r2", "Wait")),
        steps=steps,
        linkages=linkages,
    )


def texts(found) -> list[str]:
    return [breach.text for breach in found]


@pytest.mark.parametrize(
    ("one", "two", "broken"), [(5, 5, True), (5, 4.9, False), (0, 50, False), (5, 0, False)]
)
def test_exclusion_counts_from_its_least_weight(one: float, two: float, broken: bool) -> None:
    rule = Linkage("r1", "excludes", "r2", 5, "one budget line")
    found = breaches(dossier(rule), {"r1": one, "r2": two})
    said = ["“Talk” excludes “Wait”; both have weight. (one budget line)"]
    assert texts(found) == (said if broken else [])
    assert [(b.table, b.row_id, b.recommendation_ids) for b in found] == (
        [("linkages", "r1/excludes/r2", ("r1", "r2"))] if broken else []
    )


@pytest.mark.parametrize(
    ("one", "two", "broken"), [(10, 9.9, True), (10, 10, False), (9.9, 0, False)]
)
def test_a_requirement_needs_the_other_at_its_least(one: float, two: float, broken: bool) -> None:
    found = breaches(dossier(Linkage("r1", "requires", "r2", 10)), {"r1": one, "r2": two})
    said = ["“Talk” requires “Wait”, which has less than 10 %."]
    assert texts(found) == (said if broken else [])


def test_a_precondition_in_order_is_silent() -> None:
    assert breaches(dossier(steps=(FIRST, SECOND)), {"r1": 10, "r2": 10}) == ()


def test_a_precondition_without_weight_blocked_or_too_late_is_named() -> None:
    both = {"r1": 10.0, "r2": 10.0}
    assert texts(breaches(dossier(steps=(FIRST, SECOND)), {"r2": 10.0})) == [
        "The step “Meet” waits for “Invite” of “Talk”, which has no weight."
    ]
    blocked = replace(FIRST, status="blocked")
    assert texts(breaches(dossier(steps=(blocked, SECOND)), both)) == [
        "The step “Meet” waits for “Invite”, which is blocked."
    ]
    early = replace(SECOND, start=Judgment(1, 5, 6))
    (late,) = breaches(dossier(steps=(FIRST, early)), both)
    assert late.text == (
        "The step “Meet” waits for “Invite”, which is likely finished in month 6, but is planned "
        "to start in month 5."
    )
    assert (late.table, late.row_id, late.recommendation_ids) == ("steps", "s2", ("r2", "r1"))
    assert breaches(dossier(steps=(FIRST, early)), {"r1": 10.0}) == (), "nobody pursues it"


@pytest.mark.parametrize("done", ["s1", "s2"])
def test_a_step_that_is_done_waits_for_nothing_and_holds_nothing_up(done: str) -> None:
    early = replace(SECOND, start=Judgment(0, 0, 1))
    steps = tuple(replace(s, status="done") if s.id == done else s for s in (FIRST, early))
    assert breaches(dossier(steps=steps), {"r2": 10.0}) == ()
