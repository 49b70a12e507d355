"""Protecting a dossier with a passphrase, and taking the protection away."""

from __future__ import annotations

import argparse

from equipoise.bug_report import forget_log
from equipoise.commands.passphrase import new_passphrase_from
from equipoise.commands.unlocking import opened
from equipoise.person import data_folder


def protect(options: argparse.Namespace) -> None:
    """Encrypt a dossier, or give it another passphrase; delete its unprotected backups."""
    from equipoise.store.backup.choice import forget_unprotected
    from equipoise.store.key import new_key
    from equipoise.store.passphrase import strength

    with opened(options) as file:
        passphrase = new_passphrase_from(options)
        was_protected = file.protected
        settings = file.dossier.settings
        file.rewrite(new_key(passphrase))
        # Some may be left although it was protected: that may have been cut off.
        forgotten = forget_unprotected(file.origin)
    forget_log(data_folder())
    print("The passphrase is changed." if was_protected else "The dossier is protected.")
    print(strength(passphrase, [settings.title, settings.subject]).text)
    if forgotten:
        print(f"{forgotten} unprotected backups were overwritten and deleted.")
    if not was_protected:
        print(
            "Earlier copies, exports and backups elsewhere stay unprotected, and a flash disk may "
            "keep what was overwritten."
        )


def unprotect(options: argparse.Namespace) -> None:
    """Store a dossier unencrypted."""
    with opened(options) as file:
        if not file.protected:
            raise ValueError("the dossier is not protected")
        file.rewrite(None)
    print("The dossier is no longer protected.")
