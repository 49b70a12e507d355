"""The commands that exchange a dossier with others: merge, send, take in, release."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog

from equipoise.desk.commands import CarriedOut, Commands
from equipoise.desk.opening import ask_key
from equipoise.person import current_person
from equipoise.ui import dialogs

if TYPE_CHECKING:
    from equipoise.dossier.dossier import Dossier
    from equipoise.dossier.merging.merge import Merged
    from equipoise.dossier.parcel import Parcel
    from equipoise.dossier.release import Release
    from equipoise.store.contents import Contents
    from equipoise.store.journal import Edit
    from equipoise.store.key import Key

_NOT_SAVED = (
    "The last edits could not be saved, and a merge needs the whole journal. See to what stands in "
    "the way of saving, and merge again."
)
_CHANGED = "The dossier has changed meanwhile. Look again at what would come in."


class CourierCommands(Commands):
    """Copies of the dossier that travel, and parts of it."""

    def carried_out(self) -> CarriedOut:
        """What carries out each command of the group."""
        return {
            "merge": self.merge,
            "send_scenario": self.send_scenario,
            "send_rows": self.send_rows,
            "take_in": self.take_in,
            "release": self.release,
        }

    # -- merging -----------------------------------------------------------------------------

    def merge(self) -> None:
        """Ask for another copy of the dossier and bring the two together as one edit."""
        path = dialogs.ask_open(self.desk.shown, "Merge another copy", dialogs.DOSSIERS)
        if path is not None:
            self.desk.attempt(lambda: self._merge(path))

    def _merge(self, path: Path) -> None:
        from equipoise.dossier.merging.merge import merge
        from equipoise.store.meeting import meet

        session = self.desk.shown.session
        session.save_again()
        if not session.all_saved:
            raise ValueError(_NOT_SAVED)
        theirs = self._contents_of(path)
        if theirs is None:
            return
        meeting = meet(self.desk.opened.contents(), theirs, path)
        merged = merge(meeting.base, session.dossier, meeting.theirs, meeting.authors)
        self._propose(merged, f"Merge {path.name}", meeting.to_take_in)

    def _contents_of(self, path: Path) -> Contents | None:
        """What another file holds, whether made here or received; None if the user gives up."""
        from equipoise.store.errors import PassphraseNeeded
        from equipoise.store.reading import contents_of

        try:
            return contents_of(path, self.desk.opened.key)
        except PassphraseNeeded:
            key: Key | None = ask_key(path, self.desk.shown)
            return None if key is None else contents_of(path, key)

    def _propose(self, merged: Merged, title: str, edits: tuple[Edit, ...] = ()) -> None:
        from equipoise.ui.merge.merge_dialog import MergeDialog

        window = self.desk.shown
        before = window.session.dossier
        if merged.dossier == before and not merged.notes:
            self.desk.tell(f"{title}: there is nothing in it that is not here already.")
            return
        dialog = MergeDialog(merged, before, title, window)
        if dialog.exec() != QDialog.DialogCode.Accepted:
            return

        def bring(now: Dossier) -> Dossier:
            if now is not before:
                raise ValueError(_CHANGED)
            return merged.dossier

        if window.session.attempt(title, bring, taken_in=edits) and window.session.all_saved:
            count = len(merged.conflicts)
            wait = "1 conflict waits" if count == 1 else f"{count} conflicts wait"
            left = f" {wait} under Journal." if count else ""
            self.desk.tell(f"{title}: done. It can be undone.{left}")

    # -- parcels -----------------------------------------------------------------------------

    def send_scenario(self) -> None:
        """Ask where, and write the scenario shown as a small file."""
        from equipoise.dossier.parcel import parcel_of_scenario

        session, file = self.desk.shown.session, self.desk.opened
        if not session.scenario_id:
            self.desk.tell("There is no scenario to send.")
            return
        name = session.dossier.name_of("scenarios", session.scenario_id)
        past = [edit.id for edit in file.edits()]
        parcel = parcel_of_scenario(
            session.dossier,
            session.scenario_id,
            sender=current_person(),
            sent=datetime.now(UTC).isoformat(timespec="seconds"),
            origin=file.origin,
            head=past[0],
            past=past[1:],
        )
        self._write(parcel, name)

    def send_rows(self) -> None:
        """Ask which rows, and write them as a small file."""
        from equipoise.dossier.parcel import parcel_of_rows
        from equipoise.ui.merge.send_rows_dialog import SendRowsDialog

        session, file = self.desk.shown.session, self.desk.opened
        dialog = SendRowsDialog(session.dossier, self.desk.shown)
        if dialog.exec() != QDialog.DialogCode.Accepted:
            return
        past = [edit.id for edit in file.edits()]
        parcel = parcel_of_rows(
            session.dossier,
            dialog.chosen(),
            sender=current_person(),
            sent=datetime.now(UTC).isoformat(timespec="seconds"),
            note=dialog.note(),
            origin=file.origin,
            head=past[0],
            past=past[1:],
        )
        self._write(parcel, session.dossier.settings.title)

    def _write(self, parcel: Parcel, name: str) -> None:
        from equipoise.store.parcels import write_parcel

        path = self.ask_where("What is sent", "Send", name, dialogs.PARCELS)
        if path is not None and self.desk.attempt(lambda: write_parcel(parcel, path)):
            self.desk.tell(f"Ready to be sent: {path}")

    def take_in(self) -> None:
        """Ask for what was sent, show what it would change, and take it in as one edit."""
        path = dialogs.ask_open(self.desk.shown, "Take in what was sent", dialogs.PARCELS)
        if path is not None:
            self.desk.attempt(lambda: self._take_in(path))

    def _take_in(self, path: Path) -> None:
        from equipoise.store.parcels import meet_parcel, read_parcel

        parcel = read_parcel(path)
        session = self.desk.shown.session
        merged = meet_parcel(session.dossier, self.desk.opened.contents(), parcel)
        self._propose(merged, f"Take in {path.name} of {parcel.sender}")

    # -- release -----------------------------------------------------------------------------

    def release(self) -> None:
        """Ask for a handling mark and write a copy that holds what is at or below it only."""
        from equipoise.ui.release.release_dialog import ReleaseDialog

        window = self.desk.shown
        if window.weights_panel.blind.hidden:
            self.desk.tell("A release copy shows outcomes; commit the weights given blind first.")
            return
        dialog = ReleaseDialog(window.session, window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.failed.connect(self.desk.fault)
        dialog.go_to.connect(self.desk.shown.go_to)
        dialog.write_wanted.connect(self._write_release)
        dialog.exec()

    def _write_release(self, release: Release) -> None:
        from equipoise.store.released import write_release

        name = f"{release.dossier.settings.title} – {release.dossier.settings.handling_mark}"
        path = self.ask_where("The release copy", "Write release copy", name, dialogs.DOSSIERS)
        if path is not None and self.desk.attempt(lambda: write_release(release.dossier, path)):
            self.desk.tell(f"Release copy written: {path}")
