"""Which rows a table shows, and in what order, against a slow and plain account of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from equipoise.dossier.deletion import deletion_of
from equipoise.dossier.dossier import Dossier
from equipoise.dossier.judgment import Judgment
from equipoise.dossier.rows import Cell, Driver, Source
from equipoise.ui.rooms.field_access import own_fields
from equipoise.ui.rooms.row_order import RowOrder
from ui.rooms.conftest import small_dossier

NAMES = ("name", "published", "reliability", "note")

sources = st.lists(
    st.builds(
        Source,
        id=st.just(""),
        name=st.sampled_from(("Österreich", "osten", "Zürich", "aachen", "Aachen", "ÇA")),
        published=st.sampled_from((None, date(2020, 1, 31), date(2019, 12, 1), date(2020, 1, 4))),
        reliability=st.sampled_from("ABF"),
        note=st.sampled_from(("", "seen", "Seen twice", "not seen")),
    ),
    max_size=12,
).map(lambda rows: tuple(replace(row, id=f"s{i}") for i, row in enumerate(rows)))


def order_over(dossier: Dossier, table: str, names: tuple[str, ...]) -> RowOrder:
    order = RowOrder(table)
    order.set_columns(own_fields(table, names))
    order.show(dossier, None)
    return order


def slowly_sorted(rows: list[Source], name: str, *, downwards: bool) -> list[Source]:
    """By insertion, one row after the other, behind all that are not greater."""

    def key(row: Source) -> object:
        value = getattr(row, name)
        return value.casefold() if isinstance(value, str) else value

    found: list[Source] = []
    for row in (r for r in rows if key(r)):
        place = len(found)
        while place and (
            key(found[place - 1]) < key(row) if downwards else key(found[place - 1]) > key(row)
        ):
            place -= 1
        found.insert(place, row)
    return [*found, *(r for r in rows if not key(r))]


@given(sources, st.sampled_from(NAMES), st.booleans(), st.sampled_from(("", "SEEN", "a 2020 seen")))
@settings(deadline=None)
def test_sorted_and_filtered_as_a_slow_account_has_it(
    rows: tuple[Source, ...], name: str, downwards: bool, words: str
) -> None:
    order = order_over(Dossier(sources=rows), "sources", NAMES)
    order.sort(name, downwards=downwards)
    order.set_filter(words)
    grades = {"A": "completely", "B": "usually", "F": "cannot be judged"}
    held = [
        row
        for row in slowly_sorted(list(rows), name, downwards=downwards)
        if all(
            word.casefold()
            in f"{row.name} {row.published or ''} {row.note} {row.reliability}"
            f" {grades[row.reliability]} reliable".casefold()
            for word in words.split()
        )
    ]
    assert order.shown().ids == [row.id for row in held]
    order.set_filter("")
    order.sort("", downwards=False)
    assert order.shown().ids == [row.id for row in rows]


@pytest.mark.parametrize("downwards", [False, True])
def test_cells_without_a_judgment_come_last_either_way(downwards: bool) -> None:
    drift = Judgment(0, 1, 2)
    cells = (
        Cell("a", "p", "term"),
        Cell("b", "p", level=Judgment(10, 50, 60), drift=drift),
        Cell("c", "p", "term"),
        Cell("d", "p", level=Judgment(10, 9 + 1, 60), drift=drift),
    )
    order = order_over(Dossier(cells=cells), "cells", ("level",))
    order.sort("level", downwards=downwards)
    judged = ["b/p", "d/p"] if downwards else ["d/p", "b/p"]
    assert order.shown().ids == [*judged, "a/p", "c/p"]


def test_numbers_are_sorted_by_size_and_choices_as_they_are_offered() -> None:
    drivers = (
        Driver("d1", "A", half_life=100, kind="external"),
        Driver("d2", "B", half_life=20, kind="challenge"),
        Driver("d3", "C", half_life=3, kind="opportunity"),
    )
    order = order_over(Dossier(drivers=drivers), "drivers", ("half_life", "kind"))
    order.sort("half_life", downwards=False)
    assert order.shown().ids == ["d3", "d2", "d1"]
    order.sort("kind", downwards=False)
    assert order.shown().ids == ["d2", "d3", "d1"]


def test_what_is_read_is_read_again_where_a_row_changed_only() -> None:
    dossier = small_dossier()
    order = order_over(dossier, "drivers", ("name",))
    order.set_filter("drought")
    assert order.shown().ids == ["d2"]
    changed = dossier.with_row("drivers", replace(dossier.get("drivers", "d1"), name="Drought 2"))
    order.show(changed, ["d1"])
    assert order.shown().ids == ["d1", "d2"]
    order.sort("name", downwards=True)
    assert order.shown().ids == ["d1", "d2"]


def test_the_rows_that_name_a_source_are_those_in_the_way_of_deleting_it() -> None:
    dossier = small_dossier()
    for source in dossier.sources:
        found = dossier.naming_source.get(source.id, ())
        assert set(found) == deletion_of(dossier, "sources", [source.id]).referring
    assert len(dossier.naming_source["s1"]) == 2
