"""A parcel: one scenario, or a chosen set of rows, as a small text that can be sent by itself."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from equipoise.dossier.deletion import RowKey
from equipoise.dossier.dossier import TABLES, Dossier
from equipoise.dossier.fields import Reference, References, specifications
from equipoise.dossier.json_form import row_from_plain, row_to_plain
from equipoise.dossier.marks import mark_of
from equipoise.dossier.merging.values import about
from equipoise.dossier.validation import InvalidDossier, storage_problem
from equipoise.person import Person

FORMAT = "equipoise-parcel"
FORMAT_VERSION = 1
LONGEST = 8_000_000
MOST_ROWS = 5_000
MOST_EDITS = 5_000
SENDABLE = tuple(
    key
    for key in TABLES
    if key not in ("conflicts", "briefing_texts", "briefings_issued", "briefing_sections")
)
"""The tables whose rows can be sent; what is in dispute, and briefings, are for their own dossier.
"""

_MOST_DIGITS = 300
_TEXTS = ("sent", "note", "handling_mark", "origin", "head")
_FIELDS = {"format", "version", "sender", *_TEXTS, "past", "rows", "names"}


class NotAParcel(ValueError):
    """The text is no parcel, or one that is not in order; the message says why in plain words."""


@dataclass(frozen=True)
class Parcel:
    """Rows to take in, who sent them and when, and the names of rows they refer to.

    `names` has the rows that are referred to but not sent. `origin` is the identifier of the first
    edit of the dossier that they come from, `head` that of its latest, `past` those of the edits
    that led there, latest first, by which the receiver finds where the two copies parted. A row
    that is sent has all its parts with it.
    """

    rows: Mapping[str, tuple[Any, ...]]
    names: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    sender: Person = field(default_factory=lambda: Person(""))
    sent: str = ""
    note: str = ""
    handling_mark: str = ""
    origin: str = ""
    head: str = ""
    past: tuple[str, ...] = ()


def parcel_of_scenario(
    dossier: Dossier,
    scenario_id: str,
    *,
    sender: Person,
    sent: str,
    note: str = "",
    origin: str = "",
    head: str = "",
    past: Iterable[str] = (),
) -> Parcel:
    """A scenario with all that it decides. Raises KeyError if there is no such scenario."""
    return parcel_of_rows(
        dossier,
        {"scenarios": [scenario_id]},
        sender=sender,
        sent=sent,
        note=note,
        origin=origin,
        head=head,
        past=past,
    )


def parcel_of_rows(
    dossier: Dossier,
    chosen: Mapping[str, Iterable[str]],
    *,
    sender: Person,
    sent: str,
    note: str = "",
    origin: str = "",
    head: str = "",
    past: Iterable[str] = (),
) -> Parcel:
    """The rows with their parts and the handling marks they carry.

    The parcel's own handling mark is the highest that is in force for a row that it holds or names;
    where the dossier has no marks, the words on its pages. Raises KeyError for a row that is not
    there.
    """
    wanted = {(key, row_id) for key, ids in chosen.items() for row_id in ids}
    for key, row_id in wanted:
        dossier.get(key, row_id)
    wanted |= set(parts_of(dossier, wanted))
    carried = {getattr(dossier.get(*key), "mark_id", "") for key in wanted} - {""}
    wanted |= {("marks", mark_id) for mark_id in carried}
    rows = {
        key: tuple(row for row in dossier.table(key) if (key, row.id) in wanted) for key in SENDABLE
    }
    names: dict[str, dict[str, str]] = {}
    for key, of_table in rows.items():
        for row in of_table:
            for target in named_by(key, row):
                if target not in wanted and dossier.find(*target) is not None:
                    names.setdefault(target[0], {})[target[1]] = dossier.name_of(*target)
    told = wanted | {(key, row_id) for key, of_table in names.items() for row_id in of_table}
    marks = [mark_of(dossier, key, dossier.get(key, row_id)) for key, row_id in told]
    highest = max((m for m in marks if m is not None), key=lambda m: m.rank, default=None)
    return Parcel(
        rows={key: of_table for key, of_table in rows.items() if of_table},
        names=names,
        sender=sender,
        sent=sent,
        note=note,
        handling_mark=dossier.settings.handling_mark if highest is None else highest.name,
        origin=origin,
        head=head,
        past=tuple(past)[:MOST_EDITS],
    )


def parts_of(dossier: Dossier, rows: Iterable[RowKey]) -> Iterator[RowKey]:
    """The parts of rows, and their parts; what scenarios decide is part of the scenario only."""
    found = set(rows)
    frontier = set(found)
    while frontier:
        parts: set[RowKey] = set()
        for key in SENDABLE:
            owners = [
                (name, spec.table)
                for name, spec in specifications(TABLES[key].row_class).items()
                if isinstance(spec, Reference) and spec.owned
            ]
            if ("scenario_id", "scenarios") in owners:
                owners = [("scenario_id", "scenarios")]
            for row in dossier.table(key):
                if any((table, getattr(row, name)) in frontier for name, table in owners):
                    parts.add((key, row.id))
        frontier = parts - found
        found |= frontier
        yield from frontier


def named_by(table: str, row: Any) -> Iterator[RowKey]:
    """Every row that a row refers to, whether it must stand or not."""
    for name, spec in specifications(type(row)).items():
        value = getattr(row, name)
        if isinstance(spec, Reference) and value:
            yield spec.table, value
        elif isinstance(spec, References):
            yield from ((spec.table, row_id) for row_id in value)
    target = about(table, row)
    if target is not None:
        yield target


def dumps(parcel: Parcel) -> str:
    """The text of a parcel: JSON, readable by a person who wants to know what is sent."""
    document = {
        "format": FORMAT,
        "version": FORMAT_VERSION,
        "sender": {"name": parcel.sender.name, "desk": parcel.sender.desk},
        **{name: getattr(parcel, name) for name in _TEXTS},
        "past": list(parcel.past),
        "rows": {key: [row_to_plain(row) for row in rows] for key, rows in parcel.rows.items()},
        "names": {key: dict(names) for key, names in parcel.names.items()},
    }
    return json.dumps(document, ensure_ascii=False, allow_nan=False, indent=1) + "\n"


def loads(text: str) -> Parcel:
    """The parcel in a text. Raises NotAParcel for anything that is not in order."""
    if len(text) > LONGEST:
        raise NotAParcel(f"a parcel has at most {LONGEST:,} characters; this has {len(text):,}")
    try:
        document = json.loads(
            text, object_pairs_hook=_object, parse_int=_whole_number, parse_constant=_no_number
        )
        return _read(document)
    except (json.JSONDecodeError, RecursionError) as error:
        raise NotAParcel(f"this is not JSON: {error}") from error


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    twice = [key for key, count in Counter(key for key, _ in pairs).items() if count > 1]
    if twice:
        raise NotAParcel(f"the field “{twice[0]}” is given twice")
    return dict(pairs)


def _whole_number(digits: str) -> int:
    if len(digits) > _MOST_DIGITS:
        raise NotAParcel(f"a number of {len(digits)} digits is more than a dossier can hold")
    return int(digits)


def _no_number(word: str) -> float:
    raise NotAParcel(f"{word} is no number that a dossier can hold")


def _read(document: Any) -> Parcel:
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise NotAParcel(f'a parcel says "format": "{FORMAT}" at its beginning; this does not')
    version = document.get("version")
    if isinstance(version, bool) or version != FORMAT_VERSION:
        raise NotAParcel(
            f"this is version {str(version)[:20]} of the form of parcels; this program reads "
            f"version {FORMAT_VERSION}"
        )
    _refuse_unknown("a parcel", document, _FIELDS)
    _refuse_unstorable(document)
    texts = {name: _text(document.get(name, ""), name) for name in _TEXTS}
    if texts["sent"] and not _is_moment(texts["sent"]):
        raise NotAParcel("“sent” must be a date and time as year-month-dayThour:minute")
    sender = _mapping(document.get("sender", {}), "sender")
    _refuse_unknown("the sender", sender, {"name", "desk"})
    person = Person(*(_text(sender.get(part, ""), f"sender, {part}") for part in ("name", "desk")))
    rows, names = _rows(document.get("rows")), _names(document.get("names", {}))
    return Parcel(rows, names, person, **texts, past=_past(document.get("past", [])))


def _past(document: Any) -> tuple[str, ...]:
    if not isinstance(document, list):
        raise NotAParcel("“past” must be a list of identifiers")
    if len(document) > MOST_EDITS:
        raise NotAParcel(f"a parcel names at most {MOST_EDITS:,} edits")
    return tuple(_text(item, "past") for item in document)


def _rows(document: Any) -> dict[str, tuple[Any, ...]]:
    tables = _mapping(document, "rows")
    _refuse_unknown("the rows of a parcel", tables, set(SENDABLE))
    rows: dict[str, tuple[Any, ...]] = {}
    count = 0
    for key in SENDABLE:
        entries = tables.get(key, [])
        if not isinstance(entries, list):
            raise NotAParcel(f"{TABLES[key].many}: must be a list of rows")
        count += len(entries)
        if count > MOST_ROWS:
            raise NotAParcel(f"a parcel has at most {MOST_ROWS:,} rows")
        try:
            read = tuple(row_from_plain(TABLES[key].row_class, entry) for entry in entries)
        except InvalidDossier as problem:
            raise NotAParcel(str(problem)) from problem
        if len({row.id for row in read}) < len(read):
            raise NotAParcel(f"{TABLES[key].many}: the same row stands there twice")
        if read:
            rows[key] = read
    return rows


def _names(document: Any) -> dict[str, dict[str, str]]:
    tables = _mapping(document, "names")
    _refuse_unknown("the names of a parcel", tables, set(SENDABLE))
    return {
        key: {row_id: _text(name, "names") for row_id, name in _mapping(names, "names").items()}
        for key, names in tables.items()
    }


def _refuse_unknown(where: str, document: Mapping[str, Any], known: set[str]) -> None:
    for key in document:
        if key not in known:
            raise NotAParcel(f"“{key[:80]}” is no part of {where}")


def _refuse_unstorable(value: Any) -> None:
    """Every text, names of fields too, can be written to a dossier."""
    if isinstance(value, str):
        problem = storage_problem(value)
        if problem:
            raise NotAParcel(f"a text {problem}")
    elif isinstance(value, dict):
        for key, item in value.items():
            _refuse_unstorable(key)
            _refuse_unstorable(item)
    elif isinstance(value, list):
        for item in value:
            _refuse_unstorable(item)


def _mapping(value: Any, name: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise NotAParcel(f"“{name}” must be an object with named fields")
    return value


def _text(value: Any, name: str) -> str:
    if not isinstance(value, str):
        raise NotAParcel(f"“{name}” must be text")
    return value


def _is_moment(text: str) -> bool:
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True
