"""Damaged files are read as far as they can be; what is not as it was is told, row by row."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from equipoise.dossier.dossier import TABLES, Dossier
from equipoise.dossier.rows import Mark, Source
from equipoise.dossier.validation import validated
from equipoise.store.contents import Contents
from equipoise.store.dossier_file import DossierFile
from equipoise.store.engine import connect
from equipoise.store.errors import (
    DamagedFile,
    NewerVersion,
    NotADossierFile,
    PassphraseNeeded,
    StoreError,
    WrongPassphrase,
)
from equipoise.store.header import PAGE
from equipoise.store.key import Key, new_key
from equipoise.store.key_check import key_of
from equipoise.store.repairing.repair import Repaired, repair
from equipoise.store.shipped import shipped_dossier
from reliability.mutations import altered
from store.store_samples import leave_cut_off_save, retitled, rich_dossier

PASSPHRASE = "three lamps on the quay"


@dataclass(frozen=True)
class Sample:
    content: bytes
    contents: Contents
    key: Key | None


def sourced() -> Dossier:
    """The shipped dossier with so many sources that their table has pages below its first."""
    base = shipped_dossier()
    more = tuple(Source(f"s{i}", f"Source {i}", note=f"note {i} " * 30) for i in range(80))
    return validated(replace(base, sources=base.sources + more))


def sample(folder: Path, key: Key | None) -> Sample:
    """A file of some 65 pages with a journal, long texts among it."""
    path = folder / "original.equipoise"
    state = sourced()
    with DossierFile.create(path, state, key=key) as file:
        after = retitled(state, "x " * 3000)
        file.save(state, after, "Edit title")
        last = replace(after, sources=(*after.sources[:60], Source("new", "New", "Somewhere")))
        file.save(after, retitled(last, "Done"), "Edit sources")
        contents = file.contents()
    return Sample(path.read_bytes(), contents, key)


@pytest.fixture(params=["plain", "protected"])
def original(request: pytest.FixtureRequest, tmp_path: Path) -> Sample:
    return sample(tmp_path, None if request.param == "plain" else new_key(PASSPHRASE))


def _zeroed(content: bytes, page: int) -> bytes:
    return content[: page * PAGE] + bytes(PAGE) + content[(page + 1) * PAGE :]


def _chance(content: bytes, page: int) -> bytes:
    garbage = random.Random(page).randbytes(PAGE)
    return content[: page * PAGE] + garbage + content[(page + 1) * PAGE :]


def _flipped(content: bytes, page: int) -> bytes:
    after = bytearray(content)
    chance = random.Random(page)
    for _ in range(3):
        after[page * PAGE + chance.randrange(PAGE)] ^= 1 << chance.randrange(8)
    return bytes(after)


def _cut(content: bytes, page: int) -> bytes:
    return content[: page * PAGE]


def unsaid(found: Repaired, wanted: Contents) -> list[tuple[str, str]]:
    """Rows that are not as they were, or new, without a word about them."""
    told = {(loss.table, loss.row) for loss in found.lost}
    dossier, before = found.contents.dossier, wanted.dossier
    rows = [(key, row.id) for d in (dossier, before) for key in TABLES for row in d.table(key)]
    differing = [
        (key, row_id)
        for key, row_id in dict.fromkeys(rows)
        if dossier.find(key, row_id) != before.find(key, row_id)
    ]
    if dossier.settings != before.settings:
        differing.append(("settings", "settings"))
    return [place for place in differing if place not in told and (place[0], "") not in told]


def saved(found: Repaired, wanted: Contents) -> tuple[int, int]:
    """Rows that are as they were, of how many."""
    pairs = [(key, row) for key in TABLES for row in wanted.dossier.table(key)]
    same = sum(found.contents.dossier.find(key, row.id) == row for key, row in pairs)
    return same, len(pairs)


@pytest.mark.parametrize("spoil", [_zeroed, _chance], ids=["zeroed", "overwritten"])
def test_every_lost_page_costs_little_and_is_told(
    original: Sample, tmp_path: Path, spoil: Callable[[bytes, int], bytes]
) -> None:
    """Page by page; of the file's first page everything is had from the others."""
    path = tmp_path / "damaged.equipoise"
    counts: Counter[str] = Counter()
    first = 1 if original.key and spoil is _zeroed else 0
    step = 1 if spoil is _zeroed else 4
    for page in range(first, len(original.content) // PAGE, step):
        path.write_bytes(spoil(original.content, page))
        found = repair(path, original.key)
        assert validated(found.contents.dossier)
        assert not unsaid(found, original.contents), page
        same, of = saved(found, original.contents)
        counts.update(same=same, of=of)
    assert counts["same"] / counts["of"] > 0.97


def test_flipped_bits_of_a_protected_file_are_noticed_one_and_all(tmp_path: Path) -> None:
    protected = sample(tmp_path, new_key(PASSPHRASE))
    path = tmp_path / "damaged.equipoise"
    for page in range(1, len(protected.content) // PAGE, 3):
        path.write_bytes(_flipped(protected.content, page))
        found = repair(path, protected.key)
        assert validated(found.contents.dossier)
        assert not unsaid(found, protected.contents), page
        assert any("1 of" in str(loss) for loss in found.lost)


def test_flipped_bits_of_a_plain_file_cost_hardly_a_row(tmp_path: Path) -> None:
    """That they changed a text or a number, nothing in a plain file tells."""
    plain = sample(tmp_path, None)
    path = tmp_path / "damaged.equipoise"
    counts: Counter[str] = Counter()
    for page in range(0, len(plain.content) // PAGE, 2):
        path.write_bytes(_flipped(plain.content, page))
        found = repair(path)
        assert validated(found.contents.dossier)
        same, of = saved(found, plain.contents)
        counts.update(same=same, of=of, unsaid=len(unsaid(found, plain.contents)))
    assert counts["same"] / counts["of"] > 0.99
    assert counts["unsaid"] / counts["of"] < 0.01


def test_a_file_cut_off_at_every_page(original: Sample, tmp_path: Path) -> None:
    path = tmp_path / "damaged.equipoise"
    refused = 0
    for page in range(1, len(original.content) // PAGE, 4):
        path.write_bytes(_cut(original.content, page))
        try:
            found = repair(path, original.key)
        except DamagedFile:
            refused += 1
            continue
        assert validated(found.contents.dossier)
        assert any("was cut off" in loss.what for loss in found.lost)
    assert refused <= 1


def test_whatever_happened_to_a_file_ends_in_plain_words_or_in_order(
    original: Sample, tmp_path: Path
) -> None:
    path = tmp_path / "damaged.equipoise"
    done = 0
    for number in range(40):
        content, _ = altered(original.content, random.Random(number))
        path.write_bytes(content)
        try:
            found = repair(path, original.key)
        except StoreError:
            continue
        done += 1
        assert validated(found.contents.dossier)
        if original.key and not any(loss.table == "" for loss in found.lost):
            assert not unsaid(found, original.contents)
    assert done > 25


def test_the_result_can_be_written_and_opened(original: Sample, tmp_path: Path) -> None:
    path = tmp_path / "damaged.equipoise"
    path.write_bytes(_zeroed(original.content, 9))
    before = path.read_bytes()
    found = repair(path, original.key)
    assert path.read_bytes() == before
    new = tmp_path / "repaired.equipoise"
    contents = found.contents
    with DossierFile.create(new, contents.dossier, key=original.key, edits=contents.edits) as file:
        assert file.contents() == contents


def test_a_sound_file_loses_nothing(original: Sample, tmp_path: Path) -> None:
    path = tmp_path / "sound.equipoise"
    path.write_bytes(original.content)
    assert repair(path, original.key) == Repaired(original.contents, ())


def _page_of(path: Path, table: str) -> int:
    database = connect(path, "ro")
    try:
        return int(
            database.execute(
                "SELECT rootpage FROM sqlite_schema WHERE name = ?", [table]
            ).fetchone()[0]
        )
    finally:
        database.close()


def without_page_of(path: Path, table: str) -> None:
    content = path.read_bytes()
    path.write_bytes(_zeroed(content, _page_of(path, table) - 1))


def test_rows_come_back_from_the_journal(tmp_path: Path) -> None:
    path = tmp_path / "dossier.equipoise"
    base = shipped_dossier()
    mark = Mark("secret", "Secret", 30, "Four eyes only")
    marked = base.with_row("marks", mark)
    with DossierFile.create(path, base) as file:
        file.save(base, marked, "Add mark")
        after = marked.with_row("marks", replace(mark, meaning="Six eyes"))
        file.save(marked, after, "Edit mark")
    without_page_of(path, "marks")
    found = repair(path)
    assert found.contents.dossier == after
    (loss,) = [loss for loss in found.lost if loss.table == "marks"]
    assert (loss.row, "journal" in loss.what) == ("secret", True)


def test_stand_ins_keep_what_hangs_on_a_lost_row(tmp_path: Path) -> None:
    """Two poles lost on one page would else take every cell along."""
    path = tmp_path / "dossier.equipoise"
    base = shipped_dossier()
    DossierFile.create(path, base).close()
    without_page_of(path, "poles")
    found = repair(path)
    assert found.contents.dossier.cells == base.cells
    assert all(pole.name.endswith("(lost)") for pole in found.contents.dossier.poles)
    assert {loss.row for loss in found.lost if loss.table == "poles"} == {p.id for p in base.poles}


def test_what_a_lost_mark_held_back_stays_held_back(tmp_path: Path) -> None:
    path = tmp_path / "dossier.equipoise"
    base = shipped_dossier().with_row("marks", Mark("open", "Open", 1))
    aspect = replace(base.aspects[0], mark_id="open")
    DossierFile.create(path, base.with_row("aspects", aspect)).close()
    without_page_of(path, "marks")
    dossier = repair(path).contents.dossier
    assert dossier.get("aspects", aspect.id).mark_id == "open"
    assert dossier.get("marks", "open").rank == 99


def test_settings_lost_are_made_anew_from_what_the_journal_knows(tmp_path: Path) -> None:
    path = tmp_path / "dossier.equipoise"
    base = shipped_dossier()
    with DossierFile.create(path, base) as file:
        file.save(base, retitled(base, "A title given later"), "Edit title")
    without_page_of(path, "settings")
    found = repair(path)
    assert found.contents.dossier.settings.title == "A title given later"
    assert any(loss.table == "settings" for loss in found.lost)


def test_the_journal_is_kept_where_an_edit_is_lost(tmp_path: Path) -> None:
    path = tmp_path / "dossier.equipoise"
    base = shipped_dossier()
    with DossierFile.create(path, base) as file:
        file.save(base, retitled(base, "Other"), "Edit title")
        before = file.contents()
    without_page_of(path, "edits")
    found = repair(path)
    assert found.contents.dossier == before.dossier
    assert [edit.id for edit in found.contents.edits] == [edit.id for edit in before.edits]
    assert [edit.entries for edit in found.contents.edits] == [e.entries for e in before.edits]
    assert {loss.row for loss in found.lost if loss.table == "edits"} == {"1", "2"}


def test_a_file_of_this_program_is_first_rolled_back(tmp_path: Path) -> None:
    folder = tmp_path / "crashed"
    folder.mkdir()
    path = tmp_path / "dossier.equipoise"
    crashed = leave_cut_off_save(path, folder)
    crashed.replace(path)
    (folder / f"{path.name}-journal").replace(tmp_path / f"{path.name}-journal")
    from equipoise.store.own_files import hold

    hold(path)
    found = repair(path)
    assert found.lost == ()
    assert found.contents.dossier == rich_dossier()


def test_the_key_of_a_backup_opens_a_file_without_its_first_page(tmp_path: Path) -> None:
    key = new_key(PASSPHRASE)
    protected = sample(tmp_path, key)
    path = tmp_path / "damaged.equipoise"
    path.write_bytes(_zeroed(protected.content, 0))
    with pytest.raises(DamagedFile, match="without which no passphrase opens it"):
        repair(path, key_of(path, PASSPHRASE))
    found = repair(path, key)
    assert found.contents.dossier == protected.contents.dossier


def test_what_cannot_be_repaired_is_said(tmp_path: Path) -> None:
    key = new_key(PASSPHRASE)
    path = tmp_path / "dossier.equipoise"
    DossierFile.create(path, rich_dossier(), key=key).close()
    with pytest.raises(PassphraseNeeded):
        repair(path)
    with pytest.raises(WrongPassphrase, match="cannot be told apart"):
        repair(path, new_key("no such lamps"))
    letter = tmp_path / "letter.equipoise"
    letter.write_text("Dear colleague,")
    with pytest.raises(DamagedFile, match="holds nothing that can still be read"):
        repair(letter)
    with pytest.raises(NotADossierFile):
        repair(tmp_path)


def test_a_newer_file_is_not_taken_for_a_damaged_one(tmp_path: Path) -> None:
    path = tmp_path / "dossier.equipoise"
    DossierFile.create(path, rich_dossier()).close()
    database = connect(path, "rw")
    database.execute("PRAGMA user_version=99")
    database.close()
    with pytest.raises(NewerVersion):
        repair(path)
