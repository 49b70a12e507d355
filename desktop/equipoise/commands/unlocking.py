"""Opening files that may be protected: the passphrase is asked for when it is needed."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from equipoise.commands.passphrase import passphrase_from

if TYPE_CHECKING:
    from equipoise.store.contents import Contents
    from equipoise.store.dossier_file import DossierFile
    from equipoise.store.key import Key

Answer = TypeVar("Answer")


def unlocked(
    path: Path, options: argparse.Namespace, work: Callable[[Key | None], Answer]
) -> Answer:
    """What the work returns, with the key of a file if it turns out to be protected.

    Raises StoreError.
    """
    from equipoise.store.errors import PassphraseNeeded
    from equipoise.store.key_check import key_of

    try:
        return work(None)
    except PassphraseNeeded:
        options.was_protected = True
        return work(key_of(path, passphrase_from(options)))


def tell_of_export(options: argparse.Namespace, written: Path | None = None) -> None:
    """Say so where what was written has left the protection of the file it comes from."""
    if getattr(options, "was_protected", False):
        print(f"{written or options.output} is not protected: whoever has it can read it.")


def opened(options: argparse.Namespace) -> DossierFile:
    """The file that a command names, open for writing. Raises StoreError."""
    from equipoise.store.dossier_file import DossierFile

    path: Path = options.file
    return unlocked(path, options, lambda key: DossierFile.open(path, key=key))


def contents_of_file(options: argparse.Namespace) -> Contents:
    """All that the file holds which a command names, made here or received. Raises StoreError."""
    from equipoise.store.reading import contents_of

    path: Path = options.file
    return unlocked(path, options, lambda key: contents_of(path, key))
