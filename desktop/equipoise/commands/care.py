"""Looking after dossier files: verify, repair, take in, history."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from equipoise.commands.passphrase import passphrase_from
from equipoise.commands.unlocking import contents_of_file, tell_of_export, unlocked

if TYPE_CHECKING:
    from equipoise.dossier.dossier import Dossier
    from equipoise.store.journal import Edit, JournalEntry


def verify(options: argparse.Namespace) -> int:
    """Print what a check of a file finds; 1 if anything is not in order."""
    from equipoise.store.verify import verify as check

    path: Path = options.file
    findings = unlocked(path, options, lambda key: check(path, key))
    for finding in findings:
        print(f"{'ok  ' if finding.ok else 'BAD '} {finding.text}")
    return 0 if all(finding.ok for finding in findings) else 1


def repair(options: argparse.Namespace) -> None:
    """Put what can be read of a damaged file into a new one, and print what was lost."""
    from equipoise.store.dossier_file import DossierFile
    from equipoise.store.key import Key
    from equipoise.store.key_check import key_of
    from equipoise.store.repairing.repair import Repaired
    from equipoise.store.repairing.repair import repair as read_damaged

    path: Path = options.file

    def work(key: Key | None) -> tuple[Repaired, Key | None]:
        return read_damaged(path, key), key

    if options.key_of is not None:
        passphrase = passphrase_from(options)
        repaired, key = work(key_of(options.key_of, passphrase))
    else:
        repaired, key = unlocked(path, options, work)
    contents = repaired.contents
    DossierFile.create(options.output, contents.dossier, key=key, edits=contents.edits).close()
    for lost in repaired.lost:
        print(lost)
    print(f"{len(repaired.lost)} losses. Written: {options.output}; {path} stays as it is.")


def take_in(options: argparse.Namespace) -> None:
    """Make a checked copy of a file from elsewhere, with its journal, as protected as it is."""
    from equipoise.store.received import take_in as copy_checked

    path: Path = options.file
    unlocked(path, options, lambda key: copy_checked(path, options.output, key=key, new_key=key))
    print(f"Taken in: {options.output}; {path} stays as it was.")


def history(options: argparse.Namespace) -> None:
    """Print the journal, or write the dossier as it was after one of its edits."""
    from equipoise.store.exchange import export_json
    from equipoise.store.history import state_after

    contents = contents_of_file(options)
    newest_first = list(reversed(contents.edits))
    if options.output is not None and options.at is None:
        raise ValueError("-o needs --at EDIT, the edit after which to write the dossier")
    if options.at is not None:
        edit = _edit_named(newest_first, options.at)
        if options.output is None:
            raise ValueError("--at needs -o OUT.json, where to write the dossier of then")
        export_json(state_after(contents.dossier, newest_first, edit.id), options.output)
        tell_of_export(options)
        return
    found = [e for e in newest_first if _wanted(e, contents.dossier, options)]
    shown = found[: options.limit]
    if options.json:
        print(json.dumps([_plain(edit) for edit in shown], indent=2, ensure_ascii=False))
        return
    for edit in shown:
        for line in _lines(edit):
            print(line)
    if len(found) > len(shown):
        print(f"… and {len(found) - len(shown)} earlier edits; --limit shows more.")


def _edit_named(edits: list[Edit], text: str) -> Edit:
    begins = text.strip().casefold()
    found = [edit for edit in edits if begins and edit.id.startswith(begins)]
    if len(found) != 1 or found[0].taken_in_by:
        raise ValueError(
            f"“{text}” names {len(found) or 'no'} edits of the file's own; give the first letters "
            "of one, as history prints them"
        )
    return found[0]


def _wanted(edit: Edit, dossier: Dossier, options: argparse.Namespace) -> bool:
    if options.person and options.person.casefold() not in edit.signature.casefold():
        return False
    if options.day and edit.when.astimezone().date() != _day(options.day):
        return False
    words = options.row.casefold() if options.row else ""
    return not words or any(words in entry.row_name.casefold() for entry in edit.entries)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"“{text}” is no day written as year-month-day") from None


def _lines(edit: Edit) -> Iterator[str]:
    when = edit.when.astimezone().strftime("%Y-%m-%d %H:%M:%S")
    taken = " (taken in by a merge)" if edit.taken_in_by else ""
    yield f"{edit.id[:10]}  {when}  {edit.signature}: {edit.action}{taken}"
    if edit.note:
        yield f"    why: {edit.note}"
    for entry in edit.entries:
        yield f"    {_entry(entry)}"


def _entry(entry: JournalEntry) -> str:
    from equipoise.dossier.difference_words import table_name
    from equipoise.store.journal import ORDER

    where = f"{table_name(entry.table)}, {entry.row_name}" if entry.row_name else entry.table
    if entry.field == ORDER:
        return f"{table_name(entry.table)}: put in another order"
    if entry.field:
        return f"{where}, {entry.field}: {_short(entry.old)} → {_short(entry.new)}"
    return f"{where}: {'added' if entry.old is None else 'removed'}"


def _short(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 80 else f"{text[:77]}…"


def _plain(edit: Edit) -> dict[str, Any]:
    return {
        "id": edit.id,
        "when": edit.when.isoformat(),
        "person": edit.person,
        "desk": edit.desk,
        "action": edit.action,
        "kind": edit.kind,
        "of": edit.of,
        "note": edit.note,
        "taken_in_by": edit.taken_in_by,
        "entries": [
            {
                "table": entry.table,
                "row_id": entry.row_id,
                "row_name": entry.row_name,
                "field": entry.field,
                "old": entry.old,
                "new": entry.new,
            }
            for entry in edit.entries
        ],
    }
