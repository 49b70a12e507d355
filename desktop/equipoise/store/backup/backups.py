"""Backups of dossier files: whole copies in a folder of their own, looked at before they count."""

from __future__ import annotations

import os
import secrets
import threading
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from equipoise.person import data_folder
from equipoise.store.backup import folder as backup_folder
from equipoise.store.backup.folder import Backup
from equipoise.store.backup.retention import kept
from equipoise.store.building import check, read_built
from equipoise.store.contents import Contents, read_contents
from equipoise.store.dossier_file import DossierFile
from equipoise.store.errors import ReadOnlyMedium, StoreError
from equipoise.store.faults import plain_errors
from equipoise.store.journal import read_edits
from equipoise.store.key import Key
from equipoise.store.syncing import sync_folder
from equipoise.store.whole_file import replace_whole

_TRIES = 3

_one_at_a_time = threading.Lock()
"""Held while backups are made or removed: none begun before protection is finished after it."""


class BackupFailed(StoreError):
    """A backup could not be made or removed; the dossier itself is as it was."""


def default_folder() -> Path:
    """Where backups go unless the user chooses another folder."""
    return data_folder() / "backups"


class Backups:
    """The backups in a folder: in it one folder for every dossier, named by its first edit.

    Copies of a dossier on the same computer have the same first edit and share one folder. A folder
    that the user chose must be there; the default one is made. Several programs may use one folder
    at once.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def make(
        self,
        file: DossierFile,
        *,
        unwanted: Callable[[], bool] = lambda: False,
    ) -> Backup | None:
        """Make a backup of what the file holds, and remove those that age has made superfluous.

        None if the latest backup holds the same, or if `unwanted` says so meanwhile. The backup is
        protected with the key that the file has now: after a change of the passphrase older backups
        keep the old one. It gets its name only when it has been flushed to the disk, opened, and
        found to hold the same dossier and journal. Raises BackupFailed, after which nothing is left
        of the backup, or another StoreError if the dossier file cannot be read.
        """
        first = file.origin
        with _one_at_a_time:
            latest = self._latest(first)
            if (latest and _holds_the_same(latest, file)) or unwanted():
                return None
            try:
                place = self._written(file, self._folder_for(first), unwanted)
            except OSError as error:
                raise self._not_made(error) from error
            if place is None:
                return None
            self._thin_out(first)
            for backup in self.all(first):
                if backup.path == place:
                    return backup
            raise self._not_made(FileNotFoundError())

    def all(self, first_edit_id: str) -> tuple[Backup, ...]:
        """The backups of a dossier, newest first; none if there is no folder for them.

        Raises UnreadableFile.
        """
        with plain_errors(self.folder, saving=False):
            return backup_folder.backups_in(self._place(first_edit_id))

    def read(self, backup: Backup, key: Key | None) -> Contents:
        """All that a backup holds, read from a private copy; one of an older version is migrated.

        Raises PassphraseNeeded, WrongPassphrase (a backup from before a change of the passphrase
        has the passphrase of then), or another StoreError about the backup.
        """
        with (
            backup_folder.opened(backup, key) as database,
            plain_errors(backup.path, saving=False),
        ):
            check(database, backup.path)
            return read_contents(database, backup.path)

    def forget_unprotected(self, first_edit_id: str) -> int:
        """Overwrite and delete all unprotected backups of a dossier; returns how many there were.

        To be called when the dossier has become protected. Whether the disk keeps older bytes
        cannot be known. Raises BackupFailed, after trying all, if one could not be removed.
        """
        with _one_at_a_time:
            count, faults = backup_folder.forget_unprotected(self._place(first_edit_id))
        if faults:
            raise BackupFailed(
                self.folder,
                f"{len(faults)} unprotected backups of this dossier could not be removed "
                f"({_reason(faults[0])})",
                "Anybody who has them can read the dossier: delete them yourself",
            ) from faults[0]
        return count

    def _place(self, first_edit_id: str) -> Path:
        return self.folder / backup_folder.name_for(first_edit_id)

    def _folder_for(self, first_edit_id: str) -> Path:
        """The folder of a dossier's backups, made if needed."""
        place = self._place(first_edit_id)
        if not place.is_dir():
            # A folder on a stick that was taken out would be made on the computer's own disk.
            if self.folder.is_relative_to(data_folder()):
                self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            place.mkdir(mode=0o700, exist_ok=True)
            sync_folder(self.folder)
        return place

    def _latest(self, first_edit_id: str) -> Backup | None:
        """The backup made last; those from a clock that was ahead come after all others."""
        now = datetime.now(UTC)
        found = self.all(first_edit_id)
        return next((b for b in found if b.when <= now), found[0] if found else None)

    def _written(
        self, file: DossierFile, folder: Path, unwanted: Callable[[], bool]
    ) -> Path | None:
        """A sound backup under its name. Raises OSError, BackupFailed, or what ails the dossier."""
        for _ in range(_TRIES):
            beside = folder / f".{secrets.token_hex(8)}{backup_folder.UNFINISHED}"
            key = file.key
            try:
                held = self._snapshot(file, beside)
                if unwanted():
                    return None
                same = self._reread(beside, key) == held
                if unwanted():
                    return None
                # An edit or a change of the passphrase in between is no fault: once more.
                if same and file.key == key:
                    place = backup_folder.free_name(folder)
                    replace_whole(beside, place)
                    return place
            finally:
                backup_folder.forget(beside, overwritten=file.protected)
        raise BackupFailed(
            self.folder,
            "a new backup does not hold what the dossier holds, and was removed",
            "The dossier itself is as it was; choose another folder for its backups",
        )

    def _snapshot(self, file: DossierFile, beside: Path) -> Contents:
        """Write what the file holds, and return it."""
        try:
            file.snapshot_to(beside)
        except StoreError as error:
            if error.path != beside:
                raise
            raise self._not_made(error) from error
        held = file.contents()
        with beside.open("rb+") as written:
            os.fsync(written.fileno())
        return held

    def _reread(self, beside: Path, key: Key | None) -> Contents:
        if key is not None and backup_folder.is_plain(beside):
            raise BackupFailed(
                self.folder,
                "a backup of this protected dossier came out unprotected, and was removed",
                "Keep a copy of the dossier yourself, and tell the maintainers",
            )
        try:
            return read_built(beside, key)
        except StoreError as error:
            raise BackupFailed(
                self.folder,
                "a new backup could not be read again, and was removed",
                "The dossier itself is as it was; choose another folder for its backups",
            ) from error

    def _thin_out(self, first_edit_id: str) -> None:
        found = self.all(first_edit_id)
        keep = dict(kept([backup.when for backup in found], datetime.now(UTC)))
        for backup in found:
            if backup.when not in keep:
                # The new backup stands all the same; the next one tries again.
                with suppress(OSError):
                    backup.path.unlink(missing_ok=True)
        backup_folder.forget_unfinished(self._place(first_edit_id))

    def _not_made(self, error: Exception) -> BackupFailed:
        return BackupFailed(
            self.folder,
            f"no backup could be made: {_reason(error)}",
            "The dossier itself is as it was; make room there, or choose another folder for its "
            "backups",
        )


def _holds_the_same(backup: Backup, file: DossierFile) -> bool:
    if backup.protected != file.protected:
        return False
    try:
        with backup_folder.opened(backup, file.key) as database:
            with plain_errors(backup.path, saving=False):
                newest = read_edits(database, backup.path, 1)
            if [edit.id for edit in newest] != [edit.id for edit in file.edits(1)]:
                return False
            with plain_errors(backup.path, saving=False):
                return read_contents(database, backup.path) == file.contents()
    except StoreError:
        return False  # Damaged, or of another passphrase: a new one is needed.


def _reason(error: BaseException) -> str:
    if isinstance(error, FileNotFoundError):
        return "the folder is not there"
    if isinstance(error, ReadOnlyMedium | PermissionError):
        return "the folder cannot be written to"
    cause = error.__cause__ if isinstance(error, StoreError) and error.__cause__ else error
    if isinstance(cause, FileNotFoundError):
        return "the folder is not there"
    return (getattr(cause, "strerror", None) or str(cause)).lower()
