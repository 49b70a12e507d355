"""What a user can do to briefings, each a function Dossier → Dossier.

Sentences in the user's own words, sections and their order, named reservations, names in other
languages, and the list of briefings issued. A locked name abroad refuses all but unlocking
(ValueError in plain words).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from equipoise.dossier.dossier import Dossier
from equipoise.dossier.judgment import Judgment
from equipoise.dossier.reservations import without_effect
from equipoise.dossier.rows import (
    BriefingIssued,
    BriefingSection,
    BriefingText,
    NameAbroad,
    Reservation,
)
from equipoise.dossier.scenarios import OverrideKey
from equipoise.editing.edits import new_identifier

_TEXTS = "briefing_texts"
_SECTIONS = "briefing_sections"
_NAMES = "names_abroad"
_RESERVATIONS = "reservations"
_ISSUED = "briefings_issued"


# -- sentences -----------------------------------------------------------------------------------


def set_briefing_text(
    dossier: Dossier, language: str, place: str, text: str, computed: str
) -> Dossier:
    """The user's words for a sentence; `computed` is the sentence that they stand in the place of.

    Words that were there already keep their handling mark.
    """
    row = BriefingText(language, place, text, computed)
    present: BriefingText | None = dossier.find(_TEXTS, row.id)
    if present is not None:
        row = replace(row, mark_id=present.mark_id)
    return dossier.with_row(_TEXTS, row)


def forget_briefing_text(dossier: Dossier, language: str, place: str) -> Dossier:
    """Let a sentence be as computed again."""
    return dossier.without(_TEXTS, [BriefingText(language, place).id])


# -- sections ------------------------------------------------------------------------------------


def set_sections(dossier: Dossier, kind: str, sections: Iterable[tuple[str, bool]]) -> Dossier:
    """The sections of a kind of briefing in the order of print, each with whether it is shown.

    The sections of the other kinds stay where they are. Raises ValueError if one is given twice.
    """
    rows = [BriefingSection(kind, section, shown) for section, shown in sections]
    if len({row.id for row in rows}) < len(rows):
        raise ValueError("A section can stand in a briefing only once.")
    present = dossier.briefing_sections
    own = [place for place, row in enumerate(present) if row.kind == kind]
    first = own[0] if own else len(present)
    others = [row for row in present if row.kind != kind]
    before = sum(row.kind != kind for row in present[:first])
    return dossier.with_table(_SECTIONS, (*others[:before], *rows, *others[before:]))


def arrange_sections(dossier: Dossier, kind: str, sections: Iterable[tuple[str, bool]]) -> Dossier:
    """Like `set_sections`, for the sections that have content just now.

    What was decided about others is kept: they stay behind the section that they followed.
    """
    arranged = list(sections)
    placed = {section for section, _ in arranged}
    before = ""
    for row in dossier.briefing_sections:
        if row.kind != kind:
            continue
        if row.section not in placed:
            order = [section for section, _ in arranged]
            place = order.index(before) + 1 if before in order else 0
            arranged.insert(place, (row.section, row.shown))
        before = row.section
    return set_sections(dossier, kind, arranged)


def forget_sections(dossier: Dossier, kind: str) -> Dossier:
    """Let a kind of briefing have the sections, and the order, that it comes with."""
    return dossier.with_table(
        _SECTIONS, (row for row in dossier.briefing_sections if row.kind != kind)
    )


# -- reservations --------------------------------------------------------------------------------


def add_reservation(
    dossier: Dossier,
    person: str,
    place: OverrideKey,
    judgment: Judgment,
    *,
    reason: str = "",
    mark_id: str = "",
    reservation_id: str | None = None,
) -> Dossier:
    """A named reservation against the judgment at `place` (table, row, field).

    Raises ValueError, in plain words, if it would have no effect from the first, because the row is
    gone or the value cannot stand beside the dossier's others (damping).
    """
    row_id = reservation_id or new_identifier()
    row = Reservation(row_id, person, *place, judgment, reason, mark_id=mark_id)
    return replace_reservation(dossier, row)


def replace_reservation(dossier: Dossier, reservation: Reservation) -> Dossier:
    """Another version of a reservation, known by its identifier, or a new one.

    Raises ValueError as `add_reservation` does, unless only words and marks are changed.
    """
    old: Reservation | None = dossier.find(_RESERVATIONS, reservation.id)
    if old is None or _claim(old) != _claim(reservation):
        reason = without_effect(dossier, "", reservation)
        if reason:
            raise ValueError(reason)
        reservation = replace(reservation, remembered="")
    return dossier.with_row(_RESERVATIONS, reservation)


def _claim(reservation: Reservation) -> tuple[object, ...]:
    return reservation.table, reservation.row_id, reservation.field, reservation.judgment


def remove_reservation(dossier: Dossier, reservation_id: str) -> Dossier:
    """Take a reservation away."""
    return dossier.without(_RESERVATIONS, [reservation_id])


# -- names in other languages --------------------------------------------------------------------


def refuse_locked_name(dossier: Dossier, name_id: str) -> None:
    """Raise ValueError if the name abroad is locked."""
    row: NameAbroad | None = dossier.find(_NAMES, name_id)
    if row is not None and row.locked:
        name = dossier.name_of_row(_NAMES, row)
        raise ValueError(f"The name abroad “{name}” is locked. Unlock it to change it.")


def add_name_abroad(
    dossier: Dossier,
    name: str,
    language: str,
    written: str,
    *,
    locked: bool = True,
    name_id: str | None = None,
) -> Dossier:
    """How a name of the dossier is written in a language (`en`, `he`, …)."""
    row = NameAbroad(name_id or new_identifier(), name, language, written, locked)
    return dossier.with_row(_NAMES, row)


def set_name_abroad(dossier: Dossier, name_id: str, field: str, value: object) -> Dossier:
    """One field of a name abroad: `name`, `language` or `written`.

    Raises ValueError while it is locked; `set_name_locked` unlocks it.
    """
    refuse_locked_name(dossier, name_id)
    changed: dict[str, Any] = {field: value}
    return dossier.with_row(_NAMES, replace(dossier.get(_NAMES, name_id), **changed))


def set_name_locked(dossier: Dossier, name_id: str, locked: bool) -> Dossier:
    """Lock a name abroad against changes, or unlock it."""
    row: NameAbroad = dossier.get(_NAMES, name_id)
    return dossier.with_row(_NAMES, replace(row, locked=locked))


def remove_names_abroad(dossier: Dossier, name_ids: Iterable[str]) -> Dossier:
    """Take names abroad away. Raises ValueError if one is locked."""
    gone = tuple(name_ids)
    for name_id in gone:
        refuse_locked_name(dossier, name_id)
    return dossier.without(_NAMES, gone)


# -- briefings issued ----------------------------------------------------------------------------


def record_briefing(dossier: Dossier, issued: BriefingIssued) -> Dossier:
    """Enter a briefing as issued, behind all others. Raises ValueError if it is entered already."""
    if dossier.find(_ISSUED, issued.id) is not None:
        raise ValueError("This briefing is in the list of issued briefings already.")
    return dossier.with_row(_ISSUED, issued)
