"""A difference in words: every change is told, as users see values, and nothing raw."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings

from dossier.generated import dossiers
from equipoise.dossier.difference import difference
from equipoise.dossier.difference_words import Line, lines, shown_change
from equipoise.dossier.dossier import Dossier
from equipoise.dossier.json_form import value_to_plain
from equipoise.dossier.judgment import Judgment
from equipoise.dossier.rows import Conflict, DriverEffect, Linkage, Mark, Pole
from equipoise.dossier.scenarios import state_of
from equipoise.editing import edits
from projection.sample_dossier import sample_dossier


@pytest.fixture
def dossier() -> Dossier:
    return sample_dossier()


def only(before: Dossier, after: Dossier) -> Line:
    (line,) = lines(before, after)
    return line


def test_a_field_is_told_by_its_label_with_both_values(dossier: Dossier) -> None:
    after = edits.set_setting(dossier, "horizon", 36)
    assert only(dossier, after) == Line(
        "settings", "Settings", "settings", dossier.settings.title, "horizon", "Horizon", "24", "36"
    )


def test_references_and_choices_are_told_by_name(dossier: Dossier) -> None:
    line = only(dossier, edits.set_posture(dossier, "trade/north", "cool"))
    assert (line.row_name, line.field_label) == ("Trade / North", "Posture")
    assert (line.old, line.new) == ("Warm", "Cool")
    driver = dossier.drivers[0]
    sourced = edits.set_field(
        dossier, "drivers", driver.id, "source_ids", tuple(s.id for s in dossier.sources)
    )
    names = "; ".join(source.name for source in dossier.sources)
    assert only(edits.set_field(sourced, "drivers", driver.id, "source_ids", ()), sourced).new == (
        names
    )


def test_a_name_that_changes_with_its_reference_is_told_as_it_was_and_is(dossier: Dossier) -> None:
    after = edits.set_field(dossier, "poles", "north", "name", "High North")
    assert [(line.row_name, line.old, line.new) for line in lines(dossier, after)] == [
        ("High North", "North", "High North")
    ]


def test_judgments_days_and_flags_read_as_in_the_tables(dossier: Dossier) -> None:
    cell = dossier.get("cells", "arts/north")
    after = dossier.with_row(
        "cells", replace(cell, level=Judgment(40, 55, 70, 75), review_by=date(2027, 5, 1))
    )
    after = edits.set_setting(after, "ageing", False)
    told = {line.field: (line.old, line.new) for line in lines(dossier, after)}
    assert told["level"] == ("50 – 50 – 50 · 80 %", "40 – 55 – 70 · 75 %")
    assert told["review_by"] == ("", "2027-05-01")
    assert told["ageing"] == ("yes", "no")


def test_a_cell_that_follows_its_posture_again_says_so(dossier: Dossier) -> None:
    after = edits.set_posture(dossier, "arms/north", "warm")
    assert {line.field: line.new for line in lines(dossier, after)} == {
        "term_id": "Warm",
        "drift": "as its posture term",
    }


def test_whole_rows_are_told_with_what_they_say(dossier: Dossier) -> None:
    effect = DriverEffect(dossier.drivers[0].id, "arts", "south", Judgment(1, 2, 3, 60))
    after = dossier.with_row("driver_effects", effect)
    line = only(dossier, after)
    assert line.row_name == f"{dossier.drivers[0].name} → Arts / South"
    assert (line.field_label, line.old, line.new) == (
        "Whole row",
        "",
        "added: Effect 1 – 2 – 3 · 60 %",
    )
    assert not line.is_removal
    back = only(after, dossier)
    assert (back.old, back.new) == ("Effect 1 – 2 – 3 · 60 %", "removed")
    assert back.is_removal
    assert only(dossier, dossier.with_row("poles", Pole("east", "East"))).new == "added"


def test_order_is_told_only_where_rows_moved(dossier: Dossier) -> None:
    moved = dossier.with_table("aspects", reversed(dossier.aspects))
    line = only(dossier, moved)
    assert (line.table_name, line.row_id, line.field_label, line.new) == (
        "Aspects",
        "",
        "Order",
        "order changed",
    )
    between = dossier.with_row("marks", Mark("m", "Limited")).with_row("marks", Mark("n", "None"))
    first = between.with_row("marks", Mark("k", "First"), 0)
    assert [line.new for line in lines(between, first)] == ["added"]
    assert [line.new for line in lines(between, between.without("marks", ["m"]))] == ["removed"]


def test_a_bookmark_is_told_in_words(dossier: Dossier) -> None:
    scenario = dossier.scenarios[0]
    text = state_of(dossier, scenario.id).text()
    after = dossier.with_row("scenarios", replace(scenario, bookmark=text))
    line = only(dossier, after)
    assert line.old == ""
    assert "{" not in line.new
    given = {k: v for k, v in dossier.weights_of(scenario.id).items() if v}
    assert given
    for recommendation_id, percent in given.items():
        assert f"{dossier.name_of('recommendations', recommendation_id)} {percent:g} %" in line.new
    spoilt = dossier.with_row("scenarios", replace(scenario, bookmark='{"weights": 3}'))
    assert only(dossier, spoilt).new == "cannot be read"


def test_a_conflict_is_told_in_words(dossier: Dossier) -> None:
    def kept(value: object) -> str:
        return json.dumps(value_to_plain(value))

    conflict = Conflict(
        "c", "cells", "trade/north", "term_id", "Trade / North", kept("warm"), "A", "", kept("cool")
    )
    said = only(dossier, dossier.with_row("conflicts", conflict)).new
    assert "Kept Warm" in said
    assert "Other Cool" in said
    gone = replace(conflict, field="", kept="", other="{")
    said = only(dossier, dossier.with_row("conflicts", gone)).new
    assert "Other the row as it stood" in said
    spoilt = replace(conflict, other='["x"')
    assert "Other cannot be read" in only(dossier, dossier.with_row("conflicts", spoilt)).new


def test_a_long_text_is_shown_where_it_changed() -> None:
    ahead, behind = "alpha beta " * 100, " gamma delta" * 100
    old, new = shown_change(f"{ahead}old word{behind}", f"{ahead}new{behind}")
    assert "old word" in old
    assert "new" in new
    for text in (old, new):
        assert text.startswith("… ")
        assert text.endswith(" …")
        assert len(text) < 200


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("", "x" * 5000),
        ("a" * 500, "a" * 501),
        ("ab" * 300, "ab" * 299),
        ("same " * 100 + "\nend", "same " * 100 + "end"),
        ("one " * 200, "two " * 200),
    ],
)
def test_what_is_shown_of_two_long_texts_differs_as_they_do(old: str, new: str) -> None:
    shown = shown_change(old, new)
    assert shown[0] != shown[1]
    assert all(len(text) < 700 and "\n" not in text for text in shown)
    assert shown_change(new, old) == shown[::-1]


def test_rows_are_told_in_the_order_of_tables(dossier: Dossier) -> None:
    after = edits.set_setting(dossier, "title", "T")
    after = after.with_row("linkages", Linkage("talks", "requires", "fair", 12.5))
    after = after.with_table("poles", reversed(after.poles))
    assert [line.table for line in lines(dossier, after)] == ["settings", "poles", "linkages"]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(dossiers(), dossiers())
def test_every_change_of_any_two_dossiers_is_told_once(before: Dossier, after: Dossier) -> None:
    told = lines(before, after)
    assert lines(before, before) == ()
    expected = {
        (change.table, change.row_id, field)
        for change in difference(before, after).changes
        for field in (change.fields or ("",))
    }
    named = [(line.table, line.row_id, line.field) for line in told if line.row_id]
    assert len(named) == len(set(named))
    assert set(named) == expected
