"""Whether a dossier file is in order in every part, told finding by finding; nothing is changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from equipoise.dossier.dossier import TABLES
from equipoise.store import own_files
from equipoise.store.building import check, locked
from equipoise.store.contents import Contents, read_contents
from equipoise.store.engine import connect, pragma
from equipoise.store.errors import (
    DamagedFile,
    NewerVersion,
    PassphraseNeeded,
    StoreError,
    WrongPassphrase,
)
from equipoise.store.faults import plain_errors
from equipoise.store.header import check_header, check_origin, refuse_newer
from equipoise.store.history import HistoryGap, past
from equipoise.store.journal_check import faults
from equipoise.store.key import Key
from equipoise.store.key_check import genuine_pages
from equipoise.store.migrations import newest_version
from equipoise.store.private_copy import PrivateCopy
from equipoise.store.schema import refuse_other_schema

if TYPE_CHECKING:
    from sqlite_utils import Database

_MOST_NAMED = 10


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: whether it is in order, and what was found, in words."""

    ok: bool
    text: str


def verify(path: Path, key: Key | None = None) -> tuple[Finding, ...]:
    """Look at everything that can be checked about a file, in a private copy of it.

    What is wrong with the file is a finding. Raises PassphraseNeeded, WrongPassphrase, FileInUse
    (open in this program), UnreadableFile, or NotADossierFile for what is no file of ours at all.
    """
    try:
        protected = check_header(path, newest_version())
    except (DamagedFile, NewerVersion) as error:
        return (_bad(error, path), *_of_origin(path))
    if protected and key is None:
        raise PassphraseNeeded(
            path, "is protected with a passphrase", "Give the passphrase to check what is inside"
        )
    findings = list(_of_origin(path))
    copy = PrivateCopy(path, companions=_is_own(path))
    try:
        findings.extend(_of_copy(copy.path, path, key if protected else None))
    finally:
        copy.remove()
    return tuple(findings)


def _of_origin(path: Path) -> Iterator[Finding]:
    beside = own_files.companions(path)
    if not beside:
        yield Finding(True, "Nothing lies beside the file that it would depend on")
    else:
        names = ", ".join(other.name for other in beside)
        yield Finding(
            False,
            f"{names} lies beside the file: it was not closed in order; opening it rolls back the "
            "edit that was cut off",
        )
    if _is_own(path):
        yield Finding(True, "The file was made on this computer")
    else:
        yield Finding(True, "The file was not made on this computer; it must be taken in")


def _is_own(path: Path) -> bool:
    try:
        return own_files.is_own(path)
    except StoreError:
        return False


def _of_copy(place: Path, path: Path, key: Key | None) -> Iterator[Finding]:
    if key is None:
        yield Finding(True, "The file is not protected: whoever has it can read it")
    else:
        yield _of_pages(place, path, key)
    try:
        database = locked(place, path, key)
    except WrongPassphrase:
        raise
    except StoreError as error:
        yield _bad(error, path)
        return
    try:
        # What a journal beside it rolls back is rolled back now; from here on nothing is written.
        version = pragma(database, "user_version")
    finally:
        database.close()
    yield from _of_parts(place, path, key, version)
    yield from _of_contents(place, path, key)


def _of_pages(place: Path, path: Path, key: Key) -> Finding:
    genuine = list(genuine_pages(place, key))
    bad = [number for number, good in enumerate(genuine, start=1) if not good]
    if not bad:
        return Finding(
            True, f"The file is protected, and all {len(genuine):,} pages answer to the passphrase"
        )
    if len(bad) == len(genuine):
        raise WrongPassphrase(
            path,
            "the passphrase is wrong, or the file is damaged from its first bytes on; the two "
            "cannot be told apart",
        )
    named = ", ".join(map(str, bad[:_MOST_NAMED])) + (" …" if len(bad) > _MOST_NAMED else "")
    return Finding(
        False,
        f"{len(bad):,} of {len(genuine):,} pages have been altered or damaged (pages {named}); "
        "repair the file, or restore a backup",
    )


def _of_parts(place: Path, path: Path, key: Key | None, version: int) -> Iterator[Finding]:
    checks: tuple[tuple[str, Callable[[Database], None]], ...] = (
        (
            f"The file is a dossier file of version {version}",
            lambda database: _refuse_strange(database, path, version),
        ),
        (
            "The file holds the parts of a dossier and no others",
            lambda database: refuse_other_schema(database, path, version),
        ),
        ("Pages, indexes and types of the file fit together", lambda d: _refuse_unsound(d, path)),
    )
    for text, look in checks:
        database = connect(place, "ro", key)
        try:
            with plain_errors(path, saving=False):
                look(database)
            yield Finding(True, text)
        except StoreError as error:
            yield _bad(error, path)
        finally:
            database.close()


def _refuse_strange(database: Database, path: Path, version: int) -> None:
    check_origin(path, pragma(database, "application_id"))
    refuse_newer(path, version, newest_version())
    if version < 1:
        raise DamagedFile(path, "was never finished", "Open another copy of it")


def _refuse_unsound(database: Database, path: Path) -> None:
    found = [" ".join(str(row[0]).split()) for row in database.execute("PRAGMA integrity_check(5)")]
    if found != ["ok"]:
        raise DamagedFile(path, f"is damaged ({'; '.join(found)})", "Repair it")


def _of_contents(place: Path, path: Path, key: Key | None) -> Iterator[Finding]:
    try:
        with plain_errors(path, saving=False):
            database = locked(place, path, key)
            try:
                check(database, path)
                contents = read_contents(database, path)
            finally:
                database.close()
    except StoreError as error:
        yield _bad(error, path)
        return
    count = sum(len(contents.dossier.table(table)) for table in TABLES) + 1
    yield Finding(True, f"All {count:,} rows are in order")
    yield from _of_journal(contents)


def _of_journal(contents: Contents) -> Iterator[Finding]:
    found = list(faults(contents.edits))
    yield from (Finding(False, f"{fault[0].upper()}{fault[1:]}") for fault in found[:_MOST_NAMED])
    if found:
        return
    try:
        for _ in past(contents.dossier, reversed(contents.edits)):
            pass
    except HistoryGap as error:
        yield Finding(False, f"{str(error)[0].upper()}{str(error)[1:]}")
        return
    first = contents.edits[0].when
    yield Finding(
        True,
        f"All {len(contents.edits):,} edits of the journal are in order and lead back to its "
        f"beginning on {first:%d %B %Y}",
    )


def _bad(error: StoreError, path: Path) -> Finding:
    """What an error says of the file, without its name before."""
    text = str(error).removeprefix(f"{path}: ").removesuffix(".")
    return Finding(False, f"The file {text}")
