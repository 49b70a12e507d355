"""Files made to do harm, each from a real dossier by code, each for one reason.

The one thing that is wrong with a file is named by the words that its refusal must say.
"""

from __future__ import annotations

import os
import struct
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from equipoise.store.dossier_file import DossierFile
from equipoise.store.engine import connect
from equipoise.store.key import Key, new_key
from equipoise.store.migrations import newest_version
from equipoise.store.shipped import shipped_dossier

PAGE = 4096
WITNESS = "witness.txt"
KEY = new_key("four grey herons at the weir")
_JOURNAL_MAGIC = bytes.fromhex("d9d505f920a163d7")
_REWRITTEN = 4
_LOCK_PAGE = 0x40000000 // PAGE + 1


@dataclass(frozen=True)
class Hostile:
    """How a file is spoilt, and what the refusal must say; `key` opens a protected one."""

    spoil: Callable[[Path], None]
    words: str
    protected: bool = False
    key: Key | None = None


def made(case: Hostile, folder: Path) -> Path:
    """The hostile file in a folder of its own, witnesses beside it."""
    path = folder / "sent.equipoise"
    key = KEY if case.protected else None
    DossierFile.create(path, shipped_dossier(), key=key).close()
    (folder / WITNESS).write_text("no journal listed here\n")
    case.spoil(path)
    return path


def _sql(*statements: str, key: Key | None = None) -> Callable[[Path], None]:
    def spoil(path: Path) -> None:
        database = connect(path, "rw", key)
        try:
            for statement in statements:
                database.conn.executescript(statement)
        finally:
            database.close()

    return spoil


def _schema(table: str, old: str, new: str) -> str:
    """SQL that rewrites the statement of a table behind SQLite's back."""
    quoted = (text.replace("'", "''") for text in (old, new))
    return (
        "PRAGMA writable_schema=ON; UPDATE sqlite_schema SET sql = replace(sql, '{}', '{}') "
        f"WHERE name = '{table}'; PRAGMA writable_schema=RESET;"
    ).format(*quoted)


def _unstrict(table: str, statement: str) -> str:
    """SQL that a strict table would refuse, run while the table is not strict."""
    return _schema(table, ") STRICT", ")") + statement + ";" + _schema_back(table)


def _schema_back(table: str) -> str:
    return (
        "PRAGMA writable_schema=ON; UPDATE sqlite_schema SET sql = sql || ' STRICT' "
        f"WHERE name = '{table}'; PRAGMA writable_schema=RESET;"
    )


def _bytes(offset: int, content: bytes) -> Callable[[Path], None]:
    def spoil(path: Path) -> None:
        with path.open("rb+") as file:
            file.seek(offset)
            file.write(content)

    return spoil


def _beside(ending: str, content: bytes) -> Callable[[Path], None]:
    def spoil(path: Path) -> None:
        path.with_name(path.name + ending).write_bytes(content)

    return spoil


def _journal(path: Path, super_journal: Path | None) -> None:
    """A hot rollback journal that puts zeros in the place of a page.

    https://www.sqlite.org/fileformat.html, section 3.
    """
    pages = path.stat().st_size // PAGE
    nonce = 7
    content = bytes(PAGE)
    header = _JOURNAL_MAGIC + struct.pack(">IIIII", 1, nonce, pages, 512, PAGE)
    record = struct.pack(">I", _REWRITTEN) + content + struct.pack(">I", nonce)
    end = b""
    if super_journal is not None:
        name = os.fsencode(super_journal)
        end = struct.pack(">I", _LOCK_PAGE) + name
        end += struct.pack(">II", len(name), sum(name)) + _JOURNAL_MAGIC
    path.with_name(f"{path.name}-journal").write_bytes(header.ljust(512, b"\0") + record + end)


def _symlink(path: Path) -> None:
    path.rename(path.with_name("elsewhere.equipoise"))
    path.symlink_to("elsewhere.equipoise")


