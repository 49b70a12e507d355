"""Tables out to sheets and in again: nothing changes unasked, all or nothing, faults by place."""

from __future__ import annotations

import operator
from collections.abc import Callable
from dataclasses import MISSING, fields, is_dataclass, replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.generated import dossiers
from equipoise.dossier.dossier import TABLES, Dossier
from equipoise.dossier.judgment import Judgment
from equipoise.dossier.validation import InvalidDossier, validated
from equipoise.editing.import_plan import ImportPlan, LineKind
from equipoise.editing.table_columns import (
    IDENTITY,
    SHEET_TABLES,
    Target,
    best_table,
    columns_of,
    has_identifier,
    link_fields,
    match_columns,
    readable_columns,
    required_fields,
    sheet_of,
)
from equipoise.editing.table_import import BY_NAME, imported, plan_import
from equipoise.store.sheets.csv_form import csv_bytes, pasted_sheet, read_csv
from equipoise.store.sheets.sheet import Sheet, Value
from equipoise.store.sheets.xlsx import read_workbook, xlsx_bytes
from equipoise.store.shipped import shipped_dossier
from store.store_samples import rich_dossier


def plan(dossier: Dossier, table: str, sheet: Sheet, **more: Any) -> ImportPlan:
    return plan_import(dossier, table, sheet, match_columns(table, sheet.headings), **more)


def sheet(headings: tuple[str, ...], *rows: tuple[Value, ...]) -> Sheet:
    return Sheet("s", headings, rows)


def all_ways(exported: Sheet) -> list[tuple[Sheet, Callable[[Any, Any], bool]]]:
    """The sheet itself, from a CSV file, and from a workbook; with how exactly it tells values."""
    (from_workbook,) = read_workbook(xlsx_bytes([exported]))
    return [
        (exported, operator.eq),
        (read_csv(exported.name, csv_bytes(exported)), operator.eq),
        (from_workbook, in_15_digits),
    ]


def in_15_digits(one: Any, other: Any) -> bool:
    """Whether rows, or values in them, are alike with numbers taken to 15 significant digits."""
    if isinstance(one, float) and isinstance(other, float | int):
        return abs(one - other) <= 5e-15 * abs(one)
    if isinstance(one, tuple) and isinstance(other, tuple):
        return len(one) == len(other) and all(map(in_15_digits, one, other))
    if is_dataclass(one) and type(one) is type(other):
        return all(
            in_15_digits(getattr(one, field.name), getattr(other, field.name))
            for field in fields(one)
        )
    return bool(one == other)


def blanked(dossier: Dossier, table: str) -> Dossier:
    """The dossier with every field of a table that can be left out as it is in a new row."""
    kept = {"id", "name", *link_fields(table)}
    empty = {
        field.name: field.default_factory() if field.default is MISSING else field.default
        for field in fields(TABLES[table].row_class)
        if field.name not in kept
        and (field.default is not MISSING or field.default_factory is not MISSING)
    }
    return dossier.with_table(table, (replace(row, **empty) for row in dossier.table(table)))


def assert_identity(dossier: Dossier, table: str) -> None:
    """What is exported and imported again changes nothing, and restores what was blanked."""
    locked = {scenario.id for scenario in dossier.scenarios if scenario.locked}
    unlocked = dossier.with_table(
        "scenarios", (replace(scenario, locked=False) for scenario in dossier.scenarios)
    )
    for read, alike in all_ways(sheet_of(dossier, table)):
        found = plan(dossier, table, read)
        assert found.faults == ()
        assert found.unread == ()
        assert found.count(LineKind.SAME) == len(read.rows) == len(dossier.table(table))
        assert found.result == dossier
        if table != "scenarios" or not locked:
            again = plan(blanked(unlocked, table), table, read)
            assert again.faults == ()
            assert again.result is not None
            assert alike(again.result.table(table), dossier.table(table))


