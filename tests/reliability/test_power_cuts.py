"""The short form of the power cuts, and the model of the disk that they rest on."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from reliability.disk import SECTOR, Disk, Inode, Write
from reliability.figures import first_failures
from reliability.power_cuts import Broken, Kind, measure
from reliability.recording import strace_there

with_strace = pytest.mark.skipif(
    not strace_there(), reason="strace is not installed, or may not trace here"
)


@with_strace
@pytest.mark.parametrize("kind", ["plain", "protected", "rewritten"])
def test_no_power_cut_loses_an_acknowledged_edit(kind: Kind, tmp_path: Path) -> None:
    figures = measure(60, tmp_path, kind, edits=12)
    assert not figures.failures, first_failures(figures)


@with_strace
@pytest.mark.parametrize("broken", ["synchronous=OFF", "synchronous=FULL, journal deleted"])
def test_settings_that_lose_edits_are_found_out(broken: Broken, tmp_path: Path) -> None:
    assert measure(60, tmp_path, "plain", broken, edits=16).failures


def test_what_was_synced_stays_and_every_sector_of_the_rest_has_its_own_fate() -> None:
    disk, inode = Disk(), Inode()
    disk.bind("/f/a", inode)
    inode.unsynced.append(Write(0, b"1" * 2 * SECTOR))
    inode.sync()
    disk.sync_folder("/f")
    inode.unsynced.append(Write(0, b"2" * 2 * SECTOR))
    inode.unsynced.append(Write(0, b"3" * 2 * SECTOR))
    chance = random.Random(0)
    assert disk.image("dropped", chance) == {"/f/a": b"1" * 2 * SECTOR}
    assert disk.image("kept", chance) == {"/f/a": b"3" * 2 * SECTOR}
    seen = {disk.image("torn", chance)["/f/a"] for _ in range(200)}
    assert seen == {a * SECTOR + b * SECTOR for a in (b"1", b"2", b"3") for b in (b"1", b"2", b"3")}


def test_a_name_is_safe_only_when_its_folder_is_synced() -> None:
    disk, first, second = Disk(), Inode(bytearray(b"1")), Inode(bytearray(b"2"))
    disk.bind("/f/a", first)
    chance = random.Random(0)
    assert disk.image("dropped", chance) == {}
    disk.sync_folder("/g")
    assert disk.image("dropped", chance) == {}
    disk.sync_folder("/f")
    assert disk.image("dropped", chance) == {"/f/a": b"1"}
    disk.bind("/f/a", None)
    disk.bind("/f/a", second)
    seen = {disk.image("torn", chance).get("/f/a") for _ in range(100)}
    assert seen == {None, b"1", b"2"}


def test_a_file_cut_short_or_grown_may_have_any_length_on_the_way() -> None:
    disk, inode = Disk(), Inode(bytearray(b"1" * 3 * SECTOR))
    disk.bind("/f/a", inode)
    disk.make_all_safe()
    inode.unsynced.append(Write(SECTOR, b"", cut=True))
    inode.unsynced.append(Write(4 * SECTOR, b"2" * 2 * SECTOR))
    chance = random.Random(0)
    images = [disk.image("torn", chance)["/f/a"] for _ in range(500)]
    assert {len(image) // SECTOR for image in images} == {1, 2, 3, 4, 5, 6}
    assert all(image.startswith(b"1" * SECTOR) for image in images)
    whole = [image for image in images if len(image) == 6 * SECTOR]
    assert {image[SECTOR : 2 * SECTOR] for image in whole} == {b"1" * SECTOR, bytes(SECTOR)}
