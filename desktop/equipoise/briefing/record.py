"""The sealed record of a briefing: what it was made of, small enough to travel inside it.

A record is JSON in one canonical form: keys sorted, no spaces, ASCII only, and within its texts
none of the signs that end a comment, an attribute or an element in a file that carries it. Its seal
is the beginning of its SHA-256: it shows damage, and names the record in print. It is no signature.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, TypeVar

FORMAT = 1
LONGEST = 32_000
"""Characters of a record: PDF/A holds strings of 32,767."""

_LONGEST_NAME = 60
_MOST_READ = 1_000_000
_SEAL_DIGITS = 16
_ESCAPED = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "'": "\\u0027", "\x7f": "\\u007f"}


class NotARecord(ValueError):
    """The text is no record of a briefing; the message says why in plain words."""


@dataclass(frozen=True, slots=True)
class Chance:
    """The probability of a goal, or the risk of a red line (`kind`); None beyond the months."""

    id: str
    name: str
    kind: str
    chance: float | None


@dataclass(frozen=True, slots=True)
class Level:
    """The 5, 50 and 95 % quantiles of a pole's index in the last month, in points."""

    id: str
    name: str
    low: float
    median: float
    high: float


@dataclass(frozen=True, slots=True)
class Share:
    """The weight of a recommendation in percent."""

    id: str
    name: str
    percent: float


@dataclass(frozen=True, slots=True)
class Figures:
    """The key figures of a briefing."""

    all_goals: float | None
    goals: tuple[Chance, ...]
    indices: tuple[Level, ...]
    weights: tuple[Share, ...]


@dataclass(frozen=True, slots=True)
class Stated:
    """What a briefing stated: the day, the scenario, the digest of its dossier, the key figures."""

    day: date
    scenario_id: str
    scenario: str
    dossier: str
    figures: Figures


@dataclass(frozen=True, slots=True)
class Record:
    """All that is needed to make a briefing again from its dossier, and to see that it is the same.

    `dossier` (in `stated`) and `document` are SHA-256 digests. `since` is what the briefing was
    compared with, if it says what has changed. `template` is the digest of the template,
    `libraries` are versions of what computed and typeset it.
    """

    program: str
    libraries: Mapping[str, str]
    kind: str
    language: str
    compared: tuple[str, ...]
    sections: tuple[str, ...] | None
    portion_marks: bool
    template: str
    seed: int
    draws: int
    months: int
    document: str
    stated: Stated
    since: Stated | None = None


def canonical(value: Any) -> str:
    """JSON values in their canonical form."""
    text = json.dumps(
        value, sort_keys=True, separators=(",", ":"), ensure_ascii=True, allow_nan=False
    )
    # None of these signs stands outside a string of JSON, and there an escape says the same.
    for sign, escape in _ESCAPED.items():
        text = text.replace(sign, escape)
    return text.replace("--", "\\u002d\\u002d")


def digest(value: Any) -> str:
    """SHA-256 of JSON values in their canonical form, in hexadecimal digits."""
    return hashlib.sha256(canonical(value).encode("ascii")).hexdigest()


def record_text(record: Record) -> str:
    """The record in its canonical form.

    Long names are cut, and left out where the record would be too long for a file to carry.
    """
    for length in (_LONGEST_NAME, 12, 0):
        text = canonical(_shortened({"format": FORMAT, **_plain(record)}, length))
        if len(text) <= LONGEST:
            break
    return text


def _plain(record: Record) -> dict[str, Any]:
    values = asdict(record)
    for key in ("stated", "since"):
        if values[key] is not None:
            values[key]["day"] = values[key]["day"].isoformat()
    return values


def _shortened(value: Any, length: int) -> Any:
    if isinstance(value, dict):
        return {
            key: item[:length] if key in ("name", "scenario") else _shortened(item, length)
            for key, item in value.items()
        }
    return (
        [_shortened(item, length) for item in value] if isinstance(value, list | tuple) else value
    )


def seal_of(text: str) -> str:
    """The seal of a record: the first 16 digits of its SHA-256, in groups of four."""
    digits = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:_SEAL_DIGITS]
    return " ".join(digits[place : place + 4] for place in range(0, _SEAL_DIGITS, 4))


def record_of(text: str) -> Record:
    """The record in its JSON form. Raises NotARecord in plain words."""
    if len(text) > _MOST_READ:
        raise NotARecord("the record is longer than any that this program writes")
    try:
        values = json.loads(text, parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        raise NotARecord("the record cannot be read") from error
    if not isinstance(values, dict):
        raise NotARecord("the record cannot be read")
    version = values.get("format")
    if isinstance(version, bool) or version != FORMAT:
        raise NotARecord(
            f"the record is of a form that this program does not know (it reads form {FORMAT})"
        )
    try:
        return _record(values)
    except (KeyError, TypeError, ValueError, OverflowError) as error:
        raise NotARecord("the record lacks something, or says it in another way") from error


def _no_number(_: str) -> float:
    raise ValueError("not a number")


Kind = TypeVar("Kind")


def _is(kind: type[Kind], value: Any) -> Kind:
    if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
        raise TypeError
    return value


def _text(value: Any) -> str:
    return _is(str, value)


def _number(value: Any) -> float:
    number = float(_is(float, value) if isinstance(value, float) else _is(int, value))
    if not math.isfinite(number):
        raise ValueError
    return number


def _chance(value: Any) -> float | None:
    if value is None:
        return None
    if not 0 <= _number(value) <= 1:
        raise ValueError
    return _number(value)


def _texts(value: Any) -> tuple[str, ...]:
    return tuple(_text(item) for item in _is(list, value))


def _record(values: dict[str, Any]) -> Record:
    sections, since = values["sections"], values["since"]
    libraries = _is(dict, values["libraries"])
    return Record(
        program=_text(values["program"]),
        libraries={_text(key): _text(item) for key, item in libraries.items()},
        kind=_text(values["kind"]),
        language=_text(values["language"]),
        compared=_texts(values["compared"]),
        sections=None if sections is None else _texts(sections),
        portion_marks=_is(bool, values["portion_marks"]),
        template=_text(values["template"]),
        seed=_is(int, values["seed"]),
        draws=_is(int, values["draws"]),
        months=_is(int, values["months"]),
        document=_text(values["document"]),
        stated=_stated(_is(dict, values["stated"])),
        since=None if since is None else _stated(_is(dict, since)),
    )


def _stated(values: dict[str, Any]) -> Stated:
    figures = _is(dict, values["figures"])
    return Stated(
        day=date.fromisoformat(_text(values["day"])),
        scenario_id=_text(values["scenario_id"]),
        scenario=_text(values["scenario"]),
        dossier=_text(values["dossier"]),
        figures=Figures(
            _chance(figures["all_goals"]),
            tuple(
                Chance(_text(g["id"]), _text(g["name"]), _text(g["kind"]), _chance(g["chance"]))
                for g in _is(list, figures["goals"])
            ),
            tuple(
                Level(
                    _text(i["id"]),
                    _text(i["name"]),
                    *(_number(i[q]) for q in ("low", "median", "high")),
                )
                for i in _is(list, figures["indices"])
            ),
            tuple(
                Share(_text(w["id"]), _text(w["name"]), _number(w["percent"]))
                for w in _is(list, figures["weights"])
            ),
        ),
    )
