"""Bad input: each fault is refused, named by table, row and field."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from equipoise.dossier.dossier import Dossier
from equipoise.dossier.judgment import Judgment
from equipoise.dossier.rows import Spillover, Step, Weight
from equipoise.dossier.validation import (
    InvalidDossier,
    damping_in_force,
    problems_of,
    validated,
)
from projection.sample_dossier import sample_dossier


def faults(dossier: Dossier) -> list[str]:
    return [str(problem) for problem in problems_of(dossier)]


def changed(table: str, row_id: str, **values: Any) -> Dossier:
    dossier = sample_dossier()
    return dossier.with_row(table, replace(dossier.get(table, row_id), **values))


def test_a_dossier_in_order_is_returned_as_it_is() -> None:
    dossier = sample_dossier()
    assert validated(dossier) is dossier
    assert validated(Dossier()) == Dossier()


@pytest.mark.parametrize(
    ("table", "row_id", "values", "said"),
    [
        (
            "cells",
            "arts/north",
            {"level": Judgment(-1, 50, 60)},
            "Cells, “Arts / North”, Level: low -1 lies outside 0–100 points",
        ),
        (
            "cells",
            "arts/north",
            {"level": Judgment(40, 50, 101)},
            "Cells, “Arts / North”, Level: high 101 lies outside 0–100 points",
        ),
        (
            "cells",
            "arts/north",
            {"level": Judgment(0, 0, 10)},
            "Cells, “Arts / North”, Level: likely 0 must lie between 0 and 100, both excluded",
        ),
        (
            "cells",
            "arts/north",
            {"importance": "much"},
            "Cells, “Arts / North”, Importance: must be a number, not 'much'",
        ),
        (
            "cells",
            "arts/north",
            {"importance": math.nan},
            "Cells, “Arts / North”, Importance: must be a finite number, not nan",
        ),
        (
            "cells",
            "arts/north",
            {"volatility": True},
            "Cells, “Arts / North”, Volatility: must be a number, not True",
        ),
        (
            "cells",
            "arts/north",
            {"level": 50},
            "Cells, “Arts / North”, Level: must be a judgment, not 50",
        ),
        (
            "drivers",
            "polls",
            {"likelihood": Judgment(30, 60, 120)},
            "Drivers, “Elections”, Likelihood: high 120 lies outside 0–100 %",
        ),
        (
            "drivers",
            "polls",
            {"likelihood": None},
            "Drivers, “Elections”, Likelihood: must be judged",
        ),
        (
            "drivers",
            "polls",
            {"kind": "surprise"},
            (
                "Drivers, “Elections”, Kind: must be one of challenge, opportunity, external, "
                "not 'surprise'"
            ),
        ),
        (
            "drivers",
            "polls",
            {"kind": ["external"]},
            (
                "Drivers, “Elections”, Kind: must be one of challenge, opportunity, external, "
                "not ['external']"
            ),
        ),
        (
            "drivers",
            "polls",
            {"review_by": "soon"},
            "Drivers, “Elections”, Review by: must be a day as year-month-day, not 'soon'",
        ),
        (
            "drivers",
            "polls",
            {"source_ids": ("hearsay",)},
            "Drivers, “Elections”, Sources: names no row of Sources: 'hearsay'",
        ),
        (
            "steps",
            "host",
            {"duration": Judgment(-3, 2, 4)},
            "Steps, “Host the fair”, Duration: low -3 lies outside 0–120 months",
        ),
        (
            "steps",
            "host",
            {"reversible": "yes"},
            "Steps, “Host the fair”, Reversible: must be true or false, not 'yes'",
        ),
        (
            "steps",
            "host",
            {"recommendation_id": "gone"},
            "Steps, “Host the fair”, Recommendation: names no row of Recommendations: 'gone'",
        ),
        (
            "steps",
            "host",
            {"recommendation_id": ["fair"]},
            "Steps, “Host the fair”, Recommendation: must be the identifier of a row, not ['fair']",
        ),
        (
            "weights",
            "judged/fair",
            {"percent": -0.5},
            "Weights, “As judged / Trade fair”, Weight: -0.5 lies outside 0–100 %",
        ),
        (
            "weights",
            "judged/fair",
            {"percent": 70.5},
            (
                "Scenarios, “As judged”, Weights: add up to 100.5 %, more than the whole effort "
                "(100 %)"
            ),
        ),
        ("poles", "north", {"name": " \t"}, "Poles, “ \t”, Pole: must not be empty"),
        ("poles", "north", {"name": ""}, "Poles, “(no name)”, Pole: must not be empty"),
        ("poles", "north", {"name": 7}, "Poles, “7”, Pole: must be text, not 7"),
        ("poles", "north", {"name": "south"}, "Poles, “South”, Pole: is the name of another row"),
        (
            "poles",
            "north",
            {"description": "a\ud800b"},
            "Poles, “North”, Description: holds a character that cannot be stored",
        ),
        (
            "steps",
            "host",
            {"name": " ease VISAS "},
            "Steps, “ ease VISAS ”, Step: is the name of another row too",
        ),
        (
            "goals",
            "goal-index-at_least-at",
            {"month": 25},
            (
                "Goals and red lines, “goal index at_least at”, Month: 25 lies beyond the "
                "horizon of 24 months"
            ),
        ),
        (
            "goals",
            "goal-index-at_least-at",
            {"month": 2.5},
            "Goals and red lines, “goal index at_least at”, Month: must be a whole number, not 2.5",
        ),
        (
            "goals",
            "goal-index-at_least-at",
            {"month": math.inf},
            (
                "Goals and red lines, “goal index at_least at”, Month: must be a finite number, "
                "not inf"
            ),
        ),
        ("bands", "low", {"lower": 5.0}, "Bands, “Low”, From: the lowest band must begin at 0"),
        ("bands", "high", {"lower": 45.0}, "Bands, “High”, From: another band also begins at 45"),
        (
            "cells",
            "trade/north",
            {"term_id": ""},
            "Cells, “Trade / North”, Level: needs a posture term or numbers of its own",
        ),
        (
            "dampings",
            "tour/war",
            {"share": Judgment(0, 10, 70, 100)},
            (
                "Damping of drivers, “War next door”, Damping: the high ends, rescaled to full "
                "range, add up to 120.6 %"
            ),
        ),
    ],
)
def test_each_fault_is_named_by_table_row_and_field(
    table: str, row_id: str, values: dict[str, Any], said: str
) -> None:
    found = faults(changed(table, row_id, **values))
    assert any(fault.startswith(said) for fault in found), found


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"title": ""}, "Title: must not be empty"),
        ({"horizon": 0}, "Horizon: 0 lies outside 1–120 months"),
        ({"horizon": 121}, "Horizon: 121 lies outside 1–120 months"),
        ({"seed": 1.5}, "Seed: must be a whole number, not 1.5"),
        ({"seed": math.nan}, "Seed: must be a finite number, not nan"),
        ({"response_half_life": 0}, "Response half-life: 0 lies outside 0.1–120 months"),
        ({"trend_damping": 1.01}, "Trend damping φ: 1.01 lies outside 0–1 a month"),
        ({"yardstick": "gut"}, "Yardstick: must be one of phia, icd203, not 'gut'"),
        ({"as_of": None}, "As of: must be a day as year-month-day, not None"),
    ],
)
def test_the_settings_are_checked_too(values: dict[str, Any], said: str) -> None:
    dossier = sample_dossier()
    found = faults(replace(dossier, settings=replace(dossier.settings, **values)))
    assert any(said in fault for fault in found), found


def test_a_missing_cell_is_named() -> None:
    dossier = sample_dossier().without("cells", ["arts/south"])
    assert "Cells, “Arts / South”: the cell is missing" in faults(dossier)


def test_a_pole_needs_one_cell_that_matters() -> None:
    dossier = sample_dossier()
    idle = [replace(c, importance=0.0) if c.pole_id == "south" else c for c in dossier.cells]
    found = faults(dossier.with_table("cells", idle))
    assert found == ["Cells, “South”, Importance: at least one must be above 0"]


def test_two_rows_for_the_same_pair_are_found() -> None:
    dossier = sample_dossier()
    twice = dossier.with_table("weights", (*dossier.weights, Weight("judged", "fair", 1)))
    assert "Weights, “As judged / Trade fair”: stands in the table 2 times" in faults(twice)


def test_steps_of_different_recommendations_may_share_a_name() -> None:
    assert faults(sample_dossier().with_row("steps", Step("x", "talks", "Host the fair"))) == []


def test_runaway_spillovers_are_named_by_row() -> None:
    """Trade ↔ Arms towards the north: 0.9 · 1.2 > 1; the other rows have no part in it."""
    dossier = (
        sample_dossier()
        .with_row("spillovers", Spillover("trade", "north", "arms", "north", 0.9))
        .with_row("spillovers", Spillover("arms", "north", "trade", "north", 1.2))
    )
    (fault,) = faults(dossier)
    assert fault.startswith(
        "Spillovers, “Trade / North → Arms / North (0.9); Arms / North → Trade / North (1.2)”, "
        "Spillover: these feed each other without limit (spectral radius 1.04, must be below 1)"
    )


def test_a_cell_that_feeds_itself_fully_is_refused() -> None:
    dossier = sample_dossier().with_row(
        "spillovers", Spillover("arts", "south", "arts", "south", 1)
    )
    (fault,) = faults(dossier)
    assert "“Arts / South → Arts / South (1)”" in fault


def test_damping_counts_by_its_aged_and_rescaled_high_end() -> None:
    """30 … 44 reaches 47.5 at 80 %, and 58 once the confidence has aged to 50 %."""
    dossier = changed("dampings", "tour/war", share=Judgment(10, 30, 44, 80))
    assert faults(dossier) == []
    later = replace(dossier, settings=replace(dossier.settings, as_of=date(2030, 1, 1)))
    assert damping_in_force(later, later.get("dampings", "tour/war")).confidence == 50
    (fault,) = faults(later)
    assert fault.startswith("Damping of drivers, “War next door”, Damping: ")
    assert "add up to 106.8 %" in fault
    unaged = replace(later, settings=replace(later.settings, ageing=False))
    assert faults(unaged) == []


def test_every_fault_of_a_dossier_is_told_at_once() -> None:
    dossier = changed("poles", "north", name="")
    dossier = dossier.with_row("bands", replace(dossier.get("bands", "low"), name=""))
    with pytest.raises(InvalidDossier) as refused:
        validated(dossier)
    assert len(refused.value.problems) == 2
    assert str(refused.value).count("must not be empty") == 2


@pytest.mark.parametrize(
    "empty",
    [
        lambda d: Dossier(settings=d.settings),
        lambda d: Dossier(settings=d.settings, poles=d.poles),
        lambda d: Dossier(settings=d.settings, aspects=d.aspects),
        lambda d: Dossier(
            poles=d.poles, aspects=d.aspects, cells=d.cells, terms=d.terms, sources=d.sources
        ),
    ],
)
def test_an_unfinished_dossier_is_in_order_and_says_what_is_missing(
    empty: Callable[[Dossier], Dossier],
) -> None:
    dossier = empty(sample_dossier())
    assert faults(dossier) == []
    text = " ".join(dossier.gaps())
    for key, word in (("poles", "pole"), ("aspects", "aspect"), ("recommendations", "recom")):
        assert (f"No {word}" in text) == (not dossier.table(key))
