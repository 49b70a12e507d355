"""Rows of a damaged file made whole, each for itself: from what was read, else from the journal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import MISSING, dataclass, field, fields
from typing import Any

from equipoise.dossier.difference import SETTINGS
from equipoise.dossier.dossier import TABLES
from equipoise.dossier.fields import Field, Judged, specifications
from equipoise.dossier.json_form import row_from_plain, value_from_plain, value_to_plain
from equipoise.dossier.rows import Settings
from equipoise.dossier.validation import value_problem
from equipoise.store.columns import JUDGMENT_PARTS, plain_row
from equipoise.store.repairing.journal import Told
from equipoise.store.repairing.loss import Lost
from equipoise.store.repairing.recognition import Recognised

WHOLE = "the whole row"
_FROM_JOURNAL = "it stands as the journal has it last"


@dataclass(slots=True)
class Draft:
    """Rows by table and identifier, in order; `missing` are those known of that are not there."""

    settings: Settings
    rows: dict[str, dict[str, Any]] = field(default_factory=dict)
    missing: dict[str, set[str]] = field(default_factory=dict)
    lost: list[Lost] = field(default_factory=list)


def drafted(
    found: Recognised,
    told: Mapping[tuple[str, str], Told],
    orders: Mapping[str, list[str]],
    lost: list[Lost],
    *,
    journal_whole: bool,
) -> Draft:
    """Every row that can be made whole by itself; references are not looked at."""
    draft = Draft(_settings(found, told, lost), lost=lost)
    for key in TABLES:
        rows, places = _typed_rows(key, found, told, lost)
        known = _known(key, found, told, orders)
        draft.missing[key] = known - rows.keys()
        for row_id in sorted(draft.missing[key]):
            row = _from_journal(key, row_id, told)
            if row is None:
                continue
            if found.indexed.get(key) and row_id not in found.indexed[key] and not journal_whole:
                lost.append(
                    Lost(key, row_id, "a row that the journal speaks of; whether it was deleted "
                         "later cannot be told, and it is left out")
                )  # fmt: skip
                draft.missing[key].discard(row_id)
                continue
            rows[row_id] = row
            lost.append(Lost(key, row_id, f"{WHOLE} in its place; {_FROM_JOURNAL}"))
        draft.missing[key] -= rows.keys()
        draft.rows[key] = _in_order(rows, places, found.indexed.get(key, {}), orders.get(key, []))
        unknown = _gaps(places) - len(known - places.keys())
        if unknown > 0:
            lost.append(Lost(key, "", f"{unknown} rows of which nothing but their places is known"))
    return draft


def _known(
    key: str,
    found: Recognised,
    told: Mapping[tuple[str, str], Told],
    orders: Mapping[str, list[str]],
) -> set[str]:
    """Every row that index or journal know of and do not know to be deleted."""
    spoken = {row_id for (table, row_id), last in told.items() if table == key and not last.removed}
    gone = {row_id for (table, row_id), last in told.items() if table == key and last.removed}
    ordered = {row_id for row_id in orders.get(key, ()) if row_id not in gone}
    return set(found.indexed.get(key, ())) | spoken | ordered


def _settings(
    found: Recognised, told: Mapping[tuple[str, str], Told], lost: list[Lost]
) -> Settings:
    last = told.get((SETTINGS, SETTINGS), Told())
    for record in found.records[SETTINGS]:
        row = _typed(SETTINGS, Settings, record, found, last, lost=lost)
        if isinstance(row, Settings):
            return row
    lost.append(
        Lost(SETTINGS, SETTINGS, "the settings; those that the journal does not know are as in a "
             "new dossier")
    )  # fmt: skip
    settings = row_from_plain(Settings, last.fields)
    return settings if isinstance(settings, Settings) else Settings()


def _typed_rows(
    key: str, found: Recognised, told: Mapping[tuple[str, str], Told], lost: list[Lost]
) -> tuple[dict[str, Any], dict[str, int]]:
    """The rows of a table by identifier, and their places."""
    rows: dict[str, Any] = {}
    places: dict[str, int] = {}
    row_class = TABLES[key].row_class
    for record in sorted(found.records[key], key=lambda record: (record["position"], record["id"])):
        last = told.get((key, record["id"]), Told())
        row = _typed(key, row_class, record, found, last, lost=lost)
        if row is None or row.id in rows:
            continue
        if row.id != record["id"]:
            known = found.indexed.get(key, {})
            if row.id not in known or record["id"] in known:
                lost.append(
                    Lost(key, record["id"], f"{WHOLE}: it names others than its identifier does")
                )
                continue
        rows[row.id] = row
        places[row.id] = record["position"]
    return rows, places


def _typed(
    key: str,
    row_class: type[Any],
    record: dict[str, Any],
    found: Recognised,
    last: Told,
    *,
    lost: list[Lost],
) -> Any | None:
    """A row with every field in order, or None; `lost` names the fields put right."""
    plain = plain_row(row_class, record)
    gaps = found.gaps.get((key, record["id"]), {})
    if "id" in gaps:
        lost.append(Lost(key, record["id"], "its identifier, which the index still has"))
    own: list[Lost] = []
    for name, spec in specifications(row_class).items():
        fault = _fault(spec, plain[name], [gaps[c] for c in _columns(name, spec) if c in gaps])
        if fault == _IN_PART:
            own.append(Lost(key, record["id"], f"{spec.label}: {fault}"))
        elif fault:
            standing = _standing_in(row_class, name, last)
            if standing is None:
                lost.append(Lost(key, record["id"], f"{WHOLE}: {spec.label} {fault}"))
                return None
            plain[name], words = standing
            own.append(Lost(key, record["id"], f"{spec.label} {fault}; {words}"))
    try:
        row = row_from_plain(row_class, plain)
    except ValueError as error:
        lost.append(Lost(key, record["id"], f"{WHOLE}: {str(error).splitlines()[0]}"))
        return None
    lost.extend(own)
    lost.extend(_differing(key, row, plain, last, {loss.what.split(":")[0] for loss in own}))
    return row


_IN_PART = "in part; what cannot be read stands as \N{REPLACEMENT CHARACTER}"


def _fault(spec: Field, plain: Any, gaps: list[bool]) -> str:
    if False in gaps:
        return "cannot be read"
    try:
        fault = value_problem(spec, value_from_plain(spec, plain))
    except (ValueError, OverflowError) as error:
        fault = str(error)
    return fault[:200] or (_IN_PART if gaps else "")


def _columns(name: str, spec: Field) -> list[str]:
    return [f"{name}_{part}" for part in JUDGMENT_PARTS] if isinstance(spec, Judged) else [name]


def _standing_in(row_class: type[Any], name: str, last: Told) -> tuple[Any, str] | None:
    """What is put in the place of a field's value, in the JSON form, and words for it."""
    if name in last.fields:
        return last.fields[name], _FROM_JOURNAL
    default = next(f for f in fields(row_class) if f.name == name)
    if default.default is not MISSING:
        return value_to_plain(default.default), "it stands as in a new row"
    return None


