"""Lookups in a dossier and the making of new ones."""

from __future__ import annotations

from dataclasses import replace

import pytest

from equipoise.dossier.dossier import TABLES, Dossier
from equipoise.dossier.fields import Choice, specifications
from equipoise.dossier.judgment import Judgment
from equipoise.dossier.rows import Pole, Settings
from projection.sample_dossier import sample_dossier


def test_a_cell_follows_its_term_until_overridden() -> None:
    dossier = sample_dossier()
    overridden, following = dossier.get("cells", "arms/north"), dossier.get("cells", "trade/north")
    assert dossier.level_of(overridden) == Judgment(25, 35, 48, 70)
    assert dossier.drift_of(overridden) == Judgment(-1, 0, 4)
    assert dossier.level_of(following) == Judgment(60, 68, 75)
    assert dossier.drift_of(following) == Judgment(0, 2, 5)


def test_weights_of_a_scenario_are_0_where_none_are_given() -> None:
    dossier = sample_dossier()
    assert dossier.weights_of("judged") == {"talks": 30, "fair": 50, "tour": 0}
    assert dossier.weights_of("calm") == {"talks": 0, "fair": 0, "tour": 0}


def test_rows_are_added_replaced_and_removed_in_new_dossiers() -> None:
    dossier = sample_dossier()
    east = dossier.with_row("poles", Pole("east", "East"), 0)
    assert [p.id for p in east.poles] == ["east", "north", "south"]
    renamed = east.with_row("poles", Pole("north", "Far north"), 2)
    assert [p.name for p in renamed.poles] == ["East", "Far north", "South"]
    assert [p.id for p in renamed.without("poles", ["east"]).poles] == ["north", "south"]
    assert dossier == sample_dossier()


@pytest.mark.parametrize("use", [Dossier.table, lambda d, key: d.with_table(key, ())])
def test_an_unknown_table_is_an_error(use) -> None:
    with pytest.raises(KeyError):
        use(sample_dossier(), "settings")


@pytest.mark.parametrize(
    ("table", "row_id", "name"),
    [
        ("cells", "arms/south", "Arms / South"),
        ("driver_effects", "war/arms/north", "War next door → Arms / North"),
        ("recommendation_effects", "fair/trade/south", "Trade fair → Trade / South"),
        ("spillovers", "arms/north/arms/south", "Arms / North → Arms / South"),
        ("dampings", "talks/polls", "Talks → Elections"),
        ("weights", "storm/tour", "Storm / Orchestra tour"),
        ("forcings", "calm/gas", "Calm / Gas field"),
        ("steps", "radio", "On the radio"),
        ("poles", "nowhere", "nowhere"),
    ],
)
def test_every_row_has_a_name_that_users_know(table: str, row_id: str, name: str) -> None:
    assert sample_dossier().name_of(table, row_id) == name


def test_every_field_says_what_it_means() -> None:
    for row_class in (Settings, *(table.row_class for table in TABLES.values())):
        specs = specifications(row_class)
        declared = set(row_class.__dataclass_fields__) - {"id"}
        assert set(specs) == declared
        for spec in specs.values():
            assert spec.label
            assert spec.help.endswith(".")
            if isinstance(spec, Choice):
                assert spec.word(spec.options[0][0]) == spec.options[0][1]
                assert spec.word("unheard of") == "unheard of"


def test_rows_are_found_after_edits_of_their_own_and_of_other_tables() -> None:
    dossier = sample_dossier()
    pole = dossier.poles[0]
    assert dossier.find("poles", pole.id) is pole
    assert dossier.find("poles", "east") is None
    renamed = replace(pole, name="Renamed")
    edited = dossier.with_row("poles", renamed).without("bands", [dossier.bands[0].id])
    assert edited.find("poles", pole.id) is renamed
    assert edited.find("bands", dossier.bands[0].id) is None
    assert edited.with_table("poles", ()).find("poles", pole.id) is None
    assert dossier.find("poles", pole.id) is pole
    with pytest.raises(KeyError):
        dossier.find("no such table", "x")
