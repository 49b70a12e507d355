"""The commands that keep a dossier safe: passphrase, lock, backups, who edits."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog

from equipoise.bug_report import LOG, forget_log
from equipoise.desk.commands import CarriedOut, Commands
from equipoise.desk.desk import Desk
from equipoise.editing.backup_keeper import BackupKeeper
from equipoise.editing.idle import IdleWatch
from equipoise.person import current_person, data_folder, known_person
from equipoise.store.backup.backups import Backups
from equipoise.store.backup.choice import (
    backup_folder,
    choose_backup_folder,
    forget_unprotected,
)
from equipoise.store.backup.retention import IN_WORDS
from equipoise.store.contents import Contents
from equipoise.store.errors import StoreError
from equipoise.ui import dialogs
from equipoise.ui.protection.locker import Locker
from equipoise.ui.protection.person_dialog import PersonDialog
from equipoise.ui.protection.safety_dialog import SafetyDialog
from equipoise.ui.protection.set_passphrase_dialog import SetPassphraseDialog

_MINUTES = 10
"""Idle minutes before a protected dossier locks, until the user says otherwise."""


class ProtectionCommands(Commands):
    """Guards the open dossier and carries out the commands about its safety."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.idle = IdleWatch(desk.application, self)
        self.idle.idle.connect(self._lock_if_protected)
        self.keeper: BackupKeeper | None = None
        self.locker: Locker | None = None
        desk.came.connect(self.watch)
        desk.leaving.connect(self.rest)

    def carried_out(self) -> CarriedOut:
        """What carries out each command of the group."""
        return {
            "protect": self.protect,
            "unprotect": self.unprotect,
            "lock": self.lock,
            "safety": self.ask_safety,
            "restore": self.restore,
            "person": self.ask_person,
        }

    # -- guarding ----------------------------------------------------------------------------

    def watch(self) -> None:
        """Guard the dossier that has come to the desk."""
        window, file = self.desk.shown, self.desk.opened
        self.locker = Locker(window, self._fits)
        self.keeper = BackupKeeper(file, Backups(backup_folder()), parent=self)
        self.keeper.failed.connect(self.desk.tell)
        self.keeper.start()
        self._mark()
        if known_person() is None:
            self.ask_person()

    def rest(self) -> None:
        """Make a last backup and guard nothing more."""
        self.idle.set_minutes(0)
        if self.keeper is not None:
            self.keeper.failed.disconnect()
            self.keeper.failed.connect(LOG.warning)  # the window that could tell it is closing
            self.keeper.stop()
            self.keeper.deleteLater()
            self.keeper = None
        self.locker = None

    def _fits(self, passphrase: str) -> bool:
        key = self.desk.opened.key
        return key is not None and key.opens_with(passphrase)

    def _mark(self) -> None:
        protected, editable = self.desk.opened.protected, not self.desk.opened.read_only
        self.desk.shown.show_protected(protected)
        # Only a protected dossier locks; no other pays for being watched.
        self.idle.set_minutes(self._minutes if protected else 0)
        actions = self.desk.actions
        actions["protect"].setEnabled(editable)
        actions["unprotect"].setEnabled(editable and protected)
        actions["lock"].setEnabled(protected)

    @property
    def _minutes(self) -> int:
        chosen = self.desk.settings.value("lock_minutes")
        return int(chosen) if isinstance(chosen, str | int) else _MINUTES

    # -- commands ----------------------------------------------------------------------------

    def protect(self) -> None:
        """Ask for a passphrase and encrypt the dossier with it, or with another than before."""
        file, settings = self.desk.opened, self.desk.shown.session.dossier.settings
        poles = [pole.name for pole in self.desk.shown.session.dossier.poles]
        known = [settings.title, settings.subject, *poles, current_person().name]
        dialog = SetPassphraseDialog(known, protected=file.protected, parent=self.desk.shown)
        if dialog.exec() != QDialog.DialogCode.Accepted or dialog.key is None:
            return
        was_protected = file.protected
        self.desk.keep_secret()
        if self.desk.attempt(lambda: file.rewrite(dialog.key)):
            self._mark()
            forget_log(data_folder())
            told = "The passphrase is changed." if was_protected else self._forget_plain()
            self.desk.tell(told)
            if self.keeper is not None:
                self.keeper.look()

    def _forget_plain(self) -> str:
        try:
            count = forget_unprotected(self.desk.opened.origin)
        except StoreError as error:
            return f"The dossier is protected, but an unprotected backup is left. {error}"
        backups = "1 unprotected backup was" if count == 1 else f"{count} unprotected backups were"
        gone = f" {backups} overwritten and deleted." if count else ""
        return (
            f"The dossier is protected.{gone} Earlier copies and exports elsewhere are not, and a "
            "flash disk may keep what was overwritten."
        )

    def unprotect(self) -> None:
        """Store the dossier unencrypted, once the user confirms."""
        if dialogs.confirm(
            self.desk.shown,
            "Remove the passphrase",
            "The dossier, its journal and the backups made from now on will be readable by "
            "everybody who gets hold of the file.",
            "Remove the passphrase",
        ) and self.desk.attempt(lambda: self.desk.opened.rewrite(None)):
            self._mark()
            self.desk.tell("The dossier is no longer protected.")

    def lock(self) -> None:
        """Take the dossier off the screen until its passphrase is typed."""
        if self.locker is not None and self.desk.opened.protected:
            self.desk.shown.let_go()
            self.locker.lock()

    def _lock_if_protected(self) -> None:
        if self.desk.window is not None:
            self.lock()

    def ask_safety(self) -> None:
        """Ask when to lock and where backups go."""
        dialog = SafetyDialog(
            minutes=self._minutes,
            backups=backup_folder(),
            kept=IN_WORDS,
            parent=self.desk.shown,
        )
        if dialog.exec() != QDialog.DialogCode.Accepted:
            return
        self.desk.settings.setValue("lock_minutes", dialog.minutes())
        self._mark()
        if dialog.backups() != backup_folder():
            self._keep_backups_in(dialog.backups())

    def _keep_backups_in(self, folder: Path) -> None:
        if self.desk.attempt(lambda: choose_backup_folder(folder)) and self.keeper is not None:
            self.keeper.backups = Backups(folder)

    def restore(self) -> None:
        """Show the backups, what differs, and bring one back as an edit."""
        from equipoise.ui.backups.restore_dialog import RestoreDialog

        if self.keeper is None:
            return
        file, session = self.desk.opened, self.desk.shown.session
        dialog = RestoreDialog(session, self.keeper.backups, file.origin, file.key, self.desk.shown)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.copy_wanted.connect(self._keep_apart)
        dialog.failed.connect(self.desk.fault)
        dialog.exec()

    def _keep_apart(self, contents: Contents) -> None:
        window, file = self.desk.shown, self.desk.opened
        if file.key is None and not dialogs.confirm(
            window,
            "Not protected",
            "The copy will not be encrypted, as the dossier that is open is not.",
            "Write it unencrypted",
        ):
            return
        name = dialogs.file_name(f"{contents.dossier.settings.title} (backup)")
        path = dialogs.ask_save(window, "Keep the backup as", name, dialogs.DOSSIERS)
        if path is not None and self.desk.attempt(
            lambda: (
                type(file)
                .create(path, contents.dossier, key=file.key, overwrite=True, edits=contents.edits)
                .close()
            )
        ):
            self.desk.tell(f"Backup written: {path}")

    def ask_person(self) -> None:
        """Ask with which name and desk edits are signed; nothing is blocked meanwhile."""
        PersonDialog(self.desk.shown).open()
