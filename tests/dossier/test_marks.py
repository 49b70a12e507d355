"""Which handling mark is in force, and the lists of marks."""

from __future__ import annotations

from dataclasses import replace

import pytest

from equipoise.dossier.dossier import Dossier
from equipoise.dossier.judgment import Judgment
from equipoise.dossier.marks import (
    MARKED_TABLES,
    PRESETS,
    default_mark,
    highest_mark,
    mark_of,
    rows_carrying,
)
from equipoise.dossier.rows import (
    Aspect,
    Cell,
    Conflict,
    Damping,
    Driver,
    Linkage,
    Mark,
    Override,
    Pole,
    Recommendation,
    Scenario,
    Settings,
    Spillover,
    Step,
    Weight,
)

OPEN, CLOSED, SHUT = Mark("o", "Open", 0), Mark("c", "Closed", 5), Mark("s", "Shut", 9)
NUMBERS = Judgment(10, 20, 30)


@pytest.fixture
def dossier() -> Dossier:
    return Dossier(
        settings=Settings(default_mark_id="o"),
        poles=(Pole("p", "East"),),
        aspects=(Aspect("a", "Trade", mark_id="c"), Aspect("b", "Arms")),
        cells=(Cell("a", "p", mark_id="o"), Cell("b", "p")),
        spillovers=(Spillover("a", "p", "b", "p"),),
        drivers=(Driver("d", "Election", mark_id="s"),),
        recommendations=(Recommendation("r", "Talk", mark_id="c"), Recommendation("q", "Wait")),
        steps=(Step("1", "r", "Invite"), Step("2", "r", "Meet", mark_id="s")),
        dampings=(Damping("r", "d", NUMBERS),),
        scenarios=(Scenario("x", "Plan"),),
        weights=(Weight("x", "r", 5.0),),
        overrides=(Override("x", "drivers", "d", "likelihood", NUMBERS),),
        linkages=(Linkage("q", "requires", "r"),),
        marks=(OPEN, CLOSED, SHUT),
        conflicts=(
            Conflict("k", "drivers", "d", "name"),
            Conflict("l", "conflicts", "l"),
            Conflict("m", "unheard-of", "d"),
        ),
    )


@pytest.mark.parametrize(
    ("table", "row_id", "mark"),
    [
        ("aspects", "a", "Closed"),
        ("aspects", "b", "Open"),
        ("poles", "p", "Open"),
        ("cells", "a/p", "Open"),
        ("cells", "b/p", "Open"),
        ("spillovers", "a/p/b/p", "Closed"),
        ("steps", "1", "Closed"),
        ("steps", "2", "Shut"),
        ("dampings", "r/d", "Closed"),
        ("weights", "x/r", "Open"),
        ("overrides", "x/drivers/d/likelihood", "Shut"),
        ("linkages", "q/requires/r", "Closed"),
        ("conflicts", "k", "Shut"),
        ("conflicts", "l", "Open"),
        ("conflicts", "m", "Open"),
        ("marks", "s", "Shut"),
    ],
)
def test_own_mark_then_the_highest_owner_then_the_default(dossier, table, row_id, mark) -> None:
    assert mark_of(dossier, table, dossier.get(table, row_id)).name == mark


def test_without_a_default_rows_count_as_the_highest(dossier) -> None:
    bare = replace(dossier, settings=Settings())
    assert default_mark(bare) == highest_mark(bare) == SHUT
    assert mark_of(bare, "poles", bare.poles[0]) == SHUT
    assert mark_of(bare, "weights", bare.weights[0]) == SHUT


def test_without_marks_no_mark_is_in_force() -> None:
    dossier = Dossier(poles=(Pole("p", "East"),))
    assert mark_of(dossier, "poles", dossier.poles[0]) is None


def test_the_rows_that_carry_a_mark_are_found(dossier) -> None:
    assert list(rows_carrying(dossier, "c")) == [("aspects", "a"), ("recommendations", "r")]
    assert set(MARKED_TABLES) >= {"aspects", "cells", "drivers", "recommendations", "steps"}
    assert set(MARKED_TABLES) >= {"sources", "goals", "scenarios"}


def test_the_lists_name_the_marks_as_their_owners_do() -> None:
    """FIRST TLP 2.0; NATO C-M(2002)49; UK GSCP 2023; EO 13526; Council Decision 2013/488/EU."""
    named = {key: [mark.name for mark in preset.marks] for key, preset in PRESETS.items()}
    assert named == {
        "national": ["UNCLASSIFIED", "RESTRICTED", "CONFIDENTIAL", "SECRET", "TOP SECRET"],
        "uk": ["OFFICIAL", "OFFICIAL-SENSITIVE", "SECRET", "TOP SECRET"],
        "us": ["UNCLASSIFIED", "CONFIDENTIAL", "SECRET", "TOP SECRET"],
        "nato": [
            "NATO UNCLASSIFIED",
            "NATO RESTRICTED",
            "NATO CONFIDENTIAL",
            "NATO SECRET",
            "COSMIC TOP SECRET",
        ],
        "eu": [
            "RESTREINT UE/EU RESTRICTED",
            "CONFIDENTIEL UE/EU CONFIDENTIAL",
            "SECRET UE/EU SECRET",
            "TRÈS SECRET UE/EU TOP SECRET",
        ],
        "tlp": ["TLP:CLEAR", "TLP:GREEN", "TLP:AMBER", "TLP:AMBER+STRICT", "TLP:RED"],
    }
    for preset in PRESETS.values():
        ranks = [mark.rank for mark in preset.marks]
        assert ranks == sorted(set(ranks))
        assert all(0 <= rank <= 99 for rank in ranks)
        assert all(mark.meaning for mark in preset.marks)
