"""What differs between two dossiers: rows, fields, order."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from equipoise.dossier.difference import RowChange, difference
from equipoise.dossier.dossier import Dossier
from equipoise.dossier.rows import Pole
from projection.sample_dossier import sample_dossier


def test_nothing_differs_between_equals() -> None:
    found = difference(sample_dossier(), sample_dossier())
    assert not found
    assert found.tables == frozenset()


def test_a_changed_field_is_named() -> None:
    before = sample_dossier()
    old = before.get("cells", "arms/north")
    new = replace(old, importance=9.0, note="closer look")
    found = difference(before, before.with_row("cells", new))
    assert found.changes == (RowChange("cells", "arms/north", old, new, ("importance", "note")),)
    assert found.reordered == ()
    assert found.tables == {"cells"}


def test_changed_settings_are_a_row_of_their_own() -> None:
    before = sample_dossier()
    after = replace(before, settings=replace(before.settings, horizon=30))
    (change,) = difference(before, after).changes
    assert (change.table, change.row_id, change.fields) == ("settings", "settings", ("horizon",))


def test_a_row_added_at_the_end_is_no_reordering() -> None:
    before, east = sample_dossier(), Pole("east", "East")
    found = difference(before, before.with_row("poles", east))
    assert found.changes == (RowChange("poles", "east", None, east),)
    assert found.reordered == ()


def test_a_row_put_in_between_moves_the_others() -> None:
    before, east = sample_dossier(), Pole("east", "East")
    found = difference(before, before.with_row("poles", east, 1))
    assert found.changes == (RowChange("poles", "east", None, east),)
    assert found.reordered == ("poles",)


def test_a_removed_row_keeps_its_old_self() -> None:
    before = sample_dossier()
    found = difference(before, before.without("bands", ["high"]))
    assert found.changes == (RowChange("bands", "high", before.get("bands", "high"), None),)


def test_another_order_is_told_without_changes() -> None:
    before = sample_dossier()
    found = difference(before, before.with_table("poles", reversed(before.poles)))
    assert found.changes == ()
    assert found.reordered == ("poles",)
    assert found


def test_there_and_back_mirror_each_other() -> None:
    before = sample_dossier()
    after = before.without("goals", [before.goals[0].id]).with_row("poles", Pole("east", "East"))
    there, back = difference(before, after), difference(after, before)
    assert {(c.table, c.row_id, c.old, c.new) for c in there.changes} == {
        (c.table, c.row_id, c.new, c.old) for c in back.changes
    }


def plain_difference(before: Dossier, after: Dossier, key: str) -> tuple[set[object], bool]:
    """Every row looked up by its identifier: what is told apart, and whether rows shifted."""
    old = {row.id: row for row in before.table(key)}
    new = {row.id: row for row in after.table(key)}
    changed = {
        (row_id, old.get(row_id), new.get(row_id))
        for row_id in old.keys() | new.keys()
        if old.get(row_id) != new.get(row_id)
    }
    ids = list(new)
    return changed, ids[: len(old)] != list(old)


@given(
    st.lists(st.integers(0, 9), unique=True, max_size=8),
    st.lists(st.integers(0, 9), unique=True, max_size=8),
    st.sets(st.integers(0, 9)),
)
def test_rows_both_tables_begin_and_end_with_make_no_difference(
    old: list[int], new: list[int], renamed: set[int]
) -> None:
    poles = {i: Pole(f"p{i}", f"Pole {i}") for i in range(10)}
    before = Dossier(poles=tuple(poles[i] for i in old))
    others = {i: replace(poles[i], name="other") if i in renamed else poles[i] for i in poles}
    after = Dossier(poles=tuple(others[i] for i in new))
    found = difference(before, after)
    changed, shifted = plain_difference(before, after, "poles")
    assert {(c.row_id, c.old, c.new) for c in found.changes} == changed
    assert len(found.changes) == len(changed)
    assert found.reordered == (("poles",) if shifted else ())
