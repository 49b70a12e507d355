"""Reservations: whose value holds where, and when a reservation is without effect."""

from __future__ import annotations

from dataclasses import replace

import pytest

from equipoise.dossier.deletion import delete
from equipoise.dossier.dossier import Dossier
from equipoise.dossier.judgment import Judgment
from equipoise.dossier.reservations import under_reservation, without_effect
from equipoise.dossier.rows import Damping, Override, Recommendation, Reservation
from equipoise.dossier.scenarios import in_scenario
from equipoise.dossier.validation import problems_of, validated
from projection.sample_dossier import sample_dossier

VALUE = Judgment(20, 40, 55, 90)
PLACE = ("cells", "arms/north", "level")


def reserved(*place: str, value: Judgment = VALUE) -> Reservation:
    table, row_id, field = place or PLACE
    return Reservation("v", "D. Senter", table, row_id, field, value, "I was there.")


@pytest.fixture
def dossier() -> Dossier:
    return validated(sample_dossier().with_row("reservations", reserved()))


def test_the_value_takes_the_place_of_the_dossiers_own_and_of_nothing_else(dossier) -> None:
    seen = under_reservation(dossier, "", reserved())
    assert seen is not None
    cell = dossier.get("cells", "arms/north")
    assert cell.level is None, "the cell follows its posture term"
    assert seen == dossier.with_row("cells", replace(cell, level=VALUE))
    assert without_effect(dossier, "", reserved()) == ""


def test_it_wins_over_the_override_of_its_scenario_alone(dossier) -> None:
    other = Judgment(1, 2, 3)
    for scenario_id in ("storm", "calm"):
        dossier = dossier.with_row("overrides", Override(scenario_id, *PLACE, other))
    seen = under_reservation(dossier, "storm", reserved())
    assert seen is not None
    assert in_scenario(seen, "judged").get("cells", "arms/north").level == VALUE
    assert in_scenario(seen, "storm").get("cells", "arms/north").level == VALUE
    assert in_scenario(seen, "calm").get("cells", "arms/north").level == other


def test_it_is_kept_without_effect_while_the_row_is_gone(dossier) -> None:
    about = reserved("drivers", "war", "likelihood")
    dossier = dossier.with_row("reservations", about)
    gone = validated(delete(dossier, "drivers", ["war"], with_referring=True))
    (kept,) = gone.reservations
    assert kept == replace(about, remembered="War next door, Likelihood")
    assert under_reservation(gone, "", kept) is None
    assert "was deleted" in without_effect(gone, "", kept)
    assert gone.name_of("reservations", "v") == "D. Senter / War next door, Likelihood"


def test_a_value_that_the_field_cannot_have_is_named(dossier) -> None:
    for bad, words in (
        (reserved(value=Judgment(-5, 40, 60)), "“D. Senter / Arms / North, Level”, Level: low -5"),
        (reserved("cells", "arms/north", "note"), "Field: 'note' is no judged field there"),
        (reserved("cells", "arms/east", "level"), "Row: names no row: 'arms/east'"),
        (replace(reserved(), person=" "), "Person: must not be empty"),
    ):
        found = "\n".join(map(str, problems_of(dossier.with_row("reservations", bad))))
        assert "Reservations" in found
        assert words in found


def test_sums_are_not_checked_but_leave_it_without_effect(dossier) -> None:
    """Two dampings of one driver may together reach 100 % and no more."""
    driver = dossier.drivers[0].id
    half, much = Judgment(40, 45, 50, 100), Judgment(60, 65, 70, 100)
    dossier = replace(dossier, dampings=()).with_row(
        "recommendations", Recommendation("more", "More")
    )
    one, two = (Damping(r, driver, half) for r in (dossier.recommendations[0].id, "more"))
    dossier = validated(dossier.with_table("dampings", (one, two)))
    against = reserved("dampings", one.id, "share", value=much)
    dossier = validated(dossier.with_row("reservations", against))
    assert under_reservation(dossier, "", against) is None
    assert "add up to 120 %" in without_effect(dossier, "", against)
    alone = dossier.without("dampings", [two.id])
    seen = under_reservation(alone, "", against)
    assert seen is not None
    assert seen.get("dampings", one.id).share == much