def _fifo(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def _folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def _sparse(path: Path) -> None:
    with path.open("rb+") as file:
        file.truncate(2**31)


def _cut(path: Path) -> None:
    with path.open("rb+") as file:
        file.truncate(path.stat().st_size - 3 * PAGE)


def _appended(path: Path) -> None:
    with path.open("ab") as file:
        file.write(b"PK\3\4" + b"an archive that begins where the dossier ends ".ljust(PAGE - 4))


def _small_pages(path: Path) -> None:
    _sql("PRAGMA page_size=512; VACUUM;")(path)


def _utf16(path: Path) -> None:
    source = connect(path, "ro")
    script = ["PRAGMA encoding='UTF-16le'", "PRAGMA application_id=1162956879"]
    script += [row[0] for row in source.execute("SELECT sql FROM sqlite_schema WHERE sql NOTNULL")]
    source.close()
    path.unlink()
    database = connect(path, "rwc")
    for statement in [*script, f"PRAGMA user_version={newest_version()}"]:
        database.execute(statement)
    database.close()


def _many_tables(path: Path) -> None:
    """Named in the schema only, all over one page: 100,000 statements to be understood."""
    database = connect(path, "rw")
    database.execute("PRAGMA writable_schema=ON")
    with database.atomic():
        database.conn.executemany(
            "INSERT INTO sqlite_schema VALUES ('table', ?1, ?1, 4, 'CREATE TABLE ' || ?1 || '(a)')",
            ((f"t{number}",) for number in range(100_000)),
        )
    database.close()


def _doubled(path: Path) -> None:
    """Two sources under one identifier, which the table's own index does not tell of."""
    database = connect(path, "rw")
    database.execute("PRAGMA writable_schema=ON")
    root, statement = database.execute(
        "SELECT rootpage, (SELECT sql FROM sqlite_schema WHERE name = 'sources') "
        "FROM sqlite_schema WHERE name = 'sqlite_autoindex_sources_1'"
    ).fetchone()
    database.execute("DELETE FROM sqlite_schema WHERE name = 'sqlite_autoindex_sources_1'")
    database.execute(
        "UPDATE sqlite_schema SET sql = replace(sql, ' PRIMARY KEY', '') WHERE name = 'sources'"
    )
    database.execute("PRAGMA writable_schema=RESET")
    names = [row[1] for row in database.execute("PRAGMA table_info(sources)")]
    listed = ", ".join(f'"{name}"' for name in names)
    database.execute(f"INSERT INTO sources ({listed}) SELECT {listed} FROM sources LIMIT 1")
    database.execute("PRAGMA writable_schema=ON")
    database.execute("UPDATE sqlite_schema SET sql = ? WHERE name = 'sources'", [statement])
    database.execute(
        "INSERT INTO sqlite_schema VALUES ('index', 'sqlite_autoindex_sources_1', 'sources', ?, "
        "NULL)",
        [root],
    )
    database.close()


_NAME = '"name" TEXT NOT NULL'
_FILL = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {count})"
_ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT sum(i) FROM n"
_TITLE = "UPDATE settings SET title"
_TRIGGER = "CREATE TRIGGER spy AFTER UPDATE ON cells BEGIN DELETE FROM journal; END"
_EDIT = (
    "INSERT INTO edits VALUES (9, '{id}', '{at}', 'A', 'B', 'Edit', 'edit', '', '', '')"
    ";INSERT INTO journal VALUES (9, '{table}', 'x', 'x', '{field}', NULL, {new}, 9)"
)
_SOUND = {
    "id": "0123456789abcdef" * 2,
    "at": "2026-01-01T00:00:00.000000+00:00",
    "table": "sources",
    "field": "name",
    "new": "'\"A name\"'",
}


def _edit(**other: str) -> Callable[[Path], None]:
    return _sql(_EDIT.format(**{**_SOUND, **other}))


