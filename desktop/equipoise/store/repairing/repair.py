"""A damaged file read as far as it can be, and a dossier in order made of what was read.

Nothing is left out silently: whatever the file is known to have held (by its indexes, its journal,
the references of other rows and the places of rows) and the result does not have as it was, is told
of. What damage changed without a trace, a plain file cannot tell; a protected one notices it.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from equipoise.dossier.validation import InvalidDossier, validated
from equipoise.store import own_files
from equipoise.store.building import read_built
from equipoise.store.contents import Contents
from equipoise.store.engine import connect, driver, pragma
from equipoise.store.errors import (
    DamagedFile,
    NotADossierFile,
    PassphraseNeeded,
    StoreError,
    WrongPassphrase,
)
from equipoise.store.faults import plain_errors
from equipoise.store.header import APPLICATION_ID, PAGE, refuse_newer
from equipoise.store.history import HistoryGap, past
from equipoise.store.journal import EDITS, ENTRIES
from equipoise.store.journal_check import faults
from equipoise.store.key import Key
from equipoise.store.migrations import newest_version
from equipoise.store.private_copy import LARGEST, PrivateCopy
from equipoise.store.repairing.journal import last_told, readable_edits
from equipoise.store.repairing.links import linked
from equipoise.store.repairing.loss import Lost
from equipoise.store.repairing.recognition import Recognised, recognise
from equipoise.store.repairing.rows import drafted
from equipoise.store.repairing.salvage import raw_pages, readable_pages

_SQLITE = b"SQLite format 3\0"
_MOST_PAGES = LARGEST // PAGE
_BACKUP = "Restore a backup, or ask for another copy"


@dataclass(frozen=True, slots=True)
class Repaired:
    """What a damaged file still holds, in order, and all that is not as it was."""

    contents: Contents
    lost: tuple[Lost, ...]


def repair(path: Path, key: Key | None = None) -> Repaired:
    """Read a damaged file as far as it can be read; the file itself is not changed.

    `contents` is in order and can be written to a new file. Raises PassphraseNeeded,
    WrongPassphrase, NotADossierFile, NewerVersion, or DamagedFile where nothing can be had.
    """
    if not path.is_file() and path.exists():
        raise NotADossierFile(path, "is no ordinary file", "Choose a dossier file (.equipoise)")
    copy = PrivateCopy(path, companions=_is_own(path))
    try:
        with plain_errors(path, saving=False):
            protected = _is_protected(copy.path)
            if protected and key is None:
                raise PassphraseNeeded(
                    path, "is protected with a passphrase", "Give the passphrase to repair it"
                )
            key = key if protected else None
            sound = _sound(copy.path, key)
            return sound or _repaired(copy.path, path, key)
    finally:
        copy.remove()


def _is_own(path: Path) -> bool:
    """Only what this program left beside a file is played back into it."""
    try:
        return own_files.is_own(path)
    except StoreError:
        return False


def _is_protected(place: Path) -> bool:
    """Whether a file, perhaps without its beginning, is encrypted: all its pages look like chance.

    A page of rows or of an index begins with one of four bytes and is hardly ever full.
    """
    plain = other = 0
    with place.open("rb") as file:
        start = file.read(PAGE)
        if start.startswith(_SQLITE):
            return False
        while page := file.read(PAGE):
            if any(page):
                looks_plain = len(set(page)) < 200
                plain += looks_plain
                other += not looks_plain
    return other > plain


def _sound(place: Path, key: Key | None) -> Repaired | None:
    """What a file holds that is in order after all; a save that was cut off is rolled back."""
    try:
        contents = read_built(place, key)
    except StoreError:
        return None
    if any(faults(contents.edits)) or _history_gap(contents):
        return None
    return Repaired(contents, ())


def _repaired(place: Path, path: Path, key: Key | None) -> Repaired:
    readable = readable_pages(place, key)
    wanted, version = _header(place, path, key)
    if key is not None and not any(readable):
        raise _nothing_answers(place, path)
    pages = list(raw_pages(place, place.with_name("aside.equipoise"), key, readable))
    found = recognise(pages, version)
    if not any(found.records.values()):
        raise DamagedFile(path, "holds nothing that can still be read", _BACKUP)
    lost = list(_lost_pages(readable, wanted))
    if place.stat().st_size % PAGE:
        lost.append(Lost("", "", "what was cut off or pushed aside: the last page is not whole"))
    edits = readable_edits(found, lost)
    journal_whole = not any(loss.table in (EDITS, ENTRIES) for loss in lost)
    told, orders = last_told(edits)
    draft = drafted(found, told, orders, lost, journal_whole=journal_whole)
    dossier = linked(draft, told)
    try:
        if dossier is None:
            raise DamagedFile(path, "is too damaged for a dossier in order to be made", _BACKUP)
        contents = Contents(validated(dossier), edits)
    except InvalidDossier as error:
        raise DamagedFile(
            path, f"could not be brought in order ({error.problems[0]})", _BACKUP
        ) from error
    lost.extend(_lost_tables(found, readable))
    lost.extend(_unplaced(found, contents))
    gap = _history_gap(contents)
    if gap:
        lost.append(Lost(ENTRIES, "", gap))
    if not edits:
        lost.append(Lost(EDITS, "", "the whole journal; a new one begins with the repair"))
    return Repaired(contents, tuple(dict.fromkeys(lost)))


def _nothing_answers(place: Path, path: Path) -> StoreError:
    with place.open("rb") as file:
        salt_gone = not any(file.read(16))
    if salt_gone:
        return DamagedFile(
            path,
            "has lost its first bytes, without which no passphrase opens it",
            "Restore a backup; its key opens this file too if the passphrase was the same",
        )
    return WrongPassphrase(
        path,
        "the passphrase is wrong, or the file has lost its first bytes, without which no "
        "passphrase opens it; the two cannot be told apart",
    )


def _header(place: Path, path: Path, key: Key | None) -> tuple[int, int | None]:
    """The number of pages that the file had, and its version; 0 and None where nothing tells."""
    size = place.stat().st_size
    # The library tells of no more pages than there is room for; the room is taken back at once.
    os.truncate(place, LARGEST)
    database = connect(place, "ro", key)
    try:
        # The number of pages is told although the schema cannot be read.
        database.execute("PRAGMA writable_schema=ON")
        pages, version = pragma(database, "page_count"), pragma(database, "user_version")
        own = pragma(database, "application_id") == APPLICATION_ID
    except driver().Error:
        return 0, None
    finally:
        database.close()
        os.truncate(place, size)
    if own:
        refuse_newer(path, version, newest_version())
    return pages, version if own and version >= 1 else None


def _lost_pages(readable: Sequence[bool], wanted: int) -> Iterator[Lost]:
    if not wanted:
        yield Lost("", "", "the beginning of the file; how long it was is not known")
    if 0 < len(readable) < wanted < _MOST_PAGES:
        yield Lost(
            "",
            "",
            f"the last {wanted - len(readable)} of {wanted} pages: the file was cut off; what "
            "stood there is not known but for what is listed here",
        )
    bad = readable.count(False)
    if bad:
        yield Lost(
            "",
            "",
            f"{bad} of {len(readable)} pages, which do not answer to the passphrase; what stood "
            "there is not known but for what is listed here",
        )


def _lost_tables(found: Recognised, readable: Sequence[bool]) -> Iterator[Lost]:
    for table, place in found.begins.items():
        there = place <= len(readable) and readable[place - 1]
        if not there and not found.records.get(table):
            yield Lost(
                table,
                "",
                "the page at which the table begins; whether it held more rows than are listed "
                "here is not known",
            )


def _unplaced(found: Recognised, contents: Contents) -> list[Lost]:
    """Rows that an index names and of which not even the table is known."""
    dossier = contents.dossier
    there = {row.id for key in found.records if hasattr(dossier, key) and key != "settings"
             for row in dossier.table(key)}  # fmt: skip
    return [
        Lost("", row_id, "a row of which only its identifier is known")
        for row_id in sorted(found.unplaced - there)
    ]


def _history_gap(contents: Contents) -> str:
    try:
        for _ in past(contents.dossier, reversed(contents.edits)):
            pass
    except HistoryGap as error:
        return str(error)
    return ""
