"""A key checked against the pages of a protected file.

The first 16 bytes of the file are the salt; every page ends with an initialisation vector and an
HMAC-SHA512 (https://www.zetetic.net/sqlcipher/design/).
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterator
from pathlib import Path

from equipoise.store.errors import DamagedFile, StoreError, WrongPassphrase
from equipoise.store.faults import system_fault
from equipoise.store.header import PAGE
from equipoise.store.key import SALT, Key, derived

_MAC = 64
_MAC_ROUNDS = 2
_MAC_SALT_MASK = 0x3A


def key_of(path: Path, passphrase: str) -> Key:
    """The key that a passphrase makes for a file; whether it opens it shows when it is opened.

    Never call it for a file that this process has open. Raises UnreadableFile, or WrongPassphrase
    for what can be nobody's passphrase.
    """
    try:
        with path.open("rb") as file:
            salt = file.read(SALT)
    except OSError as error:
        raise system_fault(path, error, saving=False) from error
    try:
        return derived(passphrase, salt)
    except ValueError as error:
        raise WrongPassphrase(path, str(error)) from error


def genuine_pages(path: Path, key: Key) -> Iterator[bool]:
    """For every page of a closed file, whether its HMAC shows that the key wrote it as it stands.

    Raises UnreadableFile.
    """
    mask = bytes(byte ^ _MAC_SALT_MASK for byte in key.salt)
    mac_key = hashlib.pbkdf2_hmac("sha512", key.secret, mask, _MAC_ROUNDS, 32)
    end = PAGE - _MAC
    try:
        with path.open("rb") as file:
            number = 0
            while page := file.read(PAGE):
                number += 1
                start = SALT if number == 1 else 0
                signed = page[start:end] + number.to_bytes(4, "little")
                mac = hmac.new(mac_key, signed, hashlib.sha512).digest()
                yield hmac.compare_digest(mac, page[end : end + _MAC])
    except OSError as error:
        raise system_fault(path, error, saving=False) from error


def refusal(place: Path, told: Path, key: Key) -> StoreError:
    """Why a key does not open the file at `place`; the words speak of `told`.

    The file is damaged where a single page shows that the key is right.
    """
    if any(genuine_pages(place, key)):
        return DamagedFile(
            told,
            "is damaged at its beginning; the passphrase is right, for other pages answer to it",
            "Repair it, or restore a backup",
        )
    return WrongPassphrase(
        told,
        "the passphrase is wrong, or the file is damaged from its first bytes on; the two cannot "
        "be told apart",
    )


def belongs_to(key: Key, path: Path) -> bool:
    """Whether a closed file has the salt of a key. Raises UnreadableFile."""
    try:
        with path.open("rb") as file:
            return file.read(SALT) == key.salt
    except OSError as error:
        raise system_fault(path, error, saving=False) from error
