"""A killed program loses nothing that was acknowledged, and the file stays sound."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from equipoise.store.dossier_file import DossierFile
from store.store_samples import leave_cut_off_save, retitled, rich_dossier

_KEEPS_SAVING = """
import sys
sys.path[:0] = sys.argv[2].split("|")
from dataclasses import replace
from itertools import count
from pathlib import Path
from equipoise.store.dossier_file import DossierFile
with DossierFile.open(Path(sys.argv[1])) as file:
    state = file.dossier
    for number in count(state.settings.seed + 1):
        after = replace(
            state,
            settings=replace(state.settings, seed=number),
            sources=tuple(replace(s, note=f"{number}" * 300) for s in state.sources),
        )
        file.save(state, after, f"Edit {number}")
        print(number, flush=True)
        state = after
"""


@pytest.mark.skipif(os.name != "posix", reason="SIGKILL")
def test_no_acknowledged_edit_is_lost(tmp_path: Path) -> None:
    path = tmp_path / "dossier.equipoise"
    dossier = rich_dossier()
    sources = tuple(replace(dossier.sources[0], id=f"s{i}", name=f"S {i}") for i in range(40))
    start = replace(
        dossier,
        settings=replace(dossier.settings, seed=0),
        sources=(*dossier.sources, *sources),
    )
    DossierFile.create(path, start).close()
    chance = random.Random(3)
    acknowledged: set[str] = set()
    for _ in range(10):
        with subprocess.Popen(
            [sys.executable, "-c", _KEEPS_SAVING, path, "|".join(sys.path)],
            stdout=subprocess.PIPE,
            text=True,
        ) as process:
            assert process.stdout is not None
            for _ in range(chance.randint(1, 12)):
                acknowledged.add(process.stdout.readline().strip())
            process.send_signal(signal.SIGKILL)
            acknowledged.update(process.stdout.read().split())
        assert process.returncode == -signal.SIGKILL
        with DossierFile.open(path) as file:
            assert file._database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            held = file.dossier
            numbers = [e.new for e in file.journal() if e.field == "seed"]
        last = held.settings.seed
        assert sorted(numbers) == list(range(1, last + 1))
        assert {int(number) for number in acknowledged} <= set(numbers)
        assert {s.note for s in held.sources} == {f"{last}" * 300}


@pytest.fixture
def cut_off(tmp_path: Path) -> Path:
    left = tmp_path / "left"
    left.mkdir()
    return leave_cut_off_save(tmp_path / "dossier.equipoise", left)


@pytest.mark.parametrize("read_only", [False, True])
def test_a_save_cut_off_is_rolled_back(cut_off: Path, read_only: bool) -> None:
    with DossierFile.open(cut_off, read_only=read_only) as file:
        assert file.dossier == rich_dossier()
    assert [p.name for p in cut_off.parent.iterdir()] == [cut_off.name]


def test_replacing_a_file_with_a_save_cut_off(cut_off: Path) -> None:
    other = retitled(rich_dossier(), "Other")
    DossierFile.create(cut_off, other, overwrite=True).close()
    with DossierFile.open(cut_off) as file:
        assert file.dossier == other


def test_a_journal_without_its_file_does_no_harm(cut_off: Path) -> None:
    cut_off.unlink()
    other = retitled(rich_dossier(), "Other")
    DossierFile.create(cut_off, other).close()
    with DossierFile.open(cut_off) as file:
        assert file.dossier == other
