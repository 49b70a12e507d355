"""Copies find where they parted, also after merges, and after merges undone."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from equipoise.dossier.dossier import Dossier
from equipoise.dossier.merging.merge import Merged, merge
from equipoise.person import Person, remember_person
from equipoise.store import own_files
from equipoise.store.dossier_file import DossierFile
from equipoise.store.errors import OtherDossier
from equipoise.store.meeting import Meeting, meet
from store.store_samples import retitled, rich_dossier


def edit(path: Path, dossier: Dossier, action: str, person: str) -> Dossier:
    remember_person(Person(person, "Desk"))
    with DossierFile.open(path) as file:
        file.save(file.dossier, dossier, action)
    return dossier


def dossier_in(path: Path) -> Dossier:
    with DossierFile.open(path, read_only=True) as file:
        return file.dossier


def meeting_of(ours: Path, theirs: Path) -> Meeting:
    with (
        DossierFile.open(ours, read_only=True) as here,
        DossierFile.open(theirs, read_only=True) as there,
    ):
        return meet(here.contents(), there.contents(), theirs)


def merge_into(ours: Path, theirs: Path) -> Merged:
    meeting = meeting_of(ours, theirs)
    with DossierFile.open(ours) as file:
        merged = merge(meeting.base, file.dossier, meeting.theirs, meeting.authors)
        file.save(file.dossier, merged.dossier, "Merge", taken_in=meeting.to_take_in)
    return merged


def noted(dossier: Dossier, source: str, note: str) -> Dossier:
    return dossier.with_row("sources", replace(dossier.get("sources", source), note=note))


@pytest.fixture
def copies(tmp_path: Path) -> tuple[Path, Path]:
    ours, theirs = tmp_path / "ours.equipoise", tmp_path / "theirs.equipoise"
    DossierFile.create(ours, rich_dossier()).close()
    edit(ours, retitled(rich_dossier(), "Common"), "Retitle", "Ada")
    shutil.copy(ours, theirs)
    own_files.remember(theirs)
    return ours, theirs


def test_copies_part_at_their_last_common_edit(copies: tuple[Path, Path]) -> None:
    ours, theirs = copies
    common = dossier_in(ours)
    edit(ours, noted(common, "memo", "ours"), "Note", "Ada")
    edit(theirs, noted(common, "cable", "theirs"), "Note", "Ben")
    meeting = meeting_of(ours, theirs)
    assert meeting.base == common
    assert meeting.parted.action == "Retitle"
    assert [(e.action, e.person) for e in meeting.to_take_in] == [("Note", "Ben")]
    assert meeting.authors.theirs("sources", "cable", "note").by == "Ben (Desk)"
    assert meeting.authors.ours("sources", "memo", "note").by == "Ada (Desk)"
    merged = merge_into(ours, theirs)
    assert merged.dossier == noted(noted(common, "memo", "ours"), "cable", "theirs")
    assert not merged.conflicts


def test_a_second_merge_begins_where_the_first_ended(copies: tuple[Path, Path]) -> None:
    ours, theirs = copies
    common = dossier_in(ours)
    first = edit(theirs, noted(common, "memo", "first"), "First", "Ben")
    merge_into(ours, theirs)
    edit(theirs, noted(first, "memo", "second"), "Second", "Ben")
    meeting = meeting_of(ours, theirs)
    assert meeting.parted.action == "First"
    assert meeting.base == first
    merged = merge_into(ours, theirs)
    # Between the merges nobody touched the note here, so what Ben wrote again is no conflict.
    assert not merged.conflicts
    assert merged.dossier.get("sources", "memo").note == "second"


def test_merging_both_ways_ends_in_the_same_dossier(copies: tuple[Path, Path]) -> None:
    ours, theirs = copies
    common = dossier_in(ours)
    edit(ours, noted(common, "memo", "ours"), "Note", "Ada")
    edit(theirs, noted(common, "cable", "theirs"), "Note", "Ben")
    merge_into(ours, theirs)
    back = merge_into(theirs, ours)
    assert back.dossier == dossier_in(ours)
    assert not back.conflicts
    again = meeting_of(ours, theirs)
    assert again.base == again.theirs == dossier_in(ours)


def test_a_merge_undone_can_be_merged_again(copies: tuple[Path, Path]) -> None:
    ours, theirs = copies
    common = dossier_in(ours)
    edit(theirs, noted(common, "cable", "theirs"), "Note", "Ben")
    merged = merge_into(ours, theirs)
    with DossierFile.open(ours) as file:
        merge_id = file.edits(1)[0].id
        file.save(merged.dossier, common, "Undo: Merge", kind="undo", of=merge_id)
    assert meeting_of(ours, theirs).base == common
    assert merge_into(ours, theirs).dossier == merged.dossier
    with DossierFile.open(ours, read_only=True) as file:
        taken = [e for e in file.edits() if e.taken_in_by]
        assert [(e.person, e.taken_in_by) for e in taken] == [("Ben", file.edits(1)[0].id)]
    assert meeting_of(ours, theirs).base == merged.dossier


def test_what_is_no_copy_is_refused(tmp_path: Path) -> None:
    first, second = tmp_path / "first.equipoise", tmp_path / "second.equipoise"
    for path in (first, second):
        DossierFile.create(path, rich_dossier()).close()
    with pytest.raises(OtherDossier, match=r"second\.equipoise: is no copy of this dossier"):
        meeting_of(first, second)


def test_what_both_did_alike_is_known_after_a_merge(copies: tuple[Path, Path]) -> None:
    ours, theirs = copies
    alike = noted(dossier_in(ours), "memo", "The same in both")
    edit(ours, alike, "Note", "Ada")
    edit(theirs, alike, "Note it too", "Ben")
    assert not merge_into(ours, theirs).taken
    assert not meeting_of(ours, theirs).to_take_in
    with DossierFile.open(ours, read_only=True) as file:
        assert [e.action for e in file.edits(2)] == ["Merge", "Note it too"]
    edit(ours, noted(alike, "memo", "Gone on here"), "Note", "Ada")
    again = merge_into(ours, theirs)
    assert (again.taken, again.conflicts) == ((), ())


def test_an_undo_of_nothing_makes_no_edit_unknown(copies: tuple[Path, Path]) -> None:
    ours, theirs = copies
    with DossierFile.open(theirs) as file:
        file.save(file.dossier, noted(file.dossier, "memo", "Theirs"), "Undo", kind="undo")
    assert [taken.field for taken in merge_into(ours, theirs).taken] == ["note"]
