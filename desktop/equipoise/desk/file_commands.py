"""The commands about dossier files and their JSON form."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from equipoise.desk.commands import CarriedOut, Commands
from equipoise.desk.opening import ask_key, open_asking
from equipoise.dossier.dossier import Dossier
from equipoise.dossier.starting import started
from equipoise.files import WORKED, templates
from equipoise.store.contents import Contents
from equipoise.store.dossier_file import DossierFile
from equipoise.store.errors import PassphraseNeeded
from equipoise.store.exchange import export_json, import_json
from equipoise.store.key import Key
from equipoise.ui import dialogs


class FileCommands(Commands):
    """New, open, save a copy, the JSON form, repair."""

    def carried_out(self) -> CarriedOut:
        """What carries out each command of the group."""
        return {
            "new": self.new,
            "open": self.open_other,
            "save_copy": self.save_copy,
            "import_json": self.take_in_json,
            "export_json": self.export,
            "repair": self.repair,
        }

    def open_file(self, path: Path) -> bool:
        """Open another dossier file in place of this one; False if it was not opened."""
        if path.resolve() == self.desk.opened.path.resolve():
            self.desk.tell(f"{path.name} is the dossier that is open.")
            return False
        if not self.desk.may_close():
            return False
        opened = False

        def work() -> None:
            nonlocal opened
            found = open_asking(path, self.desk.shown)
            if found is not None:
                self.desk.show(*found)
                opened = True

        return self.desk.attempt(work) and opened

    def start(self, path: Path, contents: Contents, key: Key | None = None) -> bool:
        """Put a dossier into a new file and open that; without edits its journal begins now."""

        def work() -> None:
            if path.resolve() == self.desk.opened.path.resolve():
                raise ValueError(f"{path}: this dossier is open. Choose another name.")
            DossierFile.create(
                path, contents.dossier, key=key, overwrite=True, edits=contents.edits
            ).close()

        return self.desk.attempt(work) and self._open_made(path, key)

    def _open_made(self, path: Path, key: Key | None) -> bool:
        if not self.desk.may_close():
            return False
        return self.desk.attempt(lambda: self.desk.show(DossierFile.open(path, key=key)))

    def new(self) -> None:
        """Ask what a new dossier is about, where to put it, and open it."""
        from equipoise.ui.new_dossier_dialog import NewDossierDialog

        dialog = NewDossierDialog(templates(), self.desk.shown)
        if not dialog.exec():
            return
        wanted = dialog.answer()
        template = import_json(templates()[wanted.template])
        dossier = started(
            template,
            None if wanted.template == WORKED else date.today(),
            title=wanted.title,
            subject=wanted.subject,
            poles=wanted.poles,
            horizon=wanted.horizon,
        )
        name = dialogs.file_name(dossier.settings.title)
        path = dialogs.ask_save(self.desk.shown, "New dossier file", name, dialogs.DOSSIERS)
        if path is not None:
            self.start(path, Contents(dossier, ()))

    def open_other(self) -> None:
        """Ask for a dossier file and open it."""
        path = dialogs.ask_open(self.desk.shown, "Open dossier", dialogs.DOSSIERS)
        if path is not None:
            self.open_file(path)

    def save_copy(self) -> None:
        """Write the dossier as it stands, with its journal, to another file, as protected as it is.

        This one stays open.
        """
        dossier = self.desk.shown.session.dossier
        name = dialogs.file_name(dossier.settings.title)
        path = dialogs.ask_save(self.desk.shown, "Save a copy as", name, dialogs.DOSSIERS)
        if path is None:
            return
        if self.desk.attempt(lambda: self.desk.opened.copy_to(path, dossier)):
            how = ", protected with the same passphrase" if self.desk.opened.protected else ""
            self.desk.tell(f"Copy written{how}: {path}")

    def take_in_json(self) -> None:
        """Ask for a JSON form, and for a file to keep it in, and open that."""
        window = self.desk.shown
        source = dialogs.ask_open(window, "Import JSON", dialogs.JSON_FILES)
        if source is None:
            return
        found: list[Dossier] = []
        if self.desk.attempt(lambda: found.append(import_json(source))):
            path = dialogs.ask_save(
                window, "Keep the imported dossier as", source.stem, dialogs.DOSSIERS
            )
            if path is not None:
                self.start(path, Contents(found[0], ()))

    def export(self) -> None:
        """Ask where, and write the JSON form."""
        dossier = self.desk.shown.session.dossier
        name = dossier.settings.title
        path = self.ask_where("The JSON form", "Export JSON", name, dialogs.JSON_FILES)
        if path is not None and self.desk.attempt(lambda: export_json(dossier, path)):
            self.desk.tell(f"Exported: {path}")

    def repair(self) -> None:
        """Ask for a damaged file, read what can be read, and put it into a new dossier."""
        window = self.desk.shown
        path = dialogs.ask_open(window, "Repair a damaged file", dialogs.DOSSIERS)
        if path is not None:
            self.desk.attempt(lambda: self._repair(path))

    def _repair(self, path: Path) -> None:
        from equipoise.store.repairing.repair import repair

        key: Key | None = None
        try:
            repaired = repair(path)
        except PassphraseNeeded:
            key = ask_key(path, self.desk.shown)
            if key is None:
                return
            repaired = repair(path, key)
        lines = [str(lost) for lost in repaired.lost] or ["Nothing was lost."]
        if not dialogs.confirm_list(
            self.desk.shown,
            "What was lost",
            f"{len(repaired.lost)} losses in {path.name}. The damaged file stays as it is.",
            lines,
            "Keep what was read",
        ):
            return
        into = dialogs.ask_save(
            self.desk.shown,
            "Keep the repaired dossier as",
            f"{path.stem} repaired",
            dialogs.DOSSIERS,
        )
        if into is not None:
            self.start(into, repaired.contents, key)
