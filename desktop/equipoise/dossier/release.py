"""The release copy: a dossier at or below a handling mark, and a list of what it leaves out.

A row stays if its mark in force (`marks.mark_of`) ranks no higher than the mark of the copy and if
all that it cannot do without stays. So go with a row: what belongs to it; what joins it to others
(effects, dampings, spillovers, linkages); goals about it; and what scenarios decide about it. An
aspect goes with any of its cells, since it needs one for every pole; a pole when none of its cells
that count is left. Of the settings, all texts count as the default mark. Issued briefings and
sentences of briefings hold figures that were computed from all rows: where anything that figures
depend on is left out, only those stay that carry a mark of their own. A name in another language
goes with the row that has the name.
Sources, preconditions, bookmarks, the base scenario and the default mark only lose what named a
row that is gone (`Cleared`). Marks above that of the copy, conflicts, and what scenarios or
reservations say of rows deleted earlier (their names are remembered there) are in no copy.

The copy is a dossier of its own: whoever writes it must begin a new file, with a new history.

What no program can take away, and a person must weigh before the copy leaves:
- Texts that stay. Those that name a left-out row are listed (`Mention`), never altered; those that
  speak of it in other words cannot be found.
- Numbers that stay were judged by people who knew the rest. Weights keep their percent, so a sum
  below 100 % may be effort given to something left out; the same holds for shares of steps.
- Names and order that stay: “Option 1, Option 3” tells of an option 2. Identifiers that programs
  give are random; those written by hand may say something, and are listed where they hold a name.
- Two copies at different marks, or a copy and published figures, side by side: seed and identifiers
  are the same in both, so that they differ by nothing but what was left out.
- Marks of equal rank are not told apart: who may read one of them gets the rows of the others.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from equipoise.dossier.deletion import RowKey
from equipoise.dossier.difference import SETTINGS
from equipoise.dossier.dossier import ABOUT_JUDGMENTS, NOT_PROJECTED, TABLES, Dossier
from equipoise.dossier.fields import Reference, References, Text, specifications
from equipoise.dossier.marks import MARK_FIELD, default_mark, mark_of, own_mark, owners_of
from equipoise.dossier.mentions import Mention, mentions
from equipoise.dossier.rows import FORCINGS, Mark, Settings
from equipoise.dossier.scenarios import ScenarioState
from equipoise.dossier.stability import unstable_spillovers
from equipoise.dossier.validation import judged_field, validated

_NOT_JUDGED = ("marks", "conflicts")
_COMPUTED = ("briefing_texts", "briefings_issued")
"""The tables that hold figures computed from the rest of the dossier."""
_PRECONDITION = "after_step_id"
"""The one reference to a row left out that a row can do without; with any other it goes too."""

Reasons = dict[RowKey, str]
"""The rows left out, each with the reason in plain words."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A row (or a text of the settings, by its label) that is not in the copy.

    `mark` is the name of the mark in force for it; `why` says why it is left out.
    """

    table: str
    row_id: str
    name: str
    mark: str
    why: str


@dataclass(frozen=True, slots=True)
class Cleared:
    """A field of a row that stays, out of which the names of left-out rows were taken."""

    table: str
    row_id: str
    name: str
    field: str


@dataclass(frozen=True, slots=True)
class Release:
    """A copy at or below `mark`: what it holds, what it lacks, and what a person should read."""

    dossier: Dossier
    mark: Mark
    left_out: tuple[LeftOut, ...]
    cleared: tuple[Cleared, ...]
    mentions: tuple[Mention, ...]


def release(dossier: Dossier, mark_id: str) -> Release:
    """The copy of a dossier at or below a mark. Raises KeyError for an unknown mark."""
    limit: Mark = dossier.get("marks", mark_id)
    reasons = _reasons(dossier, limit)
    settings, emptied = _settings(dossier, limit)
    copy = replace(dossier, settings=settings)
    cleared = list(_cleared_settings(dossier, reasons))
    for key in TABLES:
        kept = []
        for row in dossier.table(key):
            if (key, row.id) in reasons:
                continue
            clean = _cleaned(dossier, key, row, reasons)
            kept.append(clean)
            cleared += [
                Cleared(key, row.id, dossier.name_of_row(key, row), spec.label)
                for name, spec in specifications(type(row)).items()
                if getattr(row, name) != getattr(clean, name)
            ]
        copy = copy.with_table(key, kept)
    copy = validated(_without_dangling_settings(copy))
    left_out = (*emptied, *_listed(dossier, reasons))
    rows = (dossier.get(*key) for key in reasons)
    names = [row.name for row in rows if hasattr(row, "name")]
    return Release(copy, limit, left_out, tuple(cleared), tuple(mentions(copy, names)))


def _listed(dossier: Dossier, reasons: Reasons) -> Iterator[LeftOut]:
    for key in TABLES:
        for row in dossier.table(key):
            why = reasons.get((key, row.id))
            if why is not None:
                name, mark = dossier.name_of_row(key, row), mark_of(dossier, key, row)
                yield LeftOut(key, row.id, name, mark.name if mark else "", why)


# -- settings ------------------------------------------------------------------------------------


def _settings(dossier: Dossier, limit: Mark) -> tuple[Settings, tuple[LeftOut, ...]]:
    """The settings of the copy, and each text emptied because the default mark is above."""
    settings, default = dossier.settings, default_mark(dossier)
    emptied: list[LeftOut] = []
    if default is not None and default.rank > limit.rank:
        why = f"texts of the settings count as {default.name}, the default mark"
        bare = Settings()
        for name, spec in specifications(Settings).items():
            if isinstance(spec, Text) and getattr(settings, name) != getattr(bare, name):
                changed: dict[str, Any] = {name: getattr(bare, name)}
                settings = replace(settings, **changed)
                if name != "handling_mark":
                    emptied.append(LeftOut(SETTINGS, SETTINGS, spec.label, default.name, why))
    return replace(settings, handling_mark=limit.name), tuple(emptied)


def _without_dangling_settings(copy: Dossier) -> Dossier:
    blank: dict[str, Any] = {
        name: ""
        for name, spec in specifications(Settings).items()
        if isinstance(spec, Reference)
        and copy.find(spec.table, getattr(copy.settings, name)) is None
    }
    return replace(copy, settings=replace(copy.settings, **blank))


def _cleared_settings(dossier: Dossier, reasons: Reasons) -> Iterator[Cleared]:
    for name, spec in specifications(Settings).items():
        if isinstance(spec, Reference):
            key = (spec.table, getattr(dossier.settings, name))
            if key[1] and not _stays(dossier, reasons, *key):
                yield Cleared(SETTINGS, SETTINGS, dossier.settings.title, spec.label)


# -- which rows go -------------------------------------------------------------------------------


def _reasons(dossier: Dossier, limit: Mark) -> Reasons:
    """Every row left out: those above the mark, then, again and again, those that need one gone.

    Poles are weighed last, when it is settled which aspects stay.
    """
    found: Reasons = dict(_above(dossier, limit))
    for rules in (
        (_needing, _gaps_in_grid),
        (_poles_without_weight, _needing, _unstable),
        (_computed, _names_abroad),
    ):
        before = -1
        while len(found) != before:
            before = len(found)
            for rule in rules:
                for key, why in tuple(rule(dossier, found)):
                    found.setdefault(key, why)
    return found


def _above(dossier: Dossier, limit: Mark) -> Iterator[tuple[RowKey, str]]:
    """Rows above by their own mark, or by the default mark; what belongs to others follows them."""
    default = default_mark(dossier)
    for mark in dossier.marks:
        if mark.rank > limit.rank:
            yield ("marks", mark.id), f"ranks above {limit.name}"
    for row in dossier.conflicts:
        yield ("conflicts", row.id), "alternatives that are not decided yet go into no copy"
    for key in TABLES:
        if key in _NOT_JUDGED:
            continue
        for row in dossier.table(key):
            own = own_mark(dossier, row)
            if own is not None and own.rank > limit.rank:
                yield (key, row.id), f"carries the mark {own.name}"
            elif (
                own is None
                and default is not None
                and default.rank > limit.rank
                and not owners_of(dossier, key, row)
            ):
                yield (key, row.id), f"has no mark of its own and counts as {default.name}"


def _needing(dossier: Dossier, found: Reasons) -> Iterator[tuple[RowKey, str]]:
    """Rows that name a row that is gone and cannot do without it."""
    for key, table in TABLES.items():
        if key in _NOT_JUDGED:
            continue
        specs = {
            name: spec
            for name, spec in specifications(table.row_class).items()
            if isinstance(spec, Reference) and name not in (MARK_FIELD, _PRECONDITION)
        }
        for row in dossier.table(key):
            named = [(spec, (spec.table, getattr(row, name))) for name, spec in specs.items()]
            why = next(
                (
                    _why(dossier, found, target, owned=spec.owned)
                    for spec, target in named
                    if target[1] and not _stays(dossier, found, *target)
                ),
                "",
            )
            if key in ABOUT_JUDGMENTS and not why:
                judged = row.table, row.row_id
                why = "" if _stays(dossier, found, *judged) else _why(dossier, found, judged)
            if why:
                yield (key, row.id), why


def _stays(dossier: Dossier, found: Reasons, table: str, row_id: str) -> bool:
    return dossier.find(table, row_id) is not None and (table, row_id) not in found


def _why(dossier: Dossier, found: Reasons, target: RowKey, *, owned: bool = False) -> str:
    if target not in found:
        return "speaks of a row that was deleted"
    named = f"the {TABLES[target[0]].one} “{dossier.name_of(*target)}”, which is left out"
    return f"belongs to {named}" if owned else f"is about {named}"


def _gaps_in_grid(dossier: Dossier, found: Reasons) -> Iterator[tuple[RowKey, str]]:
    for cell in dossier.cells:
        aspect, pole = ("aspects", cell.aspect_id), ("poles", cell.pole_id)
        if ("cells", cell.id) in found and aspect not in found and pole not in found:
            name = dossier.name_of_row("cells", cell)
            yield aspect, f"its cell “{name}” is left out, and an aspect needs one for every pole"


def _poles_without_weight(dossier: Dossier, found: Reasons) -> Iterator[tuple[RowKey, str]]:
    for pole in dossier.poles:
        cells = [c for c in dossier.cells if c.pole_id == pole.id and ("cells", c.id) not in found]
        if cells and sum(cell.importance for cell in cells) <= 0:
            yield ("poles", pole.id), "no cell that counts in its index is left"


def _unstable(dossier: Dossier, found: Reasons) -> Iterator[tuple[RowKey, str]]:
    """Spillovers that only a spillover of the other sign, now gone, kept from growing for ever."""
    left = [row for row in dossier.spillovers if ("spillovers", row.id) not in found]
    for group, _radius in unstable_spillovers(left):
        for row in group:
            yield ("spillovers", row.id), "would grow without limit once another is left out"


def _computed(dossier: Dossier, found: Reasons) -> Iterator[tuple[RowKey, str]]:
    """Figures of briefings, where rows that figures depend on are gone, and what speaks of a row.

    A sentence of a briefing may name the row that it is about behind a colon in its place.
    """
    projected = any(
        table not in NOT_PROJECTED and not getattr(dossier.get(table, row_id), "remembered", "")
        for table, row_id in found
    )
    gone = {row_id for _, row_id in found}
    for key in _COMPUTED:
        for row in dossier.table(key):
            if projected and own_mark(dossier, row) is None:
                yield (key, row.id), "holds figures computed from rows that are left out"
            elif key == "briefing_texts":
                about = row.place.partition(":")[2]
                if not gone.isdisjoint((about, *about.split(":"))):
                    yield (key, row.id), "is about a row that is left out"


def _names_abroad(dossier: Dossier, found: Reasons) -> Iterator[tuple[RowKey, str]]:
    for row in dossier.names_abroad:
        for key in owners_of(dossier, "names_abroad", row):
            if key in found:
                yield ("names_abroad", row.id), _why(dossier, found, key, owned=True)


# -- rows that stay ------------------------------------------------------------------------------


def _cleaned(dossier: Dossier, key: str, row: Any, reasons: Reasons) -> Any:
    """The row without anything that names a row that is gone."""
    changed: dict[str, Any] = {}
    for name, spec in specifications(type(row)).items():
        value = getattr(row, name)
        if isinstance(spec, References):
            kept = tuple(i for i in value if _stays(dossier, reasons, spec.table, i))
            if kept != value:
                changed[name] = kept
        elif name == "remembered" or (
            isinstance(spec, Reference) and (spec.table, value) in reasons
        ):
            changed[name] = ""
        elif name == "bookmark":
            clean = _bookmark(dossier, value, reasons)
            if clean != value:
                changed[name] = clean
    return replace(row, **changed)


def _bookmark(dossier: Dossier, text: str, reasons: Reasons) -> str:
    """A bookmark without rows that are gone, or anything that is no part of a bookmark."""
    if not text:
        return ""

    def of(table: str, decided: Mapping[str, Any]) -> dict[str, Any]:
        return {k: v for k, v in decided.items() if _stays(dossier, reasons, table, k)}

    try:
        state = ScenarioState.of_text(text)
        return ScenarioState(
            of("recommendations", state.weights),
            {k: v for k, v in of("drivers", state.forcings).items() if v[0] in dict(FORCINGS)},
            {
                (table, row_id, field): judgment
                for (table, row_id, field), judgment in state.overrides.items()
                if table in TABLES
                and _stays(dossier, reasons, table, row_id)
                and judged_field(table, field) is not None
            },
            frozenset(g for g in state.set_aside if _stays(dossier, reasons, "goals", g)),
        ).text()
    except (ValueError, RecursionError):
        return ""
