"""Parcels out to files and in from them, and their meeting with the dossier."""

from __future__ import annotations

from pathlib import Path

from equipoise.dossier.dossier import Dossier
from equipoise.dossier.merging.merge import Merged
from equipoise.dossier.merging.parcel import taken_in
from equipoise.dossier.parcel import NotAParcel, Parcel, dumps, loads
from equipoise.store.contents import Contents
from equipoise.store.errors import NotADossierFile
from equipoise.store.exchange import text_of_file
from equipoise.store.history import HistoryGap, state_after
from equipoise.store.meeting import signed
from equipoise.store.whole_file import write_whole

_ADVICE = "Choose a file that Equipoise has written with Send"


def write_parcel(parcel: Parcel, path: Path) -> None:
    """Write a parcel, whole or not at all. Raises StoreError."""
    write_whole(path, dumps(parcel).encode())


def read_parcel(path: Path) -> Parcel:
    """The parcel in a file. Raises StoreError in plain words."""
    try:
        return loads(text_of_file(path, _ADVICE))
    except NotAParcel as error:
        raise NotADossierFile(path, str(error), _ADVICE) from error


def meet_parcel(dossier: Dossier, contents: Contents, parcel: Parcel) -> Merged:
    """What taking in a parcel would make of the dossier.

    `contents` is what its file holds. If the journal knows the edit at which the parcel was sent,
    the dossier of then is the common ancestor; otherwise whatever differs is a conflict.
    """
    return taken_in(dossier, parcel, _parted(contents, parcel), signed(contents.edits))


def _parted(contents: Contents, parcel: Parcel) -> Dossier | None:
    """The dossier at the latest edit of the sender's that our journal knows as our own."""
    own = {edit.id for edit in contents.edits if not edit.taken_in_by}
    common = next((e for e in (parcel.head, *parcel.past) if e in own), None)
    if common is None:
        return None
    try:
        return state_after(contents.dossier, reversed(contents.edits), common)
    except HistoryGap:
        return None
