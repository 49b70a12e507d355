"""Dissent: a named reservation as a footnote, with the outcome under the dissenter's value."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from equipoise.briefing.codes import code_of
from equipoise.briefing.content.goals import yardstick_of
from equipoise.briefing.document import Document, Row, Sentence, Table, mapped
from equipoise.briefing.findings import Dissent
from equipoise.briefing.language.speech import Speech
from equipoise.briefing.material import Material
from equipoise.dossier.rows import Reservation
from equipoise.insight.dissent import DissentOutcome


def with_dissent(document: Document, material: Material, speech: Speech) -> Document:
    """The document with each reservation as a footnote.

    To the first row of a table that is about the judgment reserved against; and to the sentence
    about success where the dissenter's value would change its word.
    """
    if not material.dissents:
        return document
    by_code: dict[str, list[str]] = {}
    for dissent in material.dissents:
        code = _code(material, dissent.reservation)
        if code:
            by_code.setdefault(code, []).append(_note(material, dissent, speech))
    success = tuple(
        _note(material, dissent, speech)
        for dissent in material.dissents
        if _changes_the_word(material, dissent)
    )

    def change(part: Any) -> Any:
        if isinstance(part, Table) and not part.resolves:
            return replace(part, rows=_noted(part.rows, by_code))
        if isinstance(part, Sentence) and part.place == "success" and success:
            return replace(part, notes=part.notes + success)
        return part

    return mapped(document, change)


def _noted(rows: Sequence[Row], left: dict[str, list[str]]) -> tuple[Row, ...]:
    """The rows with the notes that are left for their codes, which are then used up."""
    found = []
    for row in rows:
        notes = tuple(note for code in row.codes for note in left.pop(code, ()))
        found.append(replace(row, notes=row.notes + notes) if notes else row)
    return tuple(found)


def _code(material: Material, reservation: Reservation) -> str:
    """The code of the row whose judgment is reserved against; of its owner, for an effect."""
    dossier = material.dossier
    row = dossier.find(reservation.table, reservation.row_id)
    if row is None:
        return ""
    if reservation.table == "driver_effects":
        return code_of(dossier, "drivers", row.driver_id)
    if reservation.table == "recommendation_effects":
        return code_of(dossier, "recommendations", row.recommendation_id)
    return code_of(dossier, reservation.table, row.id)


def _changes_the_word(material: Material, dissent: Dissent) -> bool:
    now = material.projection.all_goals
    then = None if dissent.outcome is None else dissent.outcome.all_goals
    if now is None or then is None:
        return False
    yardstick = yardstick_of(material.dossier)
    return yardstick.word(now) != yardstick.word(then)


def _note(material: Material, dissent: Dissent, speech: Speech) -> str:
    """Who holds what against which judgment, why, and what would come of it."""
    dossier, reservation = material.dossier, dissent.reservation
    said = [
        speech.say(
            "reservation",
            person=speech.name(reservation.person),
            field=speech.say(f"field-{reservation.field}"),
            name=speech.name(dossier.name_of(reservation.table, reservation.row_id)),
            judgment=speech.judgment(reservation.judgment),
        )
    ]
    if reservation.reason:
        said.append(speech.say("reservation-reason", reason=speech.name(reservation.reason)))
    said.append(_outcome(material, dissent.outcome, speech))
    return " ".join(said)


def _outcome(material: Material, outcome: DissentOutcome | None, speech: Speech) -> str:
    now = material.projection.all_goals
    if outcome is None:
        return speech.say("reservation-without-effect")
    if outcome.all_goals is not None and now is not None:
        return speech.say(
            "reservation-outcome",
            then=speech.probability(outcome.all_goals),
            now=speech.probability(now),
        )
    ends = [
        speech.say(
            "of-pole", pole=speech.name(pole.name), value=speech.level(outcome.index[pole.id])
        )
        for pole in material.dossier.poles
        if pole.id in outcome.index
    ]
    return speech.say("reservation-indices", ends=speech.listing(ends))
