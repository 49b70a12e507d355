"""The way from one version of the dossier file to the next.

`user_version` is the number of migrations that a file has had. A migration, once released, is
never changed: a change of the row classes needs a new one.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from equipoise.store.engine import pragma
from equipoise.store.migrations import briefings, first_schema, scenarios, signed_edits

if TYPE_CHECKING:
    from sqlite_utils import Database

MIGRATIONS: tuple[Callable[[Database], None], ...] = (
    first_schema.migrate,
    scenarios.migrate,
    signed_edits.migrate,
    briefings.migrate,
)


def newest_version() -> int:
    """The version that this program writes."""
    return len(MIGRATIONS)


def migrate(database: Database) -> None:
    """Apply what the file has not had yet, each migration in one transaction with its number."""
    done: int = pragma(database, "user_version")
    for number, step in enumerate(MIGRATIONS[done:], start=done + 1):
        with database.atomic():
            step(database)
            if not database.conn.in_transaction:
                raise RuntimeError("the transaction of a migration was ended within it")
            database.execute(f"PRAGMA user_version={number}")
