"""Files from elsewhere: looked at in a private copy, checked, and written anew row by row.

The file itself is opened by nobody but for copying its bytes, and is never changed. What lies
beside it is not copied: a crafted journal there would be played back into files of its choice
(https://www.sqlite.org/howtocorrupt.html, section 1.3).
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from equipoise.store import open_files, own_files
from equipoise.store.building import check, locked
from equipoise.store.contents import Contents, read_contents
from equipoise.store.dossier_file import DossierFile
from equipoise.store.engine import connect, driver, pragma
from equipoise.store.errors import (
    DamagedFile,
    FileExists,
    NotADossierFile,
    PassphraseNeeded,
    ReceivedFile,
)
from equipoise.store.faults import plain_errors, system_fault
from equipoise.store.header import PAGE, check_header, check_origin, refuse_newer
from equipoise.store.journal import EDITS
from equipoise.store.journal_check import faults, is_moment, value_fault
from equipoise.store.key import Key
from equipoise.store.key_check import refusal
from equipoise.store.migrations import newest_version
from equipoise.store.private_copy import PrivateCopy
from equipoise.store.schema import refuse_other_schema, shapes

if TYPE_CHECKING:
    from sqlite_utils import Database

LONGEST_CELL = 16 * 2**20
"""Bytes that one text in a received file may have."""

MOST_BYTES = 128 * 2**20
"""Bytes that all texts of a received file may have together."""

MOST_ROWS = 100_000
"""Rows that a table of a received file may have; the journal may have twenty times as many."""

MOST_BRACKETS = 4_000_000
"""Lists and objects in the texts of a received file: each grows tenfold when it is read."""

PATIENCE = 60.0
"""Seconds that SQLite may take for one look at a received file."""

SCHEMA_PATIENCE = 3.0
"""Seconds for its schema alone, which takes a few milliseconds."""

_ASK = "Ask where it comes from, and open a copy from a source you trust"
_ANOTHER = "Ask for another copy, or repair a copy of this one"
_STEPS = 20_000


def read_received(path: Path, key: Key | None = None) -> Contents:
    """All that a file from anywhere holds, checked in every part; the file is left as it is.

    Raises PassphraseNeeded, WrongPassphrase, NotADossierFile, NewerVersion, DamagedFile,
    InvalidContents, ReceivedFile (something lies beside it) or another StoreError, each with the
    reason.
    """
    _refuse_no_file(path)
    protected = check_header(path, newest_version())
    if protected and key is None:
        raise PassphraseNeeded(
            path, "is protected with a passphrase", "Give the passphrase that it was sent with"
        )
    key = key if protected else None
    copy = PrivateCopy(path, companions=False)
    try:
        with plain_errors(path, saving=False), _own_words(path):
            _refuse_odd_header(copy.path, path, protected=protected)
            _look_before_reading(copy.path, path, key)
            contents = _read(copy.path, path, key)
    finally:
        copy.remove()
    _refuse_odd_journal(path, contents)
    return contents


def take_in(
    path: Path,
    into: Path,
    *,
    key: Key | None = None,
    new_key: Key | None = None,
    overwrite: bool = False,
) -> None:
    """Write what a received file holds to a fresh file, protected with `new_key` if there is one.

    Nothing of the received file but its rows and its journal comes along. Raises like
    `read_received` and `DossierFile.create`.
    """
    if into.exists() and into.samefile(path):
        raise FileExists(into, "is the received file itself", "Choose another name")
    contents = read_received(path, key)
    DossierFile.create(
        into, contents.dossier, key=new_key, overwrite=overwrite, edits=contents.edits
    ).close()


def _refuse_no_file(path: Path) -> None:
    open_files.refuse_open(path)
    if path.is_symlink():
        raise NotADossierFile(path, "is a link to another file", "Choose the file itself")
    try:
        beside = own_files.companions(path)
    except OSError as error:
        raise system_fault(path, error, saving=False) from error
    if beside:
        raise ReceivedFile(
            path,
            f"has something beside it that would change what it says ({beside[0].name[:100]})",
            "Ask the sender to close the dossier and send it again as one file; take nothing else "
            "from where it lies",
        )


def _refuse_odd_header(place: Path, path: Path, *, protected: bool) -> None:
    """What https://www.sqlite.org/fileformat.html, section 1.3, allows and no dossier file has."""
    with place.open("rb") as file:
        head = file.read(100)
    size = place.stat().st_size
    odd = ""
    if not protected and int.from_bytes(head[16:18]) != PAGE:
        odd = "its pages have an unusual size"
    elif size % PAGE:
        odd = "something is cut off its end or added to it"
    elif protected:
        return
    elif head[18:20] != b"\1\1":
        odd = "it depends on a second file that would have to lie beside it"
    elif head[20:24] != b"\0\x40\x20\x20" or any(head[72:92]):
        odd = "its header says what no header does"
    elif int.from_bytes(head[28:32]) * PAGE != size:
        odd = "something is cut off its end or added to it"
    if odd:
        raise DamagedFile(
            path, f"is damaged, or was not made by this program: {odd}", "Open another copy of it"
        )


def _look_before_reading(place: Path, path: Path, key: Key | None) -> None:
    """Refuse, before any row is read, what could act by itself or is too much to be read."""
    database = connect(place, "ro", key)
    try:
        with _patience(database, path, SCHEMA_PATIENCE):
            _right_key(database, place, path, key)
            check_origin(path, pragma(database, "application_id"))
            version = pragma(database, "user_version")
            refuse_newer(path, version, newest_version())
            if version < 1:
                raise DamagedFile(path, "was never finished", "Open another copy of it")
            _refuse_odd_settings(database, place, path)
            refuse_other_schema(database, path, version)
        with _patience(database, path, PATIENCE):
            _refuse_unsound(database, path)
            _refuse_too_much(database, path, version)
    finally:
        database.close()


