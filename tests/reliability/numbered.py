"""A dossier in numbered states, so that what a file holds can be told exactly.

State N is the shipped dossier with N as its seed and with texts and rows that follow from N; the
edits lead from each state to the next. A file is in order if it holds one whole state, a state
between the last that was acknowledged and the last that was begun, and its journal tells of every
edit up to that state and of no other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from equipoise.dossier.difference import SETTINGS
from equipoise.dossier.dossier import Dossier
from equipoise.dossier.rows import Source
from equipoise.store.dossier_file import DossierFile
from equipoise.store.errors import StoreError
from equipoise.store.key import Key
from equipoise.store.shipped import shipped_dossier

PASSPHRASE = "seven dry rivers under one bridge"
NO_KEY: tuple[Key | None, ...] = (None,)


@cache
def _shipped() -> Dossier:
    return shipped_dossier()


@cache
def state(number: int) -> Dossier:
    """State `number`, counted from 0: rows come and go, texts grow and shrink."""
    base = _shipped()
    told = f"{number} " * (1 + number * 37 % 211)
    added = tuple(Source(f"n{i}", f"Cable {number}.{i}", note=told) for i in range(number * 5 % 7))
    sources = tuple(replace(row, note=told) for row in base.sources[: 6 + number % 3])
    rest = base.sources[len(sources) :]
    settings = replace(base.settings, seed=number, setting=told)
    return replace(base, settings=settings, sources=(*added, *sources, *rest))


def save_next(file: DossierFile, number: int) -> None:
    """Save the edit that leads from state `number` to the next."""
    file.save(state(number), state(number + 1), f"Edit {number + 1}")


def fault_of(path: Path, at_least: int, at_most: int, keys: Sequence[Key | None] = NO_KEY) -> str:
    """What is not in order with a file that was cut off; "" if nothing.

    It must hold a state from `at_least`, the last acknowledged, to `at_most`, the last begun,
    under one of the keys; then one more edit must be possible.
    """
    try:
        file = DossierFile.open(path, key=key_of_file(path, keys))
    except (StoreError, OSError) as error:
        return f"does not open: {error}"
    with file:
        number = file.dossier.settings.seed
        if not at_least <= number <= at_most:
            return f"holds edit {number}; {at_least} was acknowledged and {at_most} begun"
        if file.dossier != state(number):
            return f"holds no state that ever was (edit {number})"
        found = file._database.execute("PRAGMA integrity_check").fetchall()
        if found != [("ok",)]:
            return f"fails its integrity check: {found[0][0]}"
        told = [
            entry.new
            for edit in file.edits()
            for entry in edit.entries
            if (entry.table, entry.field) == (SETTINGS, "seed")
        ]
        if told != list(range(number, 0, -1)):
            return f"holds edit {number}, and its journal tells of others: {told[:5]} …"
        try:
            save_next(file, number)
        except StoreError as error:
            return f"takes no further edit: {error}"
    return ""


def is_half_written(path: Path) -> bool:
    """Whether a save was cut off: a journal lies beside the file whose header is not zeroed."""
    try:
        with path.with_name(f"{path.name}-journal").open("rb") as journal:
            return journal.read(1) not in (b"", b"\0")
    except FileNotFoundError:
        return False


def key_of_file(path: Path, keys: Sequence[Key | None]) -> Key | None:
    """The one of the keys whose salt stands at the start of the file; None if none does."""
    with path.open("rb") as file:
        start = file.read(16)
    return next((key for key in keys if key is not None and key.salt == start), None)
