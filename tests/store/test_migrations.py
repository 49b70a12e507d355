"""Files of every past version open, and the newest schema is what the rows need."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from equipoise.dossier.dossier import TABLES, Dossier
from equipoise.dossier.rows import Settings
from equipoise.store import migrations, own_files
from equipoise.store.columns import columns_of
from equipoise.store.dossier_file import DossierFile
from equipoise.store.engine import connect, pragma
from equipoise.store.errors import DamagedFile, NewerVersion
from equipoise.store.exchange import import_json
from equipoise.store.history import state_after
from equipoise.store.journal import BEGIN
from store.store_samples import actions
from store.write_version import VERSIONS

NAMES = {str: "TEXT", int: "INTEGER", float: "REAL"}


def schema(path: Path) -> dict[str, str]:
    """The tables of a file as they stand in it, without bringing it forward."""
    database = connect(path, "ro")
    try:
        rows = database.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'table'")
        return {name: re.sub(r"\s+", " ", sql) for name, sql in rows}
    finally:
        database.close()


@pytest.fixture
def first_version(tmp_path: Path) -> Path:
    path = tmp_path / "v1.equipoise"
    shutil.copy(VERSIONS / "v1.sqlite", path)
    own_files.hold(path)
    return path


def test_newest_schema_is_what_the_rows_need(tmp_path: Path) -> None:
    with DossierFile.create(tmp_path / "new.equipoise", Dossier()) as file:
        classes: dict[str, type[Any]] = {"settings": Settings}
        classes |= {key: table.row_class for key, table in TABLES.items()}
        assert set(file._database.table_names()) == {*classes, "edits", "journal"}
        for key, row_class in classes.items():
            needed = {"id": ("TEXT", True)}
            if key != "settings":
                needed["position"] = ("INTEGER", True)
            for column in columns_of(row_class):
                needed[column.name] = (NAMES[column.kind], not column.optional)
            table = file._database.table(key)
            found = {c.name: (c.type, bool(c.notnull)) for c in table.columns}
            assert found == needed, key
            assert table.pks == ["id"]
            assert table.strict


def test_a_fixture_of_every_version_is_kept() -> None:
    numbers = range(1, migrations.newest_version() + 1)
    assert {p.name for p in VERSIONS.glob("*.sqlite")} == {f"v{n}.sqlite" for n in numbers}


@pytest.mark.parametrize("fixture", sorted(VERSIONS.glob("*.sqlite")), ids=lambda p: p.stem)
@pytest.mark.parametrize("read_only", [False, True])
def test_every_past_version_opens(fixture: Path, read_only: bool, tmp_path: Path) -> None:
    path = tmp_path / "old.equipoise"
    shutil.copy(fixture, path)
    own_files.hold(path)
    with DossierFile.open(path, read_only=read_only) as file:
        assert file.dossier == import_json(fixture.with_suffix(".json"))
        assert actions(file) == ["Edit title", BEGIN]
        assert state_after(file.dossier, file.edits(), file.edits()[-1].id).settings.title != (
            file.dossier.settings.title
        )


@pytest.mark.parametrize("version", range(1, migrations.newest_version() + 1))
def test_no_migration_has_been_altered(
    version: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(migrations, "MIGRATIONS", migrations.MIGRATIONS[:version])
    fresh = tmp_path / "fresh.sqlite"
    database = connect(fresh, "rwc")
    migrations.migrate(database)
    database.close()
    assert schema(fresh) == schema(VERSIONS / f"v{version}.sqlite")


def retitle(database: Any) -> None:
    database.execute("UPDATE settings SET title = 'Migrated'")


def retitle_and_fail(database: Any) -> None:
    retitle(database)
    database.execute("SELECT * FROM no_such_table")


def test_an_older_file_is_brought_forward(
    first_version: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(migrations, "MIGRATIONS", (*migrations.MIGRATIONS, retitle))
    untouched = first_version.read_bytes()
    with DossierFile.open(first_version, read_only=True) as file:
        assert file.dossier.settings.title == "Migrated"
        assert actions(file)
    assert first_version.read_bytes() == untouched
    with DossierFile.open(first_version) as file:
        assert file.dossier.settings.title == "Migrated"
        assert pragma(file._database, "user_version") == migrations.newest_version()
    monkeypatch.undo()
    changed = first_version.read_bytes()
    with pytest.raises(NewerVersion, match=r"file version 5, this program reads up to 4"):
        DossierFile.open(first_version)
    assert first_version.read_bytes() == changed


def test_a_failing_migration_changes_nothing(
    first_version: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = migrations.MIGRATIONS
    monkeypatch.setattr(migrations, "MIGRATIONS", (*known, retitle, retitle_and_fail))
    with pytest.raises(DamagedFile):
        DossierFile.open(first_version)
    monkeypatch.setattr(migrations, "MIGRATIONS", (*known, retitle))
    with DossierFile.open(first_version, read_only=True) as file:
        assert pragma(file._database, "user_version") == len(known) + 1
        assert file.dossier.settings.title == "Migrated"
