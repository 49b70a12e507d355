"""Every saved change has its journal entries."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from equipoise.dossier.dossier import Dossier
from equipoise.dossier.rows import Band
from equipoise.store.dossier_file import DossierFile
from equipoise.store.journal import BEGIN, Edit
from store.store_samples import actions, retitled, rich_dossier


def edited(path: Path, before: Dossier, after: Dossier) -> Edit:
    with DossierFile.create(path, before) as file:
        file.save(before, after, "What I did")
    with DossierFile.open(path, read_only=True) as file:
        latest, begin = file.edits()
    assert (begin.action, begin.entries) == (BEGIN, ())
    return latest


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "journal.equipoise"


def test_changed_fields_one_entry_each(path: Path) -> None:
    first = rich_dossier()
    cell = first.get("cells", "arms/south")
    level = replace(cell.level, high=100.0)
    after = first.with_row("cells", replace(cell, level=level, review_by=None))
    start = datetime.now(UTC)
    edit = edited(path, first, after)
    assert {e.field: (e.old, e.new) for e in edit.entries} == {
        "level": (
            {"low": 0.1, "likely": 100 / 3, "high": 99.9, "confidence": 66.6},
            {"low": 0.1, "likely": 100 / 3, "high": 100, "confidence": 66.6},
        ),
        "review_by": ("2031-12-31", None),
    }
    assert edit.action == "What I did"
    assert start <= edit.when <= datetime.now(UTC)
    for entry in edit.entries:
        assert (entry.table, entry.row_id) == ("cells", "arms/south")
        assert entry.row_name == "Arms / South"


def test_added_and_removed_rows_are_kept_whole(path: Path) -> None:
    first = rich_dossier()
    after = first.without("goals", [first.goals[-1].id]).with_row("bands", Band("top", "Top", 90))
    added, removed, order = edited(path, first, after).entries
    assert order.old == [goal.id for goal in first.goals]
    assert (removed.table, removed.row_name, removed.field) == ("goals", first.goals[-1].name, "")
    assert removed.old["threshold"] == first.goals[-1].threshold
    assert removed.new is None
    assert (added.table, added.row_id, added.old) == ("bands", "top", None)
    assert added.new == {"id": "top", "name": "Top", "lower": 90}


def test_another_order_is_one_entry(path: Path) -> None:
    first = rich_dossier()
    (entry,) = edited(path, first, first.with_table("bands", reversed(first.bands))).entries
    assert (entry.table, entry.field) == ("bands", "position")
    assert (entry.old, entry.new) == (["high", "low", "middle"], ["middle", "low", "high"])


def test_settings_and_limit(path: Path) -> None:
    state = rich_dossier()
    with DossierFile.create(path, state) as file:
        for number in range(5):
            after = retitled(state, f"Title {number}")
            file.save(state, after, f"Edit {number}")
            state = after
        latest = file.edits(limit=2)
        found = [(e.action, x.table, x.row_name, x.new) for e in latest for x in e.entries]
        assert found == [
            ("Edit 4", "settings", "Title 4", "Title 4"),
            ("Edit 3", "settings", "Title 3", "Title 3"),
        ]
        assert len(file.edits()) == 6


def test_many_rows_and_their_entries_stand_in_one_transaction(path: Path) -> None:
    first = rich_dossier()
    many = (
        *first.sources,
        *(replace(first.sources[0], id=f"s{i}", name=f"S{i}") for i in range(450)),
    )
    with DossierFile.create(path, first) as file:
        file._database.execute(
            "CREATE TRIGGER late BEFORE INSERT ON journal WHEN NEW.row_id = 's449' "
            "BEGIN SELECT RAISE(ABORT, 'refused'); END"
        )
        with pytest.raises(Exception, match="could not be saved"):
            file.save(first, first.with_table("sources", many), "Paste")
        file._database.execute("DROP TRIGGER late")
        assert actions(file) == [BEGIN]
        assert file._database.table("sources").count == len(first.sources)
        file.save(first, first.with_table("sources", many), "Paste")
        assert len(file.edits(1)[0].entries) == 450
