"""Which file a session opens: the one asked for, or a working copy of the shipped dossier."""

from __future__ import annotations

from pathlib import Path

from equipoise.store.dossier_file import DossierFile
from equipoise.store.errors import ReadOnlyMedium
from equipoise.store.shipped import shipped_dossier

ISRAEL = "Israel between Russia and the West"


WELCOME = (
    "Welcome. This is your own copy of the worked dossier: change what you like, every edit is "
    "saved at once and can be undone (Ctrl+Z). Drag a slider under Weights and watch the charts; "
    "choose a room on the left to see what the numbers rest on; Briefing › Preview shows what will "
    "print."
)


def working_copy(folder: Path) -> tuple[Path, str]:
    """The user's own copy of the shipped dossier, made when first asked for, and what to say then.

    Raises StoreError.
    """
    path = folder / f"{ISRAEL}.equipoise"
    if path.exists():
        return path, ""
    DossierFile.create(path, shipped_dossier()).close()
    return path, WELCOME


def open_for_window(path: Path) -> tuple[DossierFile, str]:
    """A dossier file opened for editing, or for reading where it cannot be written.

    With a note for the user, empty if there is nothing to say. Raises StoreError.
    """
    try:
        return DossierFile.open(path), ""
    except ReadOnlyMedium as error:
        file = DossierFile.open(path, read_only=True)
        return file, f"{error} It is open for reading only."