@pytest.mark.parametrize("table", SHEET_TABLES)
def test_export_then_import_is_the_identity_for_awkward_rows_of_every_table(table: str) -> None:
    dossier = rich_dossier()
    assert dossier.table(table), "the sample has rows in every table"
    assert_identity(dossier, table)


@pytest.mark.parametrize("table", SHEET_TABLES)
def test_export_then_import_is_the_identity_for_the_shipped_dossier(table: str) -> None:
    assert_identity(shipped_dossier(), table)


@given(dossiers(), st.sampled_from(SHEET_TABLES))
def test_export_then_import_is_the_identity_for_any_dossier(dossier: Dossier, table: str) -> None:
    dossier = validated(dossier)
    for read, alike in all_ways(sheet_of(dossier, table)):
        found = plan(dossier, table, read)
        assert found.faults == ()
        assert found.result == dossier
        again = plan(blanked(dossier, table), table, read)
        assert again.faults == ()
        assert again.result is not None
        assert alike(again.result.table(table), dossier.table(table))
        assert again.result.with_table(table, dossier.table(table)) == dossier


@pytest.mark.parametrize("table", SHEET_TABLES)
def test_headings_are_unlike_each_other_and_are_recognised(table: str) -> None:
    headings = list(columns_of(table).values())
    assert len({heading.casefold() for heading in headings}) == len(headings)
    assert match_columns(table, headings) == tuple(columns_of(table))
    shouted = [f"  {heading.upper().replace(' ', '_ ')} " for heading in headings]
    assert match_columns(table, shouted) == tuple(columns_of(table))
    names = [f"{target.field} {target.part}" for target in columns_of(table)]
    assert None not in match_columns(table, names)
    assert best_table(sheet_of(shipped_dossier(), table)) == table
    assert (IDENTITY in columns_of(table)) is has_identifier(table)


@pytest.mark.parametrize("table", [key for key in SHEET_TABLES if not has_identifier(key)])
def test_link_rows_are_known_by_the_fields_that_make_their_identifier(table: str) -> None:
    needed = {name: Judgment(0, 0, 0) for name in required_fields(table)}
    named = {name: f"<{name}>" for name in link_fields(table)}
    row_id = TABLES[table].row_class(**{**needed, **named}).id
    assert all(f"<{name}>" in row_id for name in named)
    assert row_id.count("<") == len(named)


def test_a_table_is_guessed_by_its_headings() -> None:
    assert best_table(sheet(("Source", "Reliability", "Credibility"))) == "sources"
    assert best_table(Sheet("Steps", ("x",), ())) == "steps"


def test_lines_become_new_changed_and_same_rows_and_the_rest_stays() -> None:
    dossier = rich_dossier()
    first, second, *rest = dossier.sources
    found = plan(
        dossier,
        "sources",
        sheet(
            ("Source", "Reliability", "Date", "Comment"),
            (first.name, first.reliability, first.published, "x"),
            (f" {second.name.upper()} ", "C – fairly reliable", "2024-02-29", ""),
            ("A new one", "", None, ""),
        ),
    )
    assert [line.kind for line in found.lines] == [LineKind.SAME, LineKind.CHANGED, LineKind.NEW]
    assert found.unread == ("Comment",)
    assert [c.label for c in found.lines[1].changes] == ["Source", "Date", "Reliability"]
    assert (found.lines[1].changes[2].new, found.lines[1].changes[2].columns) == (
        "C – fairly reliable",
        (1,),
    )
    assert found.result is not None
    kept, changed, *others, new = found.result.sources
    assert kept is first
    assert changed == replace(
        second, name=f" {second.name.upper()} ", reliability="C", published=date(2024, 2, 29)
    )
    assert others == rest
    assert (new.name, new.reliability, new.published) == ("A new one", "F", None)
    assert len(new.id) == 32


