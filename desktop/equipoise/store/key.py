"""The key of a protected dossier, made from a passphrase.

SQLCipher 4 with its defaults, so that the file can be opened with any other SQLCipher 4:
PBKDF2-HMAC-SHA512 makes 256 bits of AES key from passphrase and salt
(https://www.zetetic.net/sqlcipher/design/).
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass

from equipoise.store.passphrase import normalised

KDF_ITERATIONS = 256_000
"""Rounds of PBKDF2 that every guess at a passphrase costs."""

SALT = 16
"""Bytes of salt, at the beginning of a protected file."""


@dataclass(frozen=True, slots=True, repr=False)
class Key:
    """What opens one protected file and the copies made of it: AES key (32 bytes), salt (16)."""

    secret: bytes
    salt: bytes

    def literal(self) -> str:
        """The key as PRAGMA key and ATTACH take it, derived already."""
        return f"\"x'{self.secret.hex()}{self.salt.hex()}'\""

    def opens_with(self, passphrase: str) -> bool:
        """Whether the passphrase makes this key."""
        return hmac.compare_digest(derived(passphrase, self.salt).secret, self.secret)


def new_key(passphrase: str) -> Key:
    """A key for a new file, with a salt of its own. Raises ValueError for no fit passphrase."""
    return derived(passphrase, secrets.token_bytes(SALT))


def derived(passphrase: str, salt: bytes) -> Key:
    """The key that a passphrase makes with a salt. Raises ValueError for no fit passphrase."""
    text = normalised(passphrase).encode()
    return Key(hashlib.pbkdf2_hmac("sha512", text, salt, KDF_ITERATIONS, 32), salt)
