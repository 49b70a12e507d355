"""A release copy as a file: a fresh one, whose journal begins now and names nobody."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time
from pathlib import Path

from equipoise.dossier.dossier import Dossier
from equipoise.person import Person
from equipoise.store.dossier_file import DossierFile
from equipoise.store.journal import BEGIN, new_edit
from equipoise.store.key import Key


def write_release(
    dossier: Dossier, path: Path, key: Key | None = None, *, overwrite: bool = True
) -> None:
    """Write what may be released into a new file that holds nothing else. Raises StoreError.

    A file of that name is replaced, or with `overwrite` off refused as FileExists. The journal
    begins, without a name, on the day that the dossier is as of.
    """
    midnight = datetime.combine(dossier.settings.as_of, time(), UTC)
    begin = replace(new_edit(Person(""), BEGIN), when=midnight)
    DossierFile.create(path, dossier, key=key, overwrite=overwrite, edits=[begin]).close()