def test_an_identifier_goes_before_a_name_and_lets_a_row_be_renamed() -> None:
    dossier = shipped_dossier()
    row = dossier.drivers[0]
    renamed = sheet(("Identifier", "Driver"), (row.id, "Another name"), ("of-our-own", "New"))
    found = plan(dossier, "drivers", renamed).result
    assert found is not None
    assert found.drivers[0] == replace(row, name="Another name")
    assert found.drivers[-1].id == "of-our-own"
    by_name = plan(dossier, "drivers", renamed, key=BY_NAME).result
    assert by_name is not None
    assert by_name.drivers[0] == row
    assert {"of-our-own", row.id}.isdisjoint(d.id for d in by_name.drivers[-2:])


def test_an_empty_identifier_leaves_it_to_the_name() -> None:
    dossier = shipped_dossier()
    row = dossier.drivers[0]
    found = plan(
        dossier, "drivers", sheet(("Identifier", "Driver", "Kind"), (None, row.name, "External"))
    ).result
    assert found is not None
    assert found.drivers == (replace(row, kind="external"), *dossier.drivers[1:])


def test_a_number_that_agrees_to_15_digits_says_nothing_new() -> None:
    dossier = shipped_dossier()
    row = replace(dossier.drivers[1], likelihood=Judgment(10, 100 / 3, 50), half_life=10 / 3)
    dossier = dossier.with_row("drivers", row)
    headings = ("Driver", "Half-life of effect", "Likelihood low", "Likelihood likely")
    for half_life, likely, changes in (
        (3.33333333333333, 33.3333333333333, []),
        (3.3333333333334, 33.3333333333333, ["Half-life of effect"]),
        (3.33333333333333, 33.333333333334, ["Likelihood"]),
    ):
        found = plan(dossier, "drivers", sheet(headings, (row.name, half_life, 10, likely)))
        assert [change.label for change in found.lines[0].changes] == changes
        assert (found.result == dossier) is not bool(changes)


def test_judgments_are_read_from_four_columns_from_some_of_them_and_from_one() -> None:
    dossier = shipped_dossier()
    row = dossier.drivers[1]
    low, likely = row.likelihood.low, row.likelihood.likely
    one = sheet(("Driver", "Likelihood"), (row.name, "10 – 20 – 30 · 60 %"))
    four = sheet(
        (
            "Driver",
            "Likelihood low",
            "likelihood_likely",
            "LIKELIHOOD HIGH",
            "Likelihood confidence",
        ),
        (row.name, 10, "20,0", 30.0, "60 %"),
    )
    for given_sheet in (one, four):
        found = plan(dossier, "drivers", given_sheet).result
        assert found is not None
        assert found.drivers[1].likelihood == Judgment(10, 20, 30, 60)
    some = plan(dossier, "drivers", sheet(("Driver", "Likelihood high"), (row.name, 99))).result
    assert some is not None
    assert some.drivers[1].likelihood == replace(row.likelihood, high=99)
    assert (low, likely) == (some.drivers[1].likelihood.low, some.drivers[1].likelihood.likely)


def test_empty_cells_empty_what_can_be_empty() -> None:
    dossier = rich_dossier()
    cell = dossier.get("cells", "arms/south")
    assert all((cell.level, cell.note, cell.source_ids, cell.review_by))
    headings = (
        *("Aspect", "Pole", "Posture", "Level low", "Level likely", "Level high"),
        *("Level confidence", "Note", "Sources", "Review by"),
    )
    names = [
        dossier.name_of(key, row_id) for key, row_id in (("aspects", "arms"), ("poles", "south"))
    ]
    term = dossier.terms[0]
    line = (*names, term.name, None, "", None, "", None, " ", "")
    found = plan(dossier, "cells", sheet(headings, line)).result
    assert found is not None
    assert found.get("cells", "arms/south") == replace(
        cell, term_id=term.id, level=None, note="", source_ids=(), review_by=None
    )


