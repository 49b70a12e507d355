"""Every saved change has its journal entries."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from equipoise.dossier.dossier import Dossier
from equipoise.dossier.rows import Band
from equipoise.store.dossier_file import DossierFile
from equipoise.store.journal import JournalEntry
from store.store_samples import retitled, rich_dossier


def entries(path: Path, before: Dossier, after: Dossier) -> list[JournalEntry]:
    with DossierFile.create(path, before) as file:
        file.save(before, after, "What I did")
    with DossierFile.open(path, read_only=True) as file:
        return file.journal()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "journal.equipoise"


def test_changed_fields_one_entry_each(path: Path) -> None:
    first = rich_dossier()
    cell = first.get("cells", "arms/south")
    level = replace(cell.level, high=100.0)
    after = first.with_row("cells", replace(cell, level=level, review_by=None))
    start = datetime.now(UTC)
    found = entries(path, first, after)
    assert {e.field: (e.old, e.new) for e in found} == {
        "level": (
            {"low": 0.1, "likely": 100 / 3, "high": 99.9, "confidence": 66.6},
            {"low": 0.1, "likely": 100 / 3, "high": 100, "confidence": 66.6},
        ),
        "review_by": ("2031-12-31", None),
    }
    for entry in found:
        assert (entry.action, entry.table) == ("What I did", "cells")
        assert (entry.row_id, entry.row_name) == ("arms/south", "Arms / South")
        assert start <= entry.when <= datetime.now(UTC)


def test_added_and_removed_rows_are_kept_whole(path: Path) -> None:
    first = rich_dossier()
    after = first.without("goals", [first.goals[-1].id]).with_row("bands", Band("top", "Top", 90))
    added, removed = entries(path, first, after)
    assert (added.table, added.row_name, added.field) == ("goals", first.goals[-1].name, "")
    assert added.old["threshold"] == first.goals[-1].threshold
    assert added.new is None
    assert (removed.table, removed.row_id, removed.old) == ("bands", "top", None)
    assert removed.new == {"id": "top", "name": "Top", "lower": 90}


def test_another_order_is_one_entry(path: Path) -> None:
    first = rich_dossier()
    (entry,) = entries(path, first, first.with_table("bands", reversed(first.bands)))
    assert (entry.table, entry.field) == ("bands", "position")
    assert (entry.old, entry.new) == (["high", "low", "middle"], ["middle", "low", "high"])


def test_settings_and_limit(path: Path) -> None:
    state = rich_dossier()
    with DossierFile.create(path, state) as file:
        for number in range(5):
            after = retitled(state, f"Title {number}")
            file.save(state, after, f"Edit {number}")
            state = after
        latest = file.journal(limit=2)
        assert [(e.action, e.table, e.row_name, e.new) for e in latest] == [
            ("Edit 4", "settings", "Title 4", "Title 4"),
            ("Edit 3", "settings", "Title 3", "Title 3"),
        ]
        assert len(file.journal()) == 5


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
        assert file.journal() == []
        assert file._database.table("sources").count == len(first.sources)
        file.save(first, first.with_table("sources", many), "Paste")
        assert len(file.journal()) == 450
