"""The working copy of the shipped dossier, which a first start opens."""

from __future__ import annotations

from pathlib import Path

from equipoise.store import own_files
from equipoise.store.dossier_file import DossierFile
from equipoise.store.shipped import shipped_dossier

ISRAEL = "Israel between Russia and the West"

WELCOME = (
    "Welcome. This is your own copy of the worked dossier: change what you like, every edit is "
    "saved at once and can be undone (Ctrl+Z). Drag a slider under Weights and watch the charts; "
    "choose a room on the left to see what the numbers rest on; Briefing, below them, shows what "
    "will print."
)


def working_copy(folder: Path) -> tuple[Path, str]:
    """The user's own copy of the shipped dossier, made when first asked for, and what to say then.

    Raises StoreError.
    """
    path = folder / f"{ISRAEL}.equipoise"
    if path.exists():
        # Nobody else writes into the program's own folder, also not an earlier version's file.
        own_files.hold(path)
        return path, ""
    DossierFile.create(path, shipped_dossier()).close()
    return path, WELCOME