def test_rows_of_one_sheet_can_name_each_other() -> None:
    dossier = shipped_dossier()
    recommendation = dossier.recommendations[0].name
    found = plan(
        dossier,
        "steps",
        sheet(
            ("Recommendation", "Step", "Precondition"),
            (recommendation, "Second", "First"),
            (recommendation, "First", ""),
        ),
    ).result
    assert found is not None
    second, first = found.steps[-2:]
    assert second.after_step_id == first.id


def test_steps_of_one_name_are_told_apart_by_their_recommendation() -> None:
    dossier = shipped_dossier()
    one, two = dossier.recommendations[:2]
    headings = ("Recommendation", "Step", "Owner")
    both = plan(dossier, "steps", sheet(headings, (one.name, "Meet", "a"), (two.name, "Meet", "b")))
    assert both.result is not None
    changed = plan(both.result, "steps", sheet(headings, (two.name, "meet", "c")))
    assert changed.result is not None
    assert [step.owner for step in changed.result.steps[-2:]] == ["a", "c"]
    (line,) = plan(both.result, "steps", sheet(("Step", "Owner"), ("Meet", "c"))).lines
    assert "is the name of 2 rows" in line.faults[0].message


def test_a_name_that_would_be_read_as_another_is_written_as_an_identifier() -> None:
    dossier = rich_dossier()
    odd = replace(dossier.sources[0], name="One; two")
    marked = replace(dossier.sources[1], name=f"#{odd.id}")
    dossier = dossier.with_row("sources", odd).with_row("sources", marked)
    cell = replace(dossier.cells[0], source_ids=(odd.id, marked.id))
    dossier = validated(dossier.with_row("cells", cell))
    exported = sheet_of(dossier, "cells")
    column = exported.headings.index("Sources")
    assert exported.rows[0][column] == f"#{odd.id}; #{marked.id}"
    assert plan(dossier, "cells", exported).result == dossier


def test_a_new_aspect_brings_its_cells() -> None:
    dossier = shipped_dossier()
    found = plan(dossier, "aspects", sheet(("Aspect",), ("Space",), ("Sea",))).result
    assert found is not None
    assert len(found.cells) == len(dossier.cells) + 2 * len(dossier.poles)


CASES: list[tuple[str, tuple[str, ...], tuple[Value, ...], str]] = [
    ("drivers", ("Driver", "Kind"), ("x", "Chance"), "line 2, Kind: “Chance” is not one of"),
    (
        "drivers",
        ("Driver", "Half-life of effect"),
        ("x", "many"),
        "line 2, Half-life of effect: “many”",
    ),
    ("drivers", ("Driver", "Half-life of effect"), ("x", 121), "lies outside 0–120"),
    ("drivers", ("Driver", "Likelihood low"), ("x", 50), "there is no column for likely and high"),
    ("drivers", ("Driver", "Review by"), ("x", "31.3.2026"), "is not a day"),
    ("drivers", ("Driver", "Review by"), ("x", 45000.5), "is not a day"),
    ("drivers", ("Driver", "Sources"), ("x", "Nobody"), "no row of Sources is named “Nobody”"),
    ("drivers", ("Driver", "Kind"), ("", "External"), "line 2: has neither a name"),
    ("drivers", ("Kind",), ("External",), "there is no column with the name"),
    ("drivers", ("Identifier", "Driver"), ("a/b", "x"), "can be no identifier"),
    ("drivers", ("Driver", "Driver"), ("x", "y"), "Driver: “Driver” is about the same"),
    ("drivers", ("Driver", "Window", "Window low"), ("x", "", ""), "whole judgment has a column"),
    ("terms", ("Posture term",), ("x",), "line 2, Level: is needed for a new row"),
    ("goals", ("Name", "Month"), ("x", 36.5), "must be a whole number"),
    ("goals", ("Name", "Month", "Pole"), ("x", 30, ""), "names no row of Poles"),
    ("weights", ("Scenario", "Weight"), ("x", 5), "no column for Recommendation"),
    ("weights", ("Scenario", "Recommendation", "Weight"), ("x", "y", 5), "Scenario: no row of"),
    ("cells", ("Aspect", "Pole"), ("#gone", "#gone"), "names no row of Aspects"),
    ("sources", ("Source", "Note"), ("x", "\ud800"), "cannot be stored"),
]