def _differing(
    key: str, row: Any, plain: Mapping[str, Any], last: Told, told_of: set[str]
) -> Iterator[Lost]:
    """Fields that hold another value than the journal says was written last."""
    for name, spec in specifications(type(row)).items():
        if name not in last.fields or spec.label in told_of:
            continue
        written = value_from_plain(spec, last.fields[name])
        if written != getattr(row, name) and value_to_plain(written) != plain[name]:
            yield Lost(
                key,
                row.id,
                f"{spec.label}: the row and the journal differ; it stands as the row has it, "
                f"the journal has {str(value_to_plain(written))[:80]!r}",
            )


def _from_journal(key: str, row_id: str, told: Mapping[tuple[str, str], Told]) -> Any | None:
    last = told.get((key, row_id))
    if last is None or last.removed:
        return None
    row_class = TABLES[key].row_class
    needed = set(specifications(row_class))
    if not (last.whole or needed <= last.fields.keys()):
        return None
    plain = dict(last.fields)
    if "id" in row_class.__dataclass_fields__:
        plain["id"] = row_id
    try:
        row = row_from_plain(row_class, plain)
    except ValueError:
        return None
    return row if row.id == row_id else None


def _gaps(places: Mapping[str, int]) -> int:
    """Places below the last that no row stands at; a place beyond all reason counts for nothing."""
    sound = [place for place in places.values() if 0 <= place < 10 * len(places) + 1000]
    return max(sound, default=-1) + 1 - len(set(sound))


def _in_order(
    rows: dict[str, Any], places: dict[str, int], numbers: Mapping[str, int], order: list[str]
) -> dict[str, Any]:
    """The rows in their order; those brought back stand where there is a gap, else at the end."""
    taken = set(places.values())
    free = iter(place for place in range(len(rows) + 1) if place not in taken)
    back = [row_id for row_id in rows if row_id not in places]
    listed = {row_id: place for place, row_id in enumerate(order)}
    back.sort(key=lambda row_id: (listed.get(row_id, len(order)), numbers.get(row_id, 0)))
    at = dict(places)
    for row_id in back:
        at[row_id] = next(free, len(rows) + len(at))
    return {row_id: rows[row_id] for row_id in sorted(rows, key=lambda row_id: at[row_id])}