@contextmanager
def _own_words(path: Path) -> Iterator[None]:
    """The library's own words would quote whatever the file holds."""
    try:
        yield
    except driver().DatabaseError as error:
        if "malformed database schema" in str(error):
            fault = "is damaged: the list of its tables cannot be understood"
        elif "Could not decode" in str(error):
            fault = "is damaged: a text in it cannot be read"
        else:
            raise
        raise DamagedFile(path, fault, _ANOTHER) from error


def _right_key(database: Database, place: Path, path: Path, key: Key | None) -> None:
    if key is not None:
        with place.open("rb") as file:
            if file.read(len(key.salt)) != key.salt:
                raise refusal(place, path, key)
    try:
        pragma(database, "user_version")
    except driver().DatabaseError as error:
        if key is not None and getattr(error, "sqlite_errorname", "") == "SQLITE_NOTADB":
            raise refusal(place, path, key) from error
        raise


def _refuse_odd_settings(database: Database, place: Path, path: Path) -> None:
    """The same as in the header, as the library has understood it, also of a protected file."""
    wanted = {
        "page_size": PAGE,
        "page_count": place.stat().st_size // PAGE,
        "encoding": "UTF-8",
        "auto_vacuum": 0,
        "journal_mode": "delete",
    }
    for name, value in wanted.items():
        # SQLCipher gives the size of a page as text.
        if str(pragma(database, name)) != str(value):
            raise DamagedFile(
                path,
                "is damaged, or was not made by this program: its "
                f"{name.replace('_', ' ')} is unusual",
                _ASK,
            )


def _refuse_unsound(database: Database, path: Path) -> None:
    finding = pragma(database, "integrity_check(1)")
    if finding != "ok":
        words = " ".join(str(finding).replace("*** in database main ***", "").split())
        raise DamagedFile(path, f"is damaged ({words})", _ANOTHER)


def _refuse_too_much(database: Database, path: Path, version: int) -> None:
    total = brackets = 0
    for table, columns in shapes(version).items():
        texts = [f'"{column.name}"' for column in columns if column.kind == "TEXT"]
        lengths = [f"ifnull(octet_length({text}), 0)" for text in texts]
        longest = f"max({', '.join(lengths)}, 0)"
        rows, most, together = database.execute(
            f"SELECT count(*), ifnull(max({longest}), 0), ifnull(sum({'+'.join(lengths)}), 0) "
            f'FROM "{table}" NOT INDEXED'
        ).fetchone()
        most_rows = MOST_ROWS * (20 if table in ("journal", EDITS) else 1)
        if rows > most_rows:
            raise DamagedFile(path, f"has {rows:,} rows in its table {table}; {_TOO_MUCH}", _ASK)
        total += together
        if most > LONGEST_CELL or total > MOST_BYTES:
            size = max(most, total) // 2**20
            raise DamagedFile(
                path, f"holds {size:,} MB of text in its table {table}; {_TOO_MUCH}", _ASK
            )
        brackets += _brackets(database, table, texts)
        if brackets > MOST_BRACKETS:
            raise DamagedFile(
                path, f"holds {brackets:,} lists in its table {table}; {_TOO_MUCH}", _ASK
            )


_TOO_MUCH = "no dossier has as much, and such files are made to fill memory"


def _brackets(database: Database, table: str, texts: list[str]) -> int:
    counted = "+".join(
        f"ifnull(length({text}) - length(replace(replace({text}, '[', ''), '{{', '')), 0)"
        for text in texts
    )
    count: int = database.execute(
        f'SELECT ifnull(sum({counted}), 0) FROM "{table}" NOT INDEXED'
    ).fetchone()[0]
    return count


def _read(place: Path, path: Path, key: Key | None) -> Contents:
    database = locked(place, path, key)
    try:
        with _patience(database, path, PATIENCE):
            check(database, path)
            for (at,) in database.execute(f"SELECT at FROM {EDITS}"):
                if not is_moment(at):
                    raise DamagedFile(path, "has an edit in its journal without a moment", _ASK)
            return read_contents(database, path)
    finally:
        database.close()


def _refuse_odd_journal(path: Path, contents: Contents) -> None:
    for fault in faults(contents.edits):
        raise DamagedFile(path, fault, "Ask for another copy, or one exported as JSON")
    for conflict in contents.dossier.conflicts:
        for text in (conflict.kept, conflict.other):
            fault = _conflict_fault(conflict.table, conflict.field, text)
            if fault:
                raise DamagedFile(
                    path, f"holds a conflict that is not in order: {fault}", "Ask for another copy"
                )


def _conflict_fault(table: str, field: str, text: str) -> str:
    if table not in shapes(newest_version()):
        return f"{table[:60]!r} is no table"
    try:
        return value_fault(table, field, json.loads(text)) if text else ""
    except (ValueError, RecursionError):
        return "a value in it cannot be read"


@contextmanager
def _patience(database: Database, path: Path, seconds: float) -> Iterator[None]:
    """Stop whatever a hostile file makes SQLite do without end."""
    end = time.monotonic() + seconds
    connection: Any = database.conn
    connection.set_progress_handler(lambda: int(time.monotonic() > end), _STEPS)
    try:
        yield
    except driver().OperationalError as error:
        if getattr(error, "sqlite_errorname", "") != "SQLITE_INTERRUPT":
            raise
        raise DamagedFile(
            path, f"cannot be read in {seconds:.0f} seconds, as every dossier can", _ASK
        ) from error
    finally:
        connection.set_progress_handler(None, 0)
