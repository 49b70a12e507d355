"""A difference in words: where, which row, which field, from what to what, as users see values."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import MISSING, dataclass, fields
from typing import Any

from equipoise.dossier.difference import SETTINGS, RowChange, difference
from equipoise.dossier.dossier import TABLES, Dossier
from equipoise.dossier.field_text import text_of
from equipoise.dossier.fields import Field, Judged, Reference, References, specifications
from equipoise.dossier.json_form import value_from_plain
from equipoise.dossier.rows import Conflict, Settings
from equipoise.dossier.scenarios import ScenarioState

ADDED = "added"
REMOVED = "removed"
WHOLE_ROW = "Whole row"
ORDER_LABEL = "Order"
ORDER_CHANGED = "order changed"
ABSENT = "absent"
UNREADABLE = "cannot be read"
AS_TERM = "as its posture term"

Naming = Callable[[str, str], str]
"""The name that users know a row by, from its table and identifier."""

_LONG = 160
_AROUND = 30
_MOST_CHANGED = 400
_MOST_CONTENTS = 300
_NOBODY = Dossier()
_IN_NAME: Mapping[str, tuple[str, ...]] = {
    "conflicts": ("table", "row_id"),
    "reservations": ("person", "table", "row_id", "field"),
    "names_abroad": ("language",),
    "briefings_issued": ("day", "kind", "language"),
}
"""The fields that the name of a row with an identifier of its own is made of."""


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that differs, in words.

    `field` is empty for a whole row that was added or removed; `row_id` and `field` are both empty
    where the rows of a table stand in another order. `old` and `new` are empty for what is empty.
    """

    table: str
    table_name: str
    row_id: str
    row_name: str
    field: str
    field_label: str
    old: str
    new: str

    @property
    def is_removal(self) -> bool:
        """Whether the whole row was removed."""
        return bool(self.row_id) and not self.field and self.new == REMOVED


def lines(before: Dossier, after: Dossier) -> tuple[Line, ...]:
    """Everything that leads from `before` to `after`, in the order of tables and rows."""
    found = difference(before, after)
    said: list[Line] = []
    for change in found.changes:
        said.extend(_lines_of(before, after, change))
    said.extend(
        Line(key, table_name(key), "", "", "", ORDER_LABEL, "", ORDER_CHANGED)
        for key in found.reordered
        if _moved(before, after, key)
    )
    places = {key: place for place, key in enumerate((SETTINGS, *TABLES))}
    return tuple(sorted(said, key=lambda line: places[line.table]))


def table_name(table: str) -> str:
    """What users call a table; the table's own key if there is none such."""
    if table == SETTINGS:
        return "Settings"
    return TABLES[table].many if table in TABLES else table


def row_class(table: str) -> type[Any]:
    """The class of a table's rows; `settings` stands for the settings. Raises KeyError."""
    return Settings if table == SETTINGS else TABLES[table].row_class


def in_words(name_of: Naming, table: str, field: str, value: Any) -> str:
    """A field's value as users see it: names for references, words for choices and bookmarks."""
    spec = specifications(row_class(table)).get(field)
    if spec is None:
        return str(value)
    if table == "scenarios" and field == "bookmark":
        return _bookmark(name_of, value)
    if table == "briefings_issued" and field == "record":
        return f"sealed, {len(value):,} characters" if value else ""
    if value is None and isinstance(spec, Judged):
        return AS_TERM
    return _text(name_of, spec, value)


def row_in_words(name_of: Naming, table: str, row: Any) -> str:
    """What a row says beyond its name: every field that is not as in any new row."""
    said = []
    for name, spec in _telling(table, row):
        value = getattr(row, name)
        if table == "conflicts" and name in ("kept", "other"):
            text = _alternative(name_of, row, value)
        else:
            text = in_words(name_of, table, name, value)
        said.append(f"{spec.label} {_shortened(_on_one_line(text), _LONG)}")
    return _shortened("; ".join(said), _MOST_CONTENTS)


def shown_change(old: str, new: str) -> tuple[str, str]:
    """Both texts on one line; long ones only around the place where they differ."""
    if old == new or max(len(old), len(new)) <= _LONG:
        return _on_one_line(old), _on_one_line(new)
    same = _common_length(old, new)
    rest = min(len(old), len(new)) - same
    ending = min(_common_length(old[::-1], new[::-1]), rest)
    start = _word_start(old, max(same - _AROUND, 0))
    return tuple(  # type: ignore[return-value]
        _cut(text, start, _word_end(text, min(len(text) - ending + _AROUND, len(text))))
        for text in (old, new)
    )