CASES: Mapping[str, Hostile] = {
    "a journal beside it that rewrites it": Hostile(lambda p: _journal(p, None), "beside it"),
    "a journal beside it that deletes another file": Hostile(
        lambda p: _journal(p, p.with_name(WITNESS)), "beside it"
    ),
    "a write-ahead log beside it": Hostile(_beside("-wal", bytes(100)), "beside it"),
    "shared memory beside it": Hostile(_beside("-shm", bytes(100)), "beside it"),
    "a link": Hostile(_symlink, "is a link"),
    "a pipe": Hostile(_fifo, "no ordinary file"),
    "a folder": Hostile(_folder, "is a folder"),
    "larger than any dossier": Hostile(_sparse, "larger than 1 GB"),
    "a trigger": Hostile(_sql(_TRIGGER), "a trigger"),
    "a trigger in a protected file": Hostile(_sql(_TRIGGER, key=KEY), "a trigger", True, KEY),
    "a view": Hostile(_sql("CREATE VIEW peep AS SELECT 1"), "a view"),
    "a view without end": Hostile(_sql(f"CREATE VIEW peep AS {_ENDLESS}"), "a view"),
    "a table replaced by a view without end": Hostile(
        _sql(f"DROP TABLE poles; CREATE VIEW poles AS {_ENDLESS}"), "a view"
    ),
    "a virtual table": Hostile(_sql("CREATE VIRTUAL TABLE hole USING fts5(x)"), "hole"),
    "a column that computes": Hostile(
        _sql("ALTER TABLE poles ADD COLUMN c TEXT AS (hex(zeroblob(99999999)))"), "computes"
    ),
    "a check of its own": Hostile(
        _sql(_schema("poles", _NAME, f"{_NAME} CHECK (length(hex(zeroblob(9))))")),
        "a check of its own",
    ),
    "values of its own": Hostile(
        _sql(_schema("poles", _NAME, f"{_NAME} DEFAULT (abs(1))")),
        "values of its own",
    ),
    "an index that computes": Hostile(
        _sql("CREATE INDEX slow ON cells (hex(zeroblob(importance)))"), r"index \(slow\)"
    ),
    "an index with a condition": Hostile(
        _sql(
            'DROP INDEX idx_edits_id; CREATE UNIQUE INDEX "idx_edits_id" ON "edits" ("id") '
            "WHERE number > 1"
        ),
        "an index with a condition",
    ),
    "a table more": Hostile(_sql("CREATE TABLE more (x)"), r"a table \(more\)"),
    "a column more": Hostile(_sql("ALTER TABLE poles ADD COLUMN more TEXT"), r"table \(poles\)"),
    "a table less": Hostile(_sql("DROP TABLE forcings"), "lost its"),
    "rows without numbers": Hostile(
        _sql(
            "DROP TABLE bands; CREATE TABLE bands (id TEXT PRIMARY KEY NOT NULL, position INTEGER"
            " NOT NULL, name TEXT NOT NULL, lower REAL NOT NULL) STRICT, WITHOUT ROWID"
        ),
        r"table \(bands\)",
    ),
    "statistics": Hostile(_sql("ANALYZE"), "sqlite_stat"),
    "100,000 tables": Hostile(_many_tables, "100,0.. tables|in 3 seconds"),
    "two tables on one page": Hostile(
        _sql(
            "PRAGMA writable_schema=ON; UPDATE sqlite_schema SET rootpage = (SELECT rootpage FROM "
            "sqlite_schema WHERE name = 'poles') WHERE name = 'bands'"
        ),
        "is damaged",
    ),
    "a name of a table that is no text": Hostile(
        _sql(
            "PRAGMA writable_schema=ON; UPDATE sqlite_schema SET sql = CAST(x'ff41' AS TEXT) "
            "WHERE name = 'idx_journal_edit'"
        ),
        "list of its tables|cannot be read",
    ),
    "a huge text": Hostile(
        _sql(f"{_TITLE} = hex(zeroblob(9000000))"), "MB of text in its table settings"
    ),
    "many large texts": Hostile(
        _sql("UPDATE cells SET note = hex(zeroblob(8388608))"),
        "MB of text in its table cells",
    ),
    "200,000 rows": Hostile(
        _sql(
            _FILL.format(count=200_000)
            + " INSERT INTO bands SELECT 'b' || i, i, 'b' || i, 1.0 FROM n"
        ),
        "200,0.. rows in its table bands",
    ),
    "text that is no UTF-8": Hostile(_sql(f"{_TITLE} = CAST(x'ff41' AS TEXT)"), "cannot be read"),
    "a null character": Hostile(_sql(f"{_TITLE} = 'a' || char(0) || 'b'"), "cannot be stored"),
    "text where a number belongs": Hostile(
        _sql(_unstrict("goals", "UPDATE goals SET threshold = 'many'")),
        "is damaged.*non-REAL value",
    ),
    "bytes where text belongs": Hostile(
        _sql(_unstrict("poles", "UPDATE poles SET name = x'00ff'")), "is damaged.*non-TEXT value"
    ),
    "an infinite number": Hostile(_sql("UPDATE goals SET threshold = 9e999"), "finite"),
    "a number that is none": Hostile(
        _sql("UPDATE cells SET level_low = NULL, level_high = 1, level_likely = 1"),
        "must be a number",
    ),
    "a number beyond all bounds": Hostile(_sql("UPDATE settings SET draws = 1 << 62"), "outside"),
    "a confidence of minus one": Hostile(
        _sql(
            "UPDATE cells SET level_low = 1, level_likely = 2, level_high = 3, "
            "level_confidence = -1"
        ),
        "confidence",
    ),
    "a row twice": Hostile(_doubled, "is damaged"),
    "a reference to nothing": Hostile(
        _sql("UPDATE weights SET recommendation_id = 'gone' WHERE rowid = 1"),
        "names no row of Recommendations",
    ),
    "a row under another identifier": Hostile(
        _sql("UPDATE weights SET id = 'strange' WHERE rowid = 1"), "Weights.*strange"
    ),
    "lists a hundred thousand deep": Hostile(
        _sql("UPDATE cells SET source_ids = replace(hex(zeroblob(50000)), '0', '[')"), "identifiers"
    ),
    "five million lists": Hostile(
        _sql(
            "UPDATE cells SET source_ids = "
            "'[' || replace(hex(zeroblob(2500000)), '0', '[],') || '[]]' WHERE rowid = 1"
        ),
        "lists in its table cells",
    ),
    "no settings": Hostile(_sql("DELETE FROM settings"), "0 rows of settings"),
    "an edit of a table that is none": Hostile(_edit(table="sqlite_schema"), "no table"),
    "an edit of a field that is none": Hostile(_edit(field="__class__"), "no field"),
    "an edit with a value that is none": Hostile(_edit(new="'1e999'"), "Source: must be text"),
    "an edit with a value without end": Hostile(
        _edit(new="replace(hex(zeroblob(50000)), '0', '[')"), "journal that is not in order"
    ),
    "an edit before all time": Hostile(_edit(at="0001-01-01T00:00:00+23:59"), "without a moment"),
    "an edit whose identifier is a path": Hostile(_edit(id="../../.bashrc"), "identifier is none"),
    "a journal without beginning": Hostile(
        _sql("DELETE FROM edits; DELETE FROM journal"), "journal is empty"
    ),
    "a conflict over nothing": Hostile(
        _sql(
            "INSERT INTO conflicts VALUES "
            "('c', 0, 'os', 'x', 'system', '', '1', '', '', '2', '', '', '')"
        ),
        "conflict that is not in order",
    ),
    "a newer version": Hostile(_sql("PRAGMA user_version=99"), "newer version"),
    "a newer protected version": Hostile(
        _sql("PRAGMA user_version=99", key=KEY), "newer version", True, KEY
    ),
    "an unfinished file": Hostile(_sql("PRAGMA user_version=0"), "never finished"),
    "another program's number": Hostile(_sql("PRAGMA application_id=1"), "another program"),
    "another program's number, protected": Hostile(
        _sql("PRAGMA application_id=1", key=KEY), "another program", True, KEY
    ),
    "cut off": Hostile(_cut, "cut off"),
    "a protected file cut off": Hostile(_cut, "is damaged", True, KEY),
    "an archive as well": Hostile(_appended, "added to it"),
    "a header that asks for a second file": Hostile(_bytes(18, b"\2\2"), "second file"),
    "pages of an unusual size": Hostile(_small_pages, "unusual size"),
    "a header with something hidden": Hostile(_bytes(72, b"<script>"), "header"),
    "pages that move": Hostile(_sql("PRAGMA auto_vacuum=FULL; VACUUM"), "auto vacuum"),
    "another encoding": Hostile(_utf16, "encoding"),
    "protected, without the passphrase": Hostile(lambda _: None, "Give the passphrase", True),
    "protected, with another passphrase": Hostile(
        lambda _: None, "passphrase is wrong", True, new_key("not this one at all")
    ),
    "a protected file altered in its middle": Hostile(
        _bytes(9 * PAGE + 100, b"altered"), "damaged", True, KEY
    ),
}
