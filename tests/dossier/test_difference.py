"""What differs between two dossiers: rows, fields, order."""

from __future__ import annotations

from dataclasses import replace

from equipoise.dossier.difference import RowChange, difference
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