def _lines_of(before: Dossier, after: Dossier, change: RowChange) -> Iterator[Line]:
    key = change.table
    if change.old is None or change.new is None:
        dossier, row = (after, change.new) if change.old is None else (before, change.old)
        contents = row_in_words(dossier.name_of, key, row)
        added = f"{ADDED}: {contents}" if contents else ADDED
        old, new = ("", added) if change.old is None else (contents, REMOVED)
        name = dossier.name_of_row(key, row)
        yield Line(key, table_name(key), change.row_id, name, "", WHOLE_ROW, old, new)
        return
    settings = key == SETTINGS
    name = after.settings.title if settings else after.name_of_row(key, change.new)
    specs = specifications(type(change.new))
    for field in change.fields:
        old, new = (
            in_words(dossier.name_of, key, field, getattr(row, field))
            for dossier, row in ((before, change.old), (after, change.new))
        )
        shown = shown_change(old, new)
        yield Line(key, table_name(key), change.row_id, name, field, specs[field].label, *shown)


def _moved(before: Dossier, after: Dossier, key: str) -> bool:
    """Whether the rows that stand in both are in another order; new and removed rows move none."""
    kept = [row.id for row in before.table(key) if after.find(key, row.id) is not None]
    return kept != [row.id for row in after.table(key) if before.find(key, row.id) is not None]


def _telling(table: str, row: Any) -> Iterator[tuple[str, Field]]:
    """The fields that say more than the row's name and differ from those of any new row."""
    specs = specifications(type(row))
    derived = not any(field.name == "id" for field in fields(row))
    for field in fields(row):
        spec = specs.get(field.name)
        named = field.name in ("name", "row_name") or (
            derived and field.default is MISSING and not isinstance(spec, Judged)
        )
        if spec is None or named or field.name in _IN_NAME.get(table, ()):
            continue
        if field.default is MISSING or getattr(row, field.name) != field.default:
            yield field.name, spec


def _text(name_of: Naming, spec: Field, value: Any) -> str:
    match spec:
        case Reference():
            return name_of(spec.table, value) if value else ""
        case References():
            return "; ".join(name_of(spec.table, item) for item in value)
        case _:
            return text_of(_NOBODY, spec, value)


def _bookmark(name_of: Naming, text: str) -> str:
    """What a bookmark brings back, in words."""
    if not text:
        return ""
    try:
        state = ScenarioState.of_text(text)
    except ValueError:
        return UNREADABLE
    weights = [f"{name_of('recommendations', k)} {v:g} %" for k, v in state.weights.items()]
    parts = [", ".join(weights) or "no weights"]
    for number, word in (
        (len(state.forcings), "forcing"),
        (len(state.overrides), "override"),
        (len(state.set_aside), "goal"),
    ):
        if number:
            aside = " set aside" if word == "goal" else ""
            parts.append(f"{number} {word}{'s' if number > 1 else ''}{aside}")
    return "; ".join(parts)


def _alternative(name_of: Naming, conflict: Conflict, text: str) -> str:
    """One of the two things that a conflict keeps, in words."""
    if not text:
        return ABSENT
    if not conflict.field:
        return "the row as it stood"
    try:
        spec = specifications(row_class(conflict.table))[conflict.field]
        value = value_from_plain(spec, json.loads(text))
        return in_words(name_of, conflict.table, conflict.field, value)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return UNREADABLE


def _common_length(one: str, two: str) -> int:
    """How many characters both texts begin with."""
    pairs = enumerate(zip(one, two, strict=False))
    return next((i for i, (a, b) in pairs if a != b), min(len(one), len(two)))


def _cut(text: str, start: int, end: int) -> str:
    middle = _shortened(text[start:end], _MOST_CHANGED)
    return f"{'… ' if start else ''}{_on_one_line(middle)}{' …' if end < len(text) else ''}"


def _word_start(text: str, place: int) -> int:
    """The beginning of the word that `place` is in, unless that is far away."""
    space = text.rfind(" ", max(place - _AROUND, 0), place)
    return space + 1 if space >= 0 else place


def _word_end(text: str, place: int) -> int:
    space = text.find(" ", place, place + _AROUND)
    return space if space >= 0 else place


def _shortened(text: str, most: int) -> str:
    if len(text) <= most:
        return text
    head = text[: most * 2 // 3].rsplit(" ", 1)[0]
    tail = text[-most // 3 :].split(" ", 1)[-1]
    return f"{head.rstrip()} […] {tail.lstrip()}"


def _on_one_line(text: str) -> str:
    """A line break as the mark that shows one: a break more or less is a change, too."""
    return text.replace("\r\n", "\n").replace("\n", " ¶ ")
