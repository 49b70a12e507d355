"""The key of a protected dossier: made from a passphrase, and checked against the pages of a file.

SQLCipher 4 with its defaults, so that the file can be opened with any other SQLCipher 4: the first
16 bytes of the file are the salt; PBKDF2-HMAC-SHA512 makes 256 bits of AES key from passphrase and
salt; every page ends with an initialisation vector and an HMAC-SHA512
(https://www.zetetic.net/sqlcipher/design/).
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from equipoise.store.errors import DamagedFile, StoreError, WrongPassphrase
from equipoise.store.faults import system_fault
from equipoise.store.header import PAGE
from equipoise.store.passphrase import normalised

KDF_ITERATIONS = 256_000
"""Rounds of PBKDF2 that every guess at a passphrase costs."""

_SALT = 16
_MAC = 64
_MAC_ROUNDS = 2
_MAC_SALT_MASK = 0x3A


@dataclass(frozen=True, slots=True, repr=False)
class Key:
    """What opens one protected file and the copies made of it: AES key (32 bytes), salt (16)."""

    secret: bytes
    salt: bytes

    def literal(self) -> str:
        """The key as PRAGMA key and ATTACH take it, derived already."""
        return f"\"x'{self.secret.hex()}{self.salt.hex()}'\""

    def belongs_to(self, path: Path) -> bool:
        """Whether a closed file has the salt of this key. Raises UnreadableFile."""
        try:
            with path.open("rb") as file:
                return file.read(_SALT) == self.salt
        except OSError as error:
            raise system_fault(path, error, saving=False) from error

    def opens_with(self, passphrase: str) -> bool:
        """Whether the passphrase makes this key."""
        return hmac.compare_digest(_derived(passphrase, self.salt).secret, self.secret)


def new_key(passphrase: str) -> Key:
    """A key for a new file, with a salt of its own. Raises ValueError for no fit passphrase."""
    return _derived(passphrase, secrets.token_bytes(_SALT))


def key_of(path: Path, passphrase: str) -> Key:
    """The key that a passphrase makes for a file; whether it opens it shows when it is opened.

    Never call it for a file that this process has open. Raises UnreadableFile, or WrongPassphrase
    for what can be nobody's passphrase.
    """
    try:
        with path.open("rb") as file:
            salt = file.read(_SALT)
    except OSError as error:
        raise system_fault(path, error, saving=False) from error
    try:
        return _derived(passphrase, salt)
    except ValueError as error:
        raise WrongPassphrase(path, str(error)) from error


def _derived(passphrase: str, salt: bytes) -> Key:
    text = normalised(passphrase).encode()
    return Key(hashlib.pbkdf2_hmac("sha512", text, salt, KDF_ITERATIONS, 32), salt)


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
                start = _SALT if number == 1 else 0
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
