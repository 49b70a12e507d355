"""A dossier file: one SQLite file, open from `open` to `close`, every save one transaction."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Self

from equipoise.dossier.difference import difference
from equipoise.dossier.dossier import Dossier
from equipoise.dossier.validation import validated
from equipoise.person import current_person
from equipoise.store import holder, open_files, own_files
from equipoise.store.building import build, check, locked
from equipoise.store.contents import Contents, read_all, read_contents, write_changes
from equipoise.store.errors import (
    FileExists,
    PassphraseNeeded,
    ReadOnlyMedium,
    SaveFailed,
    StoreError,
)
from equipoise.store.faults import plain_errors
from equipoise.store.header import check_header
from equipoise.store.journal import (
    BEGIN,
    Edit,
    first_edit_id,
    new_edit,
    read_edits,
    set_note,
    take_in_edits,
    with_entries,
    write_edits,
)
from equipoise.store.key import Key
from equipoise.store.migrations import newest_version
from equipoise.store.private_copy import PrivateCopy, forget_left_behind
from equipoise.store.replacing import refuse_taken
from equipoise.store.whole_file import (
    forget_unfinished,
    name_beside,
    overwrite,
    replace_whole,
    wipe,
)

if TYPE_CHECKING:
    from sqlite_utils import Database

CAUGHT_UP = "Earlier changes that were not saved at once"


class DossierFile:
    """An open dossier file; a context manager that closes it. Safe to use from several threads."""

    def __init__(
        self,
        path: Path,
        database: Database,
        dossier: Dossier,
        key: Key | None,
        *,
        claimed: open_files.Identity | None = None,
        copy: PrivateCopy | None = None,
    ) -> None:
        """For `open`, which prepares the parts; a file open on a `copy` is for reading only."""
        self._path = path
        self._database = database
        self._dossier = dossier
        self._key = key
        self._claimed = claimed
        self._copy = copy
        self._in_doubt = False
        self._open = True
        self._guard = threading.RLock()
        self._left_as = _state(path)

    @classmethod
    def create(
        cls,
        path: Path,
        dossier: Dossier,
        *,
        key: Key | None = None,
        overwrite: bool = False,
        edits: Sequence[Edit] = (),
    ) -> Self:
        """Make a new file, whole or not at all, and open it; protected if there is a key.

        Its journal begins with `edits`, oldest first; without any it begins here and now. Raises
        FileExists unless `overwrite`, FileInUse, ReadOnlyMedium, SaveFailed, and InvalidDossier for
        a dossier that is not in order.
        """
        validated(dossier)
        journal = tuple(edits) or (new_edit(current_person(), BEGIN),)
        place = Path(os.path.realpath(path))
        refuse_taken(path, place, overwrite=overwrite)
        if not place.parent.is_dir():
            raise SaveFailed(path, "the folder is not there", "Choose a folder that exists")
        beside = name_beside(place)
        with plain_errors(path, saving=True):
            try:
                build(beside, Contents(dossier, journal), key)
                # Somebody may have made or opened a file there meanwhile.
                refuse_taken(path, place, overwrite=overwrite)
                for left in own_files.companions(place):
                    # A journal left behind by another file would be played back into this one.
                    left.unlink()
                own_files.expect(beside, place)
                own_files.refuse_unknown(beside, place)
                replace_whole(beside, place)
            finally:
                _remove(beside)
        own_files.remember(place)
        return cls.open(path, key=key)

    @classmethod
    def open(cls, path: Path, *, key: Key | None = None, read_only: bool = False) -> Self:
        """Open a file that was made on this computer and read its dossier.

        An older file is migrated. A file opened for writing is locked against every other program
        until it is closed; one opened for reading is looked at in a private copy. A file that is
        not protected needs no key and takes none. Raises PassphraseNeeded, WrongPassphrase,
        FileInUse, ReceivedFile or another StoreError that says what is wrong with the file.
        """
        claimed = open_files.claim(path)
        copy: PrivateCopy | None = None
        try:
            protected = check_header(path, newest_version())
            own_files.refuse_received(path)
            key = _needed(path, key) if protected else None
            if read_only:
                open_files.give_back(claimed)
                copy = PrivateCopy(path, companions=True)
            database = locked(copy.path, path, key) if copy else _held(path, key)
            try:
                with plain_errors(path, saving=False):
                    check(database, path)
                    dossier = read_all(database, path)
            except BaseException:
                database.close()
                raise
        except BaseException:
            open_files.give_back(claimed)
            if copy:
                copy.remove()
            raise
        if copy:
            return cls(path, database, dossier, key, copy=copy)
        forget_unfinished(Path(os.path.realpath(path)))
        holder.leave_note(path)
        return cls(path, database, dossier, key, claimed=claimed)

    @property
    def path(self) -> Path:
        """Where the file is, as it was named when opened."""
        return self._path

    @property
    def read_only(self) -> bool:
        """Whether the file may be looked at only."""
        return self._copy is not None

    @property
    def key(self) -> Key | None:
        """The key that the file is protected with; None if it is not."""
        return self._key

    @property
    def protected(self) -> bool:
        """Whether the file is encrypted."""
        return self._key is not None

    @property
    def dossier(self) -> Dossier:
        """The dossier as the file holds it: as read when opened, then as last saved."""
        return self._dossier

    def save(
        self,
        before: Dossier,
        after: Dossier,
        action: str,
        *,
        kind: str = "edit",
        of: str = "",
        taken_in: Iterable[Edit] = (),
    ) -> str:
        """Write what leads from `before` to `after` as one signed edit, all or nothing.

        When it returns, the change survives a crash. If the file does not hold `before` (an
        earlier save failed), what leads there is written and entered first. `taken_in` are edits of
        another copy, oldest first, that this one brings. `after` must be in order. Returns the
        edit's identifier, "" if there was nothing to write. Raises SaveFailed, ReadOnlyMedium or
        DamagedFile; the file is then as it was.
        """
        with self._guard:
            self._refuse_reading_only()
            self._refuse_moved()
            with plain_errors(self._path, saving=True):
                self._refuse_changed()
                if self._in_doubt:
                    self._dossier = read_all(self._database, self._path)
                self._in_doubt = True
                person = current_person()
                edit = new_edit(person, action, kind, of)
                brought = tuple(taken_in)
                with self._database.atomic():
                    self._write(self._dossier, before, new_edit(person, CAUGHT_UP))
                    take_in_edits(self._database, brought, edit.id)
                    written = self._write(before, after, edit)
                    if brought and not written:
                        # Known from now on, though both copies had come to the same.
                        write_edits(self._database, [edit])
                        written = True
                self._in_doubt = False
            self._dossier = after
            self._left_as = _state(self._path)
            return edit.id if written else ""

    def edits(self, limit: int | None = None) -> list[Edit]:
        """The latest edits of the journal, newest first; all of them without a limit."""
        with self._guard, plain_errors(self._path, saving=False):
            return read_edits(self._database, self._path, limit)

    def annotate(self, edit_id: str, note: str) -> None:
        """Write into the journal why an edit was made. Raises like `save`, and KeyError."""
        with self._guard:
            self._refuse_reading_only()
            self._refuse_moved()
            with plain_errors(self._path, saving=True):
                self._refuse_changed()
                with self._database.atomic():
                    if not set_note(self._database, edit_id, note):
                        raise KeyError(edit_id)
            self._left_as = _state(self._path)

    @property
    def origin(self) -> str:
        """The identifier of the file's first edit, which is the same in every copy."""
        with self._guard, plain_errors(self._path, saving=False):
            return first_edit_id(self._database)

    def copy_to(self, path: Path, dossier: Dossier) -> None:
        """Write `dossier`, as it stands after edits that may not be saved yet, to another file.

        The copy has the whole journal and is protected with the same key; where the journal cannot
        be read any more (the disk is gone), one begins anew. Raises like `create`.
        """
        try:
            edits = self.contents().edits
        except StoreError:
            edits = ()
        found = difference(self._dossier, dossier)
        if edits and found:
            last = new_edit(current_person(), CAUGHT_UP)
            edits = (*edits, with_entries(last, self._dossier, dossier, found))
        self.create(path, dossier, key=self._key, overwrite=True, edits=edits).close()

    def contents(self) -> Contents:
        """All that the file holds, with its whole journal."""
        with self._guard, plain_errors(self._path, saving=False):
            return read_contents(self._database, self._path)

    def snapshot_to(self, path: Path) -> None:
        """Write all that the file holds to a new file, protected with the same key.

        It is not looked at again, nor made safe against a power cut: the caller does both. Raises
        SaveFailed, FileExists or ReadOnlyMedium.
        """
        if path.exists():
            raise FileExists(path, "is there already", "Choose another name")
        with self._guard, plain_errors(path, saving=True):
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
            self._database.execute("VACUUM INTO ?", [str(path)])

    def rewrite(self, key: Key | None) -> None:
        """Protect the file with a key, or with another, or (None) no more; all or nothing.

        Where a file becomes protected, the bytes of the unprotected one are overwritten before it
        is deleted; whether the disk keeps older ones cannot be known. Raises like `save`.
        """
        with self._guard:
            self._refuse_reading_only()
            self._refuse_moved()
            place = Path(os.path.realpath(self._path))
            beside = name_beside(place)
            with plain_errors(self._path, saving=True):
                self._refuse_changed()
                hiding = key is not None and self._key is None
                try:
                    build(beside, read_contents(self._database, self._path), key)
                    own_files.expect(beside, place)
                    try:
                        self._leave_nothing_beside(place, hiding=hiding)
                        with overwrite(place, wanted=hiding):
                            replace_whole(beside, place)
                        self._key = key
                    finally:
                        self._take_again(place)
                    if hiding:
                        forget_left_behind()
                finally:
                    _remove(beside)

    def close(self) -> None:
        """Give the file free. Closing twice does no harm."""
        with self._guard:
            if not self._open:
                return
            self._open = False
            self._database.close()
            if self._copy:
                self._copy.remove()
                return
            holder.take_note_away(self._path)
            if open_files.identity(self._path) == self._claimed:
                own_files.remember(self._path)
            open_files.give_back(self._claimed)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _write(self, before: Dossier, after: Dossier, edit: Edit) -> bool:
        found = difference(before, after)
        if found:
            write_changes(self._database, after, found)
            write_edits(self._database, [with_entries(edit, before, after, found)])
        return bool(found)

    def _leave_nothing_beside(self, place: Path, *, hiding: bool) -> None:
        """Make ready for another file in the place, with the lock held until it stands there.

        What SQLite keeps beside the file goes now, and not when the connection is closed: then it
        might be the journal of whoever has opened the new file.
        """
        if os.name != "posix":
            # Elsewhere a file that is open cannot be replaced.
            self._database.close()
        else:
            self._database.execute("PRAGMA journal_mode=PERSIST")
        for left in own_files.companions(place):
            if hiding:
                wipe(left)
            else:
                left.unlink()

    def _take_again(self, place: Path) -> None:
        """Open the file that stands in the place now."""
        self._database.close()
        open_files.give_back(self._claimed)
        before, self._claimed = self._claimed, open_files.claim(self._path)
        if before is not None and before != self._claimed:
            own_files.let_go(place, before[1])
        self._database = locked(self._path, self._path, self._key)
        self._left_as = _state(self._path)

    def _refuse_reading_only(self) -> None:
        if self.read_only:
            raise ReadOnlyMedium(
                self._path, "is open for reading only", "Save a copy under another name"
            )

    def _refuse_moved(self) -> None:
        if open_files.identity(self._path) != self._claimed:
            raise SaveFailed(
                self._path,
                "has been moved, replaced or deleted since it was opened",
                "Save a copy under another name",
            )

    def _refuse_changed(self) -> None:
        """Refuse to write over what a program without regard for locks has written."""
        if _state(self._path) == self._left_as:
            return
        self._database.close()
        self._database = locked(self._path, self._path, self._key)
        if read_all(self._database, self._path) != self._dossier:
            raise SaveFailed(
                self._path,
                "has been changed by another program since it was opened",
                "Save a copy under another name, and merge the two",
            )
        self._left_as = _state(self._path)


def _held(path: Path, key: Key | None) -> Database:
    """The file locked, and noted as open; if that fails, no more than it was before."""
    was_held = own_files.is_held(path)
    own_files.hold(path)
    try:
        return locked(path, path, key)
    except BaseException:
        if not was_held:
            own_files.let_go(path, path.stat().st_ino)
        raise


def _needed(path: Path, key: Key | None) -> Key:
    if key is None:
        raise PassphraseNeeded(
            path, "is protected with a passphrase", "Give the passphrase to open it"
        )
    return key


def _state(path: Path) -> tuple[int, int, open_files.Identity | None] | None:
    """By what it shows that somebody else has written to a file, or taken away its journal."""
    try:
        found = path.stat()
    except OSError:
        return None
    place = Path(os.path.realpath(path))
    journal = open_files.identity(place.with_name(f"{place.name}-journal"))
    return found.st_size, found.st_mtime_ns, journal


def _remove(beside: Path) -> None:
    for ending in ("", *own_files.COMPANIONS):
        beside.with_name(beside.name + ending).unlink(missing_ok=True)
