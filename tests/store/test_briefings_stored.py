"""Briefings and what belongs to them in the file: through every road that rows take."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from equipoise.dossier.rows import BriefingIssued, BriefingSection, BriefingText, Settings
from equipoise.dossier.validation import validated
from equipoise.store import own_files
from equipoise.store.dossier_file import DossierFile
from equipoise.store.engine import connect
from equipoise.store.header import PAGE
from equipoise.store.history import state_after
from equipoise.store.repairing.repair import repair
from store.store_samples import rich_dossier
from store.write_version import VERSIONS


@pytest.mark.parametrize("version", [1, 2, 3])
def test_a_file_from_before_briefings_has_none_and_can_take_them(
    version: int, tmp_path: Path
) -> None:
    path = tmp_path / "old.equipoise"
    shutil.copy(VERSIONS / f"v{version}.sqlite", path)
    own_files.hold(path)
    rich, bare = rich_dossier(), Settings()
    keys = (
        "reservations",
        "briefing_texts",
        "names_abroad",
        "briefings_issued",
        "briefing_sections",
    )
    with DossierFile.open(path) as file:
        before = file.dossier
        assert not any(before.table(key) for key in keys)
        for name in ("authority", "author", "portion_marks"):
            assert getattr(before.settings, name) == getattr(bare, name)
        after = replace(before, settings=replace(before.settings, portion_marks=True))
        for key in keys:
            rows = [replace(row, mark_id="") if hasattr(row, "mark_id") else row
                    for row in rich.table(key)]  # fmt: skip
            after = after.with_table(key, rows)
        file.save(before, validated(after), "Add what briefings need")
    with DossierFile.open(path) as file:
        assert file.dossier == after
        edits = file.edits()
        assert state_after(file.dossier, edits, edits[1].id) == before


def test_many_issued_briefings_outlive_damage_as_what_they_are(tmp_path: Path) -> None:
    """Their rows have the shape of sources, weights and the like; so have those of sections."""
    path = tmp_path / "damaged.equipoise"
    issued = [
        BriefingIssued(f"b{n}", date(2026, 1, 1) + timedelta(n), "full", "en", record="r" * 900)
        for n in range(60)
    ]
    sections = [BriefingSection("full", f"{n}{'s' * 80}", n % 2 == 0) for n in range(80)]
    texts = [BriefingText("en", f"goal:{n}", "t" * 300) for n in range(40)]
    dossier = validated(
        rich_dossier()
        .with_table("briefings_issued", issued)
        .with_table("briefing_sections", sections)
        .with_table("briefing_texts", texts)
    )
    DossierFile.create(path, dossier).close()
    content = path.read_bytes()
    database = connect(path, "ro")
    pages = {
        key: database.execute(
            "SELECT rootpage FROM sqlite_schema WHERE name = ?", [key]
        ).fetchone()[0]
        for key in ("poles", "bands", "briefings_issued", "briefing_sections", "briefing_texts")
    }
    database.close()
    for page in pages.values():
        place = (page - 1) * PAGE
        path.write_bytes(content[:place] + bytes(PAGE) + content[place + PAGE :])
        found = repair(path).contents.dossier
        for key in ("sources", "weights", "goals_set_aside", "briefings_issued"):
            assert found.table(key) == dossier.table(key), (page, key)
        assert set(found.briefing_sections) == set(sections)
        assert set(found.briefing_texts) == set(texts)
