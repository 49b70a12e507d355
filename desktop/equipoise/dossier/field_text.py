"""The values of fields as text (for tables, clipboard, filter), their order, and back from text."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from functools import cache, partial
from typing import Any

from equipoise.dossier.dossier import TABLES, Dossier
from equipoise.dossier.fields import (
    Choice,
    Day,
    Field,
    Flag,
    Judged,
    Number,
    Reference,
    References,
)
from equipoise.dossier.judgment import Judgment
from equipoise.dossier.number_text import (
    judgment_text,
    number_text,
    read_judgment,
    read_number,
)
from equipoise.dossier.validation import value_problem

NONE = "none"
_LIST_SEPARATOR = "; "


def text_of(dossier: Dossier, spec: Field, value: Any) -> str:
    """What a cell of a table shows for a value; "" for what is absent."""
    return "" if value is None else _writer(dossier, spec)(value)


def _writer(dossier: Dossier, spec: Field) -> Callable[[Any], str]:
    """Writes values of a field that are there."""
    match spec:
        case Number():
            return number_text
        case Judged():
            return judgment_text
        case Choice():
            words = dict(spec.options)
            return lambda value: words.get(value, value)
        case Flag():
            return lambda value: "yes" if value else "no"
        case Day():
            return date.isoformat
        case Reference():
            name_of = cache(partial(dossier.name_of, spec.table))
            return lambda row_id: name_of(row_id) if row_id else ""
        case References():
            name_of = cache(partial(dossier.name_of, spec.table))
            return lambda row_ids: _LIST_SEPARATOR.join(map(name_of, row_ids))
        case _:
            return str


def help_of(spec: Field) -> str:
    """What a field means, with its unit and bounds."""
    if isinstance(spec, Number | Judged):
        unit = f" {spec.unit}" if spec.unit else ""
        bounds = f"{number_text(spec.minimum)} to {number_text(spec.maximum)}{unit}"
        return f"{spec.label}: {spec.help}\nFrom {bounds}."
    return f"{spec.label}: {spec.help}"


def value_of(dossier: Dossier, spec: Field, text: str) -> Any:
    """The value that a typed or pasted text means. Raises ValueError in plain words."""
    value = _read(dossier, spec, text)
    problem = value_problem(spec, value)
    if problem:
        raise ValueError(problem)
    return value


def _read(dossier: Dossier, spec: Field, text: str) -> Any:
    plain = text.strip()
    match spec:
        case Number():
            number = read_number(text)
            return int(number) if spec.whole and number.is_integer() else number
        case Judged():
            if spec.optional and plain.casefold() in ("", NONE):
                return None
            return read_judgment(text)
        case Choice():
            return _one_of(plain, dict(spec.options))
        case Flag():
            return _yes_or_no(plain)
        case Day():
            return _day(spec, plain)
        case Reference():
            if spec.optional and plain.casefold() in ("", NONE):
                return ""
            return _row_named(dossier, spec.table, plain)
        case References():
            names = [part.strip() for part in text.split(_LIST_SEPARATOR.strip())]
            return tuple(_row_named(dossier, spec.table, name) for name in names if name)
        case _:
            return text


def _one_of(text: str, options: dict[str, str]) -> str:
    wanted = text.casefold()
    for key, word in options.items():
        if wanted in (key.casefold(), word.casefold()):
            return key
    raise ValueError(f"“{text}” is not one of {', '.join(options.values())}")


def _yes_or_no(text: str) -> bool:
    if text.casefold() in ("yes", "true", "1"):
        return True
    if text.casefold() in ("no", "false", "0", ""):
        return False
    raise ValueError(f"“{text}” is neither yes nor no")


def _day(spec: Day, text: str) -> date | None:
    if spec.optional and text.casefold() in ("", NONE):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError(
            f"“{text}” is not a day; write year-month-day, for example 2026-03-31"
        ) from None


def _row_named(dossier: Dossier, table: str, name: str) -> str:
    for row in dossier.table(table):
        if dossier.name_of_row(table, row).strip().casefold() == name.casefold():
            row_id: str = row.id
            return row_id
    raise ValueError(f"no row of {TABLES[table].many} is named “{name}”")


def texts_of(dossier: Dossier, spec: Field, values: Iterable[Any]) -> list[str]:
    """`text_of` for many values of one field: what they have in common is found out once."""
    write = _writer(dossier, spec)
    return ["" if value is None else write(value) for value in values]


def sort_keys(dossier: Dossier, spec: Field, values: Iterable[Any]) -> list[Any]:
    """What to sort values of one field by; None for what is absent or empty.

    Numbers and days count by their size, judgments by what is likely, choices in the order in
    which they are offered, and texts by their letters, small and large alike.
    """
    match spec:
        case Number() | Flag() | Day():
            return list(values)
        case Judged():
            return [_judgment_key(value) for value in values]
        case Choice():
            places = {key: place for place, (key, _) in enumerate(spec.options)}
            return [places.get(value, len(places)) for value in values]
        case _:
            return [text.casefold() or None for text in texts_of(dossier, spec, values)]


def _judgment_key(judgment: Judgment | None) -> tuple[float, float, float] | None:
    return None if judgment is None else (judgment.likely, judgment.low, judgment.high)
