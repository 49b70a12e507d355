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

    Once a protected file is open, nothing of it reaches a core dump or a traceback. Raises
    StoreError.
    """
    from equipoise import bug_report, core_dumps
    from equipoise.store.errors import PassphraseNeeded
    from equipoise.store.key import key_of

    try:
        return work(None)
    except PassphraseNeeded:
        core_dumps.forbid()
        bug_report.withhold_texts()
        return work(key_of(path, passphrase_from(options)))


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