@pytest.mark.parametrize(("table", "headings", "row", "told"), CASES)
def test_faults_are_named_by_line_and_column_and_nothing_is_done(
    table: str, headings: tuple[str, ...], row: tuple[Value, ...], told: str
) -> None:
    dossier = shipped_dossier()
    found = plan(dossier, table, sheet(headings, row))
    assert found.result is None
    assert any(told in str(fault) for fault in found.faults), [str(f) for f in found.faults]
    with pytest.raises(InvalidDossier):
        imported(dossier, table, sheet(headings, row), match_columns(table, headings))


def test_one_fault_among_many_lines_stops_them_all() -> None:
    rows = [(f"Driver {number}", "External") for number in range(50)]
    found = plan(shipped_dossier(), "drivers", sheet(("Driver", "Kind"), *rows, ("x", "y")))
    assert found.result is None
    assert [(fault.line, fault.column) for fault in found.faults] == [(52, 1)]
    assert found.count(LineKind.FAULTY) == 1


def test_two_lines_about_one_row_are_refused() -> None:
    name = shipped_dossier().drivers[0].name
    found = plan(shipped_dossier(), "drivers", sheet(("Driver",), (name,), ("x",), (name.upper(),)))
    assert [str(fault) for fault in found.faults] == ["line 4: is about the same row as line 2"]


def test_faults_of_the_dossier_as_a_whole_are_put_to_the_line_that_is_named() -> None:
    dossier = shipped_dossier()
    cell = dossier.cells[0]
    names = (dossier.name_of("aspects", cell.aspect_id), dossier.name_of("poles", cell.pole_id))
    found = plan(dossier, "goals", sheet(("Name", "Pole", "Month"), ("x", names[1], 120)))
    (fault,) = found.faults
    assert (fault.line, fault.column) == (2, 2)
    assert "beyond the horizon" in fault.message
    scenario, recommendation = dossier.scenarios[0].name, dossier.recommendations[0].name
    over = plan(
        dossier,
        "weights",
        sheet(("Scenario", "Recommendation", "Weight"), (scenario, recommendation, 100)),
    )
    assert over.faults[0].line is None
    assert "more than the whole effort" in over.faults[0].message


def test_a_locked_scenario_is_not_changed_by_a_sheet() -> None:
    dossier = shipped_dossier()
    scenario = replace(dossier.scenarios[0], locked=True)
    dossier = dossier.with_row("scenarios", scenario)
    recommendation = dossier.recommendations[0]
    headings = ("Scenario", "Recommendation", "Weight")
    weight = dossier.weights_of(scenario.id)[recommendation.id]
    same = plan(dossier, "weights", sheet(headings, (scenario.name, recommendation.name, weight)))
    assert same.result == dossier
    for table, changed in (
        ("weights", sheet(headings, (scenario.name, recommendation.name, weight / 2))),
        ("scenarios", sheet(("Scenario", "Note"), (scenario.name, "other"))),
        ("scenarios", sheet(("Identifier", "Scenario"), (scenario.id, "other"))),
    ):
        (fault,) = plan(dossier, table, changed).faults
        assert "is locked" in fault.message


def test_a_user_can_say_what_a_column_is_about() -> None:
    given_sheet = pasted_sheet("Title\tWhy\nTalk\tIt helps\n")
    assert match_columns("recommendations", given_sheet.headings) == (None, Target("rationale"))
    matching = (Target("name"), Target("rationale"))
    found = imported(shipped_dossier(), "recommendations", given_sheet, matching)
    assert (found.recommendations[-1].name, found.recommendations[-1].rationale) == (
        "Talk",
        "It helps",
    )
    assert set(matching) <= set(readable_columns("recommendations"))
