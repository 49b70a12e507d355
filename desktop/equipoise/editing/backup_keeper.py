"""Backups of the open dossier by themselves: when it is opened, edited and closed."""

from __future__ import annotations

import time

from PySide6.QtCore import QObject, QTimer, Signal

from equipoise.bug_report import LOG
from equipoise.editing.background import Background
from equipoise.store.backup.backups import Backups
from equipoise.store.backup.folder import Backup
from equipoise.store.dossier_file import DossierFile
from equipoise.store.errors import StoreError
from equipoise.store.journal import Edit
from equipoise.store.key import Key

INTERVAL = 10 * 60 * 1000
"""Milliseconds between two looks whether there is anything new."""

LAST_LIMIT = 5.0
"""Seconds after which the backup at closing is given up."""


class BackupKeeper(QObject):
    """Makes backups of one open file: on `start`, every `interval` if there are edits, on `stop`.

    `made` carries a new `Backup`. `failed` carries plain words, anew only if they are others than
    before or a backup was made in between. The work is done in the background, one backup at a
    time. A file open for reading only gets none.
    """

    made = Signal(object)
    failed = Signal(str)

    def __init__(
        self,
        file: DossierFile,
        backups: Backups,
        interval: int = INTERVAL,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._file = file
        self._backups = backups
        self._job: Background | None = None
        self._again = False
        self._held: tuple[Edit, Key | None] | None = None
        self._told = ""
        self._timer = QTimer(self)
        self._timer.setInterval(interval)
        self._timer.timeout.connect(self.look)

    @property
    def backups(self) -> Backups:
        """Where the backups go."""
        return self._backups

    @backups.setter
    def backups(self, backups: Backups) -> None:
        """Another folder from now on, which gets a backup at once."""
        self._backups = backups
        self._held = None
        if self._timer.isActive():
            self.look()

    def start(self) -> None:
        """Make a first backup, and look for edits from now on."""
        if not self._file.read_only:
            self._timer.start()
            self.look()

    def look(self) -> None:
        """Make a backup in the background if anything is new, after one that is being made."""
        self._again = self._job is not None
        if self._job is None:
            self._job = Background(self._work)
            self._job.done.connect(self._tell)
            self._job.failed.connect(self._tell_fault)
            self._job.finished.connect(self._ended)
            self._job.start()

    def stop(self, limit: float = LAST_LIMIT) -> None:
        """Make a last backup, to be called before the file is closed; given up after `limit` s.

        A backup that is being made is waited for. Twice does no harm.
        """
        if not self._timer.isActive():
            return
        self._timer.stop()
        if self._job is not None:
            self._job.wait()
        end = time.monotonic() + limit
        try:
            self._tell(self._backups.make(self._file, unwanted=lambda: time.monotonic() > end))
        except Exception as error:
            self._tell_fault(error)

    def _work(self) -> Backup | None:
        """Called by the thread; only it writes what it remembers."""
        newest = (self._file.edits(1)[0], self._file.key)
        if newest == self._held:
            return None
        backups = self._backups
        made = backups.make(self._file)
        if backups is self._backups:
            self._held = newest
        return made

    def _tell(self, backup: Backup | None) -> None:
        if backup is not None:
            self._told = ""
            self.made.emit(backup)

    def _tell_fault(self, error: Exception) -> None:
        if isinstance(error, StoreError):
            words = str(error)
        else:
            LOG.error("the backup failed", exc_info=error)
            words = "The backup met a fault of its own; the dossier itself is saved as before."
        if words != self._told:
            self._told = words
            self.failed.emit(words)

    def _ended(self) -> None:
        self._job = None
        if self._again and self._timer.isActive():
            self.look()
