"""Where backups are kept, as the user chose it; the window and the commands both ask here."""

from __future__ import annotations

from pathlib import Path

from equipoise.person import data_folder
from equipoise.store.backup.backups import Backups, default_folder
from equipoise.store.whole_file import write_whole


def backup_folder() -> Path:
    """The folder chosen, else the default one."""
    try:
        chosen = _file().read_text(encoding="utf-8").strip()
    except (OSError, ValueError):
        chosen = ""
    return Path(chosen) if chosen else default_folder()


def choose_backup_folder(folder: Path) -> None:
    """Keep backups there from now on. Raises SaveFailed or ReadOnlyMedium."""
    data_folder().mkdir(parents=True, exist_ok=True)
    write_whole(_file(), f"{folder}\n".encode())


def forget_unprotected(origin: str) -> int:
    """Overwrite and delete the unprotected backups of a dossier that is protected now.

    In the folder chosen and in the default one; an earlier choice is not known any more. Returns
    how many. Raises BackupFailed, naming what is left.
    """
    return sum(
        Backups(folder).forget_unprotected(origin)
        for folder in dict.fromkeys((backup_folder(), default_folder()))
        if folder.is_dir()
    )


def _file() -> Path:
    return data_folder() / "backup-folder.txt"
